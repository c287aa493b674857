"""Verdicts worked out by hand: dates with zones and inclusive ends, classes, attackers, area, exceptions."""

from __future__ import annotations

from pathlib import Path

import pytest
from monitor_tables import acled, acled_file, sheet_file

from readout.monitor.adapters.mapped import load_mapping
from readout.monitor.facilities import Facilities, Facility
from readout.monitor.run import Choices, Compliance, assess
from readout.monitor.terms import load_terms

STRIKE = "Arvania forces attacked {} in Ostburg with artillery."


def judged(
    tmp_path: Path, *rows: dict[str, object], facilities: Facilities | None = None, **sheet: str
) -> list[tuple[str, str]]:
    result = run(tmp_path, *rows, facilities=facilities, **sheet)
    order = result.rows.select("id").with_columns(result.accounts[0].rows.get_columns()).sort("id")
    return [(str(v), str(r)) for v, r in order.select("verdict", "reason").rows()]


def run(tmp_path: Path, *rows: dict[str, object], facilities: Facilities | None = None, **sheet: str) -> Compliance:
    terms = load_terms(sheet_file(tmp_path / "sheet.toml", **sheet))
    path = acled_file(tmp_path / "rows.csv", *rows)
    return assess([terms], [path], facilities=facilities, choices=Choices(every_note=True))


@pytest.mark.parametrize(
    ("day", "precision", "end", "verdict", "words"),
    [
        ("2025-03-17", 1, "duration = 30", "not_covered", "before the start"),
        ("2025-03-18", 1, "duration = 30", "breach", "within the dates"),
        ("2025-04-16", 1, "duration = 30", "breach", "within the dates"),
        ("2025-04-17", 1, "duration = 30", "not_covered", "after the end"),
        ("2025-04-17", 1, "duration = 30\nfirst_day_counts = false", "breach", "within the dates"),
        ("2025-04-16", 1, "end = 2025-04-16\nend_inclusive = false", "not_covered", "after the end"),
        ("2025-04-16", 1, "end = 2025-04-16\nend_inclusive = true", "breach", "within the dates"),
        ("2031-01-01", 1, "", "breach", "no end given"),
        ("2025-03-20", 2, "duration = 30", "undetermined", "over the start"),
        ("2025-03-28", 2, "duration = 30", "breach", "within the dates"),
        ("2025-04-10", 3, "duration = 30", "undetermined", "over the end"),
    ],
)
def test_dates(tmp_path: Path, day: str, precision: int, end: str, verdict: str, words: str) -> None:
    row = acled(1, day, STRIKE.format("a substation"), time_precision=precision)
    [(found, reason)] = judged(tmp_path, row, end=end)
    assert found == verdict
    assert words in reason


@pytest.mark.parametrize(
    ("begin", "finish", "verdict"),
    [
        # The terms begin at 18:00 in Kyiv (UTC+2 in March before the change of clocks), which is 16:00 UTC.
        ("2025-03-18 15:00", "2025-03-18 15:30", "not_covered"),
        ("2025-03-18 16:00", "2025-03-18 16:00", "breach"),
        ("2025-03-18 15:30", "2025-03-18 16:30", "undetermined"),
        # They end with 16 April in Kyiv (UTC+3 then), 21:00 UTC.
        ("2025-04-16 20:30", "2025-04-16 20:59", "breach"),
        ("2025-04-16 21:00", "2025-04-16 21:30", "not_covered"),
    ],
)
def test_moments_in_one_zone_under_terms_of_another(tmp_path: Path, begin: str, finish: str, verdict: str) -> None:
    (tmp_path / "m.toml").write_text(
        'name = "t"\nzone = "UTC"\n[columns]\nfirst = "b"\nlast = "f"\n'
        '[constants]\nattacker = "ARV"\ntarget_class = "energy"\n', encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "t.csv").write_text(f"b,f\n{begin},{finish}\n", encoding="utf-8")
    sheet = load_terms(
        sheet_file(tmp_path / "s.toml", start="2025-03-18T18:00:00", end="end = 2025-04-16", zone="Europe/Kyiv")
    )
    result = assess([sheet], [tmp_path / "t.csv"], mappings=[load_mapping(tmp_path / "m.toml")])
    assert result.accounts[0].rows["verdict"].to_list() == [verdict]


