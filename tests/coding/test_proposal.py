"""Proposals: who puts which measure forward."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Proposal, Record

Coded = Callable[..., list[Record]]


@pytest.mark.parametrize(
    ("text", "state", "measure"),
    [
        ("Norway proposed a ceasefire.", "NOR", "ceasefire.full"),
        ("Norway offered to host talks.", "NOR", "talks"),
        ("Peru suggested that prisoners be exchanged.", "PER", "prisoner_exchange"),
        ("Ecuador put forward a plan for a buffer zone.", "ECU", "buffer_zone"),
        ("Peru rejected Norway's plan for a ceasefire.", "NOR", "ceasefire.full"),
    ],
)
def test_proposal(coded: Coded, text: str, state: str, measure: str) -> None:
    found = [r for r in coded(text) if isinstance(r, Proposal)]
    assert [(r.proposer[0].state, measure in r.measure) for r in found] == [(state, True)]


def test_saying_is_no_proposal(coded: Coded) -> None:
    assert not [r for r in coded("The minister suggested that Peru was lying.") if isinstance(r, Proposal)]


@pytest.mark.parametrize(
    ("text", "state", "measure"),
    [
        ("Chad offered to share its stadium.", "TCD", "other"),
        ("Norway invited both sides to a meeting in Oslo.", "NOR", "talks"),
        ("Malaysia stands ready to coordinate a mission of observers.", "MYS", "monitoring"),
        ("The rebels rejected a Chinese invitation to talks.", "CHN", "talks"),
        ("A ceasefire proposed by Qatar was rejected.", "QAT", "ceasefire.full"),
        ("Kenya suggested that the two sides hold back from strikes on ports.", "KEN", "ceasefire"),
        ("Peru offered to withdraw its troops if a settlement is reached.", "PER", "troop_withdrawal"),
    ],
)
def test_offers_services_and_plans(coded: Coded, text: str, state: str, measure: str) -> None:
    found = [r for r in coded(text) if isinstance(r, Proposal)]
    assert [(r.proposer[0].state, any(c.startswith(measure) for c in r.measure)) for r in found] == [(state, True)]


@pytest.mark.parametrize("text", ["Norway offered its condolences.", "Peru called the truce a success."])
def test_courtesies_are_no_proposal(coded: Coded, text: str) -> None:
    assert not [r for r in coded(text) if isinstance(r, Proposal)]
