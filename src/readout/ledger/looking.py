"""What is read from the tables to make a view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from readout.ledger import schema
from readout.ledger.carrying import same_facts
from readout.ledger.judging import Judged, judged
from readout.ledger.rows import decision_of, finding_of, record_of, report_of
from readout.model import Decision, Finding, Record, Report, View

_PARAMETERS = 500  # engines limit how many values one statement may bind
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the ledger is looked at.

    Attributes:
        as_of: ISO date; reports published later or at an unknown date are left out.
        coder: that coder version instead of the newest of each report.
        report: that report only.
    """

    as_of: str | None = None
    coder: str | None = None
    report: str | None = None


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists short enough for one statement."""
    rest = iter(values)
    while part := list(islice(rest, _PARAMETERS)):
        yield part


def all_reports(connection: sa.Connection, scope: Scope = Scope()) -> tuple[Report, ...]:
    """The reports of a scope by publication date (unknown last), then id."""
    query = sa.select(schema.reports)
    if scope.report is not None:
        query = query.where(schema.reports.c.id == scope.report)
    found = (report_of(dict(row)) for row in connection.execute(query).mappings())
    kept = (r for r in found if scope.as_of is None or (r.published and r.published[:10] <= scope.as_of))
    return tuple(sorted(kept, key=lambda r: (r.published is None, r.published or "", r.id)))


def all_decisions(connection: sa.Connection, scope: Scope = Scope()) -> tuple[Decision, ...]:
    """Every decision in the order in which the ledger took them; of a report's scope, those that bear on it."""
    table, links, records = schema.decisions, schema.decision_records, schema.records
    query = sa.select(table).order_by(table.c.number)
    bearing = sa.select(links.c.decision, links.c.record).order_by(links.c.decision, links.c.position)
    if scope.report is not None:
        on_report = sa.select(links.c.decision).join(records, records.c.id == links.c.record)
        on_report = on_report.where(records.c.report == scope.report)
        query = query.where(sa.or_(table.c.id.in_(on_report), table.c.verb == "undo"))
        bearing = bearing.where(links.c.decision.in_(on_report))
    found: dict[str, list[str]] = defaultdict(list)
    for decision, record in connection.execute(bearing):
        found[decision].append(record)
    rows = connection.execute(query).mappings()
    return tuple(decision_of(dict(row), tuple(found[row["id"]])) for row in rows)


def all_findings(connection: sa.Connection) -> tuple[Finding, ...]:
    """Every finding, by id."""
    return tuple(
        sorted((finding_of(body) for body in connection.execute(sa.select(schema.findings.c.body)).scalars()), key=_id)
    )


def judged_records(connection: sa.Connection, reports: Sequence[Report], scope: Scope) -> Judged:
    """The records of the chosen codings of these reports, with decisions applied."""
    wanted = {report.id for report in reports}
    chosen = _chosen_codings(connection, scope)
    query = sa.select(schema.records).join(chosen, _coding == chosen.c.number)
    records = [record for record, _ in _with_codings(connection, query, scope, wanted)]
    decisions = all_decisions(connection, scope)
    carried = _carried(connection, chosen, records, scope, wanted) if decisions else {}
    return judged(records, decisions, carried, {report.id: len(report.text) for report in reports})


def view_of(connection: sa.Connection, scope: Scope) -> View:
    """The view of a scope, from one moment of the ledger."""
    reports = all_reports(connection, scope)
    done = judged_records(connection, reports, scope)
    place = {report.id: i for i, report in enumerate(reports)}
    records = sorted(
        (record for record in done.records if record.id not in done.hidden),
        key=lambda r: (place[r.report], r.evidence[0].start, r.id),
    )
    shown = {record.id for record in records}
    findings = tuple(
        finding
        for finding in all_findings(connection)
        if shown.issuperset(finding.records) and all(report in place for report, _ in finding.evidence)
    )
    return View(reports, tuple(records), findings, done.decisions, scope.as_of)


_coding = schema.records.c.coding


def _chosen_codings(connection: sa.Connection, scope: Scope) -> sa.Subquery:
    codings = schema.codings
    query = sa.select(sa.func.max(codings.c.number).label("number")).group_by(codings.c.report)
    if scope.coder is not None:
        query = query.where(codings.c.coder == scope.coder)
    if scope.report is not None:
        query = query.where(codings.c.report == scope.report)
    return query.subquery()


def _with_codings(
    connection: sa.Connection, query: sa.Select[Any], scope: Scope, wanted: set[str]
) -> Iterator[tuple[Record, int]]:
    if scope.report is not None:
        query = query.where(schema.records.c.report == scope.report)
    rows = connection.execute(query.with_only_columns(schema.records.c.report, _coding, schema.records.c.body))
    return ((record_of(body), coding) for report, coding, body in rows if report in wanted)


def _carried(
    connection: sa.Connection, chosen: sa.Subquery, records: Sequence[Record], scope: Scope, wanted: set[str]
) -> dict[str, str]:
    links = schema.decision_records
    judged_codings = sa.select(_coding).join(links, links.c.record == schema.records.c.id)
    others = sa.select(schema.records).where(_coding.in_(judged_codings), _coding.not_in(sa.select(chosen.c.number)))
    earlier: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record, coding in _with_codings(connection, others, scope, wanted):
        earlier[record.report, coding].append(record)
    at_hand: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        at_hand[record.report].append(record)
    found: dict[str, str] = {}
    for (report, _), old in earlier.items():
        found |= same_facts(sorted(old, key=_id), sorted(at_hand[report], key=_id))
    return found


def _id(value: Record | Finding) -> str:
    return value.id
