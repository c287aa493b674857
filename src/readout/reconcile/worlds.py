"""People's decisions about which records belong together: merge forces one group, split forces apart, ever after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from readout.model import Decision

_MOST = 16


@dataclass(frozen=True, slots=True)
class Rulings:
    """The merges and splits in force: sets of record ids, in order of decision."""

    merges: tuple[tuple[frozenset[str], str], ...] = ()
    splits: tuple[tuple[str, ...], ...] = ()

    def bearing_on(self, ids: frozenset[str]) -> Rulings:
        """Those that name at least two of ``ids``."""
        merges = tuple((m & ids, author) for m, author in self.merges if len(m & ids) > 1)
        splits = tuple(tuple(i for i in s if i in ids) for s in self.splits)
        return Rulings(merges, tuple(s for s in splits if len(s) > 1))


def rulings(decisions: Sequence[Decision]) -> Rulings:
    """Merges and splits that nobody took back; of two that contradict each other the later one holds."""
    undone = {d.value for d in decisions if d.verb == "undo"}
    live = sorted(
        (d for d in decisions if d.id not in undone and d.verb in ("merge", "split")), key=lambda d: (d.at, d.id)
    )
    merges: list[tuple[frozenset[str], str]] = []
    splits: list[tuple[str, ...]] = []
    for decision in live:
        ids = frozenset(decision.records)
        if decision.verb == "merge":
            splits = [s for s in splits if len(ids & set(s)) < 2]
            merges.append((ids, decision.author))
        else:
            merges = [(m, a) for m, a in merges if len(ids & m) < 2]
            splits.append(tuple(sorted(ids)))
    return Rulings(tuple(merges), tuple(splits))


def absences(splits: Sequence[tuple[str, ...]]) -> list[frozenset[str]]:
    """Sets of record ids to leave out, a run each, so that no run holds two records that were split.

    Without splits there is one run that leaves nothing out.
    """
    every = frozenset(i for s in splits for i in s)
    count = 1
    for split in splits:
        count *= len(split)
    if count <= _MOST:
        kept: Iterable[tuple[str, ...]] = product(*splits)
    else:
        kept = [tuple(s[min(n, len(s) - 1)] for s in splits) for n in range(max(map(len, splits)))]
    return [every - frozenset(k) for k in kept]
