"""Is it kept? The page of a monitor run: caveats first, accounts side by side, every verdict with its reason."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from readout.model.compliance import Area, Intake, RateComparison, SensitivityRow, TermsSheet
from readout.monitor.caveats import caveats
from readout.monitor.dates import local
from readout.monitor.reasons import listed, span
from readout.monitor.run import Account, Compliance
from readout.monitor.summary import (
    STANDING_WORDS,
    STANDINGS,
    MonthCount,
    PartyCount,
    by_class,
    by_day,
    by_month,
    by_party,
    by_source,
    judged,
)
from readout.monitor.vocabulary import TARGET_CLASSES, codes
from readout.publish.compliance_chart import DailyChart, daily_chart, peak
from readout.publish.map import MapPicture, Pin, picture
from readout.publish.shown import visible

LISTED = 1000
"""Events that a page lists at most; the files beside it hold all."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term as each account has it; ``differs`` where the accounts do not agree."""

    name: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class AccountPart:
    """What the page shows of one account."""

    name: str
    counts: tuple[PartyCount, ...]
    classes: tuple[tuple[str, int, int], ...]
    sources: tuple[tuple[str, int, int], ...]
    rates: tuple[RateComparison, ...]
    sensitivity: tuple[SensitivityRow, ...]
    windows: str | None
    chart: DailyChart | None


@dataclass(frozen=True, slots=True)
class ListedVerdict:
    """The verdict of one account about a listed incident."""

    account: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListedIncident:
    """One event with what every account makes of it."""

    number: int
    id: str
    when: str
    place: str
    attacker: str
    attacker_basis: str
    target: str
    target_basis: str
    standing: str
    denied_by: str | None
    sources: str
    notes: str
    located: bool
    verdicts: tuple[ListedVerdict, ...]


@dataclass(frozen=True, slots=True)
class CompliancePage:
    """Everything that the template shows; ``level`` is that of the headings under the title's."""

    title: str
    meta: tuple[str, ...]
    level: int
    version: str
    policy: str
    style: Markup
    script: Markup
    limit: int
    caveats: tuple[str, ...]
    accounts: tuple[AccountPart, ...]
    terms: tuple[TermRow, ...]
    map: MapPicture | None
    incidents: tuple[ListedIncident, ...]
    unlisted: int
    intakes: tuple[Intake, ...]
    months: tuple[MonthCount, ...]
    standings: tuple[tuple[str, str], ...]
    test: str


def write_compliance(result: Compliance, out: Path, *, title: str | None = None) -> Path:
    """Write the page of a run; the same run gives the same bytes.

    Raises:
        OSError: if the file cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(compliance_page(result, title=title), encoding="utf-8")
    return out


def compliance_page(result: Compliance, *, title: str | None = None) -> str:
    """The page of a run as one self-contained HTML text."""
    return _environment().get_template("compliance.html.j2").render(page=_page(result, title, 2))


def compliance_section(result: Compliance) -> Markup:
    """The same as one section with ``id="kept"``, for ``dossier.write_dossier`` to take in."""
    rendered = _environment().get_template("compliance_section.html.j2").render(page=_page(result, None, 3))
    return Markup(rendered)  # noqa: S704  every value in it was escaped by the template


def compliance_style() -> str:
    """Style rules that the section needs besides those of the dossier."""
    return (files("readout.publish") / "templates" / "compliance.css").read_text(encoding="utf-8")


def _page(result: Compliance, title: str | None, level: int) -> CompliancePage:
    listed_rows, unlisted = _listed(result)
    style = (files("readout.publish") / "templates" / "dossier.css").read_text(encoding="utf-8") + compliance_style()
    script = (files("readout.publish") / "templates" / "compliance.js").read_text(encoding="utf-8")
    rates = [rate for account in result.accounts for rate in account.rates]
    return CompliancePage(
        title=title or f"Is it kept? {result.accounts[0].sheet.name}",
        meta=(
            f"{len(result.accounts)} {'account' if len(result.accounts) == 1 else 'accounts'} of the terms",
            f"{len(listed_rows) + unlisted:,} events not surely outside them",
            f"days of {result.accounts[0].sheet.zone}",
        ),
        level=level,
        version=version("readout"),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
        "form-action 'none'",
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        limit=LISTED,
        caveats=caveats(result),
        accounts=_accounts(result),
        terms=_terms(tuple(account.sheet for account in result.accounts)),
        map=_map(result, listed_rows),
        incidents=tuple(listed_rows),
        unlisted=unlisted,
        intakes=result.intakes,
        months=by_month(result),
        standings=tuple((name, STANDING_WORDS[name]) for name in STANDINGS),
        test=rates[0].test if rates else "",
    )


def _hash(content: str) -> str:
    """A content security policy's name for our own style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _accounts(result: Compliance) -> tuple[AccountPart, ...]:
    days = {account.sheet.account: by_day(result, account) for account in result.accounts}
    highest = max((peak(counts) for counts in days.values() if counts), default=1)
    return tuple(
        AccountPart(
            account.sheet.account,
            by_party(result, account),
            by_class(result, account),
            by_source(result, account),
            account.rates,
            tuple(row for row in result.sensitivity if row.account == account.sheet.account),
            account.windows.said if account.windows else None,
            daily_chart(days[account.sheet.account], *_shown_days(result), *_covered_days(account), highest),
        )
        for account in result.accounts
    )


