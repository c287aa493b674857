"""Measures: codes of words, of deeds with their objects, scope of truces, and what "it" or "the deal" stands for."""

from __future__ import annotations

import pytest

from readout.coding.measures import Measures
from readout.coding.reading import Reading
from readout.language.parse import parse_all
from readout.model import Report


def measured(text: str) -> Measures:
    report = Report.create(text, file="case.txt", published="2024-05-14")
    (doc,) = parse_all([report.text])
    return Measures(Reading(report, doc))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("They agreed to halt attacks on power plants.", ("ceasefire.energy",)),
        ("They agreed to halt strikes on energy and infrastructure.", ("ceasefire.energy", "ceasefire.infrastructure")),
        (
            "They agreed to spare energy infrastructure from attack, and to halt attacks on energy infrastructure.",
            ("ceasefire.energy",),
        ),
        ("They announced a ceasefire at sea.", ("ceasefire.maritime",)),
        ("They announced a humanitarian truce.", ("ceasefire.humanitarian",)),
        ("They want the sanctions to be lifted.", ("sanctions_relief",)),
        ("The leaders who were jailed must be released.", ("prisoner_exchange",)),
        ("The rebels will hand in their rifles.", ("disarmament",)),
        ("The army will leave its posts.", ("troop_withdrawal",)),
        ("The garrison will withdraw from the occupied town.", ("troop_withdrawal",)),
        ("He wants the release of two teachers.", ("prisoner_exchange",)),
        ("He wants the release of two hostages.", ("hostage_release",)),
        ("A ship was landed there.", ()),
        ("They may visit their homes.", ()),
        ("He spoke at a news conference.", ()),
        ("A bus crashed near the border.", ()),
    ],
)
def test_codes(text: str, codes: tuple[str, ...]) -> None:
    found = measured(text)
    assert found.within(0, len(found.reading.doc), refer=False).codes == codes


def test_the_truce_keeps_its_scope() -> None:
    found = measured("Peru announced a truce at sea. The truce began on Monday.")
    second = found.reading.sents[1]
    assert found.within(second.start, second.end).codes == ("ceasefire.maritime",)


def test_the_step_is_what_was_named_last() -> None:
    found = measured("Peru freed 40 prisoners. Norway praised the step.")
    second = found.reading.sents[1]
    referred = found.within(second.start, second.end)
    assert (referred.codes, referred.named) == (("prisoner_exchange",), False)


def test_it_that_acts_is_no_measure() -> None:
    found = measured("Peru announced a truce. It urged calmness.")
    second = found.reading.sents[1]
    assert not found.within(second.start, second.end)
