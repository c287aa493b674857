"""Clauses told once: lists of demands, conditions made of a thing, deals and what they end, denials and blame."""

from __future__ import annotations

import pytest

from readout.model import Agreement, Condition, Event, Incident, Proposal, Talks


def of_kind(coded, text: str, kind: type) -> list:
    return [r for r in coded(text) if isinstance(r, kind)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "The rebels called for an end to air strikes, the withdrawal of tanks from Mora and elections in May.",
            ["ceasefire.air", "troop_withdrawal", "elections"],
        ),
        (
            "The Hill Front demanded a seat at the talks, a commitment by officers not to stand in elections and the "
            "freeing of prisoners.",
            ["talks", "elections", "prisoner_exchange"],
        ),
    ],
)
def test_each_item_of_a_list_is_a_demand(coded, text: str, measures: list[str]) -> None:
    found = of_kind(coded, text, Condition)
    assert len(found) == len(measures)
    assert all(m in r.measure for m, r in zip(measures, found, strict=True))


def test_one_demand_with_two_places_stays_one(coded) -> None:
    text = "Brenia urged a halt to the shelling of Tolne and the villages around it."
    assert len(of_kind(coded, text, Condition)) == 1


@pytest.mark.parametrize(
    ("text", "measure", "of"),
    [
        ("Korland has made a ceasefire a condition of any talks.", "ceasefire.full", "talks"),
        ("The Union set the release of its leaders as a precondition for talks.", "prisoner_exchange", "talks"),
        ("The rebels named elections as the price of laying down their arms.", "elections", "disarmament"),
    ],
)
def test_a_thing_made_a_condition(coded, text: str, measure: str, of: str) -> None:
    (found,) = of_kind(coded, text, Condition)
    assert measure in found.measure
    assert of in found.condition_of
    assert not of_kind(coded, text, Talks)


def test_a_side_asks_it_of_the_other_side(coded) -> None:
    text = "The Hill Front and the government of Velos met on Monday. The Hill Front wants the prisoners freed first."
    (found,) = of_kind(coded, text, Condition)
    assert any("government" in a.name or a.name == "Velos" for a in found.addressees)


def test_a_deal_that_ends_a_war_is_not_over(coded) -> None:
    text = "The herders of Orma and the farmers of Pok signed a pact on Sunday that ends two years of raids."
    assert all(r.status != "ended" for r in of_kind(coded, text, Agreement))


def test_an_earlier_deal_is_another_one(coded) -> None:
    text = "Ardania and Velos agreed to hand in guns. An earlier pact collapsed after a year."
    ended = [r for r in of_kind(coded, text, Agreement) if r.status == "ended"]
    assert [r.measure for r in ended] == [("peace_settlement",)]


def test_an_offer_is_told_once(coded) -> None:
    text = "France offered to send 40 trucks of flour to the camps."
    assert len(of_kind(coded, text, Proposal)) == 1
    assert not of_kind(coded, text, Event)


@pytest.mark.parametrize(
    "text",
    [
        "Commander Nalo denied that his men took part in the raid on Gety.",
        "Colonel Tarn denied that his troops were involved in the shelling of Mora.",
    ],
)
def test_denied_part_in_a_deed(coded, text: str) -> None:
    (found,) = of_kind(coded, text, Incident)
    assert found.factuality == "negated"
    assert found.attacker
    assert not found.target
    assert "civilian" not in found.target_class


def test_who_denies_it_for_another_is_not_struck(coded) -> None:
    (found,) = of_kind(coded, "Peruvian officials denied that the navy fired on the ferry.", Incident)
    assert all(a.name != "Peruvian officials" for a in found.target)


def test_own_positions(coded) -> None:
    text = "The army and the Hill Front traded blame. The army said the Hill Front had shelled its own positions."
    made = [r for r in of_kind(coded, text, Incident) if r.attacker]
    assert made
    assert made[-1].target == made[-1].attacker


def test_what_is_hurled_is_not_what_is_struck(coded) -> None:
    (found,) = of_kind(coded, "Police fired tear gas at students in the capital on Thursday.", Incident)
    assert "energy" not in found.target_class


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("On Saturday a boy was killed by a mine near the silos.", 1),
        ("Gunmen shot two miners near Shaft Nine on Friday.", None),
    ],
)
def test_one_dead_and_no_number_of_a_name(coded, text: str, killed: int | None) -> None:
    assert [r.killed for r in of_kind(coded, text, Incident)][:1] == [killed]
