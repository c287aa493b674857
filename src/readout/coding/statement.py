"""Statements: an attribution with a cue and content of its own (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from readout.coding.attribution import Attribution
from readout.coding.reading import Reading
from readout.model import Span, Statement
from readout.model.record import Mode


def statements(reading: Reading) -> Iterator[Statement]:
    """One record an attribution that makes a statement."""
    for found in reading.attributions:
        if found.statement:
            yield _statement(reading, found)


def _statement(reading: Reading, found: Attribution) -> Statement:
    head = reading.doc[found.head]
    content = tuple(reading.chars(*r) for r in found.content)
    quote = reading.report.text[found.quote.start : found.quote.end].strip().rstrip(",") if found.quote else None
    return Statement(
        report=reading.report.id,
        evidence=(_evidence(reading, found),),
        said_by=reading.said_by(head),
        factuality="negated" if found.negated or _declined(reading, found) else "fact",
        when=reading.when(head),
        where=(),
        speaker=found.speaker,
        cue=reading.chars(*found.cue).of(reading.report.text),
        content=content,
        quote=quote,
        mode=_mode(reading, found, content),
        confidence=0.8 if found.group in ("say", "according") else 0.6,
    )


def _declined(reading: Reading, found: Attribution) -> bool:
    head = reading.doc[found.head]
    return head.dep_ == "xcomp" and head.head.lemma_ in ("decline", "refuse", "fail")


def _evidence(reading: Reading, found: Attribution) -> Span:
    """From the speaker, cue or content that comes first to the one that comes last, within the cue's sentence."""
    sent = reading.sentence(reading.doc[found.head])
    ranges = [found.cue, *(r for r in found.content if r[0] < sent.end and r[1] > sent.start)]
    if found.source and not _far(reading, found):
        ranges.append(found.source)
    start, end = max(sent.start, min(r[0] for r in ranges)), min(sent.end, max(r[1] for r in ranges))
    while start > sent.start and reading.doc[start - 1].text in '"“„«':
        start -= 1
    while end < sent.end and reading.doc[end].text in '.,"”»':
        end += 1
    return reading.chars(start, end)


def _far(reading: Reading, found: Attribution) -> bool:
    """True when another predicate stands between speaker and cue ("welcomed the idea but said ...")."""
    if found.source is None or found.source[1] > found.cue[0]:
        return False
    head = reading.doc[found.head]
    return head.dep_ == "conj" and head.head.i > found.source[0]


def _mode(reading: Reading, found: Attribution, content: tuple[Span, ...]) -> Mode:
    if found.quote is None:
        return "indirect"
    quoted = Span(max(0, found.quote.start - 2), found.quote.end + 2)
    outside = sum((s.end - s.start) for s in content if not quoted.covers(s))
    return "direct" if outside <= 2 else "mixed"
