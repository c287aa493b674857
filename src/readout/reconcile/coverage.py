"""What a truce covers, until when it holds, and on what days coming things are set, as sentences of reports tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.model import Span
from readout.reconcile.agreements import HANGS
from readout.reconcile.calendar_words import CALENDAR_DAY, days_named
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.holdings import Holdings
from readout.reconcile.kinship import meanings
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Match, Weighing
from readout.reconcile.sentences import quoted, window
from readout.reconcile.words import plain

_DAY = re.compile(rf"\b{CALENDAR_DAY}")
_ENDS = re.compile(r"\b(?:until|till|through|expir\w+|(?:end|run|last|hold)s?(?: until| on| to| out on)?)\b")
_REACH = 32
_AHEAD = re.compile(
    r"\b(?:will|would|shall|must|is to|are to|due|ready|offer\w*|schedul\w*|plan\w*|next|by|deadline|set for)\b"
)
_COVERS = re.compile(
    r"\b(?:cover(?:s|ed|ing)?|appl(?:y|ies|ied)(?: only)? to|extends? to|includes?|including|bars?|bans?|prohibits?"
    r"|forbids?|halts?|suspend(?:s|ed)?|stops?|in force (?:in|on|at)|for the (?:province|region|district|whole))\b"
)
_EXCLUDES = re.compile(
    r"\b(?:(?:do|does|did|would|will|shall) not (?:cover|apply to|extend to|include|bar|ban|forbid|concern)"
    r"|exclud(?:es|ed|ing) |exempt(?:s|ed|ing) "
    r"|(?<!guns )(?:is|are|was|were|remains?|stays?) silent on|(?:says?|said) nothing (?:of|about|on)"
    r"|(?:keeps?|retains?|reserves?) the right to|remains? free to|(?:has|have|had) no bearing on)\b"
)
_LEFT_OUT = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being) (?:not covered|not included|excluded|excepted|exempt\w*|left out)"
    r"|(?:falls?|lies?|remains?) outside)\b"
)
_FREE = re.compile(
    r"\b(?:no (?:pre-?)?(?:conditions?|strings)\b|without (?:any )?(?:pre-?)?(?:conditions?|strings)\b|not conditional)"
)
_ONLY = re.compile(r"\b(?:only|solely|merely|alone)\b")
_LIST = re.compile(r",| and | as well as ")
_LOOSE = re.compile(r"\b(?:if|could|might|earlier|previous|former|last (?:year|month)|broke|violat\w+)\b")
_ABOUT = frozenset({"truce", "halt", "agree", "understand", "pledg"})
_STOP = re.compile(r"[;.]|, (?:said|according|but|while|though|he|she|it|they)\b| but | while ")
_OPENING = re.compile(r"^.*(?:[;,:]|\b(?:said|says|that)\b)")
_TELLING = 0.3
_PART = 0.3
_FIRM = 2.0
_SPAN = 4


@dataclass(frozen=True, slots=True)
class _Reach:
    """What one sentence says a truce covers or leaves out.

    Attributes:
        things: words of one meaning made one.
        sole: nothing else is covered.
        several: more than one thing is named.
    """

    line: Line
    things: frozenset[str]
    covered: bool
    sole: bool
    several: bool


def coverage_compared(told: Sequence[Line], weigh: Weighing, differences: Sequence[Difference]) -> list[Difference]:
    """Disputes of scope: a thing that one account has covered and another left out, or one alone and one of several."""
    reaches = [r for own in by_key(told, lambda li: [li.item.report.id]).values() for r in _reaches(own)]
    held = Holdings(d.items for d in differences if d.about == "scope")
    found: list[Difference] = []
    for a, b in combinations(reaches, 2):
        if a.line.item.report.id == b.line.item.report.id or not a.line.item.near(b.line.item, _SPAN):
            continue
        shared = {w for w in a.things & b.things - _ABOUT if weigh.of.get(w, 1.0) >= _TELLING}
        if shared and _clash(a, b) and not held.both(a.line.item, b.line.item):
            words = f"The accounts of what is covered differ: {quoted(a.line.item)}; {quoted(b.line.item)}."
            reason = "one thing covered in one account and left out in another"
            items = (a.line.item, b.line.item)
            found.append(
                Difference("disputed", "scope", items, words, f"what is covered: {spelled(a.line, shared)}", reason)
            )
            held.add(items)
    return found


def _clash(a: _Reach, b: _Reach) -> bool:
    if a.covered != b.covered:
        return not (a.sole or b.sole)
    return a.covered and a.sole != b.sole and (b.several if a.sole else a.several)


def _reaches(own: Sequence[Line]) -> Iterator[_Reach]:
    """The sentences of one report that tell what a truce covers, beside or just after words for it."""
    for at, line in enumerate(own):
        text = plain(line.item.text)
        near = line.said.words | (own[at - 1].said.words if at else frozenset())
        if not near & _ABOUT or _LOOSE.search(text):
            continue
        yield from _reach(line, text)


def _reach(line: Line, text: str) -> Iterator[_Reach]:
    for match in _EXCLUDES.finditer(text):
        yield _Reach(line, meanings(_STOP.split(text[match.end() :])[0]), False, False, False)
    for match in _LEFT_OUT.finditer(text):
        yield _Reach(line, meanings(_OPENING.sub("", text[: match.start()])), False, False, False)
    if _EXCLUDES.search(text) or _LEFT_OUT.search(text) or line.said.denied:
        return
    for match in _COVERS.finditer(text):
        rest = _STOP.split(text[match.end() :])[0]
        sole = bool(_ONLY.search(rest) or _ONLY.search(match.group()))
        yield _Reach(line, meanings(rest), True, sole, bool(_LIST.search(rest)))


def strings_compared(told: Sequence[Line], weigh: Weighing, differences: Sequence[Difference]) -> list[Difference]:
    """A deal that takes effect only after some step in one account, and in another has no conditions attached."""
    hanging = [line for line in told if HANGS.search(plain(line.item.text))]
    free = [line for line in told if _FREE.search(plain(line.item.text))]
    held = Holdings(d.items for d in differences if d.about in ("scope", "status"))
    for a in hanging:
        for b in free:
            shared = a.said.words & b.said.words - _ABOUT
            one_thing = any(weigh.of.get(w, 1.0) >= _TELLING for w in shared)
            apart = a.item.report.id != b.item.report.id and a.item.near(b.item, _SPAN)
            if one_thing and apart and not held.both(a.item, b.item):
                words = f"One account has it depend on a step still to come, another on nothing: {quoted(a.item)};"
                items = (a.item, b.item)
                reason = "conditions told of, and said not to be there"
                return [Difference("disputed", "scope", items, f"{words} {quoted(b.item)}.", "conditions", reason)]
    return []


def dates_compared(
    told: Sequence[Line], matched: Sequence[Match], differences: Sequence[Difference]
) -> list[Difference]:
    """Days on which a truce ends, or on which one coming thing is set, that differ between accounts."""
    held = Holdings(d.items for d in differences if d.about == "date")
    found = []
    ends = [(a, b) for a, b in _endings(told) if not held.both(a.item, b.item)]
    if ends:
        found.append(_days_differ("The accounts give different days for its end", ends, "end of the truce"))
        held.add(found[0].items)
    for a, b in _coming(matched):
        if not held.both(a.item, b.item):
            found.append(_days_differ("The days differ", [(a, b)], "day of a coming step"))
            held.add((a.item, b.item))
    return found


def _days_differ(head: str, pairs: Sequence[tuple[Line, Line]], subject: str) -> Difference:
    items = tuple(dict.fromkeys(line.item for pair in pairs for line in pair))
    words = f"{head}: {_shown(pairs[0][0])}; {_shown(pairs[0][1])}."
    return Difference("disputed", "date", items, words, subject, "two days given for one thing")


def _shown(line: Line) -> str:
    """The sentence around its last day."""
    text, said = line.item.report.text, line.said.span
    days = list(_DAY.finditer(plain(line.item.text)))
    if not days or len(plain(line.item.text)) != len(line.item.text):
        return quoted(line.item)
    focus = Span(said.start + days[-1].start(), said.start + days[-1].end())
    return quoted(line.item, window(text, said, focus))


def _endings(told: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Sentences of reports that each give one day for the end of a truce, where the days differ."""
    sole = []
    for own in by_key(told, lambda line: [line.item.report.id]).values():
        ends = [
            (line, day)
            for at, line in enumerate(own)
            if (line.said.words | (own[at - 1].said.words if at else frozenset())) & _ABOUT
            for day in _ending(line)
        ]
        if len({day for _, day in ends}) == 1:
            sole.append(ends[0])
    for (a, x), (b, y) in combinations(sole, 2):
        if x != y and a.item.near(b.item, _SPAN):
            yield a, b


def _ending(line: Line) -> frozenset[tuple[int, int]]:
    """Days named just after a word for the end, where nobody merely asks for it."""
    text = plain(line.item.text)
    if _LOOSE.search(text):
        return frozenset()
    return frozenset(d for m in _ENDS.finditer(text) for d in days_named(text[m.end() : m.end() + _REACH]))


def _coming(matched: Sequence[Match]) -> Iterator[tuple[Line, Line]]:
    """Matched sentences about a thing to come that each name one day, and not the same."""
    for match in matched:
        if match.part < _PART or match.strength < _FIRM or len(match.topic) < 2:
            continue
        one, other = plain(match.a.item.text), plain(match.b.item.text)
        x, y = days_named(one), days_named(other)
        if len(x) == len(y) == 1 and x != y and _AHEAD.search(one) and _AHEAD.search(other):
            yield match.a, match.b
