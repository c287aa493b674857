"""What each incident is: its target classes with their basis, its attacker with the basis, who tells of it.

Target class: the source's own codes and tags first, then the words of the notes, then the type of event where that
is fighting, then the nearest known facility, then the type of event where it only says that civilians were struck.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from readout.model.compliance import Party
from readout.monitor.facilities import Facilities, nearest
from readout.monitor.lexicon import Lexicon, lexicon
from readout.monitor.naming import by_distinct, party_of, speakers
from readout.monitor.notes import BOTH, boiled, read_notes
from readout.monitor.vocabulary import mask

FIGHTING = mask(["military", "territory"])


def coded(
    rows: pl.DataFrame,
    parties: Sequence[Party],
    facilities: Facilities | None = None,
    within_km: float = 2.0,
    words: Lexicon | None = None,
) -> pl.DataFrame:
    """``rows`` with ``classes`` (bits), ``class_basis``, ``means`` (bits), ``attacker``, ``attacker_basis``, ``told_by``,
    and the nearest facility. ``rows`` has the incident table's columns and ``tokens``.
    """
    words = words or lexicon(parties)
    told = read_notes(rows["tokens"], words)
    tagged = _tagged(rows["tags"], words)
    near = nearest(rows, facilities or Facilities(), within_km)
    said = rows["attacker_said"].is_not_null()
    attackers = by_distinct(rows["attacker_said"], lambda name: party_of(name, parties))
    speaking = rows.select(pl.coalesce("said_by", "sources")).to_series()
    joined = rows.with_columns(
        *told, tagged.alias("tag_classes"), *near, attackers.alias("source_attacker"), said.alias("has_said"),
        by_distinct(speaking, lambda text: speakers(text, parties)).alias("told_by"),
    )  # fmt: skip
    out = _classed(joined).pipe(_attacked).with_columns(means=_means())
    return out.drop(
        "note_classes", "note_means", "note_attacker", "tag_classes", "facility_classes", "source_attacker", "has_said"
    )


def _tagged(tags: pl.Series, words: Lexicon) -> pl.Series:
    """Classes by the words of the source's tags."""
    tokens = tags.to_frame("tags").select(tokens=boiled(pl.col("tags").str.replace_all("_", " "), words))["tokens"]
    return read_notes(tokens, words)["note_classes"]


def _classed(rows: pl.DataFrame) -> pl.DataFrame:
    own = pl.col("class_bits").fill_null(0) | pl.col("tag_classes").fill_null(0)
    notes, kind, near = (pl.col(name).fill_null(0) for name in ("note_classes", "kind_bits", "facility_classes"))
    fighting = kind & FIGHTING
    order = (("tags", own), ("words", notes), ("event type", fighting), ("facility", near), ("event type", kind))
    classes: pl.Expr = pl.lit(0, dtype=pl.UInt32)
    basis: pl.Expr = pl.lit("none")
    for name, bits in reversed(order):
        classes = pl.when(bits != 0).then(bits).otherwise(classes)
        basis = pl.when(bits != 0).then(pl.lit(name)).otherwise(basis)
    return rows.with_columns(classes=classes.cast(pl.UInt32), class_basis=basis)


def _attacked(rows: pl.DataFrame) -> pl.DataFrame:
    """The source's direction and the notes' must not contradict each other; either alone is enough."""
    source, notes = pl.col("source_attacker"), pl.col("note_attacker")
    known_by_notes = notes.is_not_null() & (notes != BOTH)
    clash = source.is_not_null() & known_by_notes & (source != notes)
    attacker = pl.when(clash).then(None).when(source.is_not_null()).then(source).when(known_by_notes).then(notes)
    basis = (
        pl.when(clash)
        .then(pl.lit("source and notes name different attackers"))
        .when(source.is_not_null())
        .then(pl.col("attacker_said_by"))
        .when(known_by_notes)
        .then(pl.lit("notes"))
        .when(notes == BOTH)
        .then(pl.lit("notes name attacks by both sides"))
        .otherwise(pl.lit("not said"))
    )
    return rows.with_columns(attacker=attacker, attacker_basis=basis)


def _means() -> pl.Expr:
    """What the notes name narrows what the type of event allows; where they do not meet, the type stands."""
    kind, notes = pl.col("means_bits").fill_null(0), pl.col("note_means").fill_null(0)
    both = kind & notes
    return pl.when(kind == 0).then(notes).when(both != 0).then(both).otherwise(kind).cast(pl.UInt32)
