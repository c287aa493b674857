"""Events: interactions that no other kind holds: aid, sanctions, threats, releases, deployments, ground taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.interaction import Deed, deed
from readout.coding.menace import MENACED, announced, conditional, threat, threatening
from readout.coding.naming import clean_name
from readout.coding.opponents import apart, of_places, of_states, opponent, sides
from readout.coding.reading import Reading
from readout.coding.unreal import unreal
from readout.language.frames import Frame
from readout.linking.states import name_of
from readout.model import Actor, Event, Span
from readout.model.record import Factuality

if TYPE_CHECKING:
    from readout.language.tokens import Token

_DIRECTED = frozenset({"SANCTION", "THREATEN", "MOBILIZE", "ASSAULT", "PROTEST", "REJECT", "ACCUSE"})
_CASES = frozenset({"if", "once", "unless", "until", "should"})
_MARKS = frozenset({"mark", "advmod", "aux"})
_NEAR = 160
"""Most characters between two like deeds of which the second names nobody."""


def events(reading: Reading) -> Iterator[Event]:
    """Every other interaction of the report, one a clause."""
    last: Event | None = None
    for sent in reading.sents:
        threats = threatening(reading, sent)
        for frame in reading.frames[sent.start]:
            menace = frame.head.i in threats or announced(reading, frame)
            made = threat(reading, frame) if menace else _of_frame(reading, frame)
            if made is not None:
                last = _like(reading, made, last)
                yield last


def _like(reading: Reading, made: Event, before: Event | None) -> Event:
    """ "A cut off aid to X. B had already stopped its own": whom a like deed before names, if it names nobody."""
    text = reading.report.text
    if before is None or before.plover != made.plover or not before.target or before.source == made.source:
        return made
    gap = text[before.evidence[0].end : made.evidence[0].start]
    words_of = made.evidence[0].of(text).casefold()
    named = any(a.name.casefold() in words_of for a in made.target)
    if named or "\n" in gap or len(gap) > _NEAR or sides(before.target) & sides(made.source):
        return made
    return replace(made, target=before.target)


def _of_frame(reading: Reading, frame: Frame) -> Event | None:
    found = deed(reading, frame)
    if found is None or unreal(reading, found) or _fighting(reading, frame):
        return None
    if found.code in MENACED and conditional(frame):
        return threat(reading, frame)
    if _provided(found):
        return None
    return filled(reading, found, reading.evidence(frame.head))


def filled(reading: Reading, found: Deed, evidence: Span, confidence: float = 0.5) -> Event | None:
    """The event of a deed: who does it to whom; None when the text shows neither, or no doer where one is needed."""
    frame = found.frame
    source = _source(reading, found)
    if not source and not frame.passive and found.code not in ("AID", "YIELD", "PROTEST") and not found.lost:
        return None
    if not source and found.lost:  # nobody says who took it: the forces told of nearest, from the other side
        source = opponent(reading, frame.head, (), armed=True)
    target = _target(reading, found, source)
    if not source and not found.captive and not found.lost and found.code not in ("COERCE", "AID"):
        return None
    if not source:
        source = _missing_source(reading, found, target)
    if not source and not target:
        return None
    return Event(
        **reading.ground(frame.head, _factuality(found), evidence),
        plover=found.code,
        source=source,
        target=apart(target, source) or (source if found.captive and len(source) > 1 else ()),
        confidence=confidence,
    )


def _provided(found: Deed) -> bool:
    """What will be done, or is done "in return" in a present that no hour tells: a term or a promise, no deed yet.

    Troops, aid and marches announced are plans of their own.
    """
    frame = found.frame
    if found.code in ("THREATEN", "ACCUSE"):
        return False
    if frame.head.dep_ == "advcl" and any(c.lower_ in _CASES for c in frame.head.children if c.dep_ in _MARKS):
        return True
    if frame.modality in ("future", "conditional"):
        return found.code not in ("MOBILIZE", "AID", "PROTEST")
    helped = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in frame.head.children)
    present = frame.head.tag_ in ("VBZ", "VBP") and not helped
    return present and found.code == "YIELD" and not frame.negated


def _factuality(found: Deed) -> Factuality:
    if found.frame.negated:
        return "negated"
    ahead = found.frame.modality in ("future", "conditional") and found.code != "THREATEN"
    return "planned" if ahead else "fact"


def _fighting(reading: Reading, frame: Frame) -> bool:
    """ "strike" of an army is an incident, of workers a protest."""
    if frame.head.lemma_ == "strike":
        return any(a.type != "public" for a in reading.agents(frame)) or bool(frame.patients)
    return False


def _source(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """Who does it: the subject, the state that a subject's noun phrase names, or the noun phrase itself."""
    agents = reading.agents(found.frame)
    if found.lost and not found.frame.passive:
        return ()  # "the town fell": the subject suffers it
    if agents or not found.frame.agents:
        return agents
    if found.code == "PROTEST":
        head = found.frame.agents[0]
        words_of = clean_name(reading.doc[head.left_edge.i : head.i + 1].text)
        return (Actor(words_of, next(iter(reading.countries), None), None, "public"),)
    return of_states(reading, found.frame.agents)


