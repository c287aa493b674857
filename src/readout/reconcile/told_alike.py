"""What sentences of different reports tell together and where they differ, be there records of them or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from readout.reconcile.agreements import DEADLINE, DEMANDED
from readout.reconcile.calendar_words import weekdays_named
from readout.reconcile.counted_text import counted
from readout.reconcile.counting import durations, talking
from readout.reconcile.groups import Difference, Group, by_key, joined
from readout.reconcile.holdings import Holdings
from readout.reconcile.items import Item
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Match
from readout.reconcile.quantities import interval, told_as_toll, unit_of
from readout.reconcile.sentences import quoted
from readout.reconcile.words import plain

BESIDE = frozenset({"number", "quote", "role"})  # where these differ, the rest of the sentence may still be told alike
_PART = 0.4
_RARE = 2.2
_ALIKE = 0.3
_MUCH = 2.8
_LITTLE = 0.25  # long sentences: much is shared, though it is a small part of them
_VERY_MUCH = 3.5
_STOPPED = "halt"
_TOPIC = 2
_MONTH = 28
_ROOM = 2
_ORDER = 2
_SPAN = 4
_TOTAL = 10  # a count of so many times another is a total, not a rival
REASON = "sentences that share their rare words, names and numbers"


def told_together(matched: Sequence[Match], groups: Sequence[Group], differences: Sequence[Difference]) -> list[Group]:
    """Groups of sentences that tell the same, where no group of records holds it and no dispute stands between them."""
    apart = Holdings(d.items for d in differences if d.about not in BESIDE and len(d.items) == 2)
    alike = [m for m in matched if _close(m) and not contrary(m) and not apart.most(m.a.item, m.b.item)]
    held = Holdings(g.items for g in groups)
    fresh = [m for m in alike if not (held.most if m.strength >= _MUCH else held.both)(m.a.item, m.b.item)]
    told = list(dict.fromkeys(line.item for m in fresh for line in (m.a, m.b)))
    place = {item.id: at for at, item in enumerate(told)}
    found = []
    for cluster in joined(told, [(place[m.a.item.id], place[m.b.item.id]) for m in fresh]):
        if len({i.report.id for i in cluster}) > 1:
            label = " ".join(min((i.text for i in cluster), key=len).split())[:80]
            found.append(Group("statement", tuple(cluster), label, REASON))
    return found


def _close(match: Match) -> bool:
    """Most of the slighter sentence is shared, or a good part of it and much in all; and more than one thing's name."""
    if len(match.topic) < _TOPIC:
        return False
    part = _ALIKE if match.strength >= _MUCH else _PART
    return match.part >= (_LITTLE if match.strength >= _VERY_MUCH else part) and match.strength >= _RARE


def contrary(match: Match) -> bool:
    """True when the one denies what the other tells; "no attacks" and "stop attacks" are no denial of each other."""
    a, b = match.a.said.denied & match.shared, match.b.said.denied & match.shared
    told = match.b.said if a else match.a.said
    return bool(a) != bool(b) and _STOPPED not in told.words


def values_compared(matched: Sequence[Match], differences: Sequence[Difference]) -> list[Difference]:
    """Lengths of time and counts that differ between sentences about one thing, one difference for each thing."""
    apart = [(about, head, m) for m in matched for about, head in _values(m) if not contrary(m)]
    found: list[Difference] = []
    for (about, head), told in by_key(apart, lambda a: [(a[0], a[1])]).items():
        held = Holdings(d.items for d in (*differences, *found) if d.about == about)
        fresh = [m for _, _, m in told if not held.both(m.a.item, m.b.item)]
        items = list(dict.fromkeys(line.item for m in fresh for line in (m.a, m.b)))
        place = {item.id: at for at, item in enumerate(items)}
        for cluster in joined(items, [(place[m.a.item.id], place[m.b.item.id]) for m in fresh]):
            first = next(m for m in fresh if m.a.item in cluster)
            words = f"{head}: {quoted(first.a.item)}; {quoted(first.b.item)}."
            found.append(Difference("disputed", about, tuple(cluster), words, _subject(first), REASON))
    return found


def rounds_compared(told: Sequence[Line], differences: Sequence[Difference]) -> list[Difference]:
    """How long the sides negotiated, where each of two reports gives one length of it and the two are of one order."""
    spent = [(line.item, days) for line in told for days in talking(line.item.text)]
    own = by_key(spent, lambda s: [s[0].report.id]).values()
    sole = [every[0] for every in own if len({days for _, days in every}) == 1]
    held = Holdings(d.items for d in differences if d.about == "number")
    for (a, x), (b, y) in combinations(sole, 2):
        if x != y and max(x, y) < _ORDER * min(x, y) and a.near(b, _SPAN) and not held.both(a, b):
            agreed = tuple(item for item, days in sole if days in (x, y))
            words = f"The accounts of how long they negotiated differ: {quoted(a)}; {quoted(b)}."
            return [Difference("disputed", "number", agreed, words, "length of the negotiations", REASON)]
    return []


def _subject(match: Match) -> str:
    return " ".join(spelled(match.a, match.topic).split()[:4])


def _values(match: Match) -> Iterator[tuple[str, str]]:
    a, b = match.a.item, match.b.item
    x, y = durations(a.text), durations(b.text)
    if x and y and len(set(x)) == len(set(y)) == 1 and _unequal(x[0], y[0]):
        late = [bool(DEADLINE.search(plain(i.text))) for i in (a, b)]
        asked = [bool(DEMANDED.search(plain(i.text))) for i in (a, b)]
        if late[0] == late[1] and asked[0] == asked[1]:  # a deadline is no duration, a demand no offer
            yield ("date", "The deadlines differ") if late[0] else ("number", "The lengths of time differ")
    if match.part >= _ALIKE and not _other_days(a, b) and _counts_differ(a, b):
        yield "number", "The numbers differ"


def _unequal(x: float, y: float) -> bool:
    return abs(x - y) > (_ROOM if min(x, y) >= _MONTH else 0.5)


def _counts_differ(a: Item, b: Item) -> bool:
    """Each counts one thing of a unit that the other counts too, and no way of reading them fits both."""
    one, other = _counts(a.text), _counts(b.text)
    for unit in sorted(one.keys() & other.keys()):
        x, y = one[unit], other[unit]
        if len(x) == len(y) == 1 and (x[0][0] > y[0][1] or y[0][0] > x[0][1]):
            return x[0][0] < _TOTAL * y[0][1] and y[0][0] < _TOTAL * x[0][1]
    return False


def _other_days(a: Item, b: Item) -> bool:
    """Each names days of the week, and none is the other's: two events of one sort."""
    x, y = _weekdays(a.text), _weekdays(b.text)
    return bool(x and y and not x & y)


@lru_cache(maxsize=16384)
def _weekdays(text: str) -> frozenset[str]:
    return weekdays_named(plain(text))


@lru_cache(maxsize=16384)
def _counts(text: str) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    for told in counted(text):
        unit = unit_of(told)
        if unit and not told_as_toll(text, told, told.span.start):
            found.setdefault(unit, []).append(interval(told.value, text))
    return found
