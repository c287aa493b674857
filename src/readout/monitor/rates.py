"""Before and during, as rates with exact intervals.

The test: given the total of two Poisson counts, the count during is binomial with the share of the time as its
probability when the rates are equal (Przyborowski and Wilenski, Biometrika 31, 1940). The exact binomial test gives the
p value, the Clopper-Pearson interval of that share the interval of the ratio; SciPy computes the distributions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from readout.model.compliance import RateComparison, TermsSheet
from readout.monitor.linkage import JOIN
from readout.monitor.naming import by_distinct
from readout.monitor.vocabulary import codes, covered, mask

TEST = "exact conditional binomial test of two Poisson rates (two-sided), Clopper-Pearson interval (SciPy)"
TAIL = 0.025
TIE = 1e-7
"""Counts whose log probabilities differ by less are equally likely, as in SciPy."""
FEW = 10
CHANGED = 1.5
"""Times by which all reports of incidents may grow or shrink before a comparison is warned against."""
UNSURE = 0.25


@dataclass(frozen=True, slots=True)
class Windows:
    """Two windows of time, wall clock of the account's zone: ``[before, start)`` and ``[start, end)``.

    Attributes:
        sources: tables that tell of the whole of both; only events that one of them tells of are counted.
    """

    before: datetime
    start: datetime
    end: datetime
    said: str
    sources: tuple[str, ...] = ()

    @property
    def days_before(self) -> float:
        """Length of the window before, in days."""
        return (self.start - self.before) / timedelta(days=1)

    @property
    def days_during(self) -> float:
        """Length of the window during, in days."""
        return (self.end - self.start) / timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two rates with its exact 95 % interval."""

    value: float | None
    low: float | None
    high: float | None
    p: float | None


def windows(sheet: TermsSheet, first: datetime, last: datetime, days: float | None = None) -> Windows | None:
    """Windows of equal length, as long as the terms run and the data reach; None where the data hold neither.

    Args:
        first, last: from when to when the data reach (local time).
        days: a length to use instead.
    """
    end = min(sheet.closes or last, last)
    during = end - sheet.opens
    before = sheet.opens - first
    length = min(during, before, timedelta(days=days) if days is not None else during)
    if length <= timedelta():
        return None
    whole = (sheet.closes - sheet.opens) if sheet.closes else None
    said = f"{length / timedelta(days=1):g} days before the start and {length / timedelta(days=1):g} days from it"
    if days is not None and length < timedelta(days=days):
        said += ", cut to what the data and the terms reach"
    elif days is None and whole is not None and length < whole:
        said += f", although the terms run {whole / timedelta(days=1):g} days: the data reach no further"
    return Windows(sheet.opens - length, sheet.opens, sheet.opens + length, said)


def ratio(before: int, during: int, days_before: float, days_during: float) -> Ratio:
    """Rate during by rate before.

    Raises:
        ValueError: if a count is negative or a window empty.
    """
    if min(before, during) < 0 or min(days_before, days_during) <= 0:
        raise ValueError("counts must not be negative and windows not empty")
    total = before + during
    if total == 0:
        return Ratio(None, None, None, None)
    share = share_interval(during, total)
    scale = days_before / days_during
    low, high = (part / (1 - part) * scale if part < 1 else None for part in share)
    value = during / days_during / (before / days_before) if before else None
    return Ratio(value, low, high, equal_rates(during, total, days_during / (days_before + days_during)))


def share_interval(successes: int, total: int) -> tuple[float, float]:
    """Clopper and Pearson's 95 % interval of a share, by SciPy's inverse of the regularised incomplete beta function.

    Source: Clopper and Pearson, Biometrika 26 (1934).
    """
    from scipy.special import betaincinv  # type: ignore[import-untyped]

    low = float(betaincinv(successes, total - successes + 1, TAIL)) if successes else 0.0
    high = float(betaincinv(successes + 1, total - successes, 1 - TAIL)) if successes < total else 1.0
    return low, high


