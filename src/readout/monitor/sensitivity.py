"""How the answer changes with the choices behind it: start, end, distance to facilities, account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl

from readout.model.compliance import SensitivityRow, TermsSheet
from readout.monitor.coding import at_distance
from readout.monitor.rates import in_window, ratio, windows
from readout.monitor.verdicts import verdicts

SHIFTS = (-3, -1, 1, 3)
LARGEST_SHIFT = 3
Reach = tuple[datetime, datetime]


def sensitivity(
    rows: pl.DataFrame, sheets: Sequence[TermsSheet], reach: Reach, within_km: float, days: float | None = None
) -> tuple[SensitivityRow, ...]:
    """One row an account and choice; the first row of an account is the answer as given."""
    out = []
    near = rows
    for sheet in sheets:
        for choice, value, changed in _variations(sheet, sheets):
            out.append(_counted(near, changed, sheet.account, choice, value, reach, days))
        if near["facility_km"].is_not_null().any():
            for factor, said in ((0.0, "facilities not used"), (0.5, None), (2.0, None)):
                moved = at_distance(near, within_km * factor)
                value = said or f"{within_km * factor:g} km instead of {within_km:g}"
                out.append(_counted(moved, sheet, sheet.account, "distance", value, reach, days))
    return tuple(out)


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
    rows: pl.DataFrame, sheet: TermsSheet, account: str, choice: str, value: str, reach: Reach, days: float | None
) -> SensitivityRow:
    judged = rows.select("counted", "opens", "closes", "zoned").with_columns(verdicts(rows, sheet).get_columns())
    judged = judged.filter("counted")
    found = judged["verdict"].value_counts().rows()
    counts = {str(verdict): int(count) for verdict, count in found}
    span = windows(sheet, *reach, days)
    rate = None
    if span is not None:
        would = judged.filter(pl.col("undated") == "breach").select(
            before=in_window(sheet, span.before, span.start), during=in_window(sheet, span.start, span.end)
        )
        rate = ratio(int(would["before"].sum()), int(would["during"].sum()), span.days_before, span.days_during)
    return SensitivityRow(
        account, choice, value, counts.get("breach", 0), counts.get("undetermined", 0),
        rate.value if rate else None, rate.low if rate else None, rate.high if rate else None,
    )  # fmt: skip
