"""Place names to scored candidates.

``python -m readout.linking.places build`` makes the index; the first look-up makes it when it is missing.
"""

from __future__ import annotations

import math
import os
import re
import sqlite3
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Literal

from readout.linking.gazetteer import build, index_path
from readout.linking.spelling import bare, folded, plain
from readout.model.actor import Place

Kind = Literal["city", "division", "region", "country"]

_DIVISION = re.compile(
    r"^(?P<name>.+?)\s+(?:region|oblast|province|state|district|governorate|county|prefecture|department|krai|"
    r"territory|republic|canton|raion|rayon|division|area|peninsula)s?$",
    re.IGNORECASE,
)
_DIVISION_OF = re.compile(
    r"^(?:region|province|state|district|governorate|county|department|republic) of (?P<name>.+)$", re.IGNORECASE
)
_SETTLEMENT = re.compile(
    r"^(?:(?:port |capital |border )?(?:city|town|village|port|capital|suburb|settlement) of\s+)?(?P<name>.+?)"
    r"(?:\s+(?:city|town|village|suburbs?|settlement|airport|port))?$",
    re.IGNORECASE,
)
_COMPASS = re.compile(
    r"^(?:(?:far |deep )?(?:north|south|east|west|central|northern|southern|eastern|western|north-?eastern|"
    r"north-?western|south-?eastern|south-?western|north-?east|north-?west|south-?east|south-?west|greater|downtown|"
    r"mainland|occupied)\s+)+(?P<name>.+)$",
    re.IGNORECASE,
)

# Weights of the score: what the name is, how big the place, whether its country is in play. Set so that a country in
# play outweighs the size of a namesake (a town of 100,000 against a city of millions), and a name outweighs an
# alternate name only among places of like size. An alternate name like the main one is a spelling of it; one unlike it
# is often a former name, or that of a part.
_EXACT, _ALTERNATE, _LIKENESS, _SIZE, _IN_PLAY = 0.38, 0.22, 0.12, 0.37, 0.25
_LARGEST = math.log10(30_000_000)
_KIND_SIZE: dict[str, float] = {"country": 1.0, "region": 0.85, "division": 0.62}


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name may mean.

    Attributes:
        name: as the gazetteer has it.
        kind: a populated place, a first-level division, a named region or a country.
        country: ISO 3166-1 alpha-3; None where a region spans several.
        latitude, longitude: WGS 84, degrees; None for all but populated places.
        population: people; 0 when unknown.
        exact: True for the main name, False for an alternate name.
        score: 0 to 1; comparable among the candidates of one name.
    """

    name: str
    kind: Kind
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    population: int
    exact: bool
    score: float


def find(name: str, *, countries: Sequence[str] = ()) -> list[PlaceCandidate]:
    """Candidates for ``name``, best first; ``countries`` (alpha-3) are those in play in the report.

    Words that name the sort of place ("region", "city of") and compass words ("eastern") are taken off when the whole
    is not found. A division known only by its seat's name ("X region" where X is a city) comes without coordinates.
    """
    return list(_find(_index(), bare(plain(name)), frozenset(countries)))


def best(name: str, countries: Sequence[str] = ()) -> Place | None:
    """The likeliest place under the name the report gives it, or None when the gazetteer knows none."""
    candidates = _find(_index(), bare(plain(name)), frozenset(countries))
    if not candidates:
        return None
    top = candidates[0]
    return Place(bare(plain(name)), top.country, top.latitude, top.longitude, top.geonames)


@lru_cache(maxsize=16384)
def _find(index: Path, name: str, countries: frozenset[str]) -> tuple[PlaceCandidate, ...]:
    whole = _look_up(index, folded(name), countries)
    if whole:
        return whole
    division = _DIVISION.match(name) or _DIVISION_OF.match(name)
    if division is not None:
        return _divisions(_look_up(index, folded(division["name"]), countries))
    for pattern in (_SETTLEMENT, _COMPASS):
        part = pattern.match(name)
        if part is not None and part["name"] != name:
            return _find(index, bare(part["name"]), countries)
    return ()


def _divisions(found: tuple[PlaceCandidate, ...]) -> tuple[PlaceCandidate, ...]:
    """The candidates as divisions: those that are one first, then cities as the seats that give one its name."""
    proper = tuple(c for c in found if c.kind != "city")
    seats = (
        replace(c, kind="division", latitude=None, longitude=None, geonames=None, population=0)
        for c in found
        if c.kind == "city"
    )
    return tuple(sorted((*proper, *seats), key=lambda c: -c.score))


def _look_up(index: Path, key: str, countries: frozenset[str]) -> tuple[PlaceCandidate, ...]:
    sql = (
        "SELECT name, kind, country, latitude, longitude, geonames, population, exact FROM spelling "
        "JOIN place ON place.id = spelling.place WHERE key = ?"
    )
    found = (_candidate(row, key, countries) for row in _connection(index).execute(sql, (key,)))
    return tuple(sorted(found, key=lambda c: (-c.score, c.geonames or 0, c.name)))


def _candidate(
    row: tuple[str, Kind, str | None, float | None, float | None, int | None, int, int],
    key: str,
    countries: frozenset[str],
) -> PlaceCandidate:
    name, kind, country, latitude, longitude, geonames, population, exact = row
    size = _KIND_SIZE.get(kind, min(1.0, math.log10(population + 1) / _LARGEST))
    likeness = SequenceMatcher(None, key, folded(name), autojunk=False).ratio()
    naming = _EXACT if exact else _ALTERNATE + _LIKENESS * likeness
    score = naming + _SIZE * size + (_IN_PLAY if country in countries else 0.0)
    return PlaceCandidate(name, kind, country, latitude, longitude, geonames, population, bool(exact), round(score, 4))


_open = threading.local()


def _connection(index: Path) -> sqlite3.Connection:
    """A read-only connection of this thread and process: SQLite's must not be carried over a fork."""
    owner = (os.getpid(), index)
    if getattr(_open, "owner", None) != owner:
        _open.connection = sqlite3.connect(f"{index.as_uri()}?mode=ro&immutable=1", uri=True)
        _open.owner = owner
    connection: sqlite3.Connection = _open.connection
    return connection


def _index() -> Path:
    path = index_path().absolute()
    return path if path.exists() else build().absolute()


def _main(arguments: Sequence[str]) -> int:
    if list(arguments) != ["build"]:
        print("usage: python -m readout.linking.places build", file=sys.stderr)
        return 2
    if index_path().exists():
        print(f"places: {index_path()} is there already")
        return 0

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        if sys.stderr.isatty():
            print(f"\rplaces: {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    print(f"places: {build(show)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
