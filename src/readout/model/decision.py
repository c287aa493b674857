"""What a person decided about records: rows of their own, never a change of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readout.model.identity import content_id

Verb = Literal["accept", "reject", "correct", "merge", "split", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement.

    Attributes:
        records: the record ids it bears on: one for accept, reject and correct; two or more for merge and split.
        field: for ``correct``, the dotted name of the field ("terms.duration").
        value: for ``correct``, the new value as JSON text; for ``undo``, the id of the decision taken back.
        author, reason: who decided, and why.
        at: ISO date-time, UTC.
    """

    id: str
    verb: Verb
    records: tuple[str, ...]
    author: str
    at: str
    reason: str | None = None
    field: str | None = None
    value: str | None = None

    @classmethod
    def create(
        cls,
        verb: Verb,
        records: tuple[str, ...],
        *,
        author: str,
        at: str,
        reason: str | None = None,
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """A decision whose id comes from its content."""
        identity = content_id("decision", verb, list(records), author, at, reason, field, value)
        return cls(identity, verb, records, author, at, reason, field, value)
