"""The whole way: terms sheets and incident files to verdicts, rates and caveats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from readout.model import View
from readout.model.compliance import Intake, Party, RateComparison, SensitivityRow, TermsSheet
from readout.monitor.adapters.mapped import Mapping
from readout.monitor.belonging import elsewhere
from readout.monitor.coding import coded
from readout.monitor.facilities import Facilities
from readout.monitor.intake import Scope, read_incidents
from readout.monitor.lexicon import lexicon
from readout.monitor.linkage import linked
from readout.monitor.rates import Windows, comparisons
from readout.monitor.reach import Reach, comparable, reaches
from readout.monitor.release import Freed, freed
from readout.monitor.sensitivity import LARGEST_SHIFT, sensitivity
from readout.monitor.verdicts import verdicts


@dataclass(frozen=True, slots=True)
class Account:
    """What one account makes of the incidents.

    Attributes:
        rows: ``verdict``, ``reason``, ``clause``, ``undated``; row by row as ``Compliance.rows``.
        windows: what the rates compare; None when no source reaches before and into the terms.
        freed: from when the release clause would free a party, by this account and this data.
    """

    sheet: TermsSheet
    rows: pl.DataFrame
    windows: Windows | None
    rates: tuple[RateComparison, ...]
    freed: tuple[Freed, ...]


@dataclass(frozen=True, slots=True)
class Compliance:
    """Everything that can be said, and what it rests on.

    Attributes:
        rows: coded and linked incidents of all files.
        rest: incidents so far from all the terms that only their dates were read (``table.SLIM``); under every account
            they are not covered.
        first, last: from when to when the data reach (local time); None without any incident.
        within_km: distance within which a facility gives the target class.
    """

    rows: pl.DataFrame
    rest: pl.DataFrame
    accounts: tuple[Account, ...]
    intakes: tuple[Intake, ...]
    sensitivity: tuple[SensitivityRow, ...]
    facilities: Facilities
    within_km: float
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the analyst chose.

    Attributes:
        days: length of the windows compared; None for as long as the terms run and the data reach.
        every_note: read the notes of all incidents, also of those outside the time compared.
        compare: False for the verdicts alone, without rates and sensitivity.
    """

    within_km: float = 2.0
    days: float | None = None
    every_note: bool = False
    compare: bool = True


def assess(
    sheets: Sequence[TermsSheet],
    files: Sequence[Path],
    *,
    mappings: Sequence[Mapping] = (),
    facilities: Facilities | None = None,
    view: View | None = None,
    choices: Choices | None = None,
) -> Compliance:
    """Judge every incident of the files (and of the ledger's view) under every account.

    Raises:
        SheetError: if two sheets give one account or contradict each other about a party.
        IncidentFileError: if a file cannot be used.
    """
    choices, facilities = choices or Choices(), facilities or Facilities()
    parties = united(sheets)
    words = lexicon(parties)
    opens, closes = (None, None) if choices.every_note else _span(sheets, choices)
    scope = Scope(words, opens, closes)
    table = read_incidents(files, scope, mappings, view)
    within = choices.within_km
    rows = linked(coded(table.rows, parties, words, facilities, within, 2 * within)).drop("tokens")
    rows = rows.with_columns(elsewhere(rows, sheets, parties))
    first = pl.concat([rows["opens"], table.rest["opens"]]).min()
    last = pl.concat([rows["closes"], table.rest["closes"]]).max()
    span = (first, last) if isinstance(first, datetime) and isinstance(last, datetime) else (None, None)
    reached = reaches(rows, table.rest, view) if choices.compare else ()
    accounts = tuple(_account(rows, sheet, reached, choices.days) for sheet in sheets)
    table_rows = sensitivity(rows, sheets, reached, within, choices.days) if reached else ()
    return Compliance(rows, table.rest, accounts, table.intakes, table_rows, facilities, within, *span)


def united(sheets: Sequence[TermsSheet]) -> tuple[Party, ...]:
    """The parties of all sheets, the names of each put together.

    Raises:
        ValueError: if two sheets stand for one account.
    """
    accounts = [sheet.account for sheet in sheets]
    for account in accounts:
        if accounts.count(account) > 1:
            raise ValueError(f"two terms sheets give the account {account!r}. Give each account its own name.")
    out: dict[str, Party] = {}
    for party in (party for sheet in sheets for party in sheet.parties):
        known = out.get(party.key, party)
        out[party.key] = Party(
            party.key,
            known.name,
            known.state or party.state,
            tuple(dict.fromkeys(known.names + party.names)),
            tuple(dict.fromkeys(known.sources + party.sources)),
        )
    return tuple(out.values())


def _span(sheets: Sequence[TermsSheet], choices: Choices) -> tuple[datetime | None, datetime | None]:
    """The time whose incidents are read in full: all terms, and for a comparison as much before and what the
    sensitivity table shifts. A day more on both sides is for the zones."""
    days, margin = choices.days, timedelta(days=LARGEST_SHIFT + 1)
    first, last = min(sheet.opens for sheet in sheets), max(sheet.opens for sheet in sheets)
    ends = [sheet.closes for sheet in sheets]
    known = [end for end in ends if end is not None]
    if not choices.compare:
        day = timedelta(days=1)
        return first - day, max(known) + day if len(known) == len(ends) else None
    if len(known) < len(ends):
        return (first - timedelta(days=days) - margin if days else None), None
    length = timedelta(days=days) if days else max(known) - first
    return min(first, last) - length - margin, max(known) + margin


def _account(rows: pl.DataFrame, sheet: TermsSheet, reached: Sequence[Reach], days: float | None) -> Account:
    judged = verdicts(rows, sheet)
    span = comparable(sheet, reached, days)
    with_verdict = rows.with_columns(judged["undated"], judged["verdict"])
    rates = comparisons(with_verdict, sheet, span) if span else ()
    return Account(sheet, judged, span, rates, freed(with_verdict, sheet))
