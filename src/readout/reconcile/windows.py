"""Pairs worth comparing: near in time, so that cost grows with the corpus and not with its square."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from readout.reconcile.groups import Joining

T = TypeVar("T")
WINDOW = 14
MOST = 400


def near_pairs(
    things: Sequence[T], published: Callable[[T], int | None], window: int = WINDOW
) -> Iterator[tuple[int, int]]:
    """Index pairs of things published within ``window`` days of each other; undated ones pair with all.

    ``things`` must be sorted by day, undated first. A thing is paired with at most 400 that follow it.
    """
    for i, last in enumerate(_reach([published(thing) for thing in things], window)):
        for j in range(i + 1, last):
            yield i, j


def joined_near(
    things: Sequence[T], published: Callable[[T], int | None], fits: Callable[[T, T], bool], window: int = WINDOW
) -> list[list[T]]:
    """Components of the pairs of ``near_pairs`` that fit; ``fits`` is not asked of two that hang together already."""
    made = Joining(len(things))
    part = made.part
    for i, last in enumerate(_reach([published(thing) for thing in things], window)):
        one, own = things[i], part[i]
        for j in [j for j in range(i + 1, last) if part[j] != own]:
            if part[i] != part[j] and fits(one, things[j]):
                made.join(i, j)
    return made.clusters(things)


def _reach(days: Sequence[int | None], window: int) -> Iterator[int]:
    """For each thing the index after the last that it is paired with."""
    undated = sum(day is None for day in days)
    dated = [day for day in days if day is not None]
    for i, day in enumerate(days):
        last = len(days) if day is None else undated + bisect_right(dated, day + window)
        yield min(last, i + 1 + MOST)
