"""A piece of evidence in its sentence: what stands before it, its words, what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readout.model import Span

_END = re.compile(r"""[.!?…]["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-ZÀ-ÞЀ-Я0-9])|\n+""")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Sen|Rep|St|vs|No|Sr|Jr)|\b[A-Z](?:\.[A-Z])*)\.\s+$")
ROOM = 220
"""Characters kept on either side of the words when a sentence is very long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report (or a few, when the words reach over several) with the words set apart."""

    before: str
    words: str
    after: str


def sentence_around(text: str, span: Span) -> Span:
    """The sentence or sentences that ``span`` touches, by punctuation alone: it is for showing, not for coding."""
    low = max(0, span.start - 4000)
    start = low
    for found in _END.finditer(text, low, min(len(text), span.start + 1)):
        if found.end() <= span.start and not _ABBREVIATION.search(text, max(low, found.start() - 12), found.end()):
            start = found.end()
    end = min(len(text), span.end + 4000)
    for found in _END.finditer(text, max(0, span.end - 1), end):
        if not _ABBREVIATION.search(text, max(0, found.start() - 12), found.end()):
            end = found.end()
            break
    return Span(start, max(end, span.end))


def passage(text: str, spans: tuple[Span, ...]) -> Passage:
    """The evidence in its sentence; with several spans, the first in its sentence and the others' words after."""
    first = Span(min(spans[0].start, len(text)), max(spans[0].end, spans[0].start + 1))
    around = sentence_around(text, first)
    before, after = text[around.start : first.start].lstrip(), text[first.end : around.end].rstrip()
    words = first.of(text)
    if len(spans) == 1:
        return Passage(_tail(before), words, _head(after))
    return Passage(_tail(before), " … ".join([words, *(s.of(text) for s in spans[1:])]), "")


def shortened(words: str, limit: int = 180) -> str:
    """The words on one line, cut at a word when longer than ``limit``."""
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    cut = line[:limit]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut) + " …"


def _tail(text: str) -> str:
    return text if len(text) <= ROOM else "… " + text[-ROOM:].split(" ", 1)[-1]


def _head(text: str) -> str:
    return text if len(text) <= ROOM else text[:ROOM].rsplit(" ", 1)[0] + " …"
