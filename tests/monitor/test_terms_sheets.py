"""Terms sheets: dates, ends, and messages that name line and remedy."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from monitor_tables import sheet_file

from readout.monitor.terms import load_terms
from readout.monitor.toml_lines import SheetError


@pytest.mark.parametrize(
    ("end", "last", "closes"),
    [
        ("duration = 30\nfirst_day_counts = true", date(2025, 4, 16), datetime(2025, 4, 17)),
        ("duration = 30\nfirst_day_counts = false", date(2025, 4, 17), datetime(2025, 4, 18)),
        ("end = 2025-04-16", date(2025, 4, 16), datetime(2025, 4, 17)),
        ("end = 2025-04-16\nend_inclusive = false", date(2025, 4, 15), datetime(2025, 4, 16)),
        ("end = 2025-04-16T12:00:00\nend_inclusive = false", date(2025, 4, 16), datetime(2025, 4, 16, 12)),
        ("end = 2025-04-16T12:00:00", date(2025, 4, 16), datetime(2025, 4, 16, 12, 1)),
        ("", None, None),
    ],
)
def test_the_end_is_reckoned_as_the_sheet_says(
    tmp_path: Path, end: str, last: date | None, closes: datetime | None
) -> None:
    sheet = load_terms(sheet_file(tmp_path / "s.toml", end=end))
    assert sheet.opens == datetime(2025, 3, 18)
    assert (sheet.last_day, sheet.closes) == (last, closes)


def test_a_start_with_an_offset_is_told_in_the_sheets_own_zone(tmp_path: Path) -> None:
    path = sheet_file(tmp_path / "s.toml", start="2025-03-18T22:30:00Z", zone="Europe/Kyiv")
    sheet = load_terms(path)
    assert sheet.opens == datetime(2025, 3, 19, 0, 30)
    assert sheet.instant(sheet.opens) == datetime(2025, 3, 18, 22, 30)


def test_an_agreed_extension_moves_the_end_and_another_does_not(tmp_path: Path) -> None:
    words = '\n[extension]\nwords = "by consent"\nuntil = 2025-05-16\nagreed = {}\n'
    assert load_terms(sheet_file(tmp_path / "a.toml", more=words.format("true"))).last_day == date(2025, 5, 16)
    assert load_terms(sheet_file(tmp_path / "b.toml", more=words.format("false"))).last_day == date(2025, 4, 16)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('prohibits = ["energy"]', 'prohibits = ["enrgy"]'), 19, "Did you mean 'energy'"),
        (('prohibits = ["energy"]', 'prohibit = ["energy"]'), 19, "Did you mean prohibits"),
        (("duration = 30", "duration = -3"), 4, "positive number"),
        (("duration = 30", "duration = 30\nend = 2025-04-16"), 4, "both end and duration"),
        (("duration = 30", "end = 2025-03-01"), 4, "not after the start"),
        (('zone = "UTC"', 'zone = "Kiev Time"'), 5, "IANA"),
        (("start = 2025-03-18", 'start = "18/03/2025"'), 3, "no date"),
        (('account = "A"\n', ""), 1, "account is missing"),
        (('key = "BEL"', 'key = "ARV"'), 12, "second party"),
        (("duration = 30", "duration = "), 4, "TOML"),
    ],
)
def test_a_wrong_sheet_names_line_and_remedy(tmp_path: Path, change: tuple[str, str], line: int, words: str) -> None:
    path = sheet_file(tmp_path / "s.toml")
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(SheetError) as caught:
        load_terms(path)
    assert str(path) in str(caught.value)
    assert f"line {line}" in str(caught.value)
    assert words in str(caught.value)


def test_an_exception_without_limits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="would except everything"):
        load_terms(sheet_file(tmp_path / "s.toml", more='\n[[exception]]\nwords = "anything"\n'))


def test_the_sheets_of_the_example_load() -> None:
    folder = Path(__file__).parents[2] / "examples" / "truce-monitor"
    days = {
        sheet.account: (sheet.opens.date(), sheet.last_day) for sheet in map(load_terms, sorted(folder.glob("*.toml")))
    }
    assert days == {
        "Kremlin": (date(2025, 3, 18), date(2025, 4, 16)),
        "Kyiv": (date(2025, 3, 25), date(2025, 4, 23)),
        "White House": (date(2025, 3, 18), None),
    }
