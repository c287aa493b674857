"""The order of the stages: what is kept, what is not done twice, and the verbs over it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.coding import coder
from readout.ledger import open_ledger
from readout.passes import compare, record
from readout.passes.report import encoder
from readout.verbs import UnreadableSource, code, publish, read, reconcile


def test_an_interrupted_run_goes_on_where_it_was(tigray: Path, tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if (what, done) == ("coding", 2):
            raise KeyboardInterrupt

    with open_ledger(tmp_path / "ledger.sqlite") as ledger, pytest.raises(KeyboardInterrupt):
        record([tigray], ledger, progress=stop)
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        tally = record([tigray], ledger)
        assert (len(tally.reports), tally.added, tally.coded) == (3, 0, 1)
        assert all(ledger.has_coding(report, coder(encoder())) for report in tally.reports)


def test_progress_counts_to_the_end(ledger_file: Path, tigray: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    with open_ledger(ledger_file) as ledger:
        record([tigray], ledger, progress=lambda *step: seen.append(step))
    assert ("reading", 3, 3) in seen
    assert [step for step in seen if step[0] == "coding"] == [("coding", 0, 0)]


def test_records_do_not_depend_on_what_is_coded_beside_them(coded_examples: Path, tigray: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.sqlite") as ledger:
        record([tigray / "2-entoto-morning-sheet.txt"], ledger)
        alone = ledger.view()
    with open_ledger(coded_examples, create=False) as ledger:
        together = [r for r in ledger.view().records if r.report == alone.reports[0].id]
    assert {r.id for r in alone.records} == {r.id for r in together}


def test_a_comparison_of_chosen_reports_leaves_the_kept_findings(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        before = ledger.view().findings
        chosen = [r.id for r in ledger.view().reports if r.outlet in ("Strait Wire", "The Gulf Courier")]
        view = compare(ledger, only=chosen)
        assert {r.id for r in view.reports} == set(chosen)
        assert {r.report for r in view.records} <= set(chosen)
        assert ledger.view().findings == before


def test_comparing_again_finds_the_same(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        before = ledger.view().findings
        assert set(compare(ledger).findings) == set(before)


def test_the_verbs_in_a_row(tigray: Path, tmp_path: Path) -> None:
    reports = list(read(tigray))
    coded = [each for _, records in code(reports) for each in records]
    view = reconcile(reports, coded)
    files = publish(view, tmp_path / "out", title="Pretoria")
    assert files[0].name == "dossier.html" and "Pretoria" in files[0].read_text(encoding="utf-8")
    lines = (tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["outlet"] for line in lines] == [r.outlet for r in reports]


def test_reading_what_cannot_be_read_says_what_and_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(UnreadableSource, match=r"empty\.txt"):
        list(read(tmp_path / "empty.txt"))
