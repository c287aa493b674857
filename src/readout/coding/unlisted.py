"""Events that no word list names: where the encoder sees one, it reads the root, and the parse gives the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.event import filled
from readout.coding.interaction import Deed, deed, touched
from readout.coding.menace import MENACED, conditional, threat
from readout.coding.reading import Reading, wished
from readout.coding.sense import Sense
from readout.language.frames import Frame
from readout.model import Event, Span

if TYPE_CHECKING:
    from readout.language.tokens import Token

LEAST = 0.3
"""Share of a pair's likeliest root from which it is taken."""

_OTHER_KINDS = frozenset({"AGREE", "REQUEST"})
"""Roots whose interactions are records of other kinds."""

_EMBEDDED = frozenset({"relcl", "csubj", "pcomp", "amod"})
_HEADS = ("to", "from", "against", "on", "into", "with", "at", "in", "of", "for")


def unlisted(reading: Reading, sense: Sense, frame: Frame, span: Span, likelihood: float) -> Event | None:
    """The event of a clause that the encoder takes for one; None for what is only wished, asked or imagined.

    Args:
        likelihood: 0 to 1, of the clause being an event.
    """
    if wished(frame) or frame.modality in ("obligation", "possible") or frame.head.lemma_ in words("events", "saying"):
        return None
    if any(c.lower_ == "what" for c in frame.head.children):
        return None
    if frame.head.dep_ in _EMBEDDED or (frame.negated and frame.modality in ("future", "conditional")):
        return None
    root, share = _root(reading, sense, frame)
    if root is None or root in _OTHER_KINDS:
        return None
    if root == "THREATEN" or (root in MENACED and conditional(frame)):
        return threat(reading, frame)
    objects = touched(frame)
    captive = root in ("YIELD", "COERCE") and any(o.lemma_.casefold() in words("events", "taken") for o in objects)
    return filled(reading, Deed(root, frame, objects, captive), span, likelihood * share)


def _root(reading: Reading, sense: Sense, frame: Frame) -> tuple[str | None, float]:
    """The root that the words show, else the encoder's for the doer and what the clause turns on."""
    listed = deed(reading, frame)
    if listed is not None:
        return listed.code, 0.8
    marked = _marked(reading, frame)
    if marked is None:
        return None, 0.0
    values = sense.encoder.relation([marked])[0]
    best = int(values.argmax())
    return (sense.encoder.roots[best], float(values[best])) if values[best] >= LEAST else (None, 0.0)


def _marked(reading: Reading, frame: Frame) -> str | None:
    """The sentence with its first two parts marked, in text order: the subject, then the object or the verb."""
    sent = reading.sentence(frame.head)
    subjects = [c for c in frame.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    before = [t for t in (*subjects, *frame.agents) if sent.start <= t.i < frame.head.i]
    if not before:
        return None
    source = before[0]
    heads = [*frame.patients, *frame.preposition(*_HEADS)]
    target = next((h for h in heads if h.i > frame.head.i), frame.head)
    text, base = sent.text, sent.start_char
    low, high = _chars(source.left_edge, source, base)
    first = target if target is frame.head or target.left_edge.i <= frame.head.i else target.left_edge
    t_low, t_high = _chars(first, target, base)
    if not 0 <= low < high <= t_low < t_high <= len(text):
        return None
    return f"{text[:low]}<s>{text[low:high]}</s>{text[high:t_low]}<t>{text[t_low:t_high]}</t>{text[t_high:]}"


def _chars(first: Token, last: Token, base: int) -> tuple[int, int]:
    return first.idx - base, last.idx + len(last) - base
