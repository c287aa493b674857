"""What readers see: the ledger with every decision applied."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.model.decision import Decision
from readout.model.finding import Finding
from readout.model.record import Record
from readout.model.report import Report


@dataclass(frozen=True, slots=True)
class View:
    """Reports, records and findings as they stand after people's decisions.

    Attributes:
        reports: by publication date (unknown last), then id.
        records: by report, then first character of evidence; corrected by decisions, rejected ones left out.
        findings: recomputed by ``reconcile``.
        decisions: those in force, oldest first.
        as_of: ISO date up to which reports were considered; None for all.
    """

    reports: tuple[Report, ...]
    records: tuple[Record, ...]
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = field(default=())
    as_of: str | None = None
