"""A number that a copy changes, where no record holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.model import Finding, Record, Report, Span
from readout.reconcile.copies import Change, Copy
from readout.reconcile.counting import numbers
from readout.reconcile.sentences import outlet


@dataclass(frozen=True, slots=True)
class _Cited:
    """The places of one dispute, and the words that explain it."""

    places: tuple[tuple[str, Span], ...]
    words: str


def changed_numbers(
    copies: Iterable[Copy], findings: Sequence[Finding], records: Mapping[str, Record], reports: Mapping[str, Report]
) -> list[Finding]:
    """Disputes over numbers that differ between copies and that ``findings`` do not hold yet."""
    changed = [(copy, changes) for copy in copies if (changes := _numbers_changed(copy))]
    held: dict[str, list[_Cited]] = {copy.first: [] for copy, _ in changed}
    for cited in (_cited(f, records) for f in findings if f.finding == "disputed" and f.about == "number"):
        for report in sorted({report for report, _ in cited.places}):
            if report in held:
                held[report].append(cited)
    found = []
    for copy, changes in changed:
        for change in changes:
            if not any(_holds(c, copy, change) for c in held.get(copy.first, ())):
                found.append(_finding(copy, change, reports))
    return found


def _numbers_changed(copy: Copy) -> tuple[Change, ...]:
    return tuple(change for change in copy.changes if _differs(change))


def _differs(change: Change) -> bool:
    before, after = numbers(change.before), numbers(change.after)
    return bool(before and after and before != after)


def _cited(finding: Finding, records: Mapping[str, Record]) -> _Cited:
    places = [(records[i].report, span) for i in finding.records if i in records for span in records[i].evidence]
    places += [(report, span) for report, spans in finding.evidence for span in spans]
    return _Cited(tuple(places), finding.explanation)


def _holds(cited: _Cited, copy: Copy, change: Change) -> bool:
    """True when the finding cites both places, for these very numbers."""
    first, second = change.spans
    return (
        any(r == copy.first and s.overlap(first) for r, s in cited.places)
        and any(r == copy.second and s.overlap(second) for r, s in cited.places)
        and all(re.search(rf"\b{re.escape(words)}\b", cited.words) for words in (change.before, change.after))
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
