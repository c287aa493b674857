"""Dates of incident tables as half-open intervals of local time."""

from __future__ import annotations

import polars as pl

# Only forms that cannot be read in two ways. 03/04/2025 is not among them: a mapping file must say what it means.
DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")
CLOCK_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")
ISO_DAY = r"^\d{4}-\d{2}-\d{2}$"


def day(name: str, forms: tuple[str, ...] = DAY_FORMS) -> pl.Expr:
    """A text column as days; null where no form fits. A time of day after the date is left off."""
    column = pl.col(name).str.strip_chars()
    stamps = [column.str.to_datetime(form, strict=False).dt.date() for form in CLOCK_FORMS if forms is DAY_FORMS]
    return pl.coalesce([column.str.to_date(form, strict=False) for form in forms] + stamps)


def moment(name: str, forms: tuple[str, ...] = CLOCK_FORMS) -> pl.Expr:
    """A text column as local moments; null where it gives no time of day."""
    column = pl.col(name).str.strip_chars()
    return pl.coalesce([column.str.to_datetime(form, strict=False, time_unit="us") for form in forms])


def start_of(days: pl.Expr) -> pl.Expr:
    """First moment of a day."""
    return days.cast(pl.Datetime("us"))


def end_of(days: pl.Expr) -> pl.Expr:
    """First moment after a day."""
    return days.cast(pl.Datetime("us")) + pl.duration(days=1)
