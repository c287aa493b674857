"""Whom events concern, named or not; deeds that are voted; questions and single victims of incidents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Event, Incident, Position, Record

Coded = Callable[..., list[Record]]


def events(records: list[Record]) -> list[Event]:
    return [r for r in records if isinstance(r, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru accused Chile of bad faith on Monday. Norway evacuated eighty wounded villagers.",
        "Peru accused Chile of bad faith on Monday. Peruvian police detained three editors.",
    ],
)
def test_whom_no_words_name_is_not_guessed(coded: Coded, text: str) -> None:
    found = events(coded(text))
    assert found and not any(a.state == "CHL" for r in found for a in r.target)


@pytest.mark.parametrize(
    ("text", "code", "source", "target"),
    [
        ("Peru lost the village of Oro to Chilean troops.", "ASSAULT", "CHL", "PER"),
        ("Peru recalled its ambassador from Chile.", "SANCTION", "PER", "CHL"),
        ("Peru voted to cut all ties with Chile.", "SANCTION", "PER", "CHL"),
        ("Peru decided to expel two Chilean diplomats.", "SANCTION", "PER", "CHL"),
    ],
)
def test_who_does_it_to_whom(coded: Coded, text: str, code: str, source: str, target: str) -> None:
    found = [r for r in events(coded(text)) if r.plover == code]
    assert found and found[0].source[0].state == source and found[0].target[0].state == target


def test_what_was_not_decided_is_no_event(coded: Coded) -> None:
    assert not [r for r in events(coded("Peru has not decided to expel two Chilean diplomats.")) if r.target]


def test_the_one_who_is_freed_is_the_target(coded: Coded) -> None:
    (found,) = events(coded("The government of Peru freed the rebels' former treasurer, Jonas Abar."))
    assert [a.name for a in found.target] == ["Jonas Abar"]


def test_a_question_is_no_incident(coded: Coded) -> None:
    found = coded(
        "Two shells hit the port of Callao, killing a pilot and wounding six sailors. It is unclear who fired."
    )
    incidents = [r for r in found if isinstance(r, Incident)]
    assert [(r.killed, r.injured) for r in incidents] == [(1, 6)]


def test_what_one_is_not_opposed_to(coded: Coded) -> None:
    found = [r for r in coded("Peru is not opposed to a truce with Chile.") if isinstance(r, Position)]
    assert {r.stance for r in found} == {"open"}
