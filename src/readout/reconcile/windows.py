"""Pairs worth comparing: near in time, so that cost grows with the corpus and not with its square."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
WINDOW = 14
MOST = 400


def near_pairs(
    things: Sequence[T], published: Callable[[T], int | None], window: int = WINDOW
) -> Iterator[tuple[int, int]]:
    """Index pairs of things published within ``window`` days of each other; undated ones pair with all.

    ``things`` must be sorted by day, undated first. A thing is paired with at most 400 that follow it.
    """
    days = [published(thing) for thing in things]
    for i, here in enumerate(days):
        for j in range(i + 1, min(len(days), i + 1 + MOST)):
            there = days[j]
            if here is not None and there is not None and there - here > window:
                break
            yield i, j
