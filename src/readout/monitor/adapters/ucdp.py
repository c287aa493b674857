"""UCDP Georeferenced Event Dataset and its monthly candidate files: deadly events only.

Source of the codes: UCDP GED Codebook (ucdp.uu.se), type_of_violence, date_prec, where_prec.
"""

from __future__ import annotations

import polars as pl

from readout.monitor.countries import known_names
from readout.monitor.dates import day, end_of, start_of
from readout.monitor.table import first_reason, number, shaped, text
from readout.monitor.vocabulary import mask

NAME = "UCDP GED"
MARKS = frozenset({"type_of_violence", "side_a", "side_b", "date_start", "date_end"})
NEEDED = (
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "date_start",
    "date_end",
    "latitude",
    "longitude",
    "country",
    "best",
)
OPTIONAL = (
    "where_prec", "where_coordinates", "where_description", "adm_1", "source_article", "source_office",
    "source_headline", "date_prec",
)  # fmt: skip
SPREAD_KM = {"1": 2.0, "2": 25.0, "3": 50.0, "4": 150.0, "5": 100.0, "6": 500.0, "7": 500.0}
REMARK = "only events with at least one death: no row does not mean no attack"


def read(raw: pl.LazyFrame, label: str) -> pl.LazyFrame:
    """GED rows as incident rows. Only one-sided violence has an attacker: side_a."""
    first, last = day("date_start"), day("date_end")
    one_sided = text("type_of_violence") == "3"
    parts = [text("source_headline"), text("where_description"), text("source_article")]
    return shaped(
        raw,
        id=text("id"),
        table=pl.lit(NAME),
        row=pl.col("row"),
        opens=start_of(first),
        closes=end_of(last),
        zoned=pl.lit(False),
        latitude=number("latitude"),
        longitude=number("longitude"),
        spread_km=text("where_prec").replace_strict(SPREAD_KM, default=25.0, return_dtype=pl.Float64),
        country=known_names("country"),
        region=text("adm_1"),
        place=text("where_coordinates"),
        attacker_said=pl.when(one_sided).then(text("side_a")),
        attacker_said_by=pl.when(one_sided).then(pl.lit("one-sided violence by side_a")),
        actors=pl.concat_str([text("side_a"), text("side_b")], separator="; ", ignore_nulls=True),
        kind_bits=pl.when(one_sided).then(mask(["civilian"])).otherwise(0),
        means_bits=pl.lit(0),
        kind=text("type_of_violence").replace_strict(
            {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}, default=None
        ),
        notes=pl.concat_str(parts, separator=". ", ignore_nulls=True),
        sources=text("source_office"),
        killed=number("best"),
        left_out=first_reason(
            (text("id").is_null(), "no event id"),
            (first.is_null() | last.is_null(), "no readable date_start or date_end"),
            ((last < first).fill_null(False), "date_end before date_start"),
            (~text("type_of_violence").is_in(["1", "2", "3"]).fill_null(False), "type_of_violence is not 1, 2 or 3"),
        ),
    )
