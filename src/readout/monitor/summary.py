"""Counts for tables: accounts by parties, classes, days, sources and standing; months of launched and destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from readout.monitor.dates import local
from readout.monitor.run import Account, Compliance
from readout.monitor.vocabulary import TARGET_CLASSES, mask

STANDINGS = ("one_side", "admitted", "both_sides", "third_party", "unsaid")
STANDING_WORDS = {
    "one_side": "said by the other side only",
    "admitted": "said by the attacker's own side only",
    "both_sides": "said by both sides",
    "third_party": "said by others",
    "unsaid": "no source named",
}
UNKNOWN_ATTACKER = "unknown"


@dataclass(frozen=True, slots=True)
class PartyCount:
    """Verdicts of one account about one attacker.

    Attributes:
        party: a key, "other" or "unknown".
        standings: breaches by who says them, in the order of ``STANDINGS``; never added up across.
        denied: breaches that somebody denies.
    """

    account: str
    party: str
    breaches: int
    undetermined: int
    not_covered: int
    standings: tuple[int, ...]
    denied: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """Verdicts of one account on one day, by attacker."""

    day: date
    party: str
    verdict: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Sums of one month of a table with quantities; ``without`` counts rows that lack one of them."""

    month: str
    launched: float
    destroyed: float
    rows: int
    without: int


def judged(result: Compliance, account: Account) -> pl.DataFrame:
    """The incidents with the verdicts of one account."""
    return result.rows.with_columns(account.rows.get_columns())


def by_party(result: Compliance, account: Account) -> tuple[PartyCount, ...]:
    """Counted events by attacker: the parties in their order, then others, then unknown.

    Events outside the time compared are not among them: nobody read who attacked.
    """
    rows = judged(result, account).filter("counted").with_columns(pl.col("attacker").fill_null(UNKNOWN_ATTACKER))
    out = []
    for party in (*(party.key for party in account.sheet.parties), "other", UNKNOWN_ATTACKER):
        mine = rows.filter(pl.col("attacker") == party)
        breaches = mine.filter(pl.col("verdict") == "breach")
        out.append(
            PartyCount(
                account.sheet.account,
                party,
                breaches.height,
                int((mine["verdict"] == "undetermined").sum()),
                int((mine["verdict"] == "not_covered").sum()),
                tuple(int((breaches["standing"] == name).sum()) for name in STANDINGS),
                int(breaches["denied_by"].is_not_null().sum()),
            )
        )
    return tuple(out)


def by_class(result: Compliance, account: Account) -> tuple[tuple[str, int, int], ...]:
    """(class, breaches, undetermined) of counted events; one that struck two classes counts under each."""
    rows = judged(result, account).filter("counted")
    out = []
    for name in TARGET_CLASSES:
        mine = rows.filter((pl.col("classes") & mask([name])) != 0)
        breaches = int((mine["verdict"] == "breach").sum())
        unsure = int((mine["verdict"] == "undetermined").sum())
        if breaches or unsure:
            out.append((name, breaches, unsure))
    return tuple(out)


def by_day(result: Compliance, account: Account) -> tuple[DayCount, ...]:
    """Breaches and undetermined events a day, by the first day that the source gives."""
    rows = judged(result, account).filter(pl.col("counted") & (pl.col("verdict") != "not_covered"))
    rows = rows.with_columns(
        day=local("opens", account.sheet.zone).dt.date(), attacker=pl.col("attacker").fill_null(UNKNOWN_ATTACKER)
    )
    found = rows.filter(pl.col("day").is_not_null()).group_by("day", "attacker", "verdict").len()
    return tuple(DayCount(*row) for row in found.sort("day", "attacker", "verdict").rows())


def by_source(result: Compliance, account: Account) -> tuple[tuple[str, int, int], ...]:
    """(table, breaches, undetermined): rows of each source before linking, so they must not be added up."""
    rows = judged(result, account).filter(~pl.col("denial").fill_null(False))
    found = rows.group_by("table").agg(
        (pl.col("verdict") == "breach").sum().alias("breaches"),
        (pl.col("verdict") == "undetermined").sum().alias("unsure"),
    )
    return tuple((str(t), int(b), int(u)) for t, b, u in found.sort("table").rows())


def by_month(result: Compliance) -> tuple[MonthCount, ...]:
    """Launched and destroyed by month of the first day (of the first account's zone), over the tables that give them.

    Every row counts, also those that are told by another source, too.
    """
    given = pl.col("launched").is_not_null() | pl.col("destroyed").is_not_null()
    both = pl.col("launched").is_not_null() & pl.col("destroyed").is_not_null()
    tables = result.rows.filter(given)["table"].unique()
    rows = result.rows.filter(pl.col("table").is_in(tables.to_list()))
    if not rows.height:
        return ()
    found = rows.group_by(month=local("opens", result.accounts[0].sheet.zone).dt.strftime("%Y-%m")).agg(
        pl.col("launched").sum(), pl.col("destroyed").sum(), pl.len().alias("rows"), (~both).sum().alias("without")
    )
    return tuple(MonthCount(str(m), float(x), float(d), int(r), int(w)) for m, x, d, r, w in found.sort("month").rows())
