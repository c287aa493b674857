"""Incident files to one table: the right adapter for each, every row accounted for."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import ModuleType

import polars as pl

from readout.model import View
from readout.model.compliance import Intake
from readout.monitor.adapters import acled, gdelt, mapped, records, ucdp, viina
from readout.monitor.adapters.mapped import Mapping
from readout.monitor.coordinates import checked
from readout.monitor.lexicon import Lexicon
from readout.monitor.notes import boiled
from readout.monitor.opening import OpenTable, tables, unreadable
from readout.monitor.table import SLIM, IncidentTable, cleaned
from readout.monitor.workbooks import IncidentFileError

BATCH = 262_144
"""Rows read at a time; Polars writes Parquet in groups of as many."""


Read = tuple[pl.DataFrame, pl.DataFrame]
"""Of a batch: rows read in full, and rows read by their date only."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the notes are read for.

    Attributes:
        words: the words to find in them.
        opens, closes: only notes of incidents that touch this time are read and kept; None for no limit.
    """

    words: Lexicon
    opens: datetime | None = None
    closes: datetime | None = None

    def holds(self) -> pl.Expr:
        """Whether an incident touches the time whose notes are read."""
        inside = pl.lit(True)
        if self.opens is not None:
            inside = inside & (pl.col("closes") > self.opens)
        if self.closes is not None:
            inside = inside & (pl.col("opens") < self.closes)
        return inside.fill_null(True)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a table is read: its raw columns, and what turns a cleaned batch of them into incident rows.

    Attributes:
        numeric: columns of the table that hold numbers; ``asked``: columns that the adapter asks for nothing else.
    """

    name: str
    raw: pl.LazyFrame
    columns: tuple[str, ...]
    read: Callable[[pl.LazyFrame], pl.LazyFrame]
    remarks: tuple[str, ...] = ()
    split: bool = True  # False where rows outside the time asked for are wanted whole, as quantities by month are
    numeric: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()

    def shaped(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Raw rows as incident rows."""
        return self.read(cleaned(rows, self.columns, self.numeric, self.asked))


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of one file."""

    rows: pl.DataFrame
    rest: pl.DataFrame
    intake: Intake


def read_incidents(
    paths: Iterable[Path], scope: Scope, mappings: Iterable[Mapping] = (), view: View | None = None
) -> IncidentTable:
    """Read files and folders of incidents, and the ledger's own when a view is given.

    Raises:
        IncidentFileError: if a file cannot be read or nothing knows its columns.
    """
    taken: list[Taken] = []
    known = tuple(mappings)
    with tempfile.TemporaryDirectory(prefix="readout-") as workplace:
        for path in paths:
            taken += [_taken(table, scope, known) for table in _paired(tables(Path(path), Path(workplace)))]
    if view is not None:
        full = _with_tokens(checked(records.read(view).lazy()), scope).collect()
        slim = full.clear().select(*SLIM, "left_out")
        taken.append(_counted(full, slim, "ledger", records.NAME, (records.REMARK,)))
    if not taken:
        raise IncidentFileError("no incident table was given. Name at least one file, folder or ledger.")
    rows, rest = pl.concat([one.rows for one in taken]), pl.concat([one.rest for one in taken])
    return IncidentTable(rows, rest, tuple(one.intake for one in taken))


def _taken(table: OpenTable, scope: Scope, mappings: tuple[Mapping, ...]) -> Taken:
    """The rows of one table, ``BATCH`` at a time: what the adapter needs of a file never stands in memory at once."""
    chosen = replace(_chosen(table, mappings), numeric=table.numeric)
    try:
        parts = _in_step(_batches(chosen.raw, table.height), lambda batch: _batch(batch, chosen, scope))
        parts = parts or [_batch(chosen.raw.collect().lazy(), chosen, scope)]
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(table.label, error) from error
    rows, rest = pl.concat([part for part, _ in parts]), pl.concat([part for _, part in parts])
    return _counted(rows, rest, table.label, chosen.name, chosen.remarks + table.remarks)


def _batches(raw: pl.LazyFrame, height: int | None) -> Iterator[pl.LazyFrame]:
    """Rows to read together. Of a table that knows its height nothing is read yet: each step takes what it needs."""
    if height is not None:
        yield from (raw.slice(start, BATCH) for start in range(0, height, BATCH))
        return
    for batch in raw.collect_batches(chunk_size=BATCH, maintain_order=True):
        yield batch.lazy()


def _in_step(batches: Iterator[pl.LazyFrame], work: Callable[[pl.LazyFrame], Read]) -> list[Read]:
    """Work on as many batches at once as there are cores, in order; no more of them wait in memory than that."""
    workers = pl.thread_pool_size()
    done: list[Read] = []
    waiting: deque[Future[Read]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > workers:
                done.append(waiting.popleft().result())
        done += [future.result() for future in waiting]
    return done


def _batch(batch: pl.LazyFrame, chosen: Chosen, scope: Scope) -> Read:
    """Incidents read in full, and the others by their date only (with why a row is no incident)."""
    if not chosen.split or (scope.opens is None and scope.closes is None):
        full = _with_tokens(checked(chosen.shaped(batch)), scope).collect()
        return full, full.clear().select(*SLIM, "left_out")
    dated = chosen.shaped(batch).select(*SLIM, "left_out", inside=scope.holds()).collect()
    wanted = dated["inside"] & dated["left_out"].is_null()
    places = wanted.arg_true()
    first, stop = (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 0)
    whole = batch.slice(first, stop - first).collect().filter(wanted.slice(first, stop - first))
    full = _with_tokens(checked(chosen.shaped(whole.lazy())), scope).collect()
    return full, dated.filter(~wanted).drop("inside")


def _with_tokens(lazy: pl.LazyFrame, scope: Scope) -> pl.LazyFrame:
    """Keep the notes of the time asked for and boil them down."""
    wanted = scope.holds() & pl.col("left_out").is_null()
    return lazy.with_columns(notes=pl.when(wanted).then(pl.col("notes"))).with_columns(
        tokens=boiled(pl.col("notes"), scope.words)
    )


def _counted(rows: pl.DataFrame, rest: pl.DataFrame, file: str, name: str, remarks: tuple[str, ...]) -> Taken:
    """Part the incidents from the rows left out, and count both."""
    total = rows.height + rest.height
    reasons = pl.concat([rows["left_out"], rest["left_out"]]).drop_nulls().value_counts(sort=True).rows()
    rows = rows.filter(pl.col("left_out").is_null()).drop("left_out")
    rest = rest.filter(pl.col("left_out").is_null()).drop("left_out")
    if _twice(pl.concat([rows["id"], rest["id"]])):
        rows = rows.unique("id", keep="first", maintain_order=True)
        rest = rest.unique("id", keep="first", maintain_order=True).join(rows.select("id"), on="id", how="anti")
        reasons = [
            *reasons,
            ("id stands in another row of the file", total - sum(n for _, n in reasons) - rows.height - rest.height),
        ]
    found = rows["remark"].drop_nulls().value_counts(sort=True).rows()
    said = tuple(f"{count:,} rows: {words}" for words, count in found)
    either = int(rows["either_way"].fill_null(False).sum())
    if either:
        said += (f"{either:,} rows: coordinates lie in the country named also if swapped; a swap would go unnoticed",)
    left = tuple(sorted(((str(words), int(count)) for words, count in reasons), key=lambda pair: -pair[1]))
    rows, taken = rows.drop("either_way"), rows.height + rest.height
    nothing = () if taken else ("no incident was taken from this file",)
    return Taken(rows, rest, Intake(name, file, total, taken, left, (*said, *remarks, *nothing)))


def _twice(ids: pl.Series) -> bool:
    """Whether an id stands in two rows. Unlike hashes are proof of unlike ids; only like ones are looked at again."""
    return ids.hash().n_unique() < len(ids) and ids.n_unique() < len(ids)


def _chosen(table: OpenTable, mappings: tuple[Mapping, ...]) -> Chosen:
    """The adapter for a table, by its columns; a mapping that fits goes first."""
    columns = set(table.columns)
    for mapping in mappings:
        if columns.issuperset(mapping.needed):
            raw = table.rows.select("row", *mapping.needed)
            return Chosen(
                mapping.name, raw, mapping.needed, partial(mapped.read, label=table.label, mapping=mapping), split=False
            )
    if table.headless:
        if len(table.columns) != gdelt.WIDTH:
            remedy = "GDELT 1.0 has 58 columns and no ADM2 codes: fetch the 2.0 export (61 columns)."
            raise IncidentFileError(f"{table.label}: {len(table.columns)} columns. {remedy}")
        raw = table.rows.select("row", *gdelt.NEEDED)
        return Chosen(gdelt.NAME, raw, gdelt.NEEDED, partial(gdelt.read, label=table.label), (gdelt.REMARK,))
    for adapter in (acled, ucdp, viina):
        if columns >= adapter.MARKS:
            return _by_name(table, adapter)
    raise _unknown_columns(table, mappings)


def _by_name(table: OpenTable, adapter: ModuleType) -> Chosen:
    """An adapter that finds its columns by name; optional ones that are absent are null."""
    missing = [name for name in adapter.NEEDED if name not in table.columns]
    if missing:
        raise IncidentFileError(
            f"{table.label}: looks like {adapter.NAME} but has no column {', '.join(missing)}. "
            "Export it with all columns, or give a mapping file."
        )
    # An empty last field is a row cut short; a last column that the whole file lacks is not.
    absent = [
        pl.lit("0" if name == "timestamp" else None, dtype=pl.String).alias(name)
        for name in adapter.OPTIONAL
        if name not in table.columns
    ]
    present = [n for n in dict.fromkeys((*adapter.NEEDED, *adapter.OPTIONAL)) if n in table.columns]
    remarks = (adapter.REMARK,) if hasattr(adapter, "REMARK") else ()

    def read(rows: pl.LazyFrame) -> pl.LazyFrame:
        out = adapter.read(rows.with_columns(absent), table.label)
        assert isinstance(out, pl.LazyFrame)
        return out

    raw, asked = table.rows.select("row", *present), getattr(adapter, "NUMBERS", ())
    return Chosen(adapter.NAME, raw, tuple(present), read, remarks, asked=asked)


def _unknown_columns(table: OpenTable, mappings: tuple[Mapping, ...]) -> IncidentFileError:
    shown = ", ".join(table.columns[:12]) + (", ..." if len(table.columns) > 12 else "")
    if mappings:
        lacking = "; ".join(
            f"{m.path} asks for {', '.join(n for n in m.needed if n not in table.columns)}" for m in mappings
        )
        return IncidentFileError(f"{table.label}: no mapping fits its columns ({shown}): {lacking}.")
    return IncidentFileError(
        f"{table.label}: its columns are not those of ACLED, UCDP GED, GDELT 2.0 or VIINA 2.0 ({shown}). "
        "Give a mapping file with --mapping."
    )


def _paired(found: Iterable[OpenTable]) -> Iterable[OpenTable]:
    """VIINA keeps texts and labels in two files; labels are joined to the texts of the same folder."""
    opened = list(found)
    labels = [
        t
        for t in opened
        if {"event_id", "t_mil_b"} <= set(t.columns) and "text" not in t.columns and "n_reports" not in t.columns
    ]
    infos = [t for t in opened if {"event_id", "text"} <= set(t.columns) and "t_mil_b" not in t.columns]
    if len(labels) != 1 or not infos:
        return opened
    names = ["event_id", *(n for n in viina.LABELS if n in labels[0].columns)]
    right = labels[0].rows.select(names).unique("event_id")
    joined = [
        replace(
            t,
            rows=t.rows.join(right, on="event_id", how="left", maintain_order="left"),
            columns=(*t.columns, *names[1:]),
            remarks=(*t.remarks, f"labels from {labels[0].label}"),
        )
        for t in infos
    ]
    return [t for t in opened if t not in infos and t is not labels[0]] + joined
