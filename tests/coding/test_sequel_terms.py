"""Terms in plain sentences after a deal, demands in looser words, and measures that only everyday words hint at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Agreement, Condition, Record

Coded = Callable[..., list[Record]]


def agreements(records: list[Record]) -> list[Agreement]:
    return [r for r in records if isinstance(r, Agreement)]


@pytest.mark.parametrize(
    ("term", "measure"),
    [
        ("The frigates go home on Friday.", "troop_withdrawal"),
        ("Guns are to be handed in within 30 days.", "disarmament"),
        ("Each side keeps fifteen kilometres back from the river.", "buffer_zone"),
        ("Four officers of a neutral state will check the line.", "monitoring"),
        ("The ambassadors go back in March.", "diplomatic_relations"),
    ],
)
def test_a_term_follows_its_deal(coded: Coded, term: str, measure: str) -> None:
    found = agreements(coded(f"Peru and Ecuador signed a peace accord on Monday. {term}"))
    terms = [r for r in found if measure in r.measure]
    assert terms and {"PER", "ECU"} <= {a.state for a in terms[0].parties}


def test_what_a_deal_leaves_out_is_not_agreed(coded: Coded) -> None:
    found = agreements(coded("Peru and Ecuador signed a peace accord on Monday. The islands were left out."))
    assert [r.factuality for r in found] == ["fact", "negated"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Leaders of Peru and Ecuador put their names to a charter on Saturday.", "peace_settlement"),
        ("Peru and the rebels have made peace on a ship.", "peace_settlement"),
        ("The Peruvian garrison surrendered on Monday.", "surrender"),
    ],
)
def test_deals_in_other_words(coded: Coded, text: str, measure: str) -> None:
    assert [measure in r.measure for r in agreements(coded(text))] == [True]


@pytest.mark.parametrize(
    ("text", "holder", "measure"),
    [
        ("Brazil asked Peru for two more days.", "BRA", "other"),
        ("Brazil pleaded with Peru to come to the table.", "BRA", "talks"),
        ("Peru will reopen the road once the rifles have been collected.", "PER", "disarmament"),
        ("Peru has given Ecuador until Monday to withdraw its troops.", "PER", "troop_withdrawal"),
    ],
)
def test_demands_in_looser_words(coded: Coded, text: str, holder: str, measure: str) -> None:
    found = [r for r in coded(text) if isinstance(r, Condition)]
    assert [(measure in r.measure, [a.state for a in r.holder]) for r in found] == [(True, [holder])]


def test_nothing_without_something(coded: Coded) -> None:
    (found,) = [r for r in coded('"No weapons, no talks," said Paul Nkomo.') if isinstance(r, Condition)]
    assert (found.measure, found.condition_of) == (("disarmament",), ("talks",))
