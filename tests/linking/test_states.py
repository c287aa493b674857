"""States: every country is known, and words stand for the right one."""

from __future__ import annotations

import subprocess
import sys

import pycountry
import pytest

from readout.linking import states
from readout.linking.states import adjective_of, capital_of, name_of, state_of
from readout.linking.tables import rows


@pytest.mark.parametrize(
    ("words", "code", "how"),
    [
        ("Russia", "RUS", "name"),
        ("the Russian Federation", "RUS", "name"),
        ("Russian", "RUS", "adjective"),
        ("Russians", "RUS", "person"),
        ("Moscow's", "RUS", "capital"),
        ("the Kremlin", "RUS", "seat"),
        ("US", "USA", "name"),
        ("the US", "USA", "name"),
        ("U.S.", "USA", "name"),
        ("America", "USA", "name"),
        ("the White House", "USA", "seat"),
        ("Washington", "USA", "capital"),
        ("UK", "GBR", "name"),
        ("Britain’s", "GBR", "name"),
        ("United\nKingdom", "GBR", "name"),
        ("Downing Street", "GBR", "seat"),
        ("South Korea", "KOR", "name"),
        ("North Koreans", "PRK", "person"),
        ("DR Congo", "COD", "name"),
        ("Congolese", "COD", "adjective"),
        ("Ivory Coast", "CIV", "name"),
        ("Cote d'Ivoire", "CIV", "name"),
        ("the UAE", "ARE", "name"),
        ("Palestine", "PSE", "name"),
        ("Palestinians", "PSE", "person"),
        ("Elysee", "FRA", "seat"),
        ("the Élysée Palace", "FRA", "seat"),
        ("Villa Somalia", "SOM", "seat"),
        ("Soviet Union", "SUN", "name"),
        ("Kosovo", "XKX", "name"),
        ("Polish", "POL", "adjective"),
        ("Poles", "POL", "person"),
        ("Turkey", "TUR", "name"),
        ("UKRAINE", "UKR", "name"),
        ("Nigerien", "NER", "adjective"),
        ("Nigerian", "NGA", "adjective"),
        ("Kyiv", "UKR", "capital"),
        ("the United States'", "USA", "name"),
        ("the Netherlands", "NLD", "name"),
        ("Knesset", "ISR", "organ"),
    ],
)
def test_words_stand_for_a_state(words: str, code: str, how: str) -> None:
    found = state_of(words)
    assert found is not None
    assert (found.code, found.how) == (code, how)


@pytest.mark.parametrize(
    "words", ["us", "turkey", "polish", "chad", "", "the", "'s", "Male", "NATO", "Brussels", "Pole"]
)
def test_other_words_stand_for_none(words: str) -> None:
    assert state_of(words) is None


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda c: c.alpha_3)
def test_every_country_is_known_by_name(country: pycountry.db.Country) -> None:
    name = name_of(country.alpha_3)
    found = state_of(name)
    assert found is not None and found.code == country.alpha_3 and found.how == "name"


@pytest.mark.parametrize("row", [r for r in rows("states.tsv") if r["status"] in "mo"], ids=lambda r: r["code"])
def test_every_state_has_an_adjective_and_a_capital(row: dict[str, str]) -> None:
    assert adjective_of(row["code"]), "no adjective"
    assert capital_of(row["code"]), "no capital"


def test_members_and_observers_number_as_the_united_nations_count_them() -> None:
    status = [r["status"] for r in rows("states.tsv")]
    assert status.count("m") == 193


def test_no_spelling_is_claimed_by_two_states() -> None:
    claimed: dict[tuple[str, str], str] = {}
    for spelling, match in states._claims():
        other = claimed.setdefault((spelling, match.how), match.code)
        assert other == match.code, f"{spelling!r} is claimed by {other} and {match.code}"


def test_every_matcher_word_is_found() -> None:
    assert all(state_of(word) is not None for word in states.state_words())


def test_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        name_of("ZZZ")


def test_loads_quickly() -> None:
    program = (
        "import time; from readout.linking.states import state_of; t = time.perf_counter(); state_of('Russia');"
        "print(time.perf_counter() - t)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.2  # 20 ms on an idle machine; room for a busy one
