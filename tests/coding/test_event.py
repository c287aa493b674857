"""Events on sentences of our own: the deed, who does it and to whom."""

from __future__ import annotations

import pytest

from readout.model import Event


def found(coded, text: str) -> list[Event]:
    return [r for r in coded(text) if isinstance(r, Event)]


@pytest.mark.parametrize(
    ("text", "plover", "source"),
    [
        ("Peru freed 12 Chilean sailors on Monday.", "YIELD", "PER"),
        ("Chile imposed sanctions on two Peruvian companies on Monday.", "SANCTION", "CHL"),
        ("Bolivia expelled the Chilean ambassador on Monday.", "SANCTION", "BOL"),
        ("Peru recalled its ambassador from Santiago on Friday.", "SANCTION", "PER"),
        ("Chile closed its border with Bolivia on Sunday.", "SANCTION", "CHL"),
        ("Peru sent 3,000 troops to the frontier with Chile.", "MOBILIZE", "PER"),
        ("Chile began three days of military drills near the Peruvian coast.", "MOBILIZE", "CHL"),
        ("Norway will give Bolivia 30 million dollars in food aid.", "AID", "NOR"),
        ("Bolivia threatened to resume the war unless Chile met its terms.", "THREATEN", "BOL"),
        ("Peru vowed a strong response to the raid.", "THREATEN", "PER"),
        ("Peruvian police arrested three Chilean fishermen on Monday.", "COERCE", "PER"),
        ("Peruvian troops withdrew from Arica on Tuesday.", "YIELD", "PER"),
        ("Chilean soldiers captured the town of Tacna on Monday.", "ASSAULT", "CHL"),
        ("Bolivia summoned the Peruvian envoy on Friday.", "PROTEST", "BOL"),
        ("Peru apologised to Norway for the raid on Monday.", "SUPPORT", "PER"),
        ("Chile reopened its embassy in Lima on Monday.", "COOPERATE", "CHL"),
        ("Peru lifted its blockade of the port on Monday.", "YIELD", "PER"),
    ],
)
def test_code_and_source(coded, text: str, plover: str, source: str) -> None:
    made = [r for r in found(coded, text) if r.plover == plover]
    assert made
    assert made[0].source[0].state == source


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Peru freed 12 Chilean sailors on Monday.", "CHL"),
        ("Bolivia expelled the Chilean ambassador on Monday.", "CHL"),
        ("Chile closed its border with Bolivia on Sunday.", "BOL"),
        ("Norway will give Bolivia 30 million dollars in food aid.", "BOL"),
        ("Chile reopened its embassy in Lima on Monday.", "PER"),
    ],
)
def test_target(coded, text: str, target: str) -> None:
    assert found(coded, text)[0].target[0].state == target


def test_plan_and_denial(coded) -> None:
    assert found(coded, "Peru will deploy 500 soldiers in the valley next week.")[0].factuality == "planned"
    assert found(coded, "Peru did not free any Chilean prisoners on Monday.")[0].factuality == "negated"


def test_other_side_from_the_sentence_before(coded) -> None:
    text = "Chile seized a Peruvian trawler on Monday. Peru recalled its ambassador the next day."
    recalled = [r for r in found(coded, text) if r.plover == "SANCTION"]
    assert recalled[0].target[0].state == "CHL"


@pytest.mark.parametrize(
    "text",
    [
        "Norway called on Peru to free all prisoners.",
        "The valley is known for its apricots.",
        "Under the deal, Peru is to withdraw its troops from the valley.",
        "The envoy said he hoped to visit soon.",
    ],
)
def test_no_event(coded, text: str) -> None:
    assert found(coded, text) == []


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("Peru would send no troops, its defence minister said.", "MOBILIZE"),
        ("The two sides signed a paper on reopening the roads to Arica.", "YIELD"),
        ("The rebels would neither disarm nor hand over their rifles, their leader said.", "YIELD"),
    ],
)
def test_what_is_not_done_is_no_event(coded, text: str, plover: str) -> None:
    assert not [r for r in found(coded, text) if r.plover == plover]


def test_a_penalty_announced_for_a_case_is_a_threat(coded) -> None:
    made = found(coded, "Chile will impose an embargo on Peru unless Lima hands over the two officers.")
    assert [(r.plover, r.factuality) for r in made] == [("THREATEN", "fact")]
    assert made[0].target[0].state == "PER"


def test_ground_lost_goes_to_the_other_side(coded) -> None:
    text = (
        "Peruvian troops fought the Chilean army for two weeks. Peruvian forces pushed on and on Monday the town fell."
    )
    made = [r for r in found(coded, text) if "fell" in r.evidence[0].of(text)]
    assert made and made[0].plover == "ASSAULT"
    assert made[0].source[0].state == "PER"


def test_a_crowd_that_only_a_number_names(coded) -> None:
    made = found(coded, "Thousands marched through Lima on Sunday against the Peruvian government.")
    assert made and made[0].plover == "PROTEST" and made[0].source


def test_leaving_the_table_is_a_rejection(coded) -> None:
    made = found(coded, "The rebel team walked out over an allowance of 70 dollars a day.")
    assert [r.plover for r in made] == ["REJECT"]


def test_a_term_in_return_is_no_event(coded) -> None:
    assert not found(coded, "In return Chile releases the prisoners. Peru will reopen the border.")


def test_a_promise_not_to_is_no_threat(coded) -> None:
    assert not any(e.plover == "THREATEN" for e in found(coded, "Peru promised not to strike the port."))


def test_troops_massed_on_a_border_concern_its_state(coded) -> None:
    made = found(coded, "Chile has massed 9,000 troops on the Peruvian border. Its president spoke of patience.")
    assert any(a.state == "PER" for e in made for a in e.target)


def test_police_and_a_crowd(coded) -> None:
    made = found(coded, "Police in Lima used tear gas on Monday.")
    assert any(e.plover == "COERCE" for e in made)
