"""Whether the offices that reports give to people agree with each other, and with the reference facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from readout.reconcile.actors import Identities
from readout.reconcile.days import day
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item
from readout.reconcile.references import OfficeTerm, References
from readout.reconcile.sentences import outlet
from readout.reconcile.titles import Title, titles
from readout.reconcile.words import clipped

WINDOW = 45
_REASON = "the same person or office, and roles of about the same days"


def roles_compared(
    items: Sequence[Item], who: Identities, references: References | None, as_of: str | None
) -> list[Difference]:
    """Roles in dispute between reports, and roles that the reference facts contradict."""
    every = titles(items, who)
    found: list[Difference] = []
    for _, held in sorted(by_key(every, lambda t: [t.person]).items()):
        found += _former(held)
    found += _rivals(every)
    if references:
        middle = _middle(items)
        for title in every:
            found += _conflicts(title, references, middle or as_of)
    return found


def _former(held: Sequence[Title]) -> list[Difference]:
    """Past in one report, in office in another of about the same days."""
    for past in (t for t in held if t.former):
        rivals = [t for t in held if not t.former and t.heads & past.heads and _together(t, past) and _one_office(t, past)]
        if any(t.item.report.id != past.item.report.id for t in rivals):
            name = past.actor.name
            words = f"The reports give {name} different roles: {_words(past)}; {_words(rivals[0])}."
            return [_difference("disputed", [past, *rivals], words, f"office of {name}")]
    return []


def _one_office(a: Title, b: Title) -> bool:
    """True unless both name portfolios and the portfolios differ."""
    return not a.portfolios or not b.portfolios or bool(a.portfolios & b.portfolios)


def _together(a: Title, b: Title) -> bool:
    x, y = a.item.published, b.item.published
    return x is None or y is None or abs(x - y) <= WINDOW


def _rivals(every: Sequence[Title]) -> list[Difference]:
    """Two people in one office of one state at one time."""
    found = []
    seated = [t for t in every if not t.former and t.office]
    for (state, office), held in sorted(by_key(seated, lambda t: [(t.actor.state or "", t.office or "")]).items()):
        first = held[0]
        others = [t for t in held if t.person != first.person and _together(t, first)]
        if others and len({t.item.report.id for t in (first, *others)}) > 1:
            told = [t for t in held if t.person == first.person or t in others]
            words = f"Different people are named in one office: {_words(first)}; {_words(others[0])}."
            found.append(_difference("disputed", told, words, f"who is {office} ({state})"))
    return found


def _conflicts(title: Title, references: References, otherwise: str | None) -> list[Difference]:
    """A holder called former, or somebody called the holder whose time was over."""
    published = title.item.published
    on = date.fromordinal(published).isoformat() if published is not None else otherwise
    if not title.office or not title.actor.state or not on or day(on) is None:
        return []
    known = [t for t in references.terms(title.actor.name, title.actor.state) if t.office == title.office]
    now = [t for t in known if t.start <= on[:10] and (t.end is None or on[:10] <= t.end)]
    over = [t for t in known if t.end is not None and t.end < on[:10]]
    if (title.former and now) or (not title.former and not now and over):
        fact = _fact((now or over)[-1])
        words = f"{_words(title)}; the reference gives: {fact}, held against {on[:10]}."
        return [_difference("reference_conflict", [title], words, f"office of {title.actor.name}", fact)]
    return []


def _fact(term: OfficeTerm) -> str:
    return f"{term.name}: {term.office} of {term.state} from {term.start} {f'to {term.end}' if term.end else 'on'} ({term.source})"


def _middle(items: Sequence[Item]) -> str | None:
    """The day of the episode, for reports without a date: of its dated reports, else of what its records name."""
    days = sorted({i.published for i in items if i.published is not None}) or sorted(
        i.when.first for i in items if i.when
    )
    return date.fromordinal(days[len(days) // 2]).isoformat() if days else None


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
    return Difference(finding, "role", tuple(dict.fromkeys(t.item for t in told)), words, subject, _REASON, spans, reference)
