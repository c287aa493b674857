"""Talks: which reports speak of one contact, and whether length, day and place agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations

from readout.model import Talks
from readout.reconcile.actors import Identities
from readout.reconcile.calendar_words import WEEKDAY
from readout.reconcile.counting import durations
from readout.reconcile.days import Days
from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.items import Item, actors
from readout.reconcile.quantities import interval
from readout.reconcile.sentences import quoted
from readout.reconcile.windows import joined_near
from readout.reconcile.words import plain

_MEETING = frozenset({"meeting", "talks", "visit", "summit"})
_DONE = frozenset({"held", "ongoing"})
_ROUND = 4
_WEEK = 7
_WEEKDAY = re.compile(rf"(?:on |by |late |early )*{WEEKDAY}(?: \w+)?[.,]?")
_TO_COME = re.compile(
    r"\b(?:will|would|(?:are|is|were|was) (?:\w+ )?(?:to|set for|due|scheduled|planned|expected)|set to)\b"
)
_WIDE = re.compile(r"\b(?:East|West|North|South|Europe|Asia|Africa|America|region)\b")
REASON = "the same sides in contact, the same form, and days that fit"


def talks_compared(items: Sequence[Item], who: Identities) -> tuple[list[Group], list[Difference]]:
    """Contacts that several reports tell of, and how their accounts of length, day and place differ."""
    groups: list[Group] = []
    differences: list[Difference] = []
    contacts = [i for i in items if isinstance(i.record, Talks) and i.record.factuality in ("fact", "planned")]
    for (pair, _done), members in sorted(by_key(contacts, lambda i: _keys(i, who)).items()):
        members.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
        for cluster in joined_near(members, lambda i: i.published, partial(same_contact, who=who)):
            if len({i.report.id for i in cluster}) > 1:
                subject = f"contact between {' and '.join(pair)}"
                groups.append(Group("talks", tuple(cluster), subject, REASON))
                differences += _differences(cluster, subject)
    return groups, differences


def same_contact(a: Item, b: Item, who: Identities) -> bool:
    """True when two records of different reports may speak of one contact."""
    x, y = a.record, b.record
    if not isinstance(x, Talks) or not isinstance(y, Talks) or a.report.id == b.report.id:
        return False
    planned = _ahead(a) and _ahead(b)
    if _form(x) != _form(y) and not (planned and "talks" in (x.format, y.format)):
        return False
    first, second = _days(a), _days(b)
    if first and second:
        if first.gap(second) > (_ROUND if planned else 1 if _form(x) == "meeting" else 0):
            return False
    elif not a.near(b, 7):
        return False
    people = [{p for p in (who.person(n) for n in r.participants) if p} for r in (x, y)]
    sides = [who.sides(r.participants) for r in (x, y)]
    return sides[0] == sides[1] or (len(sides[0] & sides[1]) >= 2) or len(people[0] & people[1]) >= 2


def _form(record: Talks) -> str:
    return "meeting" if record.format in _MEETING else record.format or "meeting"


def _keys(item: Item, who: Identities) -> list[tuple[tuple[str, ...], bool]]:
    record = item.record
    if not isinstance(record, Talks):
        return []
    done = record.status in _DONE and record.factuality == "fact" and not _ahead(item)
    sides = sorted(who.sides(record.participants))[:5]
    return [(pair, done) for pair in combinations(sides, 2)] or [((side,), done) for side in sides]


def _ahead(item: Item) -> bool:
    """Still to come: coded as planned, or told with words of the future."""
    record = item.record
    if not isinstance(record, Talks) or record.status in ("postponed", "cancelled"):
        return False
    return record.status == "planned" or bool(_TO_COME.search(plain(item.text)))


def _days(item: Item) -> Days | None:
    """The days of a contact; a weekday alone, said of what is to come, is never one before the report."""
    when = item.when
    named = item.record.when.text if item.record.when else None
    weekday = bool(named and _WEEKDAY.fullmatch(plain(named)))
    if when and weekday and item.published is not None and when.last < item.published and _ahead(item):
        return Days(when.first + _WEEK, when.last + _WEEK)
    return when


def _spots(item: Item) -> frozenset[str]:
    """Towns and the like: a country or a region is no place of meeting that another could contradict."""
    nations = {plain(a.name) for a in actors(item.record) if a.type == "government"}
    return frozenset(
        plain(p.name)
        for p in item.record.where
        if p.country and plain(p.name) not in nations and not _WIDE.search(p.name)
    )


def _differences(cluster: list[Item], subject: str) -> list[Difference]:
    found = []
    timed = [i for i in cluster if isinstance(i.record, Talks) and i.record.duration]
    agreeing = {(a.report.id, b.report.id) for a in timed for b in timed if not _length_differs(a, b)}
    clash = _clash(timed, lambda a, b: (a.report.id, b.report.id) not in agreeing)
    if clash:
        found.append(_said("number", "The accounts of its length differ", clash, tuple(timed), subject))
    planned = [i for i in cluster if _ahead(i)]
    dated = [i for i in planned if (d := _days(i)) and d.first == d.last]
    clash = _clash(_outside(dated, _day_named), _day_differs)
    if clash:
        found.append(_said("date", "The days differ", clash, tuple(dated), subject))
    placed = [i for i in planned if _spots(i)]
    clash = _clash(_outside(placed, _spots), lambda a, b: not _spots(a) & _spots(b))
    if clash:
        found.append(_said("place", "The places differ", clash, tuple(placed), subject))
    return found


def _outside(items: Sequence[Item], values: Callable[[Item], frozenset[str]]) -> list[Item]:
    """Items of reports whose values another report does not share: a report that names two days is not wrong by one."""
    by: dict[str, frozenset[str]] = defaultdict(frozenset)
    for item in items:
        by[item.report.id] |= values(item)
    return [i for i in items if any(not by[i.report.id] & other for other in by.values())]


def _clash(items: Sequence[Item], differ: Callable[[Item, Item], bool]) -> tuple[Item, Item] | None:
    return next(((a, b) for a, b in combinations(items, 2) if a.report.id != b.report.id and differ(a, b)), None)


def _length_differs(a: Item, b: Item) -> bool:
    spans = []
    for item in (a, b):
        minutes = item.record.duration if isinstance(item.record, Talks) else None
        low, high = interval(minutes or 0.0, item.text)
        spans.append((low, high * 1.02))
        if durations(item.text) and (minutes or 0) >= 1440:
            spans[-1] = ((minutes or 0) * 0.67, (minutes or 0) * 1.34)
    return spans[0][0] > spans[1][1] or spans[1][0] > spans[0][1]


def _day_named(item: Item) -> frozenset[str]:
    when = _days(item)
    return frozenset({when.text}) if when else frozenset()


def _day_differs(a: Item, b: Item) -> bool:
    x, y = _days(a), _days(b)
    return bool(x and y and x.gap(y) > 0)


def _said(about: str, head: str, clash: tuple[Item, Item], items: tuple[Item, ...], subject: str) -> Difference:
    told = f"{head}: {quoted(clash[0])}; {quoted(clash[1])}."
    return Difference("disputed", about, items, told, subject, REASON)
