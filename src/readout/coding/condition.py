"""Conditions: demands, and one thing made to depend on another (codebook section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readout.coding.demands import demanding, essential, imperative, obliging, repeated, requested, ultimatum
from readout.coding.dependence import bargaining, depending, hinging, stipulated
from readout.coding.measures import Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Condition

_RULES: tuple[Callable[[Reading, Measures, Frame], Iterator[Condition]], ...] = (
    demanding,
    hinging,
    depending,
    stipulated,
    essential,
    obliging,
    repeated,
    ultimatum,
    imperative,
    bargaining,
    requested,
)
"""Tried in this order on each predicate; the first that finds something speaks for it."""


def conditions(reading: Reading, measures: Measures) -> Iterator[Condition]:
    """Every condition of the report."""
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            yield from next((f for rule in _RULES if (f := list(rule(reading, measures, frame)))), [])
