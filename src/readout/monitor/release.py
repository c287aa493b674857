"""The release clause: by some accounts a breach of one side frees the other.

It never changes a verdict: whether a party was free depends on who broke the terms first, which is the very thing in
dispute. It is said beside the verdicts from when on this account and this data would free whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from readout.model.compliance import TermsSheet


@dataclass(frozen=True, slots=True)
class Freed:
    """A party that an account would hold free after a breach of another.

    Attributes:
        since: when the other side's first breach began (local time); ``breach`` its incident id.
        later: breaches of the freed party from then on, which this account may not hold against it.
    """

    party: str
    by: str
    since: datetime
    breach: str
    later: int


def freed(rows: pl.DataFrame, sheet: TermsSheet) -> tuple[Freed, ...]:
    """Who would be free since when; empty without a release clause or a breach."""
    if sheet.release is None:
        return ()
    breaches = rows.filter((pl.col("verdict") == "breach") & pl.col("counted")).sort("opens", "id")
    out = []
    for party in sheet.parties:
        others = breaches.filter(pl.col("attacker") != party.key)
        if others.height:
            first = others.row(0, named=True)
            own = breaches.filter((pl.col("attacker") == party.key) & (pl.col("opens") >= first["opens"]))
            out.append(Freed(party.key, first["attacker"], first["opens"], first["id"], own.height))
    return tuple(out)
