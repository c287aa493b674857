"""People's decisions applied to records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from readout.ledger.correction import corrected
from readout.model import Agreement, Decision, Proposal, Record

JOINING = frozenset({"merge", "split"})


@dataclass(frozen=True, slots=True)
class Judged:
    """Records after decisions.

    Attributes:
        records: corrected, accepted ones at confidence 1.0; includes the hidden.
        hidden: ids of the rejected.
        decisions: those in force, oldest first, named by the records at hand.
    """

    records: tuple[Record, ...]
    hidden: frozenset[str]
    decisions: tuple[Decision, ...]


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that no later one takes back, oldest first; an undo that was itself undone has no effect.

    Args:
        decisions: oldest first.
    """
    undone: set[str] = set()
    kept = []
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.verb == "undo":
            undone.add(decision.value or "")
        else:
            kept.append(decision)
    return kept[::-1]


def judged(
    records: Iterable[Record], decisions: Sequence[Decision], carried: Mapping[str, str], lengths: Mapping[str, int]
) -> Judged:
    """Apply the decisions, oldest first, so that later ones win.

    A decision about a record that is neither at hand nor carried over is left out, and so is a correction that no
    longer fits the record it was carried over to.

    Args:
        decisions: all of them, oldest first.
        carried: ids of records of other codings to ids of the records at hand.
        lengths: characters of each report's text, by report id.
    """
    standing = {record.id: record for record in records}
    hidden: set[str] = set()
    applied = []
    for decision in in_force(decisions):
        ids = (carried.get(known, known) for known in decision.records)
        present = tuple(dict.fromkeys(known for known in ids if known in standing))
        if len(present) < (2 if decision.verb in JOINING else 1):
            continue
        here = replace(decision, records=present)
        if _apply(here, standing, hidden, lengths):
            applied.append(here)
    if carried:
        standing = {known: _with_carried_conditions(record, carried) for known, record in standing.items()}
    return Judged(tuple(standing.values()), frozenset(hidden), tuple(applied))


def _apply(decision: Decision, standing: dict[str, Record], hidden: set[str], lengths: Mapping[str, int]) -> bool:
    known = decision.records[0]
    record = standing[known]
    if decision.verb == "reject":
        hidden.add(known)
    elif decision.verb == "accept":
        hidden.discard(known)
        standing[known] = replace(record, confidence=1.0)
    elif decision.verb == "correct":
        try:
            standing[known] = corrected(record, decision.field or "", decision.value or "", lengths[record.report])
        except ValueError:  # it fitted the record it was made on: then it says nothing about this one
            return False
    return True


def _with_carried_conditions(record: Record, carried: Mapping[str, str]) -> Record:
    if not isinstance(record, Agreement | Proposal) or not record.terms.conditions:
        return record
    conditions = tuple(carried.get(known, known) for known in record.terms.conditions)
    return replace(record, terms=replace(record.terms, conditions=conditions))
