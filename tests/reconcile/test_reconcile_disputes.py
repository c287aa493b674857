"""Every type of dispute, and beside each the pair of accounts that looks like one and is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from retelling import ARVENIA, BELMARK, CORDIA, FRONT, ORLEN, TASK, Telling, about, corpus, on

from readout.model import (
    Agreement,
    Condition,
    Figure,
    Finding,
    Incident,
    Place,
    Position,
    Record,
    Statement,
    Talks,
    Terms,
)
from readout.reconcile import reconcile

Fact = tuple[type[Record], dict[str, Any]]


def truce(**fields: Any) -> Fact:
    """Arvenia and Belmark agree on a truce, unless said otherwise."""
    return Agreement, {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed", **fields}


def told(first: Telling, second: Telling, *more: Telling) -> list[Finding]:
    """Findings on two or more reports."""
    return reconcile(*corpus(first, second, *more))


def pair(a: str, x: Fact, b: str, y: Fact, days: tuple[str, str] = ("2031-05-04", "2031-05-04")) -> list[Finding]:
    """Findings on two reports of a truce that each say one thing more."""
    base = ("Arvenia and Belmark agreed to a truce at the lake.", truce())
    first = Telling("Lakeside Wire", days[0]).say(*base).say(a, x)
    second = Telling("Harbour Daily", days[1]).say(*base).say(b, y)
    return told(first, second)


def figure(value: float, unit: str, of: str, **fields: Any) -> Fact:
    """A figure."""
    return Figure, {"value": value, "unit": unit, "of": of, **fields}


@pytest.mark.parametrize(
    ("one", "x", "other", "y", "disputed"),
    [
        ("40 drones", 40, "145 drones", 145, True),
        ("More than 40 drones", 40, "145 drones", 145, True),
        ("At least 30 drones", 30, "34 drones", 34, False),
        ("About 30 drones", 30, "32 drones", 32, False),
        ("At least 30 drones", 30, "22 drones", 22, True),
        ("Up to 50 drones", 50, "47 drones", 47, False),
    ],
)
def test_numbers_are_held_against_what_their_words_allow(
    one: str, x: float, other: str, y: float, disputed: bool
) -> None:
    of = "drones launched by Belmark at Ostrava overnight"
    findings = pair(
        f"{one} were launched by Belmark at Ostrava overnight.", figure(x, "drones", of),
        f"{other} were launched by Belmark at Ostrava overnight.", figure(y, "drones", of),
    )  # fmt: skip
    assert bool(about(findings, "disputed", "number")) is disputed


def test_numbers_of_different_things_are_no_dispute() -> None:
    findings = pair(
        "Some 300 people were killed in Arvenia.", figure(300, "people", "people killed in Arvenia"),
        "Some 90 people were wounded in Arvenia.", figure(90, "people", "people wounded in Arvenia"),
    )  # fmt: skip
    assert not about(findings, "disputed")


def test_numbers_of_different_weeks_are_no_dispute() -> None:
    of = "drones launched by Belmark overnight"
    findings = pair(
        "Belmark launched 40 drones overnight.", figure(40, "drones", of),
        "Belmark launched 90 drones overnight.", figure(90, "drones", of), ("2031-05-04", "2031-05-12"),
    )  # fmt: skip
    assert not about(findings, "disputed")


def test_prisoners_each_are_doubled_before_they_are_compared() -> None:
    same = pair(
        "They exchanged 150 prisoners each.", figure(150, "prisoners", "prisoners exchanged by each side"),
        "They exchanged 300 prisoners.", figure(300, "prisoners", "prisoners exchanged in all"),
    )  # fmt: skip
    assert not about(same, "disputed")
    other = pair(
        "They exchanged 150 prisoners each.", figure(150, "prisoners", "prisoners exchanged by each side"),
        "They exchanged 340 prisoners.", figure(340, "prisoners", "prisoners exchanged in all"),
    )  # fmt: skip
    assert about(other, "disputed", "number")


@pytest.mark.parametrize(
    ("one", "x", "other", "y", "disputed"),
    [
        ("for more than an hour and a half", 90, "for about two hours", 120, False),
        ("for ninety minutes", 90, "for close to two and a half hours", 150, True),
        ("for 40 minutes", 40, "for 145 minutes", 145, True),
    ],
)
def test_length_of_a_call(one: str, x: float, other: str, y: float, disputed: bool) -> None:
    call = {"participants": (ORLEN, TASK), "format": "call", "status": "held", "when": on("2031-05-03")}
    findings = pair(
        f"Mila Orlen and Jory Task spoke by telephone {one}.", (Talks, {**call, "duration": x}),
        f"Jory Task rang Mila Orlen and they spoke {other}.", (Talks, {**call, "duration": y}),
    )  # fmt: skip
    assert bool(about(findings, "disputed", "number")) is disputed


def meeting(place: str, day: str) -> Fact:
    """Planned talks."""
    where = (Place(place, "XCO"),)
    return Talks, {
        "participants": (ARVENIA, BELMARK), "format": "talks", "status": "planned", "factuality": "planned",
        "where": where, "when": on(day),
    }  # fmt: skip


def test_day_and_place_of_planned_talks() -> None:
    differing = pair(
        "Envoys meet in Port Sel on 9 May.", meeting("Port Sel", "2031-05-09"),
        "Envoys meet in Dunmor on 10 May.", meeting("Dunmor", "2031-05-10"),
    )  # fmt: skip
    assert about(differing, "disputed", "date") and about(differing, "disputed", "place")
    same = pair(
        "Envoys meet in Port Sel on 9 May.", meeting("Port Sel", "2031-05-09"),
        "The envoys will see each other in Port Sel on Friday.", meeting("Port Sel", "2031-05-09"),
    )  # fmt: skip
    assert not about(same, "disputed") and any(
        f.subject and "contact" in f.subject for f in about(same, "corroborated")
    )


def test_scope_of_a_limited_truce() -> None:
    wide = truce(measure=("ceasefire.energy", "ceasefire.infrastructure"))
    narrow = truce(measure=("ceasefire.energy",))
    findings = pair("Strikes on energy and infrastructure stop.", wide, "Strikes on energy sites alone stop.", narrow)
    assert len(about(findings, "disputed", "scope")) == 1
    assert not about(pair("Strikes on energy stop.", narrow, "No energy site may be hit.", narrow), "disputed")


def test_length_and_start_of_a_truce() -> None:
    week = truce(terms=Terms(duration=7, starts="2031-05-05"))
    ten = truce(terms=Terms(duration=10, starts="2031-05-06"))
    findings = told(
        Telling("A Wire").say("The truce lasts 7 days.", week), Telling("B Daily").say("It lasts ten days.", ten)
    )
    assert about(findings, "disputed", "number") and about(findings, "disputed", "date")
    same = told(
        Telling("A Wire").say("The truce lasts 7 days.", week), Telling("B Daily").say("A week-long truce.", week)
    )
    assert not about(same, "disputed")


def test_parties_differ_only_when_each_account_binds_another_side() -> None:
    front = truce(parties=(ARVENIA, FRONT))
    raid_on = (Incident, {"attacker": (FRONT,), "target": (BELMARK,)})
    first = Telling("A Wire").say("Arvenia and Belmark signed.", truce())
    first.say("The Front's guns had fired on Belmark's border post.", raid_on)
    differing = told(first, Telling("B Daily").say("Arvenia and the Front signed.", front))
    assert about(differing, "disputed", "party")
    part = told(first, Telling("B Daily").say("Arvenia signed.", truce(parties=(ARVENIA,))))
    assert not about(part, "disputed", "party")
    hosts = told(first, Telling("B Daily").say("Arvenia signed in Cordia.", truce(parties=(ARVENIA, CORDIA))))
    assert not about(hosts, "disputed", "party"), "a side that nobody fights is not taken for a party on one word"


def test_a_go_between_is_no_party() -> None:
    brokered = truce(parties=(ARVENIA, CORDIA), terms=Terms(mediator=(CORDIA,)))
    findings = told(
        Telling("A Wire").say("Both agreed.", truce()), Telling("B Daily").say("Arvenia agreed in Cordia.", brokered)
    )
    assert not about(findings, "disputed", "party")


def test_agreed_here_and_denied_there() -> None:
    talks = {"parties": (ARVENIA, BELMARK), "measure": ("prisoner_exchange",)}
    findings = told(
        Telling("A Wire").say("They agreed to exchange prisoners.", (Agreement, {**talks, "status": "agreed"})),
        Telling("B Daily").say("No exchange was agreed.", (Agreement, {**talks, "factuality": "negated"})),
    )
    assert about(findings, "disputed", "status")


def test_who_brought_a_truce_about() -> None:
    helped, alone = truce(terms=Terms(mediator=(CORDIA,))), truce()
    named = Telling("A Wire").say("Cordia brokered a truce of Arvenia and Belmark.", helped)
    none = Telling("B Daily").say("Arvenia and Belmark settled the truce between themselves.", alone)
    silent = Telling("C Post").say("Arvenia and Belmark agreed to a truce.", alone)
    assert about(told(named, none), "disputed", "attribution")
    assert not about(told(named, silent), "disputed")


def test_an_earlier_deal_that_was_broken_is_no_denial() -> None:
    findings = told(
        Telling("A Wire").say("They agreed to a truce.", truce()),
        Telling("B Daily").say(
            "Earlier truces had not been agreed in writing.", truce(factuality="negated", status=None)
        ),
    )
    assert not about(findings, "disputed")


def position(stance: str, who: Any = TASK, **fields: Any) -> Fact:
    """A stance on the truce."""
    return Position, {"holder": (who,), "stance": stance, "measure": ("ceasefire.full",), **fields}


def test_a_stance_is_disputed_within_days_and_an_update_later() -> None:
    yes, no = position("accept"), position("reject")
    assert about(pair("Task backs the truce.", yes, "Task turned the truce down.", no), "disputed", "stance")
    later = pair("Task backs the truce.", yes, "Task turned it down.", no, ("2031-05-04", "2031-05-11"))
    assert not about(later, "disputed", "stance")
    dated = pair(
        "Task backs the truce.", position("accept", when=on("2031-05-01")),
        "Task turned it down.", position("reject", when=on("2031-05-04")),
    )  # fmt: skip
    assert not about(dated, "disputed", "stance")


def test_stances_of_two_people_are_no_dispute() -> None:
    findings = pair("Task backs the truce.", position("accept"), "Orlen turned it down.", position("reject", ORLEN))
    assert not about(findings, "disputed")


def test_a_condition_that_another_denies() -> None:
    demand: Fact = (Condition, {"holder": (TASK,), "measure": ("sanctions_relief",)})
    denial: Fact = (
        Condition,
        {"holder": (TASK,), "measure": ("sanctions_relief",), "factuality": "negated", "said_by": (ORLEN,)},
    )
    findings = pair("Task wants sanctions lifted.", demand, "Sanctions never came up, Orlen said.", denial)
    assert about(findings, "disputed", "stance")


def quote(words: str, speaker: Any = TASK) -> Fact:
    """A quotation."""
    return Statement, {"speaker": (speaker,), "cue": "said", "quote": words, "mode": "direct"}


def test_wording_of_a_quotation() -> None:
    one, other = "a fair step on a long road", "a fair first step along a very long road"
    assert about(pair(f"“{one},” Task said.", quote(one), f"“{other},” Task said.", quote(other)), "disputed", "quote")
    part = "a fair step"
    assert not about(pair(f"“{one},” Task said.", quote(one), f"“{part},” Task said.", quote(part)), "disputed")
    assert not about(
        pair(f"“{one},” Task said.", quote(one), f"“{other},” Orlen said.", quote(other, ORLEN)), "disputed"
    )


def raid(attacker: Any, **fields: Any) -> Fact:
    """A raid on a fuel store."""
    return Incident, {
        "attacker": (attacker,), "target_class": ("energy",), "means": ("drone",), "where": (Place("Kelm", "XAR"),),
        "when": on("2031-05-03"), **fields,
    }  # fmt: skip


def test_author_of_an_incident_and_its_denial() -> None:
    blame = pair(
        "Belmark's drones hit a fuel store at Kelm.", raid(BELMARK), "Arvenia hit the store at Kelm.", raid(ARVENIA)
    )
    assert about(blame, "disputed", "party")
    denial = raid(BELMARK, factuality="negated", said_by=(BELMARK,))
    denied = pair("Belmark's drones hit a fuel store at Kelm.", raid(BELMARK), "Belmark denied it hit Kelm.", denial)
    assert about(denied, "disputed", "status")
    agreed = pair("Belmark hit a fuel store at Kelm.", raid(BELMARK), "A fuel store at Kelm was hit.", raid(BELMARK))
    assert not about(agreed, "disputed")


def test_killed_at_one_place() -> None:
    findings = pair(
        "The raid at Kelm killed 12 people.", raid(BELMARK, killed=12, target_class=("civilian",)),
        "The raid at Kelm killed 21 people.", raid(BELMARK, killed=21, target_class=("civilian",)),
    )  # fmt: skip
    assert about(findings, "disputed", "number")


def test_role_of_a_person() -> None:
    past = replace(TASK, role="former Prime Minister")
    findings = pair(
        "Prime Minister Jory Task said a fair step was made.", quote("a fair step was made"),
        "The former Prime Minister Jory Task said it was late.", quote("it was late", past),
    )  # fmt: skip
    [role] = about(findings, "disputed", "role")
    assert "different roles" in role.explanation


def test_explanations_quote_both_sides_and_judge_neither() -> None:
    findings = pair(
        "Task backs the truce.", position("accept"), "Task turned the truce down.", position("reject")
    )  # fmt: skip
    [found] = about(findings, "disputed", "stance")
    assert "Task backs the truce" in found.explanation and "turned the truce down" in found.explanation
    assert not {"wrong", "false", "right", "correct", "lie"} & set(found.explanation.lower().split())
    assert found.reason and found.subject
