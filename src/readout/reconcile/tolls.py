"""Tolls read off the text: how many were killed, hurt, driven out, and where two reports cannot both be right.

Two numbers are held against each other when both are of the war as a whole, or both of what happened at one named
place, and speak of the same people. A coder's figure is not needed for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from readout.model import Span
from readout.reconcile.calendar_words import MONTH, WEEKDAY
from readout.reconcile.counting import numbers
from readout.reconcile.groups import Difference, Group, by_key, joined
from readout.reconcile.holdings import Holdings
from readout.reconcile.items import Item
from readout.reconcile.lines import Line, Sentence, read, states_in
from readout.reconcile.quantities import interval, vocabulary
from readout.reconcile.sentences import quoted, window
from readout.reconcile.words import plain, tokens

_VALUE = re.compile(
    r"\b(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:-[a-z]+)?|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"(?: (?:hundred|thousand|million))?\b"
)
_SENT = "sent"
_DEED = {
    "dead": re.compile(
        r"\b(?:kill\w*|dead|death\w*|died|lost their li\w+|cost|claimed|lives|slain|bodies|toll|perished|martyred)\b"
    ),
    _SENT: re.compile(r"\b(?:send|sent|deploy\w*|dispatch\w*|stationed)\b(?! (?:home|back|away))"),
    "hurt": re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b"),
    "displaced": re.compile(
        r"\b(?:displac\w*|uproot\w*|fled|(?:driven|forced|moved) (?:\w+ ){0,2}(?:from|out of)|(?:from|lost) their homes"
        r"|refugees|homeless"
        r"|evacuat\w+)\b"
    ),
}
_WHOLE = re.compile(
    r"\b(?:war|fighting|conflict|clashes|hostilities|violence|bloodshed|campaign|offensive|toll|so far|in all"
    r"|altogether)\b"
)
_ONE_EVENT = re.compile(
    rf"\b(?:in an? (?:\w+ )?(?:attack|strike|raid|ambush|blast)|{WEEKDAY}"
    r"|yesterday|overnight)\b"
)
_PERIOD = re.compile(rf"\b(?:(?:last|this) (?:year|month|week)|since (?:\w+ ?){{1,3}}|in (?:{MONTH}|20\d\d))\b")
_DAY = re.compile(rf"\b(?:{WEEKDAY}|\d{{1,2}} {MONTH}|{MONTH}\.? \d{{1,2}})\b")
_DATED = re.compile(rf"\b{MONTH}\.? $")
_DATE = re.compile(rf"^(?:st|nd|rd|th)? (?:of )?{MONTH}\b")
_PUT = re.compile(
    r"\b(?:dead|killed|wounded|injured|hurt|uprooted|displaced|missing|toll|number of [^,;]{3,60}"
    r"|whose number [^,;]{3,40})"
    r" (?:\w+ ){0,4}?(?:at|to|is|was|exceeds?|exceed) (?:(?:more|fewer|less) than |over |at least |about |some "
    r"|nearly |almost )?$"
)
_SUBJECT = 25
_WORSE = 3
_REASON = "the same loss, the same people and the same place or war"


_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Toll:
    """One number of people lost to one deed, as one sentence tells it.

    Attributes:
        group: which people (civilians, soldiers, children), where said.
        nations: states whose people they are, or where it was.
        whole: it is told of the war as a whole.
        names: names in its sentence, or where it has none in the one before; states left out.
        days: days named in those sentences.
        period: the span of time it is told for, in the report's words.
        denied: its sentence denies something.
    """

    span: Span
    deed: str
    value: float
    low: float
    high: float
    group: str | None
    nations: frozenset[str]
    whole: bool
    names: frozenset[str]
    days: frozenset[str]
    period: str | None
    denied: bool


def tolls_compared(told: Sequence[Line], differences: Sequence[Difference]) -> tuple[list[Group], list[Difference]]:
    """Tolls on which reports agree, and those that cannot all be right and that no other comparison found."""
    every = [(line.item, toll) for line in told for toll in _at(line)]
    held = Holdings(d.items for d in differences if d.about == "number")
    groups: list[Group] = []
    found: list[Difference] = []
    for members in by_key(every, lambda e: [(e[1].deed, e[1].group, e[1].whole)]).values():
        own = by_key(members, lambda e: [e[0].report.id])
        sole = [e for e in members if (e[1].whole and e[1].deed != _SENT) or not _many(own[e[0].report.id], e[1])]
        alike, apart = [], []
        for x, (item, toll) in enumerate(sole):
            for y, (other, rival) in enumerate(sole[x + 1 :], x + 1):
                if item.report.id == other.report.id or not item.near(other, _WORSE) or not _same(toll, rival):
                    continue
                if toll.low > rival.high * 1.0001 or rival.low > toll.high * 1.0001:
                    if not held.both(item, other):
                        apart.append((x, y))
                elif toll.value == rival.value and not toll.denied and not rival.denied:
                    alike.append((x, y))
        label = f"number of people {members[0][1].deed}"
        groups += [
            Group("figure", tuple(item for item, _ in cluster), label, _REASON)
            for cluster in joined(sole, alike)
            if len(cluster) > 1
        ]
        found += [_apart(cluster, label) for cluster in joined(sole, apart) if len(cluster) > 1]
    return groups, found


def _apart(cluster: Sequence[tuple[Item, Toll]], label: str) -> Difference:
    """One difference for all accounts of one toll: each number shown once, the four first of them."""
    shown = list({toll.value: _shown(item, toll) for item, toll in reversed(cluster)}.values())[::-1]
    words = f"The numbers differ: {'; '.join(shown[:_SHOWN])}{'; and others' if len(shown) > _SHOWN else ''}."
    return Difference("disputed", "number", tuple(dict.fromkeys(i for i, _ in cluster)), words, label, _REASON)


def _shown(item: Item, toll: Toll) -> str:
    return quoted(item, window(item.report.text, item.record.evidence[0], toll.span))


def _many(own: Sequence[tuple[Item, Toll]], toll: Toll) -> bool:
    """The report has another such number at the same place, or of soldiers sent: nobody could say which is meant."""
    return any(t is not toll and (t.names & toll.names or toll.deed == _SENT) and t.value != toll.value for _, t in own)


def _same(a: Toll, b: Toll) -> bool:
    if a.whole:
        return a.nations == b.nations and (a.period == b.period or not a.period or not b.period)
    return bool(a.names & b.names) and (not a.days or not b.days or bool(a.days & b.days)) and _fits(a, b)


def _fits(a: Toll, b: Toll) -> bool:
    return a.nations == b.nations or not a.nations or not b.nations


def _at(line: Line) -> Iterator[Toll]:
    for toll in _told(line.item.report.text):
        if line.said.span.start <= toll.span.start < line.said.span.end:
            yield toll


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[Toll, ...]:
    found: list[Toll] = []
    before: Sentence | None = None
    for said in read(text):
        found += _of(text, said, before)
        before = said
    return tuple(found)


def _of(text: str, said: Sentence, before: Sentence | None) -> Iterator[Toll]:
    line = plain(said.span.of(text))
    if len(line) != said.span.end - said.span.start:
        return
    places = [
        m for m in _VALUE.finditer(line) if not _DATED.search(line[: m.start()]) and not _DATE.search(line[m.end() :])
    ]
    for at, match in enumerate(places):
        start = places[at - 1].end() if at else 0
        end = places[at + 1].start() if at + 1 < len(places) else len(line)
        deed = _deed(
            line[match.end() : min(end, match.end() + 70)], line[max(start, match.start() - 90) : match.start()]
        )
        values = numbers(match.group())
        after = re.split(r"[.;,:]", said.span.of(text)[match.end() : match.end() + 80])[0]
        if deed and len(values) == 1 and _people(line[match.end() : end]) and (deed != _SENT or _group(after)):
            yield _toll(text, said, before, match, deed, values[0], after)


def _toll(
    text: str, said: Sentence, before: Sentence | None, match: re.Match[str], deed: str, value: float, after: str
) -> Toll:
    line = plain(said.span.of(text))
    low, high = interval(value, line)
    context = line + (" " + plain(before.span.of(text)) if before else "")
    start = max(line.rfind(mark, 0, match.start()) for mark in ",;:") + 1
    clause = line[start : match.end()] + re.split(r"[;,:]", line[match.end() :])[0]
    period = _PERIOD.search(line)
    names = said.names or (before.names if before else frozenset())
    return Toll(
        span=Span(said.span.start + match.start(), said.span.start + match.end()),
        deed=deed,
        value=value,
        low=low,
        high=high,
        group=_group(after),
        nations=states_in(after),
        whole=deed == _SENT
        or (
            not _ONE_EVENT.search(clause)
            and (deed == "displaced" or bool(_WHOLE.search(clause) or _WHOLE.search(line[:_SUBJECT])))
        ),
        names=names,
        denied=bool(said.denied),
        days=frozenset(_DAY.findall(context)),
        period=period.group() if period else None,
    )


def _deed(after: str, before: str) -> str | None:
    """The deed named soonest after the number, else the last before it."""
    put = _PUT.search(before)
    if put:
        return _nearest_deed(put.group()) or _nearest_deed(before)
    ahead = sorted((m.start(), name) for name, pattern in _DEED.items() if (m := pattern.search(after)))
    if ahead:
        return ahead[0][1]
    return _nearest_deed(before)


def _nearest_deed(before: str) -> str | None:
    behind = sorted((m.end(), name) for name, pattern in _DEED.items() for m in pattern.finditer(before))
    return behind[-1][1] if behind else None


def _people(after: str) -> bool:
    """People are counted: by a noun, by what befell them, or by nothing more."""
    words = tokens(after)[:3]
    nouns = vocabulary().people
    return (
        not words
        or after[:1] in ".,;"
        or any(w in nouns for w in words)
        or any(p.match(after.strip()) for p in _DEED.values())
    )


def _group(after: str) -> str | None:
    return next((vocabulary().groups[w] for w in tokens(after)[:4] if w in vocabulary().groups), None)
