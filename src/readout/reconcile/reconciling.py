"""The verb: reports and records in, findings out."""

from __future__ import annotations

from collections.abc import Sequence

from readout.model import Decision, Finding, Record, Report
from readout.reconcile.actors import identities
from readout.reconcile.compose import copied, ordered
from readout.reconcile.copies import copies, families
from readout.reconcile.engine import Setting, episode_findings
from readout.reconcile.episodes import episodes
from readout.reconcile.items import Item, actors, items
from readout.reconcile.references import References
from readout.reconcile.worlds import rulings


def reconcile(
    reports: Sequence[Report],
    records: Sequence[Record],
    decisions: Sequence[Decision] = (),
    *,
    references: References | None = None,
    as_of: str | None = None,
) -> list[Finding]:
    """What several reports say together: agreement, dispute, omission, near-copies, conflicts with reference facts.

    Pure: the same input, in any order, gives the same findings, byte for byte.

    Args:
        reports: those to compare; with ``as_of`` only the ones published up to that day count (undated ones do too).
        records: sealed records; those of unknown reports are left out.
        decisions: merges and splits by people are honoured, others do not bear on the comparison.
        references: dated facts about offices; without them there is no ``reference_conflict``.
        as_of: ISO date.

    Returns:
        Findings: conflicts and disputes first, then omissions, near-copies, what is shared, what one source has.
    """
    known = {r.id: r for r in reports if not as_of or not r.published or r.published[:10] <= as_of[:10]}
    used = sorted((r for r in {r.id: r for r in records}.values() if r.report in known), key=lambda r: r.id)
    pairs = copies(list(known.values()))
    who = identities(a for r in used for a in actors(r))
    prepared = items(used, known, families(list(known.values()), pairs), who)
    by_report: dict[str, list[Item]] = {}
    for item in prepared:
        by_report.setdefault(item.report.id, []).append(item)
    setting, ruled = Setting(who, references, as_of), rulings(decisions)
    found = [copied(pair, known) for pair in pairs]
    for episode in episodes(list(known.values()), by_report, who):
        members = [i for report in sorted(episode) for i in by_report.get(report, [])]
        if members:
            found += episode_findings(members, setting, ruled.bearing_on(frozenset(i.id for i in members)))
    return ordered(found)
