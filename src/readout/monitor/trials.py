"""The single questions of a verdict, as Polars expressions over the incident table.

Each answers 0 where the terms hold, and otherwise says how they do not or cannot be told. A wider clause can only turn
"outside" to "cannot be told" to "inside", so widening a scope never takes a breach away.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

import polars as pl

from readout.model.compliance import Area, Clause, Polygon, TermsException, TermsSheet
from readout.monitor.coordinates import EARTH_KM
from readout.monitor.naming import OTHER
from readout.monitor.vocabulary import MEANS, covered, mask, perhaps

if TYPE_CHECKING:
    import numpy as np


class Answer(IntEnum):
    """What a question about an incident can come to."""

    INSIDE = 0
    OUTSIDE = 1
    UNKNOWN = 2


class When(IntEnum):
    """When it happened, by the account's days."""

    DURING = 0
    BEFORE = 1
    AFTER = 2
    OVER_THE_START = 3
    OVER_THE_END = 4
    NO_DATE = 5


class Who(IntEnum):
    """Who did it."""

    BOUND = 0
    NOT_BOUND = 1
    NOT_SAID = 2
    CONTRADICTED = 3
    ELSEWHERE = 4


class What(IntEnum):
    """What was struck."""

    PROHIBITED = 0
    OTHER_CLASS = 1
    NOT_KNOWN = 2
    TOO_WIDE = 3


class Telling(IntEnum):
    """How firmly it is told."""

    FIRM = 0
    LEAD = 1
    POSSIBLE = 2
    DENIAL = 3


def _choose(*cases: tuple[pl.Expr, int], otherwise: int = 0) -> pl.Expr:
    out: pl.Expr = pl.lit(otherwise, dtype=pl.UInt32)
    for condition, value in reversed(cases):
        out = pl.when(condition).then(pl.lit(int(value), dtype=pl.UInt32)).otherwise(out)
    return out


def _bounds(sheet: TermsSheet, moment: datetime) -> pl.Expr:
    """A wall-clock moment of the sheet to compare with a row: in UTC for rows that carry a zone."""
    return pl.when(pl.col("zoned")).then(pl.lit(sheet.instant(moment))).otherwise(pl.lit(moment))


def when(sheet: TermsSheet) -> pl.Expr:
    """``When`` of each row."""
    opens, closes = pl.col("opens"), pl.col("closes")
    start = _bounds(sheet, sheet.opens)
    cases = [(opens.is_null() | closes.is_null(), When.NO_DATE), (closes <= start, When.BEFORE)]
    if sheet.closes is not None:
        end = _bounds(sheet, sheet.closes)
        cases += [(opens >= end, When.AFTER)]
    cases += [(opens < start, When.OVER_THE_START)]
    if sheet.closes is not None:
        cases += [(closes > end, When.OVER_THE_END)]
    return _choose(*((condition, int(value)) for condition, value in cases))


def who(clause: Clause) -> pl.Expr:
    """``Who`` of each row."""
    attacker = pl.col("attacker")
    silent = pl.col("attacker_basis") == "not said"
    return _choose(
        (attacker.is_in(list(clause.parties)).fill_null(False), Who.BOUND),
        (pl.col("elsewhere"), Who.ELSEWHERE),
        (attacker.is_not_null(), Who.NOT_BOUND),
        (silent, Who.NOT_SAID),
        otherwise=Who.CONTRADICTED,
    )


def what(prohibits: tuple[str, ...]) -> pl.Expr:
    """``What`` of each row."""
    classes = pl.col("classes")
    return _choose(
        ((classes & covered(prohibits)) != 0, What.PROHIBITED),
        (classes == 0, What.NOT_KNOWN),
        ((classes & perhaps(prohibits)) != 0, What.TOO_WIDE),
        otherwise=What.OTHER_CLASS,
    )


