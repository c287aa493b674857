"""Shares in words: "a tenth of the money", "half of the revenue", "barely a third have returned"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARTS = {
    "half": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "eighth": 12.5,
    "tenth": 10.0,
}
_SHARE = re.compile(
    r"\b(?:(?P<count>a|one|two|three|four)\s+)?(?P<part>half|thirds?|quarters?|fifths?|sixth|eighth|tenths?)"
    r"(?=\s+(?:of\s+(?!an?\s+(?:hour|day|year))|have\b|had\b|has\b|were\b|are\b))",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Share:
    """A share: characters ``[start, end)`` of the text and its value in percent, 0 to 100."""

    start: int
    end: int
    percent: float


def shares(text: str) -> Iterator[Share]:
    """The shares told in words, in text order; ordinals ("the third of May") are none."""
    for found in _SHARE.finditer(text):
        part = found["part"].casefold()
        count = (found["count"] or "").casefold()
        if not count and part != "half":
            continue
        value = _PARTS[part.removesuffix("s")] * _COUNTS.get(count, 1)
        if value < 100:
            yield Share(found.start(), found.end(), round(value, 1))
