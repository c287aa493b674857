"""Who held which office when: heads of states and governments, ministers, heads of bodies, envoys, as dated facts.

The data are `data/offices.csv`, made by `training/make_offices.py`, and `data/officials.csv`, kept by hand; a user's
file of the same shape adds to them.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast, get_args

from readout.linking.bodies import body_of
from readout.linking.persons import initials, same_person
from readout.linking.states import name_of

Office = Literal["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "head_of_body", "envoy"]
_OFFICES: tuple[str, ...] = get_args(Office)
HIGHEST: frozenset[Office] = frozenset({"head_of_state", "head_of_government"})
MINISTRIES: frozenset[Office] = frozenset({"foreign_minister", "defence_minister"})
Status = Literal["holder", "former", "future"]

_MONTH = len("2024-05")
COLUMNS = ("state", "office", "title", "name", "start", "end", "source")


@dataclass(frozen=True, slots=True)
class Holder:
    """One person's time in one office.

    Attributes:
        state: ISO 3166-1 alpha-3; for heads and envoys of bodies, the full name of the body.
        title: as the source gives it ("Prime Minister", "Acting President").
        name: the full name in Latin script.
        family: the part of the name that the person goes by.
        start: first day; of the month where the source gives no day.
        end: the day it ended, the last of the month where no day is given; None while it lasts or when none is known.
        source: where the fact is from.
    """

    state: str
    office: Office
    title: str
    name: str
    family: str
    start: date
    end: date | None
    source: str


@dataclass(frozen=True)
class Offices:
    """A table of holders; ``load`` makes it."""

    rows: tuple[Holder, ...]

    def holders(self, state: str, office: Office, on: date) -> list[Holder]:
        """Who held the office on that day, latest start first; several where it is shared or a day of change."""
        found = [h for h in self.rows if h.state == state and h.office == office and status_on(h, on) == "holder"]
        return sorted(found, key=lambda h: h.start, reverse=True)

    def offices_of(self, name: str, on: date | None = None) -> list[Holder]:
        """Every time in office of persons that ``name`` can mean, latest first; only those lasting on a day if given.

        A family name alone matches; so do other transliterations. Given names must not contradict.
        """
        near = {h: None for sound in initials(name) for h in self._by_initial.get(sound, ())}
        lasting = [h for h in near if on is None or status_on(h, on) == "holder"]
        found = [h for h in lasting if same_person(name, h.name, h.family)]
        return sorted(found, key=lambda h: h.start, reverse=True)

    @cached_property
    def known_until(self) -> date:
        """The day the last of all came into office: whoever has no end may have left since."""
        return max((h.start for h in self.rows), default=date.min)

    @cached_property
    def _by_initial(self) -> dict[str, list[Holder]]:
        """Holders by how a word of their family name begins: spellings of one name begin with one sound."""
        index: dict[str, list[Holder]] = {}
        for holder in self.rows:
            for sound in initials(holder.family):
                index.setdefault(sound, []).append(holder)
        return index


def holders(state: str, office: Office, on: date) -> list[Holder]:
    """``Offices.holders`` of the built-in table."""
    return load().holders(state, office, on)


def offices_of(name: str, on: date | None = None) -> list[Holder]:
    """``Offices.offices_of`` of the built-in table."""
    return load().offices_of(name, on)


def status_on(holder: Holder, on: date) -> Status:
    """Whether the holder was in office on a day, before it or after it. The last day counts as in office."""
    if on < holder.start:
        return "future"
    return "holder" if holder.end is None or on <= holder.end else "former"


@cache
def load(extra: Path | None = None) -> Offices:
    """The built-in table, with a user's file of the same columns added.

    Raises:
        ValueError: if a line is wrong, naming file, line and remedy.
        OSError: if the file cannot be read.
    """
    rows: list[Holder] = []
    for name in ("offices.csv", "officials.csv"):
        rows += _read(files("readout.linking").joinpath("data", name).read_text(encoding="utf-8"), name)
    if extra is not None:
        rows += _read(extra.read_text(encoding="utf-8-sig"), str(extra))
    return Offices(tuple(rows))


def _read(text: str, where: str) -> list[Holder]:
    lines = [(n, line) for n, line in enumerate(io.StringIO(text, newline=""), 1) if not line.startswith("#")]
    reader = csv.DictReader(line for _, line in lines)
    missing = set(COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise ValueError(f"{where}: columns missing: {', '.join(sorted(missing))}; the header is {','.join(COLUMNS)}")
    return [_holder(row, f"{where}, line {_line(lines, reader.line_num)}") for row in reader if any(row.values())]


def _line(lines: list[tuple[int, str]], read: int) -> int:
    return lines[min(read, len(lines)) - 1][0]


def _holder(row: dict[str, str | None], where: str) -> Holder:
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    state, office, written = _owner(values["state"]), values["office"], values["name"]
    if state is None:
        raise ValueError(
            f"{where}: state {values['state']!r} is no ISO 3166-1 alpha-3 code (such as FRA) and no body known by name"
        )
    if office not in _OFFICES:
        raise ValueError(f"{where}: office {office!r} is not one of {', '.join(_OFFICES)}")
    if not written:
        raise ValueError(f"{where}: the name is empty")
    start, end = _day(values["start"], where, "start"), _day(values["end"], where, "end")
    if start is None:
        raise ValueError(f"{where}: the start is empty; give a date such as 2024-05-31")
    if end is not None and end < start:
        raise ValueError(f"{where}: the end {end} is before the start {start}")
    name, family = person_name(written)
    return Holder(state, cast(Office, office), values["title"], name, family, start, end, values["source"])


@cache
def _owner(written: str) -> str | None:
    """The code of a state or the full name of a body; None when neither is known."""
    if not re.fullmatch(r"[A-Z]{3}", written) and (body := body_of(written)) is not None:
        return body.name
    try:
        name_of(written)
    except KeyError:
        return None
    return written


def _day(text: str, where: str, column: str) -> date | None:
    """A day; of a month alone its first or, as an end, its last."""
    if not text:
        return None
    try:
        if len(text) == _MONTH:
            first = date.fromisoformat(f"{text}-01")
            return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if column == "end" else first
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{where}: {column} {text!r} is no ISO date (such as 2024-05-31, or 2024-05)") from None


def person_name(written: str) -> tuple[str, str]:
    """A name with its family name in capitals, as usual writing, and that family name.

    "XI Jinping" gives "Xi Jinping" and "Xi"; without capitals the last word is the family name.
    """
    words = written.split()
    if words and words[-1].isalpha() and _capital(words[-1]) and not any(map(_capital, words[:-1])):
        last = _usual(words[-1])  # most names: given names and one family name
        return " ".join((*words[:-1], last)), last
    capital = [_capital(w) and not (i and _numeral(w)) for i, w in enumerate(words)]
    usual = [_usual(w) if is_capital else w for w, is_capital in zip(words, capital, strict=True)]
    family = [w for w, is_capital in zip(usual, capital, strict=True) if is_capital] or usual[-1:]
    return " ".join(usual), " ".join(family)


def _numeral(word: str) -> bool:
    """True for the number after a monarch's name; as a first word "XI" is a name."""
    return not set(word) - set("IVX")


def _capital(word: str) -> bool:
    part = word.split("-", 1)[-1] if word[:1].islower() else word
    if part.isalpha():
        return len(part) > 1 and part.isupper()
    letters = [c for c in part if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _usual(word: str) -> str:
    head, dash, tail = word.partition("-") if word[:1].islower() else ("", "", word)
    parts = [p[:1] + p[1:].lower() if p[:2] != "MC" else f"Mc{p[2:].capitalize()}" for p in tail.split("-")]
    return head + dash + "-".join(parts)
