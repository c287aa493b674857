"""From groups and differences to findings, in an order that does not depend on the order of the input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readout.model import Finding, Report, Span
from readout.reconcile.copies import Copy
from readout.reconcile.groups import Difference, Group
from readout.reconcile.items import Item
from readout.reconcile.sentences import named, outlet
from readout.reconcile.words import clipped

_TYPES = ("reference_conflict", "disputed", "omitted", "near_copy", "corroborated", "single_source")
_ORDER = {name: at for at, name in enumerate(_TYPES)}
_CHANGES_SHOWN = 12


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings once each: what conflicts first, then what is shared, then what one source has; by id within a type."""
    unique = {f.id: f for f in findings}
    return sorted(unique.values(), key=lambda f: (_ORDER[f.finding], f.about or "", f.id))


def differing(difference: Difference) -> Finding:
    """The finding of a difference."""
    spans: dict[str, list[Span]] = {}
    for report, span in difference.spans:
        spans.setdefault(report, []).append(span)
    return Finding.create(
        difference.finding,
        _records(difference.items),
        about=difference.about,
        evidence=_passages(difference.items, spans),
        explanation=difference.explanation,
        reference=difference.reference,
        subject=difference.subject,
        reason=difference.reason,
    )


def _records(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(sorted({i.id for i in items if i.recorded}))


def _passages(items: Iterable[Item], spans: dict[str, list[Span]]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """``spans`` with the words of items that no record holds, by report."""
    every = {report: set(pieces) for report, pieces in spans.items()}
    for item in items:
        if not item.recorded:
            every.setdefault(item.report.id, set()).update(item.record.evidence)
    return tuple((report, tuple(sorted(pieces))) for report, pieces in sorted(every.items()))


def shared(groups: Sequence[Group]) -> list[Finding]:
    """Corroborated findings: groups of two or more independent sources, none inside another."""
    wide = [g for g in groups if len(g.sources) > 1]
    wide.sort(key=lambda g: (-len(g.items), g.kind, sorted(i.id for i in g.items)))
    found, seen = [], set()
    for group in wide:
        ids = frozenset(i.id for i in group.items)
        if ids in seen:
            continue
        seen.add(ids)
        found.append(_corroborated(group))
    return found


def _corroborated(group: Group) -> Finding:
    firsts = {
        i.source: i for i in sorted(group.items, key=lambda i: (i.published or 0, i.report.id, i.id), reverse=True)
    }
    outlets = named(sorted((i.report for i in firsts.values()), key=lambda r: (r.published or "", r.id)))
    shown = min(firsts.values(), key=lambda i: (len(i.text), i.id))
    words = f"{outlets} carry it, {len(firsts)} independent sources: “{clipped(shown.text, 120)}”."
    return Finding.create(
        "corroborated",
        _records(group.items),
        evidence=_passages(group.items, {}),
        explanation=words,
        subject=group.subject,
        reason=group.reason,
    )


def single(items: Sequence[Item], groups: Sequence[Group], differences: Sequence[Difference]) -> list[Finding]:
    """What one source alone has, where other sources speak of the same events."""
    if len({i.source for i in items}) < 2:
        return []
    told = {i.id for g in groups if len(g.sources) > 1 for i in g.items}
    told |= {i.id for d in differences if d.finding == "disputed" for i in d.items}
    found = []
    for item in items:
        if item.id not in told and item.record.kind != "statement":
            words = f"Only {outlet(item.report)} has this: “{clipped(item.text, 120)}”."
            found.append(Finding.create("single_source", (item.id,), explanation=words, subject=item.record.kind))
    return found


def copied(copy: Copy, reports: dict[str, Report]) -> Finding:
    """The finding of a near-copy, with the changed words shown."""
    first, second = reports[copy.first], reports[copy.second]
    changes = [c for c in copy.changes if c.before or c.after]
    told = "; ".join(f"“{c.before or '—'}” became “{c.after or '—'}”" for c in changes[:_CHANGES_SHOWN])
    more = f"; and {len(changes) - _CHANGES_SHOWN} more" if len(changes) > _CHANGES_SHOWN else ""
    percent = round(copy.share * 100)
    words = f"{outlet(first)} and {outlet(second)} share {percent} percent of the shorter text and count as one source"
    words += f"; changed words: {told}{more}." if told else "; no word is changed."
    evidence = (
        (first.id, tuple(sorted({a for a, _ in copy.passages}))),
        (second.id, tuple(sorted({b for _, b in copy.passages}))),
    )
    return Finding.create(
        "near_copy",
        (),
        evidence=evidence,
        explanation=words,
        subject="one text in several outlets",
        reason="shingles of five words that both texts have",
    )
