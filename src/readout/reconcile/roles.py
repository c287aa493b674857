"""Whether the offices that reports give to people agree with each other, and with the reference facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Literal

from readout.reconcile.actors import Identities
from readout.reconcile.days import day
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item, around
from readout.reconcile.named_offices import offices_told
from readout.reconcile.references import OfficeTerm, References
from readout.reconcile.sentences import outlet
from readout.reconcile.titles import Title, titles
from readout.reconcile.words import clipped, tokens

WINDOW = 45
_GRACE = 2
_FULL = 2
_CHAMBER = frozenset({"parliament", "assembly", "senate", "house", "parliamentary", "chamber", "knesset", "duma"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEN = re.compile(r"\b(?:[Tt]hen|at the time)\b")
_REASON = "the same person or office, and roles of about the same days"


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
            found += _conflicts(title, references, middle or (date.fromordinal(asked) if asked else None))
    return found


def _former(held: Sequence[Title]) -> list[Difference]:
    """Past in one report, in office in another of about the same days."""
    for past in (t for t in held if t.former):
        rivals = [t for t in held if not t.former and _together(t, past) and _one_office(t, past)]
        if any(t.item.report.id != past.item.report.id for t in rivals):
            name = past.actor.name
            words = f"The reports give {name} different roles: {_words(past)}; {_words(rivals[0])}."
            return [_difference("disputed", [past, *rivals], words, f"office of {name}")]
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
            words = f"The reports give {a.actor.name} different roles: {_words(a)}; {_words(b)}."
            return [_difference("disputed", seated, words, f"office of {a.actor.name}")]
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
        others = [t for t in held if t.person != first.person and _together(t, first)]
        if others and len({t.item.report.id for t in (first, *others)}) > 1:
            told = [t for t in held if t.person == first.person or t in others]
            words = f"Different people are named in one office: {_words(first)}; {_words(others[0])}."
            found.append(_difference("disputed", told, words, f"who is {office} ({state})"))
    return found


def _offices(title: Title) -> tuple[str, ...]:
    """The office of state, or the ministry that somebody heads; deputies and the like head none."""
    if title.office:
        return (title.office,)
    if "minister" in title.heads and not title.lesser:
        return tuple(f"{p} minister" for p in sorted(title.portfolios - {"vice", "prime"}))
    return ()


def _conflicts(title: Title, references: References, otherwise: date | None) -> list[Difference]:
    """A holder called former, or somebody called the holder whose time was over."""
    published = title.item.published
    on = date.fromordinal(published) if published is not None else otherwise
    if not title.office or not title.actor.state or on is None or _of_the_past(title):
        return []
    known = _known(title, references)
    now = [t for t in known if t.start <= on and (t.end is None or on <= t.end)]
    over = [t for t in known if t.end is not None and (on - t.end).days > _GRACE]
    firm = [t for t in now if (on - t.start).days > _GRACE]
    if (title.former and firm) or (not title.former and not now and over):
        fact = _fact(max(firm or over, key=lambda t: t.start))
        words = f"{_words(title)}; the reference, held against {on.isoformat()}, gives: {fact}."
        return [_difference("reference_conflict", [title], words, f"office of {title.actor.name}", fact)]
    return [] if known or title.former else _misplaced(title, references, on)


def _misplaced(title: Title, references: References, on: date) -> list[Difference]:
    """Somebody called by the one of a state's two highest offices, who holds the other, while another holds this."""
    state = title.actor.state or ""
    own = [t for t in references.offices_of(title.actor.name, on) if t.state == state]
    held = references.holders(state, "head_of_state" if title.office == "president" else "head_of_government", on)
    others = [t for t in held if _fits(t, title.office) and all(t.name != o.name for o in own)]
    if len(title.actor.name.split()) < _FULL or not own or not others:
        return []
    fact = f"{_fact(own[0])}; {_fact(others[0])}"
    words = f"{_words(title)}; the reference, held against {on.isoformat()}, gives: {fact}."
    return [_difference("reference_conflict", [title], words, f"office of {title.actor.name}", fact)]


def _known(title: Title, references: References) -> list[OfficeTerm]:
    """Terms of the person; by the last name alone where the given name finds nothing (a nickname)."""
    for name in (title.actor.name, title.actor.name.split()[-1]):
        found = [t for t in references.offices_of(name) if t.state == title.actor.state and _fits(t, title.office)]
        if found:
            return found
    return []


def _fits(term: OfficeTerm, office: str | None) -> bool:
    """A president by title, whatever else the office is; a prime minister or chancellor as head of government."""
    named = "president" in tokens(term.title) and "vice" not in tokens(term.title)
    return named if office == "president" else term.office == "head_of_government"


def _of_the_past(title: Title) -> bool:
    """The sentence itself speaks of another year or says "then": the role is of its time."""
    text, published = title.item.report.text, title.item.report.published or ""
    sentence = around(text, title.spans[0]).of(text)
    years = set(_YEAR.findall(sentence))
    return bool(_THEN.search(sentence)) or bool(years and published and published[:4] not in years)


def _fact(term: OfficeTerm) -> str:
    until = f"to {term.end.isoformat()}" if term.end else "on"
    return f"{term.name}: {term.title}, {term.state}, from {term.start.isoformat()} {until} ({term.source})"


def _middle(items: Sequence[Item]) -> date | None:
    """The day of the episode, for reports without a date: of its dated reports, else of what its records name."""
    days = sorted({i.published for i in items if i.published is not None}) or sorted(
        i.when.first for i in items if i.when
    )
    return date.fromordinal(days[len(days) // 2]) if days else None


def _words(title: Title) -> str:
    text = title.item.report.text
    return f"{outlet(title.item.report)} has “{clipped(title.spans[0].of(text), 120)}”"


def _difference(
    finding: Literal["disputed", "reference_conflict"],
    told: Sequence[Title],
    words: str,
    subject: str,
    reference: str | None = None,
) -> Difference:
    spans = tuple((t.item.report.id, span) for t in told for span in t.spans)
    items = tuple(dict.fromkeys(t.item for t in told))
    return Difference(finding, "role", items, words, subject, _REASON, spans, reference)
