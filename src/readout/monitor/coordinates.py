"""Coordinates of incident tables: usable, outside the globe, or swapped."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from readout.monitor.extents import key, within

if TYPE_CHECKING:
    import numpy as np

EARTH_KM = 6371.0088  # mean radius, IUGG
CLOSE, WIDE = 1, 6
"""Cells of half a degree around a country: within the first a point is the country's, within the second it may be
(offshore sites, disputed borderlands), unless its mirror image is surely the country's."""


def usable(latitude: pl.Expr, longitude: pl.Expr) -> pl.Expr:
    """True where both are degrees on the globe and not the (0, 0) that stands for nothing."""
    return (
        latitude.is_between(-90, 90)
        & longitude.is_between(-180, 180)
        & ~((latitude.abs() < 1e-9) & (longitude.abs() < 1e-9))
    ).fill_null(False)


def checked(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Empty coordinates that cannot be right, and say so in ``remark``; the incident itself stays.

    A point off its country's cells whose mirror image lies in them was written longitude first. ``either_way`` is true
    where both lie there: nothing but the source could tell such a point from its mirror image.
    """
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    answers = pl.struct("country", "latitude", "longitude").map_batches(
        _problems, return_dtype=pl.Struct({"remark": pl.String(), "either_way": pl.Boolean()})
    )
    named = frame.with_columns(answers.alias("answers")).with_columns(
        remark=pl.col("answers").struct.field("remark"), either_way=pl.col("answers").struct.field("either_way")
    )
    return named.drop("answers").with_columns(
        latitude=pl.when(pl.col("remark").is_null()).then(latitude),
        longitude=pl.when(pl.col("remark").is_null()).then(longitude),
    )


def _problems(columns: pl.Series) -> pl.Series:
    """What is wrong with the coordinates of each row (struct of ``remark`` and ``either_way``)."""
    rows = columns.struct.unnest()
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    given = latitude.is_not_null() | longitude.is_not_null()
    placed, countries = (
        rows.select(
            "country",
            given=given,
            usable=usable(latitude, longitude),
            mirrored=usable(longitude, latitude),
            here=key("country", latitude, longitude),
            there=key("country", longitude, latitude),
        ),
        rows["country"],
    )
    near, far = within(pl.col("here"), countries, CLOSE), within(pl.col("here"), countries, WIDE)
    mirror_in = pl.col("mirrored") & within(pl.col("there"), countries, 0).fill_null(False)
    mirror_near = pl.col("mirrored") & within(pl.col("there"), countries, CLOSE).fill_null(False)
    off, strange = ~near.fill_null(True), ~far.fill_null(True)
    swapped = (mirror_near & (strange | ~pl.col("usable"))) | (mirror_in & off)
    problem = (
        pl.when(~pl.col("given"))
        .then(None)
        .when(swapped)
        .then(pl.lit("coordinates look swapped: taken without them"))
        .when(~pl.col("usable"))
        .then(pl.lit("coordinates missing by half, zero or outside the globe: taken without them"))
        .when(strange)
        .then(pl.lit("coordinates far outside the country named: taken without them"))
    )
    either = pl.col("usable") & near.fill_null(False) & mirror_in & (pl.col("here") != pl.col("there"))
    return placed.select(pl.struct(remark=problem, either_way=either.fill_null(False)).alias("answers"))["answers"]


def on_unit_sphere(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Points as (n, 3) unit vectors; straight distances between them grow with distances on the ground."""
    import numpy as np

    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def chord(km: float) -> float:
    """Straight distance through the unit sphere for a distance on the ground."""
    return 2 * math.sin(min(km / EARTH_KM, math.pi) / 2)


def ground_km(chords: np.ndarray) -> np.ndarray:
    """Distance on the ground for straight distances through the unit sphere."""
    import numpy as np

    return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0, 1)))
