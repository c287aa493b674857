"""Exports: exact JSON Lines, spreadsheet-safe CSV, Parquet with a stable schema, all or nothing."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.model import (
    KINDS,
    Actor,
    Agreement,
    Figure,
    Finding,
    Incident,
    Place,
    Report,
    Span,
    Statement,
    Terms,
    View,
    When,
)
from readout.model.wire import finding_from_json, record_from_json, report_from_json, sealed
from readout.publish import export as export_room
from readout.publish.export import export
from readout.publish.export_cells import Column, Table
from readout.publish.export_files import csv_bytes

TEXT = "The council agreed to a truce of 30 days on Monday.\nIt said that shelling near the port had killed two."
TABLES = ("reports", "records", "findings", *KINDS)


def sample() -> View:
    one = Report.create(TEXT, outlet="=Daily", title='Truce, "signed"\u2028', published="2024-04-30")
    two = Report.create("@Weekly says: no truce at all.", outlet="Weekly")
    council = Actor("council", "AAA", "northern council", "government")
    records = [
        Agreement(
            report=one.id,
            evidence=(Span(0, 20), Span(21, 40)),
            parties=(council, Actor("army | south")),
            measure=("ceasefire.full",),
            when=When("on Monday", "2024-04-29"),
            terms=Terms(duration=30, mediator=(Actor("envoy"),), prohibits=("port", "energy"), text="-30 days"),
            said_by=(council,),
        ),
        Statement(report=one.id, evidence=(Span(52, 90),), speaker=(council,), content=(Span(60, 90),), quote="  =1+1"),
        Incident(report=one.id, evidence=(Span(60, 90),), killed=2, where=(Place("Port", "AAA", -3.5, 7.25, 12),)),
        Figure(report=two.id, evidence=(Span(0, 7),), value=-5.0, approximate=True),
    ]
    done = tuple(sealed(record, "coder-1") for record in records)
    spans = ((two.id, (Span(14, 22),)),)
    findings = (
        Finding.create("omitted", (done[0].id,), about="duration", evidence=spans, explanation="+One says it."),
    )
    return View((one, two), done, findings)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_json_lines_are_the_view_again(tmp_path: Path) -> None:
    view = sample()
    paths = export(view, tmp_path / "new" / "folder", formats=["jsonl"])
    assert [p.name for p in paths] == ["reports.jsonl", "records.jsonl", "findings.jsonl"]
    lines = [[json.loads(line) for line in p.read_text("utf-8").splitlines()] for p in paths]
    assert tuple(map(report_from_json, lines[0])) == view.reports
    assert tuple(map(record_from_json, lines[1])) == view.records
    assert tuple(map(finding_from_json, lines[2])) == view.findings
    assert lines[1][0]["terms"]["area"] is None and lines[1][0]["where"] == []


def test_every_format_writes_every_table_and_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = export(sample(), tmp_path / "a"), export(sample(), tmp_path / "b")
    names = [f"{table}.{end}" for end in ("csv", "parquet") for table in TABLES]
    assert [p.name for p in first] == ["reports.jsonl", "records.jsonl", "findings.jsonl", *names]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == sorted(p.name for p in first)


def test_csv_is_flat_and_safe(tmp_path: Path) -> None:
    view = sample()
    export(view, tmp_path, formats=["csv"])
    (agreement,) = rows(tmp_path / "agreement.csv")
    assert agreement["report_outlet"] == "'=Daily"
    assert agreement["parties"] == "council | army | south"
    assert agreement["parties_state"] == "AAA | "
    assert (agreement["when_text"], agreement["when_start"], agreement["when_end"]) == ("on Monday", "2024-04-29", "")
    assert agreement["terms_prohibits"] == "port | energy"
    assert (agreement["terms_duration"], agreement["terms_mediator"]) == ("30", "envoy")
    assert agreement["terms_text"] == "'-30 days"
    assert agreement["evidence_text"] == "The council agreed t |  a truce of 30 days"
    (statement,) = rows(tmp_path / "statement.csv")
    assert (statement["quote"], statement["content_start"]) == ("'  =1+1", "60")
    (figure,) = rows(tmp_path / "figure.csv")
    assert (figure["value"], figure["approximate"], figure["evidence_text"]) == ("-5.0", "true", "'@Weekly")
    (incident,) = rows(tmp_path / "incident.csv")
    assert (incident["where_latitude"], incident["killed"]) == ("-3.5", "2")
    assert [r["kind"] for r in rows(tmp_path / "records.csv")] == ["agreement", "statement", "incident", "figure"]
    (finding,) = rows(tmp_path / "findings.csv")
    assert (finding["explanation"], finding["evidence_text"]) == ("'+One says it.", "no truce")
    assert finding["reports"] == " | ".join(r.id for r in view.reports)
    assert rows(tmp_path / "reports.csv")[0]["text"] == TEXT
    assert (tmp_path / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


FORMULAS = [
    "=1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n1",
    " =1",
    "\u00a0-1",
    "\ufeff=1",
    "＝1",
    "\u200b@x",
    "\0=1",
]


def one_cell(value: object) -> str:
    data = csv_bytes(Table("t", (Column("a"),), ((value,),)))  # type: ignore[arg-type]
    (_, (cell,)) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return cell


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_that_would_run_gets_an_apostrophe(formula: str) -> None:
    assert one_cell(formula) == f"'{formula}"
    assert one_cell((formula,)).startswith("'")
    assert one_cell((formula, "b")).startswith("'")


def test_numbers_and_harmless_text_stay_as_they_are() -> None:
    for value, written in ((-1.5, "-1.5"), (-2, "-2"), ((-3.0,), "-3.0"), ("a=b", "a=b"), (None, ""), ("'x", "'x")):
        assert one_cell(value) == written
    assert one_cell((-1.0, 2.0)) == "'-1.0 | 2.0"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    data = csv_bytes(Table("t", (Column("a"), Column("b")), tuple((text, "end") for text in texts)))
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
    assert [b for _, b in found] == ["end"] * len(texts)
    assert all(cell in (text, "'" + text) for (cell, _), text in zip(found, texts, strict=True))
    assert not any(cell.lstrip()[:1] in tuple("=+-@") for cell, _ in found if cell.lstrip())


def test_parquet_keeps_types_lists_and_its_schema_when_empty(tmp_path: Path) -> None:
    export(sample(), tmp_path / "full", formats=["parquet"])
    export(View((), ()), tmp_path / "empty", formats=["parquet"])
    for table in TABLES:
        full, empty = (pl.read_parquet(tmp_path / name / f"{table}.parquet") for name in ("full", "empty"))
        assert full.schema == empty.schema and empty.height == 0
    agreement = pl.read_parquet(tmp_path / "full" / "agreement.parquet").to_dicts()[0]
    assert agreement["parties_state"] == ["AAA", None]
    assert (agreement["terms_duration"], agreement["evidence_start"]) == (30.0, [0, 21])
    assert agreement["report_outlet"] == "=Daily"
    incident = pl.read_parquet(tmp_path / "full" / "incident.parquet").to_dicts()[0]
    assert (incident["killed"], incident["where_longitude"], incident["where_geonames"]) == (2, [7.25], [12])


def test_an_empty_view_exports_headers_only(tmp_path: Path) -> None:
    paths = export(View((), ()), tmp_path, formats=("jsonl", "csv"))
    assert all(p.read_bytes() == b"" for p in paths[:3])
    assert all(rows(p) == [] and p.read_text("utf-8-sig").startswith("id,") for p in paths[3:])


def test_an_export_that_fails_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(sample(), tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def fail(table: Table) -> bytes:
        raise OSError("no space left on device")

    monkeypatch.setattr(export_room, "parquet_bytes", fail)
    with pytest.raises(OSError, match="no space"):
        export(View((), ()), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_wrong_targets_are_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown format 'xlsx'; known are jsonl, csv, parquet"):
        export(sample(), tmp_path / "never", formats=["xlsx"])
    assert not (tmp_path / "never").exists()
    (tmp_path / "file").write_text("here")
    with pytest.raises(FileExistsError):
        export(sample(), tmp_path / "file")


def test_polars_is_loaded_only_for_parquet() -> None:
    code = "import sys, readout.publish.export; sys.exit('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
