"""When what happened: held and planned apart, and the dates that could not be resolved said."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Agreement, Event, Incident, Proposal, Record, Talks, When
from readout.publish import wording
from readout.publish.register import Cite, Register
from readout.publish.summaries import summary

_TIMED = (Agreement, Proposal, Talks, Incident, Event)


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening of a day; ``status`` says what is not plainly so (postponed, cancelled, possible, denied)."""

    text: str
    status: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The happenings of one day or interval; ``iso`` is for machines."""

    iso: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The section.

    Attributes:
        held: days of what is told as having happened, oldest first.
        planned: days of what was set for later when the report appeared.
        unresolved: entries under the words of a date that could not be resolved.
        undated: how many such records give no time at all.
    """

    held: tuple[Day, ...]
    planned: tuple[Day, ...]
    unresolved: tuple[Day, ...]
    undated: int


def timeline(register: Register) -> Timeline:
    """The section's content."""
    timed = [r for r in register.records.values() if isinstance(r, _TIMED)]
    dated = [(r.when, r) for r in timed if r.when and r.when.start]
    return Timeline(
        _days([(w, r) for w, r in dated if not ahead(r)], register),
        _days([(w, r) for w, r in dated if ahead(r)], register),
        _days([(r.when, r) for r in timed if r.when and not r.when.start], register),
        sum(r.when is None for r in timed),
    )


def ahead(record: Record) -> bool:
    """True for what the report tells as set for later."""
    return record.factuality == "planned" or (isinstance(record, Talks) and record.status in {"planned", "postponed"})


def _days(pairs: list[tuple[When, Record]], register: Register) -> tuple[Day, ...]:
    groups: dict[tuple[str, str], list[Record]] = {}
    labels: dict[tuple[str, str], str] = {}
    for when, record in pairs:
        key = (when.start[:10], (when.end or "")[:10]) if when.start else ("", when.text.casefold())
        labels.setdefault(key, wording.days(when.start, when.end) if when.start else f"“{when.text}”")
        groups.setdefault(key, []).append(record)
    return tuple(Day(key[0], labels[key], _entries(groups[key], register)) for key in sorted(groups))


def _entries(records: list[Record], register: Register) -> tuple[Entry, ...]:
    same: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        same.setdefault((_text(record), _status(record)), []).append(record)
    return tuple(Entry(text, status, register.cites(rs)) for (text, status), rs in same.items())


def _text(record: Record) -> str:
    line = summary(record)
    for prefix in ("planned: ", "possible: ", "not so: "):
        line = line.removeprefix(prefix)
    return wording.capital(line)


def _status(record: Record) -> str:
    if isinstance(record, Talks) and record.status in {"postponed", "cancelled", "ongoing"}:
        return record.status
    if record.factuality == "negated":
        return "not agreed" if isinstance(record, Agreement) else "denied"
    return "possible" if record.factuality == "possible" else ""
