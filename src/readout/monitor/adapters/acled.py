"""ACLED: one row an event, dates in two forms, no direction by the order of the actors.

Source of the codes: ACLED Codebook (acleddata.com), event and sub-event types, time and geo precision.
"""

from __future__ import annotations

import polars as pl

from readout.monitor.countries import known_names
from readout.monitor.dates import day, end_of, start_of
from readout.monitor.table import first_reason, number, shaped, text
from readout.monitor.vocabulary import MEANS, mask

NAME = "ACLED"
MARKS = frozenset({"event_date", "event_type", "sub_event_type", "actor1"})
NEEDED = ("event_date", "event_type", "sub_event_type", "actor1", "actor2", "country", "latitude", "longitude", "notes")
OPTIONAL = (
    "event_id_cnty", "data_id", "year", "time_precision", "civilian_targeting", "iso", "iso3", "admin1", "location",
    "geo_precision", "source", "fatalities", "tags", "timestamp",
)  # fmt: skip
NUMBERS = ("year", "latitude", "longitude", "fatalities", "timestamp")
"""Columns that are only asked for numbers."""

FORCE = ("Battles", "Explosions/Remote violence", "Violence against civilians")
ALSO_FORCE = ("Disrupted weapons use", "Looting/property destruction")
# Sub-event types in which actor1 is the one who acts: their definitions have a perpetrator and a victim.
ONE_SIDED = (
    "Attack",
    "Sexual violence",
    "Abduction/forced disappearance",
    "Suicide bomb",
    "Looting/property destruction",
)
# Sub-event types that may be two-sided; actor1 acts only when nobody armed stands on the other side.
REMOTE = ("Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade",
          "Chemical weapon")  # fmt: skip
MEANS_OF = {
    "Air/drone strike": ("drone", "air_strike"),
    "Shelling/artillery/missile attack": ("shelling", "missile", "rocket"),
    "Remote explosive/landmine/IED": ("bombing",),
    "Suicide bomb": ("bombing",),
    "Grenade": ("bombing",),
    "Chemical weapon": ("chemical",),
    "Armed clash": ("ground_assault", "small_arms"),
    "Government regains territory": ("ground_assault",),
    "Non-state actor overtakes territory": ("ground_assault",),
}
SPREAD_KM = {"1": 2.0, "2": 25.0, "3": 100.0}
"""How far off the coordinates may be: the town itself, the area around a town, the region."""


def read(raw: pl.LazyFrame, label: str) -> pl.LazyFrame:
    """ACLED rows as incident rows; ``raw`` holds ``NEEDED`` and ``OPTIONAL``, absent ones as null."""
    sub, kind = text("sub_event_type"), text("event_type")
    happened = pl.col("happened")
    opens, closes = _interval(happened, text("time_precision"))
    return shaped(
        raw.with_columns(happened=day("event_date")),
        id=pl.coalesce(text("event_id_cnty"), text("data_id")),
        table=pl.lit(NAME),
        row=pl.col("row"),
        opens=opens,
        closes=closes,
        zoned=pl.lit(False),
        latitude=number("latitude"),
        longitude=number("longitude"),
        spread_km=text("geo_precision").replace_strict(SPREAD_KM, default=25.0, return_dtype=pl.Float64),
        country=pl.coalesce(known_names("iso"), known_names("iso3"), known_names("country")),
        region=text("admin1"),
        place=text("location"),
        attacker_said=_attacker(sub),
        attacker_said_by=pl.when(_attacker(sub).is_not_null()).then(pl.lit("sub-event type")),
        actors=pl.concat_str([text("actor1"), text("actor2")], separator="; ", ignore_nulls=True),
        tags=text("tags"),
        kind_bits=_kind_bits(kind, sub),
        means_bits=sub.replace_strict(
            {k: mask(v, MEANS) for k, v in MEANS_OF.items()}, default=0, return_dtype=pl.UInt32
        ),
        kind=sub,
        notes=text("notes"),
        sources=text("source"),
        killed=number("fatalities"),
        left_out=_left_out(happened, kind, sub),
    )


def _interval(happened: pl.Expr, precision: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Precision 2 means some day of that week, 3 some day of that month (ACLED Codebook)."""
    opens = (
        pl.when(precision == "2")
        .then(start_of(happened) - pl.duration(days=6))
        .when(precision == "3")
        .then(start_of(happened.dt.month_start()))
        .otherwise(start_of(happened))
    )
    closes = (
        pl.when(precision == "2")
        .then(end_of(happened) + pl.duration(days=6))
        .when(precision == "3")
        .then(end_of(happened.dt.month_end()))
        .otherwise(end_of(happened))
    )
    return opens, closes


def _attacker(sub: pl.Expr) -> pl.Expr:
    unarmed = text("actor2").is_null() | text("actor2").str.starts_with("Civilians")
    return pl.when(sub.is_in(ONE_SIDED) | (sub.is_in(REMOTE) & unarmed)).then(text("actor1"))


def _kind_bits(kind: pl.Expr, sub: pl.Expr) -> pl.Expr:
    civilian = (kind == "Violence against civilians") | text("civilian_targeting").is_not_null()
    return (
        pl.when(civilian.fill_null(False))
        .then(mask(["civilian"]))
        .when(sub.is_in(["Government regains territory", "Non-state actor overtakes territory"]))
        .then(mask(["territory"]))
        .when(kind == "Battles")
        .then(mask(["military"]))
        .otherwise(0)
    )


def _left_out(happened: pl.Expr, kind: pl.Expr, sub: pl.Expr) -> pl.Expr:
    force = (kind.is_in(FORCE) | sub.is_in(ALSO_FORCE)).fill_null(False)
    year = number("year")
    return first_reason(
        (pl.coalesce(text("event_id_cnty"), text("data_id")).is_null(), "no event id"),
        (text("timestamp").is_null(), "row is cut short (no timestamp)"),
        (number("timestamp").is_null(), "fields are shifted (timestamp is no number)"),
        (text("event_date").is_null(), "no date"),
        (happened.is_null(), "date in a form that is not ACLED's"),
        ((year.is_not_null() & (year != happened.dt.year())).fill_null(False), "date and year contradict each other"),
        (kind.is_null(), "no event type"),
        (~force, "no use of force (protests, riots, strategic developments)"),
    )
