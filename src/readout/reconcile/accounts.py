"""Accounts side by side: the terms of one truce as rows, who tells of it as columns, differences marked."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from readout.model import Agreement, Condition, Finding, Record, Report
from readout.reconcile.actors import Identities, identities
from readout.reconcile.agreements import length, terms_of
from readout.reconcile.counting import numbers
from readout.reconcile.episodes import items_by_episode
from readout.reconcile.items import Item, actors
from readout.reconcile.threads import TRUCE, Thread, threads
from readout.reconcile.voices import Speaker, official, side, side_of, speaker
from readout.reconcile.words import clipped, plain

Mark = Literal["same", "differs", "alone", "left_out"]
Term = Literal[
    "scope", "parties", "start", "duration", "area", "exceptions", "monitoring", "mediator", "conditions", "status"
]
_EXCEPT = re.compile(
    r"\b(?:except(?:ing| for)?|excluding|apart from|other than|does not (?:cover|apply to))\b[^.;]*", re.I
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says of one term.

    Attributes:
        words: the words for a person; empty when left out.
        records: the records that say it.
        mark: ``same`` as every other account that gives it, ``differs`` from one, given by this account ``alone``,
            ``left_out``.
        group: cells of a row with the same number say the same; 0 when left out.
    """

    words: str
    records: tuple[str, ...]
    mark: Mark
    group: int


