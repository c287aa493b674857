"""Each adapter against a table worked out by hand: what is taken, what is left out and why."""

from __future__ import annotations

import gzip
import zipfile
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from monitor_tables import PARTIES, acled, acled_file, workbook, write_rows

from readout.model import Actor, Incident, Place, Report, Span, View, When
from readout.model.compliance import Intake
from readout.monitor.adapters.mapped import load_mapping
from readout.monitor.intake import Scope, read_incidents
from readout.monitor.lexicon import lexicon
from readout.monitor.table import IncidentTable
from readout.monitor.toml_lines import SheetError
from readout.monitor.vocabulary import codes
from readout.monitor.workbooks import IncidentFileError

SCOPE = Scope(lexicon(PARTIES))


def read(*paths: Path, **more: object) -> IncidentTable:
    return read_incidents(paths, SCOPE, **more)  # type: ignore[arg-type]


def counts(intake: Intake) -> tuple[int, int, dict[str, int]]:
    assert intake.rows == intake.taken + sum(number for _, number in intake.left_out)
    return intake.rows, intake.taken, dict(intake.left_out)


def test_acled_dates_precision_direction_and_rows_left_out(tmp_path: Path) -> None:
    path = acled_file(
        tmp_path / "a.csv",
        acled(1, "2025-03-18"),
        acled(2, "16 May 2025", time_precision=2),
        acled(3, "2025-02-10", time_precision=3, sub_event_type="Air/drone strike", actor2="Civilians (Belmark)"),
        acled(4, "03/04/2025", year=2025),
        acled(5, "2025-03-18", year=2024),
        acled(6, "2025-03-18", event_type="Protests", sub_event_type="Peaceful protest"),
        acled(7, "2025-03-18", timestamp=""),
        acled(1, "2025-03-19"),
        acled(8, "2025-03-18", event_type="Strategic developments", sub_event_type="Disrupted weapons use"),
    )
    table = read(path)
    assert counts(table.intakes[0]) == (
        9,
        4,
        {
            "date in a form that is not ACLED's": 1,
            "date and year contradict each other": 1,
            "no use of force (protests, riots, strategic developments)": 1,
            "row is cut short (no timestamp)": 1,
            "id stands in another row of the file": 1,
        },
    )
    rows = {row["id"]: row for row in table.rows.iter_rows(named=True)}
    assert (rows["TST1"]["opens"], rows["TST1"]["closes"]) == (datetime(2025, 3, 18), datetime(2025, 3, 19))
    assert (rows["TST2"]["opens"], rows["TST2"]["closes"]) == (datetime(2025, 5, 10), datetime(2025, 5, 23))
    assert (rows["TST3"]["opens"], rows["TST3"]["closes"]) == (datetime(2025, 2, 1), datetime(2025, 3, 1))
    assert rows["TST1"]["attacker_said"] is None, "the order of ACLED's actors gives no direction"
    assert rows["TST3"]["attacker_said"] == "Military Forces of Arvania (2000-)"
    assert rows["TST1"]["country"] == "UKR"


def test_ucdp_only_one_sided_violence_has_an_attacker(tmp_path: Path) -> None:
    columns = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "latitude", "longitude",
               "country",
               "best", "where_prec", "source_headline", "source_office")  # fmt: skip
    base = {"side_a": "Government of Arvania", "side_b": "Government of Belmark", "latitude": 49, "longitude": 32,
            "country": "Ukraine", "best": 3, "where_prec": 1}  # fmt: skip
    rows = [
        base
        | {
            "id": 1,
            "type_of_violence": 1,
            "date_start": "2025-03-18 00:00:00.000",
            "date_end": "2025-03-20 00:00:00.000",
        },
        base
        | {"id": 2, "type_of_violence": 3, "date_start": "2025-03-18", "date_end": "2025-03-18", "side_b": "Civilians"},
        base | {"id": 3, "type_of_violence": 1, "date_start": "2025-03-18", "date_end": "2025-03-17"},
        base | {"id": 4, "type_of_violence": 9, "date_start": "2025-03-18", "date_end": "2025-03-18"},
    ]
    table = read(write_rows(tmp_path / "ged.csv", columns, rows))
    assert counts(table.intakes[0]) == (
        4, 2, {"date_end before date_start": 1, "type_of_violence is not 1, 2 or 3": 1},
    )  # fmt: skip
    assert table.rows["attacker_said"].to_list() == [None, "Government of Arvania"]
    assert table.rows["closes"].to_list() == [datetime(2025, 3, 21), datetime(2025, 3, 19)]
    assert any("at least one death" in remark for remark in table.intakes[0].remarks)


