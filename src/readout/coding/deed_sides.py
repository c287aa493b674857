"""Who does a deed, and to whom: from the clause, else from its place, its speaker and the two sides around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.interaction import Deed
from readout.coding.naming import clean_name, phrase
from readout.coding.opponents import apart, of_places, of_states, opponent, sides, states_around
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.linking.states import name_of
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Token

_DIRECTED = frozenset({"SANCTION", "THREATEN", "ASSAULT", "ACCUSE", "PROTEST"})
"""Deeds that are against somebody by their nature; of others, whom no words name stays unknown."""
_HELPING = frozenset({"help", "assist", "support", "aid"})
_MUTUAL = frozenset({"SANCTION", "REJECT", "COOPERATE"})
_STANDING = frozenset({"stay", "remain", "be", "continue"})
_RESCUING = frozenset({"rescue", "free", "liberate"})
_BOUND = ("for", "through", "towards", "toward", "to", "into", "at", "in")
_OWN = frozenset({"its", "their", "his", "her", "our", "my"})


def doers(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """Who does it: the subject, the state that its noun phrase names, or the noun phrase itself."""
    frame = found.frame
    agents = reading.agents(frame)
    if _ceded(found):
        return reading.actors(*frame.preposition("to")) or _forces(reading, found, tuple(frame.preposition("to")))
    if found.lost and not frame.passive:
        return ()  # "the town fell": the subject suffers it
    if found.code == "PROTEST" and frame.agents and all(a.type in (None, "public") for a in agents):
        return (_crowd(reading, found),)
    if found.code == "MOBILIZE" and frame.passive and not frame.agents:
        return _forces(reading, found, frame.patients)
    if found.code == "MOBILIZE" and frame.agents and (senders := _senders(reading, frame.agents)):
        return senders
    if agents or not frame.agents:
        return agents
    if found.code == "SANCTION" and frame.head.lemma_ in _STANDING:
        return of_states(reading, frame.agents) or _keepers(reading, found)
    if found.code == "AID":  # what brings it is sent from somewhere
        start = frame.patients if frame.head.lemma_ == "leave" else ()
        left = [*frame.preposition("from"), *_from(frame.agents), *start]
        places = [p for o in left if (p := reading.place(_name(reading, o)))]
        speaker = tuple(a for a in reading.said_by(frame.head) if a.type in ("igo", "ngo"))
        return of_states(reading, left) or of_places(places) or of_states(reading, frame.agents) or speaker
    known = of_states(reading, frame.agents)
    if not known and (bodies := [t for t in frame.agents if t.lemma_.casefold() in words("events", "bodies")]):
        return tuple(Actor(clean_name(phrase(t)), reading.cast.home, None, None) for t in bodies)
    return known or (_forces(reading, found, frame.agents) if found.code == "MOBILIZE" else ())


def _ceded(found: Deed) -> bool:
    """ "Lost the village to the militia": the subject suffers what those after "to" do."""
    return found.code == "ASSAULT" and found.frame.lemma == "lose" and bool(found.frame.preposition("to"))


def _own(reading: Reading, token: Token, source: tuple[Actor, ...]) -> bool:
    """A noun phrase whose owner is the doer."""
    owners = [c for c in token.children if c.dep_ == "poss" and c.lower_ in _OWN]
    return bool(owners) and not apart(reading.actors(*owners), source)


def _places(reading: Reading, frame: Frame) -> tuple[Actor, ...]:
    """The governments of the places where a deed is done or that it makes for."""
    found = [p for o in frame.preposition(*_BOUND) if o.pos_ == "PROPN" and (p := reading.place(_name(reading, o)))]
    return of_places([*reading.where(frame.head), *found])


def _name(reading: Reading, token: Token) -> str:
    return reading.doc[token.left_edge.i : token.i + 1].text.removeprefix("the ").strip()


def _crowd(reading: Reading, found: Deed) -> Actor:
    """Those who march: of the state where they do, else of the state that the report names most."""
    head = found.frame.agents[0]
    named = of_states(reading, [head])
    places = _places(reading, found.frame)
    home = next((a.state for a in (*named, *places)), None) or next(iter(reading.countries), None)
    return Actor(clean_name(reading.doc[head.left_edge.i : head.i + 1].text), home, None, "public")


def _keepers(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """ "The crossings stay closed": the speaker's government keeps them so, else the one whose report it is."""
    states: list[str | None] = [a.state for a in reading.said_by(found.frame.head) if a.state]
    states = states or [reading.cast.home]
    return tuple(Actor(name_of(s), s, None, "government") for s in states[:1] if s is not None)


def _from(heads: tuple[Token, ...]) -> list[Token]:
    links = [c for h in heads for c in h.children if c.dep_ == "prep" and c.lower_ == "from"]
    return [o for c in links for o in c.children if o.dep_ == "pobj"]


