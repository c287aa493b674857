"""Agreements told by what a party does about a deal: it reciprocates, consents, puts its name to a paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.commitment import PLANS, factuality, is_deal, made
from readout.coding.measures import Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Token

_NAMES = frozenset(["name", "signature", "initial", "hand", "pen", "seal"])
_SHEETS = frozenset(["paper", "document", "text", "statement", "declaration", "page", "map"])
_LIKEWISE = frozenset(["likewise", "same"])


def joining(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "The rebels reciprocated", "he had consented", "both put their names to the statement"."""
    agents = tuple(a for a in reading.agents(frame) if a.type not in ("public", "media"))
    found = _signed(measures, frame) or _followed(measures, frame) or _consented(measures, frame)
    if found is None or not (agents or any(a.tag_ in ("NNS", "NNPS") for a in frame.agents)):
        return
    record = made(reading, frame.head, agents, found, "agreed", factuality(reading, frame), 0.5)
    if record is not None:
        yield record


def _signed(measures: Measures, frame: Frame) -> Found | None:
    """ "put their names to the statement", "set his hand to the accord"."""
    if frame.head.lemma_ not in ("put", "set", "append", "affix", "lend") or not any(
        p.lemma_.casefold() in _NAMES for p in frame.patients
    ):
        return None
    objects = [*frame.preposition("to", "under"), *_inner(frame.patients)]
    if frame.head.dep_ == "relcl" and not objects:
        objects = [frame.head.head]
    for obj in objects:
        if is_deal(obj) or obj.lemma_.casefold() in PLANS | _SHEETS:
            return measures.of(obj, refer=False) or _topic(measures, obj)
    return None


def _inner(nouns: tuple[Token, ...]) -> list[Token]:
    return [
        o
        for n in nouns
        for p in n.children
        if p.dep_ == "prep" and p.lower_ in ("to", "under")
        for o in p.children
        if o.dep_ == "pobj"
    ]


def _followed(measures: Measures, frame: Frame) -> Found | None:
    """ "reciprocated", "followed suit", "did likewise", "answered in kind": the truce told just before."""
    lemma = frame.head.lemma_
    objects = {p.lemma_.casefold() for p in frame.patients}
    words = {c.lower_ for c in frame.head.children}
    same = (
        lemma == "reciprocate"
        or (lemma == "follow" and "suit" in objects)
        or (lemma == "do" and (words | objects) & _LIKEWISE)
    )
    topic = measures.topic(frame.head.i) if same else ()
    if not topic or not (topic[0].startswith("ceasefire") or topic[0] == "peace_settlement"):
        return None
    return Found(topic, False, frame.head.i, frame.head.i + 1)


def _consented(measures: Measures, frame: Frame) -> Found | None:
    """ "He had consented", "the rebels agreed at once": to what was told before."""
    if frame.head.lemma_ not in ("consent", "assent", "acquiesce") and not (
        frame.head.lemma_ == "agree" and frame.head.tag_ in ("VBD", "VBN") and not frame.passive
    ):
        return None
    if frame.complement() is not None or frame.patients or any(c.dep_ == "prep" for c in frame.head.children):
        return None
    topic = measures.topic(frame.head.i)
    return Found(topic, False, frame.head.i, frame.head.i + 1) if topic else None


def _topic(measures: Measures, token: Token) -> Found:
    codes = measures.topic(token.i, settling=True) or measures.main or ("peace_settlement",)
    return Found(codes, False, token.i, token.i + 1)
