"""The map: outlines clipped to the view, Crimea inside Ukraine, pins for every located place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.publish.map import Pin, picture
from readout.publish.outlines import Box, Ring, clipped, outlines


def _holds(ring: Ring, x: float, y: float) -> bool:
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [(34.1, 44.95, "UKR"), (33.6, 45.3, "UKR"), (39.7, 47.2, "RUS"), (-72.5, 7.9, "COL"), (32.5, 15.6, "SDN")],
)
def test_a_place_lies_in_the_country_that_is_recognised(longitude: float, latitude: float, country: str) -> None:
    assert {o.country for o in outlines() if _holds(o.ring, longitude, latitude)} == {country}


@given(st.floats(-170, 160), st.floats(-60, 70), st.floats(1, 20))
def test_clipped_outlines_stay_in_the_box(west: float, south: float, size: float) -> None:
    box = Box(west, south, west + size, south + size)
    for outline in outlines()[::40]:
        for x, y in clipped(outline.ring, box):
            assert box.west - 1e-6 <= x <= box.east + 1e-6
            assert box.south - 1e-6 <= y <= box.north + 1e-6


def test_pins_stand_on_the_picture_and_near_ones_share_a_mark() -> None:
    drawn = picture([Pin(1, "Tibú", -72.73, 8.64), Pin(2, "Tibú", -72.73, 8.64), Pin(3, "Leticia", -69.94, -4.2)])
    assert drawn is not None
    assert [m.numbers for m in drawn.marks] == [(1, 2), (3,)]
    assert all(0 < m.x < drawn.width and 0 < m.y < drawn.height for m in drawn.marks)
    assert sum(len(land.path) for land in drawn.lands) < 60_000


@pytest.mark.parametrize("pins", [[], [Pin(1, "Nowhere", 500.0, 95.0)]])
def test_without_a_place_there_is_no_map(pins: list[Pin]) -> None:
    assert picture(pins) is None


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_any_place_on_earth_can_be_drawn(longitude: float, latitude: float) -> None:
    drawn = picture([Pin(1, "Somewhere", longitude, latitude)])
    assert drawn is not None and math.isfinite(drawn.marks[0].x) and math.isfinite(drawn.marks[0].y)
