"""What stands in a report beside its sentences: datelines, and lines of outlet and date."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’/\-]{2,60}?"
    r"(?:,\s*(?!\d)[A-ZÀ-Þ][\w.'’]+(?:\s+(?:of\s+|the\s+)*[A-ZÀ-Þ][\w.'’]+){0,3}?)?"
    r"(?:,\s*(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+\.?)(?:,?\s+\d{4})?)?"
    r"\s*(?:\([^)\n]{2,40}\))?\s*(?:—|–|-|--)\s+"
)
"""CITY/CITY, Country, March 27 (Outlet) — : the words before a report's first sentence."""

_CITY = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’/\-]{2,40}:\s+(?=[A-ZÀ-Þ\"“])")
"""CITY: — only before the first sentence of a report; further down it may be a speaker."""

_OPENING_LINES = 4

METADATA = re.compile(r"^[^\n|]{2,80}\s\|\s[^\n|]{4,40}$")
"""Outlet | date: a line about the report, not of it."""

_DAY = (
    r"(?:[A-Z][a-z]+,?\s+)?(?:\d{4}-\d\d-\d\d|\d{1,2}\.?\s+[A-Z][a-z]+\.?,?\s+\d{4}|[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4})"
)
_WRITER = (
    r"[Bb]y\s(?:(?:an?|our|the)\s[\w ]{0,30}(?:correspondents?|reporters?|writers?|staff|desk|editors?)"
    r"|[A-Z][\w.'’-]*(?:,?\s(?:and\s)?[A-Z][\w.'’-]*){1,6})"
)
_BYLINE = re.compile(rf"^(?:{_DAY}(?:\s*[,|·–—-]?\s*{_WRITER})?|{_WRITER}(?:,\s*{_DAY})?)\s*$")
"""The day or the writer of a report, alone in a line above its first sentence."""


def untold(text: str) -> list[tuple[int, int]]:
    """Start and end of every dateline, of every line of outlet and date, and of a writer's line above the report."""
    skip = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if METADATA.match(line) or (number < _OPENING_LINES and _BYLINE.match(line)):
            skip.append((at, at + len(line)))
        elif end := dateline_end(line, number):
            skip.append((at, at + end))
        at += len(line) + 1
    return skip


def dateline_end(line: str, number: int) -> int:
    """Where the dateline of a line ends, 0 where it has none; ``number`` counts the lines from 0."""
    if METADATA.match(line):
        return 0
    found = DATELINE.match(line) or (_CITY.match(line) if number < _OPENING_LINES else None)
    return found.end() if found else 0
