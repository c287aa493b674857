"""Which groups or differences already hold a passage, looked up by report and place."""

from __future__ import annotations

from collections.abc import Iterable

from readout.reconcile.items import Item

_PART = 1 / 3


class Holdings:
    """Sets of items, asked whether one of them holds two passages. Each passage is looked up once."""

    def __init__(self, sets: Iterable[Iterable[Item]] = ()) -> None:
        self._spans: dict[str, list[tuple[int, int, int]]] = {}
        self._own: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self._touched: dict[str, dict[tuple[int, int], frozenset[int]]] = {}
        self._mostly: dict[str, dict[tuple[int, int], frozenset[int]]] = {}
        self._count = 0
        for items in sets:
            self.add(items)

    def add(self, items: Iterable[Item]) -> None:
        """One more set."""
        for item in items:
            held = self._spans.setdefault(item.report.id, [])
            held.extend((s.start, s.end, self._count) for s in item.record.evidence)
            own = self._own.setdefault((item.report.id, self._count), [])
            own.extend((s.start, s.end) for s in item.record.evidence)
            self._touched.pop(item.report.id, None)
            self._mostly.pop(item.report.id, None)
        self._count += 1

    def both(self, a: Item, b: Item) -> bool:
        """True when one set has something at the first place of ``a`` and at that of ``b``."""
        return not self._touching(a).isdisjoint(self._touching(b))

    def most(self, a: Item, b: Item) -> bool:
        """True when one set has at least a third of the first place of ``a`` and of that of ``b``."""
        return not self._having(a).isdisjoint(self._having(b))

    def holding(self, a: Item, b: Item) -> list[int]:
        """Numbers, from 0 in the order added, of the sets that have at least a third of each of the two places."""
        return sorted(self._having(a) & self._having(b))

    def _having(self, item: Item) -> frozenset[int]:
        """Numbers of the sets that have at least a third of the first place of an item."""
        asked = self._mostly.setdefault(item.report.id, {})
        place = item.record.evidence[0]
        found = asked.get((place.start, place.end))
        if found is None:
            found = frozenset(at for at in self._touching(item) if self._part(item, at) >= _PART)
            asked[place.start, place.end] = found
        return found

    def _part(self, item: Item, number: int) -> float:
        """How much of the place of an item a set has, 0 to 1."""
        place = item.record.evidence[0]
        held, reached = 0, place.start
        for start, end in sorted(self._own[item.report.id, number]):
            start, end = max(start, reached), min(end, place.end)
            if start < end:
                held, reached = held + end - start, end
        return held / (place.end - place.start)

    def _touching(self, item: Item) -> frozenset[int]:
        """Numbers of the sets that have something at the first place of an item."""
        asked = self._touched.setdefault(item.report.id, {})
        first, last = item.record.evidence[0].start, item.record.evidence[0].end
        found = asked.get((first, last))
        if found is None:
            held = self._spans.get(item.report.id, ())
            found = asked[first, last] = frozenset(at for start, end, at in held if start < last and first < end)
        return found
