"""Which flat tables a view is exported as, and their columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from readout.model import KINDS, Finding, Record, Report, Span, View
from readout.publish.export_cells import Cell, Column, Cut, Table, field_cuts, table

_LEADING = frozenset({"id", "report"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A record together with the report that tells it."""

    record: Record
    report: Report


def tables_of(view: View) -> tuple[Table, ...]:
    """The tables: reports, records, findings, then one a kind in the order of the codebook, also when empty.

    Rows keep the order of the view.

    Raises:
        KeyError: if a record is of a report that the view does not hold.
    """
    reports = {report.id: report for report in view.reports}
    told = [(_Told(record, reports[record.report]), reports[record.report].text) for record in view.records]
    kinds = (
        table(kind, _told_cuts(cls), [(one, text) for one, text in told if one.record.kind == kind])
        for kind, cls in KINDS.items()
    )
    return (
        table("reports", field_cuts(Report), [(report, report.text) for report in view.reports]),
        table("records", _told_cuts(Record), told),
        _findings(view, reports),
        *kinds,
    )


def _told_cuts(cls: type[Record]) -> list[Cut]:
    """Cuts of a record: its id, which report tells it, then what it says."""
    leading = [
        Cut(Column("id"), lambda told, _text: told.record.id),
        Cut(Column("kind"), lambda told, _text: told.record.kind),
        Cut(Column("report"), lambda told, _text: told.record.report),
        Cut(Column("report_outlet"), lambda told, _text: told.report.outlet),
        Cut(Column("report_published"), lambda told, _text: told.report.published),
    ]
    return leading + [_of_record(cut) for cut in field_cuts(cls, skip=_LEADING)]


def _of_record(cut: Cut) -> Cut:
    return Cut(cut.column, lambda told, text: cut.take(told.record, text))


def _findings(view: View, reports: dict[str, Report]) -> Table:
    shown = {record.id: record for record in view.records}

    def told_by(finding: Finding) -> tuple[str, ...]:
        cited = [shown[known].report for known in finding.records if known in shown]
        return tuple(dict.fromkeys([*cited, *(report for report, _ in finding.evidence)]))

    def pieces(finding: Finding) -> list[tuple[str, Span]]:
        return [(report, span) for report, spans in finding.evidence for span in spans]

    cuts = [
        *(Cut(Column(name), _plain(name)) for name in ("id", "finding", "about", "subject")),
        Cut(Column("reports", many=True), lambda finding, _text: told_by(finding)),
        Cut(Column("records", many=True), lambda finding, _text: finding.records),
        Cut(Column("evidence_report", many=True), lambda finding, _text: tuple(r for r, _ in pieces(finding))),
        Cut(Column("evidence_start", "whole", True), lambda finding, _text: tuple(s.start for _, s in pieces(finding))),
        Cut(Column("evidence_end", "whole", True), lambda finding, _text: tuple(s.end for _, s in pieces(finding))),
        Cut(
            Column("evidence_text", many=True),
            lambda finding, _text: tuple(s.of(reports[r].text) if r in reports else None for r, s in pieces(finding)),
        ),
        *(Cut(Column(name), _plain(name)) for name in ("explanation", "reference", "reason")),
    ]
    return table("findings", cuts, [(finding, "") for finding in view.findings])


def _plain(name: str) -> Callable[[Any, str], Cell]:
    return lambda value, _text: getattr(value, name)
