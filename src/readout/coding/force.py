"""Force in a parse: the verbs that tell of an attack, with who does it and what is struck as head tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import states_in
from readout.coding.blows import Force, Sort, among, of_noun
from readout.coding.reading import Reading
from readout.coding.terms import target_classes
from readout.language.frames import Frame

if TYPE_CHECKING:
    from readout.language.tokens import Token

_CONDITIONS = ("if", "unless", "before", "until", "should")
_WHOEVER = frozenset({"who", "whoever", "anyone", "anybody"})
_SENDING = frozenset({"fire", "launch", "drop", "plant", "throw", "send"})
_HURLING = frozenset({"fire", "hurl", "lob", "throw"})
"""Verbs whose object is the weapon where they tell at what."""
_AFTER = frozenset({"prep", "advmod", "acomp", "prt", "oprd"})
_SUFFERING = frozenset({"die", "perish", "burn", "drown", "bleed"})
_STARTING = frozenset("continue begin start manage keep attempt try fail claim say use go resume admit deny".split())


def forces(reading: Reading) -> Iterator[Force]:
    """Every act of force that the report tells of, in text order of sentences."""
    for sent in reading.sents:
        covered: set[int] = set()
        for frame in reading.frames[sent.start]:
            if frame.head.i not in covered and not ruled_out(reading, frame) and (found := _of_frame(reading, frame)):
                covered |= found.covered
                yield found
        for token in sent:
            nominal = token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound"
            nominal = nominal and not any(c.i in covered and c.dep_ in ("relcl", "acl") for c in token.children)
            if nominal and token.i not in covered and among("attacks", token) and (found := of_noun(reading, token)):
                covered |= found.covered
                yield found


def ruled_out(reading: Reading, frame: Frame) -> bool:
    """Force that is only wished, feared, ordered, promised or to be stopped."""
    head = frame.head
    if head.dep_ != "relcl" and any(t.lower_ in _WHOEVER for t in frame.agents):
        return True  # "who shot first", "whoever attacks"
    heard = frame.passive and frame.head.lemma_ in words("incidents", "noticed")
    if frame.modality == "possible" and not reading.said_by(head) and not heard:
        return True
    if frame.modality in ("future", "obligation", "conditional"):
        return True
    if head.dep_ == "xcomp" and head.head.lemma_ not in _STARTING:
        return True
    if head.dep_ in ("advcl", "acl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children):
        return True
    node = head
    for _ in range(5):
        if node.dep_ == "advcl" and any(c.lower_ in _CONDITIONS and c.dep_ in ("mark", "aux") for c in node.children):
            return True
        if node.head is node:
            return False
        node = node.head
    return False


def _told_before(frame: Frame, names: frozenset[str]) -> bool:
    """ "Attempted an assault but were repelled": how an attack ended that the verb before has told of."""
    before = frame.head.head
    tried = [c for c in before.children if c.dep_ == "dobj" and among("attacks", c)]
    return frame.head.dep_ == "conj" and bool(tried) and bool(names & words("incidents", "repelled"))


def _of_frame(reading: Reading, frame: Frame) -> Force | None:
    names = _names(frame)
    if _told_before(frame, names):
        return None
    subjects, objects = list(frame.agents), list(frame.patients)
    if frame.passive and names & words("incidents", "noticed") and _sounding(objects):
        return _found(frame, subjects, objects)
    if frame.head.lemma_ == "come" and among("attacks", *frame.preposition("under")):
        return _found(frame, [], [], aimed=subjects)
    if _figurative(frame):
        return None
    clause = frame.head.dep_ in ("acl", "relcl") and (frame.passive or frame.head.tag_ == "VBN")
    if clause and not objects:
        objects = [frame.head.head]
    if clause and frame.head.lemma_ in _SENDING and among("weapons", *objects) and _goes_on(objects[0]):
        return None  # "a missile fired from the shore struck ...": told by its own verb
    if names & words("incidents", "exchanging") and among("fires", *objects):
        return _found(frame, subjects, objects, aimed=frame.preposition("on", "at", "with", "into", "over", "across"))
    if names & words("incidents", "breaching") and among("truces", *objects, *frame.preposition("of")):
        return _found(frame, subjects, objects, "breach")
    if _intrusion(reading, frame, names, subjects, objects):
        return _found(frame, subjects, objects, "intrusion")
    if among("not_force", *objects) and not names & words("incidents", "strong"):
        return None
    if not names & (words("incidents", "strong") | words("incidents", "weak")) or _whole_war(reading, frame, subjects):
        return None
    if not _forceful(reading, frame, names, subjects, objects):
        return None
    if frame.head.lemma_.casefold() in _SUFFERING and not frame.patients:
        return _found(frame, [], [], aimed=subjects)
    return _found(frame, subjects, objects, aimed=_aimed_at(frame, objects))


def _figurative(frame: Frame) -> bool:
    """ "struck out a clause", "the guns fell silent", "a deal struck at dawn": verbs of force without force."""
    after = {
        c.lower_ for c in frame.head.children if c.i > frame.head.i and c.dep_ in ("prt", "acomp", "advmod", "oprd")
    }
    return (frame.head.lemma_ == "strike" and "out" in after) or (frame.head.lemma_ == "fall" and "silent" in after)


def _goes_on(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and (among("strong", token.head) or among("weak", token.head))


def _sounding(heads: list[Token]) -> bool:
    """What is heard or seen is force by itself: "artillery could be heard", "drones were observed"."""
    return any(h.lemma_.casefold() in words("incidents", "sounding") for h in heads)


def _names(frame: Frame) -> frozenset[str]:
    verb = frame.head.lemma_.casefold()
    after = [c for c in frame.head.children if c.dep_ in _AFTER and c.i > frame.head.i]
    if verb == "set":
        after += [o for o in frame.patients if o.lemma_ == "fire"]  # "set fire to"
    return frozenset([verb, frame.lemma, *(f"{verb} {c.lemma_.casefold()}" for c in after)])


def _aimed_at(frame: Frame, objects: list[Token]) -> list[Token]:
    """What a weapon is fired at: "on crowds", "at a school", "into the sea"."""
    if objects and not among("weapons", *objects) and frame.head.lemma_ not in _HURLING:
        return []
    return frame.preposition("on", "at", "into", "against", "near", "over")


def _found(
    frame: Frame, subjects: list[Token], objects: list[Token], sort: Sort = "force", aimed: Iterable[Token] = ()
) -> Force:
    tied = frozenset(t.i for t in frame.head.subtree if among("attacks", t) or among("strong", t))
    if frame.passive:  # "a girl was killed when a rocket hit the house": one deed
        tied |= {c.i for c in frame.head.children if c.dep_ == "advcl" and among("weak", c) and _when(c)}
    hurled = frame.head.lemma_ in _HURLING and bool(aimed := list(aimed))
    arms = tuple(o for o in objects if hurled or among("weapons", o) or among("attacks", o))
    struck = (*(o for o in objects if o not in arms), *aimed)
    none = frame.negated or any(_not_one(t) for t in (*subjects, *objects))
    return Force(frame.head, frame, tuple(subjects), struck, arms, sort, tied | {frame.head.i}, none)


def _when(clause: Token) -> bool:
    return any(c.lower_ in ("when", "as", "after") and c.dep_ in ("mark", "advmod") for c in clause.children)


def _not_one(token: Token) -> bool:
    """ "Not a single shot", "not one of the rockets"."""
    left = [t.lower_ for t in token.doc[token.left_edge.i : token.i]]
    return left[:1] == ["not"] and bool({"single", "one"} & set(left))


def _intrusion(
    reading: Reading, frame: Frame, names: frozenset[str], subjects: list[Token], objects: list[Token]
) -> bool:
    """Armed craft or troops in waters, airspace or land that is not theirs."""
    if not names & words("incidents", "intruding"):
        return False
    ground = [*objects, *frame.preposition("into", "over", "through")]
    armed = among("intruders", *subjects) or any(a.type == "military" for a in reading.actors(*subjects))
    return armed and among("frontiers", *ground)


def _whole_war(reading: Reading, frame: Frame, subjects: list[Token]) -> bool:
    """A toll of a whole war ("have been killed since April") is a figure, not an incident."""
    head = frame.head
    warring = any(s.lemma_.casefold() in ("war", "fighting", "conflict", "violence", "hostility") for s in subjects)
    if warring and head.lemma_.casefold() in ("kill", "injure", "wound", "displace", "hurt"):
        return True
    perfect = any(c.lower_ in ("has", "have", "'ve") and c.dep_ == "aux" for c in head.children)
    if not perfect or head.lemma_.casefold() not in ("kill", "injure", "wound", "die", "displace", "hurt"):
        return False
    around = (*subjects, *(o for p in head.children if p.dep_ == "prep" for o in p.children))
    warlike = any(
        t.lemma_.casefold() in ("war", "fighting", "conflict", "violence", "hostility", "campaign") for t in around
    )
    named = bool(reading.actors(*subjects)) or any(states_in(reading.doc, s) for s in subjects)
    since = any(c.lower_ == "since" for c in head.children)
    return (
        warlike
        or (since and head.lemma_ != "die")
        or (frame.passive and not (frame.agents and named))
        or head.lemma_ == "die"
    )


def _forceful(
    reading: Reading, frame: Frame, names: frozenset[str], subjects: list[Token], objects: list[Token]
) -> bool:
    """Whether the verb with its words tells of force: a weapon, people hurt, or forces with something struck."""
    clause = _lemmas(reading, frame)
    weapon = among("weapons", *subjects, *objects) or bool(set(clause) & words("incidents", "weapons"))
    if names & words("incidents", "strong"):
        return bool(objects or subjects)
    if frame.head.lemma_ in ("die", "perish"):
        return bool(set(clause) & words("incidents", "attacks"))
    if frame.head.lemma_ == "fire" and frame.preposition("on", "at", "into") and subjects:
        return True
    if names & words("incidents", "armed"):
        if names & words("incidents", "carrying") and not among("weapons", *objects) and not among("attacks", *objects):
            return False
        return weapon and (bool(objects) or frame.passive or bool(names & words("incidents", "coming")))
    if among("attacks", *objects) and names & {"strike", "hit", "hit back", "strike back"} and not subjects:
        return False
    actors = reading.actors(*subjects)
    classes = bool(target_classes(clause))
    armed = any(a.type in ("military", "armed_group", "government") for a in actors)
    classes = classes or among("sites", *objects)
    placed = bool(reading.where(frame.head)) or any(o.pos_ == "PROPN" for o in objects)
    hostile = armed and (classes or placed) and bool(objects or frame.preposition("at", "on"))
    thwarted = bool(names & words("incidents", "repelled")) and among("attacks", *objects)
    return weapon or among("victims", *objects) or hostile or thwarted or (frame.passive and classes)


def _lemmas(reading: Reading, frame: Frame) -> list[str]:
    span = reading.evidence(frame.head)
    return [t.lemma_.casefold() for t in reading.doc if span.start <= t.idx < span.end]
