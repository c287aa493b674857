"""Demands told by a noun or in the passive: "the rebels' demand for ...", "the mission has been asked to ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.demands import condition
from readout.coding.measures import NOTHING, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Condition

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_NOUNS = frozenset(["demand", "request", "call", "appeal", "plea", "petition"])
_ASKED = frozenset(["ask", "invite", "request", "urge", "call"])
_DROPPED = frozenset(["drop", "abandon", "withdraw", "shelve", "waive"])


def called_for(reading: Reading, measures: Measures, sent: Span, told: list[Condition]) -> Iterator[Condition]:
    """ "the rebels' demand for an assembly", "a call by the envoy for an end to the violence"."""
    for noun in sent:
        if noun.lemma_.casefold() not in _NOUNS or noun.pos_ != "NOUN":
            continue
        what = _wanted(noun)
        holder = _owner(reading, noun) if what is not None else ()
        if what is None or not holder:
            continue
        span = reading.chars(noun.left_edge.i, noun.right_edge.i + 1)
        if any(e.overlap(span) for c in told for e in c.evidence):
            continue
        found = measures.within(what.left_edge.i, what.right_edge.i + 1, refer=False)
        dropped = noun.dep_ == "dobj" and noun.head.lemma_ in _DROPPED
        yield condition(reading, noun, holder, (), found, NOTHING, 0.5, negated=dropped, evidence=span)


def _wanted(noun: Token) -> Token | None:
    """What is asked: the object of "for", or the infinitive or clause that hangs on the noun."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "for":
            return next((o for o in child.children if o.dep_ in ("pobj", "pcomp")), None)
        if child.dep_ == "acl" and child.tag_ == "VB":
            return child
    return None


def _owner(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """Whose demand it is: "X's", "by X", "from X", "a UN call"."""
    by = [
        o
        for c in noun.children
        if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")
        for o in c.children
        if o.dep_ == "pobj"
    ]
    owners = [c for c in noun.children if c.dep_ == "poss"] or by
    owners = owners or [c for c in noun.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
    return tuple(a for a in reading.actors(*owners) if a.type not in ("public", "media"))


def asked(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "The mission has been asked to verify the truce": by those whose deal the report tells."""
    if frame.head.lemma_ not in _ASKED or not frame.passive or frame.preposition("by"):
        return
    deed = frame.complement()
    if deed is None or deed.tag_ != "VB" or frame.modality not in ("none", "future"):
        return
    holder, whom = reading.cast.pair, reading.actors(*frame.patients)
    if holder and not any(a in holder for a in whom):
        yield condition(reading, frame.head, holder, whom, measures.of(deed), NOTHING, 0.4, negated=frame.negated)
