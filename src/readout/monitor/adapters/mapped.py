"""Any other table, by a short mapping file in TOML that says which column is what.

name = "salvo table"
zone = "Europe/Kyiv"                # only when times are local times of one zone
date_format = "%d/%m/%Y"            # only when the dates could be read in two ways

[columns]
first = "time_start"
last = "time_end"
launched = "launched"

[constants]
attacker = "RUS"

[classes]                           # words of the tags column to target classes
FUEL_STORAGE = ["energy"]

[keep]                              # rows with any other value are left out and counted
location_bucket = ["STRICT", "REVIEW"]
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from readout.monitor.countries import iso3, known_names
from readout.monitor.dates import CLOCK_FORMS, DAY_FORMS, day, end_of, moment, start_of
from readout.monitor.table import first_reason, number, shaped, text
from readout.monitor.terms_fields import Table
from readout.monitor.toml_lines import read_toml
from readout.monitor.vocabulary import MEANS, TARGET_CLASSES, mask

FIELDS = (
    "id", "date", "first", "last", "latitude", "longitude", "country", "region", "place", "attacker", "tags", "means",
    "kind", "notes", "source", "said_by", "killed", "launched", "destroyed",
)  # fmt: skip
CONSTANTS = ("attacker", "country", "source", "said_by", "target_class", "means")
QUANTITIES = ("launched", "destroyed")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A checked mapping file; pairs instead of dictionaries, in the file's order."""

    name: str
    path: Path
    columns: tuple[tuple[str, str], ...]
    constants: tuple[tuple[str, str], ...]
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    keep: tuple[tuple[str, tuple[str, ...]], ...]
    zone: str | None
    date_format: str | None
    lead: bool

    @property
    def needed(self) -> tuple[str, ...]:
        """Columns that the table must have."""
        return tuple(dict.fromkeys([column for _, column in self.columns] + [column for column, _ in self.keep]))


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        SheetError: if a field is unknown or no date is mapped; names file, line and remedy.
    """
    file = read_toml(Path(path))
    table = Table(file, (), file.content)
    table.only(("name", "zone", "date_format", "lead", "columns", "constants", "classes", "keep"))
    columns = _texts(table, "columns", FIELDS)
    if not {"date", "first"} & {field for field, _ in columns}:
        raise table.error("columns", "no column holds the date", 'Add date = "..." or first = "..." under [columns]')
    constants = _texts(table, "constants", CONSTANTS)
    _checked_constants(table, constants)
    classes = table.table("classes")
    keep = table.table("keep")
    return Mapping(
        name=table.text("name"),
        path=Path(path),
        columns=columns,
        constants=constants,
        classes=tuple((word, classes.codes(word, TARGET_CLASSES)) for word in classes.values) if classes else (),
        keep=tuple((column, keep.texts(column)) for column in keep.values) if keep else (),
        zone=table.text("zone", "") or None,
        date_format=table.text("date_format", "") or None,
        lead=table.flag("lead", False),
    )


def _texts(table: Table, key: str, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    inner = table.table(key)
    if inner is None:
        return ()
    inner.only(known)
    return tuple((field, inner.text(field)) for field in inner.values)


def _checked_constants(table: Table, constants: tuple[tuple[str, str], ...]) -> None:
    inner = table.table("constants")
    for field, value in constants:
        known = {"target_class": TARGET_CLASSES, "means": MEANS}.get(field)
        if inner is not None and known and value not in known:
            raise inner.error(field, f"{field} does not know {value!r}", f"Choose from: {', '.join(known)}")
        if inner is not None and field == "country" and iso3(value) is None:
            raise inner.error(field, f"no country is called {value!r}", "Use the ISO 3166-1 alpha-3 code")


def read(raw: pl.LazyFrame, label: str, mapping: Mapping) -> pl.LazyFrame:
    """Rows of a mapped table as incident rows; ``raw`` holds ``mapping.needed``."""
    column, constant = dict(mapping.columns), dict(mapping.constants)

    def told(field: str) -> pl.Expr:
        fixed = pl.lit(constant.get(field), dtype=pl.String)
        return pl.coalesce(text(column[field]), fixed) if field in column else fixed

    def counted(field: str) -> pl.Expr:
        return number(column[field]) if field in column else pl.lit(None, dtype=pl.Float64)

    opens, closes = _interval(mapping)
    attacker = told("attacker")
    country = known_names(column["country"]) if "country" in column else pl.lit(iso3(constant.get("country", "")))
    fixed_class = constant.get("target_class")
    return shaped(
        raw,
        id=told("id") if "id" in column else pl.format("{}:{}", pl.lit(mapping.name), pl.col("row")),
        table=pl.lit(mapping.name),
        row=pl.col("row"),
        opens=opens,
        closes=closes,
        zoned=pl.lit(mapping.zone is not None),
        latitude=counted("latitude"),
        longitude=counted("longitude"),
        spread_km=pl.lit(2.0),
        country=country,
        region=told("region"),
        place=told("place"),
        attacker_said=attacker,
        attacker_said_by=pl.when(attacker.is_not_null()).then(pl.lit("mapping file")),
        tags=told("tags"),
        class_bits=_class_bits(mapping, column) | pl.lit(mask([fixed_class]) if fixed_class else 0, dtype=pl.UInt32),
        kind_bits=pl.lit(0),
        means_bits=told("means").replace_strict(
            {m: mask([m], MEANS) for m in MEANS}, default=0, return_dtype=pl.UInt32
        ),
        kind=told("kind"),
        notes=told("notes"),
        sources=told("source"),
        said_by=told("said_by"),
        killed=counted("killed"),
        launched=counted("launched"),
        destroyed=counted("destroyed"),
        lead=pl.lit(mapping.lead),
        left_out=_left_out(mapping, opens, closes),
    )


def _interval(mapping: Mapping) -> tuple[pl.Expr, pl.Expr]:
    """From the first moment to the last; a bare day is a whole day, and a single moment is one minute."""
    column = dict(mapping.columns)
    first, last = (
        column.get("first", column.get("date", "")),
        column.get("last", column.get("first", column.get("date", ""))),
    )
    forms = (mapping.date_format,) if mapping.date_format else DAY_FORMS
    clocks = (mapping.date_format,) if mapping.date_format and "%H" in mapping.date_format else CLOCK_FORMS
    opens = pl.coalesce(moment(first, clocks), start_of(day(first, forms)))
    closes = pl.coalesce(moment(last, clocks) + pl.duration(minutes=1), end_of(day(last, forms)))
    if mapping.zone is None:
        return opens, closes
    return _utc(opens, mapping.zone), _utc(closes, mapping.zone)


def _utc(local: pl.Expr, zone: str) -> pl.Expr:
    """Local time of a zone as naive UTC; the hour that a clock change repeats is taken the first time."""
    aware = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return aware.dt.convert_time_zone("UTC").dt.replace_time_zone(None)


def _class_bits(mapping: Mapping, column: dict[str, str]) -> pl.Expr:
    bits = pl.lit(0, dtype=pl.UInt32)
    if "tags" not in column:
        return bits
    words = pl.concat_str([pl.lit(";"), text(column["tags"]).str.replace_all(r"\s*[;|,]\s*", ";"), pl.lit(";")])
    for word, classes in mapping.classes:
        found = words.str.contains(f";{word};", literal=True).fill_null(False)
        bits = bits | pl.when(found).then(mask(classes)).otherwise(0).cast(pl.UInt32)
    return bits


def _left_out(mapping: Mapping, opens: pl.Expr, closes: pl.Expr) -> pl.Expr:
    column = dict(mapping.columns)
    first = text(column.get("first", column.get("date", "")))
    reasons = [
        (~text(name).is_in(list(values)).fill_null(False), f"{name} is not kept by the mapping")
        for name, values in mapping.keep
    ]
    reasons += [
        (first.is_null(), "no date"),
        (opens.is_null() | closes.is_null(), "date in no known form (set date_format in the mapping)"),
        ((closes <= opens).fill_null(False), "end before begin"),
    ]
    for field in QUANTITIES:
        if field in column:
            given = text(column[field])
            reasons.append(
                ((given.is_not_null() & number(column[field]).is_null()).fill_null(False), f"{field} is not a number")
            )
            reasons.append(((number(column[field]) < 0).fill_null(False), f"{field} is negative"))
    return first_reason(*reasons)