def by_what_means(acts: tuple[str, ...]) -> pl.Expr:
    """``Answer`` of each row: its means may be several when the source does not tell them apart."""
    if not acts:
        return pl.lit(0, dtype=pl.UInt32)
    allowed = mask(acts, MEANS)
    means = pl.col("means")
    return _choose(
        (means == 0, Answer.UNKNOWN),
        ((means & ~pl.lit(allowed, dtype=pl.UInt32)) == 0, Answer.INSIDE),
        ((means & allowed) == 0, Answer.OUTSIDE),
        otherwise=Answer.UNKNOWN,
    )


def telling() -> pl.Expr:
    """``Telling`` of each row."""
    return _choose(
        (pl.col("denial").fill_null(False), Telling.DENIAL),
        (pl.col("lead").fill_null(False), Telling.LEAD),
        (pl.col("possible").fill_null(False), Telling.POSSIBLE),
    )


def where(area: Area) -> pl.Expr:
    """``Answer`` of each row: inside when any piece of the area surely holds it."""
    if area.everywhere:
        return pl.lit(0, dtype=pl.UInt32)
    pieces = [_circle(c.latitude, c.longitude, c.radius_km) for c in area.circles] + [
        _polygon(p) for p in area.polygons
    ]
    if area.countries:
        pieces.append(_named("country", [pl.col("country")], list(area.countries)))
    if area.regions:
        pieces.append(_named("region", [pl.col("region").str.to_lowercase()], [r.lower() for r in area.regions]))
    inside = pl.any_horizontal(piece == Answer.INSIDE for piece in pieces)
    unknown = pl.any_horizontal(piece == Answer.UNKNOWN for piece in pieces)
    return _choose((inside, Answer.INSIDE), (unknown, Answer.UNKNOWN), otherwise=Answer.OUTSIDE)


def _named(column: str, values: list[pl.Expr], wanted: list[str]) -> pl.Expr:
    return _choose(
        (pl.col(column).is_null(), Answer.UNKNOWN), (values[0].is_in(wanted), Answer.INSIDE), otherwise=Answer.OUTSIDE
    )


def _spread() -> pl.Expr:
    return pl.col("spread_km").fill_null(0.0)


def _nowhere() -> pl.Expr:
    return pl.col("latitude").is_null() | pl.col("longitude").is_null()


def _circle(latitude: float, longitude: float, radius_km: float) -> pl.Expr:
    """Great-circle distance by the haversine formula; the row's own spread makes the edge uncertain."""
    lat, lon = pl.col("latitude").radians(), pl.col("longitude").radians()
    lat0, lon0 = math.radians(latitude), math.radians(longitude)
    h = ((lat - lat0) / 2).sin() ** 2 + lat.cos() * math.cos(lat0) * ((lon - lon0) / 2).sin() ** 2
    km = 2 * EARTH_KM * h.clip(0, 1).sqrt().arcsin()
    return _choose(
        (_nowhere(), Answer.UNKNOWN),
        (km <= radius_km - _spread(), Answer.INSIDE),
        (km > radius_km + _spread(), Answer.OUTSIDE),
        otherwise=Answer.UNKNOWN,
    )


def _polygon(polygon: Polygon) -> pl.Expr:
    import numpy as np

    def tested(columns: pl.Series) -> pl.Series:
        rows = columns.struct.unnest()
        return _inside_polygon(rows, np.array(polygon.points))

    return pl.struct("latitude", "longitude", "spread_km").map_batches(tested, return_dtype=pl.UInt32)


