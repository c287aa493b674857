"""The unit is a fact in a report: the same fact told twice is one record with two spans (codebook section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from readout.coding.actors import identity
from readout.model import (
    Actor,
    Agreement,
    Condition,
    Event,
    Figure,
    Incident,
    Position,
    Proposal,
    Record,
    Statement,
    Talks,
)

Key = tuple[object, ...]

_NEAR = 300
"""Most characters between a contact and words that tell of it again."""


def merged(records: Iterable[Record]) -> list[Record]:
    """Records in text order, repeats folded into the first telling."""
    kept: dict[Key, Record] = {}
    for record in sorted(records, key=lambda r: (r.evidence[0].start, r.evidence[0].end)):
        key = _told_before(record, kept) or _key(record)
        first = kept.get(key)
        if first is None:
            kept[key] = record
        elif record.evidence[0] not in first.evidence:
            kept[key] = replace(
                first,
                evidence=(*first.evidence, *record.evidence),
                when=first.when or record.when,
                where=first.where or record.where,
            )
    return _without_inner(list(kept.values()))


def _told_before(record: Record, kept: dict[Key, Record]) -> Key | None:
    """ "The conversation lasted an hour", right after the call that it was: a contact of no other day is that one."""
    if not isinstance(record, Talks) or record.when is not None or record.status != "held":
        return None
    for key, other in reversed(kept.items()):
        if isinstance(other, Talks) and 0 <= record.evidence[0].start - other.evidence[-1].end <= _NEAR:
            alike = (other.format, other.status, other.factuality) == (record.format, "held", record.factuality)
            if alike and _who(other.participants) == _who(record.participants):
                return key
    return None


def _without_inner(records: list[Record]) -> list[Record]:
    """Without clauses that tell again what the clause around them tells: "agreed that [neither army will fire]"."""
    return [r for r in records if not any(_inside(r, other) for other in records)]


def _inside(inner: Record, outer: Record) -> bool:
    if inner is outer or len(inner.evidence) > 1 or inner.factuality != outer.factuality:
        return False
    small, large = inner.evidence[0], outer.evidence[0]
    if not (large.start < small.start and small.end <= large.end):
        return False
    match inner, outer:
        case Agreement(), Agreement():
            same = inner.status == outer.status and _who(inner.said_by) == _who(outer.said_by)
            return same and _who(inner.parties) == _who(outer.parties) and set(inner.measure) <= set(outer.measure)
        case Condition(), Condition():
            return _who(inner.holder) == _who(outer.holder) and set(inner.measure) <= set(outer.measure)
        case _:
            return False


def _who(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted(identity(a) for a in actors))


def _key(record: Record) -> Key:
    base: Key = (record.kind, _who(record.said_by), record.factuality)
    match record:
        case Agreement(measure=("other",)) | Condition(measure=("other",)):
            return (*base, record.evidence[0])  # two matters that have no code of their own are not the same matter
        case Agreement():
            return (
                *base,
                _who(record.parties),
                tuple(sorted(record.measure)),
                record.status,
                record.terms.duration,
                record.terms.starts,
                record.terms.area if record.measure[:1] != ("ceasefire.full",) else None,
            )
        case Proposal():
            return (*base, _who(record.proposer), tuple(sorted(record.measure)), record.terms.duration)
        case Position():
            return (*base, _who(record.holder), record.stance, tuple(sorted(record.measure)), _who(record.toward))
        case Condition():
            return (
                *base,
                _who(record.holder),
                tuple(sorted(record.measure)),
                record.condition_of,
                _who(record.addressees),
            )
        case Talks():
            return (
                *base,
                _who(record.participants),
                record.format,
                record.status,
                record.when.start if record.when else record.evidence[0].start if record.status != "held" else None,
            )
        case Event():
            return (*base, _who(record.source), _who(record.target), record.plover, record.when, record.evidence[0])
        case Figure():
            return (*base, record.value, record.unit, record.evidence[0] if record.value < 10 else None)
        case Incident() | Statement():
            return (*base, record.evidence[0])
        case _:
            return (*base, record.evidence[0])
