"""Whom a predicate shows to be somebody: what says, fears, welcomes or is wary is an actor, whatever it is called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import data, words
from readout.coding.naming import clean_name, phrase
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Token

_LINKING = frozenset({"be", "remain", "seem", "stay", "appear", "feel", "become"})
_QUANTIFIED = frozenset({"one", "some", "many", "few", "most", "several", "others", "two", "three"})


@cache
def _thinking() -> frozenset[str]:
    return words("animate", "verbs")


@cache
def _feeling() -> frozenset[str]:
    """Adjectives of stance that only somebody can be."""
    every = {a for entry in data("stances").values() for a in entry.get("adjectives", ())}
    return frozenset(every) - words("animate", "unsure_adjectives")


def somebody(token: Token) -> Actor | None:
    """The actor that a noun phrase names only by what it does ("the bakers' guild fears ..."); None when it is a thing.

    Args:
        token: head of a noun phrase that no name, body, state or role resolves.
    """
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.casefold() in words("animate", "things"):
        return None
    if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "LAW", "EVENT", "WORK_OF_ART"):
        return None
    if not _acts(token):
        return None
    name = clean_name(phrase(token))
    return Actor(name, None, None, "public" if token.tag_ in ("NNS", "NNPS") else None) if name else None


def counted(token: Token) -> bool:
    """True for "one of them", "few in the valley", "many": a number of people who say or think something."""
    return token.lower_ in _QUANTIFIED and token.dep_ == "nsubj" and token.head.lemma_.casefold() in _thinking()


def crowd(token: Token) -> Actor:
    """A number of unnamed people, as the report calls them."""
    end = token.i + 1
    for child in token.children:
        if child.i > token.i and child.dep_ in ("prep", "advmod") and child.right_edge.i - token.i < 8:
            end = child.right_edge.i + 1
    name = token.doc[token.i : end].text
    vague = any(t.pos_ == "PRON" for t in token.doc[token.i : end])
    return Actor(token.text if vague else name, None, None, "public")


def _acts(token: Token) -> bool:
    head = token.head
    if token.dep_ == "conj" and head.dep_ in ("nsubj", "pobj"):
        return _acts(head)
    if token.dep_ == "pobj" and head.lower_ == "by" and head.dep_ == "agent":
        return head.head.lemma_.casefold() in _thinking()
    if token.dep_ == "pobj" and head.lower_ == "to" and head.head.lower_ == "according":
        return True
    if token.dep_ != "nsubj":
        return False
    if head.lemma_.casefold() in _thinking():
        return True
    return head.lemma_ in _LINKING and any(c.dep_ == "acomp" and c.lower_ in _feeling() for c in head.children)