def _shown_days(result: Compliance) -> tuple[date, date]:
    """From a week before the first start to a week after the last end, or as far as the data reach."""
    sheets = [account.sheet for account in result.accounts]
    reach = result.last or max(sheet.opens for sheet in sheets)
    first = min(sheet.opens for sheet in sheets) - timedelta(days=7)
    last = max(sheet.closes or reach for sheet in sheets) + timedelta(days=7)
    return first.date(), max(first, min(last, reach)).date()


def _covered_days(account: Account) -> tuple[date, date | None]:
    return account.sheet.opens.date(), account.sheet.last_day


def _terms(sheets: tuple[TermsSheet, ...]) -> tuple[TermRow, ...]:
    rows = (
        ("Words", [" · ".join(clause.words for clause in sheet.clauses) for sheet in sheets]),
        (
            "Not to be struck",
            [", ".join(dict.fromkeys(c for clause in s.clauses for c in clause.prohibits)) for s in sheets],
        ),
        ("By what means", [", ".join(dict.fromkeys(c for x in s.clauses for c in x.acts)) or "any" for s in sheets]),
        ("Parties bound", [", ".join(party.name for party in sheet.parties) for sheet in sheets]),
        ("Dates", [span(sheet) for sheet in sheets]),
        ("End as reckoned", [sheet.end_said for sheet in sheets]),
        ("Area", ["; ".join(dict.fromkeys(_area(clause.area) for clause in sheet.clauses)) for sheet in sheets]),
        ("Exceptions", ["; ".join(e.words for e in sheet.exceptions) or "none given" for sheet in sheets]),
        ("Extension", [sheet.extension or "none given" for sheet in sheets]),
        ("Release", [sheet.release or "none given" for sheet in sheets]),
    )
    return tuple(TermRow(name, tuple(cells), len(set(cells)) > 1) for name, cells in rows)


def _area(area: Area) -> str:
    if area.everywhere:
        return "everywhere"
    circles = [f"{c.radius_km:g} km around {c.name or f'{c.latitude:g}, {c.longitude:g}'}" for c in area.circles]
    return ", ".join((*area.countries, *area.regions, *circles, *(p.name for p in area.polygons)))


def _listed(result: Compliance) -> tuple[list[ListedIncident], int]:
    """Events that are not surely outside under every account: breaches first, then by time."""
    zone = result.accounts[0].sheet.zone
    shown = {name: local(name, zone) for name in ("opens", "closes")}
    frames = [judged(result, account).with_columns(**shown) for account in result.accounts]
    interest = [
        pl.when(frame["verdict"] == "breach").then(2).when(frame["verdict"] == "undetermined").then(1).otherwise(0)
        for frame in frames
    ]
    weights = pl.select(weight=pl.max_horizontal(interest))["weight"]
    order = (
        result.rows.with_row_index("n").with_columns(weight=weights).filter(pl.col("counted") & (pl.col("weight") > 0))
    )
    chosen = order.sort("weight", "opens", "id", descending=[True, False, False])
    numbers = chosen["n"].head(LISTED).to_list()
    out = [_incident(k, [frame.row(n, named=True) for frame in frames], result) for k, n in enumerate(numbers, start=1)]
    return out, chosen.height - len(out)


def _incident(number: int, rows: list[dict[str, object]], result: Compliance) -> ListedIncident:
    row = rows[0]

    def text(name: str, default: str = "") -> str:
        return str(row[name]) if row[name] is not None else default

    basis = text("class_basis")
    if basis == "facility":
        basis = f"nearest facility: {text('facility')}, {float(text('facility_km', '0')):.1f} km"
    bits = int(text("classes", "0"))
    return ListedIncident(
        number=number,
        id=text("id"),
        when=_when(row["opens"], row["closes"]),
        place=", ".join(part for part in (text("place"), text("region"), text("country")) if part) or "not known",
        attacker=text("attacker", "not known"),
        attacker_basis=text("attacker_basis"),
        target=listed(codes(bits, TARGET_CLASSES)) or "not known",
        target_basis=basis,
        standing=STANDING_WORDS.get(text("standing"), ""),
        denied_by=text("denied_by") or None,
        sources=text("sources", "none named"),
        notes=text("notes"),
        located=row["latitude"] is not None,
        verdicts=tuple(
            ListedVerdict(account.sheet.account, str(judged_row["verdict"]), str(judged_row["reason"]))
            for account, judged_row in zip(result.accounts, rows, strict=True)
        ),
    )


def _when(opens: object, closes: object) -> str:
    if not isinstance(opens, datetime) or not isinstance(closes, datetime):
        return "no date"
    last = (closes - timedelta(microseconds=1)).date()
    if closes - opens < timedelta(hours=23):
        return f"{opens:%Y-%m-%d %H:%M}"
    return f"{opens.date()}" if opens.date() == last else f"{opens.date()} to {last}"


def _map(result: Compliance, incidents: list[ListedIncident]) -> MapPicture | None:
    places = {
        row["id"]: row for row in result.rows.filter(pl.col("id").is_in([i.id for i in incidents])).select(
            "id", "place", "latitude", "longitude"
        ).iter_rows(named=True)
    }  # fmt: skip
    pins = []
    for incident in incidents:
        row = places[incident.id]
        if incident.located and any(v.verdict == "breach" for v in incident.verdicts):
            pins.append(Pin(incident.number, row["place"] or "", row["longitude"], row["latitude"]))
    return picture(pins)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("readout.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rate"] = lambda value: "—" if value is None else f"{value:.2f}"
    environment.filters["high"] = lambda value: "∞" if value is None else f"{value:.2f}"
    environment.filters["words"] = lambda value: str(value).replace("_", " ")
    return environment