def _missing_source(reading: Reading, found: Deed, target: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The doer of a passive: who is said to hold those released, else the other side around."""
    for token in found.objects:
        for child in token.children:
            told = child.dep_ == "acl" and child.lemma_.casefold() in words("events", "holding")
            holders = reading.agents(reading.frame_at[child.i]) if told and child.i in reading.frame_at else ()
            if holders:
                return holders
    if found.code == "AID":
        return ()
    if found.captive and target and all(a.type == "public" and a.state is None for a in target):
        target = opponent(reading, found.frame.head, (), armed=True)  # those held: the side told of nearest lets go
        return opponent(reading, found.frame.head, target, armed=True) or target
    return opponent(reading, found.frame.head, target, armed=found.code in ("YIELD", "COERCE", "ASSAULT"))


def _target(reading: Reading, found: Deed, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom it concerns: named after a preposition, as the object, by the object's state, by the place, or opposite."""
    frame, code = found.frame, found.code
    objects = [t for t in found.objects if t in frame.patients] or list(found.objects)
    after = ("to", "against", "for") if code == "MOBILIZE" else ("to", "against", "on", "from", "with", "for")
    owners = [c for t in objects for c in t.children if c.dep_ == "poss"]
    named = apart(reading.actors(*frame.preposition(*after)), source) or apart(_concerned(reading, objects), source)
    held = (
        apart(_ranks(reading, objects), source)
        or apart(_owners(reading, objects), source)
        or apart(reading.actors(*objects, *owners), source)
    )
    around = [*objects, *frame.preposition(*after, "into", "near", "around", "in", "at", "on", "along")]
    states = apart(of_states(reading, around), source)
    if found.captive:
        known = states or tuple(a for a in held if a.state) or named
        if not known and len(sides(source)) > 1:
            return ()  # swapped: each side's are the other's
        return known or _people(objects) or opponent(reading, frame.head, source, armed=True) or held
    if code in ("COERCE", "SUPPORT"):
        known = held or states or named or (_people(objects) if code == "COERCE" else ())
        return known or (opponent(reading, frame.head, source) if code == "SUPPORT" else ())
    direct = named or states or (held if code not in ("MOBILIZE", "ASSAULT") else ())
    return direct or _opposite(reading, found, source)


def _opposite(reading: Reading, found: Deed, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a deed concerns that names nobody: the government of the place, or the other side."""
    places = apart(of_places(reading.where(found.frame.head)), source)
    if found.code in ("MOBILIZE", "AID") and places:
        return places
    if found.code in _DIRECTED or (found.code == "YIELD" and not found.frame.passive):
        own = found.objects if found.code in ("MOBILIZE", "YIELD") else ()
        other = opponent(reading, found.frame.head, source, armed=found.code == "ASSAULT", but=own)
        return tuple(a for a in map(_office, other) if a.type != "person")
    return places


def _office(actor: Actor) -> Actor:
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