@pytest.mark.parametrize(
    ("notes", "prohibits", "verdict", "words"),
    [
        (STRIKE.format("a substation"), '["energy"]', "breach", "against energy"),
        (STRIKE.format("a school"), '["energy"]', "not_covered", "not among energy"),
        (STRIKE.format("a school and a power line"), '["energy"]', "breach", "against energy"),
        (STRIKE.format("a railway bridge"), '["infrastructure"]', "breach", "against infrastructure"),
        (STRIKE.format("an object of critical infrastructure"), '["energy"]', "undetermined", "too widely"),
        (STRIKE.format("the outskirts"), '["energy"]', "undetermined", "not known"),
        ("A substation in Ostburg was damaged.", '["energy"]', "undetermined", "nobody says who attacked"),
        (
            "Arvania forces shelled a substation and Belmark forces shelled a depot.",
            '["energy"]',
            "undetermined",
            "one voice",
        ),
        ("Corvian forces attacked a substation.", '["energy"]', "undetermined", "nobody says"),
        ("Російські сили? Arvania атакувала підстанцію.", '["energy"]', "breach", "against energy"),
    ],
)
def test_targets_and_attackers(tmp_path: Path, notes: str, prohibits: str, verdict: str, words: str) -> None:
    [(found, reason)] = judged(tmp_path, acled(1, "2025-03-20", notes), prohibits=prohibits)
    assert found == verdict
    assert words in reason


def test_an_attacker_that_is_no_party_is_not_bound(tmp_path: Path) -> None:
    row = acled(
        1,
        "2025-03-20",
        "A substation was destroyed.",
        sub_event_type="Attack",
        actor1="Corvian Front",
        actor2="Civilians",
    )
    assert judged(tmp_path, row)[0] == (
        "not_covered",
        "Not covered: the attacker is not bound by this clause (bound: ARV, BEL).",
    )


def test_area_by_country_and_by_circle(tmp_path: Path) -> None:
    rows = [
        acled(1, "2025-03-20", STRIKE.format("a substation")),
        acled(
            2, "2025-03-20", STRIKE.format("a substation"), country="Moldova", iso=498, latitude=47.0, longitude=28.8
        ),
        acled(3, "2025-03-20", STRIKE.format("a substation"), country="", iso=""),
    ]
    area = '\n[area]\ncountries = ["UKR"]\n'
    assert [v for v, _ in judged(tmp_path, *rows, more=area)] == ["breach", "not_covered", "undetermined"]
    # 0.1 degrees of latitude are 11.12 km; ACLED's precision 1 leaves 2 km open on either side of the edge.
    rows = [acled(n, "2025-03-20", STRIKE.format("a substation"), latitude=49.5 + n / 10) for n in (0, 1, 2)]
    circle = "\n[[area.circle]]\nlatitude = 49.5\nlongitude = 32.0\nradius_km = {}\n"
    assert [v for v, _ in judged(tmp_path, *rows, more=circle.format(14))] == ["breach", "breach", "not_covered"]
    assert [v for v, _ in judged(tmp_path, *rows, more=circle.format(11))] == ["breach", "undetermined", "not_covered"]


def test_a_sea_area_as_polygon(tmp_path: Path) -> None:
    sea = '\n[[area.polygon]]\nname = "The bay"\npoints = [[49.0, 31.0], [49.0, 33.0], [50.0, 33.0], [50.0, 31.0]]\n'
    rows = [acled(1, "2025-03-20", STRIKE.format("a substation")),
            acled(2, "2025-03-20", STRIKE.format("a substation"), longitude=34.0),
            acled(3, "2025-03-20", STRIKE.format("a substation"), longitude=33.01)]  # fmt: skip
    assert [v for v, _ in judged(tmp_path, *rows, more=sea)] == ["breach", "not_covered", "undetermined"]


