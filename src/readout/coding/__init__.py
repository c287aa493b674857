"""A parsed report to its records: attribution first, then a module a kind (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from readout.model import Record, Report
from readout.model.wire import sealed

if TYPE_CHECKING:
    from spacy.tokens import Doc

CODER = "rules-1"
"""Version of the coder: part of every record's id, so that a new coder's records do not pass for an old one's."""


def code(report: Report, doc: Doc) -> list[Record]:
    """All records of a report from its parse, in text order, sealed with their ids. Pure."""
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
    records += figures(reading, records)
    return [sealed(r, CODER) for r in merged(records)]


def code_all(reports: Iterable[Report]) -> Iterator[tuple[Report, list[Record]]]:
    """Parse and code reports in order, in small batches."""
    from readout.language.parse import parse_all

    kept = list(reports)
    for report, doc in zip(kept, parse_all(r.text for r in kept), strict=True):
        yield report, code(report, doc)
