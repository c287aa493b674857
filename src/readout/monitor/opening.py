"""Files and folders of incident tables, compressed or not, as lazy tables of text.

What comes from outside may be cut short, packed to explode, or not what its name says: every such file ends in an
``IncidentFileError`` that names file and remedy, and nothing else is lost.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from readout.monitor.workbooks import IncidentFileError, check_workbook, formula_count

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".parquet", ".pq", ".gz", ".zip")
LARGEST = 20_000_000_000
"""Bytes that a packed file may unpack to."""
STEEPEST = 250
"""Times its size that a packed file above ``SMALL`` may grow to; real tables reach 5 to 30."""
SMALL = 20_000_000

CHECKED_WHOLE = 100_000_000
"""Bytes up to which a text table is read once more to check every row's width; adapters check shifted rows besides."""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """One table: where it came from, its lazy rows (with ``row``), and what to know about it.

    Attributes:
        numeric: columns stored as numbers; all others are text.
        height: rows of a table whose rows can be reached without reading those before; None for others.
    """

    label: str
    rows: pl.LazyFrame
    columns: tuple[str, ...]
    headless: bool = False
    remarks: tuple[str, ...] = ()
    numeric: frozenset[str] = frozenset()
    height: int | None = None


def tables(path: Path, workplace: Path) -> Iterator[OpenTable]:
    """Every table of a file or folder; packed ones are unpacked into ``workplace``.

    Raises:
        IncidentFileError: if a file cannot be read as a table.
    """
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        if not inside:
            raise IncidentFileError(f"{path}: no table in this folder. Tables end in {', '.join(SUFFIXES)}.")
        for file in inside:
            yield from _file(file, str(file), workplace)
        return
    if not path.exists():
        raise IncidentFileError(f"{path}: no such file. Check the path.")
    yield from _file(path, str(path), workplace)


def _file(path: Path, label: str, workplace: Path) -> Iterator[OpenTable]:
    if path.stat().st_size == 0:
        raise IncidentFileError(f"{label}: the file is empty. Was the download finished?")
    suffix = path.suffix.lower()
    if suffix == ".gz":
        yield from _file(_gunzipped(path, label, workplace), label, workplace)
    elif suffix == ".zip":
        for member in _unzipped(path, label, workplace):
            yield from _file(member, f"{label}:{member.name}", workplace)
    elif suffix == ".xlsx":
        yield _workbook(path, label)
    elif suffix in (".parquet", ".pq"):
        yield _parquet(path, label)
    else:
        yield _delimited(path, label)


def _gunzipped(path: Path, label: str, workplace: Path) -> Path:
    target = workplace / f"{len(list(workplace.iterdir()))}-{path.stem}"
    limit = max(path.stat().st_size * STEEPEST, SMALL)
    try:
        with gzip.open(path) as packed, target.open("wb") as out:
            while block := packed.read(1 << 20):
                out.write(block)
                if out.tell() > min(limit, LARGEST):
                    raise IncidentFileError(f"{label}: unpacks to more than {limit:,} bytes, as no real table does.")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise IncidentFileError(f"{label}: the gzip file is cut short or damaged ({error}). Fetch it again.") from error
    return target


def _unzipped(path: Path, label: str, workplace: Path) -> list[Path]:
    out = []
    try:
        with zipfile.ZipFile(path) as packed:
            members = [m for m in packed.infolist() if Path(m.filename).suffix.lower() in SUFFIXES and not m.is_dir()]
            total = sum(m.file_size for m in members)
            if total > min(max(path.stat().st_size * STEEPEST, SMALL), LARGEST):
                raise IncidentFileError(f"{label}: would unpack to {total:,} bytes, as no real table does.")
            for member in members:
                folder = workplace / str(len(list(workplace.iterdir())))
                folder.mkdir()
                target = folder / Path(member.filename).name
                with packed.open(member) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
                out.append(target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise IncidentFileError(f"{label}: the zip file is cut short or damaged ({error}). Fetch it again.") from error
    if not out:
        raise IncidentFileError(f"{label}: holds no table. Tables end in {', '.join(SUFFIXES)}.")
    return out


def _delimited(path: Path, label: str) -> OpenTable:
    with path.open("rb") as file:
        head = file.read(65_536)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        raise IncidentFileError(f"{label}: not UTF-8 text (UTF-16 or binary). Save it as CSV in UTF-8.")
    first = head.decode("utf-8-sig", errors="replace").splitlines()[0] if head.strip() else ""
    separator = max(",\t;", key=first.count)
    cells = next(csv.reader([first], delimiter=separator), [])
    headless = len(cells) in (58, 61) and separator == "\t" and cells[0].strip().isdigit()
    scan = pl.scan_csv(
        path, separator=separator, has_header=not headless, infer_schema=False, empty_string_is_null=False,
        quote_char=None if headless else '"', row_index_name="row", row_index_offset=1,
        new_columns=[f"column_{n}" for n in range(len(cells))] if headless else None,
    )  # fmt: skip
    try:
        names = [name for name in scan.collect_schema().names() if name != "row"]
    except pl.exceptions.PolarsError as error:
        raise unreadable(label, error) from error
    _whole(path, label, separator, len(names))
    if path.stat().st_size < CHECKED_WHOLE:
        _rectangular(scan, label)
    if twice := sorted({name for name in names if "_duplicated_" in name}):
        raise IncidentFileError(f"{label}: a column name stands twice ({twice[0].split('_dup')[0]}). Rename one.")
    return OpenTable(label, scan, tuple(names), headless)


def _rectangular(scan: pl.LazyFrame, label: str) -> None:
    """Refuse rows with more fields than the header. Polars looks only when every column is read; later reads do not."""
    try:
        for _ in scan.collect_batches(chunk_size=100_000):
            pass
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(label, error) from error


def _whole(path: Path, label: str, separator: str, width: int) -> None:
    """Refuse a file whose last line stops before its last field: it was cut short, and more than that row is lost."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_536))
        tail = file.read().decode("utf-8", errors="replace")
    last = tail.splitlines()[-1]
    if tail.endswith(("\n", "\r")) or last.count('"') % 2:
        return
    fields = len(next(csv.reader([last], delimiter=separator), []))
    if fields < width:
        remedy = "Fetch it again, or delete the last line to use the rest."
        raise IncidentFileError(f"{label}: ends in the middle of a row ({fields} of {width} fields). {remedy}")


