"""The same event in several sources: linked, counted once, and told apart by who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from readout.monitor.coordinates import EARTH_KM, on_unit_sphere
from readout.monitor.naming import THIRD, by_distinct

if TYPE_CHECKING:
    import numpy as np

JOIN = "\x1f"
LINK_KM = 10.0
"""Two rows of different sources within this distance may be one event."""


def linked(rows: pl.DataFrame, link_km: float = LINK_KM) -> pl.DataFrame:
    """``rows`` with ``event`` (id of the row that stands for the event), ``counted``, ``told_by`` of the whole event,
    ``tables`` that tell of it (joined by ``JOIN``), ``denied_by`` and ``standing``.

    Two rows are one event when they come from different sources, their times overlap, they lie within ``link_km``,
    and neither attacker nor target class contradict each other; nearest pairs first, one row a source in an event. A
    row that stands for an event is the most definite one. Denials never stand for an event and are never counted.
    """
    denial = pl.col("denial").fill_null(False)
    if not _several(rows):  # one source tells of each event once: there is nothing to link
        return rows.with_columns(
            event="id",
            tables="table",
            counted=~denial,
            denied_by=pl.lit(None, dtype=pl.String),
            standing=_standing(rows),
        )
    numbered = rows.with_row_index("number")
    leader = _leaders(numbered, link_km)
    joined = numbered.with_columns(group=pl.Series(leader, dtype=pl.UInt32), tables=pl.col("table"))
    if len(set(leader.tolist())) != rows.height:
        denying = pl.coalesce("said_by", "sources").filter(denial)
        joined = joined.with_columns(
            tables=pl.col("table").unique().sort().str.join(JOIN).over("group"),
            told_by=pl.col("told_by").filter(~denial).drop_nulls().unique().sort().str.join("+").over("group"),
            denied_by=denying.drop_nulls().unique().sort().str.join("; ").over("group"),
        )
        joined = joined.with_columns(told_by=by_distinct(joined["told_by"], _merged))
    else:
        joined = joined.with_columns(denied_by=pl.lit(None, dtype=pl.String))
    return joined.with_columns(
        event=joined["id"].gather(leader),
        counted=(pl.col("group") == pl.col("number")) & ~denial,
        denied_by=pl.when(pl.col("denied_by") != "").then(pl.col("denied_by")),
        standing=_standing(joined),
    ).drop("number", "group")


def _several(rows: pl.DataFrame) -> bool:
    """Whether the rows come from several sources; in the ledger each outlet is one."""
    return rows["table"].n_unique() > 1 or (rows.height > 0 and rows["table"].first() == "ledger")


def _merged(told: str) -> str:
    return "+".join(sorted({part for part in told.split("+") if part}))


def _standing(rows: pl.DataFrame) -> pl.Series:
    """How each event is vouched for: by one side, by its own doer, by both, by somebody else, by nobody named."""
    keys = rows.select(
        pl.concat_str([pl.col("attacker").fill_null(""), pl.col("told_by").fill_null("")], separator="|")
    )
    return by_distinct(keys.to_series(), _one_standing)


def _one_standing(key: str) -> str:
    attacker, _, told = key.partition("|")
    tellers = {part for part in told.split("+") if part}
    sides = tellers - {THIRD}
    if not tellers:
        return "unsaid"
    if len(sides) > 1:
        return "both_sides"
    if THIRD in tellers:
        return "third_party"
    return "admitted" if attacker in sides else "one_side"


def _leaders(rows: pl.DataFrame, link_km: float) -> np.ndarray:
    """For each row the number of the row that stands for its event."""
    import numpy as np

    pairs = _pairs(rows, link_km)
    parent = np.arange(rows.height)
    if not len(pairs):
        return parent
    source = _source(rows)
    members: dict[int, list[int]] = {}
    for one, two in pairs.tolist():
        groups = members.get(int(parent[one]), [one]), members.get(int(parent[two]), [two])
        if parent[one] == parent[two] or {source[n] for n in groups[0]} & {source[n] for n in groups[1]}:
            continue
        together = groups[0] + groups[1]
        parent[together] = parent[one]
        members[int(parent[one])] = together
    definite = _definiteness(rows)
    for together in {id(group): group for group in members.values()}.values():
        parent[together] = min(together, key=lambda n: (definite[n], n))
    return parent


def _source(rows: pl.DataFrame) -> list[str]:
    """Rows of one table are different events; in the ledger each outlet tells of the same ones."""
    return rows.select(
        pl.when(pl.col("table") == "ledger")
        .then(
            pl.concat_str(
                pl.col("table"), pl.col("sources").fill_null(""), pl.col("said_by").fill_null(""), separator="|"
            )
        )
        .otherwise(pl.col("table"))
    ).to_series().to_list()  # fmt: skip


def _definiteness(rows: pl.DataFrame) -> list[int]:
    doubts = (
        (pl.col("denial").fill_null(False), 32),
        (pl.col("lead").fill_null(False), 16),
        (pl.col("possible").fill_null(False), 8),
        (pl.col("attacker").is_null(), 4),
        (pl.col("classes") == 0, 2),
        (pl.col("closes") - pl.col("opens") > pl.duration(days=1), 1),
    )
    out: pl.Expr = pl.lit(0)
    for doubt, weight in doubts:
        out = out + doubt.fill_null(True).cast(pl.Int32) * weight
    return rows.select(out.alias("doubt")).to_series().to_list()


def _pairs(rows: pl.DataFrame, link_km: float) -> np.ndarray:
    """Pairs of row numbers that may be one event, nearest first."""
    import numpy as np
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]

    empty = np.empty((0, 2), dtype=np.int64)
    known = rows.filter(pl.col("latitude").is_not_null() & pl.col("opens").is_not_null())
    if known.height < 2:
        return empty
    sphere = on_unit_sphere(known["latitude"].to_numpy(), known["longitude"].to_numpy()) * (EARTH_KM / link_km)
    opens = known["opens"].dt.epoch("s").to_numpy() / 86_400
    closes = known["closes"].dt.epoch("s").to_numpy() / 86_400
    points = np.column_stack([sphere, (opens + closes) / 2])
    longest = min(float((closes - opens).max()), 7.0)
    found = cKDTree(points).query_pairs(np.hypot(1.0, longest), output_type="ndarray")
    if not len(found):
        return empty
    km = np.linalg.norm(sphere[found[:, 0]] - sphere[found[:, 1]], axis=1)
    a, b = found[:, 0], found[:, 1]
    classes = known["classes"].to_numpy()
    attackers = known["attacker"].fill_null("").to_numpy()
    sources = np.array(_source(known))
    fits = (
        (km <= 1.0)
        & (opens[a] < closes[b])
        & (opens[b] < closes[a])
        & (sources[a] != sources[b])
        & ((classes[a] & classes[b] != 0) | (classes[a] == 0) | (classes[b] == 0))
        & ((attackers[a] == attackers[b]) | (attackers[a] == "") | (attackers[b] == ""))
    )
    chosen = found[fits]
    order = np.lexsort((chosen[:, 1], chosen[:, 0], km[fits]))
    return np.asarray(known["number"].to_numpy()[chosen[order]], dtype=np.int64)
