"""Titles and nouns for actors."""

from __future__ import annotations

import pytest

from readout.linking.roles import actor_type, is_role, role_of, role_type, split_role
from readout.linking.tables import rows


@pytest.mark.parametrize(
    ("words", "title", "rank", "former", "plural"),
    [
        ("President", "president", 1, False, False),
        ("the former US President", "president", 1, True, False),
        ("US Secretary of State", "secretary of state", 2, False, False),
        ("deputy foreign minister", "foreign minister", 2, False, False),
        ("Minister of Defence", "minister", 2, False, False),
        ("spokeswoman for the army", "spokeswoman", 3, False, False),
        ("Ukrainian officials", "official", 3, False, True),
        ("foreign ministers", "foreign minister", 2, False, True),
        ("ministers of state", "minister of state", 2, False, True),
        ("rebel leader", "rebel leader", 3, False, False),
        ("ex-president", "president", 1, True, False),
        ("secretary-general of the alliance", "secretary-general", 2, False, False),
        ("spokesmen", "spokesman", 3, False, True),
    ],
)
def test_role_is_found(words: str, title: str, rank: int, former: bool, plural: bool) -> None:
    role = role_of(words)
    assert role is not None
    assert (role.title, role.rank, role.former, role.plural) == (title, rank, former, plural)


@pytest.mark.parametrize(
    "words", ["", "ceasefire", "President Jane Doe", "of the president", "agreement with the king"]
)
def test_other_words_are_no_role(words: str) -> None:
    assert not is_role(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("US Secretary of State Jane Doe", ("US Secretary of State", "Jane Doe")),
        ("former President Doe", ("former President", "Doe")),
        ("Jane Doe", (None, "Jane Doe")),
        ("the president", (None, "the president")),
    ],
)
def test_title_is_taken_off_a_name(words: str, expected: tuple[str | None, str]) -> None:
    assert split_role(words) == expected


@pytest.mark.parametrize(
    ("head", "words", "expected"),
    [
        ("army", "the Lebanese army", "military"),
        ("force", "Russian forces", "military"),
        ("ministry", "the defence ministry", "government"),
        ("ministry", "the Ministry of Defence", "government"),
        ("rebel", "rebels in the north", "armed_group"),
        ("resident", "residents of the border villages", "public"),
        ("agency", "aid agencies", "ngo"),
        ("agency", "the state news agency", "media"),
        ("peacekeeper", "peacekeepers", "igo"),
        ("official", "two senior officials", "government"),
        ("official", "a senior official", "person"),
        ("operation", "director general of military operations", "military"),
        ("gunman", "gunmen", "armed_group"),
        ("ally", "allies", "bloc"),
        ("truce", "the truce", None),
        ("staff", "the General Staff", "military"),
    ],
)
def test_type_of_an_unnamed_actor(head: str, words: str, expected: str | None) -> None:
    assert actor_type(head, words) == expected


def test_several_officials_are_their_government() -> None:
    assert role_type("officials") == "government"
    assert role_type("an official") == "person"
    assert role_type("truce") is None


@pytest.mark.parametrize("name", ["roles.tsv", "groups.tsv", "bodies.tsv", "armed_groups.tsv", "organs.tsv"])
def test_types_are_those_of_the_codebook(name: str) -> None:
    known = {"person", "government", "military", "armed_group", "igo", "ngo", "bloc", "media", "public"}
    assert {row.get("type", "armed_group") for row in rows(name)} <= known
