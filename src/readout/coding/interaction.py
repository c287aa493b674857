"""Deeds between actors in a parse: which verb or noun, with which object, shows which PLOVER code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from readout.codebook.lexicon import data, words
from readout.coding.reading import Reading
from readout.language.frames import Frame, conjuncts

if TYPE_CHECKING:
    from readout.language.tokens import Token

_PREPOSITIONS = ("of", "into", "to", "from", "off", "on", "for", "with", "as")
_LETTING = frozenset({"let", "allow", "see", "make", "have", "get", "declare", "order", "tell", "help", "keep"})
"""Verbs whose clause's subject is their object."""
PLANNED = frozenset({"AID", "MOBILIZE", "PROTEST", "COOPERATE"})
"""Deeds that are told of as plans; other promises are agreements or threats."""
_FREEING = frozenset({"free", "release"})
_FREED_THEM = frozenset(
    {"free", "release", "let go", "set free", "pardon", "amnesty", "repatriate", "acquit", "parole"}
)
_PERSONAL = frozenset({"he", "she", "him", "her"})
_PLACE = "*place*"
"""Stands in the word list for the name of any place."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the word list of deeds; an empty set asks for nothing."""

    code: str
    verbs: frozenset[str]
    objects: frozenset[str]
    subjects: frozenset[str]
    then: frozenset[str]
    nouns: frozenset[str]
    armed: bool
    captive: bool
    undone: bool
    domestic: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed found: its code, its verb's frame, and the noun phrases that it touches."""

    code: str
    frame: Frame
    objects: tuple[Token, ...]
    captive: bool
    lost: bool = False
    """Ground lost with nobody named who took it: "the town fell", "nine villages were taken"."""
    undone: bool = False
    """The verb calls the deed off: "suspended the release of ..."."""
    domestic: bool = False
    """Done by those who rule to their own people: a curfew, martial law."""
    pledged: bool = False
    """Promised or planned by the doer."""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the codebook's `plover.toml`, in its order."""
    return tuple(_rule(code, entry) for code, entries in data("plover").items() for entry in entries)


def _rule(code: str, entry: dict[str, Any]) -> Rule:
    verbs, objects, subjects, then, nouns = (
        frozenset(w for word in entry.get(key, ()) for w in (word, word.replace("-", " ")))  # hyphens part tokens
        for key in ("verbs", "objects", "subjects", "then", "nouns")
    )
    armed, captive, undone, domestic = (bool(entry.get(key)) for key in ("armed", "captive", "undone", "domestic"))
    return Rule(code, verbs, objects, subjects, then, nouns, armed, captive, undone, domestic)


def deed(reading: Reading, frame: Frame) -> Deed | None:
    """The deed that a frame shows, by the rule that asks most of it; None when no rule holds."""
    names = _names(frame)
    candidates = [r for r in rules() if r.nouns or r.verbs & names]
    if not candidates or _declared_over(frame):
        return None
    objects = touched(frame)
    going = bool(names & words("events", "walking_free")) and not frame.patients
    objects = (*objects, *frame.agents) if going else objects
    held = {w for o in objects for w in (*phrases(o), *_meant(reading, o))}
    near = {w for o in frame.patients for w in phrases(o)}
    entered = (*frame.patients, *frame.preposition("into"))
    if any(o.ent_type_ in ("GPE", "LOC", "FAC") or reading.place(o.text) for o in entered if o.pos_ == "PROPN"):
        held.add(_PLACE)
    doing = {w for a in _doing(frame) for w in (*phrases(a), *_meant(reading, a))}
    if any(a.ent_type_ in ("GPE", "LOC", "FAC") for a in frame.agents):
        doing.add(_PLACE)
    best: tuple[int, Rule] | None = None
    for rule in candidates:
        weight = 2 * _weight(reading, rule, frame, held, doing) + bool(near & rule.objects)
        if weight > 1 and (best is None or weight > best[0]):
            best = weight, rule
    if best is None:
        return None
    lost = (best[1].code == "ASSAULT" and not frame.patients and _lost(frame)) or _taken(best[1], frame)
    rule = best[1]
    lost = lost or (going and rule.captive)
    promised = rule.code in PLANNED and pledged(frame)
    return Deed(rule.code, frame, objects, rule.captive, lost, rule.undone, rule.domestic, promised)


def _declared_over(frame: Frame) -> bool:
    """ "Declared the war over", "that the war had ended": no war is declared."""
    return frame.head.lemma_ == "declare" and any(t.lower_ in ("over", "ended", "finished") for t in frame.head.subtree)


def pledged(frame: Frame) -> bool:
    """ "Promised 20 million", "plans to send": the doer means to do it."""
    head = frame.head
    if head.lemma_.casefold() in words("events", "pledging"):
        return True
    return head.dep_ == "xcomp" and head.head.lemma_.casefold() in words("events", "planning")


def _lost(frame: Frame) -> bool:
    return frame.head.lemma_.casefold() == "fall"


def _taken(rule: Rule, frame: Frame) -> bool:
    return rule.code == "ASSAULT" and frame.passive and not frame.agents


