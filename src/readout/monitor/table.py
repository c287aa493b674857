"""The incident table: one schema that every adapter fills, whatever its source calls things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from readout.model.compliance import Intake

SCHEMA: dict[str, pl.DataType] = {
    "id": pl.String(),
    "table": pl.String(),
    "row": pl.Int64(),
    "opens": pl.Datetime("us"),  # it happened at or after this moment
    "closes": pl.Datetime("us"),  # and before this one
    "zoned": pl.Boolean(),  # True: both are UTC; False: local days, read as days of each terms sheet
    "latitude": pl.Float64(),
    "longitude": pl.Float64(),
    "spread_km": pl.Float64(),  # how far off the coordinates may be, by the source's own precision code
    "country": pl.String(),  # ISO 3166-1 alpha-3
    "region": pl.String(),
    "place": pl.String(),
    "attacker_said": pl.String(),  # the attacker as the source names it, only where the source gives direction
    "attacker_said_by": pl.String(),  # the field that gives direction
    "actors": pl.String(),  # everybody named, direction unknown
    "tags": pl.String(),
    "class_bits": pl.UInt32(),  # target classes that the source itself codes
    "kind_bits": pl.UInt32(),  # target classes that follow from the type of event
    "means_bits": pl.UInt32(),
    "kind": pl.String(),
    "notes": pl.String(),
    "sources": pl.String(),
    "said_by": pl.String(),  # who claims it, where the source says so
    "killed": pl.Int32(),
    "launched": pl.Float64(),
    "destroyed": pl.Float64(),
    "lead": pl.Boolean(),  # machine-coded: never a verdict by itself
    "possible": pl.Boolean(),  # told as possible only
    "denial": pl.Boolean(),  # somebody denies that it happened
    "either_way": pl.Boolean(),  # the coordinates would lie in the country named if swapped, too
    "remark": pl.String(),  # what is wrong with a field that was emptied
    "left_out": pl.String(),  # why the row is no incident; null when it is one
}
"""Columns and types of an incident table."""

SLIM = ("id", "table", "row", "opens", "closes", "zoned")
"""What is kept of incidents outside the time asked for."""


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """Incidents of all files, and what became of every row.

    Attributes:
        rows: columns of ``SCHEMA`` without ``left_out``, and ``tokens`` (see ``notes``); one row an incident.
        rest: columns of ``SLIM``: incidents outside the time asked for, of which only the date was read.
    """

    rows: pl.DataFrame
    rest: pl.DataFrame
    intakes: tuple[Intake, ...]


def shaped(raw: pl.LazyFrame, **columns: pl.Expr) -> pl.LazyFrame:
    """``raw`` with exactly the columns of ``SCHEMA``: those given, the others null."""
    unknown = set(columns) - set(SCHEMA)
    if unknown:
        raise ValueError(f"not columns of an incident table: {', '.join(sorted(unknown))}")
    return raw.select(
        columns.get(name, pl.lit(None)).cast(dtype, strict=False).alias(name) for name, dtype in SCHEMA.items()
    )


def cleaned(
    raw: pl.LazyFrame, names: Iterable[str], numeric: Iterable[str] = (), asked: Iterable[str] = ()
) -> pl.LazyFrame:
    """The named columns as text without blanks at their ends, empty text as null, and ``row``.

    Args:
        numeric: columns that hold numbers, not text: nothing to clean there.
        asked: columns that are only asked for numbers; they stay numbers where they are.
    """
    numbers, kept = set(numeric), set(asked)
    words = [name for name in names if name not in numbers]
    stripped = [pl.col(name).str.strip_chars() for name in words]
    emptied = [pl.when(pl.col(name).str.len_bytes() > 0).then(pl.col(name)).alias(name) for name in words]
    plain = [pl.col(name) for name in names if name in numbers]
    as_text = [pl.col(n) if n in kept else pl.col(n).cast(pl.String) for n in names if n in numbers]
    return raw.select("row", *stripped, *plain).select("row", *emptied, *as_text)


def text(name: str) -> pl.Expr:
    """A cleaned text column."""
    return pl.col(name)


def number(name: str) -> pl.Expr:
    """A cleaned column as a number; null where it is none."""
    return pl.col(name).cast(pl.Float64, strict=False)


def first_reason(*reasons: tuple[pl.Expr, str]) -> pl.Expr:
    """The words of the first condition that holds, null when none does."""
    chain: pl.Expr = pl.lit(None, dtype=pl.String)
    for condition, words in reversed(reasons):
        chain = pl.when(condition).then(pl.lit(words)).otherwise(chain)
    return chain
