"""A parsed report to its records: attribution first, then a module a kind (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from readout.model import Record, Report
from readout.model.wire import sealed

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from readout.coding.measures import Measures
    from readout.coding.reading import Reading
    from readout.language.encoder import Encoder

CODER = "rules-1"
"""Version of the coder: part of every record's id, so that a new coder's records do not pass for an old one's."""


FLOORS = {
    "agreement": 0.7,
    "proposal": 0.75,
    "position": 0.7,
    "condition": 0.7,
    "talks": 0.7,
    "incident": 0.7,
    "event": 0.75,
}
"""Likelihood from which the encoder's reading alone makes a record."""

DROP = {
    "agreement": 0.05,
    "position": 0.05,
    "condition": 0.05,
    "event": 0.05,
    "incident": 0.05,
    "talks": 0.05,
    "proposal": 0.03,
}
"""Likelihood below which a rule's record is dropped."""


def code(report: Report, doc: Doc, encoder: Encoder | None = None) -> list[Record]:
    """All records of a report from its parse, in text order, sealed with their ids. Pure.

    Args:
        encoder: the second reader; without it the rules stand alone.
    """
    from readout.coding.agreement import agreements
    from readout.coding.condition import conditions
    from readout.coding.event import events
    from readout.coding.figure import figures
    from readout.coding.incident import incidents
    from readout.coding.measures import Measures
    from readout.coding.merge import merged
    from readout.coding.position import positions
    from readout.coding.proposal import proposals
    from readout.coding.reading import Reading
    from readout.coding.statement import statements
    from readout.coding.talks import talks

    reading = Reading(report, doc)
    measures = Measures(reading)
    records: list[Record] = [
        *statements(reading),
        *agreements(reading, measures),
        *proposals(reading, measures),
        *conditions(reading, measures),
        *positions(reading, measures),
        *talks(reading),
        *incidents(reading),
    ]
    records += events(reading)
    if encoder is not None:
        records = _second(reading, measures, encoder, records)
    records += figures(reading, records)
    return [sealed(r, CODER) for r in merged(records)]


def _second(reading: Reading, measures: Measures, encoder: Encoder, records: list[Record]) -> list[Record]:
    """The rules' records that the encoder does not rule out, and those that only the encoder sees."""
    from readout.coding.second import SecondReader
    from readout.coding.sense import Sense

    sense = Sense(encoder, reading.report)
    kept = [r for r in records if r.kind not in DROP or sense.supports(r) >= DROP[r.kind]]
    return [*kept, *SecondReader(reading, measures, sense).records(kept, FLOORS)]


def code_all(reports: Iterable[Report]) -> Iterator[tuple[Report, list[Record]]]:
    """Parse and code reports in order, in small batches."""
    from readout.language.parse import parse_all

    kept = list(reports)
    for report, doc in zip(kept, parse_all(r.text for r in kept), strict=True):
        yield report, code(report, doc)
