"""Figures: what quantities the reports claim, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Figure
from readout.publish import wording
from readout.publish.register import Register, Value
from readout.publish.summaries import quantity
from readout.publish.values import gathered


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One quantity of one thing; ``told`` says by whom, with the evidence."""

    quantity: str
    of: str
    told: tuple[Value, ...]
    disputed: bool


def figure_rows(register: Register) -> tuple[FigureRow, ...]:
    """Equal quantities of one thing as one row, the same units next to each other, larger numbers first."""
    groups: dict[tuple[str, float, str], list[Figure]] = {}
    for record in register.of_kind(Figure):
        key = ((record.unit or "").casefold(), -record.value, (record.of or "").casefold())
        groups.setdefault(key, []).append(record)
    disputed = {i for f in register.view.findings if f.finding == "disputed" for i in f.records}
    return tuple(_row(groups[key], register, disputed) for key in sorted(groups))


def _row(records: list[Figure], register: Register, disputed: set[str]) -> FigureRow:
    first = records[0]
    told = gathered(((register.authority(r) or "the report itself", r) for r in records), register)
    return FigureRow(quantity(first), wording.capital(first.of or ""), told, any(r.id in disputed for r in records))
