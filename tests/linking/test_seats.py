"""Which dated office a role names."""

from __future__ import annotations

from itertools import pairwise

import pytest

from readout.linking.offices import Office, load
from readout.linking.seats import Seat, named_so, seat_of


@pytest.mark.parametrize(
    ("role", "state", "seat"),
    [
        ("foreign minister", "NOR", Seat("NOR", "foreign_minister")),
        ("Minister of External Affairs", "IND", Seat("IND", "foreign_minister")),
        ("US Secretary of State", "USA", Seat("USA", "foreign_minister", True)),
        ("Defence Secretary", "GBR", Seat("GBR", "defence_minister", True)),
        ("former UN envoy to Yemen", None, Seat("United Nations", "envoy")),
        ("secretary-general of NATO", None, Seat("North Atlantic Treaty Organization", "head_of_body")),
        ("EU foreign policy chief", None, Seat("European Union", "head_of_body")),
        ("deputy foreign minister", "NOR", None),
        ("minister of state for foreign affairs", "NOR", None),
        ("UN human rights chief", None, None),
        ("UN spokesman", None, None),
        ("foreign minister", None, None),
        ("rebel commander", None, None),
    ],
)
def test_roles_and_their_seats(role: str, state: str | None, seat: Seat | None) -> None:
    assert seat_of(role, state) == seat


def test_how_the_head_of_a_body_is_called() -> None:
    assert named_so("UN chief", "UN Secretary-General", "United Nations")
    assert not named_so("EU chief", "High Representative (foreign policy chief)", "European Union")


UNSHARED: tuple[Office, ...] = ("foreign_minister", "defence_minister")


@pytest.mark.parametrize("office", UNSHARED)
def test_no_two_hold_one_ministry_for_long(office: Office) -> None:
    rows = [h for h in load().rows if h.office == office]
    assert len(rows) > 800
    for state in {h.state for h in rows}:
        held = sorted((h for h in rows if h.state == state), key=lambda h: h.start)
        for one, next_one in pairwise(held):
            assert one.end is not None, f"{one.name} has no end, but {next_one.name} follows"
            assert (one.end - next_one.start).days <= 31, f"{one.name} and {next_one.name}"
