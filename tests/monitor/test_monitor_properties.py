"""What must hold for every incident and every sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from monitor_tables import PARTIES

from readout.model.compliance import Area, Circle, Clause, TermsException, TermsSheet
from readout.monitor.trials import What, what
from readout.monitor.verdicts import clause_verdicts, verdicts
from readout.monitor.vocabulary import TARGET_CLASSES, covered, mask

CLASSES = [code for code in TARGET_CLASSES if code != "unspecified"]
START = datetime(2025, 3, 18)
SCHEMA = {
    "opens": pl.Datetime("us"), "closes": pl.Datetime("us"), "zoned": pl.Boolean, "attacker": pl.String,
    "attacker_basis": pl.String, "classes": pl.UInt32, "means": pl.UInt32, "country": pl.String, "region": pl.String,
    "latitude": pl.Float64, "longitude": pl.Float64, "spread_km": pl.Float64, "lead": pl.Boolean,
    "possible": pl.Boolean, "denial": pl.Boolean, "elsewhere": pl.Boolean,
}  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    opens = draw(st.none() | st.integers(-60 * 24, 60 * 24).map(lambda hours: START + timedelta(hours=hours)))
    attacker = draw(st.sampled_from([None, "ARV", "BEL", "other"]))
    located = draw(st.booleans())
    return {
        "opens": opens,
        "closes": opens and opens + timedelta(hours=draw(st.sampled_from([1, 24, 240]))),
        "zoned": draw(st.booleans()),
        "attacker": attacker,
        "attacker_basis": "notes"
        if attacker
        else draw(st.sampled_from(["not said", "notes tell of attacks by both sides"])),
        "classes": mask(draw(st.sets(st.sampled_from(CLASSES), max_size=3))),
        "means": draw(st.integers(0, 7)),
        "country": draw(st.sampled_from([None, "UKR", "MDA"])),
        "region": draw(st.sampled_from([None, "North", "South"])),
        "latitude": draw(st.floats(44, 52)) if located else None,
        "longitude": draw(st.floats(24, 40)) if located else None,
        "spread_km": draw(st.sampled_from([None, 2.0, 100.0])),
        "lead": draw(st.sampled_from([None, True])),
        "possible": draw(st.booleans()),
        "denial": draw(st.booleans()),
        "elsewhere": attacker in (None, "other") and draw(st.booleans()),
    }


@st.composite
def areas(draw: st.DrawFn) -> Area:
    return Area(
        countries=tuple(draw(st.sets(st.sampled_from(["UKR", "MDA"])))),
        regions=tuple(draw(st.sets(st.sampled_from(["North"])))),
        circles=tuple(Circle(48, 32, km) for km in draw(st.lists(st.floats(1, 900), max_size=1))),
    )


@st.composite
def sheets(draw: st.DrawFn) -> TermsSheet:
    prohibits = tuple(draw(st.sets(st.sampled_from(CLASSES), min_size=1, max_size=3)))
    acts = tuple(draw(st.sets(st.sampled_from(["drone", "missile"]), max_size=1)))
    parties = tuple(draw(st.sampled_from([("ARV",), ("ARV", "BEL")])))
    clauses = (Clause("main", "words", prohibits, acts, parties, draw(areas())),)
    exceptions = tuple(
        TermsException("except", classes=tuple(chosen))
        for chosen in draw(st.lists(st.sets(st.sampled_from(CLASSES), min_size=1), max_size=1))
    )
    closes = draw(st.none() | st.integers(1, 40).map(lambda days: START + timedelta(days=days)))
    zone = draw(st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York"]))
    return TermsSheet("t", "A", PARTIES, clauses, START, closes, zone, exceptions=exceptions)


def frame(found: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(found, schema=SCHEMA)


def breaches(found: list[dict[str, object]], sheet: TermsSheet) -> list[bool]:
    return (verdicts(frame(found), sheet)["verdict"] == "breach").to_list()


def never_fewer(before: list[bool], after: list[bool]) -> bool:
    return all(not was or now for was, now in zip(before, after, strict=True))


many = st.lists(rows(), min_size=1, max_size=12)


@given(many, sheets())
@settings(max_examples=150, deadline=None)
def test_every_incident_has_one_verdict_and_a_reason_that_begins_with_it(
    found: list[dict[str, object]], sheet: TermsSheet
) -> None:
    judged = clause_verdicts(frame(found), sheet, sheet.clauses[0])
    begins = {"breach": "Breach:", "not_covered": "Not covered:", "undetermined": "Undetermined:"}
    for verdict, reason in judged.select("verdict", "reason").rows():
        assert reason.startswith(begins[verdict])
        assert sum(word in reason for word in begins.values()) == 1


@given(many, sheets(), st.integers(1, 200), st.booleans())
@settings(max_examples=150, deadline=None)
def test_moving_a_date_outside_never_adds_a_breach(
    found: list[dict[str, object]], sheet: TermsSheet, days: int, earlier: bool
) -> None:
    if sheet.closes is None or earlier:
        moved = [
            row | {"opens": START - timedelta(days=days + 12), "closes": START - timedelta(days=days)} for row in found
        ]
    else:
        late = sheet.closes + timedelta(days=days)
        moved = [row | {"opens": late, "closes": late + timedelta(days=1)} for row in found]
    assert never_fewer(breaches(moved, sheet), breaches(found, sheet))
    assert not any(breaches(moved, sheet))


@given(many, sheets(), st.sets(st.sampled_from(CLASSES)), st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_a_wider_account_never_has_fewer_breaches(
    found: list[dict[str, object]], sheet: TermsSheet, more: set[str], days: int
) -> None:
    clause = sheet.clauses[0]
    start = breaches(found, sheet)
    wider = (
        replace(sheet, clauses=(replace(clause, prohibits=tuple({*clause.prohibits, *more})),), exceptions=()),
        replace(sheet, clauses=(replace(clause, parties=("ARV", "BEL")),)),
        replace(sheet, clauses=(replace(clause, acts=()),)),
        replace(sheet, clauses=(replace(clause, area=Area()),)),
        replace(sheet, exceptions=()),
        replace(sheet, closes=None),
        replace(sheet, opens=sheet.opens - timedelta(days=days)),
        replace(sheet, clauses=(clause, Clause("more", "w", tuple(more) or ("health",), (), ("ARV", "BEL"), Area()))),
    )
    plain = breaches(found, replace(sheet, exceptions=()))
    for n, sheet_wider in enumerate(wider):
        assert never_fewer(plain if n == 0 else start, breaches(found, sheet_wider)), n
    if not clause.area.everywhere:
        circles = tuple(replace(circle, radius_km=circle.radius_km + days) for circle in clause.area.circles)
        area = replace(clause.area, circles=circles, countries=("UKR", "MDA"))
        assert never_fewer(start, breaches(found, replace(sheet, clauses=(replace(clause, area=area),))))


@given(st.sets(st.sampled_from(CLASSES), min_size=1), st.sets(st.sampled_from(CLASSES)))
def test_a_class_that_is_covered_is_prohibited(prohibits: set[str], struck: set[str]) -> None:
    answer = pl.select(classes=pl.lit(mask(struck), dtype=pl.UInt32)).select(what(tuple(prohibits)).alias("a"))["a"][0]
    assert (answer == What.PROHIBITED) == bool(mask(struck) & covered(prohibits))
