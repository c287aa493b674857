"""Where sentences begin: datelines of every form, and short names with a full stop."""

from __future__ import annotations

import pytest

from readout.language.parse import parse_all, sentences


def told(text: str) -> list[str]:
    (doc,) = parse_all([text])
    return [s.text for s in sentences(doc)]


@pytest.mark.parametrize(
    "dateline",
    [
        "LIMA — ",
        "LIMA/QUITO, March 27 (Wire) — ",
        "SANTO DOMINGO, Dominican Republic, March 8 (NA) - ",
        "PORT-AU-PRINCE, Haiti (NA) — ",
        "TUMBES, Peru, 3 May — ",
        "QUITO: ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    first = "Two groups in the northern province have signed a truce."
    assert told(f"A Wire | 2031-05-04\n\nA headline\n{dateline}{first}\nThey met on Monday.")[-2:] == [
        first,
        "They met on Monday.",
    ]


def test_a_speaker_further_down_is_no_dateline() -> None:
    text = "A headline\nThe talks were broadcast.\nThey went on till noon.\nNobody left.\nOKELLO: We shall not sign."
    assert any("We shall not sign" in s and "OKELLO" in s for s in told(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "He was ready to talk with President Umaru Yar'Adua but would not disarm until soldiers had left.",
        "A complete ceasefire takes effect at 00:00 Moscow time on 10 November.",
        "S.K. Mora told a rally that the strikes were off.",
    ],
)
def test_a_sentence_ends_where_one_can(sentence: str) -> None:
    assert told(f"They met on Monday. {sentence} Nobody left.")[1:2] == [sentence]


@pytest.mark.parametrize(
    "line", ["4 May 2031, by a staff correspondent", "By Ann Author", "3 May 2031", "Monday, May 2, 2031", "2031-05-02"]
)
def test_a_line_of_day_and_writer_is_no_sentence(line: str) -> None:
    assert told(f"A headline\n{line}\n\nThey met on Monday.")[-2:] == ["A headline", "They met on Monday."]


def test_a_sentence_that_begins_with_by_is_told() -> None:
    assert told("A headline\nBy late Monday both sides had stopped\nNobody left.")[1].startswith("By late Monday")


def test_a_short_name_ends_no_sentence() -> None:
    assert told("The envoy, Mr Th. Marwah, signed. He left for Lima.") == [
        "The envoy, Mr Th. Marwah, signed.",
        "He left for Lima.",
    ]
