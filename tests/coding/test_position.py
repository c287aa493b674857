"""Positions: stances told by verbs, adjectives, nouns, judgements and willingness."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Position, Record

Coded = Callable[..., list[Record]]


def positions(records: list[Record]) -> list[Position]:
    return [r for r in records if isinstance(r, Position)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway welcomed the ceasefire.", "support"),
        ("Peru rejected the proposal.", "reject"),
        ("The truce was welcomed by Norway.", "support"),
        ("Peru accused Ecuador of breaking the truce.", "criticise"),
        ("Peru's government remained sceptical of the truce.", "doubt"),
        ("Ecuador said it was ready for talks with Peru.", "open"),
        ("Norway voiced support for the ceasefire.", "support"),
        ('Peru\'s foreign minister called the ceasefire "a grave mistake".', "criticise"),
        ('Norway called the ceasefire "a historic step".', "support"),
        ("Ecuador said it would respect the truce as long as Peru did.", "conditional"),
        ("Ecuador said it would never accept the truce.", "reject"),
        ("Ecuador refused to sign the truce.", "reject"),
        ("Sweden voted against the truce.", "reject"),
        ("Ecuador will boycott the talks.", "reject"),
    ],
)
def test_stance(coded: Coded, text: str, stance: str) -> None:
    assert stance in [r.stance for r in positions(coded(text))]


def test_a_denied_stance_is_the_other(coded: Coded) -> None:
    assert [r.stance for r in positions(coded("Norway did not welcome the ceasefire."))] == ["doubt"]


def test_two_stances_in_one_sentence(coded: Coded) -> None:
    found = positions(coded("Norway welcomed the ceasefire but criticised Peru's refusal to talk."))
    assert [r.stance for r in found] == ["support", "criticise"]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to say where the talks would be held.",
        "Rebels attacked a village near the border.",
        "Norway urged Peru to accept the ceasefire.",
    ],
)
def test_no_stance(coded: Coded, text: str) -> None:
    assert positions(coded(text)) == []


def test_it_stands_for_the_measure_before(coded: Coded) -> None:
    found = positions(coded("Peru proposed a ceasefire. Ecuador rejected it."))
    assert [(r.holder[0].state, r.measure) for r in found] == [("ECU", ("ceasefire.full",))]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Chile thanked Peru on Monday for its patience.", "support"),
        ("Some commanders find the peace deal disproportionate.", "criticise"),
        ("Peru holds the rebels responsible for the breach of the ceasefire.", "criticise"),
        ("Peru refused to free the hostages until the blockade is lifted.", "conditional"),
        ("Foreign Minister Ana Soto of Chile was cool towards the ceasefire.", "doubt"),
        ('Peru called the ceasefire "a dance of masks".', "criticise"),
    ],
)
def test_stance_of_news_prose(coded: Coded, text: str, stance: str) -> None:
    assert stance in {p.stance for p in positions(coded(text))}
