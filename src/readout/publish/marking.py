"""A report's text with its records marked, where records nest and overlap.

The text is cut at every place where a record begins or ends; each piece lists the records that cover it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that the same records cover throughout.

    Attributes:
        covers: anchors of the records over it, those that begin first first; empty for unmarked text.
        begins: anchors of the records whose evidence begins here and nowhere before.
    """

    text: str
    covers: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


Paragraph = tuple[Segment, ...]


def paragraphs(text: str, marks: Iterable[tuple[str, Span]]) -> tuple[Paragraph, ...]:
    """The text's paragraphs (parted by newlines, empty ones left out) as segments.

    Args:
        text: the report's text; the segments of all paragraphs joined give it back without its newlines.
        marks: anchor and span; one anchor may stand several times. Spans beyond the text are cut to it.
    """
    ordered = sorted(((a, Span(s.start, min(s.end, len(text)))) for a, s in marks if s.start < len(text)), key=_place)
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    for name, span in ordered:
        opens[span.start].append(name)
        closes[span.end].append(name)
    return _cut(text, opens, closes)


def _place(mark: tuple[str, Span]) -> tuple[int, int, str]:
    return mark[1].start, -mark[1].end, mark[0]


def _cut(text: str, opens: dict[int, list[str]], closes: dict[int, list[str]]) -> tuple[Paragraph, ...]:
    newlines = {i for i, c in enumerate(text) if c == "\n"}
    cuts = sorted({0, len(text), *opens, *closes, *newlines, *(i + 1 for i in newlines)})
    open_now: list[str] = []
    waiting: list[str] = []
    begun: set[str] = set()
    made: list[Paragraph] = []
    line: list[Segment] = []
    for start, end in itertools.pairwise(cuts):
        for name in closes.get(start, ()):
            open_now.remove(name)
        for name in opens.get(start, ()):
            open_now.append(name)
            if name not in begun:
                begun.add(name)
                waiting.append(name)
        if start in newlines:
            made.append(tuple(line))
            line = []
            continue
        line.append(Segment(text[start:end], tuple(dict.fromkeys(open_now)), tuple(waiting)))
        waiting = []
    made.append(tuple(line))
    return tuple(p for p in made if p)
