"""Numbers that reports give for one thing: which agree, which cannot all be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import TypeVar

from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.items import Item
from readout.reconcile.quantities import Quantity, quantities
from readout.reconcile.sentences import quoted
from readout.reconcile.windows import joined_near
from readout.reconcile.words import share

T = TypeVar("T", str, float)

_ALIKE = 0.5
_LOOSE = 0.3
_CORE = 0.75
_TELLING = 10
_SOME = 5
_LOSSES = frozenset({"dead", "hurt"})


def numbers_compared(
    by_report: Sequence[Sequence[Item]], absent: Sequence[Item] = ()
) -> tuple[list[Group], list[Difference]]:
    """Groups of agreeing numbers and the numbers in dispute.

    Args:
        by_report: the items of each report of one episode.
        absent: items that a person's split keeps out: their words are not read off the text instead.
    """
    found = [q for items in by_report for q in quantities(items, absent)]
    groups: list[Group] = []
    differences: list[Difference] = []
    alone = _alone(found)
    for members in by_key(found, lambda q: [q.unit]).values():
        members.sort(key=lambda q: (q.item.published or 0, q.item.report.id, q.item.id, q.value))
        for cluster in joined_near(members, lambda q: q.item.published, partial(same_count, alone=alone)):
            _judge(cluster, groups, differences)
    return groups, differences


def _alone(found: Sequence[Quantity]) -> frozenset[tuple[str, str, str]]:
    """Report, group and deed, where one number only of the report is of that group and deed."""
    counts = Counter((q.item.report.id, q.group, deed) for q in found if q.group for deed in q.deeds)
    return frozenset((report, group, deed) for (report, group, deed), n in counts.items() if n == 1)


def same_count(a: Quantity, b: Quantity, alone: frozenset[tuple[str, str, str]] = frozenset()) -> bool:
    """True when two numbers of different reports count the same thing.

    Args:
        alone: report, group and deed of numbers that have no second of their sort in the report.
    """
    if a.item.report.id == b.item.report.id or not a.item.near(b.item) or _apart(a, b):
        return False
    if _same_campaign(a, b):
        return True
    alike = share(a.words, b.words)
    if alike >= _ALIKE and len(a.words & b.words) >= 2:
        return True
    if any(len(x.core & y.words) >= 2 and share(x.core, y.words) >= _CORE for x, y in ((a, b), (b, a))):
        return True
    deeds = a.deeds & b.deeds
    if a.value == b.value and _same_sort(a, b):
        return True
    if a.group and a.group == b.group:
        single = [d for d in deeds if all((q.item.report.id, q.group or "", d) in alone for q in (a, b))]
        if "freed" in deeds or any(d not in _LOSSES for d in single):
            return True
        if single and (a.agents & b.agents or a.nearby & b.nearby or a.inside & b.inside):
            return True
    placed = a.nearby & b.nearby or a.item.places & b.item.places
    return alike >= _LOOSE and bool(deeds) and bool(placed)


def _same_sort(a: Quantity, b: Quantity) -> bool:
    """For equal numbers: the same sort of people, or targets of strikes, in no small number."""
    if a.unit == b.unit == "attacks":
        return a.value >= _SOME and "struck" in a.deeds & b.deeds
    return a.value >= _TELLING and bool(a.group) and a.group == b.group


def _same_campaign(a: Quantity, b: Quantity) -> bool:
    """Strikes of one side within one span of time on targets that fit: who did it and since when make the count."""
    fits = a.objects & b.objects or not a.objects or not b.objects
    return bool(a.unit == b.unit == "attacks" and a.agents & b.agents and a.inside & b.inside and fits)


def _apart(a: Quantity, b: Quantity) -> bool:
    """Something that both say speaks against one thing: people, deed, doer, time span, place, names."""
    same = (
        a.value == b.value and a.value >= _TELLING
    )  # one odd number in two reports: names may be doer here, victim there
    if _contrary(a.agents, b.agents) or _contrary(a.inside, b.inside) or _contrary(a.item.places, b.item.places):
        return True
    if _contrary(a.deeds, b.deeds) or (not same and _contrary(a.names, b.names)):
        return True
    if not same and a.deeds & b.deeds & _LOSSES and a.nearby and b.nearby and not a.nearby & b.nearby:
        return True
    if a.group and b.group and a.group != b.group:
        return True
    return bool(a.deeds and b.deeds) and ("hurt" in a.deeds) != ("hurt" in b.deeds)


def _contrary(a: frozenset[T], b: frozenset[T]) -> bool:
    """Both say something, and nothing that the other says."""
    return bool(a and b) and a.isdisjoint(b)


def _judge(cluster: list[Quantity], groups: list[Group], differences: list[Difference]) -> None:
    if len({q.item.report.id for q in cluster}) < 2:
        return
    items = tuple(dict.fromkeys(q.item for q in cluster))
    subject = f"number of {cluster[0].unit}" if cluster[0].unit else "number"
    reason = "same unit, the same words for what is counted, and times that fit"
    clash = next(((a, b) for a, b in combinations(cluster, 2) if _clash(a, b)), None)
    if clash is None:
        groups.append(Group("figure", items, subject, reason))
        return
    for same in by_key(cluster, lambda q: [q.value]).values():
        if len({q.item.source for q in same}) > 1:
            groups.append(Group("figure", tuple(dict.fromkeys(q.item for q in same)), subject, reason))
    a, b = clash
    told = f"The numbers differ: {quoted(a.item, a.phrase)}; {quoted(b.item, b.phrase)}."
    differences.append(Difference("disputed", "number", items, told, subject, reason))


def _clash(a: Quantity, b: Quantity) -> bool:
    return a.item.report.id != b.item.report.id and not a.agrees(b)