def equal_rates(successes: int, total: int, share: float) -> float:
    """Two-sided p value of a binomial count: the probability of every count that is no likelier than this one.

    The same as ``scipy.stats.binomtest``, which the tests hold it against; importing that takes longer than judging a
    thousand incidents.
    """
    import numpy as np
    from scipy.special import bdtr, bdtrc, betaln, xlog1py, xlogy

    counts = np.arange(total + 1)
    log_chance = (
        -betaln(counts + 1, total - counts + 1) - np.log(total + 1) + xlogy(counts, share)
        + xlog1py(total - counts, -share)
    )  # fmt: skip
    likelier = np.flatnonzero(log_chance > log_chance[successes] + TIE)
    if not len(likelier):
        return 1.0
    below, above = int(likelier[0]) - 1, int(likelier[-1])
    p = (float(bdtr(below, total, share)) if below >= 0 else 0.0) + float(bdtrc(above, total, share))
    return min(1.0, p)


def in_window(sheet: TermsSheet, opens: datetime, closes: datetime) -> pl.Expr:
    """Whether a row lies wholly within two wall-clock moments of the sheet."""
    zoned = (pl.col("opens") >= sheet.instant(opens)) & (pl.col("closes") <= sheet.instant(closes))
    local = (pl.col("opens") >= opens) & (pl.col("closes") <= closes)
    return pl.when(pl.col("zoned")).then(zoned).otherwise(local).fill_null(False)


def told_by(tables: pl.Series, span: Windows) -> pl.Series:
    """Whether a source that the windows rest on tells of each event; ``tables`` as ``linkage.linked`` gives them."""
    said = by_distinct(tables, lambda names: "yes" if set(names.split(JOIN)) & set(span.sources) else None)
    return said.is_not_null()


def comparisons(rows: pl.DataFrame, sheet: TermsSheet, span: Windows) -> tuple[RateComparison, ...]:
    """Rates by party and class under one account.

    Args:
        rows: coded and linked incidents with ``elsewhere`` and ``undated``, the verdict of this account without the
            date.
    """
    counted = rows.filter(pl.col("counted") & told_by(rows["tables"], span) & ~pl.col("elsewhere")).with_columns(
        is_before=in_window(sheet, span.before, span.start), is_during=in_window(sheet, span.start, span.end)
    )
    warnings = _warnings(counted, span)
    would = counted.filter(pl.col("undated") == "breach")
    seen = would.select(pl.col("classes").bitwise_or()).item() or 0 if would.height else 0
    allowed = mask([])
    for clause in sheet.clauses:
        allowed |= covered(clause.prohibits)
    classes = codes(int(seen) & allowed)
    out = []
    for party in ("all", *(party.key for party in sheet.parties)):
        mine = would if party == "all" else would.filter(pl.col("attacker") == party)
        for name in ("all", *classes):
            chosen = mine if name == "all" else mine.filter((pl.col("classes") & mask([name])) != 0)
            out.append(_comparison(sheet, party, name, chosen, span, warnings))
    return tuple(out)


def _comparison(
    sheet: TermsSheet, party: str, name: str, rows: pl.DataFrame, span: Windows, warnings: tuple[str, ...]
) -> RateComparison:
    before, during = int(rows["is_before"].sum()), int(rows["is_during"].sum())
    found = ratio(before, during, span.days_before, span.days_during)
    few = (f"only {before + during} incidents in both windows: too few to compare",) if before + during < FEW else ()
    return RateComparison(
        sheet.account, party, name, before, during, span.days_before, span.days_during,
        found.value, found.low, found.high, found.p, TEST, (*few, *warnings),
    )  # fmt: skip


def _warnings(rows: pl.DataFrame, span: Windows) -> tuple[str, ...]:
    out = []
    before, during = int(rows["is_before"].sum()), int(rows["is_during"].sum())
    change = ratio(before, during, span.days_before, span.days_during)
    if change.p is not None and change.p < 0.01 and not (change.value and 1 / CHANGED <= change.value <= CHANGED):
        out.append(
            f"incidents of every kind went from {before} to {during}: fighting or its reporting changed as a whole, "
            "so a change of one class need not come from the terms"
        )
    for window, name in (("is_before", "before"), ("is_during", "during")):
        inside = rows.filter(window)
        unsure = int((inside["undated"] == "undetermined").sum())
        if inside.height and unsure / inside.height > UNSURE:
            out.append(f"{unsure} of the {inside.height} incidents in the window {name} cannot be judged")
    tables = [set(rows.filter(w)["table"].unique()) for w in ("is_before", "is_during")]
    if tables[0] != tables[1]:
        out.append("the two windows do not rest on the same sources")
    return tuple(out)
