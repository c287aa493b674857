"""What changed between two runs: new, confirmed, contradicted, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from readout.model import Finding

Change = Literal["new", "confirmed", "contradicted", "withdrawn"]
_AGAINST = frozenset({"disputed", "reference_conflict"})
_FOR = frozenset({"single_source", "corroborated"})


@dataclass(frozen=True, slots=True)
class Changed:
    """One change.

    Attributes:
        change: ``new``: nothing of it was there; ``confirmed``: further records now carry it; ``contradicted``: what
            stood undisputed is now disputed or against reference; ``withdrawn``: it no longer holds.
        before: the finding as it was; None when it is new.
        after: the finding as it is; None when it is withdrawn.
    """

    change: Change
    before: Finding | None
    after: Finding | None


def changes(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Changed, ...]:
    """What is new, confirmed, contradicted or withdrawn in ``after``, in the order of ``after``, withdrawn ones last.

    Findings of two runs are of one thing when they are of one type and subject matter and share a record (where no
    record holds them: a passage; for near-copies: two reports). A finding that merely stayed is not listed.
    """
    then, now = _by_key(before), _by_key(after)
    found = []
    for finding in after:
        earlier = _same(finding, then)
        if earlier is None:
            stood = _stood(finding, then) if finding.finding in _AGAINST else None
            single = _stood(finding, then) if finding.finding == "corroborated" else None
            change: Change = "contradicted" if stood else "confirmed" if single else "new"
            found.append(Changed(change, stood or single, finding))
        elif finding.finding == "corroborated" and set(_marks(finding)) - set(_marks(earlier)):
            found.append(Changed("confirmed", earlier, finding))
    carried = {c.before.id for c in found if c.before}
    gone = (f for f in before if f.id not in carried and _same(f, now) is None and not _taken_up(f, now))
    return (*found, *(Changed("withdrawn", f, None) for f in gone))


_Index = dict[tuple[str, str | None, str], list[Finding]]


def _marks(finding: Finding) -> tuple[str, ...]:
    """What a finding rests on: its records; without any its passages, and for near-copies the pair of reports."""
    if finding.records:
        return finding.records
    if finding.finding == "near_copy":
        return (" ".join(report for report, _ in finding.evidence),)
    return tuple(f"{report} {span.start} {span.end}" for report, spans in finding.evidence for span in spans)


def _by_key(findings: Iterable[Finding]) -> _Index:
    index: _Index = {}
    for finding in findings:
        for mark in _marks(finding):
            index.setdefault((finding.finding, finding.about, mark), []).append(finding)
    return index


def _same(finding: Finding, index: _Index) -> Finding | None:
    """The finding of the other run that shares most with this one."""
    found = {f.id: f for mark in _marks(finding) for f in index.get((finding.finding, finding.about, mark), ())}
    return max(found.values(), key=lambda f: (len(set(_marks(f)) & set(_marks(finding))), f.id), default=None)


def _stood(finding: Finding, index: _Index) -> Finding | None:
    """A finding of the earlier run that told one of these records as undisputed."""
    for kind in sorted(_FOR):
        for mark in _marks(finding):
            for earlier in index.get((kind, None, mark), ()):
                return earlier
    return None


def _taken_up(finding: Finding, index: _Index) -> bool:
    """A single source that is now part of a shared or disputed thing was not withdrawn."""
    if finding.finding != "single_source":
        return False
    return any((kind, None, mark) in index for kind in ("corroborated",) for mark in finding.records) or any(
        mark in finding.records for kind, _, mark in index if kind in _AGAINST
    )