def _senders(reading: Reading, heads: tuple[Token, ...]) -> tuple[Actor, ...]:
    """ "The observers whom the union promised": who sends those that come."""
    inner = [o for h in heads for c in h.children if c.lower_ == "of" for o in c.children]
    relative = [c for h in (*heads, *inner) for c in h.children if c.dep_ == "relcl" and c.i in reading.frame_at]
    sending = [c for c in relative if c.lemma_.casefold() in words("events", "sending")]
    return reading.actors(*(a for c in sending for a in reading.frame_at[c.i].agents))


def _forces(reading: Reading, found: Deed, heads: tuple[Token, ...]) -> tuple[Actor, ...]:
    """Those who are sent: named themselves, their state's, or the speaker's own."""
    known = _senders(reading, heads) or reading.actors(*heads) or of_states(reading, heads)
    if known or not heads:
        return known
    head = heads[0]
    speaker = [a for a in reading.said_by(found.frame.head) if a.type != "public"]
    state = speaker[0].state if speaker else None
    name = clean_name(reading.doc[head.left_edge.i : head.i + 1].text)
    return (Actor(name, state, None, "military"),) if name else ()


def missing_doer(reading: Reading, found: Deed, target: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The doer of a passive: who is said to hold those released, else the other side around."""
    if holders := captors(reading, found):
        return holders
    if found.code == "AID":
        return ()
    if found.code == "COERCE" and found.frame.head.lemma_.casefold() in words("events", "lawful"):
        return _authorities(reading, found) or opponent(reading, found.frame.head, target, armed=True)
    if found.code == "YIELD" and not found.captive and found.frame.passive:
        speaker = tuple(a for a in reading.said_by(found.frame.head) if a.type not in ("public", "igo", "media"))
        if speaker or (speaker := _forces(reading, found, found.frame.patients)):
            return speaker  # "the guns had been pulled back, said the army's spokesman"
    if found.captive and target and all(a.type == "public" and a.state is None for a in target):
        target = opponent(reading, found.frame.head, (), armed=True)  # those held: the side told of nearest lets go
        return opponent(reading, found.frame.head, target, armed=True) or target
    return opponent(reading, found.frame.head, target, armed=found.code in ("YIELD", "COERCE", "ASSAULT"))


def _authorities(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """The government of the place of a deed, else the one that the report is about."""
    places = _places(reading, found.frame)
    ruling = tuple(a for a in reading.cast.pair if a.type in ("government", "military") and a.state)
    home = reading.cast.home or (reading.countries[0] if len(reading.countries) == 1 else None)
    at_home = (Actor(name_of(home), home, None, "government"),) if home else ()
    return places[:1] or (ruling if len(ruling) == 1 else ()) or at_home


def captors(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """Who is said to hold those whom a deed frees: "six teachers held by the gang"."""
    for token in found.objects:
        for child in token.children:
            told = child.dep_ == "acl" and child.lemma_.casefold() in words("events", "holding")
            holders = reading.agents(reading.frame_at[child.i]) if told and child.i in reading.frame_at else ()
            if holders:
                return holders
    return ()


def suffering(reading: Reading, found: Deed, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom it concerns: named after a preposition, as the object, by the object's state, by the place, or opposite."""
    frame, code = found.frame, found.code
    if found.domestic:
        return _subjects(reading, found, source)
    if _ceded(found):
        return apart(reading.agents(frame), source)
    objects = [t for t in found.objects if t in frame.patients] or list(found.objects)
    objects = [t for t in objects if not _own(reading, t, source)]  # "recalled its ambassador from ..."
    after = ("to", "against", "for") if code == "MOBILIZE" else ("to", "against", "on", "from", "with", "for", "before")
    owners = [c for t in objects for c in t.children if c.dep_ == "poss"]
    named = apart(reading.actors(*frame.preposition(*after)), source) or apart(_concerned(reading, objects), source)
    held = (
        apart(_ranks(reading, objects), source)
        or apart(_owners(reading, objects), source)
        or apart(reading.actors(*objects, *owners), source)
    )
    around = [*objects, *frame.preposition(*after, "into", "near", "around", "in", "at", "on", "along")]
    states = apart(of_states(reading, around), source)
    if found.code == "COERCE" and frame.head.lemma_ in _RESCUING:
        return apart(captors(reading, found), source) or opponent(reading, frame.head, source, armed=True)
    if code == "AID" and (helped := apart(_helped(reading, found), source)):
        return helped
    if found.captive:
        persons = tuple(a for a in apart(reading.actors(*objects), source) if a.type == "person")
        if persons and all(t.tag_ in ("NN", "NNP") for t in objects):
            return persons  # "freed the front's treasurer, Ann Lee"
        known = states or tuple(a for a in held if a.state) or named
        if not known and len({a.state or a.name for a in source}) > 1:
            return ()  # swapped: each side's are the other's
        return known or _people(objects) or opponent(reading, frame.head, source, armed=True) or held
    if code == "PROTEST":
        own = all(a.type == "public" for a in source)  # crowds march against their own; states protest to others
        return named or states or (_subjects(reading, found, source) if own else _opposite(reading, found, source))
    if code == "SUPPORT":
        return held or states or named or states_around(reading, frame.head, source)
    if code == "COERCE" and (known := held or states or named or _people(objects)):
        return known
    if not named and not states and len({a.state or a.name for a in source}) > 1 and code in _MUTUAL:
        return source
    direct = named or states or (held if code not in ("MOBILIZE", "ASSAULT") else ())
    return direct or _opposite(reading, found, source)


def _helped(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """ "Will send planes to help the army": whom the aid is to help."""
    verbs = [c for c in found.frame.head.children if c.dep_ in ("advcl", "xcomp") and c.lemma_ in _HELPING]
    return reading.actors(*(o for v in verbs for o in v.children if o.dep_ == "dobj"))


def _subjects(reading: Reading, found: Deed, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those whom a deed at home is for or against: the government of those who march, the people of those who rule."""
    places = _places(reading, found.frame)
    states = [a.state for a in (*places, *source) if a.state]
    if not states:
        return opponent(reading, found.frame.head, source)
    if found.code == "PROTEST":
        return (Actor(name_of(states[0]), states[0], None, "government"),)
    return (Actor(f"people of {name_of(states[0])}", states[0], None, "public"),)


def _opposite(reading: Reading, found: Deed, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a deed concerns that names nobody: the government of the place, or the other side."""
    places = apart(_places(reading, found.frame), source)
    if found.code in ("MOBILIZE", "AID") and places:
        return places
    if found.code in _DIRECTED:
        return _facing(reading, found, source, armed=found.code == "ASSAULT")
    sent = found.code in ("MOBILIZE", "AID") and not places and source and not found.frame.passive
    return (_at_war(reading, source) if sent else places) or _facing(reading, found, source)


def _facing(reading: Reading, found: Deed, source: tuple[Actor, ...], *, armed: bool = False) -> tuple[Actor, ...]:
    """The other side, whom nearly every deed told of concerns, by the government or group that it is."""
    other = opponent(reading, found.frame.head, source, armed=armed)
    return tuple(a for a in map(office, other) if a.type != "person")


def _at_war(reading: Reading, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The one state whose war the report tells of, for the troops and aid of outsiders; a side's own go nowhere."""
    pair = reading.cast.pair
    states = {a.state for a in pair if a.state}
    groups = any(a.type == "armed_group" for a in pair)  # a war inside one state
    if len(states) != 1 or not groups or sides(source) & sides(pair):
        return ()
    code = states.pop()
    return apart((Actor(name_of(code), code, None, "government"),), source) if code is not None else ()


def office(actor: Actor) -> Actor:
    """The government that a person speaks for: a deed against a side is none against its speaker."""
    if actor.type != "person" or actor.state is None:
        return actor
    return Actor(name_of(actor.state), actor.state, None, "government")


def _concerned(reading: Reading, objects: list[Token]) -> tuple[Actor, ...]:
    """Actors after a preposition of the object: "a warrant for the general", "its ban on the party"."""
    linked = [c for t in objects for c in t.children if c.dep_ == "prep" and c.lower_ in ("on", "against", "for", "to")]
    return reading.actors(*(o for c in linked for o in c.children if o.dep_ == "pobj"))


def _ranks(reading: Reading, objects: list[Token]) -> tuple[Actor, ...]:
    """The group behind those taken: "forty members of the front", "monks from the brotherhood"."""
    people = [t for t in objects if t.lemma_.casefold() in words("events", "taken")]
    linked = [c for t in people for c in t.children if c.dep_ == "prep" and c.lower_ in ("of", "from")]
    return reading.actors(*(o for c in linked for o in c.children if o.dep_ == "pobj"))


def _owners(reading: Reading, objects: list[Token]) -> tuple[Actor, ...]:
    """Whose they are: "froze the accounts of six of its leaders", "the arrest of the front's men"."""
    found: list[Token] = []
    todo = list(objects)
    while todo:
        token = todo.pop()
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                inner = [o for o in child.children if o.dep_ == "pobj"]
                todo += inner
                found += [c for o in inner for c in o.children if c.dep_ == "poss"]
    return reading.actors(*found)


def _people(objects: list[Token]) -> tuple[Actor, ...]:
    """Those taken or freed, by the noun that counts them, when no table knows them as actors."""
    held = words("events", "taken")
    found = [t for t in objects if t.lemma_.casefold() in held]
    return tuple(Actor(clean_name(t.doc[t.left_edge.i : t.i + 1].text), None, None, "public") for t in found)
