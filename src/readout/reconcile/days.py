"""Days and intervals of days: when two accounts may speak of the same time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from readout.model import When

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Days:
    """A closed interval of days, as ordinals of the Gregorian calendar."""

    first: int
    last: int

    def gap(self, other: Days) -> int:
        """Days between the two intervals; 0 when they touch or overlap."""
        return max(0, self.first - other.last, other.first - self.last)

    @property
    def text(self) -> str:
        """ISO date, or two of them."""
        first, last = date.fromordinal(self.first).isoformat(), date.fromordinal(self.last).isoformat()
        return first if first == last else f"{first} to {last}"


def day(text: str | None) -> int | None:
    """Ordinal of the day at the head of an ISO date or date-time; None when there is none."""
    match = _ISO.match(text or "")
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).toordinal()
    except ValueError:
        return None


def days(when: When | None) -> Days | None:
    """The interval that a record's time covers; None while it is unresolved."""
    first = day(when.start) if when else None
    if when is None or first is None:
        return None
    last = day(when.end)
    return Days(first, max(first, last) if last is not None else first)
