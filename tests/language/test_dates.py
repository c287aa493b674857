"""Dates in words against the day of the report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.dates import WEEKDAYS, dateline_day, dates, report_day

FRIDAY = date(2019, 8, 9)


def resolved(text: str, tense: str = "past", day: date | None = FRIDAY) -> tuple[str | None, str | None]:
    found = next(iter(dates(text, day, tense)))  # type: ignore[arg-type]
    return found.when.start, found.when.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Tuesday", "2019-08-06", None),
        ("on Friday", "2019-08-09", None),
        ("last Friday", "2019-08-02", None),
        ("overnight to Thursday", "2019-08-07", "2019-08-08"),
        ("yesterday", "2019-08-08", None),
        ("three days ago", "2019-08-06", None),
        ("since 1 August", "2019-08-01", "2019-08-09"),
        ("on 14 July", "2019-07-14", None),
        ("July 30, 2018", "2018-07-30", None),
        ("10-12 June", "2019-06-10", "2019-06-12"),
        ("last month", "2019-07-01", "2019-07-31"),
        ("in the past two weeks", "2019-07-26", "2019-08-09"),
    ],
)
def test_looking_back(text: str, start: str, end: str | None) -> None:
    assert resolved(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("on Sunday", "2019-08-11"),
        ("on Friday", "2019-08-09"),
        ("next Friday", "2019-08-16"),
        ("tomorrow", "2019-08-10"),
    ],
)
def test_looking_ahead(text: str, start: str) -> None:
    assert resolved(text, "future")[0] == start


def test_year_of_a_day_without_one_is_the_nearest() -> None:
    assert resolved("on 28 December", day=date(2020, 1, 3))[0] == "2019-12-28"
    assert resolved("on 3 January", "future", date(2019, 12, 30))[0] == "2020-01-03"


def test_relative_words_stay_unresolved_without_the_reports_day() -> None:
    assert resolved("on Sunday", day=None) == (None, None)
    assert resolved("on 5 May 2021", day=None) == ("2021-05-05", None)


def test_modal_may_and_verb_march_are_no_months() -> None:
    assert list(dates("they may 3 times march 5 miles", FRIDAY)) == []


def test_impossible_day_is_not_invented() -> None:
    assert resolved("on 31 February 2020") == (None, None)


def test_report_day_takes_the_day_of_a_date_time() -> None:
    assert report_day("2019-08-09T23:10:00Z") == FRIDAY
    assert report_day(None) is None


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_is_that_weekday_within_the_week_before(name: str, day: date) -> None:
    start = date.fromisoformat(str(resolved(f"on {name.title()}", day=day)[0]))
    assert WEEKDAYS[start.weekday()] == name
    assert timedelta(0) <= day - start < timedelta(days=7)


@given(st.text(max_size=120), st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_no_text_breaks_the_search_and_spans_hold_their_words(text: str, day: date) -> None:
    for found in dates(text, day):
        assert text[found.start : found.end] == found.when.text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("by the end of the month", "2019-08-31", None),
        ("before the end of October", "2019-10-31", None),
        ("at the start of next week", "2019-08-12", None),
        ("within forty-eight hours", "2019-08-09", "2019-08-11"),
    ],
)
def test_parts_of_a_month_and_limits_ahead(text: str, start: str, end: str | None) -> None:
    assert resolved(text, "future") == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PORT HOPE, August 7 - The army left today.", date(2019, 8, 7)),
        ("MIRA, 8 August (Agency) - The army left.", date(2019, 8, 8)),
        ("MIRA, March 3 - An old report.", FRIDAY),
        ("The army left on August 7 - it said.", FRIDAY),
    ],
)
def test_a_report_counts_from_its_dateline(text: str, day: date) -> None:
    assert dateline_day(text, FRIDAY.isoformat()) == day
