"""Flat tables as CSV and Parquet."""

from __future__ import annotations

import csv
import io
import re

from readout.publish.export_cells import Cell, Scalar, Table

JOINER = " | "

# What makes a spreadsheet run a cell: = + - @, their full-width forms, and a leading tab or line end; also behind
# white space and characters of no width, which spreadsheets drop.
_FORMULA = re.compile(r"[\s\0\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")


def csv_bytes(table: Table) -> bytes:
    """A table as CSV (RFC 4180), safe to open in a spreadsheet.

    UTF-8 with a byte order mark, without which Excel takes the text for an old code page; programs read it as
    ``utf-8-sig``. Lists are joined by " | ", an absent item leaving its place empty. Text that a spreadsheet would
    run as a formula gets an apostrophe in front; numbers stay numbers; true and false are in lower case.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(_written(cell) for cell in row)
    return stream.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | float | int | None:
    if not isinstance(cell, tuple):
        return _one(cell)
    if len(cell) == 1:
        return _one(cell[0])
    return _one(JOINER.join("" if item is None else str(_one(item, safe=False)) for item in cell))


def _one(value: Scalar, *, safe: bool = True) -> str | float | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if safe and isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def parquet_bytes(table: Table) -> bytes:
    """A table as Parquet (zstd), with the same types whether it has rows or not; lists stay lists."""
    import polars as pl  # takes a while to import: only who asks for Parquet waits

    kinds: dict[str, type[pl.DataType]] = {
        "text": pl.String,
        "number": pl.Float64,
        "whole": pl.Int64,
        "flag": pl.Boolean,
    }
    schema = {
        column.name: pl.List(kinds[column.holds]) if column.many else kinds[column.holds] for column in table.columns
    }
    frame = pl.DataFrame(table.rows, schema=schema, orient="row")
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd", statistics=True)
    return stream.getvalue()
