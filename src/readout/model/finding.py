"""What several reports say together (codebook section 8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from readout.model.identity import content_id
from readout.model.span import Span

FindingType = Literal["corroborated", "single_source", "disputed", "omitted", "reference_conflict", "near_copy"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Records of different reports that speak of one thing, and how they stand to each other.

    Attributes:
        about: what differs (codebook section 8), or None.
        records: every record id it rests on.
        evidence: spans by report id, for what no record holds (a report that leaves a term out).
        explanation: one plain sentence that says what agrees or differs; never which report is right.
        reference: the dated fact and its source, for ``reference_conflict`` only.
        subject: a short label of the thing spoken of ("the truce on energy sites").
        reason: why these records were taken to speak of one thing.
    """

    id: str
    finding: FindingType
    records: tuple[str, ...]
    about: str | None = None
    evidence: tuple[tuple[str, tuple[Span, ...]], ...] = field(default=())
    explanation: str = ""
    reference: str | None = None
    subject: str | None = None
    reason: str | None = None

    @classmethod
    def create(
        cls,
        finding: FindingType,
        records: tuple[str, ...],
        *,
        about: str | None = None,
        evidence: tuple[tuple[str, tuple[Span, ...]], ...] = (),
        explanation: str = "",
        reference: str | None = None,
        subject: str | None = None,
        reason: str | None = None,
    ) -> Finding:
        """A finding whose id comes from its type, subject matter and evidence, not from its wording."""
        spans = [[report, [[s.start, s.end] for s in pieces]] for report, pieces in evidence]
        identity = content_id("finding", finding, about, sorted(records), spans, reference)
        return cls(identity, finding, records, about, evidence, explanation, reference, subject, reason)
