"""Conditions: demands, and one thing made to depend on another (codebook section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readout.coding.asking import deadline, marked, pleading, refusing, wanting
from readout.coding.demands import demanding, essential, imperative, obliging, repeated, requested, ultimatum
from readout.coding.dependence import bargaining, depending, hinging, made_condition, stipulated
from readout.coding.measures import Measures
from readout.coding.reading import Reading
from readout.coding.requests import asked, called_for
from readout.language.frames import Frame
from readout.model import Condition

_RULES: tuple[Callable[[Reading, Measures, Frame], Iterator[Condition]], ...] = (
    demanding,
    hinging,
    depending,
    made_condition,
    stipulated,
    essential,
    obliging,
    repeated,
    ultimatum,
    imperative,
    bargaining,
    requested,
    pleading,
    wanting,
    deadline,
    asked,
)
"""Tried in this order on each predicate; the first that finds something speaks for it."""


def conditions(reading: Reading, measures: Measures) -> Iterator[Condition]:
    """Every condition of the report."""
    yield from (measures.supposed(c) for c in _told(reading, measures))


def _told(reading: Reading, measures: Measures) -> Iterator[Condition]:
    for sent in reading.sents:
        told: list[Condition] = []
        for frame in reading.frames[sent.start]:
            told += next((f for rule in _RULES if (f := list(rule(reading, measures, frame)))), [])
        told += marked(reading, measures, sent, told)
        told += refusing(reading, measures, sent, told)
        told += called_for(reading, measures, sent, told)
        yield from told
