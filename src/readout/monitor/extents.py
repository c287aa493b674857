"""Where countries lie: the half-degree cells that each of them touches.

Source: Natural Earth 1:50m Admin 0 countries (public domain), made into cells by ``training/make_country_cells.py``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import polars as pl

PER_DEGREE = 2
ROWS, COLUMNS = 180 * PER_DEGREE, 360 * PER_DEGREE
Runs = tuple[tuple[int, int, int], ...]


@cache
def _runs() -> dict[str, Runs]:
    """Row, first and last column of each line of cells, by ISO 3166-1 alpha-3 code."""
    source = resources.files("readout.monitor") / "data" / "country_cells.json"
    countries = json.loads(source.read_text(encoding="utf-8"))["countries"]
    return {code: tuple((row, first, last) for row, first, last in lines) for code, lines in countries.items()}


@cache
def _numbers() -> dict[str, int]:
    return {code: number for number, code in enumerate(_runs())}


@cache
def cells(country: str, margin: int) -> pl.Series:
    """Keys of the cells of a country, ``margin`` cells around it included; empty for a country without an outline."""
    found: set[int] = set()
    for row, first, last in _runs().get(country, ()):
        for line in range(max(0, row - margin), min(ROWS, row + margin + 1)):
            start = line * COLUMNS
            found.update(start + column % COLUMNS for column in range(first - margin, last + margin + 1))
    base = _numbers().get(country, 0) * ROWS * COLUMNS
    return pl.Series(sorted(base + cell for cell in found), dtype=pl.Int64)


def key(country: str, latitude: pl.Expr, longitude: pl.Expr) -> pl.Expr:
    """Key of the cell of a point, taken for one of the country in column ``country``; null where that is not known."""
    number = pl.col(country).replace_strict(_numbers(), default=None, return_dtype=pl.Int64)
    row = ((latitude + 90) * PER_DEGREE).floor().clip(0, ROWS - 1).cast(pl.Int64, strict=False)
    column = ((longitude + 180) * PER_DEGREE).floor().clip(0, COLUMNS - 1).cast(pl.Int64, strict=False)
    return number * (ROWS * COLUMNS) + row * COLUMNS + column


def within(point: pl.Expr, countries: pl.Series, margin: int) -> pl.Expr:
    """Whether a ``key`` lies in its country or at most ``margin`` cells off; null where the country is not known."""
    parts = [cells(country, margin) for country in countries.drop_nulls().unique()]
    known = pl.concat(parts) if parts else pl.Series([], dtype=pl.Int64)
    return point.is_in(known.implode())
