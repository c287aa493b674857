"""Proposals told by a noun: "a truce plan by X", "X's offer", "the Ruritanian draft", "its invitation to talks"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading
from readout.linking.states import state_of
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_LOOSE = frozenset(["plan", "idea", "draft", "text", "document", "paper", "term", "formula", "scheme", "timetable"])
"""Nouns that need a measure of their own: a plan may be about anything."""


def plans(reading: Reading, measures: Measures, sent: Span, putting: frozenset[str]) -> Iterator[tuple[Token, Found]]:
    """Nouns of a sentence that mean a proposal, with what each is about.

    Args:
        putting: verbs of putting forward, whose object is told by the verb.
    """
    for token in sent:
        noun = token.lemma_.casefold()
        if noun not in words("proposals", "nouns") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if token.head.lemma_.casefold() in putting and token.dep_ in ("dobj", "nsubjpass"):
            continue
        found = measures.of(token, refer=False)
        if not found and noun == "invitation":
            found = Found(("talks",), False, token.i, token.i + 1)
        if not found and noun not in _LOOSE:
            codes = measures.topic(token.i, settling=True)
            found = Found(codes, False, token.i, token.i + 1) if codes else NOTHING
        if found:
            yield token, found


def owners(reading: Reading, token: Token) -> tuple[Actor, ...]:
    """Whose plan it is: possessive, "by X", or an adjective of a state or a body before the noun."""
    heads = [
        o
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in ("by", "from")
        for o in c.children
        if o.dep_ == "pobj"
    ]
    heads += [c for c in token.children if c.dep_ == "poss"]
    found = [a for o in heads for a in (reading.cast.all_of(o) or reading.actors(o))]
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
            found += _adjective(reading, child)
    return distinct(a for a in found if a.type not in ("public", "media"))


def _adjective(reading: Reading, token: Token) -> list[Actor]:
    """ "American", "French-German", "EU"; a state's own name before "plan" says what it is about."""
    parts = [c for c in token.children if c.dep_ in ("amod", "compound", "npadvmod", "nmod", "punct")]
    found = []
    for word in (*(p for p in parts if p.is_alpha), token):
        match = state_of(word.text) if word.text[:1].isupper() else None
        if match is not None and match.how != "name":
            found.append(Actor(word.text, match.code, None, "government"))
    bodies = [a for a in reading.cast.of(token) if a.type in ("igo", "bloc", "armed_group")]
    return found or bodies
