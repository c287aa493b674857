"""Conditions: demands, dependence, bargains and ultimatums."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Condition, Record

Coded = Callable[..., list[Record]]


def conditions(records: list[Record]) -> list[Condition]:
    return [r for r in records if isinstance(r, Condition)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Norway called for an immediate ceasefire.", "ceasefire.full"),
        ("Norway urged Peru to withdraw its troops.", "troop_withdrawal"),
        ("Peru demanded the release of all prisoners.", "prisoner_exchange"),
        ("Peru wants the sanctions lifted.", "sanctions_relief"),
        ("Norway's minister said Peru must withdraw its troops.", "troop_withdrawal"),
        ("Ecuador insists on the withdrawal of all troops.", "troop_withdrawal"),
        ("Peru gave the rebels three days to lay down their arms.", "disarmament"),
        ('"Lift the blockade," Ecuador\'s president said.', "sanctions_relief"),
    ],
)
def test_demand(coded: Coded, text: str, measure: str) -> None:
    found = conditions(coded(text))
    assert [(measure in r.measure, r.condition_of) for r in found] == [(True, ())]


@pytest.mark.parametrize(
    ("text", "measure", "of"),
    [
        ("Ecuador will sign the truce only if Peru withdraws its troops.", "troop_withdrawal", "ceasefire.full"),
        ("Ecuador said it would sign a truce once all prisoners were released.", "prisoner_exchange", "ceasefire.full"),
        ("There can be no talks before the hostages are freed, Peru's president said.", "hostage_release", "talks"),
        ("A truce depends on the withdrawal of troops, Peru's president said.", "troop_withdrawal", "ceasefire.full"),
    ],
)
def test_dependence(coded: Coded, text: str, measure: str, of: str) -> None:
    assert [(measure in r.measure, of in r.condition_of) for r in conditions(coded(text))] == [(True, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru's president called Ecuador's president on Monday.",
        "The minister told reporters that he was tired.",
        "Talks began after the minister arrived.",
    ],
)
def test_no_condition(coded: Coded, text: str) -> None:
    assert conditions(coded(text)) == []


def test_addressee(coded: Coded) -> None:
    (found,) = conditions(coded("Norway urged Peru to accept the ceasefire."))
    assert [a.state for a in found.holder] == ["NOR"]
    assert [a.state for a in found.addressees] == ["PER"]
