"""The offices that reports give to people: whether they agree with each other, and with the reference facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from readout.model import Actor, Span
from readout.reconcile.actors import Identities
from readout.reconcile.days import day
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item, actors, around
from readout.reconcile.references import OfficeTerm, References
from readout.reconcile.sentences import outlet
from readout.reconcile.words import clipped, plain, tokens

_FORMER = re.compile(r"\b(?:former|ex|late|one-time|erstwhile|outgoing|deposed|ousted|then)\b")
_OFFICES = frozenset(
    [
        "president",
        "premier",
        "chancellor",
        "minister",
        "king",
        "queen",
        "emir",
        "sultan",
        "secretary",
        "commander",
        "envoy",
        "ambassador",
        "chief",
        "governor",
        "mayor",
        "speaker",
        "director",
        "negotiator",
        "spokesman",
        "spokeswoman",
        "representative",
        "taoiseach",
        "ruler",
        "coordinator",
        "adviser",
    ]
)
_HEADS = {
    "president": ("president",),
    "prime minister": ("minister", "premier", "chancellor", "taoiseach"),
}
_NOT_HEAD = frozenset(
    [
        "vice",
        "deputy",
        "assistant",
        "council",
        "commission",
        "parliament",
        "assembly",
        "senate",
        "bank",
        "court",
        "party",
        "club",
        "company",
        "federation",
    ]
)
WINDOW = 45


@dataclass(frozen=True, slots=True)
class Title:
    """A role that one report gives a person.

    Attributes:
        head: the office noun ("minister"); None when the role holds none.
        former: the report says that it is past.
        span: where the report says so.
    """

    item: Item
    actor: Actor
    person: str
    role: str
    head: str | None
    former: bool
    span: Span


def titles(items: Sequence[Item], who: Identities) -> list[Title]:
    """Every distinct role of every person, once a report, at the first place that gives it."""
    found: dict[tuple[str, str, bool, str | None], Title] = {}
    for item in items:
        for actor in actors(item.record):
            person = who.person(actor)
            if not person or not actor.role:
                continue
            span = _span(item, actor)
            if span is None:
                continue
            role = plain(actor.role)
            head = next((w for w in reversed(tokens(role)) if w in _OFFICES), None)
            former = bool(_FORMER.search(role))
            found.setdefault(
                (item.report.id, person, former, head), Title(item, actor, person, role, head, former, span)
            )
    return list(found.values())


def roles_compared(
    items: Sequence[Item], who: Identities, references: References | None, as_of: str | None
) -> list[Difference]:
    """Roles in dispute between reports, and roles that the reference facts contradict."""
    found: list[Difference] = []
    every = titles(items, who)
    for _person, held in sorted(by_key(every, lambda t: [t.person]).items()):
        found += _disputed(held)
    found += _rivals(every)
    if references:
        for title in every:
            conflict = _conflict(title, references, as_of, every)
            if conflict:
                found.append(conflict)
    return found


def _span(item: Item, actor: Actor) -> Span | None:
    """The sentence of the evidence, when role and a name of the person stand in it; else the first that has both."""
    text = item.report.text
    name = tokens(actor.name)[-1:] or [""]
    wanted = [w for w in tokens(actor.role or "") if len(w) > 2]
    for match in (
        re.finditer(re.escape(name[0]), plain(text)) if len(plain(text)) == len(text) else _plainly(text, actor)
    ):
        head = Span(match.start(), match.end())
        near = Span(max(0, head.start - 90), min(len(text), head.end + 60))
        if all(w in plain(near.of(text)) for w in wanted):
            start = max(near.start, around(text, head).start)
            return Span(start, min(len(text), near.end))
    return None


def _plainly(text: str, actor: Actor) -> list[re.Match[str]]:
    last = actor.name.split()[-1] if actor.name.split() else ""
    return list(re.finditer(re.escape(last), text, re.IGNORECASE)) if last else []


def _disputed(held: Sequence[Title]) -> list[Difference]:
    """Former in one report, in office in another."""
    for former in (t for t in held if t.former and t.head):
        rivals = [
            t
            for t in held
            if not t.former
            and t.head == former.head
            and t.item.report.id != former.item.report.id
            and _same_office(t, former)
        ]
        rivals = [
            t
            for t in rivals
            if t.item.published is None
            or former.item.published is None
            or abs(t.item.published - former.item.published) <= WINDOW
        ]
        if rivals:
            told = [former, *rivals]
            words = f"{_words(former)}; {_words(rivals[0])}"
            subject = f"office of {former.actor.name}"
            return [
                _difference(
                    "disputed", told, f"The reports give {former.actor.name} different roles: {words}.", subject
                )
            ]
    return []


def _same_office(a: Title, b: Title) -> bool:
    """True unless both name a portfolio and the portfolios differ (defence minister, foreign minister)."""
    skip = _OFFICES | {
        "former",
        "ex",
        "the",
        "of",
        "s",
        "caretaker",
        "acting",
        "deputy",
        "us",
        "un",
        "united",
        "nations",
    }
    states = {w for t in (a, b) for w in tokens(t.actor.state or "")}
    x, y = ({w for w in tokens(t.role) if w not in skip and w not in states} for t in (a, b))
    kinds = {"foreign", "defence", "defense", "interior", "prime", "finance", "vice", "justice", "health", "energy"}
    return not ((x & kinds) and (y & kinds) and (x & kinds) != (y & kinds))


def _office(title: Title) -> str | None:
    """The head-of-state or head-of-government office that a role names, if any."""
    words = set(tokens(title.role))
    if words & _NOT_HEAD or not title.actor.state:
        return None
    if "president" in words:
        return "president"
    if {"prime", "minister"} <= words or words & {"premier", "chancellor", "taoiseach"}:
        return "prime minister"
    return None


def _rivals(every: Sequence[Title]) -> list[Difference]:
    """Two people in one office at one time."""
    found = []
    seated = [t for t in every if not t.former and _office(t)]
    for (_state, office), held in sorted(by_key(seated, lambda t: [(t.actor.state or "", _office(t) or "")]).items()):
        first = held[0]
        others = [
            t
            for t in held
            if t.person != first.person and abs((t.item.published or 0) - (first.item.published or 0)) <= WINDOW
        ]
        if others and any(t.item.report.id != first.item.report.id for t in others):
            words = f"{_words(first)}; {_words(others[0])}"
            found.append(
                _difference(
                    "disputed",
                    [first, *others],
                    f"Different people are named in one office: {words}.",
                    f"who is {office} ({_state})",
                )
            )
    return found


def _words(title: Title) -> str:
    return f"{outlet(title.item.report)} has “{clipped(title.span.of(title.item.report.text), 120)}”"


def _conflict(title: Title, references: References, as_of: str | None, every: Sequence[Title]) -> Difference | None:
    office = _office(title)
    on = _day(title, as_of, every)
    if not office or on is None or not title.actor.state:
        return None
    terms = [t for t in references.terms(title.actor.name, title.actor.state) if t.office == office]
    if not terms:
        return None
    now = [t for t in terms if t.start <= on and (t.end is None or on <= t.end)]
    ended = [t for t in terms if t.end is not None and t.end < on]
    if (title.former and now) or (not title.former and not now and ended):
        fact = (now or ended)[-1]
        told = f"{_words(title)}; on {on} the reference gives {_fact(fact)}."
        return _difference("reference_conflict", [title], told, f"office of {title.actor.name}", _fact(fact))
    return None


def _fact(term: OfficeTerm) -> str:
    return f"{term.name}, {term.office} of {term.state}, {term.start} to {term.end or 'now'} ({term.source})"


def _day(title: Title, as_of: str | None, every: Sequence[Title]) -> str | None:
    """The day to hold a role against: the report's, else the day its records speak of, else the cluster's, else ``as_of``."""
    if title.item.published is not None:
        return date.fromordinal(title.item.published).isoformat()
    told = sorted(t.item.when.first for t in every if t.item.when)
    dated = sorted(t.item.published for t in every if t.item.published is not None)
    for days in (dated, told):
        if days:
            return date.fromordinal(days[len(days) // 2]).isoformat()
    return as_of[:10] if as_of and day(as_of) else None


def _difference(kind: str, told: Sequence[Title], words: str, subject: str, reference: str | None = None) -> Difference:
    spans = tuple((t.item.report.id, t.span) for t in told)
    reason = "the same person, and roles that name one office"
    finding = "disputed" if kind == "disputed" else "reference_conflict"
    return Difference(
        finding, "role", tuple(dict.fromkeys(t.item for t in told)), words, subject, reason, spans, reference
    )
