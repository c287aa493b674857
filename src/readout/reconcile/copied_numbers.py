"""A number that a copy changes, where no record holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from readout.model import Finding, Record, Report, Span
from readout.reconcile.copies import Change, Copy
from readout.reconcile.counting import numbers
from readout.reconcile.sentences import outlet


def changed_numbers(
    copies: Iterable[Copy], findings: Sequence[Finding], records: Mapping[str, Record], reports: Mapping[str, Report]
) -> list[Finding]:
    """Disputes over numbers that differ between copies and that ``findings`` do not hold yet."""
    held = [
        {(records[i].report, span) for i in f.records if i in records for span in records[i].evidence}
        for f in findings
        if f.finding == "disputed" and f.about == "number"
    ]
    found = []
    for copy in copies:
        for change in copy.changes:
            if _differs(change) and not any(_holds(spans, copy, change) for spans in held):
                found.append(_finding(copy, change, reports))
    return found


def _differs(change: Change) -> bool:
    before, after = numbers(change.before), numbers(change.after)
    return bool(before and after and before != after)


def _holds(spans: set[tuple[str, Span]], copy: Copy, change: Change) -> bool:
    first, second = change.spans
    return any(r == copy.first and s.overlap(first) for r, s in spans) and any(
        r == copy.second and s.overlap(second) for r, s in spans
    )


def _finding(copy: Copy, change: Change, reports: Mapping[str, Report]) -> Finding:
    first, second = outlet(reports[copy.first]), outlet(reports[copy.second])
    return Finding.create(
        "disputed",
        (),
        about="number",
        evidence=((copy.first, (change.spans[0],)), (copy.second, (change.spans[1],))),
        explanation=f"One text, two numbers: {first} has “{change.before}”; {second} has “{change.after}”.",
        subject="a number changed in a copy",
        reason="the same passage in both reports",
    )
