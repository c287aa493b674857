"""The commands as a person runs them, and what they write."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import polars as pl
import pytest
import typer
from monitor_tables import acled, acled_file, sheet_file
from typer.testing import CliRunner

from readout.cli import monitor, terms
from readout.model import Actor, Agreement, Report, Span, Terms, View
from readout.monitor.drafting import draft_terms
from readout.monitor.run import Compliance, assess
from readout.monitor.terms import load_terms
from readout.publish.compliance import compliance_page, compliance_section
from readout.publish.compliance_export import ceasefire_rows, write_verdicts

app = typer.Typer()
monitor.register(app)
terms.register(app)
EXAMPLE = Path(__file__).parents[2] / "examples" / "truce-monitor"
HOSTILE = "<script>alert(1)</script> Arvania forces attacked a substation."


def hostile(tmp_path: Path) -> Compliance:
    rows = [acled(1, "2025-03-20", HOSTILE, source="=HYPERLINK(1)", location="<b>Ostburg</b>")]
    return assess([load_terms(sheet_file(tmp_path / "s.toml"))], [acled_file(tmp_path / "a.csv", *rows)])


def test_the_example_from_the_command_line(tmp_path: Path) -> None:
    sheets = [part for path in sorted(EXAMPLE.glob("*.toml")) for part in ("--terms", str(path))]
    incidents = str(EXAMPLE / "incidents.csv")
    done = CliRunner().invoke(
        app, ["monitor", *sheets, "--incidents", incidents, "--out", str(tmp_path / "out"), "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [account["account"] for account in told["accounts"]] == ["Kremlin", "Kyiv", "White House"]
    breaches = {a["account"]: sum(p["breaches"] for p in a["parties"]) for a in told["accounts"]}
    assert breaches["White House"] >= breaches["Kremlin"] > 0
    assert told["files"][0]["rows"] == 360
    names = {Path(path).name for path in told["written"]}
    assert names == {"compliance.html", "verdicts.csv", "verdicts.parquet", "ceasefires.csv"}
    rows = pl.read_parquet(tmp_path / "out" / "verdicts.parquet")
    assert rows.height == 3 * told["files"][0]["taken"]
    assert rows["reason"].null_count() == 0


def test_with_a_ledger_the_dossier_is_written_with_the_section(ledger_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sheet = sheet_file(tmp_path / "s.toml")
    done = CliRunner().invoke(
        app, ["monitor", "--terms", str(sheet), "--ledger", str(ledger_file), "--out", str(out), "--json"]
    )
    assert done.exit_code == 0, done.output
    assert str(out / "dossier.html") in json.loads(done.stdout)["written"]
    dossier = (out / "dossier.html").read_text(encoding="utf-8")
    assert '<section id="kept"' in dossier
    assert 'id="agreements"' in dossier


def test_a_wrong_sheet_or_file_ends_with_its_message(tmp_path: Path) -> None:
    sheet = sheet_file(tmp_path / "s.toml", prohibits='["enrgy"]')
    done = CliRunner().invoke(app, ["monitor", "--terms", str(sheet), "--incidents", str(tmp_path / "no.csv")])
    assert done.exit_code == 3
    assert "Did you mean 'energy'" in done.output
    done = CliRunner().invoke(app, ["monitor", "--terms", str(sheet_file(tmp_path / "g.toml"))])
    assert done.exit_code == 2


def test_terms_can_be_checked(tmp_path: Path) -> None:
    good, bad = sheet_file(tmp_path / "a.toml"), sheet_file(tmp_path / "b.toml", end="duration = -1")
    done = CliRunner().invoke(app, ["terms", "--check", str(good), "--check", str(bad)])
    assert done.exit_code == 1
    assert "2025-03-18 to 2025-04-16" in done.output
    assert "line 4" in done.output


def test_the_page_asks_for_nothing_and_escapes_everything(tmp_path: Path) -> None:
    page = compliance_page(hostile(tmp_path))
    assert page.count("<script") == 1, "its own, known by its hash"
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert page.index("Before the numbers") < page.index("Accounts and parties</h2>")
    assert "default-src &#39;none&#39;" in page
    assert 'id="kept"' in compliance_section(hostile(tmp_path))
    assert compliance_page(hostile(tmp_path)) == page, "the same run gives the same bytes"


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    path, _ = write_verdicts(hostile(tmp_path), tmp_path / "out")
    [row] = list(csv.DictReader(path.open(encoding="utf-8")))
    assert row["sources"] == "'=HYPERLINK(1)"
    assert (row["verdict"], row["attacker"], row["target_class"]) == ("breach", "ARV", "energy")


def test_ceasefire_rows_after_the_eth_prio_codebook(tmp_path: Path) -> None:
    rows = ceasefire_rows((load_terms(sheet_file(tmp_path / "s.toml")),)).rows(named=True)
    assert [row["side"] for row in rows] == ["ARV", "BEL"]
    first = rows[0]
    assert (first["effect_year"], first["effect_month"], first["effect_day"]) == (2025, 3, 18)
    assert (first["end_month"], first["end_day"], first["fixed"], first["fixed_time"], first["partial"]) == (
        4,
        16,
        1,
        30,
        1,
    )


@pytest.fixture
def view() -> View:
    report = Report.create('Russia ordered a pause of "30 days".', outlet="Desk", published="2025-03-18T20:00:00Z")
    parties = (Actor("Russia", "RUS", type="government"), Actor("Ukraine", "UKR", type="government"))
    one = Agreement(id="c1", report=report.id, evidence=(Span(0, 36),), said_by=(Actor("Kremlin", "RUS"),),
                    parties=parties,
                    measure=("ceasefire.energy",),
                    terms=Terms(prohibits=("energy",), duration=30.0, text='no "strikes"\non energy'))  # fmt: skip
    two = Agreement(id="c2", report=report.id, evidence=(Span(0, 6),), said_by=(Actor("White House", "USA"),),
                    parties=parties,
                    measure=("ceasefire.energy", "ceasefire.infrastructure"))  # fmt: skip
    return View((report,), (one, two))


def test_drafts_are_one_an_account_and_load_as_sheets(tmp_path: Path, view: View) -> None:
    drafts = draft_terms(view)
    assert [draft.account for draft in drafts] == ["Kremlin", "White House"]
    sheets = []
    for draft in drafts:
        (tmp_path / draft.file_name).write_text(draft.text, encoding="utf-8")
        sheets.append(load_terms(tmp_path / draft.file_name))
    assert [sheet.clauses[0].prohibits for sheet in sheets] == [("energy",), ("energy", "infrastructure")]
    assert sheets[0].clauses[0].words == 'no "strikes"\non energy'
    assert [str(sheet.last_day) for sheet in sheets] == ["2025-04-16", "None"]
    assert sheets[0].records == ("c1",)
    assert {"Россия", "Росія", "Russia"} <= set(sheets[0].parties[0].names)
    with pytest.raises(ValueError, match="no agreement has this id"):
        draft_terms(view, ("c9",))
