"""Terms of a deal that one account has settled, covered or signed for, and another not."""

from __future__ import annotations

from typing import Any

import pytest
from retelling import ARVENIA, BELMARK, Telling, about, corpus

from readout.model import Agreement, Finding, Statement
from readout.reconcile import reconcile

SIDES = (ARVENIA, BELMARK)
TRUCE: dict[str, Any] = {"parties": SIDES, "measure": ("ceasefire.full",), "status": "agreed"}
BASE = "Arvenia and Belmark agreed to a truce at the lake."
FILLERS = ("Rain fell on the valley all week.", "Bakers queued for flour at the mill.", "The ferry sailed at noon.")


def disputes(first: str, second: str, subject: str) -> list[Finding]:
    """The disputes of one sort between two reports of one truce, each with one sentence more."""
    one = Telling("Lakeside Wire").say(BASE, (Agreement, TRUCE)).say(first)
    two = Telling("Harbour Daily").say(BASE, (Agreement, TRUCE)).say(second)
    for sentence in FILLERS:
        one.say(sentence)
        two.say(f"{sentence[:-1]}, it was said.")
    return [
        f for f in about(reconcile(*corpus(one, two)), "disputed", subject) if "truce at the lake" not in f.explanation
    ]


@pytest.mark.parametrize(
    ("firm", "other", "apart"),
    [
        ("Belmark will clear the mines in the harbour.", "Nothing has been settled about the mines.", True),
        ("The order to open the sluices has been given.", "No order to open the sluices has been given.", True),
        ("Belmark promised to hand over maps of the tunnels.", "Task denied that he had promised any maps.", True),
        ("Belmark will clear the mines in the harbour.", "Nothing has been settled about the pensions.", False),
        ("Belmark might clear the mines in the harbour.", "Nothing has been settled about the mines.", False),
    ],
)
def test_a_thing_settled_and_not_settled(firm: str, other: str, apart: bool) -> None:
    told = disputes(firm, other, "status")
    assert bool(told) is apart
    if apart:
        assert firm[:20] in told[0].explanation
        assert other[:20] in told[0].explanation


EXCHANGE: dict[str, Any] = {"parties": SIDES, "measure": ("prisoner_exchange",), "status": "agreed"}


@pytest.mark.parametrize(
    ("term", "other", "told"),
    [
        ("Belmark will release every prisoner once the bridge has been cleared of mines.", "It rained.", True),
        ("Belmark will release every prisoner once the bridge has been cleared of mines.",
         "Once mines have been cleared from the bridge, every prisoner will be released by Belmark.", False),
    ],
)  # fmt: skip
def test_a_term_that_one_newspaper_alone_gives(term: str, other: str, told: bool) -> None:
    one = Telling("Lakeside Wire").say(BASE, (Agreement, TRUCE)).say(term, (Agreement, EXCHANGE))
    two = Telling("Harbour Daily").say(BASE, (Agreement, TRUCE)).say(other)
    for sentence in FILLERS:
        one.say(sentence)
        two.say(f"{sentence[:-1]}, it was said.")
    left_out = about(reconcile(*corpus(one, two)), "omitted", "term")
    assert bool(left_out) is told
    if told:
        assert term[:20] in left_out[0].explanation


def test_no_truce_at_all_disputes_the_truce() -> None:
    one = Telling("Lakeside Wire").say(BASE, (Agreement, TRUCE))
    two = Telling("Harbour Daily").say("There is no truce, Arvenia's staff said.", (Statement, {"speaker": SIDES}))
    [found] = about(reconcile(*corpus(one, two)), "disputed", "status")
    assert "There is no truce" in found.explanation


@pytest.mark.parametrize(
    ("inside", "outside", "apart"),
    [
        ("Smuggling and poaching are forbidden under it.", "The text is silent on smuggling.", True),
        ("The accord obliges both to end poaching.", "Poaching is not covered by it, the ranger said.", True),
        ("The accord obliges both to end poaching.", "The text is silent on pensions.", False),
        ("Poaching is not covered, the warden said.", "The text is silent on poaching.", False),
        ("The accord covers the whole lake.", "The guns are silent on the lake.", False),
        ("All groups at the lake must return to camp.", "The truce does not cover groups that are outlawed.", False),
    ],
)
def test_a_matter_in_a_deal_and_outside_it(inside: str, outside: str, apart: bool) -> None:
    assert bool(disputes(inside, outside, "scope")) is apart


@pytest.mark.parametrize(
    ("whole", "part", "apart"),
    [
        ("The truce holds in the whole country.", "The truce applies only to the two northern districts.", True),
        ("The truce holds in the whole country.", "The truce applies everywhere in the country.", False),
        ("The whole country was hungry.", "The truce applies only to the two northern districts.", False),
    ],
)
def test_the_whole_of_an_area_and_a_part_of_it(whole: str, part: str, apart: bool) -> None:
    assert bool(disputes(whole, part, "scope")) is apart


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("Ana Solt signed for the army.", "General Ivo Marr signed for Arvenia's army.", True),
        ("Ana Solt signed for the army.", "Ana Solt, the colonel, signed for the army.", False),
        ("Ana Solt signed for the army.", "Ivo Marr signed for the Highland Front.", False),
        ("Ana Solt, the front's secretary, for the Highland Front, signed.", "Ivo Marr signed for the HF.", True),
    ],
)
def test_two_people_sign_for_one_side(one: str, two: str, apart: bool) -> None:
    assert bool(disputes(one, two, "party")) is apart


def on_days(first: tuple[str, str], second: tuple[str, str]) -> list[Finding]:
    """Date disputes between two reports of given days, each with one sentence more."""
    tellings = []
    for (day, sentence), outlet in ((first, "Lakeside Wire"), (second, "Harbour Daily")):
        tellings.append(Telling(outlet, day).say(BASE, (Agreement, TRUCE)).say(sentence))
    for telling in tellings:
        for sentence in FILLERS:
            telling.say(sentence)
    return about(reconcile(*corpus(*tellings)), "disputed", "date")


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [  # 2031-05-05 is a Monday
        ("It was signed on Friday.", "The truce was signed on Saturday.", True),
        ("It was signed on Friday.", "Friday's accord was welcomed.", False),
        ("The truce came into force on 3 May.", "The truce came into force today.", True),
        ("The truce came into force on 5 May.", "The truce came into force today.", False),
        ("The truce came into force at midnight on Sunday.", "The truce came into force today.", False),
        ("They are to meet again on Wednesday.", "The next meeting is on Thursday.", True),
        ("They are to meet again on Thursday.", "The next meeting is on 8 May.", False),
        ("The rifles are due in the barracks by 3 June.", "The rifles must be in the barracks by the 13th.", True),
        ("The rifles are due in barracks by 30 June.", "Rifles go to the barracks by the end of June.", False),
        ("The rifles are due in the barracks by 3 June.", "The harvest must be in by 13 June.", False),
        ("If the truce comes into force on 3 May, all is well.", "The truce came into force today.", False),
    ],
)
def test_days_of_a_deal(first: str, second: str, apart: bool) -> None:
    assert bool(on_days(("2031-05-05", first), ("2031-05-05", second))) is apart


def test_a_weekday_is_of_the_week_of_its_report() -> None:
    assert not on_days(("2031-05-05", "It was signed on Friday."), ("2031-05-02", "It was signed today."))
    assert on_days(("2031-05-05", "It was signed on Friday."), ("2031-05-05", "It was signed last Monday."))
