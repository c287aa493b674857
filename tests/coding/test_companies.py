"""Lists of parties, the words that stand for all of them, names with "of", and short forms."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from readout.coding import code
from readout.language.parse import parse_all
from readout.model import Actor, Agreement, Condition, Position, Report

LIST = (
    "The Tavan Front, the Council of Orrel, the Hill Guards of Colonel Brask and the Salt Union signed a truce in May. "
)


def _records(text: str) -> list[object]:
    report = Report.create(text, outlet="Wire", published="2031-05-20")
    return list(code(report, next(iter(parse_all([text])))))


def _names(actors: Iterable[Actor]) -> set[str]:
    return {a.name for a in actors}


def _bound(text: str, words: str) -> set[str]:
    found = [r for r in _records(text) if isinstance(r, Agreement)]
    return {n for r in found for s in r.evidence if words in text[s.start : s.end] for n in _names(r.parties)}


@pytest.mark.parametrize(
    "clause",
    [
        "The four groups agreed to free all prisoners.",
        "All four will withdraw their guns within a week.",
        "They also agreed to exchange prisoners.",
        "Each side will release its prisoners by June.",
    ],
)
def test_words_for_all_of_a_list(clause: str) -> None:
    wanted = {"Tavan Front", "Council of Orrel", "Hill Guards of Colonel Brask", "Salt Union"}
    assert _bound(LIST + clause, clause[:-1]) == wanted


def test_a_list_set_off_by_dashes_is_the_group_before_it() -> None:
    text = "Three movements - the Red Fen, the Army of the Poor (AP) and the Kelt Front - agreed to a truce on Sunday."
    assert _bound(text, "agreed to a truce") == {"Red Fen", "Army of the Poor", "Kelt Front"}


def test_a_list_told_in_the_next_sentence() -> None:
    text = (
        "Three militias signed a ceasefire on Monday. They are the Reed Front, the Kolt League and the Sons of the Fen."
    )
    assert _bound(text, "signed a ceasefire") == {"Reed Front", "Kolt League", "Sons of the Fen"}


def test_people_of_a_movement_are_the_movement() -> None:
    text = "The Kolvan movement accepted the truce. The Kolvans reject any talks with the governor."
    found = [r for r in _records(text) if isinstance(r, Position) and r.stance == "reject"]
    assert [_names(r.holder) for r in found] == [{"Kolvan movement"}]


def test_short_form_of_a_council_with_no_known_place() -> None:
    text = "The Council of Orrel signed a truce with the Fen League. The Council demands that it free its prisoners."
    holders = [a for r in _records(text) if isinstance(r, Condition) for a in r.holder]
    assert [(a.name, a.state) for a in holders] == [("Council of Orrel", None)]


def test_troops_of_a_commander_are_one_force_of_no_state() -> None:
    text = "The army of General Osk agreed to a truce with the Fen League. General Osk's troops will leave the port."
    parties = [a for r in _records(text) if isinstance(r, Agreement) for a in r.parties]
    assert {a.name for a in parties} <= {"army of Osk", "Fen League"}
    assert all(a.state is None for a in parties)


def test_movements_named_after_namely_are_the_movements() -> None:
    text = (
        "The armed movements active in Sora, namely the Front for Justice (FPJ), the Army of the Vale (AV) and the "
        "Reed Union (RU), have agreed to a truce. The movements shall lift all roadblocks within ten days."
    )
    assert _bound(text, "lift all roadblocks") == {"Front for Justice", "Army of the Vale", "Reed Union"}


def test_the_groups_are_not_the_government_that_signed_with_them() -> None:
    text = (
        "The provincial government and three armed groups, the Reed Front, the Kolt League and the Sons of the Fen, "
        "signed a truce. The armed groups agreed to free all prisoners."
    )
    assert _bound(text, "free all prisoners") == {"Reed Front", "Kolt League", "Sons of the Fen"}


def test_whoever_denies_having_agreed_has_not_agreed() -> None:
    found = [r for r in _records("The Reed Front denied that it had agreed to disarm.") if isinstance(r, Agreement)]
    assert [r.factuality for r in found] == ["negated"]
