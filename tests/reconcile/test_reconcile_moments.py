"""The times that sentences name, as ranges of days; and when two sentences cannot mean one time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.reconcile.moments import apart, moments

FRIDAY = date(2031, 5, 2).toordinal()


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The panel sits on 7 July.", "The panel sits on July 10.", True),
        ("The panel sits on 7 July.", "The panel sits in July.", False),
        ("The vote is due by the end of 1998.", "The vote follows in the spring of 1999.", True),
        ("A plan is due by April 26.", "A plan is to be ready by the end of April.", False),
        ("The camp opens on Monday.", "The camp opens on 5 May.", False),
        ("The camp opens next Monday.", "The camp opened yesterday.", True),
        ("The siege was lifted last Friday.", "The siege was lifted on 25 April.", False),
        ("It may march on.", "It sits on 7 July.", False),
        ("The guns fall silent in early June.", "The guns fall silent in late June.", True),
    ],
)
def test_times_that_cannot_be_one(one: str, other: str, differ: bool) -> None:
    first, second = moments(one, FRIDAY), moments(other, FRIDAY)
    assert (bool(first and second) and apart(first, second)) is differ


def test_a_day_without_a_year_is_the_nearest() -> None:
    [[(first, last)]] = moments("It ends on 3 January.", date(2030, 12, 20).toordinal())
    assert date.fromordinal(first) == date.fromordinal(last) == date(2031, 1, 3)


def test_without_a_day_of_the_report_only_full_dates_count() -> None:
    assert [m for m in moments("It ends on Monday, or on 3 January, or in May.", None) if m] == []
    assert moments("It ended on 3 January 2031.", None)


@given(
    st.text(alphabet=st.sampled_from("0123456789 ,.mayjuneoctfridin"), max_size=60),
    st.none() | st.integers(min_value=700_000, max_value=760_000),
)
def test_every_range_is_in_order(text: str, published: int | None) -> None:
    for moment in moments(text, published):
        assert all(first <= last for first, last in moment)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_a_full_date_is_that_day(day: date) -> None:
    told = f"The accord of {day.day} {day:%B} {day.year} holds."
    assert moments(told, None) == (((day.toordinal(), day.toordinal()),),)
