"""How long a call or a round of talks went on, read off the sentences of reports that no record of its length holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from readout.model import Figure, Span, Talks
from readout.reconcile.actors import Identities
from readout.reconcile.counting import number
from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.items import Item, covered, sentences, unrecorded
from readout.reconcile.quantities import interval
from readout.reconcile.sentences import quoted
from readout.reconcile.words import plain

_LENGTH = re.compile(
    r"\b(?:(?P<lone>half an hour|half-hour)|(?P<one>an hour)(?P<more> and a half| and a quarter)?"
    r"|(?P<n>\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)(?P<half> and a half| and a quarter)?[\s-](?P<u>hour|minute)s?)\b"
    r"(?! (?:after|before|earlier|later|ago|of (?:its|the (?:announcement|truce|ceasefire|deal|deadline)|being))\b)"
)
_WITHIN = re.compile(r"\b(?:within|in the (?:past|last|next)|past|last|next|over the|every|after|for the)(?: \w+)? $")
_CALL = re.compile(r"\b(?:phone|telephone|telephoned|call|conversation|spoke|on the line)\b")
_ROUND = re.compile(r"\b(?:talks|meeting|met|closeted|negotiations|negotiated|sat together|session)\b")
_BEFORE = 28
_SPAN = 3
_ROOM = 1.02
REASON = "one contact of the same sides, and each report tells of the length of one such contact only"


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a contact as one sentence tells it.

    Attributes:
        form: ``call`` or ``meeting``.
        low, high: minutes that the words allow.
    """

    item: Item
    form: str
    low: float
    high: float


def lengths_compared(
    items: Sequence[Item], who: Identities, absent: Sequence[Item] = ()
) -> tuple[list[Group], list[Difference]]:
    """Contacts whose length only the running text gives in one report or more: those that agree and those that do not.

    A report that gives two lengths of one form is left aside: nobody could say which is meant.

    Args:
        absent: items whose words are left unread.
    """
    groups: list[Group] = []
    differences: list[Difference] = []
    told = [length for report in by_key(items, lambda i: [i.report.id]).values() for length in _told(report, absent)]
    for form, every in sorted(by_key(told, lambda x: [x.form]).items()):
        sole = [found[0] for found in by_key(every, lambda x: [x.item.report.id]).values() if len(found) == 1]
        sides = {x.item.report.id: _sides(items, x.item.report.id, form, who) for x in sole}
        pairs = [(a, b) for a, b in combinations(sole, 2) if _one(a, b, sides)]
        apart = [(a, b) for a, b in pairs if a.low > b.high or b.low > a.high]
        paired = {x.item.report.id for pair in pairs for x in pair}
        members = tuple(x.item for x in sole if x.item.report.id in paired)
        if apart:
            a, b = apart[0]
            words = f"The accounts of its length differ: {quoted(a.item)}; {quoted(b.item)}."
            differences.append(Difference("disputed", "number", members, words, f"length of the {form}", REASON))
        elif members:
            groups.append(Group("talks", members, f"length of the {form}", REASON))
    return groups, differences


def _told(items: Sequence[Item], absent: Sequence[Item]) -> Iterator[Length]:
    text = items[0].report.text
    for sentence, form, minutes, words in _lengths(text):
        if covered(sentence, items[0].report.id, absent):
            continue
        low, high = interval(minutes, words)
        figure = Figure(report=items[0].report.id, evidence=(sentence,), value=minutes, unit="minutes")
        yield Length(unrecorded(figure, items[0]), form, low, high * _ROOM)


@lru_cache(maxsize=4096)
def _lengths(text: str) -> tuple[tuple[Span, str, float, str], ...]:
    """Where a contact is told of with its length: place, form, minutes, the words with what stands before them."""
    found = []
    for sentence in sentences(text):
        line = plain(sentence.of(text))
        for match in _LENGTH.finditer(line):
            before = line[max(0, match.start() - _BEFORE) : match.start()]
            minutes = _minutes(match)
            form = "call" if _CALL.search(line) else "meeting" if _ROUND.search(line) else None
            if minutes and form and not _WITHIN.search(before):
                found.append((_clause(text, sentence, match), form, minutes, f"{before}{match.group()}"))
    return tuple(found)


def _clause(text: str, sentence: Span, match: re.Match[str]) -> Span:
    """The piece of the sentence between commas that holds the length; all of it where letters do not map one to one."""
    whole = sentence.of(text)
    if len(plain(whole)) != len(whole):
        return sentence
    start = max(whole.rfind(mark, 0, match.start()) for mark in (", ", "; ")) + 2
    ends = [at for mark in (",", ";") if (at := whole.find(mark, match.end())) > 0]
    return Span(sentence.start + (start if start > 1 else 0), sentence.start + min(ends, default=len(whole)))


def _minutes(match: re.Match[str]) -> float | None:
    if match["lone"]:
        return 30.0
    value = 1.0 if match["one"] else number(match["n"])
    if not value:
        return None
    part = match["half"] or match["more"] or ""
    value += 0.5 if "half" in part else 0.25 if part else 0.0
    return value if match["u"] == "minute" else value * 60


def _sides(items: Sequence[Item], report: str, form: str, who: Identities) -> frozenset[str]:
    """Who is in contact in that form, by the records of the report."""
    found: set[str] = set()
    for item in items:
        record = item.record
        if item.report.id == report and isinstance(record, Talks) and (record.format == "call") == (form == "call"):
            found |= who.sides(record.participants)
    return frozenset(found)


def _one(a: Length, b: Length, sides: dict[str, frozenset[str]]) -> bool:
    first, second = a.item, b.item
    if first.report.id == second.report.id or not first.near(second, _SPAN):
        return False
    return len(sides[first.report.id] & sides[second.report.id]) > 1
