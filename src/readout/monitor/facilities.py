"""Known facilities, and the nearest of them to each incident."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from readout.monitor.coordinates import chord, ground_km, on_unit_sphere
from readout.monitor.vocabulary import TARGET_CLASSES, mask
from readout.monitor.workbooks import IncidentFileError

LATITUDES = ("latitude", "lat", "y")
LONGITUDES = ("longitude", "lon", "lng", "long", "x")
NAMES = ("name", "title", "facility", "facility_name", "plant_name", "id")
CLASS_COLUMNS = ("target_class", "class")
# Columns of public facility tables whose values say what a facility is.
FUELS = {"nuclear": ("energy", "nuclear")}
FUEL_COLUMNS = ("primary_fuel", "fuel")
LARGEST = 500_000_000


@dataclass(frozen=True, slots=True)
class Facility:
    """A known object; ``classes`` are target classes of the codebook, coordinates WGS 84 in degrees."""

    name: str
    latitude: float
    longitude: float
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facilities:
    """The facilities of some files, and how many rows could not be used."""

    known: tuple[Facility, ...] = ()
    left_out: int = 0
    file: str = ""


def load_facilities(path: Path, default: tuple[str, ...] = ("energy",)) -> Facilities:
    """Read a CSV or GeoJSON file of facilities.

    Args:
        default: target classes where the file has no ``target_class`` column (or property) and no fuel.

    Raises:
        IncidentFileError: if the file has no coordinates or cannot be read.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise IncidentFileError(f"{path}: too large for a list of facilities.")
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise IncidentFileError(f"{path}: cannot be opened ({error.strerror}). Check the path.") from error
    except UnicodeDecodeError as error:
        raise IncidentFileError(f"{path}: not UTF-8 text. Save it as UTF-8.") from error
    rows = _geojson(path, content) if path.suffix.lower() in (".geojson", ".json") else _table(path, content)
    known = [facility for row in rows if (facility := _facility(row, default)) is not None]
    if not known:
        raise IncidentFileError(f"{path}: no row has usable coordinates (columns latitude and longitude).")
    return Facilities(tuple(known), len(rows) - len(known), str(path))


def _table(path: Path, content: str) -> list[dict[str, Any]]:
    reader = csv.DictReader(io.StringIO(content), delimiter="\t" if path.suffix.lower() in (".tsv", ".tab") else ",")
    columns = {(name or "").strip().lower() for name in reader.fieldnames or ()}
    if not (columns & set(LATITUDES) and columns & set(LONGITUDES)):
        raise IncidentFileError(f"{path}: no columns latitude and longitude among {', '.join(sorted(columns)[:12])}.")
    return [{(key or "").strip().lower(): value for key, value in row.items()} for row in reader]


def _geojson(path: Path, content: str) -> list[dict[str, Any]]:
    """Points as they are; of any other geometry the middle of its corners."""
    try:
        features = json.loads(content)["features"]
        return [
            {key.lower(): value for key, value in (feature.get("properties") or {}).items()}
            | _middle(feature["geometry"])
            for feature in features
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IncidentFileError(f"{path}: not a GeoJSON FeatureCollection ({error}).") from error


def _middle(geometry: dict[str, Any] | None) -> dict[str, Any]:
    corners: list[list[float]] = []
    rest = [geometry["coordinates"]] if geometry and geometry.get("coordinates") else []
    while rest:
        item = rest.pop()
        if item and isinstance(item[0], int | float):
            corners.append(item)
        else:
            rest.extend(item)
    if not corners:
        return {}
    return {
        "longitude": sum(corner[0] for corner in corners) / len(corners),
        "latitude": sum(corner[1] for corner in corners) / len(corners),
    }


def _facility(row: dict[str, Any], default: tuple[str, ...]) -> Facility | None:
    def first(names: tuple[str, ...]) -> str:
        return next((str(row[name]).strip() for name in names if row.get(name) not in (None, "")), "")

    try:
        latitude, longitude = float(first(LATITUDES)), float(first(LONGITUDES))
    except ValueError:
        return None
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and math.isfinite(longitude) and abs(longitude) <= 180):
        return None
    said = tuple(code for code in first(CLASS_COLUMNS).replace(";", " ").split() if code in TARGET_CLASSES)
    classes = said or FUELS.get(first(FUEL_COLUMNS).lower(), default)
    return Facility(first(NAMES) or "unnamed facility", latitude, longitude, classes)


def nearest(rows: pl.DataFrame, facilities: Facilities, reach_km: float) -> pl.DataFrame:
    """Columns ``facility``, ``facility_km`` and ``facility_classes`` (bits): the nearest facility of each incident.

    All null where there are no coordinates or nothing is within ``reach_km``. Distances are great-circle, by a k-d
    tree over points of the unit sphere.
    """
    if not facilities.known or reach_km <= 0:
        return pl.select(
            facility=pl.repeat(None, rows.height, dtype=pl.String),
            facility_classes=pl.repeat(None, rows.height, dtype=pl.UInt32),
            facility_km=pl.repeat(None, rows.height, dtype=pl.Float64),
        )
    import numpy as np
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]

    height = rows.height
    name = np.full(height, -1, dtype=np.int64)
    km = np.full(height, np.nan)
    exact = rows["latitude"].is_not_null() & rows["longitude"].is_not_null()
    asked = np.flatnonzero(exact.to_numpy())
    if asked.size:
        where = np.array([(f.latitude, f.longitude) for f in facilities.known])
        tree = cKDTree(on_unit_sphere(where[:, 0], where[:, 1]))
        points = on_unit_sphere(rows["latitude"].to_numpy()[asked], rows["longitude"].to_numpy()[asked])
        chords, index = tree.query(points, distance_upper_bound=chord(reach_km) * (1 + 1e-12))
        near = np.isfinite(chords)
        name[asked[near]] = index[near]
        km[asked[near]] = ground_km(chords[near])
    number = pl.Series("n", name)
    known = pl.DataFrame(
        {
            "n": list(range(len(facilities.known))),
            "facility": [f.name for f in facilities.known],
            "facility_classes": [mask(f.classes) for f in facilities.known],
        },
        schema={"n": pl.Int64(), "facility": pl.String(), "facility_classes": pl.UInt32()},
    )
    joined = number.to_frame().join(known, on="n", how="left", maintain_order="left")
    return joined.with_columns(facility_km=pl.Series(km, nan_to_null=True)).drop("n")
