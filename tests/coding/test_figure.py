"""Figures on sentences of our own: counts, money and shares, and the numbers that are none."""

from __future__ import annotations

import pytest

from readout.model import Figure


def found(coded, text: str) -> list[Figure]:
    return [r for r in coded(text) if isinstance(r, Figure)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The ministry said 12,000 refugees had crossed the river.", 12000, "refugees"),
        ("Peru has 900 tanks in the valley.", 900, "tanks"),
        ("The repairs will cost $40 million.", 40_000_000, "dollars"),
        ("Some 60 percent of the fields were flooded.", 60, "percent"),
        ("Two ships waited outside the port.", 2, "ships"),
        ("The convoy of 35 trucks reached the town.", 35, "trucks"),
        ("About 200 families live in the camp.", 200, "families"),
    ],
)
def test_value_and_unit(coded, text: str, value: float, unit: str) -> None:
    made = found(coded, text)
    assert [(f.value, f.unit) for f in made] == [(value, unit)]


def test_a_toll_on_one_side(coded) -> None:
    (toll, _) = [
        r
        for r in coded("He put the death toll on the Chilean side at 59, among them four children.")
        if isinstance(r, Figure)
    ]
    assert (toll.value, toll.unit) == (59, "people")


def test_approximate(coded) -> None:
    assert found(coded, "About 200 families live in the camp.")[0].approximate


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1987.",
        "The truce begins at 8 a.m. on Tuesday.",
        "One side rejected the plan.",
        "The two leaders shook hands.",
        "Resolution 242 was adopted by the council.",
        "A blast in the market killed 12 people on Monday.",
    ],
)
def test_no_figure(coded, text: str) -> None:
    assert found(coded, text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Thousands fled Arica on Sunday.", 1000, "people"),
        ("The ministry put the wounded at 16,520.", 16520, "people"),
        ("The fund has a tenth of the money that it needs.", 10, "percent"),
        ("Half of the revenue goes to the south.", 50, "percent"),
    ],
)
def test_numbers_without_a_noun(coded, text: str, value: float, unit: str) -> None:
    made = [r for r in coded(text) if r.kind == "figure"]
    assert [(r.value, r.unit) for r in made] == [(value, unit)]
