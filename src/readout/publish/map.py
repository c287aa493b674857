"""A map of numbered places as the content of an inline SVG: outlines clipped to the view, nothing fetched.

Projection: equirectangular with the middle latitude as standard parallel, true enough at the extent of one conflict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from readout.publish.outlines import Box, clipped, outlines
from readout.publish.parties import country_name

WIDTH = 720.0
SMALLEST = 4.0
"""Degrees of latitude that a map shows at least, so that one town is seen in its country."""
TALLEST, FLATTEST = 0.62, 0.42
"""Height of the map as a share of its width."""
MERGE = 15.0
"""Pixels: places nearer to each other than this share one pin."""


CREDIT = "Outlines: Natural Earth, public domain; Crimea as internationally recognised. Places: GeoNames, CC BY."


@dataclass(frozen=True, slots=True)
class Pin:
    """An incident's number at a place, degrees WGS 84."""

    number: int
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Land:
    """A country's path in pixels; ``name`` with its place when there is room for it."""

    path: str


@dataclass(frozen=True, slots=True)
class CountryLabel:
    """A country's name in the middle of what is seen of it."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One pin as drawn: its numbers ("1", "2,5", "7+"), its place names and the incident that it opens."""

    x: float
    y: float
    text: str
    names: str
    numbers: tuple[int, ...]
    right: bool
    radius: float


@dataclass(frozen=True, slots=True)
class MapPicture:
    """What a template needs to draw the map."""

    width: float
    height: float
    lands: tuple[Land, ...]
    labels: tuple[CountryLabel, ...]
    marks: tuple[Mark, ...]
    credit: str = CREDIT


@dataclass(frozen=True, slots=True)
class _Frame:
    box: Box
    width: float
    height: float

    def xy(self, longitude: float, latitude: float) -> tuple[float, float]:
        across = (longitude - self.box.west) / (self.box.east - self.box.west)
        down = (self.box.north - latitude) / (self.box.north - self.box.south)
        return across * self.width, down * self.height


def picture(pins: Iterable[Pin]) -> MapPicture | None:
    """The map of some pins; None when there are none. Pins with impossible coordinates are left out."""
    valid = [p for p in pins if abs(p.latitude) <= 90 and abs(p.longitude) <= 180]
    if not valid:
        return None
    frame = _frame(valid)
    lands, labels = _lands(frame)
    return MapPicture(frame.width, round(frame.height, 1), lands, labels, _marks(valid, frame))


def _frame(pins: list[Pin]) -> _Frame:
    south, north = min(p.latitude for p in pins), max(p.latitude for p in pins)
    west, east = min(p.longitude for p in pins), max(p.longitude for p in pins)
    middle = (south + north) / 2
    narrowing = max(0.15, math.cos(math.radians(middle)))
    tall = max(SMALLEST, (north - south) * 1.35)
    wide = max(SMALLEST * 1.6, (east - west) * narrowing * 1.3)
    ratio = min(TALLEST, max(FLATTEST, tall / wide))
    wide, tall = max(wide, tall / ratio), max(tall, wide * ratio)
    half = wide / narrowing / 2
    centre = (west + east) / 2
    box = Box(centre - half, middle - tall / 2, centre + half, middle + tall / 2)
    return _Frame(box, WIDTH, WIDTH * ratio)


def _lands(frame: _Frame) -> tuple[tuple[Land, ...], tuple[CountryLabel, ...]]:
    paths: dict[str, list[str]] = {}
    largest: dict[str, tuple[float, CountryLabel]] = {}
    for outline in outlines():
        if not outline.box.meets(frame.box):
            continue
        ring = clipped(outline.ring, frame.box)
        if len(ring) < 3:
            continue
        points = [frame.xy(*p) for p in ring]
        paths.setdefault(outline.country, []).append(_path(points))
        size, x, y = _middle(points)
        if size > largest.get(outline.country, (0.0, None))[0]:
            name = country_name(outline.country)
            largest[outline.country] = (size, CountryLabel(name, round(x, 1), round(y, 1)))
    lands = tuple(Land("".join(pieces)) for _, pieces in sorted(paths.items()))
    named = tuple(label for _, (size, label) in sorted(largest.items()) if _room(size, label, frame))
    return lands, named


def _room(size: float, label: CountryLabel, frame: _Frame) -> bool:
    half = len(label.name) * 4.5
    return size > 5000 and half < label.x < frame.width - half and 14 < label.y < frame.height - 10


def _path(points: list[tuple[float, float]]) -> str:
    pieces, last = [], ""
    for x, y in points:
        here = f"{x:.1f} {y:.1f}"
        if here != last:
            pieces.append(here)
        last = here
    return "M" + "L".join(pieces) + "Z"


def _middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area and centroid of a polygon."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if abs(area) < 1e-9:
        return 0.0, points[0][0], points[0][1]
    return abs(area) / 2, x / (3 * area), y / (3 * area)


def _marks(pins: list[Pin], frame: _Frame) -> tuple[Mark, ...]:
    groups: list[tuple[float, float, list[Pin]]] = []
    for pin in sorted(pins, key=lambda p: (p.number, p.name)):
        x, y = frame.xy(pin.longitude, pin.latitude)
        near = next((g for g in groups if math.hypot(g[0] - x, g[1] - y) < MERGE), None)
        if near:
            near[2].append(pin)
        else:
            groups.append((x, y, [pin]))
    return tuple(_mark(x, y, group, frame) for x, y, group in groups)


def _mark(x: float, y: float, pins: list[Pin], frame: _Frame) -> Mark:
    numbers = tuple(sorted({p.number for p in pins}))
    names = list(dict.fromkeys(p.name for p in pins))
    shown = " · ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")
    text = ",".join(map(str, numbers))
    text = text if len(text) <= 3 else f"{numbers[0]}+"
    radius = 9.0 if len(numbers) == 1 else 12.0
    return Mark(round(x, 1), round(y, 1), text, shown, numbers, x < frame.width * 0.78, radius)
