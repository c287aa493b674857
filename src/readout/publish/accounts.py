"""Accounts side by side, for readers: what ``reconcile.accounts`` compares, with its evidence, in a page's width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Agreement, Record
from readout.publish import wording
from readout.publish.passage import shortened
from readout.publish.register import Register, Value, outlet
from readout.publish.values import gathered
from readout.reconcile.accounts import AccountTable as Compared
from readout.reconcile.accounts import Cell as ComparedCell
from readout.reconcile.accounts import Row as ComparedRow
from readout.reconcile.accounts import accounts

MOST = 6
"""Columns that a page can hold side by side."""
SHOWN_VALUES = 4
_TERMS = {
    "scope": "What it covers",
    "parties": "Who is bound",
    "start": "Starts",
    "duration": "Duration",
    "area": "Area",
    "exceptions": "Exceptions",
    "monitoring": "Monitoring",
    "mediator": "Mediator",
    "conditions": "On what conditions",
    "status": "Status",
}
_WORDS = frozenset({"scope", "exceptions", "monitoring", "conditions"})
"""Terms that are given in the report's own words."""
_OPEN = frozenset({"conditions"})
"""Terms whose wording always varies: other words alone are no difference."""


@dataclass(frozen=True, slots=True)
class Account:
    """A column: who tells, and in what capacity; ``party`` for a side's own account."""

    name: str
    note: str
    party: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account gives for one term.

    Attributes:
        note: the codes behind the words, in plain English.
        group: a letter that cells which say the same share, where a row has more than one; else empty.
        silent: others give the term and this account does not.
    """

    values: tuple[Value, ...]
    more: tuple[Value, ...] = ()
    note: str = ""
    group: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One term across the accounts."""

    name: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class AccountTable:
    """The accounts of one deal; ``differing`` counts the terms on which they differ."""

    title: str
    accounts: tuple[Account, ...]
    rows: tuple[AccountRow, ...]
    differing: int


def account_tables(register: Register) -> tuple[AccountTable, ...]:
    """A table for each agreement that at least two accounts tell of."""
    found = accounts(register.view.reports, register.view.records, register.view.findings)
    return tuple(_table(table, register) for table in found)


def _table(table: Compared, register: Register) -> AccountTable:
    columns = _columns(table)
    heads = tuple(_head(table, column, register) for column in columns)
    rows = tuple(_row(row, columns, register) for row in table.rows)
    title = wording.capital(table.subject.split(" (")[0].removeprefix("the "))
    return AccountTable(title, heads, rows, sum(row.differs for row in rows))


def _columns(table: Compared) -> list[tuple[int, ...]]:
    """Places of the accounts that each column shows: the fullest by themselves, what is too many together."""
    places = range(len(table.accounts))
    if len(places) <= MOST:
        return [(place,) for place in places]
    fullest = sorted(places, key=lambda p: (table.accounts[p].speaker.voice != "party", -_given(table, p), p))
    party_share = [p for p in fullest if table.accounts[p].speaker.voice == "party"][: MOST // 2]
    alone = sorted((party_share + [p for p in fullest if p not in party_share and _is_press(table, p)])[: MOST - 1])
    return [*((place,) for place in alone), tuple(p for p in places if p not in alone)]


def _is_press(table: Compared, place: int) -> bool:
    return table.accounts[place].speaker.voice == "press"


def _given(table: Compared, place: int) -> int:
    return sum(bool(row.cells[place].words) for row in table.rows)


def _head(table: Compared, column: tuple[int, ...], register: Register) -> Account:
    if len(column) > 1:
        return Account(f"{len(column)} more accounts", "taken together", False)
    account = table.accounts[column[0]]
    party = account.speaker.voice == "party"
    report = register.reports[account.report]
    note = f"report {register.number[report.id]}" + (f", {wording.day(report.published)}" if report.published else "")
    label = account.speaker.label.split(" (in ")[0]
    name = outlet(report) if label in {report.outlet, report.title, report.file} else label
    return Account(name, ("own account, in " if party else "") + note, party)


def _row(row: ComparedRow, columns: list[tuple[int, ...]], register: Register) -> AccountRow:
    differs = row.term not in _OPEN and any(c.mark == "differs" for c in row.cells)
    lettered = differs and sum(bool(c.words) for c in row.cells) > 2
    cells = []
    for column in columns:
        told = [row.cells[place] for place in column if row.cells[place].words]
        values = gathered((pair for c in told for pair in _pairs(row.term, c, register)), register, quote=_quoted(row))
        groups = {c.group for c in told}
        cells.append(
            Cell(
                values[:SHOWN_VALUES],
                values[SHOWN_VALUES:],
                note=_codes(told, register) if row.term == "scope" else "",
                group=chr(64 + min(groups)) if lettered and len(groups) == 1 and max(groups) < 27 else "",
                silent=not values,
            )
        )
    return AccountRow(_TERMS.get(row.term, wording.capital(row.term)), tuple(cells), differs)


def _quoted(row: ComparedRow) -> bool:
    return row.term in _WORDS


def _pairs(term: str, cell: ComparedCell, register: Register) -> list[tuple[str, Record]]:
    """What a cell says with the records that say it; conditions one by one."""
    records = [register.records[i] for i in cell.records if i in register.records]
    if term == "conditions":
        return [(shortened(register.words(r), 150), r) for r in records]
    text = wording.day(cell.words) if term == "start" else cell.words
    return [(wording.STATUSES.get(text, text) if term == "status" else text, r) for r in records]


def _codes(cells: Iterable[ComparedCell], register: Register) -> str:
    """What is off limits by its codes, or else the measures."""
    records = [register.records[i] for c in cells for i in c.records if i in register.records]
    deals = [r for r in records if isinstance(r, Agreement)]
    targets = wording.listed(wording.label(c, wording.TARGETS) for r in deals for c in r.terms.prohibits)
    return f"off limits: {targets}" if targets else wording.measure(dict.fromkeys(c for r in deals for c in r.measure))