def test_acts_and_exceptions(tmp_path: Path) -> None:
    rows = [
        acled(1, "2025-03-20", STRIKE.format("a substation")),
        acled(2, "2025-03-20", "Arvania drones attacked a substation.", sub_event_type="Air/drone strike"),
        acled(3, "2025-03-20", "Arvania attacked a substation.", sub_event_type="Air/drone strike"),
    ]
    sheet = sheet_file(tmp_path / "s.toml").read_text(encoding="utf-8")
    assert [v for v, _ in judged(tmp_path, *rows, more='acts = ["drone"]\n')] == [
        "not_covered",
        "breach",
        "undetermined",
    ]
    exception = '\n[[exception]]\nwords = "reply in kind"\nmeans = ["drone"]\n'
    assert [v for v, _ in judged(tmp_path, *rows, more=exception)] == ["breach", "not_covered", "undetermined"]
    assert sheet.startswith("name")


def test_facility_gives_the_class_within_the_distance_only(tmp_path: Path) -> None:
    known = Facilities((Facility("North plant", 49.51, 32.0, ("energy",)),))  # 1.11 km away
    near = acled(1, "2025-03-20", STRIKE.format("the outskirts"))
    rough = acled(2, "2025-03-20", STRIKE.format("the outskirts"), geo_precision=2)
    school = acled(3, "2025-03-20", STRIKE.format("a school"))
    assert [v for v, _ in judged(tmp_path, near, rough, school, facilities=known)] == [
        "breach",
        "undetermined",
        "not_covered",
    ]
    result = run(tmp_path, near, facilities=known)
    row = result.rows.row(0, named=True)
    assert (row["class_basis"], row["facility"], round(row["facility_km"], 2)) == ("facility", "North plant", 1.11)
    sheet = load_terms(tmp_path / "sheet.toml")
    narrow = assess([sheet], [tmp_path / "rows.csv"], facilities=known, choices=Choices(within_km=1.0))
    assert narrow.accounts[0].rows["verdict"].to_list() == ["undetermined"]


def test_release_is_told_beside_the_verdicts(tmp_path: Path) -> None:
    rows = [
        acled(1, "2025-03-20", STRIKE.format("a substation")),
        acled(2, "2025-03-22", "Belmark forces shelled a power plant."),
        acled(3, "2025-03-19", "Belmark forces shelled a school."),
    ]
    result = run(tmp_path, *rows, more='\n[release]\nwords = "a breach frees the other"\n')
    assert result.accounts[0].rows["verdict"].to_list() == ["breach", "breach", "not_covered"]
    freed = {f.party: (f.breach, f.later) for f in result.accounts[0].freed}
    assert freed == {"ARV": ("TST2", 0), "BEL": ("TST1", 1)}


def test_several_clauses_give_the_account_the_gravest(tmp_path: Path) -> None:
    more = 'parties = ["BEL"]\n[[clause]]\nid = "schools"\nprohibits = ["education"]\n'
    rows = [acled(1, "2025-03-20", STRIKE.format("a school")), acled(2, "2025-03-20", STRIKE.format("a substation")),
            acled(3, "2025-03-20", STRIKE.format("the outskirts"))]  # fmt: skip
    result = run(tmp_path, *rows, more=more)
    assert result.accounts[0].rows.select("verdict", "clause").rows() == [
        ("breach", "schools"), ("not_covered", "main"), ("undetermined", "schools"),
    ]  # fmt: skip


def test_gdelt_alone_never_makes_a_breach(tmp_path: Path) -> None:
    from test_adapters import gdelt_row

    path = tmp_path / "g.csv"
    path.write_text(gdelt_row(1, "20250320", "19", "195") + "\n", encoding="utf-8")
    known = Facilities((Facility("Plant", 49.5, 32.0, ("energy",)),))
    sheet = load_terms(sheet_file(tmp_path / "s.toml"))
    result = assess([sheet], [path], facilities=known, choices=Choices(within_km=20))
    assert result.accounts[0].rows["verdict"].to_list() == ["undetermined"]
    assert "machine-coded lead" in result.accounts[0].rows["reason"][0]
