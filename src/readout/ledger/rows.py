"""Model values to rows of the tables and back."""

from __future__ import annotations

import json
import re
from typing import Any

from readout.ledger.errors import LedgerError
from readout.model import Decision, Finding, Record, Report
from readout.model.wire import (
    finding_from_json,
    finding_to_json,
    flat,
    record_from_json,
    record_to_json,
    report_from_json,
    report_to_json,
)

Row = dict[str, Any]
_NO_TEXT = re.compile("[\\0\\ud800-\\udfff]")


def encoded(value: Any, what: str) -> str:
    """JSON text, the same for the same value.

    Raises:
        LedgerError: if ``value`` holds something that JSON has no word for.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise LedgerError(f"{what} cannot be kept as JSON: {error}") from error


def checked(row: Row, what: str) -> Row:
    """The row, when every text in it can be kept by both engines.

    Raises:
        LedgerError: naming the column and the place of a character that cannot be kept.
    """
    for column, value in row.items():
        if not isinstance(value, str):
            continue
        bad = _NO_TEXT.search(value)
        if bad is not None:
            raise LedgerError(
                f"{what}: character {bad.start()} of its {column} is U+{ord(bad[0]):04X}, which is no text; "
                "clean the source before it is stored"
            )
    return row


def report_row(report: Report) -> Row:
    """The row of a report."""
    return checked(report_to_json(report), f"report {report.id!r}")


def report_of(row: Row) -> Report:
    """The report of a row."""
    return report_from_json(row)


def record_row(record: Record, coder: str, coding: int) -> Row:
    """The row of a sealed record: its JSON body, and columns to look it up by."""
    what = f"record {record.id!r} of report {record.report!r}"
    return checked(
        {
            "id": record.id,
            "coding": coding,
            "report": record.report,
            "coder": coder,
            "kind": record.kind,
            "factuality": record.factuality,
            "plover": record.plover,
            "starts": record.when.start if record.when else None,
            "first": record.evidence[0].start,
            "confidence": float(record.confidence),
            "body": encoded(record_to_json(record), what),
        },
        what,
    )


def record_of(body: str) -> Record:
    """The record of a body."""
    return record_from_json(json.loads(body))


def decision_row(decision: Decision) -> Row:
    """The row of a decision, without the records it bears on."""
    row = flat(decision)
    del row["records"]
    return checked(row, f"decision {decision.id!r}")


def decision_of(row: Row, records: tuple[str, ...]) -> Decision:
    """The decision of a row."""
    return Decision(**{k: v for k, v in row.items() if k != "number"}, records=records)


def finding_row(finding: Finding) -> Row:
    """The row of a finding."""
    what = f"finding {finding.id!r}"
    body = encoded(finding_to_json(finding), what)
    return checked({"id": finding.id, "finding": finding.finding, "about": finding.about, "body": body}, what)


def finding_of(body: str) -> Finding:
    """The finding of a body."""
    return finding_from_json(json.loads(body))
