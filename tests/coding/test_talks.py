"""Talks on sentences of our own: who takes part, in what form, and whether it took place."""

from __future__ import annotations

import pytest

from readout.model import Talks


def found(coded, text: str) -> list[Talks]:
    return [r for r in coded(text) if isinstance(r, Talks)]


@pytest.mark.parametrize(
    ("text", "form", "status"),
    [
        ("The presidents of Peru and Chile met in Geneva on Monday.", "meeting", "held"),
        ("Peru and Chile held talks in Oslo on Monday.", "talks", "held"),
        ("The Peruvian foreign minister spoke by phone with his Chilean counterpart on Monday.", "call", "held"),
        ("Chile's president called the Peruvian president on Sunday.", "call", "held"),
        ("Peru and Chile will hold talks in Oslo next week.", "talks", "planned"),
        ("Peru and Chile agreed to meet again in June.", "meeting", "planned"),
        ("Talks between Peru and Chile have been postponed.", "talks", "postponed"),
        ("A summit between Peru and Chile was called off on Monday.", "summit", "cancelled"),
        ("Chile's prime minister visited Peru on Friday.", "visit", "held"),
        ("Talks between Peru and Chile are continuing in Oslo.", "talks", "ongoing"),
        ("Chile's defence minister received the Peruvian ambassador on Friday.", "meeting", "held"),
    ],
)
def test_form_and_status(coded, text: str, form: str, status: str) -> None:
    made = found(coded, text)
    assert made
    assert (made[0].format, made[0].status) == (form, status)
    assert {a.state for a in made[0].participants} == {"PER", "CHL"}


def test_planned_contact_is_planned(coded) -> None:
    assert found(coded, "Peru and Chile will hold talks in Oslo next week.")[0].factuality == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "Peru called for talks with Chile.",
        "Peru said it was ready to talk to Chile.",
        "Peru called Chile an aggressor.",
        "Chile rejected talks with Peru.",
        "The envoy spoke of a new era.",
    ],
)
def test_no_talks(coded, text: str) -> None:
    assert found(coded, text) == []


def test_is_to_open_is_planned(coded) -> None:
    text = "The next round of talks between Peru and Chile is to open on 14 June in Quito."
    made = [r for r in coded(text) if r.kind == "talks"]
    assert [r.status for r in made] == ["planned"]


def test_whom_one_spoke_with(coded) -> None:
    text = "Peruvian premier Luis Roca thanked President John Adams, with whom he spoke by telephone late on Monday."
    made = [r for r in coded(text) if r.kind == "talks"]
    assert made and {a.name for a in made[0].participants} == {"Luis Roca", "John Adams"}
    assert made[0].format == "call"


def test_leaving_talks_is_no_contact(coded) -> None:
    assert not [r for r in coded("Chile broke off the talks with Peru on Tuesday.") if r.kind == "talks"]


def test_the_present_of_a_diary(coded) -> None:
    made = found(coded, "The foreign ministers of Chile and Peru meet in Quito in March.")
    assert [t.status for t in made] == ["planned"]
    made = found(coded, "The chiefs of staff of Chile and Peru speak every morning by telephone.")
    assert [t.status for t in made] == ["ongoing"]


def test_one_noun_for_all_who_meet(coded) -> None:
    made = found(coded, "The ministers met in Quito for five hours.")
    assert len(made) == 1
    assert made[0].participants


def test_a_contact_told_again_right_after_is_one(coded) -> None:
    text = (
        "The foreign ministers of Norway and Chile met in Brask on Monday. "
        "The meeting between Norway's and Chile's ministers lasted two hours."
    )
    (met,) = [r for r in coded(text) if isinstance(r, Talks)]
    assert len(met.evidence) == 2
