"""Months and weekdays as reports write them in plain English, and the calendar days that a text names."""

from __future__ import annotations

import re
from functools import lru_cache

MONTHS = "january february march april may june july august september october november december".split()
MONTH = rf"(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' if len(m) > 3 else m for m in MONTHS)}|sept)"
"""Pattern of a month, whole or cut to three letters, without the point that may follow."""
WEEK = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
"""Beginnings of the weekdays, from Monday on."""
WEEKDAY = rf"(?:{'|'.join(WEEK)})day"
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")
NTH = "(?:st|nd|rd|th)?"
CALENDAR_DAY = rf"(?:\d{{1,2}}{NTH}(?: of)? {MONTH}\b|{MONTH}\b\.? \d{{1,2}}{NTH}\b)"
_DAY = re.compile(rf"\b(?:(?P<d>\d{{1,2}}){NTH}(?: of)? (?P<m>{MONTH})\b|(?P<n>{MONTH})\b\.? (?P<e>\d{{1,2}}){NTH}\b)")


def weekdays_named(text: str) -> frozenset[str]:
    """Every weekday that ``text`` (plain) names."""
    return frozenset(_WEEKDAY.findall(text))


def month_number(name: str) -> int:
    """1 to 12 of a month whole or cut. Raises StopIteration for anything else."""
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


@lru_cache(maxsize=16384)
def days_named(text: str) -> frozenset[tuple[int, int]]:
    """Month and day of every calendar day that ``text`` (plain) names: "20 October", "Oct. 20"."""
    return frozenset(
        (month_number(match["m"] or match["n"]), int(match["d"] or match["e"])) for match in _DAY.finditer(text)
    )
