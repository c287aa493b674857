"""`code`, `reconcile`, `show`, `export` and `decide`, on a ledger that exists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from readout.ledger import open_ledger
from readout.model import Agreement, Record


def _records(path: Path) -> tuple[Record, ...]:
    with open_ledger(path, create=False) as ledger:
        return ledger.view().records


def _agreement(path: Path) -> Agreement:
    return next(r for r in _records(path) if isinstance(r, Agreement) and r.terms.duration)


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("readout ")
    shown = run("--help").stdout
    assert all(name in shown for name in ("brief", "code", "reconcile", "show", "export", "decide", "Exit codes"))


def test_code_makes_a_ledger_and_adds_nothing_twice(run: Run, tigray: Path, tmp_path: Path) -> None:
    arguments = ("code", tigray / "3-lakeside-monitor.txt", "--ledger", tmp_path / "new.sqlite")
    assert json.loads(run(*arguments, "--json").stdout)["coded"] == 1
    assert "1 reports read, 0 new; 0 coded" in run(*arguments).stdout
    assert len({r.report for r in _records(tmp_path / "new.sqlite")}) == 1


def test_code_lists_problems(run: Run, ledger_file: Path, tmp_path: Path) -> None:
    result = run("code", tmp_path / "nowhere", "--ledger", ledger_file, code=3)
    assert "nowhere" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("reconcile",), ("show",), ("show", "abc"), ("export", "out"), ("decide", "reject", "abc")],
    ids=lambda a: " ".join(a),
)
def test_a_ledger_that_is_missing_is_named(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    where = [str(tmp_path / a) if a == "out" else a for a in arguments]
    result = run(*where, "--ledger", tmp_path / "none.sqlite", code=3)
    assert "none.sqlite" in result.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_a_file_that_is_no_ledger_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("These are notes, not a database.\n" * 40, encoding="utf-8")
    assert "notes.sqlite" in run("show", "--ledger", tmp_path / "notes.sqlite", code=3).stderr


def test_reconcile_tells_and_keeps(run: Run, ledger_file: Path) -> None:
    findings = json.loads(run("reconcile", "--ledger", ledger_file, "--json").stdout)
    with open_ledger(ledger_file, create=False) as ledger:
        assert {f.id for f in ledger.view().findings} == {f["id"] for f in findings}
    shown = run("reconcile", "--ledger", ledger_file).stdout
    assert "disputed number" in shown and "Strait Wire" in shown


def test_reconcile_keeps_the_two_negotiations_apart(run: Run, ledger_file: Path) -> None:
    with open_ledger(ledger_file, create=False) as ledger:
        view = ledger.view()
    outlets = {r.id: r.outlet for r in view.reports}
    horn = {"Horn Dispatch", "Entoto Morning Sheet", "Lakeside Monitor"}
    reports = {r.id: outlets[r.report] in horn for r in view.records}
    mixed = [f for f in view.findings if len({reports[r] for r in f.records if r in reports}) > 1]
    assert not mixed, [f.explanation for f in mixed]


def test_show_gives_the_sentence_in_its_report(run: Run, ledger_file: Path) -> None:
    agreement = _agreement(ledger_file)
    shown = run("show", agreement.id, "--ledger", ledger_file).stdout
    with open_ledger(ledger_file, create=False) as ledger:
        report = next(r for r in ledger.view().reports if r.id == agreement.report)
    span = agreement.evidence[0]
    assert report.text[span.start : span.end].split()[0] in shown
    assert report.outlet is not None and report.outlet in shown


def test_show_takes_the_first_letters_of_an_id(run: Run, ledger_file: Path) -> None:
    agreement = _agreement(ledger_file)
    shown = json.loads(run("show", agreement.id[:16], "--ledger", ledger_file, "--json").stdout)
    assert (shown["id"], shown["kind"]) == (agreement.id, "agreement")


def test_show_without_an_id_is_the_summary(run: Run, ledger_file: Path) -> None:
    assert "Horn Dispatch" in run("show", "--ledger", ledger_file).stdout


def test_show_tells_of_an_unknown_or_ambiguous_id(run: Run, ledger_file: Path) -> None:
    assert "no record 'zzz'" in run("show", "zzz", "--ledger", ledger_file, code=3).stderr
    assert "records begin with ''" in run("show", "", "--ledger", ledger_file, code=2).stderr


@pytest.mark.parametrize(("name", "suffixes"), [("jsonl", {".jsonl"}), ("csv", {".csv"}), ("dossier", {".html"})])
def test_export_of_one_format(run: Run, ledger_file: Path, tmp_path: Path, name: str, suffixes: set[str]) -> None:
    run("export", tmp_path / "out", "--ledger", ledger_file, "--format", name)
    assert {p.suffix for p in (tmp_path / "out").iterdir()} == suffixes


def test_export_of_everything_and_of_a_day(run: Run, ledger_file: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "all", "--ledger", ledger_file)
    assert {p.suffix for p in (tmp_path / "all").iterdir()} == {".jsonl", ".csv", ".parquet", ".html"}
    run("export", tmp_path / "day", "--ledger", ledger_file, "--format", "jsonl", "--as-of", "2022-04-01")
    assert len((tmp_path / "day" / "reports.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_export_of_an_unknown_format_names_the_known(run: Run, ledger_file: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "out", "--ledger", ledger_file, "--format", "docx", code=2)
    assert "docx" in result.stderr and "parquet" in result.stderr
    assert not (tmp_path / "out").exists()


def test_reject_hides_a_record_and_undo_brings_it_back(run: Run, ledger_file: Path) -> None:
    before = {r.id for r in _records(ledger_file)}
    chosen = _agreement(ledger_file).id
    told = run("decide", "reject", chosen, "--reason", "a headline", "--author", "mira", "--ledger", ledger_file).stdout
    assert {r.id for r in _records(ledger_file)} == before - {chosen}
    decision = told.split("kept as ")[1].split(";")[0]
    run("decide", "undo", decision, "--author", "mira", "--ledger", ledger_file)
    assert {r.id for r in _records(ledger_file)} == before


def test_correct_changes_what_the_view_shows(run: Run, ledger_file: Path, tmp_path: Path) -> None:
    chosen = _agreement(ledger_file).id
    options = ("--field", "terms.duration", "--value", "45", "--author", "mira", "--ledger", ledger_file)
    run("decide", "correct", chosen, *options)
    run("export", tmp_path / "out", "--ledger", ledger_file, "--format", "jsonl")
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(li)["terms"]["duration"] for li in lines if json.loads(li)["id"] == chosen] == [45]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("burn", "abc"), 2, "unknown verb 'burn'"),
        (("correct", "abc"), 2, "needs --field and --value"),
        (("reject", "no-such-record"), 3, "no-such-record"),
        (("undo", "no-such-decision"), 3, "no-such-decision"),
        (("correct", "RECORD", "--field", "terms.colour", "--value", "1"), 3, "colour"),
        (("correct", "RECORD", "--field", "terms.duration", "--value", '"long"'), 3, "duration"),
        (("correct", "RECORD", "--field", "terms.duration", "--value", "{"), 3, "JSON"),
    ],
)
def test_wrong_decisions_are_refused(
    run: Run, ledger_file: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    before = _records(ledger_file)
    chosen = _agreement(ledger_file).id
    words = [chosen if a == "RECORD" else a for a in arguments]
    assert message in run("decide", *words, "--author", "mira", "--ledger", ledger_file, code=code).stderr
    assert _records(ledger_file) == before
