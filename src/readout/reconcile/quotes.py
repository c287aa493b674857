"""Quotations of one speaker that are nearly the same and yet differ in their words."""

from __future__ import annotations

from collections.abc import Sequence

from readout.model import Statement
from readout.reconcile.actors import Identities
from readout.reconcile.groups import Difference, Group, by_key
from readout.reconcile.items import Item
from readout.reconcile.sentences import quoted
from readout.reconcile.windows import joined_near
from readout.reconcile.words import content, share, tokens

_ALIKE = 0.5


def quotes_compared(items: Sequence[Item], who: Identities) -> tuple[list[Group], list[Difference]]:
    """Quotations that agree, and those whose wording differs between reports."""
    groups: list[Group] = []
    differences: list[Difference] = []
    said = [i for i in items if isinstance(i.record, Statement) and i.record.quote]
    for _, members in sorted(by_key(said, lambda i: _speakers(i, who)).items()):
        members.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
        name = _name(members)
        subject = f"words of {name}"
        for cluster in joined_near(members, lambda i: i.published, _same):
            if len({i.report.id for i in cluster}) < 2:
                continue
            reason = f"the same speaker ({name}) and nearly the same words"
            clash = next(((a, b) for a in cluster for b in cluster if _differs(a, b)), None)
            if clash is None:
                groups.append(Group("quote", tuple(cluster), subject, reason))
                continue
            told = f"The wording differs: {quoted(clash[0], _quote(clash[0]))}; {quoted(clash[1], _quote(clash[1]))}."
            differences.append(Difference("disputed", "quote", tuple(cluster), told, subject, reason))
    return groups, differences


def _speakers(item: Item, who: Identities) -> list[str]:
    speakers = item.record.speaker if isinstance(item.record, Statement) else ()
    return sorted({who.who(a) for a in speakers} - {"?"})


def _name(members: Sequence[Item]) -> str:
    names = {a.name for i in members if isinstance(i.record, Statement) for a in i.record.speaker}
    return max(sorted(names), key=len)


def _quote(item: Item) -> str:
    return item.record.quote or "" if isinstance(item.record, Statement) else ""


def _same(a: Item, b: Item) -> bool:
    if a.report.id == b.report.id or not a.near(b, 4):
        return False
    x, y = (frozenset(w[:5] for w in content(_quote(i))) for i in (a, b))
    return len(x & y) >= 2 and share(x, y) >= _ALIKE and max(len(x), len(y)) <= 4 * min(len(x), len(y))


def _differs(a: Item, b: Item) -> bool:
    """True unless the one quotation is a piece of the other: a report may quote less, not otherwise."""
    if a.report.id >= b.report.id or not _same(a, b):
        return False
    x, y = f" {' '.join(tokens(_quote(a)))} ", f" {' '.join(tokens(_quote(b)))} "
    return x not in y and y not in x
