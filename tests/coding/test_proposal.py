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
