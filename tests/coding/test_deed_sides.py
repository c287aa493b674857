"""Who does a deed and to whom, where the clause itself does not say; sentences of our own."""

from __future__ import annotations

import pytest

from readout.model import Event

WAR = "Peru and Chile had fought for nine days. "


def found(coded, text: str) -> list[Event]:
    return [r for r in coded(text) if isinstance(r, Event)]


@pytest.mark.parametrize(
    ("text", "plover", "factuality"),
    [
        ("Norway has promised 30 million euros for schools in Peru.", "AID", "planned"),
        ("Japan has pledged to send tents to Bolivia.", "AID", "planned"),
        ("Kenya plans to send 500 police officers to Haiti if the truce holds.", "MOBILIZE", "planned"),
        ("Peru has suspended the release of nine Chilean sailors.", "YIELD", "negated"),
        ("Peru keeps the border with Chile closed.", "SANCTION", "fact"),
        ("Gabon declared war on the northern rebels on Thursday.", "THREATEN", "fact"),
        ("Peru has lifted the curfew in its southern towns.", "YIELD", "fact"),
    ],
)
def test_plans_states_and_what_is_called_off(coded, text: str, plover: str, factuality: str) -> None:
    assert [(e.plover, e.factuality) for e in found(coded, text)] == [(plover, factuality)]


def test_a_crowd_marches_against_its_own_government(coded) -> None:
    made = found(coded, "Thousands marched through Lima on Friday. Chile and Bolivia had signed a truce on Monday.")
    assert [(e.source[0].state, e.target[0].state) for e in made if e.plover == "PROTEST"] == [("PER", "PER")]


def test_a_curfew_is_for_the_people_at_home(coded) -> None:
    (made,) = found(coded, "Peru imposed a curfew in its southern towns on Sunday. Chile kept silent.")
    assert made.target[0].state == "PER"


def test_an_apology_goes_to_whom_was_hit(coded) -> None:
    made = found(coded, "The Chilean navy had sunk a Norwegian trawler. Santiago apologised on Friday.")
    assert [(e.source[0].state, e.target[0].state) for e in made if e.plover == "SUPPORT"] == [("CHL", "NOR")]


def test_troops_that_will_be_sent_are_the_speakers(coded) -> None:
    made = found(coded, "The Chilean prime minister said 4,000 soldiers would be sent north once the deal was signed.")
    assert [e.source[0].state for e in made if e.plover == "MOBILIZE"] == ["CHL"]


def test_freed_from_the_hands_of_others(coded) -> None:
    made = found(coded, "The Peruvian army freed six teachers held by an armed group near Cusco.")
    assert [e.plover for e in made] == ["COERCE"]
    assert made[0].target[0].type == "armed_group"


def test_whoever_attacks_is_the_other_side(coded) -> None:
    text = WAR + 'Peru and Chile signed a truce. "Whoever attacks us again will regret it," Peru said.'
    made = [e for e in found(coded, text) if e.plover == "THREATEN"]
    assert made and {a.state for e in made for a in e.target} == {"CHL"}


def test_a_date_is_no_march(coded) -> None:
    assert not any(e.plover == "PROTEST" for e in found(coded, "The armies will draw lines, beginning on 28 March."))


def test_what_breaks_off_ties_does_it_to_each_other(coded) -> None:
    (made,) = found(coded, "Dakar and Banjul broke off diplomatic relations on Monday.")
    assert {a.state for a in made.target} == {"SEN", "GMB"}


def test_a_deed_that_names_nobody_concerns_the_other_side(coded) -> None:
    (made,) = found(coded, WAR + "Peru sent two battalions to the coast on Sunday.")
    assert [a.state for a in made.target] == ["CHL"]


def test_arrests_without_a_doer_are_the_authorities_work(coded) -> None:
    text = "Peru and the Shining Front rebels fought for nine days. Seventeen students were arrested on Sunday."
    arrested = [e for e in found(coded, text) if e.plover == "COERCE"]
    assert [[a.state for a in e.source] for e in arrested] == [["PER"]]


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("Students in Lima unfurled a black flag over the gates on Monday.", "PROTEST"),
        ("The opposition walked out of parliament in Lima on Monday.", "PROTEST"),
        ("Peruvian soldiers drove nine Chilean families from their homes on Monday.", "COERCE"),
        ("Peru gave Chilean citizens two weeks to leave.", "COERCE"),
        ("The rebels of Peru gave up their demand for a separate state on Monday.", "YIELD"),
        ("Chile laid a wreath at the tomb of Peru's first president.", "SUPPORT"),
        ("Chile lent two lorries and opened a field hospital for the people of Peru.", "AID"),
    ],
)
def test_deeds_by_their_words(coded, text: str, plover: str) -> None:
    assert plover in [e.plover for e in found(coded, text)]
