"""What the stages hand on: items that speak of one thing, and differences found among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from readout.model import Span
from readout.reconcile.items import Item

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

About = Literal["number", "date", "place", "party", "scope", "stance", "status", "quote", "role", "attribution"]


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one or more reports that speak of one thing.

    Attributes:
        subject: a short label of the thing.
        reason: why they were taken together.
    """

    kind: str
    items: tuple[Item, ...]
    subject: str
    reason: str

    @property
    def sources(self) -> frozenset[str]:
        """The independent sources that carry it."""
        return frozenset(i.source for i in self.items)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between accounts of one thing, before it becomes a finding.

    Attributes:
        finding: disputed, omitted or reference_conflict.
        spans: evidence that no record holds: report id and span.
    """

    finding: Literal["disputed", "omitted", "reference_conflict"]
    about: str
    items: tuple[Item, ...]
    explanation: str
    subject: str
    reason: str
    spans: tuple[tuple[str, Span], ...] = ()
    reference: str | None = None


def by_key(things: Iterable[T], key: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """Things under each of their keys, in the order given."""
    found: defaultdict[K, list[T]] = defaultdict(list)
    for thing in things:
        for k in key(thing):
            found[k].append(thing)
    return dict(found)


class Joining:
    """Things joined two by two; what hangs together already need not be compared again.

    Attributes:
        part: for every index the number of its component: two are together when theirs is the same.
    """

    def __init__(self, count: int) -> None:
        self.part = list(range(count))
        self._members = [[i] for i in range(count)]

    def join(self, a: int, b: int) -> None:
        """Makes the components of two things one; the smaller takes the number of the larger."""
        x, y = self.part[a], self.part[b]
        if x == y:
            return
        if len(self._members[x]) < len(self._members[y]):
            x, y = y, x
        for i in self._members[y]:
            self.part[i] = x
        self._members[x] += self._members[y]
        self._members[y] = []

    def clusters(self, things: Sequence[T]) -> list[list[T]]:
        """The components, in the order of their first members."""
        found: dict[int, list[T]] = {}
        for part, thing in zip(self.part, things, strict=True):
            found.setdefault(part, []).append(thing)
        return list(found.values())


def joined(things: Sequence[T], pairs: Iterable[tuple[int, int]]) -> list[list[T]]:
    """Connected components of ``things`` under index ``pairs``, in the order of their first members."""
    made = Joining(len(things))
    for a, b in pairs:
        made.join(a, b)
    return made.clusters(things)


def reports_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Ids of the reports of some items, in order, once each."""
    return tuple(dict.fromkeys(i.report.id for i in items))


def add(found: list[Difference], new: Difference) -> None:
    """Adds a difference; into one that has an item of it already, where there is such: several accounts, one matter."""
    for at, old in enumerate(found):
        if {i.id for i in old.items} & {i.id for i in new.items}:
            found[at] = replace(old, items=tuple(dict.fromkeys((*old.items, *new.items))))
            return
    found.append(new)
