"""Episodes: the reports that speak of one negotiation, so that two conflicts are never mixed up.

Reports belong together when they share a pair of leading sides and follow each other within days. Every further
comparison stays inside an episode, which keeps the cost in step with the corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise

from readout.model import Agreement, Record, Report
from readout.reconcile.groups import joined
from readout.reconcile.items import Item, actors, item
from readout.reconcile.lines import read
from readout.reconcile.threads import family
from readout.reconcile.words import plain

GAP = 10
LEADING = 4
_FOREMOST = 2
_HEADS = 2
_NAMES = 3
_LETTERS = 2
_NEXT = 12
_PASSING = frozenset({"public", "media"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What places a report among others.

    Attributes:
        pairs: the pairs of sides that it is mostly about, and each party with the measure that it agreed to.
        day: ordinal of its own day, else of the middle one of those its records name, else None.
        foremost: the states that most of its sentences name.
        states: all states of its text.
        names: words of all other names of its text.
        heads: of each such name the last word: a surname, a place, an acronym.
    """

    pairs: tuple[tuple[str, ...], ...]
    day: int | None
    foremost: tuple[str, ...] = ()
    states: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


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
    links += _acquainted([profiles[r.id] for r in order], links)
    return [tuple(r.id for r in part) for part in joined(order, links)]


def items_by_episode(reports: Sequence[Report], records: Sequence[Record]) -> list[dict[str, list[Item]]]:
    """The episodes of a view, each with the items of its reports by id; records of unknown reports are left out."""
    by_report: dict[str, list[Item]] = {r.id: [] for r in reports}
    known = {r.id: r for r in reports}
    for record in sorted(records, key=lambda r: r.id):
        if record.report in known:
            by_report[record.report].append(item(record, known[record.report], record.report))
    profiles = {key: profile(items) for key, items in by_report.items()}
    return [{key: by_report[key] for key in sorted(episode)} for episode in episodes(reports, profiles)]


def _acquainted(order: Sequence[Profile], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Reports of the same days that share names and most states, and that ``links`` part.

    A coder may miss the sides, or take a leader for one. Two names are enough where a foremost state is shared. A
    report that is still alone then, as a side's own statement that names no state may be, takes three words of names.
    """
    found = _met(order, [one.foremost for one in order], links, _near_of_state)
    parts = joined(range(len(order)), [*links, *found])
    alone = {own[0] for own in parts if len(own) == 1}
    named = [sorted(one.names) for one in order] if alone else []
    return found + _met(order, named, [*links, *found], _near_of_name, alone)


def _met(
    order: Sequence[Profile],
    keys: Sequence[Sequence[str]],
    links: Sequence[tuple[int, int]],
    akin: Callable[[Profile, Profile], bool],
    ends: Set[int] | None = None,
) -> list[tuple[int, int]]:
    """Pairs that share a key, that are ``akin`` and that no links join; one of each is among ``ends`` where given."""
    part = {at: number for number, own in enumerate(joined(range(len(order)), links)) for at in own}
    buckets: dict[str, list[int]] = {}
    for at, own in enumerate(keys):
        for key in own:
            buckets.setdefault(key, []).append(at)
    found = []
    for members in buckets.values():
        for x, first in enumerate(members):
            for second in members[x + 1 : x + 1 + _NEXT]:
                asked = part[first] != part[second] and (ends is None or first in ends or second in ends)
                if asked and akin(order[first], order[second]):
                    found.append((first, second))
    return found


def _near_of_state(a: Profile, b: Profile) -> bool:
    return _akin(a, b) and len(a.heads & b.heads) >= _HEADS


def _near_of_name(a: Profile, b: Profile) -> bool:
    return _akin(a, b) and len(a.names & b.names) >= _NAMES


def _akin(a: Profile, b: Profile) -> bool:
    """About the same days and most states of the one that names fewer."""
    near = a.day is None or b.day is None or abs(a.day - b.day) <= GAP
    return near and len(a.states & b.states) * 2 >= min(len(a.states), len(b.states))


def profile(items: Sequence[Item]) -> Profile:
    """The profile of one report from its items."""
    counts: Counter[str] = Counter()
    for one in items:
        counts.update({a.state or plain(a.name) for a in actors(one.record) if a.type not in _PASSING})
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
    return Profile((*(pairs or [(leading[0],)]), *_bound(items)), day, *_named(items[0].report.text))


def _named(text: str) -> tuple[tuple[str, ...], frozenset[str], frozenset[str], frozenset[str]]:
    """The states that most sentences name, at most two, all states, and the words and heads of all other names."""
    count: Counter[str] = Counter()
    names: set[str] = set()
    heads: set[str] = set()
    for sentence in read(text):
        count.update(sentence.states)
        names |= {n for n in sentence.names if len(n) > _LETTERS}
        heads |= sentence.heads
    foremost = tuple(sorted(count, key=lambda s: (-count[s], s))[:_FOREMOST])
    return foremost, frozenset(count), frozenset(names), frozenset(heads)


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
