"""Which groups or differences already hold a passage, looked up by report and place."""

from __future__ import annotations

from collections.abc import Iterable

from readout.model import Span
from readout.reconcile.items import Item


class Holdings:
    """Sets of items, asked whether one of them holds two passages. Each passage is looked up once."""

    def __init__(self, sets: Iterable[Iterable[Item]] = ()) -> None:
        self._spans: dict[str, list[tuple[Span, int]]] = {}
        self._asked: dict[str, frozenset[int]] = {}
        self._count = 0
        for items in sets:
            self.add(items)

    def add(self, items: Iterable[Item]) -> None:
        """One more set."""
        for item in items:
            self._spans.setdefault(item.report.id, []).extend((s, self._count) for s in item.record.evidence)
        self._count += 1
        self._asked.clear()

    def both(self, a: Item, b: Item) -> bool:
        """True when one set has something at the first place of ``a`` and at that of ``b``."""
        return bool(self._of(a) & self._of(b))

    def _of(self, item: Item) -> frozenset[int]:
        found = self._asked.get(item.id)
        if found is None:
            place = item.record.evidence[0]
            held = self._spans.get(item.report.id, ())
            found = self._asked[item.id] = frozenset(at for span, at in held if span.overlap(place))
        return found
