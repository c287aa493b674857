"""The corpus pass: what the reports in the ledger say together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from readout.ledger import Ledger
from readout.linking.offices import load
from readout.model import View
from readout.passes.report import encoder
from readout.reconcile import reconcile


def compare(
    ledger: Ledger, *, only: Collection[str] | None = None, as_of: str | None = None, offices: Path | None = None
) -> View:
    """Recompute the findings over the ledger and return the view that holds them.

    Args:
        only: report ids to keep to; the ledger's findings are then left as they are.
        as_of: ISO date; later reports are left out.
        offices: a file of further office holders (columns as in the shipped data).
    """
    view = ledger.view(as_of)
    if only is not None:
        chosen = set(only)
        view = replace(
            view,
            reports=tuple(r for r in view.reports if r.id in chosen),
            records=tuple(r for r in view.records if r.report in chosen),
        )
    view = said_together(view, as_of=as_of, offices=offices)
    if only is None and as_of is None:
        ledger.replace_findings(view.findings)
    return view


def said_together(view: View, *, as_of: str | None = None, offices: Path | None = None) -> View:
    """The view with its findings worked out anew, held against the office holders."""
    found = reconcile(
        view.reports, view.records, view.decisions, references=load(offices), as_of=as_of, reader=encoder()
    )
    return replace(view, findings=tuple(found))
