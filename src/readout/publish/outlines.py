"""Country outlines for maps: Natural Earth, read from the package's own compact file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """True when the rectangles share a point."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """One ring of a country's outline, longitude and latitude in degrees, WGS 84, first point not repeated."""

    country: str
    ring: Ring
    box: Box


@lru_cache(maxsize=1)
def outlines() -> tuple[Outline, ...]:
    """Every ring of every country, by ISO 3166-1 alpha-3 code (or name, for what has none)."""
    data = json.loads((files("readout.publish") / "data" / "outlines.json").read_text(encoding="utf-8"))
    arcs = [_points(arc) for arc in data["arcs"]]
    made = []
    for country, rings in data["countries"].items():
        for numbers in rings:
            ring: list[tuple[float, float]] = []
            for number in numbers:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            made.append(Outline(country, tuple(ring[:-1]), _box(ring)))
    return tuple(made)


def clipped(ring: Ring, box: Box) -> Ring:
    """The part of a ring inside the box, by Sutherland and Hodgman (1974); empty when there is none."""
    points = list(ring)
    edges = ((0, box.west, True), (0, box.east, False), (1, box.south, True), (1, box.north, False))
    for axis, limit, above in edges:
        points = _cut(points, axis, limit, above)
        if not points:
            break
    return tuple(points)


def _cut(points: list[tuple[float, float]], axis: int, limit: float, above: bool) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for before, here in zip([points[-1], *points[:-1]], points, strict=True):
        inside = here[axis] >= limit if above else here[axis] <= limit
        was_inside = before[axis] >= limit if above else before[axis] <= limit
        if inside != was_inside:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if inside:
            kept.append(here)
    return kept


def _points(arc: list[int]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return points


def _box(ring: list[tuple[float, float]]) -> Box:
    longitudes, latitudes = [p[0] for p in ring], [p[1] for p in ring]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
