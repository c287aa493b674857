"""What is agreed, asked or promised in one clause, cut into its measures, each with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.enumeration import Range, items
from readout.coding.measures import NOTHING, Found, Measures, only_attends
from readout.coding.reading import Reading
from readout.language.frames import conjuncts
from readout.model import Span as TextSpan

if TYPE_CHECKING:
    from readout.language.tokens import Token

_LINKS = frozenset([",", ";", "and", "or"])
_NEAR = 8
"""Most words between a verb and the first infinitive of a series that it governs."""


def parts(
    reading: Reading, measures: Measures, head: Token, objects: list[Token]
) -> Iterator[tuple[Found, TextSpan | None]]:
    """The measures of what is agreed or asked in one clause, each with its own words as evidence.

    "agreed to halt attacks and to free prisoners" gives two; what names one measure, or none, gives one.
    """
    heads = _series(head)
    listed = bool(heads)
    if not listed and (ranges := items(reading, head, objects)):
        told = [measures.within(low, high, refer=False) for low, high in ranges]
        if sum(bool(t) for t in told) > (len(ranges) < 3) and len({t.codes for t in told}) > 1:
            yield from _listed(reading, measures, head, ranges, told)
            return
    objects, reach = _gathered(objects)
    heads = heads or sorted({t.i: t for o in objects for t in (o, *conjuncts(o))}.values(), key=lambda t: t.i)
    starts = [_start(t) if listed else t.left_edge.i for t in heads]
    ends = [min([b for b in starts if b > t.i] or [max(_right(t), reach.get(t.i, 0))]) for t in heads]
    pieces = [measures.within(low, high, refer=False) for low, high in zip(starts, ends, strict=True)]
    if listed or (_several(heads) and any(pieces)):
        pieces = [
            p or Found(measures.guessed(low, high) or ("other",), True, low, high)
            for p, low, high in zip(pieces, starts, ends, strict=True)
        ]
    codes = {p.codes for p in pieces}
    if len(heads) > 1 and all(pieces) and len(codes) > 1 and (listed or len(codes) == len(pieces)):
        yield from _each(reading, head, heads, starts, pieces)
    else:
        yield _whole(measures, heads, objects, pieces), None


def _gathered(objects: list[Token]) -> tuple[list[Token], dict[int, int]]:
    """ "agreed on a halt to attacks": parsed as two objects, the attacks are what is halted.

    Returns:
        The objects without those, and by index of a noun of stopping, the index after what it stops.
    """
    kept: list[Token] = []
    reach: dict[int, int] = {}
    for token in sorted(objects, key=lambda t: t.i):
        before = kept[-1] if kept else None
        link = token.head
        stops = before is not None and before.lemma_.casefold() in words("measures", "ceasefire.stop_nouns")
        if before is not None and stops and link.lower_ in ("to", "in") and link.i == before.right_edge.i + 1:
            reach[before.i] = token.right_edge.i + 1
        else:
            kept.append(token)
    return kept, reach


def _whole(measures: Measures, heads: list[Token], objects: list[Token], pieces: list[Found]) -> Found:
    """What the clause is about as one: all that its parts name, else what any object refers to."""
    named = [c for p in pieces for c in p.codes]
    first = pieces[0] if pieces and pieces[0] else next((f for o in objects if (f := measures.of(o))), NOTHING)
    if len(heads) > 1 and not any(pieces):
        joined = measures.within(heads[0].left_edge.i, heads[-1].right_edge.i + 1, refer=False)
        return joined or first  # "a halt to attacks", parsed as two objects
    return Found(tuple(dict.fromkeys(named)), True, first.start, first.end) if named else first


def _each(
    reading: Reading, head: Token, heads: list[Token], starts: list[int], pieces: list[Found]
) -> Iterator[tuple[Found, TextSpan | None]]:
    """Every part with its words; the first with those of the verb that governs them all."""
    whole = reading.evidence(head)
    for at, (token, found) in enumerate(zip(heads, pieces, strict=True)):
        low = whole.start if at == 0 else reading.doc[starts[at]].idx
        end = starts[at + 1] - 1 if at + 1 < len(starts) else token.right_edge.i
        while end > token.i and (reading.doc[end].is_punct or reading.doc[end].dep_ == "cc"):
            end -= 1
        high = reading.doc[end].idx + len(reading.doc[end])
        yield found, TextSpan(low, max(high, low + 1))


def _listed(
    reading: Reading, measures: Measures, head: Token, ranges: list[Range], told: list[Found]
) -> Iterator[tuple[Found, TextSpan | None]]:
    """Every item of a list of noun phrases; the first with the words of the verb that governs them all."""
    whole = reading.evidence(head)
    for at, ((low, high), found) in enumerate(zip(ranges, told, strict=True)):
        span = reading.chars(low, high)
        known = found or Found(measures.guessed(low, high) or ("other",), True, low, high)
        yield known, TextSpan(min(whole.start, span.start) if at == 0 else span.start, span.end)


def _several(heads: list[Token]) -> bool:
    """ "a return of refugees and the release of X": each its own measure, not "food and medicine"."""
    joined = all(t.dep_ == "conj" and t.head in heads for t in heads[1:])
    return len(heads) > 1 and joined and all(t.right_edge.i - t.left_edge.i > 1 for t in heads)


def _series(head: Token) -> list[Token]:
    """ "to free A, to let B return and to end C" after ``head``, however the parse hangs them; empty for one alone."""
    doc = head.doc
    inside = [t for t in head.subtree if t.i > head.i + 1 and t.tag_ == "VB" and doc[_start(t)].lower_ == "to"]
    if not inside or _start(inside[0]) - head.i > _NEAR or doc[_start(inside[0]) - 1].lower_ in _LINKS:
        return []
    later = [t for t in inside[1:] if doc[_start(t) - 1].lower_ in _LINKS]
    return [inside[0], *later] if later and doc[_start(later[-1]) - 1].lower_ in ("and", "or") else []


def _right(token: Token) -> int:
    """Where the phrase of ``token`` ends: before a clause that only attends it, and before a finite verb that the parse
    hangs on an infinitive."""
    later = [c for c in token.children if c.i > token.i]
    other = [c for c in later if c.dep_ == "conj" and c.tag_ in ("VBD", "VBZ", "VBP")] if token.tag_ == "VB" else []
    ends = [c.left_edge.i for c in (*other, *filter(only_attends, later))]
    return min([*ends, token.right_edge.i + 1])


def _start(verb: Token) -> int:
    """Where an infinitive begins: its "to"."""
    return next((c.i for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), verb.i)
