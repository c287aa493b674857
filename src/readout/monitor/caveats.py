"""What a reader must know before the numbers."""

from __future__ import annotations

import polars as pl

from readout.monitor.run import Account, Compliance
from readout.monitor.summary import judged


def caveats(result: Compliance) -> tuple[str, ...]:
    """Sentences, the weightiest first; every one follows from this run's data and terms."""
    return (
        "A verdict is about these rows under these terms. It is no finding of fact or of law, and it does not say "
        "which account of the terms is right.",
        *_unsure(result),
        *_one_sided(result),
        *(line for account in result.accounts for line in _rates(account)),
        *(line for account in result.accounts for line in _freed(account)),
        *_elsewhere(result),
        *_sources(result),
        *_facilities(result),
        *_unread(result),
    )


def _unsure(result: Compliance) -> list[str]:
    out = []
    for account in result.accounts:
        rows = judged(result, account).filter("counted")
        during = rows.filter(pl.col("verdict") != "not_covered")
        unsure = int((during["verdict"] == "undetermined").sum())
        if unsure:
            share = unsure / during.height
            out.append(
                f"{account.sheet.account}: {unsure} of {during.height} events that are not surely outside the terms "
                f"({share:.0%}) cannot be judged. They are neither breaches nor compliance."
            )
    return out


def _one_sided(result: Compliance) -> list[str]:
    out = []
    for account in result.accounts:
        breaches = judged(result, account).filter(pl.col("counted") & (pl.col("verdict") == "breach"))
        alone = int((breaches["standing"] == "one_side").sum())
        denied = int(breaches["denied_by"].is_not_null().sum())
        if alone or denied:
            out.append(
                f"{account.sheet.account}: of {breaches.height} breaches {alone} are said by the other side only and "
                f"{denied} are denied by somebody; these counts are kept apart below."
            )
    return out


def _rates(account: Account) -> list[str]:
    name = account.sheet.account
    if account.windows is None:
        return [f"{name}: no source reaches both before and into the terms, so before and during are not compared."]
    whole = next((r for r in account.rates if r.party == "all" and r.target_class == "all"), None)
    said = [f"{name}: windows of equal length are compared: {account.windows.said}."]
    return said + [f"{name}: {warning}." for warning in (whole.warnings if whole else ())]


def _freed(account: Account) -> list[str]:
    return [
        f"{account.sheet.account}: a breach by one side frees the other. On this data {freed.by}'s first breach is of "
        f"{freed.since:%Y-%m-%d}; {freed.later} breaches of {freed.party} from then on would be released, if that "
        "first one stands. Verdicts are shown without the release."
        for freed in account.freed
    ]


def _elsewhere(result: Compliance) -> list[str]:
    far = int((result.rows["elsewhere"] & result.rows["counted"]).sum())
    if not far:
        return []
    return [
        f"{far:,} events belong to other conflicts: neither a party of the terms nor their area is named. They are not "
        "covered, and no rate counts them."
    ]


def _sources(result: Compliance) -> list[str]:
    out = []
    for intake in result.intakes:
        left = intake.rows - intake.taken
        if left:
            reasons = "; ".join(f"{count:,} {words}" for words, count in intake.left_out[:4])
            out.append(f"{intake.file}: {left:,} of {intake.rows:,} rows were left out: {reasons}.")
        out += [f"{intake.file}: {remark}." for remark in intake.remarks]
    return out


def _facilities(result: Compliance) -> list[str]:
    near = int((result.rows["class_basis"] == "facility").sum())
    if not result.facilities.known:
        return ["No list of facilities was given: target classes rest on tags, words and types of event only."]
    return [
        f"{near} incidents got their target class only from a known facility within {result.within_km:g} km, which "
        "does not show that the facility was the target."
    ]


def _unread(result: Compliance) -> list[str]:
    unread = result.rest.height
    if not unread:
        return []
    return [
        f"{unread:,} incidents lie outside the time compared; they are judged by their date, and their notes were not "
        "read."
    ]
