"""Offices that the running text gives to people, where no record holds the role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from readout.linking.offices import HIGHEST, MINISTRIES
from readout.linking.persons import spells
from readout.model import Actor, Agreement, Position, Span
from readout.reconcile.actors import Identities, name_words
from readout.reconcile.groups import by_key
from readout.reconcile.items import Item, actors, covered, unrecorded
from readout.reconcile.lines import states_in
from readout.reconcile.references import References
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import tokens

_ELSEWHERE = frozenset({"his", "her", "its", "their", "former", "then", "deputy", "vice"})
_SENT = frozenset({"envoy", "representative"})
_FAR = 2
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-Z]\. |(?:al|el|bin|van|von|de|da|dos|der|ben)[ -])?[A-ZÀ-Þ][\w'’-]+){1,3}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    offices = "|".join(sorted(word_lists().offices, key=lambda w: (-len(w), w)))
    sent = r" (?:to|for) (?:the )?(?:[A-Z][\w'’-]+ ?){1,2}(?=,)"
    whole = rf"(?i:{offices})(?:[ -][Gg]eneral| of (?:State|Defen[cs]e)|{sent})?"
    role = rf"(?P<role>(?:[\w'’-]+ ){{0,3}}{whole})"
    return re.compile(rf"\b{role},? (?P<name>{_NAME})"), re.compile(
        rf"\b(?P<name>{_NAME}), (?!and |or |with |but |while |[a-z]+ (?:[a-z]+ )?(?:the|his|her|an?|its|their) )"
        rf"{role}\b(?!['’]s| [A-ZÀ-Þ])"
    )


def offices_told(
    items: Sequence[Item], who: Identities, references: References | None, absent: Sequence[Item] = ()
) -> Iterator[Item]:
    """Items, one for each person and role of each text, with the person's state where it is known.

    It is known by a record of any report, by the reference data where one state only has had such a person, or for a
    minister of no named country by whom the agreements bind.
    """
    states = _states(items, who)
    home = _home(items)
    for report in by_key(items, lambda i: [i.report.id]).values():
        for span, name, role in _told(report[0].report.text):
            state = _of_role(role) or states.get(name_words(name)) or _by_reference(name, references)
            state = state or (home if _bare(role) else None)
            if not covered(span, report[0].report.id, absent):
                actor = Actor(name=name, role=role, state=state, type="person")
                record = Position(report=report[0].report.id, evidence=(span,), holder=(actor,))
                yield unrecorded(record, report[0])


def _states(items: Sequence[Item], who: Identities) -> dict[tuple[str, ...], str]:
    """The state of every name that records give one to, names of two states left out."""
    found: dict[tuple[str, ...], set[str]] = {}
    for item in items:
        for actor in actors(item.record):
            if actor.state and who.person(actor):
                found.setdefault(name_words(actor.name), set()).add(actor.state)
    return {words: next(iter(states)) for words, states in found.items() if len(states) == 1}


def _of_role(role: str) -> str | None:
    """The state that a role names; an envoy's is where he is sent, not whose he is."""
    named = states_in(role) if not _SENT & set(tokens(role)) else ()
    return next(iter(named)) if len(named) == 1 else None


def _bare(role: str) -> bool:
    """A minister of a named department and no named country."""
    words = set(tokens(role))
    named = words & set(word_lists().portfolios)
    return bool("minister" in words and named and not words & _ELSEWHERE and not states_in(role))


def _home(items: Sequence[Item]) -> str | None:
    """The state that the agreements of an episode bind, if they bind one far more often than any other."""
    told = {
        (i.report.id, a.state) for i in items if isinstance(i.record, Agreement) for a in i.record.parties if a.state
    }
    count = Counter(state for _, state in told)
    first, second = [*sorted(count.values(), reverse=True), 0, 0][:2]
    return max(count, key=lambda s: (count[s], s)) if first > 1 and first >= _FAR * second else None


def _by_reference(name: str, references: References | None) -> str | None:
    known = [t for t in references.offices_of(name) if t.office in HIGHEST | MINISTRIES] if references else []
    known = [t for t in known if len(t.name.split()) > 1 or len(name.split()) == 1]  # "Henri" is no Henri Konan
    states = {t.state for t in known if spells(name, t.name)} or {t.state for t in known if t.office in HIGHEST}
    return states.pop() if len(states) == 1 else None


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[tuple[Span, str, str], ...]:
    """Place, name and role, once for each name and role."""
    found: dict[tuple[str, str], Span] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text):
            found.setdefault((match["name"], match["role"]), Span(match.start(), match.end()))
    return tuple((span, name, role) for (name, role), span in found.items())
