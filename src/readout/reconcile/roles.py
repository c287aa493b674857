"""Whether the offices that reports give to people agree with each other, and with the reference facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from readout.reconcile.actors import Identities
from readout.reconcile.days import day
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item
from readout.reconcile.named_offices import offices_told
from readout.reconcile.reference_conflicts import against_reference
from readout.reconcile.references import References
from readout.reconcile.titles import Title, difference, titles, told_by
from readout.reconcile.words import tokens

WINDOW = 45
_CHAMBER = frozenset({"parliament", "assembly", "senate", "house", "parliamentary", "chamber", "knesset", "duma"})


def roles_compared(
    items: Sequence[Item],
    who: Identities,
    references: References | None,
    as_of: str | None,
    absent: Sequence[Item] = (),
) -> list[Difference]:
    """Roles in dispute between reports, and roles that the reference facts contradict."""
    every = titles([*items, *offices_told(items, who, references, absent)], who)
    found: list[Difference] = []
    for _, held in sorted(by_key(every, lambda t: [t.person]).items()):
        found += _former(held) or _other_office(held)
    found += _rivals(every)
    if references:
        middle, asked = _middle(items), day(as_of)
        for title in every:
            found += against_reference(title, references, middle or (date.fromordinal(asked) if asked else None))
    return found


def _former(held: Sequence[Title]) -> list[Difference]:
    """Past in one report, in office in another of about the same days."""
    for past in (t for t in held if t.former):
        rivals = [t for t in held if not t.former and _together(t, past) and _one_office(t, past)]
        if any(t.item.report.id != past.item.report.id for t in rivals):
            name = past.actor.name
            words = f"The reports give {name} different roles: {told_by(past)}; {told_by(rivals[0])}."
            return [difference("disputed", [past, *rivals], words, f"office of {name}")]
    return []


def _other_office(held: Sequence[Title]) -> list[Difference]:
    """One person at the head of different departments, or in different highest offices, and no report knows of both."""
    by: dict[str, set[str]] = {}
    for title in held:
        by.setdefault(title.item.report.id, set()).update(_seat(title))
    seated = [t for t in held if not t.former and _seat(t)]
    for a, b in combinations(seated, 2):
        one = a.heads & b.heads or _exclusive(a, b)
        if one and _together(a, b) and not by[a.item.report.id] & by[b.item.report.id]:
            words = f"The reports give {a.actor.name} different roles: {told_by(a)}; {told_by(b)}."
            return [difference("disputed", seated, words, f"office of {a.actor.name}")]
    return []


def _seat(title: Title) -> frozenset[str]:
    """The department that a minister heads, the office of state, or the chair of a chamber."""
    if title.heads == {"speaker"} and _CHAMBER & set(tokens(title.role)):
        return title.heads
    seat = title.portfolios if "minister" in title.heads else frozenset()
    return seat or (frozenset({title.office}) if title.office else frozenset())


def _exclusive(a: Title, b: Title) -> bool:
    """Nobody holds both: the chair of a chamber and a seat in the government."""
    return ("speaker" in a.heads) != ("speaker" in b.heads)


def _one_office(a: Title, b: Title) -> bool:
    """True when an office noun is shared, unless both name portfolios and these differ."""
    if not a.heads & b.heads:
        return False
    return not a.portfolios or not b.portfolios or bool(a.portfolios & b.portfolios)


def _together(a: Title, b: Title) -> bool:
    x, y = a.item.published, b.item.published
    return x is None or y is None or abs(x - y) <= WINDOW


def _rivals(every: Sequence[Title]) -> list[Difference]:
    """Two people in one office of one state at one time."""
    found = []
    seated = [t for t in every if not t.former and t.actor.state and _offices(t)]
    for (state, office), held in sorted(
        by_key(seated, lambda t: [(t.actor.state or "", o) for o in _offices(t)]).items()
    ):
        first = held[0]
        others = [t for t in held if t.person != first.person and _together(t, first) and not _alike(t, first)]
        if others and len({t.item.report.id for t in (first, *others)}) > 1:
            told = [t for t in held if t.person == first.person or t in others]
            words = f"Different people are named in one office: {told_by(first)}; {told_by(others[0])}."
            found.append(difference("disputed", told, words, f"who is {office} ({state})"))
    return found


def _alike(a: Title, b: Title) -> bool:
    """The last word of one name is a word of the other: one person at more or less length."""
    one, other = tokens(a.actor.name), tokens(b.actor.name)
    return not one or not other or one[-1] in other or other[-1] in one


def _offices(title: Title) -> tuple[str, ...]:
    """The office of state, or the ministry that somebody heads; deputies and the like head none."""
    if title.office:
        return (title.office,)
    if "minister" in title.heads and not title.lesser:
        return tuple(f"{p} minister" for p in sorted(title.portfolios - {"vice", "prime"}))
    return ()


def _middle(items: Sequence[Item]) -> date | None:
    """The day of the episode, for reports without a date: of its dated reports, else of what its records name."""
    days = sorted({i.published for i in items if i.published is not None}) or sorted(
        i.when.first for i in items if i.when
    )
    return date.fromordinal(days[len(days) // 2]) if days else None
