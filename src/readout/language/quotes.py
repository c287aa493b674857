"""Quotations: paired marks within a paragraph, straight or curly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = {"“": "”", "„": "“", "«": "»", "‟": "”"}
_LOOSE = re.compile(r'[“”„«»"]')


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: ``[start, end)`` characters between the marks, marks left out.

    Attributes:
        closed: False when the paragraph ends before the closing mark, as in speech that runs on.
    """

    start: int
    end: int
    closed: bool = True


def quotations(text: str) -> Iterator[Quotation]:
    """Every quotation of ``text``. A paragraph (line) bounds it; single marks are apostrophes and are left alone."""
    base = 0
    for line in text.split("\n"):
        opened: int | None = None
        closing = ""
        for found in _LOOSE.finditer(line):
            mark = found.group(0)
            if opened is None:
                if mark == '"' and _closes_nothing(line, found.start()):
                    continue
                if mark in _OPENING or mark == '"':
                    opened, closing = found.end(), _OPENING.get(mark, '"')
            elif mark == closing or (closing == "”" and mark == '"') or (closing == '"' and mark == "”"):
                if found.start() > opened:
                    yield Quotation(base + opened, base + found.start())
                opened = None
            elif mark in _OPENING:
                opened, closing = found.end(), _OPENING[mark]
        if opened is not None and len(line) > opened:
            yield Quotation(base + opened, base + len(line), closed=False)
        base += len(line) + 1


def _closes_nothing(line: str, at: int) -> bool:
    """A straight mark after a digit is an inch mark, not a quotation."""
    return (
        at > 0
        and line[at - 1].isdigit()
        and (at + 1 == len(line) or (not line[at + 1 :].count('"') % 2 and line[at + 1] in " ,.;"))
    )
