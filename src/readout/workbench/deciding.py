"""A person's judgement of a record: accepted, rejected, corrected, merged, split, or taken back."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime

from readout.ledger import Ledger
from readout.model import Decision
from readout.model.decision import Verb


def decide(
    ledger: Ledger,
    verb: Verb,
    records: Sequence[str],
    *,
    author: str | None = None,
    reason: str | None = None,
    field: str | None = None,
    value: str | None = None,
    at: str | None = None,
) -> Decision:
    """Keep a decision; the record itself is never changed.

    Args:
        field, value: for ``correct``, the dotted field and its new value as JSON text.
        author: by default the name of the user of this machine.
        at: ISO date-time in UTC; by default now.

    Raises:
        readout.ledger.RefusedDecisionError: if the record is unknown or the value does not fit the field.
    """
    when = at or datetime.now(UTC).isoformat(timespec="seconds")
    decision = Decision.create(
        verb, tuple(records), author=author or getpass.getuser(), at=when, reason=reason, field=field, value=value
    )
    ledger.add_decision(decision)
    return decision


def undo(
    ledger: Ledger, decision_id: str, *, author: str | None = None, reason: str | None = None, at: str | None = None
) -> Decision:
    """Take a decision back. Raises ``RefusedDecisionError`` when there is no such decision."""
    taken = next((d for d in ledger.decisions() if d.id == decision_id), None)
    records = taken.records if taken is not None else ()
    return decide(ledger, "undo", records, author=author, reason=reason, value=decision_id, at=at)
