"""Incidents on sentences of our own: who strikes, what is struck, by what means, and what is denied."""

from __future__ import annotations

import pytest

from readout.model import Incident


def found(coded, text: str) -> list[Incident]:
    return [r for r in coded(text) if isinstance(r, Incident)]


@pytest.mark.parametrize(
    ("text", "attacker", "target_class"),
    [
        ("Rebels shelled a school in the valley on Monday, the mayor said.", "Rebels", "education"),
        ("Unidentified gunmen killed four farmers near the river at dawn.", "Unidentified gunmen", "civilian"),
        ("Chilean drones hit an oil depot outside La Paz on Sunday.", "Chile", "energy"),
        ("Insurgents opened fire on a passenger bus in the north on Friday.", "Insurgents", "transport"),
        ("Security forces fired on demonstrators in the capital on Thursday.", "Security forces", "civilian"),
        ("Two soldiers were killed when militants threw a grenade at a patrol.", "militants", "military"),
        ("Peruvian troops shot dead two villagers on the border, police said.", "Peruvian troops", "civilian"),
        ("Fighters stormed a military base before dawn, an officer said.", "Fighters", "military"),
        ("Bolivian artillery pounded a hospital in the town on Tuesday.", "Bolivia", "health"),
    ],
)
def test_attacker_and_what_is_struck(coded, text: str, attacker: str, target_class: str) -> None:
    made = found(coded, text)
    assert made
    assert attacker in {a.name for a in made[0].attacker}
    assert target_class in made[0].target_class


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Rebels fired rockets at the port on Monday.", "rocket"),
        ("The army shelled the village with mortars on Monday.", "shelling"),
        ("A car bomb exploded outside a bank on Monday, wounding six people.", "bombing"),
        ("Chilean drones hit a warehouse on Monday.", "drone"),
    ],
)
def test_means(coded, text: str, means: str) -> None:
    assert means in found(coded, text)[0].means


def test_counts_of_killed_and_injured(coded) -> None:
    made = found(coded, "A blast in the market killed 12 people and injured 30 on Monday.")[0]
    assert (made.killed, made.injured) == (12, 30)


def test_claim_of_responsibility_names_the_doer(coded) -> None:
    made = found(coded, "A car bomb killed nine people in the capital on Monday. The Red Front claimed responsibility.")
    assert "Red Front" in made[0].attacker[0].name


def test_denial_is_the_incident_before_negated(coded) -> None:
    text = "Peru said Chilean forces had shelled a village on Monday. Chile denied the accusation."
    denied = [r for r in found(coded, text) if r.factuality == "negated"]
    assert [a.name for a in denied[0].said_by] == ["Chile"]
    assert denied[0].attacker[0].state == "CHL"


def test_intrusion_into_waters(coded) -> None:
    made = found(coded, "Two Chilean patrol boats entered Peruvian waters on Monday, the navy said.")[0]
    assert made.target_class == ("territory",)
    assert made.attacker[0].state == "CHL"


def test_intercepted_drones_have_no_struck_class(coded) -> None:
    made = found(coded, "The air force shot down nine drones over the bay on Monday.")[0]
    assert made.outcome == "intercepted"


@pytest.mark.parametrize(
    "text",
    [
        "The two sides struck a deal on Monday.",
        "The minister urged the rebels to stop attacks on civilians.",
        "The army will attack if the talks fail.",
        "More than 9,000 people have been killed in the war since 2011.",
        "The plan hit a snag on Monday.",
        "The parties agreed to halt strikes on power plants.",
    ],
)
def test_no_incident(coded, text: str) -> None:
    assert found(coded, text) == []


@pytest.mark.parametrize("text", ["Artillery could be heard in Arica on Monday.", "Drones were observed over Tacna."])
def test_force_that_is_heard_or_seen(coded, text: str) -> None:
    assert [r for r in coded(text) if r.kind == "incident"]


def test_the_owner_of_units_strikes(coded) -> None:
    text = "The Chilean army said its units had shelled Peruvian positions near Tacna."
    made = [r for r in coded(text) if r.kind == "incident"]
    assert made and made[0].attacker[0].state == "CHL"


def test_a_charge_by_another_is_an_account_of_its_own(coded) -> None:
    text = "A bomb killed three people in Lima on Monday. Peru blamed Chile."
    made = [r for r in coded(text) if r.kind == "incident"]
    assert [[a.state for a in r.said_by] for r in made] == [[], ["PER"]]
    assert made[-1].attacker[0].state == "CHL"


def test_not_a_single_shot(coded) -> None:
    text = "Not a single shot was fired from the Chilean side, its spokesman said."
    made = [r for r in coded(text) if r.kind == "incident"]
    assert all(r.factuality == "negated" for r in made)


@pytest.mark.parametrize(
    ("text", "target_class"),
    [
        ("A rocket attack on a college in the valley killed nine people on Monday.", "education"),
        ("A convoy was ambushed near the lake on Friday; two soldiers died.", "military"),
        ("Rebels blew up a pylon outside the town on Sunday.", "energy"),
        ("Four potters were wounded by shellfire on Tuesday.", "civilian"),
    ],
)
def test_what_is_struck_where_people_are_hurt(coded, text: str, target_class: str) -> None:
    made = found(coded, text)
    assert made
    assert target_class in made[0].target_class


def test_a_place_nearby_is_not_struck(coded) -> None:
    made = found(coded, "Explosions were heard near the airport on Monday evening.")
    assert made
    assert made[0].target_class == ("unspecified",)


def test_firing_anything_is_denied(coded) -> None:
    text = "Rockets hit a mill in Arica on Monday. The Peruvian army denied firing any rockets."
    assert any(r.factuality == "negated" for r in found(coded, text))


@pytest.mark.parametrize("text", ["The minister struck out the second clause.", "The guns fell silent on Sunday."])
def test_verbs_of_force_without_force(coded, text: str) -> None:
    assert not found(coded, text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru's front said that it had nothing to do with the attack on the bus.",
        "Peru's front had no hand in the raid on the village, its spokesman said.",
    ],
)
def test_who_disclaims_an_attack_denies_it(coded, text: str) -> None:
    [told] = found(coded, text)
    assert told.factuality == "negated"
    assert "front" in told.attacker[0].name