def _weight(reading: Reading, rule: Rule, frame: Frame, held: set[str], doing: set[str]) -> int:
    """How much of a rule the frame meets: 0 for too little, more the more that the rule asks for."""
    if rule.nouns:
        return 2 if frame.head.lemma_.casefold() in words("events", "bringing") and held & rule.nouns else 0
    if rule.then:
        after = {
            c.lemma_.casefold()
            for c in frame.head.subtree
            if (c.dep_ in ("xcomp", "ccomp", "conj", "advcl") or _to_do(c)) and c.i > frame.head.i
        }
        return 3 if after & rule.then and (not rule.objects or held & rule.objects) else 0
    if rule.subjects:
        met = doing & rule.subjects and (not rule.objects or held & rule.objects)
        return 4 if met else 0
    if rule.captive:
        names = _names(frame)
        if any(p.lower_ in _PERSONAL for p in frame.patients) and names & _FREED_THEM:
            return 3
        freed = ((p, a) for p in frame.patients for a in reading.cast.of(p) if p.pos_ != "PRON")
        if frame.head.lemma_ in _FREEING and any(c.dep_ == "nummod" for p in frame.patients for c in p.children):
            return 3 if not held & words("events", "not_freed") else 0
        people = any(a.type not in ("government", "igo") or p.tag_ in ("NNS", "NNPS") for p, a in freed)
        return 3 if held & rule.objects or people else 0
    if rule.armed:
        return _armed_weight(reading, rule, frame, held, doing)
    if rule.code == "AID" and rule.objects and not frame.patients:
        return 0  # "provides for a weapons plan"
    if rule.objects:
        return 3 if held & rule.objects else 0
    return 1


def _to_do(verb: Token) -> bool:
    """ "Two weeks to leave": an infinitive that tells what the time is for."""
    return verb.dep_ in ("relcl", "acl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _armed_weight(reading: Reading, rule: Rule, frame: Frame, held: set[str], doing: set[str]) -> int:
    """Ground is taken by forces; troops are withdrawn, or withdraw from somewhere themselves."""
    forces = bool(doing & words("events", "armed")) or any(
        a.type in ("military", "armed_group") for a in reading.agents(frame)
    )
    if rule.code == "YIELD":
        placed = bool(held) or bool(reading.where(frame.head)) or frame.head.lemma_ != "leave"
        return (
            3
            if held & rule.objects & words("events", "armed")
            or held & {"weapon", "tank", "artillery"}
            or (forces and placed)
            else 0
        )
    if _taken(rule, frame) or (frame.lemma == "lose" and frame.preposition("to")):
        return 3 if held & rule.objects else 0
    states = any(a.type == "government" for a in reading.agents(frame))
    return 3 if held & rule.objects and (forces or (states and frame.head.lemma_ in ("capture", "seize"))) else 0


def _names(frame: Frame) -> set[str]:
    """The verb alone and with the little words that belong to it: "pull out", "set free", "close in"."""
    verb = frame.head.lemma_.casefold()
    names = {verb, frame.lemma}
    for child in frame.head.children:
        if child.dep_ in ("prt", "prep", "advmod", "acomp", "oprd", "xcomp", "ccomp") and child.i > frame.head.i:
            names.add(f"{verb} {child.lemma_.casefold()}")
    return names


def touched(frame: Frame) -> tuple[Token, ...]:
    """Heads of the noun phrases that a deed acts on: objects, what prepositions add, and what the clause lets do."""
    found = [*frame.patients, *frame.preposition(*_PREPOSITIONS)]
    if frame.head.dep_ in ("acl", "relcl") and frame.passive:
        found.append(frame.head.head)
    for child in frame.head.children:
        if child.dep_ in ("oprd", "attr", "xcomp", "ccomp", "dative") and child.pos_ in ("NOUN", "PROPN"):
            found.append(child)
        if child.dep_ == "prep" and child.lower_ == "out":  # "walked out of parliament"
            found += [o for c in child.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
        if child.dep_ == "ccomp" and frame.head.lemma_ in _LETTING:
            found += [s for s in child.children if s.dep_ in ("nsubj", "nsubjpass")]
    return tuple(dict.fromkeys(found))


def _doing(frame: Frame) -> tuple[Token, ...]:
    subjects = [c for c in frame.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return (*frame.agents, *(s for s in subjects if not frame.passive))


def _meant(reading: Reading, token: Token) -> Iterator[str]:
    """What a pronoun stands for, by the last word of its names: "them" for "the monitors"."""
    if token.pos_ == "PRON":
        for actor in reading.actors(token):
            last = actor.name.casefold().split()[-1:]
            yield from (word.removesuffix("s") for word in last)


def phrases(token: Token) -> set[str]:
    """Lemmas of a noun phrase and of its "of ..." part, alone and in runs of two and three."""
    runs = [[t.lemma_.casefold() for t in _up_to(token) if not t.is_punct]]
    linked = ("of", "worth", "with") if token.lemma_ in words("events", "carriers") else ("of", "worth")
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in linked:
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    runs += [[t.lemma_.casefold() for t in _up_to(o)] for o in (obj, *conjuncts(obj))]
    return set(_runs(runs))


def _up_to(token: Token) -> Iterator[Token]:
    """A head and what hangs on it before it."""
    doc = token.doc
    return (doc[at] for at in range(token.left_edge.i, token.i + 1) if doc[at].ent_type_ != "DATE")


def _runs(runs: list[list[str]]) -> Iterator[str]:
    for run in runs:
        for size in (1, 2, 3):
            for at in range(len(run) - size + 1):
                yield " ".join(run[at : at + size])
