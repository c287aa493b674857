"""Records of any kind that tell of one thing: matched by kind, actors, time and words."""

from __future__ import annotations

from collections.abc import Sequence

from readout.model import Event, Position, Proposal, Statement
from readout.reconcile.actors import Identities
from readout.reconcile.groups import Group, Joining, by_key
from readout.reconcile.items import Item, actors
from readout.reconcile.kinship import akin, blocks, gists
from readout.reconcile.windows import joined_near
from readout.reconcile.words import likeness, share

_WORDS = 3
_NEXT = 24  # later records under one feature that each is held against: enough to chain accounts together
_ALIKE = 0.4
# a coder may take one sentence for a talk and its fellow for an event: what was done and what was said are kept apart
_DEEDS = frozenset({"incident", "event", "figure", "talks"})
_SAME = 0.6
_KINDRED = "most of what is telling in both: words of one meaning, names, numbers, days"
REASON = "a shared actor, days that fit, and mostly the same words"


def alike(items: Sequence[Item], who: Identities) -> list[Group]:
    """Groups of records of different reports that resemble each other; deeds and words apart."""
    groups: list[Group] = []
    for _, members in sorted(by_key(items, lambda i: _keys(i, who)).items()):
        members.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
        for cluster in joined_near(members, lambda i: i.published, _resemble, 7):
            if len({i.report.id for i in cluster}) > 1:
                kind = min(i.record.kind for i in cluster)
                groups.append(Group(kind, tuple(cluster), f"{kind}: {_label(cluster)}", REASON))
    return groups


def kindred(items: Sequence[Item]) -> list[Group]:
    """Groups of records that share most of their telling words, names, numbers and days, whatever their kind.

    Coders differ over kinds and sides more than reports differ over what happened; so neither is asked for here.
    """
    made, weigh = gists(items)
    chain = Joining(len(items))
    part = chain.part
    for block in blocks(made, weigh).values():
        block.sort(key=lambda at: (items[at].published or 0, items[at].report.id, items[at].id))
        for x, first in enumerate(block):
            a = items[first]
            for second in block[x + 1 : x + 1 + _NEXT]:
                b = items[second]
                if a.report.id == b.report.id or part[first] == part[second] or not a.near(b, 5):
                    continue
                if akin(made[first], made[second], weigh):
                    chain.join(first, second)
    groups = [c for c in chain.clusters(items) if len({i.report.id for i in c}) > 1]
    return [
        Group(kind, tuple(c), f"{kind}: {_label(c)}", _KINDRED)
        for c in groups
        for kind in [min(i.record.kind for i in c)]
    ]


def _keys(item: Item, who: Identities) -> list[tuple[str, str, bool]]:
    record = item.record
    main = (
        record.source if isinstance(record, Event)
        else record.holder if isinstance(record, Position)
        else record.proposer if isinstance(record, Proposal)
        else record.speaker if isinstance(record, Statement)
        else tuple(actors(record))
    )  # fmt: skip
    sides = sorted(who.sides(main))[:3] or ["?"]
    sort = "deed" if record.kind in _DEEDS else "word"
    return [(sort, side, record.factuality == "negated") for side in sides]


def _resemble(a: Item, b: Item) -> bool:
    if a.report.id == b.report.id:
        return False
    proposed = a.record.kind == b.record.kind == "proposal"
    shared = len(a.words & b.words)
    if (shared < _WORDS and not proposed) or not a.near(b, 5):
        return False
    codes = set(getattr(a.record, "measure", ())) & set(getattr(b.record, "measure", ())) - {"other"}
    if codes and proposed:
        return True
    if isinstance(a.record, Event) and isinstance(b.record, Event) and a.record.plover != b.record.plover:
        return False
    if isinstance(a.record, Statement) or isinstance(b.record, Statement):
        return shared >= _WORDS and share(a.words, b.words) >= _SAME
    return shared >= _WORDS and (share(a.words, b.words) >= _SAME or likeness(a.words, b.words) >= _ALIKE)


def _label(cluster: Sequence[Item]) -> str:
    return " ".join(min((i.text for i in cluster), key=len).split())[:80]