def unreadable(label: str, error: Exception) -> IncidentFileError:
    """The error for a table that Polars cannot parse, in a user's words."""
    words = str(error).splitlines()[0]
    if "utf-8" in words.lower():
        return IncidentFileError(f"{label}: not UTF-8 text. Save or convert it as UTF-8 (it may be Windows-1251).")
    if "more fields" in words:
        return IncidentFileError(f"{label}: a row has more fields than the header. Is a quotation mark missing?")
    if "could not parse" in words or "quote" in words.lower():
        return IncidentFileError(
            f"{label}: a quotation mark never closes, as when a file is cut short. Fetch it again."
        )
    return IncidentFileError(f"{label}: cannot be read as a table: {words}")


def _parquet(path: Path, label: str) -> OpenTable:
    try:
        scan = pl.scan_parquet(path, row_index_name="row", row_index_offset=1)
        schema = scan.collect_schema()
        height = int(scan.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise IncidentFileError(f"{label}: not a whole Parquet file ({str(error).splitlines()[0]}).") from error
    plain = [n for n, dtype in schema.items() if n != "row" and not dtype.is_nested() and dtype != pl.Binary]
    numeric = frozenset(name for name in plain if schema[name].is_numeric())
    other = [pl.col(n).cast(pl.String) for n in plain if n not in numeric and schema[n] != pl.String]
    return OpenTable(label, scan.with_columns(other), tuple(plain), numeric=numeric, height=height)


def _workbook(path: Path, label: str) -> OpenTable:
    check_workbook(path, label)
    formulas = formula_count(path)
    try:
        frame = pl.read_excel(path, infer_schema_length=0, drop_empty_cols=False)
    except Exception as error:  # fastexcel and calamine raise many types for damaged workbooks
        raise IncidentFileError(f"{label}: cannot be read as a workbook: {str(error).splitlines()[0]}") from error
    said = f"{formulas} cells hold formulas: the values stored with them are read, nothing is computed"
    rows = frame.lazy().select(pl.all().cast(pl.String).fill_null("")).with_row_index("row", offset=1)
    return OpenTable(label, rows, tuple(frame.columns), remarks=(said,) if formulas else ())
