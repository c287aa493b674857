"""What `brief` and `show` print."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from readout.ledger import open_ledger
from readout.model import Position, View
from readout.publish.positions import matrix
from readout.publish.register import Register
from readout.publish.terminal import record_in_context, summary


@pytest.fixture
def view(coded_examples: Path) -> View:
    with open_ledger(coded_examples, create=False) as ledger:
        return ledger.view()


def _plain(shown: RenderableType) -> str:
    out = io.StringIO()
    Console(file=out, width=100).print(shown)
    return out.getvalue()


def test_the_summary_has_every_section(view: View) -> None:
    shown = _plain(summary(view))
    for title in ("Agreements", "Who stands where", "Where they differ", "Incidents", "Sources"):
        assert f"\n{title}\n" in shown
    assert "8 reports, 7 independent" in shown


def test_nothing_in_a_report_commands_the_terminal(view: View) -> None:
    bad = "\x1b[2J\u202e[bold]Wire"
    hostile = replace(view, reports=tuple(replace(r, outlet=bad) for r in view.reports))
    shown = _plain(summary(hostile)) + _plain(record_in_context(hostile, hostile.records[0].id))
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "[bold]Wire" in shown


def test_a_record_is_shown_with_every_piece_of_evidence(view: View) -> None:
    record = max(view.records, key=lambda r: len(r.evidence))
    text = next(r.text for r in view.reports if r.id == record.report)
    shown = " ".join(_plain(record_in_context(view, record.id)).split())
    for span in record.evidence:
        assert " ".join(text[span.start : span.end].split()) in shown


def test_every_row_of_the_matrix_has_a_cell_a_column(view: View) -> None:
    codes = ("other", "talks", "sanctions", "territory", "elections", "monitoring", "surrender", "evacuation")
    first = next(r for r in view.records if isinstance(r, Position) and r.holder)
    many = tuple(replace(first, id=f"p{code}", measure=(code,), factuality="fact") for code in codes)
    table = matrix(Register(replace(view, records=many)))
    assert table.columns[-1] == "Rarer measures"
    assert all(len(row.cells) == len(row.contrary) == len(table.columns) for row in table.rows)


def test_an_empty_view_is_told() -> None:
    assert "No reports" in _plain(summary(View((), ())))
