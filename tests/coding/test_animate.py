"""Actors that only their predicate shows, and stances without a named measure; conflicts are invented or others'."""

from __future__ import annotations

import pytest

from readout.model import Position, Statement


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Beekeepers said the shelling had not stopped.", "Beekeepers"),
        ("The bakers' guild feared that the road would stay shut.", "bakers' guild"),
        ("Few in the valley believe that the truce will last.", "Few in the valley"),
    ],
)
def test_what_speaks_is_somebody(coded, text: str, speaker: str) -> None:
    found = [r for r in coded(text) if isinstance(r, Statement)]
    assert [a.name for r in found for a in r.speaker] == [speaker]


def test_the_truce_wants_nothing(coded) -> None:
    assert not [r for r in coded("The plan wants a wider road.") if isinstance(r, Statement)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway offered to host talks. The junta made no objection.", "accept"),
        ("Norway offered to host talks. Lima accepted two days later by fax.", "accept"),
        ("The offer came from Lima. Widows' groups were sceptical.", "doubt"),
        ("Peru's prime minister promised to respect the ceasefire.", "support"),
    ],
)
def test_stances_without_a_named_measure(coded, text: str, stance: str) -> None:
    assert stance in [r.stance for r in coded(text) if isinstance(r, Position)]
