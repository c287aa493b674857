"""Agreements: agreed, ordered, in force, ended, not agreed, and the terms of a deal one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.model import Agreement, Record

Coded = Callable[..., list[Record]]


def agreements(records: list[Record]) -> list[Agreement]:
    return [r for r in records if isinstance(r, Agreement)]


@pytest.mark.parametrize(
    ("text", "measure", "status"),
    [
        ("Peru and Ecuador agreed on a ceasefire on Monday.", "ceasefire.full", "agreed"),
        ("Peru and Ecuador signed a truce in Lima.", "ceasefire.full", "agreed"),
        ("Chad's government agreed to release all prisoners.", "prisoner_exchange", "agreed"),
        ("The ceasefire between Peru and Ecuador took effect at midnight.", "ceasefire.full", "in_force"),
        ("The truce between Peru and Ecuador expired on Sunday.", "ceasefire.full", "ended"),
        ("The truce between Peru and Ecuador was renewed on Sunday.", "ceasefire.full", "agreed"),
        ("Ecuador's president ordered his troops to hold their fire.", "ceasefire.full", "ordered"),
        ("The Security Council lifted its arms embargo on Chad.", "sanctions_relief", "agreed"),
        ("The Security Council extended the peacekeeping mission by six months.", "peacekeeping", "agreed"),
        ("Bolivia undertook to withdraw its soldiers from the valley.", "troop_withdrawal", "agreed"),
    ],
)
def test_what_was_agreed(coded: Coded, text: str, measure: str, status: str) -> None:
    found = agreements(coded(text))
    assert [(measure in r.measure, r.status, r.factuality) for r in found] == [(True, status, "fact")]


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Peru and Ecuador ended without agreement.",
        "Peru did not agree to a ceasefire with Ecuador.",
        "Peru and Ecuador failed to agree on a ceasefire.",
    ],
)
def test_what_was_not_agreed_is_negated(coded: Coded, text: str) -> None:
    assert {r.factuality for r in agreements(coded(text))} == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway urged Peru and Ecuador to sign a truce.",
        "Peru would sign a truce if Ecuador left the valley.",
        "Reaching a truce will be hard, diplomats said.",
    ],
)
def test_what_is_only_wished_is_no_agreement(coded: Coded, text: str) -> None:
    assert [r for r in agreements(coded(text)) if r.factuality == "fact"] == []


def test_two_undertakings_are_two_agreements(coded: Coded) -> None:
    found = agreements(coded("Peru and Ecuador agreed to reopen the border and to exchange prisoners."))
    assert sorted(code for r in found for code in r.measure) == ["border_reopening", "prisoner_exchange"]
    assert len(found) == 2
    assert found[0].evidence[0].end <= found[1].evidence[0].start


def test_each_term_of_a_deal_binds_whom_it_names(coded: Coded) -> None:
    text = (
        "Peru and Ecuador signed an accord in Quito. Under the accord, Ecuador is to withdraw its troops. "
        "Peru will free all prisoners."
    )
    terms = {code: r for r in agreements(coded(text)) for code in r.measure}
    assert [a.state for a in terms["troop_withdrawal"].parties] == ["ECU"]
    assert [a.state for a in terms["prisoner_exchange"].parties] == ["PER"]


def test_a_list_item_without_a_verb_is_a_term(coded: Coded) -> None:
    text = (
        "Peru and Ecuador signed a truce. It provides for:\n"
        "- the release of all prisoners within a week;\n- the withdrawal of heavy weapons."
    )
    measures = [code for r in agreements(coded(text)) for code in r.measure]
    assert "prisoner_exchange" in measures


def test_an_order_to_another_state_is_no_agreement(coded: Coded) -> None:
    assert not [
        r for r in agreements(coded("Peru ordered Ecuador's ambassador to leave the country.")) if r.status == "ordered"
    ]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Peru and Ecuador signed an accord. The accord is silent on the fate of the hostages.", "hostage_release"),
        ("Peru and Ecuador signed a truce. No decision has been taken on a monitoring mission.", "monitoring"),
        ("Peru and Ecuador signed a truce. Nothing was agreed on prisoners.", "prisoner_exchange"),
    ],
)
def test_what_a_deal_leaves_out_was_not_agreed(coded: Coded, text: str, measure: str) -> None:
    left_out = [r for r in agreements(coded(text)) if r.factuality == "negated"]
    assert [(measure in r.measure, {a.state for a in r.parties}) for r in left_out] == [(True, {"PER", "ECU"})]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru's president ordered a truce from Monday. The rebels reciprocated.", "agreed"),
        ("Chad and the rebels signed a truce. The rebels pulled out of the ceasefire on Friday.", "ended"),
        ("The rebels declared that they were no longer bound by the ceasefire.", "ended"),
        ("The rebels called a truce two days after the flood.", "agreed"),
    ],
)
def test_one_party_joins_or_leaves_a_truce(coded: Coded, text: str, status: str) -> None:
    found = agreements(coded(text))[-1]
    assert (found.status, found.measure[0].startswith("ceasefire")) == (status, True)


def test_a_body_with_a_task_does_not_replace_the_parties(coded: Coded) -> None:
    text = (
        "Peru and Ecuador agreed on a ceasefire in Quito. "
        "Under the deal the truce will be verified by the United Nations."
    )
    term = agreements(coded(text))[-1]
    assert {"PER", "ECU"} <= {a.state for a in term.parties}


def test_parties_that_are_never_named_keep_the_word_of_the_report(coded: Coded) -> None:
    (found,) = agreements(coded("The two armies agreed on a ceasefire."))
    assert "armies" in found.parties[0].name


def test_the_deal_told_again_is_no_new_deal(coded: Coded) -> None:
    text = "Peru and Ecuador agreed on a truce. The deal was reached after three weeks of talks in Quito."
    assert len(agreements(coded(text))) == 1


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Peru and Ecuador agreed on a temporary halt to attacks on power plants.", ("ceasefire.energy",)),
        (
            "Peru and Ecuador agreed to a ceasefire at sea, with plans for further talks and a complete ceasefire.",
            ("ceasefire.maritime",),
        ),
    ],
)
def test_a_limited_truce_is_not_widened_by_the_words_around_it(
    coded: Coded, text: str, measure: tuple[str, ...]
) -> None:
    assert agreements(coded(text))[0].measure == measure


def test_a_first_step_told_by_an_authority_is_the_deal(coded: Coded) -> None:
    text = (
        "Peru and Ecuador agreed on a truce. Norway's foreign ministry confirmed that the first step would be a "
        "ceasefire at sea."
    )
    step = agreements(coded(text))[-1]
    assert step.measure == ("ceasefire.maritime",)
    assert {a.state for a in step.parties} == {"PER", "ECU"}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The presidents of Peru and Ecuador settled their quarrel with a handshake.", "peace_settlement"),
        ("Ecuador dropped its claim to the border district.", "territory"),
        ("Peru and Ecuador recognised the border of 1942.", "territory"),
        ("Peru promised to pay for the damage.", "reconstruction"),
    ],
)
def test_deals_told_in_other_words(coded: Coded, text: str, measure: str) -> None:
    assert [r for r in agreements(coded(text)) if measure in r.measure and r.status == "agreed"]


@pytest.mark.parametrize(
    "text",
    ["The truce between Peru and Ecuador was reportedly extended.", "Peru is said to have agreed to a truce."],
)
def test_hearsay_is_possible(coded: Coded, text: str) -> None:
    assert {r.factuality for r in agreements(coded(text))} == {"possible"}


def test_a_commitment_to_peace_binds_to_nothing(coded: Coded) -> None:
    assert not agreements(coded("Norway doubts Peru's commitment to peace."))


def test_what_a_meeting_decided_is_agreed_item_by_item(coded: Coded) -> None:
    text = (
        "The presidents of Peru and Ecuador met. They decided:\n- to reaffirm that the border stands;\n"
        "- to send a commission to the valley;\n- to hold a festival of song."
    )
    found = [r for r in agreements(coded(text)) if r.status == "agreed"]
    assert [r.measure[0] for r in found][:2] == ["territory", "monitoring"]
    assert len(found) == 3
