"""`readout brief`: reports in, a dossier out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run
from readout.ledger import open_ledger

KINDS = ("agreement", "proposal", "position", "condition", "talks", "incident", "statement", "figure", "event")
TABLES = ("reports", "records", "findings")


@pytest.fixture
def out(coded_examples: Path, tmp_path: Path) -> Path:
    """A folder whose ledger has coded the examples before, so that a test codes nothing anew."""
    folder = tmp_path / "out"
    folder.mkdir()
    shutil.copy(coded_examples, folder / "ledger.sqlite")
    return folder


def test_writes_the_dossier_and_every_export(run: Run, yemen: Path, out: Path) -> None:
    document = json.loads(run("brief", yemen, "--out", out, "--json").stdout)
    wanted = {"dossier.html", *(f"{t}.jsonl" for t in TABLES)}
    wanted |= {f"{t}.{s}" for t in (*TABLES, *KINDS) for s in ("csv", "parquet")}
    assert {Path(f).name for f in document["files"]} == wanted
    assert {p.name for p in out.iterdir()} - {"ledger.sqlite"} == wanted


def test_json_tells_what_was_done(run: Run, yemen: Path, out: Path) -> None:
    document = json.loads(run("brief", yemen, "--out", out, "--json").stdout)
    assert document["reports"] == 5
    assert (document["added"], document["coded"], document["problems"]) == (0, 0, [])
    assert set(document["records"]) <= set(KINDS) and document["records"]["agreement"] > 0
    lines = (out / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(document["records"].values()) == len(lines)
    assert len(document["findings"]) == len((out / "findings.jsonl").read_text(encoding="utf-8").splitlines())


def test_every_record_points_into_its_report(run: Run, yemen: Path, out: Path) -> None:
    run("brief", yemen, "--out", out, "--quiet")
    texts = {}
    for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        texts[report["id"]] = report["text"]
    for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert record["evidence"]
        assert all(texts[record["report"]][start:end].strip() for start, end in record["evidence"])


def test_the_examples_show_what_their_readme_promises(run: Run, yemen: Path, out: Path) -> None:
    findings = json.loads(run("brief", yemen, "--out", out, "--json").stdout)["findings"]
    found = {(f["finding"], f["about"]) for f in findings}
    assert {("near_copy", None), ("disputed", "number"), ("disputed", "date"), ("omitted", "duration")} <= found
    assert ("disputed", "role") in found or ("reference_conflict", "role") in found
    assert any(f["finding"] == "corroborated" for f in findings)


def test_summary_is_useful_by_itself(run: Run, yemen: Path, out: Path) -> None:
    shown = run("brief", yemen, "--out", out).stdout
    assert "Strait Wire" in shown and "Grundberg" in shown
    assert str(out / "dossier.html") in shown.replace("\n", "")


def test_only_the_reports_named_are_in_the_dossier(run: Run, tigray: Path, out: Path) -> None:
    document = json.loads(run("brief", tigray / "1-horn-dispatch.txt", "--out", out, "--json").stdout)
    assert document["reports"] == 1
    page = (out / "dossier.html").read_text(encoding="utf-8")
    assert "Horn Dispatch" in page and "Lakeside Monitor" not in page


def test_the_whole_of_a_ledger_that_is_named(run: Run, tigray: Path, ledger_file: Path, tmp_path: Path) -> None:
    report = tigray / "1-horn-dispatch.txt"
    arguments = ("brief", report, "--ledger", ledger_file, "--out", tmp_path / "out", "--json")
    assert json.loads(run(*arguments).stdout)["reports"] == 8


def test_reading_again_adds_nothing(run: Run, yemen: Path, out: Path) -> None:
    first = json.loads(run("brief", yemen, "--out", out, "--json").stdout)
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.suffix in (".jsonl", ".csv", ".html")}
    assert json.loads(run("brief", yemen, "--out", out, "--json").stdout) == first
    assert {name: (out / name).read_bytes() for name in before} == before


def test_later_reports_are_left_out(run: Run, yemen: Path, out: Path) -> None:
    document = json.loads(run("brief", yemen, "--out", out, "--as-of", "2022-04-01", "--json").stdout)
    assert document["reports"] == 2


def test_broken_inputs_are_listed_and_the_others_go_on(run: Run, tigray: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    inputs = (tmp_path / "empty.txt", tmp_path / "nowhere.txt", tigray / "1-horn-dispatch.txt")
    result = run("brief", *inputs, "--out", out, "--json", code=1)
    document = json.loads(result.stdout)
    assert document["reports"] == 1
    assert [Path(p["source"]).name for p in document["problems"]] == ["empty.txt", "nowhere.txt"]
    assert all(p["message"] for p in document["problems"])
    assert "empty.txt" in result.stderr and "nowhere.txt" in result.stderr


def test_nothing_readable_writes_no_dossier(run: Run, tmp_path: Path) -> None:
    result = run("brief", tmp_path / "nowhere.txt", "--out", tmp_path / "out", code=3)
    assert "nowhere.txt" in result.stderr
    assert not (tmp_path / "out" / "dossier.html").exists()


def test_date_and_outlet_for_a_report_without(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text(
        "The two governments agreed on Sunday to stop all attacks on ports for ten days.\n"
        "Both sides ordered their forces to hold fire, the mediators said.\n",
        encoding="utf-8",
    )
    options = ("--published", "2023-05-09", "--outlet", "Bay Letter")
    run("brief", tmp_path / "bare.txt", *options, "--out", tmp_path / "out", "--quiet")
    report = json.loads((tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8"))
    assert (report["outlet"], report["published"]) == ("Bay Letter", "2023-05-09")
    assert "2023-05-07" in (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8")


def test_a_wrong_date_is_refused(run: Run, yemen: Path, tmp_path: Path) -> None:
    result = run("brief", yemen, "--published", "someday", "--out", tmp_path / "out", code=3)
    assert "someday" in result.stderr


def test_no_paths_is_wrong_use(run: Run) -> None:
    assert "PATHS" in run("brief", code=2).stderr.upper()


def test_an_office_file_that_is_not_there_is_named(run: Run, yemen: Path, out: Path) -> None:
    result = run("brief", yemen, "--offices", out / "offices.csv", "--out", out, code=3)
    assert "offices.csv" in result.stderr


def test_the_ledger_in_the_folder_is_kept(run: Run, tigray: Path, out: Path) -> None:
    run("brief", tigray, "--out", out, "--quiet")
    with open_ledger(out / "ledger.sqlite", create=False) as ledger:
        assert len(ledger.view().reports) == 8
