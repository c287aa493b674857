"""Half-degree cells that each country touches, from the outlines of the map, for `readout.monitor.extents`.

    python training/make_country_cells.py

The monitor asks with them whether coordinates lie in the country that a row names. A cell belongs to a country when a
corner of its outline or one of 36 points spread over the cell lies in it.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np

from readout.publish.outlines import outlines

ROOMS = Path(__file__).parents[1] / "src" / "readout"
OUT = ROOMS / "monitor" / "data" / "country_cells.json"
DRAWN = ROOMS / "publish" / "data" / "outlines.json"
PER_DEGREE = 2
SPREAD = 6
# Parts that the outlines draw by themselves and that incident tables give under the country's code.
PART_OF = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}


def touched(ring: tuple[tuple[float, float], ...]) -> set[tuple[int, int]]:
    """Cells (row from the south pole, column from 180 W) that a ring of (longitude, latitude) touches."""
    points = np.array(ring)
    found = {_cell(lon, lat) for lon, lat in ring}
    step = 1 / PER_DEGREE / SPREAD
    west, east = math.floor(points[:, 0].min() * PER_DEGREE), math.ceil(points[:, 0].max() * PER_DEGREE)
    south, north = math.floor(points[:, 1].min() * PER_DEGREE), math.ceil(points[:, 1].max() * PER_DEGREE)
    columns = (west / PER_DEGREE) + step * (np.arange((east - west) * SPREAD) + 0.5)
    nexts = np.roll(points, -1, axis=0)
    for line in range((north - south) * SPREAD):
        lat = south / PER_DEGREE + step * (line + 0.5)
        crossing = (points[:, 1] > lat) != (nexts[:, 1] > lat)
        a, b = points[crossing], nexts[crossing]
        at = np.sort(a[:, 0] + (lat - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
        inside = np.searchsorted(at, columns) % 2 == 1
        found |= {_cell(float(lon), lat) for lon in columns[inside]}
    return found


def _cell(lon: float, lat: float) -> tuple[int, int]:
    row, column = math.floor((lat + 90) * PER_DEGREE), math.floor((lon + 180) * PER_DEGREE)
    return min(row, 180 * PER_DEGREE - 1), min(column, 360 * PER_DEGREE - 1)


def runs(cells: set[tuple[int, int]]) -> list[list[int]]:
    """Row, first and last column of each unbroken line of cells."""
    out: list[list[int]] = []
    for row, column in sorted(cells):
        if out and out[-1][0] == row and out[-1][2] == column - 1:
            out[-1][2] = column
        else:
            out.append([row, column, column])
    return out


def main() -> None:
    """Write the file."""
    cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for outline in outlines():
        code = PART_OF.get(outline.country, outline.country)
        if len(code) == 3:
            cells[code] |= touched(outline.ring)
    data = {
        "source": json.loads(DRAWN.read_text(encoding="utf-8"))["source"],
        "made_by": "training/make_country_cells.py",
        "unit": "cells of half a degree: row from the south pole, first and last column from 180 W",
        "countries": {code: runs(found) for code, found in sorted(cells.items())},
    }
    OUT.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
