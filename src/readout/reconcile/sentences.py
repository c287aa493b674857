"""The words of explanations: who says what, both sides quoted, nobody called right."""

from __future__ import annotations

from collections.abc import Iterable

from readout.model import Report
from readout.reconcile.items import Item
from readout.reconcile.words import clipped


def outlet(report: Report) -> str:
    """How a report is called in a sentence."""
    return report.outlet or report.title or report.file or "a report"


def quoted(item: Item, words: str | None = None) -> str:
    """``Outlet has “words”``, with the authority where the report names one."""
    said = " and ".join(a.name for a in item.record.said_by)
    head = f"{outlet(item.report)} has" if not said else f"{outlet(item.report)}, citing {said}, has"
    return f"{head} “{clipped(words or item.text, 120)}”"


def named(reports: Iterable[Report]) -> str:
    """Outlets in one phrase: "A", "A and B", "A, B and C"; each once."""
    names = list(dict.fromkeys(outlet(r) for r in reports))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
