"""How the answer changes with the choices behind it: start, end, distance to facilities, account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import polars as pl

from readout.model.compliance import SensitivityRow, TermsSheet
from readout.monitor import trials
from readout.monitor.coding import at_distance
from readout.monitor.rates import in_window, ratio, told_by
from readout.monitor.reach import Reach, comparable
from readout.monitor.verdicts import BREACH, NOT_COVERED, verdicts

SHIFTS = (-3, -1, 1, 3)
LARGEST_SHIFT = 3
Reached = Sequence[Reach]


def sensitivity(
    rows: pl.DataFrame, sheets: Sequence[TermsSheet], reached: Reached, within_km: float, days: float | None = None
) -> tuple[SensitivityRow, ...]:
    """One row an account and choice; the first row of an account is the answer as given."""
    out = []
    for sheet in sheets:
        judged = _undated(rows, sheet)
        for choice, value, changed in _variations(sheet, sheets):
            out.append(_counted(judged, changed, sheet.account, choice, value, reached, days))
        if rows["facility_km"].is_not_null().any():
            for factor, said in ((0.0, "facilities not used"), (0.5, None), (2.0, None)):
                moved = _undated(at_distance(rows, within_km * factor), sheet)
                value = said or f"{within_km * factor:g} km instead of {within_km:g}"
                out.append(_counted(moved, sheet, sheet.account, "distance", value, reached, days))
    return tuple(out)


def _undated(rows: pl.DataFrame, sheet: TermsSheet) -> pl.DataFrame:
    """Events that the terms would cover if their date allowed, and what they would be: no choice of dates changes
    anything but their dates."""
    chosen = rows.select("counted", "tables", "opens", "closes", "zoned").with_columns(verdicts(rows, sheet)["undated"])
    return chosen.filter(pl.col("counted") & (pl.col("undated") != NOT_COVERED))


def _variations(sheet: TermsSheet, sheets: Sequence[TermsSheet]) -> Iterator[tuple[str, str, TermsSheet]]:
    yield "as given", "", sheet
    others = {other.opens: other.account for other in sheets if other.opens != sheet.opens}
    for opens, account in others.items():
        if sheet.closes is None or opens < sheet.closes:
            yield "start", f"{opens:%Y-%m-%d}, as the account {account} has it", replace(sheet, opens=opens)
    for shift in SHIFTS:
        moved = sheet.opens + timedelta(days=shift)
        if moved not in others and (sheet.closes is None or moved < sheet.closes):
            yield "start", f"{moved:%Y-%m-%d} ({shift:+d} days)", replace(sheet, opens=moved)
    ends = {other.closes: other.account for other in sheets if other.closes != sheet.closes}
    for closes, account in ends.items():
        if closes is None or closes > sheet.opens:
            last = "no end" if closes is None else f"{(closes - timedelta(microseconds=1)).date()}"
            yield "end", f"{last}, as the account {account} has it", replace(sheet, closes=closes)
    for shift in SHIFTS if sheet.closes else ():
        moved = (sheet.closes or sheet.opens) + timedelta(days=shift)
        if moved not in ends and moved > sheet.opens:
            yield "end", f"{(moved - timedelta(microseconds=1)).date()} ({shift:+d} days)", replace(sheet, closes=moved)


def _counted(
    judged: pl.DataFrame,
    sheet: TermsSheet,
    account: str,
    choice: str,
    value: str,
    reached: Reached,
    days: float | None,
) -> SensitivityRow:
    dated = judged.select("undated", when=trials.when(sheet))
    during = pl.col("when") == int(trials.When.DURING)
    outside = pl.col("when").is_in([int(trials.When.BEFORE), int(trials.When.AFTER)])
    breaches = dated.filter(during & (pl.col("undated") == BREACH)).height
    unsure = dated.filter(~outside).height - breaches
    span = comparable(sheet, reached, days)
    rate = None
    if span is not None:
        would = judged.filter((pl.col("undated") == BREACH) & told_by(judged["tables"], span)).select(
            before=in_window(sheet, span.before, span.start), during=in_window(sheet, span.start, span.end)
        )
        rate = ratio(int(would["before"].sum()), int(would["during"].sum()), span.days_before, span.days_during)
    return SensitivityRow(
        account, choice, value, breaches, unsure,
        rate.value if rate else None, rate.low if rate else None, rate.high if rate else None,
    )  # fmt: skip
