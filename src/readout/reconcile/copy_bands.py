"""Which reports may be copies of each other: those that share a band of their MinHash signatures; kept up."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

Band = tuple[object, ...]


class Bands:
    """Reports by band, in order of age. A report that joins costs what its own bands hold, not the corpus."""

    def __init__(self) -> None:
        self._rank: dict[str, int] = {}
        self._members: dict[Band, list[str]] = {}
        self._pairs: Counter[tuple[str, str]] = Counter()

    def candidates(self, order: Sequence[str], bands: Mapping[str, frozenset[Band]]) -> list[tuple[str, str]]:
        """Pairs of ``order`` (the oldest first) that share a band.

        Within a band neighbours in age are paired, and all with the first, so that cost follows the corpus.
        """
        self._rank, before = {key: at for at, key in enumerate(order)}, self._rank
        kept = [key for key in order if key in before]
        if len(kept) < len(before) or any(before[a] > before[b] for a, b in pairwise(kept)):
            self._members, self._pairs, before = {}, Counter(), {}
        for key in order:
            if key not in before:
                self._join(key, bands[key])
        return sorted(self._pairs, key=lambda p: (self._rank[p[0]], self._rank[p[1]]))

    def _join(self, key: str, bands: frozenset[Band]) -> None:
        for band in bands:
            members = self._members.setdefault(band, [])
            if members and self._rank[key] < self._rank[members[-1]]:
                self._insert(key, members)
            else:
                self._pairs.update({(fellow, key) for fellow in (*members[:1], *members[-1:])})
                members.append(key)

    def _insert(self, key: str, members: list[str]) -> None:
        """Puts a report among older and younger ones: some of those were neighbours and are so no more."""
        for pair in set(_paired(members)):
            self._pairs[pair] -= 1
            if not self._pairs[pair]:
                del self._pairs[pair]
        insort(members, key, key=self._rank.__getitem__)
        self._pairs.update(set(_paired(members)))


def _paired(members: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from pairwise(members)
    yield from ((members[0], key) for key in members[2:])
