"""Agreements that speak of one measure, put together: a deal, as the dossier shows it in several sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Agreement, Finding
from readout.publish import wording
from readout.publish.register import Register

_ONE_TRUCE = {"ceasefire.energy": "truce on objects", "ceasefire.infrastructure": "truce on objects"}
"""Codes that differ in scope only: accounts of one truce may use either, and must stand beside each other."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Agreement records of one measure.

    Attributes:
        key: names the deal within its dossier.
        title: the measures in words.
        records: every record, told as agreed or as not agreed.
    """

    key: str
    title: str
    records: tuple[Agreement, ...]

    @property
    def made(self) -> tuple[Agreement, ...]:
        """The records that tell of an agreement."""
        return tuple(r for r in self.records if r.factuality != "negated")

    @property
    def refused(self) -> tuple[Agreement, ...]:
        """The records that tell that it was not agreed."""
        return tuple(r for r in self.records if r.factuality == "negated")


def deals(register: Register) -> tuple[Deal, ...]:
    """The deals of a view, most told and most sourced first."""
    groups: dict[str, list[Agreement]] = {}
    for record in register.of_kind(Agreement):
        groups.setdefault(family(record.measure), []).append(record)
    made = [Deal(key, wording.capital(_title(records)), tuple(records)) for key, records in groups.items()]
    return tuple(sorted(made, key=_weight))


def family(measures: Iterable[str]) -> str:
    """The key of the deal that a record with these measures belongs to: that of its first measure."""
    first = next(iter(measures), "other")
    return _ONE_TRUCE.get(first, first)


def findings_on(deal: Deal, register: Register) -> tuple[Finding, ...]:
    """The findings that cite a record of the deal."""
    mine = {r.id for r in deal.records}
    return tuple(f for f in register.view.findings if mine & set(f.records))


def _title(records: list[Agreement]) -> str:
    codes = sorted({c for r in records for c in r.measure if family([c]) == family(r.measure)})
    return wording.measure(codes) or "agreement on a measure not named"


def _weight(deal: Deal) -> tuple[bool, bool, int, int, str]:
    told = len({r.report for r in deal.made})
    return not deal.made, deal.key in {"talks", "other"}, -told, -len(deal.made), deal.key
