"""Bodies: organisations, blocs, armed groups."""

from __future__ import annotations

import pytest

from readout.linking.bodies import body_of, body_words
from readout.linking.states import state_of


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("the UN", "United Nations", "igo"),
        ("U.N.", "United Nations", "igo"),
        ("UNITED NATIONS", "United Nations", "igo"),
        ("the Security Council", "United Nations Security Council", "igo"),
        ("Nato's", "North Atlantic Treaty Organization", "bloc"),
        ("the African Union", "African Union", "igo"),
        ("Igad", "Intergovernmental Authority on Development", "igo"),
        ("ICRC", "International Committee of the Red Cross", "ngo"),
        ("the Red Cross", "International Committee of the Red Cross", "ngo"),
        ("Medecins Sans Frontieres", "Doctors Without Borders", "ngo"),
        ("G7", "G7", "bloc"),
        ("European allies", "European allies", "bloc"),
        ("several NATO members", "several NATO members", "bloc"),
        ("the state news agency", "state news agency", "media"),
        ("the Houthis", "Houthis", "armed_group"),
        ("Brussels", "European Union", "igo"),
    ],
)
def test_words_stand_for_a_body(words: str, name: str, kind: str) -> None:
    found = body_of(words)
    assert found is not None
    assert (found.name, found.type) == (name, kind)


@pytest.mark.parametrize("words", ["", "who", "west", "France", "president", "pressing"])
def test_other_words_stand_for_none(words: str) -> None:
    assert body_of(words) is None


def test_countries_in_play_decide_a_shared_abbreviation() -> None:
    found = body_of("UCK", countries=frozenset({"XKX"}))
    assert found is not None and found.country == "XKX"


def test_no_word_is_both_a_body_and_a_state() -> None:
    assert [word for word in body_words() if state_of(word)] == []