def gdelt_row(number: int, day: str, root: str, code: str) -> str:
    cells = [""] * 61
    cells[0], cells[1], cells[26], cells[28] = str(number), day, code, root
    cells[5], cells[7], cells[51], cells[52], cells[53] = "ARVMIL", "ARV", "4", "Ostburg", "UP"
    cells[56], cells[57], cells[59], cells[60] = "49.5", "32.0", "20250319000000", "https://example.org/1"
    return "\t".join(cells)


def test_gdelt_rows_are_leads_by_position(tmp_path: Path) -> None:
    path = tmp_path / "20250318.export.CSV"
    rows = [
        gdelt_row(1, "20250318", "19", "195"),
        gdelt_row(2, "20250318", "04", "042"),
        gdelt_row(3, "2025", "19", "190"),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    table = read(path)
    assert counts(table.intakes[0]) == (
        3, 1, {"CAMEO root other than 18, 19, 20: no use of force": 1, "no readable day": 1},
    )  # fmt: skip
    row = table.rows.row(0, named=True)
    assert (row["lead"], row["country"], row["attacker_said"], row["place"]) == (True, "UKR", "ARV", "Ostburg")


def test_gdelt_one_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("\t".join(["1", "20250318", *["x"] * 56]) + "\n", encoding="utf-8")
    with pytest.raises(IncidentFileError, match=r"GDELT 1\.0"):
        read(path)


def test_viina_texts_and_labels_of_a_folder_are_joined(tmp_path: Path) -> None:
    info = ("event_id", "event_id_1pd", "date", "time", "geonameid", "asciiname", "ADM1_NAME", "longitude", "latitude",
            "GEO_PRECISION", "source", "text")  # fmt: skip
    base = {
        "geonameid": 7,
        "asciiname": "Kharkiv",
        "longitude": 36.2,
        "latitude": 49.9,
        "GEO_PRECISION": "ADM3",
        "source": "x",
    }
    rows = [
        base | {"event_id": 1, "date": "20250318", "time": "14:05", "text": "Обстріл підстанції"},
        base | {"event_id": 2, "date": "20250318", "time": "00:00", "text": "Лікарня"},
        base | {"event_id": 3, "date": "20250318", "time": "10:00", "text": "Погода"},
        base | {"event_id": 4, "date": "18.03.25", "time": "10:00", "text": "Удар"},
    ]
    write_rows(tmp_path / "event_info_2025.csv", info, rows)
    labels = ("event_id", "t_mil_b", "a_rus_init_b", "a_ukr_init_b", "t_artillery_b", "t_hospital_b")
    said = [{"event_id": 1, "t_mil_b": 1, "a_rus_init_b": 1, "a_ukr_init_b": 0, "t_artillery_b": 1, "t_hospital_b": 0},
            {"event_id": 2, "t_mil_b": 1, "a_rus_init_b": 1, "a_ukr_init_b": 1, "t_artillery_b": 0, "t_hospital_b": 1},
            {"event_id": 3, "t_mil_b": 0, "a_rus_init_b": 0, "a_ukr_init_b": 0, "t_artillery_b": 0,
             "t_hospital_b": 0}]  # fmt: skip
    write_rows(tmp_path / "event_labels_2025.csv", labels, [dict(row) for row in said])
    table = read(tmp_path)
    assert counts(table.intakes[0]) == (4, 2, {"no label of force": 1, "no readable date (YYYYMMDD)": 1})
    first, second = table.rows.rows(named=True)
    assert (first["attacker_said"], second["attacker_said"]) == ("RUS", None), "two initiators give no direction"
    assert (first["opens"], first["closes"]) == (datetime(2025, 3, 18, 14, 5), datetime(2025, 3, 18, 14, 6))
    assert (second["opens"], second["closes"]) == (datetime(2025, 3, 18), datetime(2025, 3, 19)), "00:00 is unknown"
    assert codes(second["class_bits"]) == ("health",)


MAPPING = """name = "salvoes"
zone = "Europe/Kyiv"
[columns]
first = "begin"
last = "finish"
launched = "sent"
destroyed = "lost"
tags = "object"
[constants]
attacker = "ARV"
country = "UKR"
[classes]
DEPOT = ["energy"]
[keep]
kind = ["real"]
"""


def test_a_mapped_table_with_times_in_a_zone(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    columns = ("begin", "finish", "sent", "lost", "object", "kind")
    rows = [
        ("2025-03-18 20:30", "2025-03-19 04:00", "145.0", "72", "DEPOT", "real"),
        ("2025-03-18", "2025-03-18", "", "5", "BASE", "real"),
        ("2025-03-18", "2025-03-18", "=1+1", "5", "BASE", "real"),
        ("2025-03-18", "2025-03-18", "1", "-5", "BASE", "real"),
        ("2025-03-18", "2025-03-17", "1", "1", "", "real"),
        ("03/04/2025", "03/04/2025", "1", "1", "", "real"),
        ("2025-03-18", "2025-03-18", "1", "1", "", "drill"),
    ]
    path = write_rows(tmp_path / "salvo.csv", columns, [dict(zip(columns, row, strict=True)) for row in rows])
    table = read(path, mappings=[load_mapping(tmp_path / "m.toml")])
    assert counts(table.intakes[0]) == (
        7, 2,
        {"launched is not a number": 1, "destroyed is negative": 1, "end before begin": 1,
         "kind is not kept by the mapping": 1,
         "date in no known form (set date_format in the mapping)": 1},
    )  # fmt: skip
    first, second = table.rows.rows(named=True)
    assert (first["opens"], first["closes"]) == (datetime(2025, 3, 18, 18, 30), datetime(2025, 3, 19, 2, 1)), "UTC"
    assert (first["zoned"], first["launched"], codes(first["class_bits"])) == (True, 145.0, ("energy",))
    assert (second["launched"], second["destroyed"], codes(second["class_bits"])) == (None, 5.0, ())


def test_the_same_table_in_every_packing_gives_the_same_rows(tmp_path: Path) -> None:
    plain = acled_file(tmp_path / "a.csv", acled(1, "2025-03-18", "Text, with comma\nand line"), acled(2, "2025-03-19"))
    expected = read(plain).rows
    frame = pl.read_csv(plain, infer_schema=False)
    frame.write_parquet(tmp_path / "a.parquet")
    frame.write_csv(tmp_path / "a.tsv", separator="\t")
    workbook(tmp_path / "a.xlsx", [frame.columns, *([cell or "" for cell in row] for row in frame.rows())])
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (tmp_path / "bom.csv").write_bytes(b"\xef\xbb\xbf" + plain.read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(plain, "folder/a.csv")
    for name in ("a.parquet", "a.tsv", "a.xlsx", "a.csv.gz", "bom.csv", "a.zip"):
        assert read(tmp_path / name).rows.equals(expected), name


def test_a_mapping_error_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING.replace('first = "begin"', 'frist = "begin"'), encoding="utf-8")
    with pytest.raises(SheetError, match=r"line 4.*Did you mean first"):
        load_mapping(tmp_path / "m.toml")


def test_the_ledgers_incidents_keep_claim_and_denial_apart() -> None:
    report = Report.create("Arvania said Belmark struck a depot. Belmark denied it.", outlet="Courier")
    common = {"report": report.id, "where": (Place("Ostburg", "UKR", 49.5, 32.0),)}
    claim = Incident(**common, id="c1", evidence=(Span(0, 36),), said_by=(Actor("Arvania", "ARV"),),
                     target_class=("energy",), attacker=(Actor("Belmark army", "BEL"),),
                     when=When("on 20 March", "2025-03-20"))  # fmt: skip
    denial = Incident(**common, id="c2", evidence=(Span(37, 55),), said_by=(Actor("Belmark", "BEL"),),
                      factuality="negated", attacker=(Actor("Belmark army", "BEL"),),
                      when=When("on 20 March", "2025-03-20"))  # fmt: skip
    planned = Incident(**common, id="c3", evidence=(Span(0, 5),), factuality="planned")
    table = read(view=View((report,), (claim, denial, planned)))
    assert counts(table.intakes[0]) == (3, 2, {"only planned": 1})
    rows = table.rows.rows(named=True)
    assert [row["denial"] for row in rows] == [False, True]
    assert rows[0]["said_by"] == "ARV"
    assert rows[0]["attacker_said"] == "BEL"
    assert codes(rows[0]["class_bits"]) == ("energy",)
    assert rows[0]["notes"] == "Arvania said Belmark struck a depot."
