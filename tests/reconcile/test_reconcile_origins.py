"""Whose idea a thing was and who brought it about; what hangs on a condition; what is settled here and open there."""

from __future__ import annotations

import pytest
from retelling import ARVENIA, BELMARK, Telling, about, corpus

from readout.model import Agreement, Finding
from readout.reconcile import reconcile
from readout.reconcile.clashes import counts
from readout.reconcile.doers import doers

BASE = "Arvenia and Belmark agreed to a truce at the lake."
TRUCE = (Agreement, {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed"})


def found(first: str, second: str, *, days: tuple[str, str] = ("2031-05-04", "2031-05-04")) -> list[Finding]:
    """Findings over two reports of one truce that each say one thing more."""
    one = Telling("Lakeside Wire", day=days[0]).say(BASE, TRUCE).say(first)
    two = Telling("Harbour Daily", day=days[1]).say("A truce holds between Arvenia and Belmark.", TRUCE).say(second)
    return reconcile(*corpus(one, two))


@pytest.mark.parametrize(
    ("text", "deed", "who"),
    [
        ("It was General Vey who had proposed the ferry.", "origin", "vey"),
        ("The ferry was put forward by Ana Vey.", "origin", "vey"),
        ("The notion of a ferry came from the bishops.", "origin", "bishops"),
        ("On the proposal of the mediator they opened a ferry.", "origin", "mediator"),
        ("The ferry was General Vey's idea.", "origin", "vey"),
        ("The army blamed Red Lantern.", "blame", "lantern"),
        ("Lunde mediated between them for a month.", "mediating", "lund"),
    ],
)
def test_who_does_a_deed(text: str, deed: str, who: str) -> None:
    assert doers(text).get(deed) == {who}


def test_nobody_does_what_nobody_is_named_for() -> None:
    assert doers("He said that it had been proposed and brokered long ago.") == {}


@pytest.mark.parametrize(
    ("first", "second", "subject"),
    [
        ("It was General Vey who had proposed the night ferry.",
         "The idea of the night ferry came from the bishops.", "attribution"),
        ("It was General Vey who had proposed the night ferry.", "The night ferry was General Vey's idea.", None),
        ("It was General Vey who had proposed the night ferry.",
         "The idea of a school for orphans came from the bishops.", None),
    ],
)  # fmt: skip
def test_two_authors_of_one_thing(first: str, second: str, subject: str | None) -> None:
    told = {f.about for f in found(first, second) if f.finding == "disputed"}
    assert told == ({subject} if subject else set())


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("The amnesty for deserters was signed on Sunday.", "The amnesty for deserters is still being drafted.", True),
        ("Both initialled the amnesty before dinner.", "The amnesty remains under negotiation.", True),
        ("Both initialled the amnesty before dinner.", "The price of salt remains under negotiation.", False),
        ("Both hoped for an amnesty.", "The amnesty remains under negotiation.", False),
        ("The ferry office will open on Monday.", "The museum remains open to all.", False),
    ],
)
def test_settled_here_and_open_there(first: str, second: str, apart: bool) -> None:
    assert bool(about(found(first, second), "disputed", "status")) is apart


@pytest.mark.parametrize(
    ("first", "second", "left_out"),
    [
        ("The ferry will run at night once the mines have been cleared.", "The ferry will run at night again.", True),
        ("The ferry will run at night once the mines have been cleared.",
         "The ferry will run at night, provided that all mines are cleared.", False),
        ("The ferry will run at night once the mines have been cleared.",
         "The ferry will run at night. The mines are to be cleared first.", False),
        ("Some fear that the ferry will sink if it runs at night.", "The ferry will run at night again.", False),
    ],
)  # fmt: skip
def test_a_condition_that_one_account_leaves_out(first: str, second: str, left_out: bool) -> None:
    assert bool(about(found(first, second), "omitted", "condition")) is left_out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A million and a half people sleep in camps.", 1_500_000),
        ("A quarter of a million people have fled.", 250_000),
        ("Half a dozen soldiers stayed.", 6),
        ("They met for the tenth round.", 10),
        ("It was their sixth such accord.", 6),
    ],
)
def test_numbers_told_in_other_ways(text: str, value: float) -> None:
    assert [c.value for c in counts(text)] == [value]
