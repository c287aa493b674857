"""Who says yes and who says no to a measure, whichever kind of record tells of it: a stance, or an agreement made."""

from __future__ import annotations

from collections.abc import Sequence

from readout.model import Agreement, Position
from readout.reconcile.actors import Identities
from readout.reconcile.groups import Group, by_key
from readout.reconcile.items import Item
from readout.reconcile.threads import binding
from readout.reconcile.windows import joined_near

_SPAN = 4
REASON = "the same side and the same measure, within days: one coder's stance is another's agreement"


def consents(items: Sequence[Item], who: Identities) -> list[Group]:
    """Groups of records of different reports in which one side accepts, or refuses, one measure."""
    groups = []
    for (side, code, yes), members in sorted(by_key(items, lambda i: _keys(i, who)).items()):
        members.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
        for cluster in joined_near(members, lambda i: i.published, Item.near, _SPAN):
            if len({i.report.id for i in cluster}) > 1 and len({i.record.kind for i in cluster}) > 1:
                measure = code.replace("_", " ").replace(".", " ")
                subject = f"{who.name(side)} {'accepts' if yes else 'refuses'} {measure}"
                groups.append(Group(min(i.record.kind for i in cluster), tuple(cluster), subject, REASON))
    return groups


def _keys(item: Item, who: Identities) -> list[tuple[str, str, bool]]:
    record = item.record
    if isinstance(record, Position) and record.factuality == "fact" and record.stance in ("accept", "reject"):
        sides, yes = who.sides(record.holder), record.stance == "accept"
    elif isinstance(record, Agreement) and (binding(item) or record.factuality == "negated"):
        sides, yes = who.sides(record.parties), record.factuality != "negated"
    else:
        return []
    return [(side, code, yes) for side in sorted(sides) for code in record.measure if code != "other"]
