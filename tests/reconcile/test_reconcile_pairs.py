"""Two accounts side by side: reports that belong together though their sides differ, and what one of two leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from retelling import ARVENIA, BELMARK, FRONT, TASK, Telling, about, corpus

from readout.model import Actor, Agreement, Condition, Record, Talks, Terms
from readout.model.report import Report
from readout.reconcile import reconcile
from readout.reconcile.episodes import episodes, profile
from readout.reconcile.items import item

SIDES = (ARVENIA, BELMARK)
TRUCE: dict[str, Any] = {"parties": SIDES, "measure": ("ceasefire.full",), "status": "agreed"}
DELEGATION = Actor("delegation", None, None, "other")
ALLIES = Actor("allies", None, None, "other")


def parts(reports: list[Report], records: list[Record]) -> list[int]:
    """How many reports each episode holds."""
    own = {r.id: r for r in reports}
    told = {r.id: [item(c, own[c.report], c.report) for c in records if c.report == r.id] for r in reports}
    return [len(e) for e in episodes(reports, {key: profile(items) for key, items in told.items()})]


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        ("In Gabon the CPLF and Ruzi Tambo signed a text.", True),
        ("In Gabon a text was signed in December.", False),
        ("In Chad the CPLF and Ruzi Tambo signed a text.", False),
    ],
)
def test_short_reports_that_share_a_state_and_two_names_are_of_one_matter(other: str, joined: bool) -> None:
    one = Telling("A Wire").say(
        "Gabon saw the CPLF and Ruzi Tambo sign in December.", (Agreement, {**TRUCE, "parties": (FRONT, TASK)})
    )
    two = Telling("B Daily").say(other, (Agreement, {**TRUCE, "parties": (ALLIES,), "measure": ("disarmament",)}))
    assert parts(*corpus(one, two)) == ([2] if joined else [1, 1])


def test_a_statement_that_names_no_state_joins_by_three_names() -> None:
    one = Telling("A Wire").say(
        "In Gabon General Tambo met the Varo Front at Lake Orsa.", (Agreement, {**TRUCE, "parties": (FRONT, TASK)})
    )
    two = Telling("Front Office").say(
        "Our delegation met General Tambo of the Varo people at Orsa.",
        (Agreement, {**TRUCE, "parties": (DELEGATION,), "measure": ("disarmament",)}),
    )
    assert parts(*corpus(one, two)) == [2]
    far = Telling("Front Office").say(
        "Our delegation met a general at Orsa.",
        (Agreement, {**TRUCE, "parties": (DELEGATION,), "measure": ("disarmament",)}),
    )
    assert parts(*corpus(one, far)) == [1, 1]


def two(*extra: tuple[str, tuple[type[Record], dict[str, Any]] | None], silent: str = "") -> list[Telling]:
    """A report of a truce with more to tell, and one with ``silent`` only."""
    full = Telling("A Wire").say("Arvenia and Belmark agreed to a truce.", (Agreement, TRUCE))
    for sentence, fact in extra:
        full.say(sentence, *([fact] if fact else []))
    other = Telling("B Daily").say("Belmark and Arvenia have agreed on a truce.", (Agreement, TRUCE))
    return [full, other.say(silent) if silent else other]


LIFT = (Condition, {"holder": (TASK,), "measure": ("sanctions_relief",), "condition_of": ("ceasefire.full",)})
ORDER = (Agreement, {**TRUCE, "parties": (ARVENIA,), "status": "ordered"})
BEGIN = (Agreement, {**TRUCE, "terms": Terms(starts="immediate")})


@pytest.mark.parametrize(
    ("sentence", "fact", "what", "told"),
    [
        ("The truce begins at once.", BEGIN, "term", "The truce starts at midnight."),
        ("Arvenia's president gave the order to halt.", ORDER, "term", "Arvenia has ordered its men to stop."),
        ("Task wants the grain embargo lifted.", LIFT, "condition", "There was no word of sanctions."),
    ],
)
def test_what_one_of_two_accounts_leaves_out(
    sentence: str, fact: tuple[type[Record], dict[str, Any]], what: str, told: str
) -> None:
    [left] = about(reconcile(*corpus(*two((sentence, fact)))), "omitted", what)
    assert "B Daily" in left.explanation
    assert not about(reconcile(*corpus(*two((sentence, fact), silent=told))), "omitted", what)


def test_talks_to_come_that_one_of_two_accounts_leaves_out() -> None:
    place = (Talks, {"participants": SIDES, "status": "planned", "where": ()})
    assert not about(reconcile(*corpus(*two(("They will meet again.", place)))), "omitted", "term")


def test_of_three_accounts_one_alone_makes_no_omission() -> None:
    third = Telling("C Post").say("A truce was agreed by Arvenia and Belmark.", (Agreement, TRUCE))
    told = corpus(*two(("Task wants the grain embargo lifted.", LIFT)), third)
    assert not about(reconcile(*told), "omitted")
