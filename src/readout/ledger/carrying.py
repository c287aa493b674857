"""Which record of a newer coding tells the same fact as a record of an older one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from readout.model import Record

_SHARE = 0.5
_NOT_COMPARED = frozenset({"id", "report", "evidence", "confidence"})


def same_facts(old: Sequence[Record], new: Sequence[Record]) -> dict[str, str]:
    """Old record ids to new ones, for two codings of one report.

    Two records tell the same fact when they are of one kind and their evidence shares at least half the characters
    of the shorter one. Where several could be meant (two positions in one sentence), the pair with most equal
    fields goes together, then the one with most shared characters; every record is used once at most.
    """
    pairs = []
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            shared = _shared(before, after)
            if before.kind == after.kind and shared >= _SHARE * min(_length(before), _length(after)):
                pairs.append((-_equal_fields(before, after), -shared, i, j))
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if old[i].id not in found and j not in taken:
            found[old[i].id] = new[j].id
            taken.add(j)
    return found


def _shared(a: Record, b: Record) -> int:
    return sum(one.overlap(other) for one in a.evidence for other in b.evidence)


def _length(record: Record) -> int:
    return sum(span.end - span.start for span in record.evidence)


def _equal_fields(a: Record, b: Record) -> int:
    names = {f.name for f in fields(a)} - _NOT_COMPARED
    return sum(getattr(a, name) == getattr(b, name) for name in names)
