"""Numbers and lengths of time, as reports write them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.quantities import durations, number, quantities


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("145", 145),
        ("1,250", 1250),
        ("seventy-two", 72),
        ("one hundred and five", 105),
        ("two and a half million", 2_500_000),
        ("3.2 billion", 3_200_000_000),
        ("half a million", 500_000),
        ("twelve thousand three hundred", 12_300),
        ("convoy", None),
        ("", None),
    ],
)
def test_number_reads_figures_and_words(words: str, value: float | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "value", "high", "approximate"),
    [
        ("more than 40 lorries", 40, None, True),
        ("at least 280 villagers", 280, None, True),
        ("three to five boats", 3, 5, False),
        ("some two dozen envoys", 24, None, True),
        ("tens of thousands of herders", 10_000, None, True),
        ("exactly 17 buses", 17, None, False),
        ("over 600 officers", 600, None, True),
        ("hand over 600 officers", 600, None, False),
    ],
)
def test_quantity_value_range_and_approximation(text: str, value: float, high: float | None, approximate: bool) -> None:
    found = next(quantities(text))
    assert (found.value, found.high, found.approximate) == (value, high, approximate)


def test_percent_and_currency_are_marked() -> None:
    assert next(quantities("nearly 80% of the wells")).percent
    assert next(quantities("$3 billion in loans")).currency == "$"


def test_figures_inside_names_and_dates_are_no_quantities_of_their_own() -> None:
    assert [q.value for q in quantities("on 2024-05-17 the A-12 road")] == []


@pytest.mark.parametrize(
    ("text", "days"),
    [("a 60-day truce", 60), ("for two weeks", 14), ("within 72 hours", 3), ("a month", 30), ("thirty days", 30)],
)
def test_duration_in_days(text: str, days: float) -> None:
    assert next(durations(text)).days == pytest.approx(days)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("more than an hour and a half", 90), ("close to two and a half hours", 150), ("half an hour", 30)],
)
def test_duration_in_minutes(text: str, minutes: float) -> None:
    assert next(durations(text)).minutes == pytest.approx(minutes)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_any_grouped_figure_reads_back(value: int) -> None:
    assert number(f"{value:,}") == value


@given(st.text(max_size=200))
def test_spans_lie_inside_the_text_and_in_order(text: str) -> None:
    found = list(quantities(text))
    assert all(0 <= q.start <= q.number_start < q.end <= len(text) for q in found)
    assert all(a.end <= b.number_start for a, b in itertools.pairwise(found))
