"""VIINA 2.0: ``event_info``, ``event_labels`` and ``event_1pd`` (dates YYYYMMDD, 00:00 for an unknown time).

Source: VIINA 2.0 (Zhukov), README. Labels are a classifier's; ``*_b`` are its yes or no. ``a_*_init`` say who began,
``a_rus`` and ``a_ukr`` only who was there, so these give no direction.
"""

from __future__ import annotations

import polars as pl

from readout.monitor.dates import end_of, start_of
from readout.monitor.table import first_reason, number, shaped, text
from readout.monitor.vocabulary import MEANS, mask

NAME = "VIINA 2.0"
MARKS = frozenset({"event_id_1pd", "date", "geonameid"})
NEEDED = ("date", "longitude", "latitude")
LABELS = tuple(
    f"{name}_b"
    for name in (
        "t_mil", "a_rus_init", "a_ukr_init", "t_aad", "t_airstrike", "t_uav", "t_armor", "t_artillery", "t_control",
        "t_firefight", "t_ied", "t_raid", "t_property", "t_hospital", "t_milcas", "t_civcas",
    )
)  # fmt: skip
OPTIONAL = (
    "event_id",
    "event_id_1pd",
    "time",
    "asciiname",
    "ADM1_NAME",
    "GEO_PRECISION",
    "source",
    "sources",
    "text",
    *LABELS,
)
FORCE = ("t_airstrike", "t_uav", "t_armor", "t_artillery", "t_firefight", "t_ied", "t_raid", "t_property", "t_hospital",
         "t_milcas", "t_civcas")  # fmt: skip
MEANS_OF = {"t_airstrike": "air_strike", "t_uav": "drone", "t_artillery": "shelling", "t_ied": "bombing",
            "t_firefight": "small_arms", "t_armor": "ground_assault", "t_raid": "ground_assault"}  # fmt: skip
CLASSES_OF = {"t_hospital": "health", "t_control": "territory"}
SPREAD_KM = {"ADM3": 10.0, "ADM2": 50.0, "ADM1": 150.0, "ADM0": 500.0}
REMARK = (
    "labels are a text classifier's, with errors both ways; they have no class for energy, which comes from the text"
)


def read(raw: pl.LazyFrame, label: str) -> pl.LazyFrame:
    """VIINA rows (labels joined to them where they stand in another file) as incident rows."""
    happened = text("date").str.to_date("%Y%m%d", strict=False)
    russia, ukraine = _yes("a_rus_init"), _yes("a_ukr_init")
    attacker = pl.when(russia & ~ukraine).then(pl.lit("RUS")).when(ukraine & ~russia).then(pl.lit("UKR"))
    moment, known = _moment(happened)
    precision = pl.coalesce(text("GEO_PRECISION"), pl.lit(""))
    return shaped(
        raw,
        id=pl.coalesce(text("event_id"), text("event_id_1pd")),
        table=pl.lit(NAME),
        row=pl.col("row"),
        opens=pl.when(known).then(moment).otherwise(start_of(happened)),
        closes=pl.when(known).then(moment + pl.duration(minutes=1)).otherwise(end_of(happened)),
        zoned=pl.lit(False),
        latitude=number("latitude"),
        longitude=number("longitude"),
        spread_km=precision.replace_strict(SPREAD_KM, default=5.0, return_dtype=pl.Float64),
        region=text("ADM1_NAME"),
        place=text("asciiname"),
        attacker_said=attacker,
        attacker_said_by=pl.when(attacker.is_not_null()).then(pl.lit("initiator label")),
        class_bits=_bits(CLASSES_OF, mask),
        kind_bits=pl.when(_yes("t_civcas")).then(mask(["civilian"])).otherwise(0)
        | pl.when(_yes("t_milcas")).then(mask(["military"])).otherwise(0),
        means_bits=_bits(MEANS_OF, lambda codes: mask(codes, MEANS)),
        kind=pl.lit("news report"),
        notes=text("text"),
        sources=pl.coalesce(text("source"), text("sources")),
        left_out=first_reason(
            (pl.coalesce(text("event_id"), text("event_id_1pd")).is_null(), "no event id"),
            (happened.is_null(), "no readable date (YYYYMMDD)"),
            (~(_labelled() | text("text").is_not_null()), "neither labels nor text: nothing says that it is an attack"),
            (_labelled() & ~_force(), "no label of force"),
        ),
    )


def _yes(name: str) -> pl.Expr:
    return text(f"{name}_b").cast(pl.Float64, strict=False).fill_null(0.0) >= 1.0


def _labelled() -> pl.Expr:
    return pl.any_horizontal(text(name).is_not_null() for name in LABELS)


def _force() -> pl.Expr:
    return pl.any_horizontal(_yes(name) for name in FORCE)


def _bits(codes: dict[str, str], bits: object) -> pl.Expr:
    make = bits if callable(bits) else mask
    chosen = [pl.when(_yes(label)).then(make([code])).otherwise(0).cast(pl.UInt32) for label, code in codes.items()]
    out = chosen[0]
    for more in chosen[1:]:
        out = out | more
    return out


def _moment(happened: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Local moment of an event and whether its time is known (00:00 stands for unknown)."""
    clock = text("time")
    parts = (
        clock.str.extract(r"^(\d{1,2}):\d{2}$").cast(pl.Int64, strict=False),
        clock.str.extract(r":(\d{2})$").cast(pl.Int64, strict=False),
    )
    known = (parts[0].is_between(0, 23) & parts[1].is_between(0, 59) & (clock != "00:00")).fill_null(False)
    return start_of(happened) + pl.duration(hours=parts[0], minutes=parts[1]), known
