"""The area of a terms sheet or clause."""

from __future__ import annotations

from readout.model.compliance import Area, Circle, Polygon
from readout.monitor.countries import iso3
from readout.monitor.terms_fields import Table


def read_area(table: Table | None) -> Area:
    """The area that a table gives; everywhere when there is no table.

    Raises:
        SheetError: for a country code, a coordinate or a radius that cannot be.
    """
    if table is None:
        return Area()
    table.only(("countries", "regions", "circle", "polygon"))
    return Area(
        countries=tuple(_country(table, code) for code in table.texts("countries")),
        regions=table.texts("regions"),
        circles=tuple(_circle(circle) for circle in table.tables("circle")),
        polygons=tuple(_polygon(polygon) for polygon in table.tables("polygon")),
    )


def _country(table: Table, code: str) -> str:
    found = iso3(code)
    if found is None:
        remedy = 'Use the ISO 3166-1 alpha-3 code, such as "UKR"'
        raise table.error("countries", f"no country is called {code!r}", remedy)
    return found


def _degrees(table: Table, key: str, limit: float) -> float:
    value = table.number(key)
    if value is None or not -limit <= value <= limit:
        raise table.error(key, f"{key} must lie between -{limit:g} and {limit:g}", f"Write {key} = 48.5, in degrees")
    return value


def _circle(table: Table) -> Circle:
    table.only(("name", "latitude", "longitude", "radius_km"))
    radius = table.number("radius_km")
    if radius is None or not 0 < radius <= 20_000:
        raise table.error("radius_km", "a circle needs a radius", "Write radius_km = 25")
    name = table.text("name", "") or None
    return Circle(_degrees(table, "latitude", 90), _degrees(table, "longitude", 180), radius, name)


def _polygon(table: Table) -> Polygon:
    table.only(("name", "points"))
    remedy = "Write points = [[44.0, 30.0], [44.0, 36.0], [46.5, 33.0]], latitude first"
    points = table.values.get("points", [])
    corners = []
    for point in points if isinstance(points, list) else []:
        if not (isinstance(point, list) and len(point) == 2 and all(isinstance(v, int | float) for v in point)):
            raise table.error("points", f"{point!r} is no corner", remedy)
        if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
            raise table.error("points", f"{point!r} lies outside the globe", remedy)
        corners.append((float(point[0]), float(point[1])))
    if len(corners) < 3:
        raise table.error("points", "a polygon needs three corners", remedy)
    return Polygon(table.text("name"), tuple(corners))
