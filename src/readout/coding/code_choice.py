"""Small judgements about the codes that words show: which of several counts, which says nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readout.language.tokens import Token

_GENERAL = {
    "sanctions": "sanctions_relief",
    "humanitarian_access": "military_aid",
    "peace_settlement": "ceasefire.full",
}
"""A general measure, and the particular one beside which it says nothing more."""
_PLACES = frozenset(
    ["district", "town", "village", "region", "province", "area", "post", "base", "position", "territory"]
)
_LIFTING = frozenset(["lift", "ease", "lifting", "easing", "relax", "waive", "repeal", "unfreeze", "removal", "relief"])
Named = list[tuple[int, int, str]]


def leaves_place(token: Token) -> bool:
    """ "The army evacuates the district": forces leave a place; people are brought out of one."""
    objects = [c for c in token.children if c.dep_ == "dobj"]
    return token.lemma_ == "evacuate" and any(
        (o.pos_ == "PROPN" and o.ent_type_ not in ("PERSON", "NORP", "ORG")) or o.lemma_.casefold() in _PLACES
        for o in objects
    )


def lemma_of(token: Token) -> str:
    """The lemma, lower case; any possessive pronoun is "their"."""
    if token.tag_ == "PRP$":
        return "their"
    lemma = token.lemma_.casefold()
    if lemma == "’s":
        return "'s"
    if token.lower_ == "bases":
        return "base"
    if token.tag_ == "NNPS" and lemma == token.lower_ and lemma.endswith("s"):
        return lemma[:-1]  # "Observers will go ...": a noun that the parser takes for a name
    return lemma


def is_settling(codes: tuple[str, ...]) -> bool:
    """True for a truce or a settlement."""
    return codes[0].startswith("ceasefire") or codes[0] == "peace_settlement"


def foremost(named: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Of what one sentence names: a truce or a settlement, else the first."""
    return next((c for c in named if is_settling(c)), named[0])


def overlaps(span: tuple[int, int, str], others: Named) -> bool:
    """True where the span shares a word with one of the others."""
    return any(span[0] < high and low < span[1] for low, high, _ in others)


def settled(codes: list[str]) -> list[str]:
    """Each code once; a general measure yields to the particular one, talks to what they would be about before them."""
    unique = list(dict.fromkeys(codes))
    for general, particular in _GENERAL.items():
        if general in unique and particular in unique:
            unique.remove(general)
    if len(unique) > 1 and "talks" in unique[1:]:
        unique.remove("talks")
    return unique


def relieved(code: str, lemmas: list[str]) -> str:
    """Sanctions that are lifted, eased or to go are relief, however far the verb stands."""
    return "sanctions_relief" if code == "sanctions" and _LIFTING & set(lemmas) else code
