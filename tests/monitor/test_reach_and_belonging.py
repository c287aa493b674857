"""What a comparison may rest on, and incidents that are none of the truce's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from monitor_tables import acled, acled_file, sheet_file, write_rows

from readout.model import Actor, Incident, Place, Record, Report, Span, View, When
from readout.monitor.adapters.mapped import load_mapping
from readout.monitor.caveats import caveats
from readout.monitor.reach import Reach, comparable
from readout.monitor.run import Compliance, assess
from readout.monitor.summary import by_month
from readout.monitor.terms import load_terms
from readout.publish.compliance_export import verdict_rows

GED = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "latitude", "longitude", "country",
       "best", "where_prec", "source_headline", "source_office")  # fmt: skip
STRUCK = "Arvania forces shelled a substation."
HOMES = """name = "The pause"
account = "A"
start = 2025-03-18
duration = 30
zone = "UTC"
[[party]]
key = "UKR"
name = "Ukraine"
[[party]]
key = "RUS"
name = "Russia"
[[clause]]
id = "main"
prohibits = ["energy"]
"""


def ged(number: int, day: str, **more: object) -> dict[str, object]:
    return {"id": number, "type_of_violence": 1, "side_a": "Government of Arvania", "side_b": "Government of Belmark",
            "date_start": day, "date_end": day, "latitude": 47.0, "longitude": 32.0, "country": "Ukraine", "best": 1,
            "where_prec": 1, "source_headline": STRUCK, "source_office": "Agency"} | more  # fmt: skip


def reported(*cases: tuple[str, str | None, str | None, str | None]) -> View:
    """Ledger of one report a case: day, attacker, target, country."""
    reports, records = [], []
    for n, (day, attacker, target, country) in enumerate(cases):
        text = f"A power plant was hit. ({n})"
        report = Report.create(text, outlet=f"Outlet {n}", published=f"{day}T09:00:00Z")
        span = Span(0, 22)
        who = (Actor(attacker),) if attacker else ()
        at = (Place("there", country),) if country else ()
        records.append(
            Incident(id=f"i{n}", report=report.id, when=When("that day", day), where=at, evidence=(span,),
                     attacker=who, target=(Actor(target),) if target else (), target_class=("energy",))
        )  # fmt: skip
        reports.append(report)
    return View(tuple(reports), tuple(records))


def run(tmp_path: Path, files: list[Path], view: View | None = None, sheet: str | None = None) -> Compliance:
    path = sheet_file(tmp_path / "s.toml")
    if sheet is not None:
        path.write_text(sheet, encoding="utf-8")
    return assess([load_terms(path)], files, view=view)


def test_windows_are_those_that_one_source_covers_whole(tmp_path: Path) -> None:
    """Terms 18 March to 16 April. The long source reaches 10 days back; the short one 40, but only 3 days in."""
    sheet = load_terms(sheet_file(tmp_path / "s.toml"))
    long = Reach("long", datetime(2025, 3, 8), datetime(2025, 6, 1))
    short = Reach("short", datetime(2025, 2, 6), datetime(2025, 3, 21))
    late = Reach("late", datetime(2025, 3, 20), datetime(2025, 6, 1))
    span = comparable(sheet, [long, short, late])
    assert span is not None
    assert (span.before, span.end) == (datetime(2025, 3, 8), datetime(2025, 3, 28))
    assert span.sources == ("long",)
    assert "not counted" in span.said and "short (2025-02-06 to 2025-03-20)" in span.said
    early = Reach("early", datetime(2025, 1, 1), datetime(2025, 3, 18))
    assert comparable(sheet, [early, late]) is None, "one source before and another during are no comparison"


def test_a_reach_in_utc_is_told_in_the_sheets_days(tmp_path: Path) -> None:
    sheet = load_terms(sheet_file(tmp_path / "s.toml", zone="Europe/Kyiv"))
    reach = Reach("salvos", datetime(2025, 3, 7, 22, 30), datetime(2025, 4, 1, 20, 59), zoned=True)
    assert reach.days(sheet) == (datetime(2025, 3, 8), datetime(2025, 4, 2))


def test_a_source_of_the_time_during_alone_counts_in_no_window(tmp_path: Path) -> None:
    """ACLED: 1 before, 1 during, reaching from 8 March to 27 March. UCDP tells of two more strikes, during only."""
    whole = [acled(1, "2025-03-08", "Clashes."), acled(2, "2025-03-10", STRUCK), acled(3, "2025-03-19", STRUCK),
             acled(4, "2025-03-27", "Clashes.")]  # fmt: skip
    files = [
        acled_file(tmp_path / "a.csv", *whole),
        write_rows(tmp_path / "g.csv", GED, [ged(1, "2025-03-20"), ged(2, "2025-03-21")]),
    ]
    account = run(tmp_path, files).accounts[0]
    rate = account.rates[0]
    assert (rate.before, rate.during, rate.days_before, rate.days_during) == (1, 1, 10, 10)
    assert account.windows is not None and account.windows.sources == ("ACLED",)


def test_a_ledger_that_recalls_old_strikes_does_not_widen_the_windows(tmp_path: Path) -> None:
    """Its reports are of 1 April; an incident of January in one of them is no data for January."""
    rows = [acled(1, "2025-03-08", "Clashes."), acled(2, "2025-03-19", STRUCK), acled(3, "2025-05-01", "Clashes.")]
    view = reported(("2025-04-01", "Arvania", "Belmark", None))
    old = reported(("2025-01-05", "Arvania", "Belmark", None))
    both = View(view.reports, (*view.records, _moved(old.records[0], view)))
    account = run(tmp_path, [acled_file(tmp_path / "a.csv", *rows)], both).accounts[0]
    assert account.windows is not None
    assert (account.windows.before, account.windows.days_before) == (datetime(2025, 3, 8), 10)
    assert account.windows.sources == ("ACLED",)
    assert (account.rates[0].before, account.rates[0].during) == (0, 1), "the ledger's strike of 1 April is not counted"


def _moved(record: Record, view: View) -> Incident:
    assert isinstance(record, Incident)
    return replace(record, id="old", report=view.reports[0].id)


@pytest.mark.parametrize(
    ("attacker", "target", "country", "verdict"),
    [
        ("Russia", "Ukraine", "UKR", "breach"),
        ("Russia", None, None, "breach"),
        (None, None, "UKR", "undetermined"),
        (None, None, None, "undetermined"),
        ("Sudanese army", "rebels", "SDN", "elsewhere"),
        (None, None, "SDN", "elsewhere"),
        ("Sudanese army", None, None, "elsewhere"),
        (None, "Ukraine", "SDN", "undetermined"),
        ("Partisans", None, "UKR", "not bound"),
    ],
)
def test_incidents_of_other_conflicts(
    tmp_path: Path, attacker: str | None, target: str | None, country: str | None, verdict: str
) -> None:
    result = run(tmp_path, [], reported(("2025-03-20", attacker, target, country)), HOMES)
    found, reason = result.accounts[0].rows.select("verdict", "reason").row(0)
    expected = {"elsewhere": "another conflict", "not bound": "is not bound by this clause"}
    assert found == ("not_covered" if verdict in expected else verdict)
    assert expected.get(verdict, "") in reason
    assert any("1 events belong to other conflicts" in line for line in caveats(result)) == (verdict == "elsewhere")


def test_parties_without_a_state_may_be_anywhere(tmp_path: Path) -> None:
    """Neither Arvania nor Belmark is a state that a list knows: a country alone says nothing about them."""
    result = run(tmp_path, [], reported(("2025-03-20", None, None, "SDN")))
    assert result.accounts[0].rows["verdict"].to_list() == ["undetermined"]


def test_months_are_those_of_the_terms_zone(tmp_path: Path) -> None:
    """00:30 on 1 March in Kyiv is still February in UTC; sums by hand: February 10 and 7, March 25 and 12."""
    table = tmp_path / "salvoes.csv"
    table.write_text(
        "begin,end,launched,destroyed\n2025-02-28 23:10,2025-03-01 02:00,10,7\n"
        "2025-03-01 00:30,2025-03-01 04:00,20,12\n"
        "2025-03-31,2025-03-31,5,\n",
        encoding="utf-8",
    )
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'name = "salvoes"\nzone = "Europe/Kyiv"\n[columns]\nfirst = "begin"\nlast = "end"\nlaunched = "launched"\n'
        'destroyed = "destroyed"\n[constants]\nattacker = "ARV"\n',
        encoding="utf-8",
    )
    sheet = load_terms(sheet_file(tmp_path / "s.toml", zone="Europe/Kyiv", start="2025-03-01"))
    result = assess([sheet], [table], mappings=[load_mapping(mapping)])
    assert [(m.month, m.launched, m.destroyed, m.rows, m.without) for m in by_month(result)] == [
        ("2025-02", 10, 7, 1, 0),
        ("2025-03", 25, 12, 2, 1),
    ]
    days = verdict_rows(result).select("row", "first_day", "last_day").sort("row").rows()
    assert days[1][1:] == (date(2025, 3, 1), date(2025, 3, 1))
    assert days[0][1:] == (date(2025, 2, 28), date(2025, 3, 1))
