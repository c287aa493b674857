"""What is struck, with what, and with which outcome: the codes of an incident from its words (codebook section 5)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from readout.codebook.lexicon import table, words
from readout.coding.actors import distinct, states_in
from readout.coding.blows import CREWED, Force
from readout.coding.opponents import apart
from readout.coding.reading import Reading
from readout.coding.terms import target_classes
from readout.linking.states import name_of
from readout.model import Actor
from readout.model.record import Outcome

if TYPE_CHECKING:
    from readout.language.tokens import Token


def target(
    reading: Reading, struck: list[Token], attackers: tuple[Actor, ...], denying: tuple[Actor, ...] = ()
) -> tuple[Actor, ...]:
    """Who is struck: named, else the other of the two sides; who denies a deed for another is not its victim."""
    found: list[Actor] = []
    if any(_own(head) for head in struck):
        return attackers  # "shelled its own positions"
    for head in struck:
        found += apart(reading.actors(head), attackers)
        if not found:
            found += [Actor(name_of(code), code, None, "government") for _, code in states_in(reading.doc, head)]
    if not found and attackers and len(reading.cast.pair) == 2:
        rest = apart(apart(reading.cast.pair, attackers), denying)
        found = list(rest) if len(rest) == 1 else []
    return distinct(found)


def _own(head: Token) -> bool:
    """ "Its own positions", "their own men"."""
    return any(c.lower_ == "own" for c in head.children) and any(c.tag_ == "PRP$" for c in head.children)


def _words(head: Token) -> list[str]:
    """Lemmas of a noun phrase and its "of ..." part, without what else hangs on it."""
    found = [t.lemma_.casefold() for t in head.doc[head.left_edge.i : head.i + 1]]
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "in") and prep.i > head.i:
            found += [w for o in prep.children if o.dep_ == "pobj" for w in _words(o)]
    return found


_NEAR = frozenset({"near", "outside", "off", "beyond", "from", "over", "before", "after", "since", "during"})
"""Prepositions after which a place is not what is struck."""
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_LANDING = frozenset({"land", "fall", "explode", "drop", "crash"})
_HURTING = frozenset({"kill", "injure", "wound", "hurt", "maim", "murder", "behead", "assassinate", "die"})
"""What is done to people."""
_DYING = frozenset({"martyr", "lose", "perish"})
_SUFFERER = frozenset({"dobj", "nsubj", "nsubjpass"})
_SCENES = frozenset({"energy", "nuclear", "health", "education", "transport", "port", "shipping", "industry"})
"""Classes of places that are struck when people are hurt there."""
_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "parataxis"})


def _around(head: Token) -> list[Token]:
    """The clause without clauses under it and without the places that it is only near to."""
    found, todo = [head], [head]
    while todo:
        for child in todo.pop().children:
            near = child.dep_ == "prep" and child.lower_ in _NEAR and child.head.lemma_ not in _LANDING
            near = near or (child.dep_ == "prep" and child.head.lower_ in _DIRECTIONS)  # "north of the capital"
            near = near or (child.dep_ == "prep" and child.lower_ == "in" and child.head.lemma_ == "hear")
            far = child.dep_ in _CLAUSES and child.pos_ in ("VERB", "AUX") and child.lemma_ not in _HURTING
            far = far and child.lemma_ not in ("call", "describe")  # "struck what it called hideouts"
            joined = child.dep_ == "conj" and child.pos_ == "VERB" and child.head.pos_ in ("VERB", "AUX")
            placed = child.dep_ == "compound" and child.head.lemma_.casefold() in ("city", "town")  # "the port city of"
            if not (near or far or joined or placed):
                found.append(child)
                todo.append(child)
    return sorted(found, key=lambda t: t.i)


def _scene(found: Force) -> list[Token]:
    """Where people are hurt: "an air strike on a school killed seven", "two died at the university"."""
    inside = [*found.head.children, *(c for d in found.doers for c in d.children)]
    preps = [c for c in inside if c.dep_ == "prep" and c.lower_ in ("on", "at", "against", "in", "inside", "into")]
    return [o for c in preps for o in c.children if o.dep_ == "pobj"]


def classes(reading: Reading, found: Force, struck: list[Token], lemmas: list[str]) -> tuple[str, ...]:
    """What is struck, with those whom the clause goes on to say were hurt: "ambushed a convoy and killed three men"."""
    hurt = [c for c in found.head.children if c.dep_ in ("conj", "advcl") and c.lemma_ in ("kill", "injure", "wound")]
    if found.head.dep_ in ("ccomp", "parataxis") and found.head.head.lemma_ in _HURTING:
        hurt.append(found.head.head)
    hurt += _after(reading, found.head)
    victims = [t.lemma_.casefold() for c in hurt for o in c.children if o.dep_ in _SUFFERER for t in o.subtree]
    first = _classes(reading, found, struck, lemmas)
    if found.head.lemma_ in _HURTING and set(first) <= {"civilian", "unspecified"}:
        placed = target_classes([w for o in _scene(found) for w in _words(o)])
        named = [c for c in placed if c in _SCENES]
        if not named and first == ("unspecified",) and _hurt(found, struck):
            named = ["civilian"]
        first = tuple(dict.fromkeys([*named, *(c for c in first if c != "unspecified" or not named)]))
    if first == ("unspecified",) and not victims:
        victims = _next(reading, found.head)
    more = [c for c in target_classes(victims) if c in ("military", "civilian")][:1] if victims else []
    if "military" in more and set(first) == {"transport"}:
        first = ()  # the convoy was one of soldiers
    known = tuple(c for c in first if c != "unspecified" or not more)
    return tuple(dict.fromkeys([*known, *more]))


def _next(reading: Reading, head: Token) -> list[str]:
    """ "... rockets at the hill. Two soldiers were killed": who is hurt in the sentence after, told by its subject."""
    end = reading.sentence(head).end
    if end >= len(reading.doc) or "\n" in reading.doc[head.i : end].text.rstrip("\n") or reading.doc[end - 1].is_space:
        return []
    root = next((t for t in reading.sentence(reading.doc[end]) if t.dep_ == "ROOT"), None)
    if root is None or root.lemma_ not in _HURTING | _DYING:
        return []
    subjects = [c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"]
    return [t.lemma_.casefold() for s in subjects for t in s.subtree]


def _hurt(found: Force, struck: list[Token]) -> bool:
    """People, none of them said to be a fighter: only people are wounded or killed."""
    return bool(struck) and not any(h.pos_ == "PRON" or h.lemma_ in words("incidents", "doers") for h in struck)


def _after(reading: Reading, head: Token) -> list[Token]:
    """ "A convoy was ambushed; one soldier died": what the clause after a semicolon says was done to people."""
    sent = reading.sentence(head)
    if sent.end >= len(reading.doc) or reading.doc[sent.end - 1].text != ";":
        return []
    return [t for t in reading.sentence(reading.doc[sent.end]) if t.dep_ == "ROOT" and t.lemma_ in _HURTING]


def _classes(reading: Reading, found: Force, struck: list[Token], lemmas: list[str]) -> tuple[str, ...]:
    """The classes by the own words of what is struck, then by the clause around, without who strikes."""
    own = [w for head in struck for w in _words(head)]
    doing = {t.lemma_.casefold() for d in found.doers for t in d.subtree} if found.doers else set()
    doing |= {w for o in found.arms for w in _words(o)} if found.struck else set()
    clause = {t.lemma_.casefold() for t in _around(found.head)}
    told = [w for w in lemmas if w in clause and (w not in doing or w in own)]
    heads = target_classes([h.lemma_.casefold() for h in struck])
    for text in (own, told):
        arms = words("incidents", "weapons") if text is told else frozenset()
        codes = list(target_classes([w for w in text if w not in arms | {"defence", "defense", "force"}]))
        if "civilian" in codes or "military" in codes:
            fighters = bool(set(text) & words("incidents", "combatants"))
            codes = [c for c in codes if c != "civilian" or not fighters or "civilian" in text]
        named = [c for c in codes if c != "territory"]
        if named == ["transport"] and text is own and _warcraft(struck):
            return ("military",)
        if named:
            specific = [c for c in named if c not in ("civilian", "military", "transport")]
            people = [c for c in named if c in ("civilian", "military")]
            first = [c for c in heads if c in named]
            return tuple(dict.fromkeys([*first, *specific[:2], *people]))[:3] or tuple(named[:2])
    mutual = any(t.lower_ in ("each", "another") for h in struck for t in (h, *h.children))
    fighting = any(a.type in ("military", "armed_group") for a in reading.actors(*(found.doers if mutual else struck)))
    if fighting or set(own) & words("incidents", "combatants"):
        return ("military",)
    if any(o.lemma_.casefold() in CREWED for o in found.arms):
        return ("military",)
    if found.head.lemma_ == "return" or {"warning shot", "return fire"} & set(_pairs(lemmas)):
        return ("military",)  # forces answer forces
    if _assaulted(found):
        return ("territory",)
    return ("unspecified",)


def _warcraft(struck: list[Token]) -> bool:
    """A helicopter or plane that nobody calls a civilian one."""
    return all(
        h.lemma_.casefold() in CREWED
        and not {c.lemma_.casefold() for c in h.children}
        & {"civilian", "passenger", "cargo", "medical", "aid", "rescue"}
        for h in struck
    )


def _pairs(lemmas: list[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(lemmas)]


def _assaulted(found: Force) -> bool:
    """ "An assault on Northtown": ground is what it is for."""
    assaults = [t for t in (found.head, *found.head.children) if t.lemma_ in ("assault", "offensive")]
    aims = [o for t in assaults for c in t.children if c.lower_ == "on" for o in c.children if o.dep_ == "pobj"]
    return any(o.pos_ == "PROPN" and o.ent_type_ in ("GPE", "LOC") for o in aims)


def means(lemmas: list[str]) -> tuple[str, ...]:
    shot = " ".join(lemmas)
    for words_of in ("shoot down", "air defence", "air defense", "warning shot"):
        shot = shot.replace(words_of, "shoot" if "shot" in words_of else "")
    codes = list(dict.fromkeys(h.code for h in table("means").find(shot.split())))
    if len(codes) > 1:
        codes = [c for c in codes if c not in ("ground_assault", "bombing")] or codes
    return tuple(codes[:2]) or ("unspecified",)


def outcome(lemmas: list[str]) -> Outcome:
    text = f" {' '.join(lemmas)} "
    present = set(lemmas)
    if any(f" {p} " in text for p in words("incidents", "intercepted") - {"down"}):
        return "intercepted"
    if any(f" {p} " in text for p in words("incidents", "repelled")):
        return "repelled"
    if present & words("incidents", "attempted"):
        return "attempted"
    return "hit" if present & words("incidents", "hits") else "unknown"
