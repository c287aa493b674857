"""A monitor run for the terminal: the table of accounts and parties, rates and caveats, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.markup import escape
from rich.table import Table

from readout.monitor.caveats import caveats
from readout.monitor.run import Compliance
from readout.monitor.summary import STANDINGS, PartyCount, by_class, by_month, by_party

SHORT = {
    "one_side": "other side",
    "admitted": "own side",
    "both_sides": "both",
    "third_party": "others",
    "unsaid": "nobody",
}
"""Who says it, for narrow columns."""


def tables(result: Compliance) -> Iterator[Table | str]:
    """Caveats first, then accounts by parties and who says it, then rates, then months where quantities are given."""
    yield "Before the numbers\n" + "\n".join(f"  - {escape(line)}" for line in caveats(result)) + "\n"
    yield _parties(result)
    yield _tellers(result)
    yield _rates(result)
    if months := by_month(result):
        table = Table("Month", "Launched", "Destroyed", "Rows", "Lacking a number", title="By month")
        for month in months:
            table.add_row(
                month.month, f"{month.launched:,.0f}", f"{month.destroyed:,.0f}", str(month.rows), str(month.without)
            )
        yield table


def _parties(result: Compliance) -> Table:
    table = Table("Account", "Attacker", title="Accounts and parties")
    for name in ("Breach", "Undetermined", "Not covered"):
        table.add_column(name, justify="right")
    for count in _counts(result):
        table.add_row(
            escape(count.account), escape(count.party), str(count.breaches), str(count.undetermined),
            str(count.not_covered),
        )  # fmt: skip
    return table


def _tellers(result: Compliance) -> Table:
    table = Table("Account", "Attacker", title="Breaches by who says so")
    for name in STANDINGS:
        table.add_column(SHORT[name], justify="right")
    table.add_column("denied", justify="right")
    for count in _counts(result):
        if count.breaches:
            table.add_row(
                escape(count.account), escape(count.party), *(str(n) for n in count.standings), str(count.denied)
            )
    return table


def _counts(result: Compliance) -> Iterator[PartyCount]:
    """Rows of both tables: "other" only where there is something of them."""
    for account in result.accounts:
        for count in by_party(result, account):
            if count.party != "other" or count.breaches or count.undetermined or count.not_covered:
                yield count


def _rates(result: Compliance) -> Table:
    table = Table(
        "Account", "Attacker", "Before", "During", "Ratio of rates", "95 % interval", "p", title="Before and during"
    )
    for account in result.accounts:
        for rate in account.rates:
            if rate.target_class == "all":
                high = "∞" if rate.high is None else f"{rate.high:.2f}"
                interval = "—" if rate.p is None else f"{rate.low or 0:.2f} to {high}"
                table.add_row(
                    escape(rate.account), escape(rate.party), str(rate.before), str(rate.during),
                    "—" if rate.ratio is None else f"{rate.ratio:.2f}", interval,
                    "—" if rate.p is None else f"{rate.p:.3f}",
                )  # fmt: skip
    return table


def as_plain(result: Compliance, written: list[str]) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "caveats": list(caveats(result)),
        "accounts": [
            {
                "account": account.sheet.account,
                "parties": [asdict(count) for count in by_party(result, account)],
                "classes": [{"class": c, "breaches": b, "undetermined": u} for c, b, u in by_class(result, account)],
                "windows": account.windows.said if account.windows else None,
                "rates": [asdict(rate) for rate in account.rates],
                "released": [{**asdict(f), "since": f.since.isoformat()} for f in account.freed],
            }
            for account in result.accounts
        ],
        "sensitivity": [asdict(row) for row in result.sensitivity],
        "months": [asdict(month) for month in by_month(result)],
        "files": [asdict(intake) for intake in result.intakes],
        "written": written,
    }
