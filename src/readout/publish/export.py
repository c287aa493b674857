"""The view as files for other programs: JSON Lines, CSV and Parquet (codebook section 10).

JSON Lines is exact: ``reports.jsonl``, ``records.jsonl`` and ``findings.jsonl``. CSV and Parquet carry the same
flattened: ``reports``, ``findings``, ``records`` (what all records share) and one table a kind (``agreement``,
``position`` ...). The same view gives the same bytes.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from readout.model import View
from readout.model.wire import finding_to_json, record_to_json, report_to_json
from readout.publish.export_cells import Table
from readout.publish.export_files import csv_bytes, parquet_bytes
from readout.publish.export_tables import tables_of

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

# These end a line for some readers, though not in JSON; escaped, one object stays one line for everybody.
_LINE_ENDS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})


def export(view: View, out: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write the view into a folder.

    Every file is written beside its place and then moved there, after all of them could be written: an export that
    fails leaves the older files as they were.

    Args:
        out: a folder; made when there is none. Files of an older export are replaced.
        formats: any of ``jsonl``, ``csv`` and ``parquet``.

    Returns:
        The files, in the order of ``formats``.

    Raises:
        ValueError: for an unknown format.
        OSError: if the folder cannot be made or written.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ValueError(f"unknown format {unknown[0]!r}; known are {', '.join(FORMATS)}")
    out.mkdir(parents=True, exist_ok=True)
    wanted = list(dict.fromkeys(formats))
    tables = tables_of(view) if {"csv", "parquet"} & set(wanted) else ()
    contents: list[tuple[str, Callable[[], bytes]]] = []
    for name in wanted:
        if name == "jsonl":
            contents += _lines_of(view)
        else:
            encode = csv_bytes if name == "csv" else parquet_bytes
            contents += [(f"{table.name}.{name}", _later(encode, table)) for table in tables]
    return _write_all(out, contents)


def _lines_of(view: View) -> list[tuple[str, Callable[[], bytes]]]:
    return [
        ("reports.jsonl", lambda: json_lines(map(report_to_json, view.reports))),
        ("records.jsonl", lambda: json_lines(map(record_to_json, view.records))),
        ("findings.jsonl", lambda: json_lines(map(finding_to_json, view.findings))),
    ]


def json_lines(objects: Iterable[Any]) -> bytes:
    """Objects as JSON Lines in UTF-8, one a line.

    Raises:
        ValueError: if an object holds a number that JSON has no word for, or half a surrogate pair.
    """
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) for one in objects)
    return "".join(f"{line.translate(_LINE_ENDS)}\n" for line in lines).encode()


def _later(encode: Callable[[Table], bytes], table: Table) -> Callable[[], bytes]:
    return lambda: encode(table)


def _write_all(out: Path, contents: Sequence[tuple[str, Callable[[], bytes]]]) -> list[Path]:
    pending: list[tuple[Path, Path]] = []
    try:
        for name, content in contents:
            part = out / f".{name}.{secrets.token_hex(4)}.part"
            pending.append((part, out / name))
            with part.open("xb") as stream:
                stream.write(content())
                stream.flush()
                os.fsync(stream.fileno())
        for part, place in pending:
            part.replace(place)
    finally:
        for part, _ in pending:
            part.unlink(missing_ok=True)
    return [place for _, place in pending]
