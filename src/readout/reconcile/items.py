"""Records prepared for comparison: with their sides, days, words and the source they count for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache

from readout.language.datelines import untold
from readout.model import Actor, Record, Report, Span
from readout.reconcile.days import Days, day, days
from readout.reconcile.words import content, plain

_ACTORS = frozenset(
    {
        "said_by",
        "holder",
        "speaker",
        "proposer",
        "attacker",
        "source",
        "target",
        "parties",
        "addressees",
        "participants",
        "toward",
    }
)
_SENTENCE_END = re.compile(
    r"(?<!\n\d)(?<!\n\d\d)(?<!\b[A-Z])(?<!\.[A-Z])(?<!\bM[rs])(?<!\b(?:Mrs|Gen|Col|Maj|Sgt|Sen|Rep|Gov))(?<!\b(?:Lt|Dr|St|Jr|No))"
    r"[.!?][\"'’”)]*\s+(?=[\"'‘“(]?[A-ZÀ-Þ])|\n"
)
SLACK = 3
_UNRECORDED = "text "


@dataclass(frozen=True, slots=True)
class Item:
    """One record as the comparison sees it.

    Attributes:
        source: id of the report that counts for it: the earliest of its near-copies.
        text: the words of its evidence, pieces parted by " … ".
        words: stems of the words that carry meaning in ``text``.
        when: the days the record speaks of; None when it does not say or cannot be resolved.
        published: ordinal of the day of the report; None when unknown.
        said: states, or plain names, of the authority behind it; empty when the report itself vouches.
        places: plain names of where it is.
    """

    record: Record
    report: Report
    source: str
    text: str
    words: frozenset[str]
    when: Days | None
    published: int | None
    said: frozenset[str]
    places: frozenset[str]

    @property
    def id(self) -> str:
        """Id of the record."""
        return self.record.id

    @property
    def recorded(self) -> bool:
        """False for what is read off the text, where no record holds it."""
        return not self.record.id.startswith(_UNRECORDED)

    def near(self, other: Item, slack: int = SLACK) -> bool:
        """True unless the times speak against one thing.

        Resolved days must touch within a day; where one is missing, both reports must be of about the same days.
        """
        here, there = self.when, other.when
        if here is not None and there is not None:
            return here.first - there.last <= 1 and there.first - here.last <= 1
        own, others = self.published, other.published
        return own is None or others is None or -slack <= own - others <= slack


def item(record: Record, report: Report, source: str) -> Item:
    """A record of ``report`` prepared for comparison; ``source`` is the report that counts for it."""
    text = " … ".join(span.of(report.text) for span in record.evidence)
    return Item(
        record=record,
        report=report,
        source=source,
        text=text,
        words=content(text),
        when=days(record.when),
        published=day(report.published),
        said=frozenset(a.state or plain(a.name) for a in record.said_by),
        places=frozenset(plain(p.name) for p in record.where),
    )


def unrecorded(record: Record, beside: Item) -> Item:
    """An item for what the report of ``beside`` says and no record holds: findings cite its words, not a record."""
    spot = record.evidence[0]
    named = replace(record, report=beside.report.id, id=f"{_UNRECORDED}{beside.report.id} {spot.start} {record.kind}")
    return item(named, beside.report, beside.source)


def covered(span: Span, report: str, items: Iterable[Item]) -> bool:
    """True when one of ``items`` is of that report and has that place among its evidence."""
    return any(i.report.id == report and any(s.overlap(span) for s in i.record.evidence) for i in items)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """Every sentence of ``text``, in order, without the blanks around it, datelines, and lines of outlet and date."""
    beside = untold(text)
    starts = sorted({0, *(m.end() for m in _SENTENCE_END.finditer(text)), *(end for _, end in beside)})
    spans = (Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if text[a:b].strip())
    return tuple(
        Span(s.start, s.start + len(s.of(text).rstrip()))
        for s in spans
        if not any(start <= s.start < end for start, end in beside)
    )


def actors(record: Record) -> Iterator[Actor]:
    """Every actor of every field of a record."""
    for name in _actor_fields(type(record)):  # type: ignore[arg-type]  # a class is hashable, whatever mypy says
        yield from getattr(record, name)
    terms = getattr(record, "terms", None)
    if terms:
        yield from terms.mediator


@cache
def _actor_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name in _ACTORS)


def sentence(item: Item) -> str:
    """The sentence of the report around the first evidence: what stands beside a number matters."""
    span = item.record.evidence[0]
    return around(item.report.text, span).of(item.report.text)


def around(text: str, span: Span) -> Span:
    """The sentence that holds the head of ``span``, and those after it that ``span`` reaches into."""
    every = sentences(text)
    starts = _starts(text)
    first = max(0, bisect_right(starts, span.start) - 1)
    last = max(first, bisect_right(starts, max(span.start, span.end - 1)) - 1)
    if not every:
        return span
    return Span(min(every[first].start, span.start), max(every[last].end, span.end))


@lru_cache(maxsize=4096)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(s.start for s in sentences(text))
