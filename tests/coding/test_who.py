"""Who acts: names explained in brackets, fighters of a group, joint and pointing nouns, whose verb it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from readout.coding import code
from readout.coding.cast import Cast
from readout.coding.home_state import official_state
from readout.language.parse import parse_all, sentences
from readout.model import Actor, Condition, Incident, Report, Statement


def _names(actors: Iterable[Actor]) -> list[str]:
    return sorted(a.name for a in actors)


def _who(text: str, word: str) -> list[str]:
    """Names of those whom the last token of that form stands for."""
    doc = next(iter(parse_all([text])))
    cast = Cast(doc, sentences(doc), date(2031, 5, 20), None)
    return _names(cast.of([t for t in doc if t.text == word][-1]))


def _records(text: str) -> list[object]:
    report = Report.create(text, outlet="Wire", published="2031-05-20")
    return list(code(report, next(iter(parse_all([text])))))


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "The Front for Honour and Renewal in Tavan (FHRT) signed. The FHRT will disarm.",
            "FHRT",
            "Front for Honour and Renewal in Tavan",
        ),
        (
            "Fighters of the Union for Bread in Upper Orrel (UBU) came. The UBU denied it.",
            "UBU",
            "Union for Bread in Upper Orrel",
        ),
        (
            "Peace talks with the Movement for Land and Water in Brask (MTE) came. The MTE said no.",
            "MTE",
            "Movement for Land and Water in Brask",
        ),
    ],
)
def test_a_name_before_its_short_form_is_whole(text: str, short: str, long: str) -> None:
    assert _who(text, short) == [long]


@pytest.mark.parametrize(
    "doers",
    ["On Monday morning gunmen of the TRF", "Late on Sunday fighters from the TRF", "On Tuesday gunmen of the TRF"],
)
def test_the_organisation_behind_its_gunmen_attacks(doers: str) -> None:
    text = f"The Tavan Rising Front (TRF) said it would not sign. {doers} attacked a convoy near the bridge."
    found = [r for r in _records(text) if isinstance(r, Incident)]
    assert [_names(r.attacker) for r in found] == [["Tavan Rising Front"]]


def test_the_groups_are_those_introduced_with_that_noun() -> None:
    text = (
        "Fourteen armed groups endorsed the accord. Several militia factions clashed with the police on Friday. "
        "The groups will dissolve within a month."
    )
    assert _who(text, "groups") == ["Fourteen armed groups"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Orrel League denied that its men took part and called for an inquiry.",
        "The Orrel League said its fighters had left the valley and called for an inquiry.",
    ],
)
def test_a_second_verb_belongs_to_the_one_who_denies(sentence: str) -> None:
    found = [r for r in _records(sentence) if isinstance(r, Condition)]
    assert [_names(r.holder) for r in found] == [["Orrel League"]]


def test_clans_named_before_one_noun_are_several() -> None:
    text = "Elders of the Warsan, Dubays and Idoor clans signed an accord on Sunday. All signatories pledged to disarm."
    assert _who(text, "Elders") == ["Dubays clan", "Idoor clan", "Warsan clan"]
    assert _who(text, "signatories") == ["Dubays clan", "Idoor clan", "Warsan clan"]


def test_those_who_did_not_sign_are_no_signatories() -> None:
    text = (
        "The government and the Tavan Front signed a truce. Two other groups, the Orrel League and the Salt Union, "
        "did not sign. The two signatories will meet again."
    )
    assert _who(text, "signatories") == ["Tavan Front", "government"]


def test_the_others_are_a_list_without_the_one_who_acts() -> None:
    text = (
        "The Tavan Front, the Orrel League and the Salt Union signed a truce. "
        "The Salt Union asked the other two to keep their word."
    )
    assert _who(text, "two") == ["Orrel League", "Tavan Front"]


def test_former_and_latter() -> None:
    text = "The Tavan Front and the Orrel League signed a truce. The former left the port; the latter will reopen it."
    assert (_who(text, "former"), _who(text, "latter")) == (["Tavan Front"], ["Orrel League"])


def test_a_name_in_apposition_is_the_group() -> None:
    text = "A sixth group, the Sons of the Vale, said it was not invited. It threatened to attack."
    assert _who(text, "It") == ["Sons of the Vale"]


def test_he_asked_ahead_of_the_reading_is_who_was_named_before() -> None:
    text = (
        "Both sides met on Monday. The truce between Norway and the Hill Front held. "
        "President Orla Venn has refused, but officials said he might agree to a reduction."
    )
    assert _who(text, "he") == ["Orla Venn"]


def test_he_is_nobody_told_of_in_the_plural() -> None:
    text = (
        "Minister Orla Venn came to Brask. The rebels had promised to free 200 policemen captured on Monday, he said."
    )
    assert _who(text, "he") == ["Orla Venn"]


def test_he_after_a_spokesman_of_a_person_is_that_person() -> None:
    text = "Colonel Adan Brask would not resign, his spokesman said. He urged the army to stand by him."
    assert _who(text, "He") == ["Adan Brask"]


def test_no_group_is_nobody() -> None:
    assert _who("A bomb went off in the market. No group claimed the attack.", "group") == []


def test_a_hyphened_name_is_one() -> None:
    assert _who("However, al-Tavan warned the villagers not to disarm.", "Tavan") == ["al-Tavan"]


def _states(text: str, word: str) -> list[str | None]:
    doc = next(iter(parse_all([text])))
    cast = Cast(doc, sentences(doc), date(2031, 5, 20), None)
    return [a.state for a in cast.of([t for t in doc if t.text == word][-1])]


@pytest.mark.parametrize(
    ("text", "word", "state"),
    [
        ("Peru's government met. Interior Minister Ana Solt spoke.", "Solt", "PER"),
        ("Peru's government met. General Ivo Marr, the army's chief of staff, spoke.", "Marr", "PER"),
        ("Peru's government met. Northlea's interior minister, Ana Solt, spoke.", "Solt", None),
        ("Peru's government met. The rebel minister Ana Solt spoke.", "Solt", None),
    ],
)
def test_who_serves_the_state_of_the_report(text: str, word: str, state: str | None) -> None:
    assert _states(text, word) == [state]


def test_a_minister_is_no_prime_minister() -> None:
    text = "Peru's Interior Minister, Ana Solt, and the Prime Minister, Ivo Marr, came to Lima. The Minister spoke."
    assert _who(text, "Minister") == ["Ana Solt"]


def test_the_president_is_the_one_named_last_before() -> None:
    text = "President Ana Solt of Peru spoke first. The president left. President Ivo Marr of Chile came later."
    doc = next(iter(parse_all([text])))
    cast = Cast(doc, sentences(doc), date(2031, 5, 20), None)
    assert _names(cast.of(next(t for t in doc if t.text == "president"))) == ["Ana Solt"]


TWO_PRESIDENTS = (
    "President Ana Solt of Peru spoke by telephone with the President of Chile, Ivo Marr. "
    "The President proposed a truce."
)


@pytest.mark.parametrize(("outlet", "name"), [(None, "Ana Solt"), ("Press Service, Santiago de Chile", "Ivo Marr")])
def test_the_president_is_the_subject_before_or_that_of_the_office_that_speaks(outlet: str | None, name: str) -> None:
    doc = next(iter(parse_all([TWO_PRESIDENTS])))
    cast = Cast(doc, sentences(doc), date(2031, 5, 20), outlet)
    assert _names(cast.of([t for t in doc if t.text == "President"][-1])) == [name]


def test_a_state_of_whom_only_lawmakers_are_named_is_a_side_by_its_name() -> None:
    text = "In Peru the lawmakers spoke. The Hill Front spoke. In Lima the lawmakers answered. The Hill Front answered."
    doc = next(iter(parse_all([text])))
    assert "Peru" in _names(Cast(doc, sentences(doc), date(2031, 5, 20), None).pair)


def test_a_second_verb_in_the_past_is_of_who_proposed() -> None:
    text = (
        "Minister Ana Solt proposed that Chile send observers to the region and confirmed her readiness to host talks."
    )
    said = [r for r in _records(text) if isinstance(r, Statement) and "readiness" in text[r.evidence[0].start :]]
    assert {a.name for r in said for a in r.speaker} == {"Ana Solt"}


def test_a_person_goes_by_another_part_of_the_name() -> None:
    text = "Diego Lamas Ortega of Peru leads the talks. Lamas wants a truce."
    assert _who(text, "Lamas") == ["Diego Lamas Ortega"]


def test_some_two_people_are_not_the_two_sides() -> None:
    text = "Peru and Chile signed a truce. No date was set, two people who were in the room said."
    assert _who(text, "people") == ["two people"]


def test_groups_counted_before_a_colon_are_those_listed_after_it() -> None:
    text = "Four groups signed it at the end of a three-day meeting: ARC, FTL, MNR and PUK. The groups will disarm."
    assert _who(text, "groups") == ["ARC", "FTL", "MNR", "PUK"]


@pytest.mark.parametrize(
    ("outlet", "state"),
    [("Press Office, Lima", "PER"), ("The Lima Herald", None), ("Quito Wire Agency", None), (None, None)],
)
def test_an_office_speaks_for_a_state_and_a_newspaper_for_none(outlet: str | None, state: str | None) -> None:
    assert official_state(outlet) == state
