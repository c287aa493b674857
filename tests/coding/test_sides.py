"""The two sides of a report, and the names that bodies go by in it; reports of our own."""

from __future__ import annotations

import pytest

from readout.coding.reading import Reading
from readout.language.parse import parse_all
from readout.model import Incident, Report, Statement, Talks


def pair(text: str) -> set[str | None]:
    report = Report.create(text, file="case.txt", published="2024-05-14")
    (doc,) = parse_all([report.text])
    return {a.state or a.name for a in Reading(report, doc).cast.pair}


def test_mediators_are_no_side() -> None:
    text = "Swiss and Norwegian mediators agreed on a text. Peru accused Chile of shelling Tacna. Chile blamed Peru."
    assert pair(text) == {"PER", "CHL"}


def test_the_pair_that_most_words_set_apart() -> None:
    text = (
        "Bolivia accused Norway of spying. A truce between Peru and Chile began. Peru and Chile had fought for a week."
    )
    assert pair(text) == {"PER", "CHL"}


@pytest.mark.parametrize(
    "aside",
    [
        "The truce does not apply to the Highland Legion.",
        "Each side rested.",
        "Terrorists fled.",
        "The statement was read out. The statement was long.",
    ],
)
def test_who_is_no_side(aside: str) -> None:
    assert pair(f"Peru kept calm. Peru waited. The Amber Front kept calm. {aside}") == {"PER", "Amber Front"}


def test_rebels_are_the_one_group_that_is_named(coded) -> None:
    text = "Peru and the High Plain Liberation Army (HLA) agreed on a truce. The rebels had attacked Cusco on Monday."
    made = [r for r in coded(text) if isinstance(r, Incident)]
    assert [a.name for r in made for a in r.attacker] == ["High Plain Liberation Army"]


def test_fighters_of_a_named_group_are_the_group(coded) -> None:
    text = "The High Plain Liberation Army (EHP) left the truce. EHP fighters attacked the mint in Lima on Tuesday."
    made = [r for r in coded(text) if isinstance(r, Incident)]
    assert [a.name for r in made for a in r.attacker] == ["High Plain Liberation Army"]


@pytest.mark.parametrize(
    "text",
    [
        "No such papers exist, the Peruvian government insists.",
        "The police had turned them back, a Chilean minister complained.",
        "The war has killed 26,000 people, according to Peruvian government figures.",
    ],
)
def test_a_clause_before_its_cue(coded, text: str) -> None:
    assert [type(r) for r in coded(text) if isinstance(r, Statement)] == [Statement]


def test_the_toll_told_next_is_part_of_the_incident(coded) -> None:
    text = "Chilean forces shelled an army post at Tacna on Monday. Two soldiers were killed."
    (made,) = [r for r in coded(text) if isinstance(r, Incident)]
    assert made.killed == 2 and len(made.evidence) == 2 and "military" in made.target_class


def test_who_fired_first_is_nobody(coded) -> None:
    text = "Nobody knows who fired first at the port."
    assert not [r for r in coded(text) if isinstance(r, Incident)]


def test_whom_one_expects_and_what_one_intends(coded) -> None:
    text = "Peru and Chile signed a truce. The Norwegian envoy, Anna Berg, is expected in Lima on Friday."
    made = [r for r in coded(text) if isinstance(r, Talks)]
    assert [(r.format, r.status) for r in made] == [("visit", "planned")]
    text = "Peru and Chile intend to hold further talks in Oslo next week."
    assert [r.status for r in coded(text) if isinstance(r, Talks)] == ["planned"]


def test_the_host_sits_at_the_table(coded) -> None:
    text = "The truce was signed after talks between Peru and Chile hosted by Norway."
    (made,) = [r for r in coded(text) if isinstance(r, Talks)]
    assert {a.state for a in made.participants} == {"PER", "CHL", "NOR"}
