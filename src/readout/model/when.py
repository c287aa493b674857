"""The time of a record (codebook section 2, ``when``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A day or an interval of days, and the words it came from.

    Attributes:
        text: the words of the report ("overnight", "on Sunday").
        start: ISO date; None while the words cannot be resolved (the report's own date is unknown).
        end: ISO date of the last day of an interval; None for a single day.
    """

    text: str
    start: str | None = None
    end: str | None = None
