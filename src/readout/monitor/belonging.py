"""Incidents of other conflicts: neither a party of the terms nor their area is named.

A table or a ledger may hold the whole world. What happened elsewhere between others is not covered by the terms, and it
is not "undetermined" either, however little is known about it.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from readout.model.compliance import Area, Party, TermsSheet
from readout.monitor import trials
from readout.monitor.countries import iso3
from readout.monitor.naming import OTHER, by_distinct, named_among

NAMES_PARTY, NAMES_OTHERS = "party", "others"


def elsewhere(rows: pl.DataFrame, sheets: Sequence[TermsSheet], parties: Sequence[Party]) -> pl.Series:
    """Whether each coded row belongs to another conflict than the terms.

    It does when somebody is named and none of them is a party, or the country is named and no party is at home there;
    never when a party is named, when the place is in the area of the terms or at home with a party, and never when
    nothing is known. Where some party has no state, it may be anywhere: then the country alone says nothing.
    """
    homes = {code for party in parties if (code := _home(party)) is not None}
    everybody_at_home = all(_home(party) is not None for party in parties)
    areas = [area for sheet in sheets for area in (clause.area for clause in sheet.clauses) if not area.everywhere]
    who = by_distinct(rows["actors"], lambda text: named_among(text, parties))
    attacker, country = pl.col("attacker"), pl.col("country")
    party = (attacker.is_not_null() & (attacker != OTHER)) | (pl.col("who") == NAMES_PARTY)
    others = (attacker == OTHER) | (pl.col("who") == NAMES_OTHERS)
    here = country.is_in(sorted(homes)).fill_null(False) | _maybe_inside(areas)
    far = country.is_not_null() & ~here if homes or areas else pl.lit(False)
    unplaced = country.is_null() & pl.col("latitude").is_null()
    strange = others.fill_null(False) & (far | unplaced)
    strange = strange | (far & pl.lit(everybody_at_home))
    return rows.with_columns(who=who).select(elsewhere=strange & ~party.fill_null(False))["elsewhere"]


def _home(party: Party) -> str | None:
    """The state of a party, as the sheet gives it or as one of its names says; a key may be any short word."""
    return next((code for name in (party.state, party.name, *party.names) if name and (code := iso3(name))), None)


def _maybe_inside(areas: Sequence[Area]) -> pl.Expr:
    """Whether a row may lie in the area of any clause; without coordinates a circle or polygon says nothing."""
    if not areas:
        return pl.lit(False)
    return pl.any_horizontal(trials.where(area) != trials.Answer.OUTSIDE for area in areas)
