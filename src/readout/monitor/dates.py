"""Dates of incident tables as half-open intervals of local time."""

from __future__ import annotations

import polars as pl

# Only forms that cannot be read in two ways. 03/04/2025 is not among them: a mapping file must say what it means.
DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")
CLOCK_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.f")


def day(name: str, forms: tuple[str, ...] = DAY_FORMS) -> pl.Expr:
    """A text column as days; null where no form fits. A time of day after the date is left off."""
    tried = (*forms, *CLOCK_FORMS) if forms is DAY_FORMS else forms
    return pl.col(name).map_batches(lambda column: _days(column, tried), return_dtype=pl.Date(), is_elementwise=True)


def _days(column: pl.Series, forms: tuple[str, ...]) -> pl.Series:
    """The first form that fits each value. Most tables keep to one form: the others are tried on what is left."""
    parsed = _parsed(column, forms[0])
    for form in forms[1:]:
        left = parsed.is_null() & column.is_not_null()
        if not left.any():
            break
        rest = column.filter(left)
        parsed = parsed.scatter(left.arg_true(), _parsed(rest, form))
    return parsed


def _parsed(column: pl.Series, form: str) -> pl.Series:
    if "%H" in form:
        return column.str.to_datetime(form, strict=False).dt.date()
    return column.str.to_date(form, strict=False)


def moment(name: str, forms: tuple[str, ...] = CLOCK_FORMS) -> pl.Expr:
    """A text column as local moments; null where it gives no time of day."""
    return pl.coalesce([pl.col(name).str.to_datetime(form, strict=False, time_unit="us") for form in forms])


def local(column: str, zone: str) -> pl.Expr:
    """A column of moments as wall clock of a zone: rows that are ``zoned`` hold UTC, the others local time already."""
    utc = pl.col(column).dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return pl.when(pl.col("zoned")).then(utc).otherwise(pl.col(column))


def start_of(days: pl.Expr) -> pl.Expr:
    """First moment of a day."""
    return days.cast(pl.Datetime("us"))


def end_of(days: pl.Expr) -> pl.Expr:
    """First moment after a day."""
    return days.cast(pl.Datetime("us")) + pl.duration(days=1)
