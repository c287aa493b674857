"""Findings against gold ones, on two reports of two sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.gold_files import GoldReport
from benchmarks.scoring_findings import Told, counted_findings

TEXTS = {"one": "The call took ninety minutes. Ten died.", "two": "The call took an hour. Ten people died."}
GOLD = {name: GoldReport(name, Path(f"{name}.txt"), text, ()) for name, text in TEXTS.items()}
LENGTH = {
    "finding": "disputed",
    "about": "number",
    "evidence": {"one": ["The call took ninety minutes"], "two": ["The call took an hour"]},
}
OMITTED = {"finding": "omitted", "about": None, "evidence": {"one": ["Ten died."], "two": ["Ten people died."]}}


def _told(*findings: dict[str, Any]) -> Told:
    records = {
        "a": {"report": "r1", "evidence": [[0, 28]]},
        "b": {"report": "r2", "evidence": [[0, 21]]},
        "c": {"report": "elsewhere", "evidence": [[0, 3]]},
    }
    return Told({"r1": "one", "r2": "two"}, TEXTS, records, findings)


def _found(finding: str = "disputed", about: str | None = "number", **more: Any) -> dict[str, Any]:
    return {"finding": finding, "about": about, "records": ["a", "b"], "evidence": {}, **more}


def test_it_is_found_by_type_about_and_evidence_in_two_reports() -> None:
    counts = counted_findings(GOLD, [LENGTH], _told(_found()))
    assert counts.recall == {"disputed number": (1, 1)}
    assert counts.precision["disputed"] == (1, 1)
    assert (counts.recalled("disputed"), counts.precise()) == (1.0, 1.0)


@pytest.mark.parametrize(
    "finding", [_found(about="date"), _found("corroborated"), _found(records=["a"]), _found(records=["c"])]
)
def test_another_type_another_matter_or_one_report_is_not_enough(finding: dict[str, Any]) -> None:
    counts = counted_findings(GOLD, [LENGTH], _told(finding))
    assert counts.recall == {"disputed number": (0, 1)}
    assert [label for label, _ in counts.missed] == ["disputed number"]


def test_what_a_report_leaves_out_needs_one_report_and_may_rest_on_spans() -> None:
    finding = _found("omitted", None, records=[], evidence={"r1": [[30, 39]]})
    assert counted_findings(GOLD, [OMITTED], _told(finding)).recall == {"omitted": (1, 1)}


def test_what_one_source_alone_has_is_not_counted_and_corroboration_has_no_precision() -> None:
    single = {**LENGTH, "finding": "single_source"}
    counts = counted_findings(GOLD, [single], _told(_found("corroborated", None)))
    assert counts.recall == {}
    assert counts.precise() == 0.0 and sum(every for _, every in counts.precision.values()) == 0
