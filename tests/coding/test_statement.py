"""Statements: whose words, and where a sentence and a quotation end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.coding import code
from readout.language.parse import parse_all
from readout.model import Figure, Incident, Position, Record, Report, Statement

Coded = Callable[..., list[Record]]


def _said(records: list[Record], text: str) -> list[tuple[str, str]]:
    """Each speaker of each statement, with its content."""
    told = [r for r in records if isinstance(r, Statement)]
    return [(a.name, " ".join(span.of(text) for span in r.content)) for r in told for a in r.speaker]


def _issued(text: str, title: str) -> list[Record]:
    """The records of a text under a headline."""
    report = Report.create(f"{title}\n\n{text}", title=title, published="2031-05-20")
    return code(report, next(iter(parse_all([report.text]))))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Orla Venn, the head of the union, told a rally of about 50,000 supporters that all strikes were off.",
            "Orla Venn",
            "all strikes were off",
        ),
        (
            "The Lake Council notes with satisfaction that the two sides have agreed to a ceasefire.",
            "Lake Council",
            "the two sides have agreed to a ceasefire",
        ),
        (
            "Some 75,000 people have left their homes, according to the shelter cluster.",
            "shelter cluster",
            "Some 75,000 people have left their homes",
        ),
        (
            '"We begin with those whose mothers live," the oldest of them, Besen Arto, told this newspaper.',
            "Besen Arto",
            "We begin with those whose mothers live",
        ),
        ("Three signatories wrote on Friday that their men would stay.", "Three signatories", "their men would stay"),
        ("Norway, say officials in Oslo, drew up the text.", "officials", "drew up the text"),
        ("S.K. Mora told reporters that the strikes were off.", "S.K. Mora", "the strikes were off"),
    ],
)
def test_who_says_what(coded: Coded, text: str, speaker: str, content: str) -> None:
    whole = f"{text} It rained all day."
    assert (speaker, content) in _said(coded(whole), whole)


def test_a_quotation_between_two_speakers_is_the_first_ones(coded: Coded) -> None:
    text = 'Odo Lind, the envoy, called the truce "a welcome step" but the army\'s spokesman said patrols would go on.'
    quotes = {r.speaker[0].name: r.quote for r in coded(text) if isinstance(r, Statement)}
    assert quotes == {"Odo Lind": "a welcome step", "army's spokesman": None}


def test_what_is_called_something_in_a_place_is_said(coded: Coded) -> None:
    (said,) = [
        r for r in coded('In Brask the guarantors called the raid "a grave setback".') if isinstance(r, Statement)
    ]
    assert said.quote == "a grave setback"


def test_what_another_is_to_say_has_not_been_said(coded: Coded) -> None:
    text = "Commander Venn wanted Arto himself to confirm it."
    assert not any(name == "Arto" for name, _ in _said(coded(text), text))


def test_a_few_who_speak_are_no_figure(coded: Coded) -> None:
    text = "Seven traders died in the strike, three residents said by telephone."
    assert [r.value for r in coded(text) if isinstance(r, Figure)] in ([], [7.0])


TOLD = "The Hill Front agreed to a truce with Norway on Friday. We reject the plan for a joint police force."


@pytest.mark.parametrize(
    ("title", "holder"), [("Statement of the Hill Front", ["Hill Front"]), ("Hill Front signs truce", [])]
)
def test_we_of_a_communique_is_who_issues_it(title: str, holder: list[str]) -> None:
    held = [r for r in _issued(TOLD, title) if isinstance(r, Position) and r.stance == "reject"]
    assert [a.name for r in held for a in r.holder] == holder


def test_a_bylines_writer_is_nobody_in_the_report(coded: Coded) -> None:
    text = (
        "First ship leaves\n4 May 2031, by a staff correspondent\n\nCommander Orla Venn said his men accepted the halt."
    )
    names = {a.name for r in coded(text) for a in (getattr(r, "holder", None) or ())}
    assert not any("correspondent" in name for name in names)


def test_a_rejected_allegation_is_a_denial(coded: Coded) -> None:
    text = "The Hill Front rejected the allegation that prisoners were killed in Brask."
    (denied,) = [r for r in coded(text) if isinstance(r, Incident)]
    assert denied.factuality == "negated"
    assert [a.name for a in denied.said_by] == ["Hill Front"]


def test_those_killed_when_somebody_struck_are_one_incident(coded: Coded) -> None:
    text = "Four people were killed when Norwegian forces shelled the jetty at Brask on Sunday."
    (told,) = [r for r in coded(text) if isinstance(r, Incident)]
    assert told.killed == 4
    assert [a.state for a in told.attacker] == ["NOR"]


def test_an_attack_with_arms_is_no_criticism(coded: Coded) -> None:
    text = "On Sunday night Hill Front fighters attacked an oil jetty, killing five people."
    assert not [r for r in coded(text) if isinstance(r, Position)]


def test_what_one_denies_to_have_agreed_is_not_accepted(coded: Coded) -> None:
    text = "Norway and the Hill Front signed a truce. The spokesman denied that Oslo had agreed to it."
    assert "accept" not in [r.stance for r in coded(text) if isinstance(r, Position)]


def test_who_claims_an_attack_tells_of_it_once(coded: Coded) -> None:
    text = "Two bombs killed a villager in Brask on Friday. Kasten Oril, head of the Hill Front, claimed the attack."
    told = [r for r in coded(text) if isinstance(r, Incident)]
    (claimed,) = [r for r in told if "claimed" in r.evidence[0].of(text)]
    assert [a.name for a in claimed.attacker] == ["Kasten Oril"]
    assert len(told) == 2


def test_other_reports_that_are_denied_are_no_denial_of_the_incident_before(coded: Coded) -> None:
    text = "Hill Front men shelled Brask on Friday. Minister Ana Solt denied reports that checkpoints had been removed."
    assert [r.factuality for r in coded(text) if isinstance(r, Incident)] == ["fact"]


def test_an_acronyms_department_is_of_the_body_that_it_names(coded: Coded) -> None:
    text = "Norway and the rebels met. The HLF information department announced a truce on Friday."
    states = {a.state for r in coded(text) if isinstance(r, Statement) for a in r.speaker}
    assert states == {None}
