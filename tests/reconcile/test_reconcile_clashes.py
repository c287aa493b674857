"""Numbers of two sentences: what is a number, and which cannot both be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.reconcile.clashes import clash, counterparts, counts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They freed 14 soldiers and 1,300 villagers.", [14, 1300]),
        ("Two dozen trucks and 2.5 million sacks came.", [24, 2_500_000]),
        ("The talks took two and a half hours.", [2.5 / 24]),
        ("A 60-day truce holds for two weeks more.", [60, 14]),
        ("On 22 February 1995, at 6 p.m., under Resolution 1701, they met at 07:00.", []),
        ("It was signed on May 3.", []),
    ],
)
def test_what_is_counted(text: str, values: list[float]) -> None:
    assert [c.value for c in counts(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army freed 40 prisoners.", "Soldiers let 52 prisoners go."),
        ("At least 38 people have been killed.", "The toll of those killed may exceed 90."),
        ("Monitors stay for five years.", "They are to remain for ten years."),
    ],
)
def test_numbers_that_cannot_both_be_right(one: str, other: str) -> None:
    assert clash(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 30 people were killed.", "The blast killed 34 people."),
        ("Up to 50 prisoners went home.", "They sent 47 prisoners home."),
        ("They swapped 150 prisoners each.", "They swapped 300 prisoners."),
        ("The raid killed 12 civilians.", "The raid killed 30 soldiers."),
        ("The truce holds for 30 days.", "The army freed 40 prisoners."),
        ("They freed 12 prisoners and later 40 prisoners.", "They freed 40 prisoners."),
    ],
)
def test_numbers_that_may_both_be_right(one: str, other: str) -> None:
    assert not clash(one, other)


NUMBERS = st.integers(2, 5000)
NOUNS = st.sampled_from(["prisoners", "soldiers", "days", "drones", "villages", "trucks"])


@given(NUMBERS, NOUNS, NUMBERS, NOUNS)
def test_a_clash_is_the_same_both_ways_and_never_of_one_number(m: int, one: str, n: int, other: str) -> None:
    a, b = f"The army counted {m} {one} there.", f"The rebels counted {n} {other} there."
    assert clash(a, b) == clash(b, a)
    if m == n and one == other:
        assert not clash(a, b)


def test_sentences_that_clash_are_brought_together_though_they_share_few_words() -> None:
    texts = ["Some 9,000 trucks crossed.", "The harvest was poor.", "Traders speak of 400 trucks.", "Rain fell."]
    assert list(counterparts(texts, ["a", "a", "b", "b"])) == [(0, 2)]
    assert not list(counterparts(texts, ["a", "a", "a", "a"]))
