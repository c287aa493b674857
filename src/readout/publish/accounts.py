"""Accounts side by side: rows are terms, columns are those who tell of the deal.

A report that gives a party's account (said by the White House, say) speaks for that party in it; what the report says
in its own voice is its outlet's account. When the outlets are many, those that say least stand together in one column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Agreement
from readout.publish import wording
from readout.publish.deals import Deal, deals, findings_on
from readout.publish.parties import parties
from readout.publish.register import Register, Value, outlet
from readout.publish.terms import ROWS, TermRow
from readout.publish.values import gathered

MOST = 7
"""Columns that a page can hold side by side."""
SHOWN_VALUES = 4


@dataclass(frozen=True, slots=True)
class Account:
    """A column: who tells, and in what capacity."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account gives for one term; ``silent`` when others give it and this one does not."""

    values: tuple[Value, ...]
    more: tuple[Value, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One term across the accounts; ``differs`` when accounts cannot all be right or differ in scope."""

    name: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class AccountTable:
    """The accounts of one deal."""

    title: str
    accounts: tuple[Account, ...]
    rows: tuple[AccountRow, ...]
    differing: int


Column = tuple[Account, tuple[Agreement, ...]]


def account_tables(register: Register) -> tuple[AccountTable, ...]:
    """A table for each deal that at least two accounts tell of."""
    tables = []
    for deal in deals(register):
        columns = _columns(deal, register)
        if len(columns) > 1:
            rows = tuple(r for r in (_row(t, columns, deal, register) for t in ROWS) if r is not None)
            tables.append(AccountTable(deal.title, tuple(c for c, _ in columns), rows, sum(r.differs for r in rows)))
    return tuple(tables)


def _columns(deal: Deal, register: Register) -> list[Column]:
    groups: dict[tuple[str, str], list[Agreement]] = {}
    for record in deal.made:
        groups.setdefault(_teller(record), []).append(record)
    own = [(_party_account(rs, register), tuple(rs)) for (how, _), rs in groups.items() if how == "party"]
    press = [(_press_account(rs, register), tuple(rs)) for (how, _), rs in groups.items() if how == "press"]
    own.sort(key=lambda c: -_fullness(c[1]))
    press.sort(key=lambda c: -_fullness(c[1]))
    return _folded(own, MOST // 2 + 1, "other speakers") + _folded(press, MOST // 2, "other reports")


def _teller(record: Agreement) -> tuple[str, str]:
    if record.said_by:
        return "party", " ".join(sorted(p.key for p in parties(record.said_by)))
    return "press", record.report


def _party_account(records: list[Agreement], register: Register) -> Account:
    name = wording.listed(p.name for p in parties(records[0].said_by))
    speakers = wording.listed(a.name for r in records for a in r.said_by)
    numbers = wording.listed(str(n) for n in sorted({register.number[r.report] for r in records}))
    voice = f"{speakers}, " if speakers != name else ""
    return Account(name, f"{voice}as told in {numbers}")


def _press_account(records: list[Agreement], register: Register) -> Account:
    report = register.reports[records[0].report]
    published = wording.day(report.published)
    return Account(outlet(report), f"report {register.number[report.id]}" + (f", {published}" if published else ""))


def _fullness(records: Iterable[Agreement]) -> int:
    return sum(bool(r.terms.duration) + bool(r.terms.prohibits) + bool(r.terms.text) + bool(r.status) for r in records)


def _folded(columns: list[Column], most: int, noun: str) -> list[Column]:
    if len(columns) <= most:
        return columns
    kept, rest = columns[: most - 1], columns[most - 1 :]
    together = tuple(record for _, records in rest for record in records)
    return [*kept, (Account(f"{len(rest)} {noun}", "taken together"), together)]


def _row(term: TermRow, columns: list[Column], deal: Deal, register: Register) -> AccountRow | None:
    given = [gathered(((term.read(r, register), r) for r in rs), register, quote=term.quote) for _, rs in columns]
    if not any(given):
        return None
    cells = tuple(Cell(v[:SHOWN_VALUES], v[SHOWN_VALUES:], silent=not v and not term.own) for v in given)
    sets = {frozenset(value.text.casefold() for value in v) for v in given if v}
    differs = (term.coded and len(sets) > 1) or (len(sets) > 1 and _disputed(term, columns, deal, register))
    return AccountRow(term.name, cells, differs)


def _disputed(term: TermRow, columns: list[Column], deal: Deal, register: Register) -> bool:
    mine = {r.id for _, rs in columns for r in rs}
    return any(
        f.finding == "disputed" and f.about in term.about and len(mine & set(f.records)) > 1
        for f in findings_on(deal, register)
    )
