"""Episodes: the reports that speak of one negotiation, so that two conflicts are never mixed up.

Reports belong together when they share a pair of leading sides and follow each other within days. Every further
comparison stays inside an episode, which keeps the cost in step with the corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from readout.model import Report
from readout.reconcile.actors import Identities
from readout.reconcile.groups import joined
from readout.reconcile.items import Item, actors

GAP = 10
LEADING = 4
_PASSING = frozenset({"public", "media"})


def episodes(reports: Sequence[Report], items: dict[str, list[Item]], who: Identities) -> list[tuple[str, ...]]:
    """Report ids of each episode, in order of the first report; a report without actors is an episode by itself."""
    order = sorted(reports, key=lambda r: (_day(items.get(r.id, [])) or 0, r.id))
    buckets: dict[tuple[str, ...], list[int]] = {}
    for at, report in enumerate(order):
        for pair in pairs(items.get(report.id, []), who):
            buckets.setdefault(pair, []).append(at)
    links: list[tuple[int, int]] = []
    for members in buckets.values():
        links += _chained(members, [_day(items.get(order[m].id, [])) for m in members])
    return [tuple(r.id for r in part) for part in joined(order, links)]


def pairs(items: Sequence[Item], who: Identities) -> list[tuple[str, ...]]:
    """The pairs of sides that a report is mostly about."""
    counts: Counter[str] = Counter()
    for item in items:
        counts.update({who.side(a) for a in actors(item.record) if a.type not in _PASSING} - {"?"})
    if not counts:
        return []
    most = max(counts.values())
    ranked = sorted(counts, key=lambda s: (-counts[s], s))[:LEADING]
    leading = [s for s in ranked if counts[s] >= max(2, 0.2 * most)] or ranked[:2]
    return [tuple(sorted(pair)) for pair in combinations(leading, 2)] or [(leading[0],)]


def _day(items: Sequence[Item]) -> int | None:
    """Day of the report: its own, else the middle one of those its records name."""
    if items and items[0].published is not None:
        return items[0].published
    told = sorted(i.when.first for i in items if i.when)
    return told[len(told) // 2] if told else None


def _chained(members: Sequence[int], days: Sequence[int | None]) -> list[tuple[int, int]]:
    """Neighbours within the gap; undated reports with each other, and with the dated ones if those are one chain."""
    undated = [m for m, d in zip(members, days, strict=True) if d is None]
    dated = [(m, d) for m, d in zip(members, days, strict=True) if d is not None]
    links = list(pairwise(undated))
    breaks = 0
    for (a, x), (b, y) in pairwise(dated):
        if y - x <= GAP:
            links.append((a, b))
        else:
            breaks += 1
    if undated and dated and not breaks:
        links.append((undated[0], dated[0][0]))
    return links
