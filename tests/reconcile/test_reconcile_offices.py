"""Ministers, heads of bodies and envoys, held against dated facts that a user gives in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from retelling import ARVENIA, BELMARK, Telling, about, corpus

from readout.linking.offices import Offices, load
from readout.model import Agreement
from readout.reconcile import reconcile

ROWS = """state,office,title,name,start,end,source
NOR,foreign_minister,Foreign Minister,Alva NORDHEIM,2028-02,2032-03,gazette
NOR,foreign_minister,Foreign Minister,Tove HAUGEN,2024-05-02,2028-02,gazette
NOR,defence_minister,Minister of Defence,Odd FJELDSTAD,2029-01-10,2033-06,gazette
USA,foreign_minister,Secretary of State,Carla BRIGHT,2029-01-20,2033-01-20,gazette
United Nations,head_of_body,Secretary-General,Imre SOLTAN,2027-01-01,2031-12-31,gazette
United Nations,envoy,Special Envoy for the Lakes,Petra OKAFORD,2030-04,2031-10,gazette
NOR,foreign_minister,Foreign Minister,Greta LUND,2033-01,,gazette
FIN,head_of_state,President,Ilmo KARHUNEN,2030-03-01,2036-03-01,gazette
FIN,head_of_state,President,Saara VIITANIEMI,2036-03-01,2042-03-01,gazette
ISL,head_of_state,President,Orri FALKSSON,2030-01-01,2036-01-01,gazette
ISL,head_of_government,President,Orri FALKSSON,2030-01-01,2036-01-01,gazette
"""


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    """The shipped table with the rows of a file."""
    extra = tmp_path / "offices.csv"
    extra.write_text(ROWS, encoding="utf-8")
    return load(extra)


def _conflicts(offices: Offices, sentence: str, day: str = "2031-05-04") -> list[str]:
    truce = Agreement, {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed"}
    told = "Arvenia and Belmark agreed to a truce at the lake."
    reports, records = corpus(
        Telling("Lakeside Wire", day).say(told, truce).say(sentence), Telling("Harbour Daily", day).say(told, truce)
    )
    found = reconcile(reports, records, references=offices)
    return [f.reference or "" for f in about(found, "reference_conflict", "role")]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Norway's foreign minister, Tove Haugen, came.", "Tove Haugen"),
        ("Norwegian Foreign Minister Berit Solheim came.", "Alva Nordheim"),
        ("Alva Nordheim, Norway's former foreign minister, came.", "Alva Nordheim"),
        ("Alva Nordheim, Norway's deputy foreign minister, came.", "Alva Nordheim"),
        ("Norwegian Interior Minister Odd Fjeldstad came.", "Odd Fjeldstad"),
        ("US Secretary of State Mark Oldman came.", "Carla Bright"),
        ("UN Secretary-General Jonas Weller came.", "Imre Soltan"),
        ("The former UN envoy to the Lakes, Petra Okaford, came.", "Petra Okaford"),
        ("Finland's president, Saara Viitaniemi, came.", "Ilmo Karhunen"),
        ("Iceland's prime minister, Orri Falksson, came.", "President, ISL"),
    ],
)
def test_an_office_given_against_the_facts(offices: Offices, sentence: str, fact: str) -> None:
    [found] = _conflicts(offices, sentence)
    assert fact in found and "gazette" in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway's foreign minister, Alva Nordheim, came.",
        "Tove Haugen, Norway's former foreign minister, came.",
        "Norwegian Foreign Minister Alwa Nordhaim came.",
        "Norwegian acting foreign minister Berit Solheim came.",
        "UN human rights chief Jonas Weller came.",
        "UN Secretary-General Imre Soltan came.",
        "UN envoy Jonas Weller came.",
        "The then Norwegian foreign minister, Tove Haugen, came.",
        "Finland's president, Ilmo Karhunen, came.",
        "Finland's president-elect, Saara Viitaniemi, came.",
        "Iceland's president, Orri Falksson, came.",
        "Iceland's president, Falksson Orri Jonsson, came.",
        "The opposition leader, Vigdis Thorsdottir, called on the president of Iceland to resign.",
    ],
)
def test_offices_that_the_facts_allow(offices: Offices, sentence: str) -> None:
    assert not _conflicts(offices, sentence)


def test_around_a_change_either_may_be_named(offices: Offices) -> None:
    for name in ("Alva Nordheim", "Tove Haugen"):
        assert not _conflicts(offices, f"Norwegian Foreign Minister {name} came.", "2028-02-20")


def test_after_the_last_known_change_nobody_is_held_against_who_then_sat(offices: Offices) -> None:
    assert not _conflicts(offices, "Norwegian Foreign Minister Berit Solheim came.", "2036-05-04")
