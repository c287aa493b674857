"""The days of a deal's signature and start, of the next meeting and of deadlines, read off the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from readout.reconcile.calendar_words import CALENDAR_DAY, MONTH, WEEK, WEEKDAY, days_named, month_number
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.kinship import meanings
from readout.reconcile.lines import Line
from readout.reconcile.matching import Weighing
from readout.reconcile.sentences import quoted
from readout.reconcile.settled import SUPPOSED, told_before
from readout.reconcile.words import plain

_DAY = re.compile(
    rf"\b(?:(?P<last>last )?(?P<week>{'|'.join(WEEK)})day\b|(?P<near>today|tonight|this (?:morning|afternoon|evening)"
    rf"|yesterday|last night|tomorrow)\b"
    rf"|(?P<calendar>{CALENDAR_DAY}))"
)
_SHIFT = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_SIGNED = re.compile(
    r"\b(?:signed|initialled|concluded|reached|agreed|(?:set|put) (?:its|their|his|her) names?)\b"
    rf"|\b{WEEKDAY}'?s (?:accord|deal|agreement|truce|pact|ceasefire|declaration)\b"
)
_STARTS = re.compile(
    r"\b(?:took|takes?|taken|came|comes?|entered|enters?|been in) (?:full |into )?(?:effect|force)\b|\btook hold\b"
    r"|\b(?:truce|ceasefire|it|guns) (?:proper )?(?:\w+ ){0,3}?(?:begins?|began|starts?|started|fell silent)\b"
    r"|\bto (?:begin|start) on\b"
)
_NEXT = re.compile(
    r"\b(?:meet(?:ing)? again|next (?:round|meeting|session)|back at the table|reconvenes?"
    r"|(?:talks|negotiations|delegat\w+|delegates)\b[^.;]{0,40}\b(?:resume|return|reconvene)\w*)\b"
)
_DEADLINE = re.compile(
    r"\b(?:by|no later than|not later than|before|until|at the latest on)(?: the)? "
    rf"(?:(?P<day>{CALENDAR_DAY})|end of (?P<end>{MONTH}|the year)"
    r"|(?P<out>year(?:'s end| is out))|(?P<nth>\d{1,2})(?:st|nd|rd|th)\b)"
)
_EARLIER = re.compile(r"\b(?:earlier|previous|former|then|had|(?:1[5-9]|20)\d\d)\b")
_IT = re.compile(r"\W*it\b")
_NIGHT = re.compile(r"\b(?:night|midnight|early|before dawn|late)\b")
_FIGHTING = frozenset({"truce", "halt"})
_TRUCE = frozenset({"truce", "agree", "halt"})
_AROUND = 70
_HALF = 3
"""Days of half a week."""
_REACH = {"signed": 10, "starts": 45, "next": 60}
_TELLING, _ENOUGH = 0.5, 1.0
_SPAN = 7
_MOST = 12
"""Deadlines under one word that are held against each other."""
_REASON = "the days that reports of one deal give"
_TERMS = "one thing and two terms for it"


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with the day that it gives, as an ordinal; ``loose`` where a night may belong to two days."""

    line: Line
    day: int
    loose: bool


def appointments_compared(told: Sequence[Line], weigh: Weighing, differences: Sequence[Difference]) -> list[Difference]:
    """Disputes of date over a deal's signature, its start, the next meeting and deadlines."""
    reports = list(by_key(told, lambda line: [line.item.report.id]).values())
    found = [
        *_differ("signed", _first(reports, "signed", _SIGNED), "the signature"),
        *_differ("starts", _first(reports, "starts", _STARTS), "its start"),
        *_differ("next", _first(reports, "next", _NEXT), "the next meeting"),
        *_deadlines(told, weigh),
    ]
    return [d for d in found if not told_before(differences, frozenset({"date"}), d.items[:2])]


def _first(reports: Sequence[Sequence[Line]], sort: str, event: re.Pattern[str]) -> Iterator[_Told]:
    """The first sentence of each report that dates an event."""
    for own in reports:
        dated = (t for line in own if (t := _dated(line, sort, event)))
        first = next(dated, None)
        if first is not None:
            yield first


