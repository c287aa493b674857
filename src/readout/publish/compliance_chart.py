"""The daily chart: breaches and undetermined events a day by account, with the truce marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.monitor.summary import DayCount

WIDTH, HEIGHT = 720.0, 150.0
LEFT, BOTTOM, TOP = 34.0, 22.0, 10.0
LONGEST = 400
"""Days that a chart shows at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in pixels; ``kind`` is "breach" or "undetermined", ``label`` what it says."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis in pixels, with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class DailyChart:
    """What a template needs; the shaded band is the time of the terms."""

    width: float
    height: float
    floor: float
    left: float
    band_x: float
    band_width: float
    bars: tuple[Bar, ...]
    days: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    summary: str


def daily_chart(
    counts: Sequence[DayCount], first: date, last: date, opens: date, closes: date | None, highest: int | None = None
) -> DailyChart | None:
    """The chart of one account between two days, both shown; None when there is nothing to show.

    Args:
        highest: top of the scale, so that several accounts can share one.
    """
    last = min(last, first + timedelta(days=LONGEST - 1))
    chosen = [count for count in counts if first <= count.day <= last]
    if not chosen:
        return None
    days = (last - first).days + 1
    step = (WIDTH - LEFT) / days
    top = max(highest or 0, peak(chosen))
    scale = (HEIGHT - BOTTOM - TOP) / top
    floor = HEIGHT - BOTTOM
    bars = []
    for day in sorted({count.day for count in chosen}):
        height = floor
        for kind in ("breach", "undetermined"):
            number = sum(count.count for count in chosen if count.day == day and count.verdict == kind)
            if number:
                height -= number * scale
                x = LEFT + (day - first).days * step
                bars.append(Bar(round(x, 2), round(height, 2), round(max(step - 1, 0.8), 2), round(number * scale, 2),
                                kind, f"{day}: {number} {kind}"))  # fmt: skip
    start, end = max(opens, first), min(closes or last, last)
    band = max(0.0, ((end - start).days + 1) * step) if start <= end else 0.0
    breaches = sum(count.count for count in chosen if count.verdict == "breach")
    unsure = sum(count.count for count in chosen if count.verdict == "undetermined")
    summary = f"{breaches} breaches and {unsure} undetermined events from {first} to {last}; at most {top} a day"
    return DailyChart(
        WIDTH, HEIGHT, floor, LEFT, round(LEFT + (start - first).days * step, 2), round(band, 2), tuple(bars),
        _days(first, days, step), _counts(top, scale, floor), summary,
    )  # fmt: skip


def peak(counts: Sequence[DayCount]) -> int:
    """The most breaches and undetermined events of one day."""
    by_day: dict[date, int] = {}
    for count in counts:
        by_day[count.day] = by_day.get(count.day, 0) + count.count
    return max(by_day.values(), default=1)


def _days(first: date, days: int, step: float) -> tuple[Tick, ...]:
    every = max(1, -(-days // 8))
    return tuple(
        Tick(round(LEFT + (n + 0.5) * step, 2), f"{first + timedelta(days=n):%-d %b}") for n in range(0, days, every)
    )


def _counts(top: int, scale: float, floor: float) -> tuple[Tick, ...]:
    every = max(1, -(-top // 4))
    return tuple(Tick(round(floor - n * scale, 2), str(n)) for n in range(0, top + 1, every))
