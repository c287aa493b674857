"""Which party a source's own name for an actor or outlet means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import polars as pl

from readout.model.compliance import Party
from readout.monitor.lexicon import stem

NOBODY = re.compile(r"^(?:unidentified|unknown|unspecified|none|n/a|невідом|неизвестн)", re.IGNORECASE)
UNARMED = re.compile(r"^(?:civilians|protesters|rioters)\b", re.IGNORECASE)
OFFICIAL = re.compile(
    r"minist|army|military|armed forces|general staff|president|government|kremlin|air force|navy|security service"
    r"|administration|мініст|минист|генштаб|збройн|вооруж|уряд|правительств|міноборон|минобор|офіс президента",
    re.IGNORECASE,
)
OTHER = "other"
THIRD = "third"


def by_distinct(column: pl.Series, said: Callable[[str], str | None]) -> pl.Series:
    """``said`` of every value, asked once for each distinct value; null stays null."""
    distinct = column.unique().drop_nulls()
    answers = pl.Series([said(value) for value in distinct], dtype=pl.String)
    return column.replace_strict(distinct, answers, default=None, return_dtype=pl.String)


def party_of(name: str, parties: Sequence[Party]) -> str | None:
    """The party's key, ``OTHER`` for a known actor that is none, None when the name names nobody or several."""
    if NOBODY.match(name) or UNARMED.match(name) or not name.strip():
        return None
    exact = [p.key for p in parties if name.casefold() in _forms(p)]
    if len(exact) == 1:
        return exact[0]
    found = [p.key for p in parties if any(_within(form, name) for form in _forms(p))]
    return found[0] if len(found) == 1 else None if found else OTHER


def named_among(actors: str, parties: Sequence[Party]) -> str | None:
    """ "party" when a party is among the actors of a row, "others" when only others are, None when nobody is named."""
    if any(_within(form, actors) for party in parties for form in _forms(party)):
        return "party"
    named = [name.strip() for name in actors.split(";")]
    return "others" if any(name and not NOBODY.match(name) and not UNARMED.match(name) for name in named) else None


def speakers(sources: str, parties: Sequence[Party]) -> str:
    """Who tells of it: the keys of the parties whose offices are among the sources, and ``THIRD`` for others."""
    found: set[str] = set()
    for source in re.split(r"[;|]", sources):
        said = source.strip()
        if said:
            found.add(_speaker(said, parties))
    return "+".join(sorted(found))


def _speaker(source: str, parties: Sequence[Party]) -> str:
    for party in parties:
        if source.casefold() in {form.casefold() for form in (party.key, *party.sources)}:
            return party.key
        if any(form.casefold() in source.casefold() for form in party.sources):
            return party.key
    official = [p.key for p in parties if OFFICIAL.search(source) and any(_within(f, source) for f in _forms(p))]
    return official[0] if len(official) == 1 else THIRD


def _forms(party: Party) -> set[str]:
    return {form.casefold() for form in (party.key, party.state or party.key, party.name, *party.names)}


def _within(form: str, name: str) -> bool:
    """Whether a form of a party's name begins a word of ``name``."""
    key = stem(form if len(form) > 4 else form.upper())
    ending = r"\w*" if key.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(key.rstrip('*'))}{ending}", name.lower()) is not None
