"""Which state a name stands for: waters, longer names, common words, bodies of several states, whole reports."""

from __future__ import annotations

from datetime import date

import pytest

from readout.coding.cast import Cast
from readout.coding.home_state import home_state
from readout.coding.reading import Reading
from readout.language.parse import parse_all, sentences
from readout.model import Agreement, Report, Statement


def _reading(text: str) -> Reading:
    (doc,) = parse_all([text])
    return Reading(Report.create(text, file="case.txt", published="2011-03-04"), doc)


def _home(text: str) -> str | None:
    (doc,) = parse_all([text])
    return home_state(doc, sentences(doc), None)


def _actors(text: str, word: str) -> list[tuple[str, str | None, str | None]]:
    (doc,) = parse_all([text])
    cast = Cast(doc, sentences(doc), date(2011, 3, 4), None)
    return [(a.name, a.state, a.type) for a in cast.of([t for t in doc if t.text == word][-1])]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Gendarmes landed on the Indian Ocean island on Monday.", ()),
        ("A frigate crossed the Irish Sea.", ()),
        ("The Indian navy crossed it, too.", ("IND",)),
        ("The Papua New Guinea Defence Force withdrew.", ("PNG",)),
    ],
)
def test_the_states_that_a_report_names(text: str, countries: tuple[str, ...]) -> None:
    assert _reading(text).countries == countries


@pytest.mark.parametrize("name", ["the Gulf", "north bank", "Highlands"])
def test_common_words_are_no_division_of_a_country_that_is_not_named(name: str) -> None:
    assert _reading("Kenya sent police on Monday.").place(name) is None


def test_a_division_counts_where_its_country_is_named() -> None:
    place = _reading("Papua New Guinea sent police to the Highlands on Monday.").place("Gulf")
    assert place is not None
    assert place.country == "PNG"


def test_a_dateline_abroad_does_not_make_a_report_of_that_state() -> None:
    text = (
        "GENEVA, March 4 (Wire) - The army left the city of Arequipa on Friday, and the town of Trujillo a day later."
    )
    assert _home(text) == "PER"


def test_armed_groups_tell_what_country_a_report_is_about() -> None:
    assert _home("Shining Path fighters fired on a post on Monday, the army said.") == "PER"


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("Peru is ready. The OAS Council called for calm in Peru on Monday.", "Council", "igo"),
        ("Peru is ready. The Permanent Council of the Organization of American States met.", "Council", "igo"),
        ("Peru is ready. The Secretary General of the OAS has asked for observers in Peru.", "General", "person"),
    ],
)
def test_organs_and_officers_of_bodies_have_no_state(text: str, word: str, type_: str) -> None:
    ((_, state, kind),) = _actors(text, word)
    assert (state, kind) == (None, type_)


def test_both_leaders_are_not_the_one_who_calls_them() -> None:
    text = (
        "President Alan Vega of Peru and President Marta Soto of Chile signed a truce on Monday. "
        "UN Secretary-General Ban Ki-moon telephoned both leaders."
    )
    assert sorted(state or "" for _, state, _ in _actors(text, "leaders")) == ["CHL", "PER"]


def test_two_men_killed_are_nobody_named_before() -> None:
    text = "President Alan Vega of Peru met President Marta Soto of Chile. A bomb killed two men in Lima."
    assert all(name == "two men" for name, _, _ in _actors(text, "men"))


def _deals(coded, text: str) -> list[Agreement]:
    return [r for r in coded(text) if isinstance(r, Agreement)]


def test_what_outsiders_promise_to_give_binds_them(coded) -> None:
    text = "Peru and Chile signed a truce on Monday. Under the deal, the European Union will finance the monitoring."
    promised = [d for d in _deals(coded, text) if "finance" in d.evidence[0].of(text)]
    assert [[a.name for a in d.parties] for d in promised] == [["European Union"]]


def test_counted_groups_are_those_that_the_report_names(coded) -> None:
    text = (
        "Mali and two armed groups signed a truce on Monday. The Northern Liberation Front attacked a post in May. "
        "The Desert Resistance Army fired on a convoy in June."
    )
    signed = _deals(coded, text)[0]
    assert len(signed.parties) == 3
    assert not any(a.name.startswith("two") for a in signed.parties)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("About 3,000 people have come home since Christmas, the UN refugee agency estimates.", "About 3,000 people"),
        ("The minister said the old road was closed and that the envoy holds the keys.", "the old road"),
        ("Ana Reyes, the hospital's head, put the dead at seven.", "the dead at seven"),
        ("Ana Reyes holds that the country should return to ten provinces.", "the country should return"),
    ],
)
def test_who_says_it_last_or_in_rarer_words(coded, text: str, content: str) -> None:
    said = [r for r in coded(text) if isinstance(r, Statement)]
    assert any(r.content[0].of(text).startswith(content) for r in said)


def test_holding_a_town_says_nothing(coded) -> None:
    assert not [r for r in coded("The rebels hold a town in Peru.") if isinstance(r, Statement)]
