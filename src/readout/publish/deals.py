"""Agreements that speak of one measure, put together: a deal, as the dossier shows it in several sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Agreement, Finding
from readout.publish import wording
from readout.publish.register import Register

_NAMED = 3
"""Parties that the title of a deal names at most."""
_ONE_TRUCE = {"ceasefire.energy": "truce on objects", "ceasefire.infrastructure": "truce on objects"}
"""Codes that differ in scope only: accounts of one truce may use either, and must stand beside each other."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Agreement records of one measure, of the reports about one negotiation.

    Attributes:
        key: the family of the measure.
        title: the measures in words; with the parties where the view has such a deal of another negotiation too.
        measure: the measures in words, without the parties.
        records: every record, told as agreed or as not agreed.
    """

    key: str
    title: str
    measure: str
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
    groups: dict[tuple[str, int], list[Agreement]] = {}
    for record in register.of_kind(Agreement):
        groups.setdefault((family(record.measure), register.episode[record.report]), []).append(record)
    often = Counter(key for key, _ in groups)
    made = [
        Deal(key, _title(records, alone=often[key] == 1), _measure(records), tuple(records))
        for (key, _), records in groups.items()
    ]
    return tuple(sorted(made, key=_weight))


def family(measures: Iterable[str]) -> str:
    """The key of the deal that a record with these measures belongs to: that of its first measure."""
    first = next(iter(measures), "other")
    return _ONE_TRUCE.get(first, first)


def findings_on(deal: Deal, register: Register) -> tuple[Finding, ...]:
    """The findings that cite a record of the deal."""
    mine = {r.id for r in deal.records}
    return tuple(f for f in register.view.findings if mine & set(f.records))


def _measure(records: list[Agreement]) -> str:
    codes = sorted({c for r in records for c in r.measure if family([c]) == family(r.measure)})
    return wording.capital(wording.measure(codes) or "agreement on a measure not named")


def _title(records: list[Agreement], alone: bool) -> str:
    names = few(a.name for r in records for a in r.parties)
    return _measure(records) if alone or not names else f"{_measure(records)}: {names}"


def few(names: Iterable[str]) -> str:
    """Names, each once, listed; of many the first ones "and others"."""
    each = list(dict.fromkeys(names))
    return wording.listed(each if len(each) <= _NAMED else [*each[: _NAMED - 1], "others"])


def _weight(deal: Deal) -> tuple[bool, bool, int, bool, int, str]:
    told = len({r.report for r in deal.made})
    truce = deal.key.startswith(("ceasefire", "truce"))
    return not deal.made, deal.key in {"talks", "other"}, -told, not truce, -len(deal.made), deal.title
