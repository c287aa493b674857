"""Several measures in one sentence, what a clause asks, and measures that no word names, on invented conflicts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.coding.measures import Measures
from readout.coding.reading import Reading
from readout.language.frames import is_negated
from readout.language.parse import parse_all
from readout.model import Agreement, Condition, Position, Record, Report

Coded = Callable[..., list[Record]]


def conditions(records: list[Record]) -> list[Condition]:
    return [r for r in records if isinstance(r, Condition)]


def agreements(records: list[Record]) -> list[Agreement]:
    return [r for r in records if isinstance(r, Agreement)]


def named(text: str) -> tuple[str, ...]:
    report = Report.create(text, file="case.txt", published="2024-05-14")
    (doc,) = parse_all([report.text])
    return Measures(Reading(report, doc)).within(0, len(doc), refer=False).codes


def test_a_series_of_infinitives_makes_a_condition_each(coded: Coded) -> None:
    found = conditions(coded("Kenya urged both armies to stop the shelling, to free prisoners and to open the road."))
    assert [c.measure for c in found] == [("ceasefire.full",), ("prisoner_exchange",), ("border_reopening",)]


def test_a_series_of_promises_makes_an_agreement_each(coded: Coded) -> None:
    found = agreements(
        coded("Chad and Mali committed themselves to disarm the militias, to exchange detainees and to open the road.")
    )
    assert {a.measure for a in found} == {("disarmament",), ("prisoner_exchange",), ("border_reopening",)}


def test_a_purpose_is_no_second_demand(coded: Coded) -> None:
    assert len(conditions(coded("Kenya urged Chad to stop the shelling to save lives."))) == 1


def test_the_clause_is_what_is_asked(coded: Coded) -> None:
    (found,) = conditions(coded("Ghana said its troops would not withdraw before the prisoners were freed."))
    assert (found.measure, found.condition_of) == (("prisoner_exchange",), ("troop_withdrawal",))


def test_a_relative_clause_speaks_of_its_noun(coded: Coded) -> None:
    found = agreements(coded("Chad and Mali signed an accord. Thirty observers, who may stay for a year, will arrive."))
    assert ("monitoring",) in [a.measure for a in found]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Neutral officers will police the ceasefire.", ("monitoring",)),
        ("Observers of the League will go to the villages.", ("monitoring",)),
        ("Both armies return to their bases.", ("troop_withdrawal",)),
        ("The rebels keep their weapons.", ("disarmament",)),
        ("Norway supplies them with military aid.", ("military_aid",)),
        ("The cabinet passed it by ten votes to one.", ()),
        ("It is unfair, diplomats say.", ()),
    ],
)
def test_words_of_measures(text: str, codes: tuple[str, ...]) -> None:
    assert named(text) == codes


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Nor will a single rifle be handed over.", "handed"),
        ("Not one soldier will be withdrawn.", "withdrawn"),
        ("The rebels will neither disarm nor demobilise.", "demobilise"),
    ],
)
def test_nor_and_not_one_deny(text: str, verb: str) -> None:
    (doc,) = parse_all([text])
    assert is_negated(next(t for t in doc if t.text == verb))


def test_parties_that_nothing_else_tells_are_those_named(coded: Coded) -> None:
    (found,) = agreements(coded("President Kallio signed the treaty."))
    assert [a.name for a in found.parties] == ["Kallio"]


def test_a_complaint_is_blame_and_a_hope_for_a_truce_support(coded: Coded) -> None:
    text = "Kenya complained that the trucks were still waiting. Ghana hopes that the ceasefire will last."
    assert [(p.stance, p.holder[0].name) for p in coded(text) if isinstance(p, Position)] == [
        ("criticise", "Kenya"),
        ("support", "Ghana"),
    ]
