"""Broken and hostile files end in a clear error or an honest count, never in a silent wrong number."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from monitor_tables import ACLED_COLUMNS, PARTIES, acled, acled_file, workbook

from readout.monitor.facilities import load_facilities
from readout.monitor.intake import Scope, read_incidents
from readout.monitor.lexicon import lexicon
from readout.monitor.workbooks import IncidentFileError

SCOPE = Scope(lexicon(PARTIES))
LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>'


def error_of(path: Path) -> str:
    with pytest.raises(IncidentFileError) as caught:
        read_incidents([path], SCOPE)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return acled_file(tmp_path / "good.csv", acled(1, "2025-03-18", "one"), acled(2, "2025-03-19", "two"))


def test_a_csv_that_ends_in_the_middle_of_a_row(good: Path) -> None:
    good.write_bytes(good.read_bytes()[:-60])
    assert "ends in the middle of a row" in error_of(good)


def test_an_open_quotation_mark(good: Path) -> None:
    with good.open("a", encoding="utf-8") as file:
        file.write('TST3,2025-03-18,2025,1,,"Explosions/Remote violence\n')
    assert "quotation mark never closes" in error_of(good)


def test_more_cells_than_columns(good: Path) -> None:
    with good.open("a", encoding="utf-8") as file:
        file.write(",".join(["x"] * 40) + "\n")
    assert "more fields than the header" in error_of(good)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_other_encodings(tmp_path: Path, good: Path, encoding: str) -> None:
    path = tmp_path / "coded.csv"
    path.write_bytes(good.read_text(encoding="utf-8").replace("one", "Харків").encode(encoding))
    assert "not UTF-8" in error_of(path)


def test_columns_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "--mapping" in error_of(path)


def test_a_column_that_is_missing_is_named(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text(good.read_text(encoding="utf-8").replace("notes", "remarks", 1), encoding="utf-8")
    assert "no column notes" in error_of(path)


def test_empty_and_absent_files(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    assert "empty" in error_of(tmp_path / "empty.csv")
    assert "no such file" in error_of(tmp_path / "nowhere.csv")


def test_a_header_without_rows_says_that_nothing_was_taken(tmp_path: Path) -> None:
    intake = read_incidents([acled_file(tmp_path / "a.csv")], SCOPE).intakes[0]
    assert (intake.rows, intake.taken) == (0, 0)
    assert "no incident was taken" in intake.remarks[-1]


@pytest.mark.parametrize("name", ["cut.csv.gz", "cut.zip", "cut.parquet", "cut.xlsx"])
def test_packed_files_cut_short(tmp_path: Path, good: Path, name: str) -> None:
    import polars as pl

    whole, path = tmp_path / "whole", tmp_path / name
    if name.endswith(".gz"):
        whole.write_bytes(gzip.compress(good.read_bytes()))
    elif name.endswith(".parquet"):
        pl.read_csv(good, infer_schema=False).write_parquet(whole)
    elif name.endswith(".xlsx"):
        workbook(whole, [list(ACLED_COLUMNS)])
    else:
        with zipfile.ZipFile(whole, "w") as packed:
            packed.write(good, "good.csv")
    path.write_bytes(whole.read_bytes()[:-40])
    error_of(path)


def test_billion_laughs_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "laughs.xlsx", [["a"]], before=LAUGHS)
    assert "declares XML entities" in error_of(path)


def test_zip_bombs_are_refused_by_their_declared_size(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.csv", b"0" * 30_000_000)
    assert "no real table" in error_of(path)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    assert "no real workbook" in error_of(path)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 30_000_000))
    assert "no real table" in error_of(path)


def test_a_zip_cannot_write_outside_its_folder(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "slip.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(good, "../../slipped.csv")
    assert read_incidents([path], SCOPE).rows.height == 2
    assert not list(tmp_path.parent.rglob("slipped.csv"))


def test_formulas_in_a_workbook_are_counted(tmp_path: Path) -> None:
    row = [str(acled(1, "2025-03-18").get(name, "")) for name in ACLED_COLUMNS]
    formula = '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c></row>'
    intake = read_incidents(
        [workbook(tmp_path / "f.xlsx", [list(ACLED_COLUMNS), row], formula=formula)], SCOPE
    ).intakes[0]
    assert any("1 cells hold formulas" in remark for remark in intake.remarks)
    assert (intake.rows, intake.taken) == (2, 1)


def test_swapped_zero_and_impossible_coordinates_are_emptied_and_counted(tmp_path: Path) -> None:
    path = acled_file(
        tmp_path / "a.csv",
        acled(1, "2025-03-18"),
        acled(2, "2025-03-18", latitude=32.0, longitude=49.5),
        acled(3, "2025-03-18", latitude=0, longitude=0),
        acled(4, "2025-03-18", latitude="49,5", longitude=32),
        acled(5, "2025-03-18", latitude=149.5, longitude=32),
        acled(6, "2025-03-18", latitude=-33.0, longitude=18.0),
    )
    table = read_incidents([path], SCOPE)
    assert table.intakes[0].taken == 6, "the incident stays, only its coordinates go"
    assert table.rows["latitude"].to_list() == [49.5, None, None, None, None, None]
    said = " ".join(table.intakes[0].remarks)
    assert "1 rows: coordinates look swapped" in said
    assert "3 rows: coordinates missing by half, zero or outside the globe" in said
    assert "1 rows: coordinates far outside the country named" in said


def test_a_swap_inside_the_countrys_box_is_told_by_its_outline(tmp_path: Path) -> None:
    """Turkey spans 36 to 42 north and 26 to 45 east: (42.0, 37.0) lies off its coast, (37.2, 42.1) in it."""
    turkey = {"country": "Turkey", "iso": 792}
    path = acled_file(
        tmp_path / "a.csv",
        acled(1, "2025-03-18", latitude=37.2, longitude=42.1, **turkey),
        acled(2, "2025-03-18", latitude=42.1, longitude=37.2, **turkey),
        acled(3, "2025-03-18", latitude=38.5, longitude=39.6, **turkey),  # both ways in the country
        acled(4, "2025-03-18", latitude=36.3, longitude=34.0, **turkey),  # on the coast, the mirror is Iraq's
        acled(5, "2025-03-18", latitude=38.5, longitude=39.6, country="", iso=""),  # no country to ask
    )
    table = read_incidents([path], SCOPE)
    assert table.rows["latitude"].to_list() == [37.2, None, 38.5, 36.3, 38.5]
    assert table.intakes[0].remarks == (
        "1 rows: coordinates look swapped: taken without them",
        "1 rows: coordinates lie in the country named also if swapped; a swap would go unnoticed",
    )


def test_facilities_without_coordinates(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("name,where\nPlant,here\n", encoding="utf-8")
    with pytest.raises(IncidentFileError, match="latitude"):
        load_facilities(path)
    path.write_text("name,latitude,longitude\nPlant,49.5,32\nNowhere,,\nWrong,95,0\n", encoding="utf-8")
    facilities = load_facilities(path)
    assert ([f.name for f in facilities.known], facilities.left_out) == (["Plant"], 2)
