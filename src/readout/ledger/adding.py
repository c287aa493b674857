"""What is checked and written inside the writer's transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, get_args

import sqlalchemy as sa

from readout.ledger import schema
from readout.ledger.correction import complaint_about, corrected
from readout.ledger.errors import LedgerError, RefusedDecisionError, UnknownIdError
from readout.ledger.judging import JOINING
from readout.ledger.looking import Scope, all_reports, chunks, judged_records
from readout.ledger.rows import checked, decision_row, encoded, finding_row, record_of, record_row, report_row
from readout.model import Decision, Finding, Record, Report
from readout.model.decision import Verb
from readout.model.wire import record_to_json, sealed


def insert_report(
    connection: sa.Connection, report: Report, raw: bytes | None, offsets: Any, origin: str | None
) -> bool:
    """Add a report unless it is there, and its source unless that is."""
    known = connection.execute(
        sa.select(schema.reports.c.text).where(schema.reports.c.id == report.id)
    ).scalar_one_or_none()
    if known is None:
        connection.execute(sa.insert(schema.reports), report_row(report))
    elif known != report.text:
        raise LedgerError(f"report {report.id} is in the ledger with another text, and a stored text never changes")
    if raw is not None:
        _insert_source(connection, report.id, raw, offsets, origin)
    return known is None


def _insert_source(connection: sa.Connection, report: str, raw: bytes, offsets: Any, origin: str | None) -> None:
    what = f"source of report {report!r}"
    digest = hashlib.sha256(raw).hexdigest()
    if not _known(connection, schema.sources.c.sha256, [digest]):
        row = {"sha256": digest, "size": len(raw), "compressed": zlib.compress(raw, 6)}
        connection.execute(sa.insert(schema.sources), row)
    links = schema.report_sources
    linked = sa.select(links.c.report).where(links.c.report == report, links.c.sha256 == digest)
    if connection.execute(linked).first() is None:
        kept = None if offsets is None else encoded(offsets, f"offsets of report {report!r}")
        row = {"report": report, "sha256": digest, "origin": origin, "offsets": kept}
        connection.execute(sa.insert(links), checked(row, what))


def insert_coding(connection: sa.Connection, report: str, coder: str, records: list[Record], at: str) -> bool:
    """Add a coding and its records unless this coder has coded the report."""
    if not coder.strip():
        raise LedgerError("a coding needs the name and version of its coder")
    text = connection.execute(
        sa.select(schema.reports.c.text).where(schema.reports.c.id == report)
    ).scalar_one_or_none()
    if text is None:
        raise UnknownIdError(f"report {report} is not in the ledger; add it before its records")
    table = schema.codings
    done = sa.select(table.c.number).where(table.c.report == report, table.c.coder == coder)
    if connection.execute(done).first() is not None:
        return False
    unique = _unique(_sound(record, report, coder, len(text)) for record in records)
    taken = _known(connection, schema.records.c.id, [record.id for record in unique])
    if taken:
        raise LedgerError(f"record {min(taken)} is in the ledger already, of another coding; records are never changed")
    row = checked({"report": report, "coder": coder, "at": at}, f"coding of {report!r}")
    number = connection.execute(sa.insert(table).returning(table.c.number), row).scalar_one()
    if unique:
        connection.execute(sa.insert(schema.records), [record_row(record, coder, number) for record in unique])
    return True


def _sound(record: Record, report: str, coder: str, length: int) -> Record:
    if record.report != report:
        raise LedgerError(f"a record of report {record.report} was given with report {report}")
    complaint = complaint_about(record, length)
    if complaint:
        raise LedgerError(f"report {report}, {record.kind} {record.id or 'without id'}: {complaint}")
    return record if record.id else sealed(record, coder)


def _unique(records: Iterable[Record]) -> list[Record]:
    found: dict[str, Record] = {}
    for record in records:
        other = found.setdefault(record.id, record)
        if other is record:
            continue
        if _content(other) != _content(record):
            raise LedgerError(f"report {record.report}: two different records have the id {record.id}")
        if record.confidence > other.confidence:
            found[record.id] = record
    return list(found.values())


def _content(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record_to_json(record).items() if name != "confidence"}


def insert_decision(connection: sa.Connection, decision: Decision) -> bool:
    """Add a decision that can be applied."""
    if _known(connection, schema.decisions.c.id, [decision.id]):
        return False
    _check_form(decision)
    missing = set(decision.records) - _known(connection, schema.records.c.id, decision.records)
    if missing:
        raise UnknownIdError(f"record {min(missing)} is not in the ledger")
    if decision.verb == "undo" and not _known(connection, schema.decisions.c.id, [decision.value or ""]):
        raise UnknownIdError(f"decision {decision.value} is not in the ledger, so it cannot be undone")
    if decision.verb == "correct":
        _try_out(connection, decision)
    connection.execute(sa.insert(schema.decisions), decision_row(decision))
    links = [{"decision": decision.id, "position": i, "record": record} for i, record in enumerate(decision.records)]
    if links:
        connection.execute(sa.insert(schema.decision_records), links)
    return True


def _check_form(decision: Decision) -> None:
    if decision.verb not in get_args(Verb):
        raise RefusedDecisionError(f"{decision.verb!r} is no decision; it is one of {', '.join(get_args(Verb))}")
    count = len(set(decision.records))
    if decision.verb in JOINING and count < 2:
        raise RefusedDecisionError(f"{decision.verb} needs two or more different records")
    if decision.verb in ("accept", "reject", "correct") and len(decision.records) != 1:
        raise RefusedDecisionError(f"{decision.verb} bears on one record, not on {len(decision.records)}")
    if decision.verb == "correct" and (not decision.field or decision.value is None):
        raise RefusedDecisionError("correct needs the name of a field and its new value as JSON")
    if decision.verb == "undo" and not decision.value:
        raise RefusedDecisionError("undo needs the id of the decision to take back")
    if not decision.author.strip():
        raise RefusedDecisionError("a decision needs its author")
    try:
        dt.datetime.fromisoformat(decision.at)
    except ValueError as error:
        raise RefusedDecisionError(f"{decision.at!r} is no ISO date-time") from error


def _try_out(connection: sa.Connection, decision: Decision) -> None:
    wanted = decision.records[0]
    report, coder, body = connection.execute(
        sa.select(schema.records.c.report, schema.records.c.coder, schema.records.c.body).where(
            schema.records.c.id == wanted
        )
    ).one()
    reports = all_reports(connection, Scope(report=report))
    done = judged_records(connection, reports, Scope(report=report, coder=coder))
    record = next((known for known in done.records if known.id == wanted), record_of(body))
    try:
        corrected(record, decision.field or "", decision.value or "", len(reports[0].text))
    except ValueError as error:
        raise RefusedDecisionError(f"record {wanted}: {error}") from error


def insert_findings(connection: sa.Connection, findings: Sequence[Finding], touched: set[str] | None) -> None:
    """Replace all findings, or those that cite a touched record."""
    cited = {record for finding in findings for record in finding.records}
    missing = cited - _known(connection, schema.records.c.id, sorted(cited))
    if missing:
        raise UnknownIdError(f"a finding cites record {min(missing)}, which is not in the ledger")
    unique = {finding.id: finding for finding in findings}
    if touched is None:
        connection.execute(sa.delete(schema.findings))
    else:
        links = schema.finding_records
        for part in chunks(sorted(touched)):
            stale = sa.select(links.c.finding).where(links.c.record.in_(part))
            connection.execute(sa.delete(schema.findings).where(schema.findings.c.id.in_(stale)))
        for part in chunks(sorted(unique)):
            connection.execute(sa.delete(schema.findings).where(schema.findings.c.id.in_(part)))
    if unique:
        connection.execute(sa.insert(schema.findings), [finding_row(finding) for finding in unique.values()])
    pairs = [{"finding": f.id, "record": record} for f in unique.values() for record in dict.fromkeys(f.records)]
    if pairs:
        connection.execute(sa.insert(schema.finding_records), pairs)


def _known(connection: sa.Connection, column: sa.Column[Any], values: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(values):
        found.update(connection.execute(sa.select(column).where(column.in_(part))).scalars())
    return found
