"""The verb: reports and records in, findings out; and the same kept up as reports come in."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from readout.model import Decision, Finding, Record, Report
from readout.reconcile.actors import identities
from readout.reconcile.compose import copied, ordered
from readout.reconcile.copied_numbers import changed_numbers
from readout.reconcile.copies import Compared, Copy, copies, families
from readout.reconcile.engine import Setting, episode_findings
from readout.reconcile.episodes import Profile, episodes, profile
from readout.reconcile.items import Item, actors, item
from readout.reconcile.references import References
from readout.reconcile.sensing import Reader
from readout.reconcile.worlds import Rulings, rulings

_BETWEEN = 100_000
"""New objects between two collections; at Python's 700 they take a sixth of the time of a large corpus."""


def reconcile(
    reports: Sequence[Report],
    records: Sequence[Record],
    decisions: Sequence[Decision] = (),
    *,
    references: References | None = None,
    as_of: str | None = None,
    reader: Reader | None = None,
) -> list[Finding]:
    """What several reports say together: agreement, dispute, omission, near-copies, conflicts with reference facts.

    Pure: the same input, in any order, gives the same findings, byte for byte.

    Args:
        reports: those to compare; with ``as_of`` only the ones published up to that day count (undated ones do too).
        records: sealed records; those of unknown reports are left out.
        decisions: merges and splits by people are honoured, others do not bear on the comparison.
        references: dated facts about offices; without them there is no ``reference_conflict``.
        as_of: ISO date.
        reader: reads pairs of sentences together; without one fewer disputes are found, and more of the rest are false.

    Returns:
        Findings: conflicts and disputes first, then omissions, near-copies, what is shared, what one source has.
    """
    return Reconciler(reader).update(reports, records, decisions, references=references, as_of=as_of)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An episode's findings with what they were worked out from: while that lives, nothing else bears its ``id()``."""

    items: list[Item]
    references: References | None
    findings: list[Finding]


class Reconciler:
    """Reconciles again and again, and works out anew only what a new report, record or decision bears on.

    The findings are those that ``reconcile`` gives for the same input.

    Args:
        reader: as for ``reconcile``.
    """

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = reader
        self._compared = Compared()
        self._items: dict[str, Item] = {}
        self._profiles: dict[str, tuple[list[Item], Profile]] = {}
        self._episodes: dict[tuple[object, ...], _Kept] = {}
        self._copied: dict[tuple[str, str], tuple[Copy, tuple[Report, Report], Finding]] = {}

    def update(
        self,
        reports: Sequence[Report],
        records: Sequence[Record],
        decisions: Sequence[Decision] = (),
        *,
        references: References | None = None,
        as_of: str | None = None,
    ) -> list[Finding]:
        """Findings over all of ``reports`` and ``records``; arguments as for ``reconcile``."""
        with _seldom_collected():
            return self._update(reports, records, decisions, references, as_of)

    def _update(
        self,
        reports: Sequence[Report],
        records: Sequence[Record],
        decisions: Sequence[Decision],
        references: References | None,
        as_of: str | None,
    ) -> list[Finding]:
        known = {r.id: r for r in reports if not as_of or not r.published or r.published[:10] <= as_of[:10]}
        pairs = copies(list(known.values()), self._compared)
        by_report = self._prepared(known, records, families(list(known.values()), pairs))
        profiles = {key: self._profile(key, by_report.get(key, [])) for key in known}
        ruled = rulings(decisions)
        found = [self._copy(pair, known) for pair in pairs]
        current: dict[tuple[object, ...], _Kept] = {}
        for episode in episodes(list(known.values()), profiles):
            members = [i for report in sorted(episode) for i in by_report.get(report, [])]
            if members:
                bearing = ruled.bearing_on(frozenset(i.id for i in members)) if decisions else Rulings()
                key = (tuple(id(i) for i in members), bearing, id(references), as_of)
                kept = self._episodes.get(key) or self._worked_out(members, bearing, references, as_of)
                current[key] = kept
                found += kept.findings
        self._episodes = current
        found += changed_numbers(pairs, found, {i.id: i.record for i in self._items.values()}, known)
        return ordered(found)

    def _worked_out(
        self, members: list[Item], bearing: Rulings, references: References | None, as_of: str | None
    ) -> _Kept:
        who = identities(a for i in members for a in actors(i.record))
        setting = Setting(who, references, as_of, self._reader)
        return _Kept(members, references, episode_findings(members, setting, bearing))

    def _prepared(
        self, known: dict[str, Report], records: Sequence[Record], sources: dict[str, str]
    ) -> dict[str, list[Item]]:
        """Items by report, in order of their place in it; an item made before is used again as it is."""
        kept: dict[str, Item] = {}
        by_report: dict[str, list[Item]] = {}
        for record in records:
            report = known.get(record.report)
            if report is None or record.id in kept:
                continue
            before = self._items.get(record.id)
            source = sources[report.id]
            if before is None or before.source != source or not _equal(before, record, report):
                before = item(record, report, source)
            kept[record.id] = before
            by_report.setdefault(report.id, []).append(kept[record.id])
        self._items = kept
        for members in by_report.values():
            members.sort(key=lambda i: (i.record.evidence, i.id))
        return by_report

    def _copy(self, pair: Copy, known: dict[str, Report]) -> Finding:
        before = self._copied.get((pair.first, pair.second))
        told = known[pair.first], known[pair.second]
        if before is None or before[0] is not pair or before[1] != told:
            before = self._copied[pair.first, pair.second] = (pair, told, copied(pair, known))
        return before[2]

    def _profile(self, report: str, items: list[Item]) -> Profile:
        before = self._profiles.get(report)
        if before is None or [id(i) for i in before[0]] != [id(i) for i in items]:
            before = self._profiles[report] = (items, profile(items))
        return before[1]


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Has garbage looked for seldom: what is compared makes millions of small things that live on, and no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _equal(before: Item, record: Record, report: Report) -> bool:
    """The record and the report of an item are as they were: mostly the very objects, which are asked first."""
    return (before.record is record or before.record == record) and (before.report is report or before.report == report)
