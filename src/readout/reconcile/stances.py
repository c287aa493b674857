"""Positions: who is told to stand where, and where the accounts of one stance cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.model import Agreement, Condition, Position
from readout.reconcile.actors import Identities
from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.items import Item
from readout.reconcile.sentences import quoted
from readout.reconcile.words import plain

_FOR = frozenset({"accept", "support", "open"})
_SIGN = {"accept": 1, "support": 1, "open": 1, "conditional": 0, "doubt": 0, "criticise": -1, "reject": -1}
_WILLING = re.compile(r"\b(?:willing|ready|prepared|open to|would agree|agree[sd]? to)\b")
_MOVED = 2
_LOOSE = frozenset({"peace_settlement"})  # nobody refuses peace as such: yes and no then bear on different things
REASON = "the same holder and the same measure, within days"


def stances_compared(items: Sequence[Item], who: Identities) -> tuple[list[Group], list[Difference]]:
    """Positions that reports share, and holders said to accept in one report and to refuse in another."""
    groups: list[Group] = []
    differences: list[Difference] = []
    told = [i for i in items if isinstance(i.record, Position | Condition | Agreement)]
    for (holder, code), members in sorted(by_key(told, lambda i: _keys(i, who)).items()):
        positions = [i for i in members if isinstance(i.record, Position) and i.record.factuality == "fact"]
        subject = f"stance of {holder.split('|')[0]} on {code.replace('_', ' ').replace('.', ' ')}"
        for sign in (1, 0, -1):
            same = tuple(i for i in positions if isinstance(i.record, Position) and _SIGN[i.record.stance] == sign)
            if len({i.report.id for i in same}) > 1:
                groups.append(Group("position", same, subject, REASON))
        found = _clash(members, code) if code not in _LOOSE else None
        if found:
            words = f"The accounts of the stance differ: {quoted(found[0])}; {quoted(found[1])}."
            both = [i for i in members if _yes(i, code) or _no(i, code)]
            differences.append(Difference("disputed", "stance", tuple(both), words, subject, REASON))
    return groups, differences


def _keys(item: Item, who: Identities) -> list[tuple[str, str]]:
    record = item.record
    if isinstance(record, Position):
        return [(who.who(h), code) for h in record.holder for code in record.measure if code != "other"]
    if isinstance(record, Condition):
        return [(who.who(h), code) for h in record.holder for code in record.condition_of]
    return []


def _yes(item: Item, code: str) -> bool:
    """Accepts or supports it, or is said to be willing under a condition."""
    record = item.record
    if isinstance(record, Position):
        return record.factuality == "fact" and record.stance in _FOR
    if isinstance(record, Condition):
        return code in record.condition_of and record.factuality == "fact" and bool(_WILLING.search(plain(item.text)))
    return False


def _no(item: Item, code: str) -> bool:
    """Refuses the measure itself; a refusal of what somebody did or said is no stance on the measure."""
    record = item.record
    if not isinstance(record, Position) or record.toward:
        return False
    return record.stance == "reject" and record.factuality == "fact"


def _clash(members: Sequence[Item], code: str) -> tuple[Item, Item] | None:
    """Yes in one report and no in another about the same days; a report that tells both tells of a move."""
    yes = {i.report.id for i in members if _yes(i, code)}
    no = {i.report.id for i in members if _no(i, code)}
    if yes & no:
        return None
    for a in (i for i in members if _yes(i, code)):
        for b in (i for i in members if _no(i, code)):
            if a.near(b, _MOVED) and not _moved(a, b):
                return a, b
    return None


def _moved(a: Item, b: Item) -> bool:
    """True when both are dated and the days lie apart: an update."""
    return bool(a.when and b.when and a.when.gap(b.when) >= 1)
