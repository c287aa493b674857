"""Findings against gold ones: which of what gold says the reports agree or differ on was found, and what was false.

A finding stands for a gold one when both are of one type (and about one thing, for ``disputed``) and their evidence
meets in two reports, in one for ``omitted`` and ``reference_conflict``. Gold is complete for what is disputed, left out
or against a reference fact: only there precision has a meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.comparing import several
from benchmarks.evidence import Spans, places, shared, words_of
from benchmarks.gold_files import GoldReport, Json
from benchmarks.scoring import LEAST_SHARED

COMPLETE = ("disputed", "omitted", "reference_conflict")
_IN_ONE_REPORT = ("omitted", "reference_conflict")
_UNCOUNTED = "single_source"


@dataclass(frozen=True, slots=True)
class Told:
    """What a corpus of gold reports gave: texts and findings by gold name, records by id."""

    names: Mapping[str, str]
    texts: Mapping[str, str]
    records: Mapping[str, Json]
    findings: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Findings counted.

    Attributes:
        recall: by type (``disputed number``, ``omitted``, ...): found and all of gold.
        precision: by type of `COMPLETE`: those that stand for a gold one, and all.
        missed: gold findings that were not found, with their type.
    """

    recall: Mapping[str, tuple[int, int]]
    precision: Mapping[str, tuple[int, int]]
    missed: tuple[tuple[str, Json], ...]

    def recalled(self, *types: str) -> float:
        """Recall over the types whose label begins with one of these."""
        rows = [row for label, row in self.recall.items() if label.startswith(types)]
        return sum(found for found, _ in rows) / max(1, sum(every for _, every in rows))

    def precise(self) -> float:
        """Precision over the types for which gold is complete."""
        rows = self.precision.values()
        return sum(used for used, _ in rows) / max(1, sum(every for _, every in rows))


def counted_findings(gold: Mapping[str, GoldReport], wanted: Sequence[Json], told: Told) -> FindingCounts:
    """Counts of what was found."""
    evidence = [_evidence(f, gold, told) for f in told.findings]
    recall: dict[str, tuple[int, int]] = {}
    missed: list[tuple[str, Json]] = []
    used: set[int] = set()
    for want in wanted:
        if want["finding"] == _UNCOUNTED:
            continue
        label = f"disputed {want['about']}" if want["finding"] == "disputed" else str(want["finding"])
        at = _first(want, gold, told.findings, evidence)
        found, every = recall.get(label, (0, 0))
        recall[label] = (found + (at is not None), every + 1)
        if at is None:
            missed.append((label, want))
        else:
            used.add(at)
    precision = {
        kind: (
            sum(told.findings[i]["finding"] == kind for i in used),
            sum(f["finding"] == kind for f in told.findings),
        )
        for kind in COMPLETE
    }
    return FindingCounts(dict(sorted(recall.items())), precision, tuple(missed))


def _first(
    want: Json, gold: Mapping[str, GoldReport], findings: Sequence[Json], evidence: Sequence[Mapping[str, Spans]]
) -> int | None:
    """The first finding that stands for the gold one."""
    ground = {name: places(pieces, gold[name].text) for name, pieces in want["evidence"].items() if name in gold}
    least = min(1 if want["finding"] in _IN_ONE_REPORT else 2, len(ground))
    for at, finding in enumerate(findings):
        if finding["finding"] != want["finding"]:
            continue
        if want["finding"] == "disputed" and finding.get("about") != want["about"]:
            continue
        if sum(_meet(spans, evidence[at].get(name, ())) for name, spans in ground.items()) >= least:
            return at
    return None


def _meet(one: Spans, two: Spans) -> bool:
    return any(shared((a,), (b,)) >= LEAST_SHARED for a in one for b in two)


def _evidence(finding: Json, gold: Mapping[str, GoldReport], told: Told) -> dict[str, Spans]:
    """The evidence of a finding's records and its own, by gold name, laid over gold's text."""
    words: dict[str, list[str]] = {}
    for identity in several(finding.get("records")):
        record = told.records.get(identity)
        name = told.names.get(record["report"]) if record else None
        if record and name:
            words.setdefault(name, []).extend(words_of(record.get("evidence"), told.texts[name]))
    for report, pieces in (finding.get("evidence") or {}).items():
        name = told.names.get(report)
        if name:
            words.setdefault(name, []).extend(words_of(pieces, told.texts[name]))
    return {name: places(pieces, gold[name].text) for name, pieces in words.items()}
