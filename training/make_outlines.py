"""Make the compact country outlines that the dossier's map draws.

Source: Natural Earth 1:50m Admin 0 (public domain), as topology in the npm package ``world-atlas`` (2.0.2, ISC).
Natural Earth draws the lines of control as they are held; there Crimea stands inside Russia. We draw it inside Ukraine,
the internationally recognised border (UN General Assembly resolution 68/262). Other lines are as the source has them.

Run::

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/make_outlines.py package/countries-50m.json src/readout/publish/data/outlines.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pycountry

TOLERANCE = 0.012
"""Degrees; about 1.3 km, below one pixel of the map at the widest zoom that it uses."""
STEP = 0.01
"""Degrees; the grid that the written coordinates lie on."""

Point = tuple[float, float]
HEADER = {
    "source": "Natural Earth 1:50m Admin 0 countries, public domain; by way of npm world-atlas 2.0.2",
    "borders": (
        "Crimea is drawn inside Ukraine, on purpose: the internationally recognised border (UN General Assembly "
        "resolution 68/262), where the source draws who holds it. All other lines are as the source has them."
    ),
    "made_by": "training/make_outlines.py",
    "unit": "hundredths of a degree, longitude and latitude, each point of an arc as the difference to the one before",
}


def main(source: Path, target: Path) -> None:
    """Read the topology at ``source`` and write the outlines to ``target``."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    countries = topology["objects"]["countries"]["geometries"]
    rings = {_code(c): [ring for polygon in _polygons(c) for ring in polygon] for c in countries if c.get("type")}
    _give_crimea_to_ukraine(rings)
    arcs = [_simplified(arc) for arc in _absolute(topology)]
    written = {**HEADER, "arcs": [_differences(arc) for arc in arcs], "countries": dict(sorted(rings.items()))}
    target.write_text(json.dumps(written, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


def _code(country: dict[str, Any]) -> str:
    known = pycountry.countries.get(numeric=str(country.get("id")).zfill(3)) if country.get("id") else None
    return known.alpha_3 if known else country["properties"]["name"]


def _polygons(country: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = country["arcs"]
    return arcs if country["type"] == "MultiPolygon" else [arcs]


def _give_crimea_to_ukraine(rings: dict[str, list[list[int]]]) -> None:
    """Crimea is the one ring of Russia of two arcs that shares one of them with Ukraine's mainland."""
    mainland = max(rings["UKR"], key=len)
    crimea = next(ring for ring in rings["RUS"] if len(ring) == 2 and any(~arc in mainland for arc in ring))
    shared = next(arc for arc in crimea if ~arc in mainland)
    coast = next(arc for arc in crimea if arc != shared)
    mainland[mainland.index(~shared)] = coast
    rings["RUS"].remove(crimea)


def _absolute(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker (1973), without recursion."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        farthest, distance = max(
            ((i, _distance(points[i], points[first], points[last])) for i in range(first + 1, last)),
            key=lambda pair: pair[1],
            default=(0, 0.0),
        )
        if distance > TOLERANCE:
            keep.add(farthest)
            stack += [(first, farthest), (farthest, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0
    if length:
        along = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return float(((point[0] - start[0] - along * dx) ** 2 + (point[1] - start[1] - along * dy) ** 2) ** 0.5)


def _differences(points: list[Point]) -> list[int]:
    written: list[int] = []
    x = y = 0
    for lon, lat in points:
        nx, ny = round(lon / STEP), round(lat / STEP)
        written += [nx - x, ny - y]
        x, y = nx, ny
    return written


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_outlines.py COUNTRIES_TOPOJSON OUTPUT")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