def _dated(line: Line, sort: str, event: re.Pattern[str]) -> _Told | None:
    text, published = plain(line.item.text), line.item.published
    match = event.search(text)
    if match is None or published is None or SUPPOSED.search(text) or line.said.denied:
        return None
    if sort == "starts" and not (line.said.words & _FIGHTING or match.group().startswith("it ") or _IT.match(text)):
        return None
    if sort == "signed" and (_EARLIER.search(text[: match.end()]) or not line.said.words & _TRUCE):
        return None
    days = [m for m in _DAY.finditer(text) if match.start() - _AROUND <= m.start() <= match.end() + _AROUND]
    if not days:
        return None
    nearest = min(days, key=lambda m: max(m.start() - match.end(), match.start() - m.end()))
    day = _resolved(nearest, published, sort)
    if day is None or abs(day - published) > _REACH[sort] or (sort == "signed" and day > published):
        return None
    return _Told(line, day, bool(_NIGHT.search(text)))


def _resolved(match: re.Match[str], published: int, sort: str) -> int | None:
    """The ordinal of a day named in a report of day ``published``.

    A weekday is the one before it for a signature, the one to come for a meeting, the nearest for a start.
    """
    if match["near"]:
        return published + _SHIFT.get(match["near"], 0)
    today = date.fromordinal(published)
    if match["week"]:
        off = (WEEK.index(match["week"]) - today.weekday()) % 7
        if sort == "next":
            return published + (off or 7)
        if sort == "starts" and off <= _HALF and not match["last"]:
            return published + off
        return published + off - 7 if off or match["last"] else published
    named = days_named(match["calendar"])
    return _nearest(*next(iter(named)), today) if len(named) == 1 else None


def _nearest(month: int, day: int, today: date) -> int | None:
    """The ordinal of a month's day in the year that brings it closest to ``today``; None where there is no such day."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day).toordinal())
        except ValueError:
            continue
    return min(found, key=lambda d: abs(d - today.toordinal()), default=None)


def _differ(sort: str, told: Iterator[_Told], what: str) -> Iterator[Difference]:
    days = list(told)
    for a, b in combinations(days, 2):
        least = 2 if (a.loose or b.loose) and sort != "next" else 1
        if abs(a.day - b.day) >= least and a.line.item.near(b.line.item, _SPAN):
            others = [t for t in days if t is not a and t is not b]
            same = [t.line.item for t in others if t.day in (a.day, b.day)]
            words = f"The accounts give different days for {what}: {quoted(a.line.item)}; {quoted(b.line.item)}."
            items = (a.line.item, b.line.item, *same)
            yield Difference("disputed", "date", items, words, what, _REASON)
            return


def _deadlines(told: Sequence[Line], weigh: Weighing) -> Iterator[Difference]:
    """Sentences that set one thing two terms."""
    terms = [(line, term, _topic(line, weigh)) for line in told if (term := _term(line))]
    by_word: dict[str, list[int]] = {}
    for at, (_, _, topic) in enumerate(terms):
        for word in topic:
            by_word.setdefault(word, []).append(at)
    tried = sorted({pair for own in by_word.values() for pair in combinations(own[:_MOST], 2)})
    for x, y in tried:
        (a, one, due), (b, other, also) = terms[x], terms[y]
        apart = one[1] != other[1] if None in (one[0], other[0]) else one != other
        if not apart or a.item.report.id == b.item.report.id or not a.item.near(b.item, _SPAN):
            continue
        if weigh.sum(due & also) >= _ENOUGH:
            words = f"The deadlines differ: {quoted(a.item)}; {quoted(b.item)}."
            yield Difference("disputed", "date", (a.item, b.item), words, "a deadline", _TERMS)


def _topic(line: Line, weigh: Weighing) -> frozenset[str]:
    """The telling words of what is due, without those of the day."""
    day = _DEADLINE.search(plain(line.item.text))
    dated = meanings(day.group()) if day else frozenset()
    return (
        frozenset(w for w in line.said.words - dated if w[0] not in "@#" and weigh.of.get(w, 1.0) >= _TELLING) - _TRUCE
    )


def _term(line: Line) -> tuple[int | None, int] | None:
    """Month and day by which a thing is due; no month for "by the 25th"."""
    text = plain(line.item.text)
    matches = list(_DEADLINE.finditer(text))
    if len(matches) != 1 or SUPPOSED.search(text):
        return None
    match = matches[0]
    if match["nth"]:
        return None, int(match["nth"])
    if match["out"] or match["end"] == "the year":
        return 12, 31
    if match["end"]:
        month = month_number(match["end"])
        return month, (date(2001 + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    named = days_named(match["day"])
    return next(iter(named)) if len(named) == 1 else None
