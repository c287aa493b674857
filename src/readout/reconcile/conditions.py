"""Demands and conditions: who tells of them, who denies them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.model import Agreement, Condition
from readout.reconcile.actors import Identities
from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.items import Item, sentence
from readout.reconcile.sentences import quoted
from readout.reconcile.words import plain

# the denier says who did it instead
_TURNED = re.compile(r"\b(?:it was|was it)\s+(?:\w+\s+){1,4}?(?:who|that)\b")
REASON = "the same side and the same thing demanded"


def conditions_compared(items: Sequence[Item], who: Identities) -> tuple[list[Group], list[Difference]]:
    """Conditions that reports share, and those that one report states and another denies."""
    told = [i for i in items if isinstance(i.record, Condition)]
    groups = []
    for (side, code), members in sorted(by_key(told, lambda i: _keys(i, who)).items()):
        facts = tuple(i for i in members if i.record.factuality != "negated")
        if len({i.report.id for i in facts}) > 1:
            groups.append(
                Group("condition", facts, f"what {who.name(side)} asks for ({code.replace('_', ' ')})", REASON)
            )
    return groups, _denied(told, items, who)


def _keys(item: Item, who: Identities) -> list[tuple[str, str]]:
    if not isinstance(item.record, Condition):
        return []
    return [
        (side, code)
        for side in sorted(who.sides(item.record.holder))
        for code in item.record.measure
        if code != "other"
    ]


def _denied(told: Sequence[Item], items: Sequence[Item], who: Identities) -> list[Difference]:
    """A demand that another account denies; a condition of an agreement counts as its scope, else it is a stance."""
    found: list[Difference] = []
    taken: set[str] = set()
    for denial in (i for i in told if i.record.factuality == "negated"):
        if denial.id in taken:
            continue
        facts = [f for f in told if f.record.factuality == "fact" and f.near(denial, 7) and _meets(f, denial, who)]
        if not any(f.report.id != denial.report.id for f in facts):
            continue
        denials = [d for d in told if d.record.factuality == "negated" and any(_meets(f, d, who) for f in facts)]
        taken |= {d.id for d in denials}
        rival = next(f for f in facts if f.report.id != denial.report.id)
        words = f"One account tells of the condition, another denies it: {quoted(rival)}; {quoted(denial)}."
        others = [f for f in told if f.report.id in {d.report.id for d in denials} and _turned(f, denial, who)]
        about = (
            "party"
            if others or any(_TURNED.search(plain(sentence(d))) for d in denials)
            else "scope"
            if _of_agreement(denials, items)
            else "stance"
        )
        found.append(
            Difference("disputed", about, (*facts, *others, *denials), words, "whether the condition was set", REASON)
        )
    return found


def _meets(fact: Item, denial: Item, who: Identities) -> bool:
    a, b = fact.record, denial.record
    if not isinstance(a, Condition) or not isinstance(b, Condition):
        return False
    if a.holder and b.holder and not who.sides(a.holder) & who.sides(b.holder):
        return False
    measures = set(a.measure) & set(b.measure) - {"other"}
    hangs = set(a.condition_of) & set(b.condition_of)
    return bool(measures) or (bool(hangs) and not (set(b.measure) - {"other"}))


def _turned(fact: Item, denial: Item, who: Identities) -> bool:
    """The denier says that the other side asked for the same."""
    a, b = fact.record, denial.record
    if not isinstance(a, Condition) or not isinstance(b, Condition) or a.factuality != "fact":
        return False
    swapped = who.sides(a.holder) & who.sides(b.addressees) and who.sides(a.addressees) & who.sides(b.holder)
    return bool(swapped and set(a.measure) & set(b.measure))


def _of_agreement(told: Sequence[Item], items: Sequence[Item]) -> bool:
    hangs = {code for i in told if isinstance(i.record, Condition) for code in i.record.condition_of}
    return any(
        isinstance(i.record, Agreement) and i.record.factuality == "fact" and hangs & set(i.record.measure)
        for i in items
    )
