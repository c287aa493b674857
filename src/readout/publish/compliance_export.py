"""Verdicts as CSV and Parquet, and the truce as rows of the ETH/PRIO Civil Conflict Ceasefire Dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from readout.model.compliance import Area, TermsSheet
from readout.monitor.dates import local
from readout.monitor.run import Compliance
from readout.monitor.verdicts import clause_verdicts, date_verdicts
from readout.monitor.vocabulary import MEANS, TARGET_CLASSES, covered

FORMULA = r"^[=+\-@\t\r]"
PURPOSES = ("humanitarian", "peace_process", "holiday", "election", "other", "unclear")


def verdict_rows(result: Compliance) -> pl.DataFrame:
    """One row an incident, account and clause: what it is, the verdict and its reason."""
    return pl.concat(list(_parts(result)), how="vertical")


def _parts(result: Compliance) -> Iterator[pl.DataFrame]:
    for account in result.accounts:
        facts = _facts(result, account.sheet.zone)
        for clause in account.sheet.clauses:
            judged = clause_verdicts(result.rows, account.sheet, clause)
            yield _headed(account.sheet.account, clause.id, judged, facts)
        if result.rest.height:
            yield from _far(result, account.sheet, facts)


def _facts(result: Compliance, zone: str) -> pl.DataFrame:
    """What each incident is; its days are those of the account's zone."""
    return (
        result.rows.lazy()
        .select(
            incident="id",
            event="event",
            counted="counted",
            source="table",
            row="row",
            first_day=local("opens", zone).dt.date(),
            last_day=(local("closes", zone) - pl.duration(microseconds=1)).dt.date(),
            attacker="attacker",
            attacker_basis="attacker_basis",
            target_class=_named("classes", TARGET_CLASSES),
            class_basis="class_basis",
            means=_named("means", MEANS),
            facility="facility",
            facility_km=pl.col("facility_km").round(3),
            country="country",
            region="region",
            place="place",
            latitude="latitude",
            longitude="longitude",
            said_by="told_by",
            standing="standing",
            denied_by="denied_by",
            sources="sources",
            notes="notes",
        )
        .collect()
    )


def _headed(account: str, clause: str, judged: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    return pl.select(
        account=pl.repeat(account, facts.height),
        clause=pl.repeat(clause, facts.height),
        verdict=judged["verdict"].cast(pl.String),
        reason=judged["reason"].cast(pl.String),
    ).hstack(facts)


def _far(result: Compliance, sheet: TermsSheet, like: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Incidents far from all terms: their dates, and the verdict that follows from these alone."""
    facts = pl.concat([like.clear(), result.rest.select(
        incident="id", event="id", counted=pl.lit(True), source="table", row="row",
        first_day=local("opens", sheet.zone).dt.date(),
        last_day=(local("closes", sheet.zone) - pl.duration(microseconds=1)).dt.date(),
    )], how="diagonal")  # fmt: skip
    judged = date_verdicts(result.rest, sheet)
    for clause in sheet.clauses:
        yield _headed(sheet.account, clause.id, judged, facts)


def _named(column: str, vocabulary: tuple[str, ...]) -> pl.Expr:
    bits = pl.col(column)
    names = [pl.when((bits & (1 << n)) != 0).then(pl.lit(code)) for n, code in enumerate(vocabulary)]
    return pl.concat_str(names, separator=" ", ignore_nulls=True)


def write_verdicts(result: Compliance, folder: Path) -> tuple[Path, Path]:
    """Write ``verdicts.csv`` and ``verdicts.parquet``; in the CSV no cell can be taken for a formula.

    Raises:
        OSError: if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = verdict_rows(result)
    parquet, csv = folder / "verdicts.parquet", folder / "verdicts.csv"
    rows.write_parquet(parquet)
    _safe(rows).write_csv(csv)
    return csv, parquet


def _safe(rows: pl.DataFrame) -> pl.DataFrame:
    text = pl.col(pl.String)
    return rows.with_columns(pl.when(text.str.contains(FORMULA)).then(pl.lit("'") + text).otherwise(text).name.keep())


def ceasefire_rows(sheets: tuple[TermsSheet, ...]) -> pl.DataFrame:
    """One row an account and side, after the ETH/PRIO codebook; what a sheet does not say stays empty.

    ``cc_effect`` and ``cc_end`` are the first and last day. ``partial`` is 1 where some targets, means or places stay
    outside. ``purpose_unclear`` is 1: a terms sheet gives no purpose.
    """
    rows = [_ceasefire(sheet, party.key) for sheet in sheets for party in sheet.parties]
    return pl.DataFrame(rows, infer_schema_length=None)


def _ceasefire(sheet: TermsSheet, side: str) -> dict[str, object]:
    start, end = sheet.opens.date(), sheet.last_day
    every = covered(code for code in TARGET_CLASSES if code != "unspecified")
    bits = 0
    for clause in sheet.clauses:
        bits |= covered(clause.prohibits)
    partial = bits != every or any(clause.acts or not _national(clause.area) for clause in sheet.clauses)
    row: dict[str, object] = {"ceasefire": sheet.name, "account": sheet.account, "side": side}
    row |= {"dec_year": None, "dec_month": None, "dec_day": None}
    row |= {"effect_year": start.year, "effect_month": start.month, "effect_day": start.day}
    row |= {
        "end_year": end.year if end else None,
        "end_month": end.month if end else None,
        "end_day": end.day if end else None,
    }
    row |= {"partial": int(partial), "written": None, "fixed": int(end is not None)}
    row |= {"fixed_time": (end - start).days + 1 if end else None}
    row |= {f"purpose_{name}": int(name == "unclear") for name in PURPOSES}
    row |= dict.fromkeys(("ddr", "implement", "enforcement", "mediator_nego", "mediator_send", "class"))
    return row


def _national(area: Area) -> bool:
    return not (area.regions or area.circles or area.polygons)


def write_ceasefires(sheets: tuple[TermsSheet, ...], path: Path) -> Path:
    """Write ``ceasefire_rows`` as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _safe(ceasefire_rows(sheets)).write_csv(path)
    return path
