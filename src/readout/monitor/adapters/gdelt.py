"""GDELT 2.0 events: machine-coded from news, so every row is a lead and never a verdict by itself.

Columns by position, since the export has no header (GDELT 2.0 Event Database Codebook). Force is CAMEO root 18
(assault), 19 (fight) and 20 (mass violence); in CAMEO the first actor acts on the second.
"""

from __future__ import annotations

import polars as pl

from readout.monitor.countries import known_fips
from readout.monitor.dates import end_of, start_of
from readout.monitor.table import first_reason, number, shaped
from readout.monitor.vocabulary import MEANS, mask

NAME = "GDELT 2.0"
WIDTH = 61
NEEDED = tuple(f"column_{n}" for n in (0, 1, 5, 6, 7, 16, 26, 28, 51, 52, 53, 56, 57, 59, 60))
REMARK = (
    "machine-coded from news with many false events: leads only, so every verdict that would be a breach is "
    "undetermined"
)
MEANS_OF = {
    "183": ("bombing",), "1831": ("bombing",), "1832": ("bombing",), "1833": ("bombing",), "190": (),
    "193": ("small_arms",),
    "194": ("shelling",), "195": ("air_strike",), "1951": ("missile",), "1952": ("drone",), "204": ("chemical",),
    "2041": ("chemical",),
}  # fmt: skip
CLASS_OF = {"191": (), "192": ("territory",)}
SPREAD_KM = {"3": 10.0, "4": 10.0, "2": 200.0, "5": 200.0, "1": 500.0}
"""By ActionGeo_Type: 1 country, 2 US state, 3 US city, 4 world city, 5 world state."""


def at(position: int) -> pl.Expr:
    """The column at a position, empty text as null."""
    return pl.col(f"column_{position}")


def read(raw: pl.LazyFrame, label: str) -> pl.LazyFrame:
    """GDELT rows as incident rows."""
    happened = at(1).str.to_date("%Y%m%d", strict=False)
    code = at(26)
    actor = pl.coalesce(at(7), at(6), at(5))
    return shaped(
        raw,
        id=at(0),
        table=pl.lit(NAME),
        row=pl.col("row"),
        opens=start_of(happened),
        closes=end_of(happened),
        zoned=pl.lit(False),
        latitude=number("column_56"),
        longitude=number("column_57"),
        spread_km=at(51).replace_strict(SPREAD_KM, default=500.0, return_dtype=pl.Float64),
        country=known_fips("column_53"),
        place=at(52),
        attacker_said=actor,
        attacker_said_by=pl.when(actor.is_not_null()).then(pl.lit("CAMEO source actor")),
        actors=pl.concat_str([at(6), at(16)], separator="; ", ignore_nulls=True),
        class_bits=code.replace_strict({k: mask(v) for k, v in CLASS_OF.items()}, default=0, return_dtype=pl.UInt32),
        kind_bits=pl.lit(0),
        means_bits=code.replace_strict(
            {k: mask(v, MEANS) for k, v in MEANS_OF.items()}, default=0, return_dtype=pl.UInt32
        ),
        kind=pl.concat_str([pl.lit("CAMEO "), code]),
        sources=at(60),
        lead=pl.lit(True),
        left_out=first_reason(
            (at(0).is_null() | at(59).is_null(), "row is cut short (no id or no DATEADDED)"),
            (happened.is_null(), "no readable day"),
            (~at(28).is_in(["18", "19", "20"]).fill_null(False), "CAMEO root other than 18, 19, 20: no use of force"),
        ),
    )
