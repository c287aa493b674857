"""What the texts of reports say and no record holds: it is compared all the same, and cited by its words."""

from __future__ import annotations

from typing import Any

import pytest
from retelling import ARVENIA, BELMARK, ORLEN, Telling, about, corpus, on

from readout.model import Actor, Agreement, Condition, Finding, Incident, Position, Record, Report, Talks
from readout.reconcile import reconcile
from readout.reconcile.items import sentences

TRUCE = (Agreement, {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed"})
CALL = (Talks, {"participants": (ARVENIA, BELMARK), "format": "call", "status": "held"})
BASE = "Arvenia and Belmark agreed to a truce at the lake."


def two(first: str, second: str, *facts: tuple[type[Record], dict[str, Any]]) -> tuple[list[Report], list[Record]]:
    """Two reports of one truce, each with one sentence more that no record holds."""
    one = Telling("Lakeside Wire").say(BASE, TRUCE, *facts).say(first)
    return corpus(one, Telling("Harbour Daily").say(BASE, TRUCE, *facts).say(second))


def disputes(first: str, second: str, subject: str, *facts: tuple[type[Record], dict[str, Any]]) -> list[Finding]:
    """The disputes of one sort between two such reports."""
    return about(reconcile(*two(first, second, *facts)), "disputed", subject)


def test_numbers_without_records_are_compared_and_cited_by_their_words() -> None:
    reports, records = two(
        "The relief office put the number of those uprooted in the valley at 1.1 million.",
        "The relief office put the number of those uprooted in the valley at 1.3 million.",
    )
    [found] = about(reconcile(reports, records), "disputed", "number")
    assert not set(found.records) - {r.id for r in records}
    words = {r.id: r.text for r in reports}
    cited = [span.of(words[report]) for report, spans in found.evidence for span in spans]
    assert sorted(c[-11:] for c in cited) == ["1.1 million", "1.3 million"]


def test_a_number_of_another_place_is_no_dispute() -> None:
    told = disputes("At Port Sel 12 villagers were wounded.", "At Ambry 40 villagers were wounded.", "number")
    assert told == []


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("The call went on for close to two and a half hours.", "They spent ninety minutes on the telephone.", True),
        ("The call went on for close to two hours.", "They spent 115 minutes on the telephone.", False),
        ("The call lasted an hour.", "Guns fell silent three hours after the call.", False),
        ("The call lasted an hour and a half.", "The call lasted half an hour.", True),
    ],
)
def test_lengths_of_a_call_are_read_off_the_text(first: str, second: str, apart: bool) -> None:
    assert bool(disputes(first, second, "number", CALL)) is apart


def test_a_step_in_place_and_lifted_is_a_dispute() -> None:
    stays = "The suspension of the Ambry river treaty remains in force."
    assert disputes(stays, "Belmark had agreed to lift the suspension of the Ambry river treaty.", "status")
    assert not disputes(stays, "Belmark refused to lift the suspension of the Ambry river treaty.", "status")
    assert not disputes(stays, "Belmark agreed to lift the ban on lorries.", "status")


def test_an_office_that_only_the_text_gives_is_compared() -> None:
    stance = (Position, {"holder": (ORLEN,), "stance": "support", "measure": ("ceasefire.full",)})
    former, holder = "Former president Mila Orlen spoke.", "Its president, Mila Orlen, spoke."
    assert disputes(former, holder, "role", stance)


def test_a_weekday_of_planned_talks_is_the_next_one() -> None:
    ahead = {"participants": (ARVENIA, BELMARK), "format": "talks"}
    said = "Talks between Arvenia and Belmark are to begin in the capital"
    one = Telling("Lakeside Wire", "2031-05-08").say(f"{said} on 2031-05-11.")
    one.facts.append((0, Talks, {**ahead, "status": "planned", "when": on("2031-05-11")}))
    other = Telling("Harbour Daily", "2031-05-08").say(f"{said} on Monday.")
    other.facts.append((0, Talks, {**ahead, "status": "held", "when": on("2031-05-05")}))
    assert (
        about(reconcile(*corpus(one, other)), "disputed", "date") == []
    )  # not a weekday by its words: an earlier round


def test_one_fact_in_two_kinds_is_corroborated() -> None:
    refused = (Position, {"holder": (BELMARK,), "stance": "reject", "measure": ("ceasefire.full",)})
    asked = (Condition, {"holder": (Actor("Belmark", "XBE", None, "government"),), "measure": ("other",)})
    one = Telling("Lakeside Wire").say("Belmark rejected a full truce along the northern ridge.", refused)
    other = Telling("Harbour Daily").say("Belmark declined the general ceasefire on the northern ridge.", asked)
    found = reconcile(*corpus(one, other))
    assert [len(f.records) for f in about(found, "corroborated")] == [2]


def test_who_denies_an_attack_disputes_its_status() -> None:
    raid = {"attacker": (ARVENIA,), "target_class": ("energy",), "means": ("drone",)}
    one = Telling("Lakeside Wire").say("Drones of Arvenia hit the gas store at Ambry.", (Incident, raid))
    denial = (Incident, {**raid, "factuality": "negated", "said_by": (ARVENIA,)})
    other = Telling("Harbour Daily").say("Arvenia denied that its drones had hit the gas store at Ambry.", denial)
    reports, records = corpus(one, other)
    assert {f.about for f in about(reconcile(reports, records), "disputed")} == {"status"}


def test_where_a_report_was_written_is_no_part_of_its_first_sentence() -> None:
    texts = (
        "HAVENPORT, May 3 (Lakeside Wire) - The truce holds.\nIt rained.",
        "ORLEN: Envoys met.",
        "3 May: Envoys met.",
    )
    told = [[span.of(text) for span in sentences(text)] for text in texts]
    assert told == [["The truce holds.", "It rained."], ["Envoys met."], ["3 May: Envoys met."]]
