"""Dates of incident tables as half-open intervals of local time."""

from __future__ import annotations

import polars as pl

# Only forms that cannot be read in two ways. 03/04/2025 is not among them: a mapping file must say what it means.
DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")
CLOCK_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.f")


def day(name: str, forms: tuple[str, ...] = DAY_FORMS) -> pl.Expr:
    """A text column as days; null where no form fits. A time of day after the date is left off."""
    rest = CLOCK_FORMS if forms is DAY_FORMS else ()
    parsed = pl.col(name).str.to_date(forms[0], strict=False)
    for form in (*forms[1:], *rest):  # each further form is tried only where the ones before it failed
        left = pl.when(parsed.is_null()).then(pl.col(name))
        as_day = (
            left.str.to_datetime(form, strict=False).dt.date() if "%H" in form else left.str.to_date(form, strict=False)
        )
        parsed = pl.coalesce(parsed, as_day)
    return parsed


def moment(name: str, forms: tuple[str, ...] = CLOCK_FORMS) -> pl.Expr:
    """A text column as local moments; null where it gives no time of day."""
    return pl.coalesce([pl.col(name).str.to_datetime(form, strict=False, time_unit="us") for form in forms])


def start_of(days: pl.Expr) -> pl.Expr:
    """First moment of a day."""
    return days.cast(pl.Datetime("us"))


def end_of(days: pl.Expr) -> pl.Expr:
    """First moment after a day."""
    return days.cast(pl.Datetime("us")) + pl.duration(days=1)
