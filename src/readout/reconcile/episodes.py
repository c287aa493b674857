"""Episodes: the reports that speak of one negotiation, so that two conflicts are never mixed up.

Reports belong together when they share a pair of leading sides and follow each other within days. Every further
comparison stays inside an episode, which keeps the cost in step with the corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from readout.model import Agreement, Report
from readout.reconcile.groups import joined
from readout.reconcile.items import Item, actors
from readout.reconcile.threads import family
from readout.reconcile.words import plain

GAP = 10
LEADING = 4
_PASSING = frozenset({"public", "media"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What places a report among others.

    Attributes:
        pairs: the pairs of sides that it is mostly about, and each party with the measure that it agreed to.
        day: ordinal of its own day, else of the middle one of those its records name, else None.
    """

    pairs: tuple[tuple[str, ...], ...]
    day: int | None


def episodes(reports: Sequence[Report], profiles: Mapping[str, Profile]) -> list[tuple[str, ...]]:
    """Report ids of each episode, in order of the first report; a report without actors is an episode by itself."""
    order = sorted(reports, key=lambda r: (profiles[r.id].day or 0, r.id))
    buckets: dict[tuple[str, ...], list[int]] = {}
    for at, report in enumerate(order):
        for pair in profiles[report.id].pairs:
            buckets.setdefault(pair, []).append(at)
    links: list[tuple[int, int]] = []
    for members in buckets.values():
        links += _chained(members, [profiles[order[m].id].day for m in members])
    return [tuple(r.id for r in part) for part in joined(order, links)]


def profile(items: Sequence[Item]) -> Profile:
    """The profile of one report from its items."""
    counts: Counter[str] = Counter()
    for item in items:
        counts.update({a.state or plain(a.name) for a in actors(item.record) if a.type not in _PASSING})
    day = items[0].published if items else None
    if day is None:
        told = sorted(i.when.first for i in items if i.when)
        day = told[len(told) // 2] if told else None
    if not counts:
        return Profile((), day)
    ranked = sorted(counts, key=lambda s: (-counts[s], s))[:LEADING]
    most = counts[ranked[0]]
    leading = [s for s in ranked if counts[s] >= max(2, 0.2 * most)]
    leading = leading if len(leading) > 1 else ranked[:2]
    pairs: list[tuple[str, ...]] = [(a, b) if a < b else (b, a) for a, b in combinations(leading, 2)]
    return Profile((*(pairs or [(leading[0],)]), *_bound(items)), day)


def _bound(items: Sequence[Item]) -> list[tuple[str, ...]]:
    """A side and the measure it agreed to: accounts of one deal may differ over who the other side is."""
    found = {
        (a.state or plain(a.name), name)
        for i in items
        if isinstance(i.record, Agreement)
        for a in i.record.parties
        if (name := family(i.record.measure))
    }
    return sorted(found)


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