def _inside_polygon(rows: pl.DataFrame, corners: np.ndarray) -> pl.Series:
    """Even-odd rule, in degrees; within the spread of an edge (flat-earth distance) the answer is unknown."""
    import numpy as np

    lat = rows["latitude"].cast(pl.Float64).to_numpy()
    lon = rows["longitude"].cast(pl.Float64).to_numpy()
    spread = rows["spread_km"].fill_null(0.0).to_numpy()
    inside = np.zeros(len(lat), dtype=bool)
    edge = np.full(len(lat), np.inf)
    km = EARTH_KM * math.pi / 180
    with np.errstate(invalid="ignore", divide="ignore"):
        for (lat1, lon1), (lat2, lon2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            crosses = (lat1 > lat) != (lat2 > lat)
            if lat1 != lat2:
                inside ^= crosses & (lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1)
            shrink = np.cos(np.radians(lat))
            dx, dy = (lon2 - lon1) * shrink * km, (lat2 - lat1) * km
            px, py = (lon - lon1) * shrink * km, (lat - lat1) * km
            length = np.maximum(dx * dx + dy * dy, 1e-12)
            along = np.clip((px * dx + py * dy) / length, 0, 1)
            edge = np.fmin(edge, np.hypot(px - along * dx, py - along * dy))
        answer = np.where(inside, int(Answer.INSIDE), int(Answer.OUTSIDE))
        answer = np.where(edge < spread, int(Answer.UNKNOWN), answer)
    answer = np.where(np.isnan(lat) | np.isnan(lon), int(Answer.UNKNOWN), answer)
    return pl.Series(answer, dtype=pl.UInt32)


def excepted(exceptions: tuple[TermsException, ...], prohibits: tuple[str, ...]) -> pl.Expr:
    """``Answer`` of each row, turned round: INSIDE means that no exception applies, OUTSIDE that one does."""
    if not exceptions:
        return pl.lit(0, dtype=pl.UInt32)
    each = [_one_exception(exception, prohibits) for exception in exceptions]
    applies = pl.any_horizontal(one == Answer.INSIDE for one in each)
    perhaps_applies = pl.any_horizontal(one == Answer.UNKNOWN for one in each)
    return _choose((applies, Answer.OUTSIDE), (perhaps_applies, Answer.UNKNOWN))


def _one_exception(exception: TermsException, prohibits: tuple[str, ...]) -> pl.Expr:
    """INSIDE where every limit of the exception is met. Of several objects struck, an exception that covers only some
    of those prohibited does not free the whole incident."""
    limits = [where(exception.area), by_what_means(exception.means)]
    if exception.parties:
        attacker = pl.col("attacker")
        limits.append(
            _choose(
                (attacker.is_null(), Answer.UNKNOWN),
                (attacker.is_in(list(exception.parties)), Answer.INSIDE),
                otherwise=Answer.OUTSIDE,
            )
        )
    if exception.classes:
        limits.append(_excepted_class(exception.classes, prohibits))
    limits += _excepted_days(exception)
    outside = pl.any_horizontal(limit == Answer.OUTSIDE for limit in limits)
    unknown = pl.any_horizontal(limit == Answer.UNKNOWN for limit in limits)
    return _choose((outside, Answer.OUTSIDE), (unknown, Answer.UNKNOWN))


def _excepted_class(classes: tuple[str, ...], prohibits: tuple[str, ...]) -> pl.Expr:
    left = covered(prohibits) & ~covered(classes)
    bits = pl.col("classes")
    return _choose(
        ((bits & left) != 0, Answer.OUTSIDE),
        ((bits & covered(classes)) != 0, Answer.INSIDE),
        ((bits == 0) | ((bits & perhaps(classes)) != 0), Answer.UNKNOWN),
        otherwise=Answer.OUTSIDE,
    )


def _excepted_days(exception: TermsException) -> list[pl.Expr]:
    limits = []
    opens, closes = pl.col("opens"), pl.col("closes")
    if exception.first is not None:
        start = datetime.combine(exception.first, datetime.min.time())
        limits.append(_choose((closes <= start, Answer.OUTSIDE), (opens < start, Answer.UNKNOWN)))
    if exception.last is not None:
        end = datetime.combine(exception.last, datetime.min.time()) + timedelta(days=1)
        limits.append(_choose((opens >= end, Answer.OUTSIDE), (closes > end, Answer.UNKNOWN)))
    return limits


__all__ = [
    "OTHER",
    "Answer",
    "Telling",
    "What",
    "When",
    "Who",
    "by_what_means",
    "excepted",
    "telling",
    "what",
    "when",
    "where",
    "who",
]
