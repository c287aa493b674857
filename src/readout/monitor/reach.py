"""From when to when each source tells, and which sources a comparison may rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from readout.model import View
from readout.model.compliance import TermsSheet
from readout.monitor.adapters import records
from readout.monitor.rates import Windows, windows

DAY = timedelta(days=1)
LONGEST_DAY = timedelta(hours=26)
"""Rows that say no more than "some day of that month" do not show from when on a source tells."""


@dataclass(frozen=True, slots=True)
class Reach:
    """From when to when a source tells of incidents; ``zoned`` times are UTC, others local."""

    table: str
    first: datetime
    last: datetime
    zoned: bool = False

    def days(self, sheet: TermsSheet) -> tuple[datetime, datetime]:
        """The whole days that the source reaches, wall clock of the sheet."""
        first, last = (self._wall(moment, sheet) for moment in (self.first, self.last))
        whole = datetime.combine(last.date(), time())
        return datetime.combine(first.date(), time()), whole if whole == last else whole + DAY

    def _wall(self, moment: datetime, sheet: TermsSheet) -> datetime:
        if not self.zoned:
            return moment
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(sheet.zone)).replace(tzinfo=None)


def reaches(rows: pl.DataFrame, rest: pl.DataFrame, view: View | None = None) -> tuple[Reach, ...]:
    """The reach of each source: files of one kind are one source.

    The ledger reaches as far as its reports were published: that a report of June recalls a strike of January does not
    make the ledger a source for January.
    """
    columns = ("table", "opens", "closes", "zoned")
    dated = pl.concat([rows.select(columns), rest.select(columns)]).filter(
        (pl.col("closes") - pl.col("opens")) <= LONGEST_DAY
    )
    found = dated.group_by("table").agg(pl.col("opens").min(), pl.col("closes").max(), pl.col("zoned").first())
    out = [Reach(*row) for row in found.sort("table").rows() if row[0] != records.NAME]
    published = _published(view) if view is not None else None
    return (*out, published) if published is not None else tuple(out)


def _published(view: View) -> Reach | None:
    days = sorted(day for report in view.reports if (day := _day(report.published)) is not None)
    if not days:
        return None
    return Reach(records.NAME, datetime.combine(days[0], time()), datetime.combine(days[-1], time()) + DAY)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def comparable(sheet: TermsSheet, reached: Sequence[Reach], days: float | None = None) -> Windows | None:
    """The windows that one source covers whole, the longest there are, with every source that covers them too.

    None when no source reaches both before and into the terms: what one source tells of the time before says nothing
    about what another tells of the time during.
    """
    spans = [(reach, windows(sheet, *reach.days(sheet), days)) for reach in reached]
    known = [span for _, span in spans if span is not None]
    if not known:
        return None
    longest = max(known, key=lambda span: span.days_during)
    covering, short = [], []
    for reach in reached:
        first, last = reach.days(sheet)
        if first <= longest.before and last >= longest.end:
            covering.append(reach.table)
        else:
            short.append(f"{reach.table} ({first.date()} to {(last - DAY).date()})")
    said = f"{longest.said}, by {' and '.join(covering)}"
    if short:
        said += f"; not counted, since they do not reach over both windows: {', '.join(short)}"
    return replace(longest, said=said, sources=tuple(covering))
