"""What each incident is: its target classes with their basis, its attacker with the basis, who tells of it.

Target class: the source's own codes and tags first, then the words of the notes, then the type of event where that
is fighting, then the nearest known facility, then the type of event where it only says that civilians were struck.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from readout.model.compliance import Party
from readout.monitor.facilities import Facilities, nearest
from readout.monitor.lexicon import Lexicon
from readout.monitor.naming import by_distinct, party_of, speakers
from readout.monitor.notes import BOTH, boiled, read_notes
from readout.monitor.vocabulary import mask

FIGHTING = mask(["military", "territory"])
EXACT_KM = 2.0
"""A place given no worse than this may be set beside a facility."""
WORKING = ("note_classes", "note_means", "note_attacker", "tag_classes", "source_attacker")


def coded(
    rows: pl.DataFrame,
    parties: Sequence[Party],
    words: Lexicon,
    facilities: Facilities,
    within_km: float,
    reach_km: float,
) -> pl.DataFrame:
    """Incidents with what they are.

    Args:
        rows: columns of the incident table and ``tokens``.
        within_km: distance within which a facility gives the target class.
        reach_km: distance up to which the nearest facility is kept, so that ``at_distance`` can ask again.

    Returns:
        ``rows`` with ``classes`` (bits), ``class_basis``, ``plain_classes`` and ``plain_basis`` (without facilities),
        ``facility``, ``facility_km``, ``facility_classes``, ``means`` (bits), ``attacker`` (party key, "other" or
        null), ``attacker_basis`` and ``told_by`` (keys and "third", joined by "+").
    """
    told = read_notes(rows["tokens"], words)
    speaking = rows.select(pl.coalesce("said_by", "sources")).to_series()
    joined = rows.with_columns(
        *told,
        *nearest(rows, facilities, max(reach_km, within_km)),
        tag_classes=_tagged(rows["tags"], words),
        source_attacker=by_distinct(rows["attacker_said"], lambda name: party_of(name, parties)),
        told_by=by_distinct(speaking, lambda text: speakers(text, parties)),
    )
    classed = at_distance(_plainly_classed(joined), within_km)
    return classed.pipe(_attacked).with_columns(means=_means()).drop(WORKING)


def at_distance(rows: pl.DataFrame, within_km: float) -> pl.DataFrame:
    """``classes`` and ``class_basis`` when facilities count up to ``within_km``."""
    near = (pl.col("facility_km") <= within_km) & (pl.col("spread_km").fill_null(0.0) <= max(within_km, EXACT_KM))
    fighting = (pl.col("plain_classes") & FIGHTING) != 0
    vague = (pl.col("plain_basis") == "none") | ((pl.col("plain_basis") == "event type") & ~fighting)
    used = (near & vague).fill_null(False)
    return rows.with_columns(
        classes=pl.when(used).then(pl.col("facility_classes")).otherwise(pl.col("plain_classes")),
        class_basis=pl.when(used).then(pl.lit("facility")).otherwise(pl.col("plain_basis")),
    )


def _tagged(tags: pl.Series, words: Lexicon) -> pl.Series:
    """Classes by the words of the source's tags."""
    tokens = tags.to_frame("tags").select(tokens=boiled(pl.col("tags").str.replace_all("_", " "), words))["tokens"]
    return read_notes(tokens, words)["note_classes"]


def _plainly_classed(rows: pl.DataFrame) -> pl.DataFrame:
    own = pl.col("class_bits").fill_null(0) | pl.col("tag_classes").fill_null(0)
    notes, kind = pl.col("note_classes").fill_null(0), pl.col("kind_bits").fill_null(0)
    classes: pl.Expr = pl.lit(0, dtype=pl.UInt32)
    basis: pl.Expr = pl.lit("none")
    for name, bits in (("event type", kind), ("words", notes), ("tags", own)):
        classes = pl.when(bits != 0).then(bits).otherwise(classes)
        basis = pl.when(bits != 0).then(pl.lit(name)).otherwise(basis)
    return rows.with_columns(plain_classes=classes.cast(pl.UInt32), plain_basis=basis)


def _attacked(rows: pl.DataFrame) -> pl.DataFrame:
    """The source's direction and the notes' must not contradict each other; either alone is enough."""
    source, notes = pl.col("source_attacker"), pl.col("note_attacker")
    by_notes = notes.is_not_null() & (notes != BOTH)
    clash = source.is_not_null() & by_notes & (source != notes)
    attacker = pl.when(clash).then(None).when(source.is_not_null()).then(source).when(by_notes).then(notes)
    basis = (
        pl.when(clash)
        .then(pl.lit("source and notes name different attackers"))
        .when(source.is_not_null())
        .then(pl.col("attacker_said_by"))
        .when(by_notes)
        .then(pl.lit("notes"))
        .when(notes == BOTH)
        .then(pl.lit("notes tell of attacks by both sides"))
        .otherwise(pl.lit("not said"))
    )
    return rows.with_columns(attacker=attacker, attacker_basis=basis)


def _means() -> pl.Expr:
    """What the notes name narrows what the type of event allows; where they do not meet, the type stands."""
    kind, notes = pl.col("means_bits").fill_null(0), pl.col("note_means").fill_null(0)
    both = kind & notes
    return pl.when(kind == 0).then(notes).when(both != 0).then(both).otherwise(kind).cast(pl.UInt32)