@dataclass(frozen=True, slots=True)
class Account:
    """One column: who tells it and in which report."""

    report: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Row:
    """One term over all accounts, in their order."""

    term: Term
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AccountTable:
    """One truce as each account tells it.

    Attributes:
        findings: ids of the findings that rest on its records.
    """

    subject: str
    accounts: tuple[Account, ...]
    rows: tuple[Row, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    key: object
    words: str
    records: tuple[str, ...]


def accounts(
    reports: Sequence[Report], records: Sequence[Record], findings: Sequence[Finding] = ()
) -> tuple[AccountTable, ...]:
    """A table for every truce or other agreement that two or more accounts tell of, the most told first.

    A party's own account (an official outlet in its own voice, or somebody cited) is a column of its own beside the
    press's. Rows that no account fills are left away.
    """
    tables = []
    for episode in items_by_episode(reports, records):
        members = [i for items in episode.values() for i in items]
        who = identities(a for i in members for a in actors(i.record))
        for thread in threads(members, who):
            table = _table(thread, members, who, findings)
            if table:
                tables.append(table)
    truce = {t.subject: "truce" in t.subject for t in tables}
    tables.sort(key=lambda t: (not truce[t.subject], -len(t.accounts), t.subject))
    return tuple(tables)


def _table(
    thread: Thread, members: Sequence[Item], who: Identities, findings: Sequence[Finding]
) -> AccountTable | None:
    columns: dict[tuple[str, str | None], list[Item]] = {}
    speakers: dict[tuple[str, str | None], Speaker] = {}
    owners = {r: _owner(r, members) for r in {i.report.id for i in thread.facts}}
    for one in sorted(thread.facts, key=lambda i: (i.report.published or "", i.report.id, i.record.evidence, i.id)):
        told = speaker(one.report, one.record, owners[one.report.id])
        key = (one.report.id, told.side)
        columns.setdefault(key, []).append(one)
        speakers.setdefault(key, told)
    if len(columns) < 2 or (len({k[0] for k in columns}) < 2 and not thread.family.startswith(TRUCE)):
        return None
    ids = {i.id for i in thread.items}
    rows = [_row(term, [read(items, members, who, thread) for items in columns.values()]) for term, read in _READERS]
    resting = tuple(sorted(f.id for f in findings if ids & set(f.records)))
    told_by = tuple(Account(key[0], speakers[key]) for key in columns)
    return AccountTable(thread.subject, told_by, tuple(r for r in rows if r), resting)


def _owner(report: str, members: Sequence[Item]) -> str | None:
    items = [i for i in members if i.report.id == report]
    return side_of(items[0].report, [i.record for i in items]) if items and official(items[0].report) else None


def _row(term: Term, values: Sequence[_Value | None]) -> Row | None:
    given = [v for v in values if v]
    if not given:
        return None
    cells = []
    kinds = list(dict.fromkeys(v.key for v in given))
    for value in values:
        if value is None:
            cells.append(Cell("", (), "left_out", 0))
            continue
        mark: Mark = "alone" if len(given) == 1 else "same" if all(v.key == value.key for v in given) else "differs"
        cells.append(Cell(value.words, value.records, mark, 1 + kinds.index(value.key)))
    return Row(term, tuple(cells))


_Reader = Callable[[Sequence[Item], Sequence[Item], Identities, Thread], "_Value | None"]


def _field(key: Callable[[Item, Identities], object], words: Callable[[Item], str]) -> _Reader:
    """A reader of one field: the first item of the account that gives it speaks, all that give it are cited."""

    def read(items: Sequence[Item], members: Sequence[Item], who: Identities, thread: Thread) -> _Value | None:
        giving = [(i, key(i, who)) for i in items]
        giving = [(i, k) for i, k in giving if k]
        keys = {part for _, k in giving for part in (k if isinstance(k, frozenset | tuple) else (k,))}
        if not giving:
            return None
        joined = "; ".join(dict.fromkeys(words(i) for i, _ in giving))
        return _Value(frozenset(keys), clipped(joined), tuple(i.id for i, _ in giving))

    return read


def _agreement(one: Item) -> Agreement:
    assert isinstance(one.record, Agreement)
    return one.record


def _named(items: Sequence[object]) -> str:
    return ", ".join(dict.fromkeys(str(getattr(a, "name", a)) for a in items))


def _conditions(items: Sequence[Item], members: Sequence[Item], who: Identities, thread: Thread) -> _Value | None:
    """Conditions told by the same report on the same authority, asked for by one of the parties."""
    report, said = items[0].report.id, {side(a) for i in items for a in i.record.said_by}
    asked = [
        i
        for i in members
        if i.report.id == report
        and isinstance(i.record, Condition)
        and i.record.factuality != "negated"
        and who.sides(i.record.holder) & thread.parties
        and not all(c.startswith(TRUCE) for c in i.record.measure)
        and (not said or not i.record.said_by or said & {side(a) for a in i.record.said_by})
    ]
    if not asked:
        return None
    codes = frozenset(
        c for i in asked if isinstance(i.record, Condition) for c in i.record.measure if not c.startswith(TRUCE)
    )
    return _Value(codes, clipped("; ".join(i.text for i in asked), 300), tuple(i.id for i in asked))


def _exception(one: Item) -> str:
    match = _EXCEPT.search(one.text)
    return match.group() if match else ""


def _length(item: Item) -> str:
    days = length(item) or 0
    return f"{days:g} days" if days < math.inf else "open-ended"


_READERS: tuple[tuple[Term, _Reader], ...] = (
    ("scope", _field(lambda i, w: frozenset(_agreement(i).measure), lambda i: terms_of(i).text or i.text)),
    ("parties", _field(lambda i, w: w.sides(_agreement(i).parties), lambda i: _named(_agreement(i).parties))),
    ("start", _field(lambda i, w: terms_of(i).starts or "", lambda i: terms_of(i).starts or "")),
    ("duration", _field(lambda i, w: length(i), _length)),
    ("area", _field(lambda i, w: plain(terms_of(i).area or ""), lambda i: terms_of(i).area or "")),
    ("exceptions", _field(lambda i, w: plain(_exception(i)), _exception)),
    (
        "monitoring",
        _field(
            lambda i, w: numbers(terms_of(i).monitoring or "") or plain(terms_of(i).monitoring or ""),
            lambda i: terms_of(i).monitoring or "",
        ),
    ),
    ("mediator", _field(lambda i, w: w.sides(terms_of(i).mediator), lambda i: _named(terms_of(i).mediator))),
    ("conditions", _conditions),
    (
        "status",
        _field(lambda i, w: _agreement(i).status or "", lambda i: (_agreement(i).status or "").replace("_", " ")),
    ),
)
