"""When a clause's time is: ahead of a promise, before a telling, and no one else's; the dates of terms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Agreement, Condition, Record, Talks

Coded = Callable[..., list[Record]]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Peru and Chile promised to pull back their guns by Thursday.", "2024-05-16"),
        ("The junta said on Monday it would stop all attacks within ten days if the rebels left Kessa.", "2024-05-14"),
        ("Peru and Chile agreed on Sunday to meet again.", "2024-05-12"),
    ],
)
def test_what_is_promised_is_to_come(coded: Coded, text: str, start: str) -> None:
    found = [r for r in coded(text) if isinstance(r, (Agreement, Condition)) and r.when is not None]
    assert found and {r.when.start for r in found if r.when} == {start}


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Peru and Chile agreed to free all prisoners by the end of the month.", "deadline", "2024-05-31"),
        ("Peru and Chile agreed to pull back their troops within 48 hours.", "deadline", "2024-05-16"),
        ("Peru and Chile signed a ceasefire starting on 20 May.", "starts", "2024-05-20"),
        ("The truce between Peru and Chile, due to run out on Saturday, was extended.", "ends", "2024-05-18"),
    ],
)
def test_dates_of_terms(coded: Coded, text: str, field: str, value: str) -> None:
    assert value in {getattr(r.terms, field) for r in coded(text) if isinstance(r, Agreement)}


def test_a_contact_called_off_was_still_to_come(coded: Coded) -> None:
    (found,) = (r for r in coded("Peru has cancelled Thursday's meeting with Chile.") if isinstance(r, Talks))
    assert found.when is not None and found.when.start == "2024-05-16"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Talks between Peru and Chile have been put off by a week.", None),
        ("Peru's president met Chile's for the first time in six years.", None),
        ("Peru's president met Chile's for two hours.", 120),
    ],
)
def test_how_long_a_contact_lasts(coded: Coded, text: str, minutes: float | None) -> None:
    assert {r.duration for r in coded(text) if isinstance(r, Talks)} == {minutes}
