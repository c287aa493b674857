"""What is struck, with what, and with which outcome: the codes of an incident from its words (codebook section 5)."""

from __future__ import annotations

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
    from spacy.tokens import Token


def target(reading: Reading, struck: list[Token], attackers: tuple[Actor, ...]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for head in struck:
        found += apart(reading.actors(head), attackers)
        if not found:
            found += [Actor(name_of(code), code, None, "government") for _, code in states_in(reading.doc, head)]
    if not found and attackers and len(reading.cast.pair) == 2:
        rest = apart(reading.cast.pair, attackers)
        found = list(rest) if len(rest) == 1 else []
    return distinct(found)


def _words(head: Token) -> list[str]:
    """Lemmas of a noun phrase and its "of ..." part, without what else hangs on it."""
    found = [t.lemma_.casefold() for t in head.doc[head.left_edge.i : head.i + 1]]
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "in") and prep.i > head.i:
            found += [w for o in prep.children if o.dep_ == "pobj" for w in _words(o)]
    return found


def classes(reading: Reading, found: Force, struck: list[Token], lemmas: list[str]) -> tuple[str, ...]:
    """What is struck, with those whom the clause goes on to say were hurt: "ambushed a convoy and killed three men"."""
    hurt = [c for c in found.head.children if c.dep_ in ("conj", "advcl") and c.lemma_ in ("kill", "injure", "wound")]
    victims = [t.lemma_.casefold() for c in hurt for o in c.children if o.dep_ == "dobj" for t in o.subtree]
    first = _classes(reading, found, struck, lemmas)
    more = [c for c in target_classes(victims) if c in ("military", "civilian")][:1] if victims else []
    if "military" in more and set(first) == {"transport"}:
        first = ()  # the convoy was one of soldiers
    known = tuple(c for c in first if c != "unspecified" or not more)
    return tuple(dict.fromkeys([*known, *more]))


def _classes(reading: Reading, found: Force, struck: list[Token], lemmas: list[str]) -> tuple[str, ...]:
    """The classes by the own words of what is struck, then by the clause around, without who strikes."""
    own = [w for head in struck for w in _words(head)]
    doing = {t.lemma_.casefold() for d in found.doers for t in d.subtree} if found.doers else set()
    told = [w for w in lemmas if w not in doing or w in own]
    heads = target_classes([h.lemma_.casefold() for h in struck])
    for text in (own, told):
        arms = words("incidents", "weapons") if text is told else frozenset()
        codes = list(target_classes([w for w in text if w not in arms | {"defence", "defense", "force"}]))
        if "civilian" in codes or "military" in codes:
            fighters = bool(set(text) & words("incidents", "combatants"))
            codes = [c for c in codes if c != "civilian" or not fighters or "civilian" in text]
        named = [c for c in codes if c != "territory"]
        if named:
            specific = [c for c in named if c not in ("civilian", "military", "transport")]
            people = [c for c in named if c in ("civilian", "military")]
            first = [c for c in heads if c in named]
            return tuple(dict.fromkeys([*first, *specific[:2], *people]))[:3] or tuple(named[:2])
    fighting = any(a.type in ("military", "armed_group") for a in reading.actors(*struck))
    if fighting or set(own) & words("incidents", "combatants"):
        return ("military",)
    if any(o.lemma_.casefold() in CREWED for o in found.arms):
        return ("military",)
    return ("unspecified",)


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
