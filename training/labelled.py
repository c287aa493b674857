"""Pairs of sentences of different reports with how people say that they stand to each other.

A cluster is every NAME_OUTLET.txt of one NAME with NAME.findings beside it. A pair of sentences is a dispute of a type
where a finding of that type cites both, and tells the same where a finding says that both carry one thing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.product import coded, reports_of

from readout.linking.offices import load
from readout.model import Record, Report, Span
from readout.reconcile.actors import identities
from readout.reconcile.engine import Setting, held_together, terms_held
from readout.reconcile.items import Item, actors, item
from readout.reconcile.judged import TOLD, Pair, half_shared
from readout.reconcile.lines import Line, lines
from readout.reconcile.terms import Term
from training.accounts import CONTRASTS, Accounts, read_folder

DISPUTES = frozenset(CONTRASTS) - {"same"}
OMITTED = "omitted"


@dataclass(frozen=True)
class Example:
    """Two sentences.

    Attributes:
        cluster: what they are of, unique over all folders.
        a, b: the sentences as they stand in their reports.
        pair: what the comparison knows of the two; None where it does not hold them together.
        types: of the findings that cite both: types of dispute, or ``TOLD``.
        findings: those findings by type and number, where there are findings.
    """

    cluster: str
    a: str
    b: str
    pair: Pair | None
    types: frozenset[str]
    findings: frozenset[tuple[str, int | tuple[int, ...]]] = frozenset()


@dataclass(frozen=True)
class Given:
    """A sentence that may give a term of an accord; ``omitted`` are the omissions, by number, that cite it."""

    cluster: str
    term: Term
    omitted: frozenset[int]


def of_clusters(folder: Path) -> Iterator[Example]:
    """Every two sentences of different reports of every cluster of ``folder``."""
    for name, members, records, wanted in _clusters(folder):
        kinds = [_type(w) for w in wanted]
        spans = [
            (kind, n, _spans(w["evidence"], members)) for n, (kind, w) in enumerate(zip(kinds, wanted, strict=True))
        ]
        for a, b, pair in _pairs(members, records):
            cited = frozenset((kind, n) for kind, n, by in spans if kind and _cites(by, a, b))
            types = frozenset(kind for kind, _ in cited)
            yield Example(f"{folder.name} {name}", a.item.text, b.item.text, pair, types, cited)


def terms_of_clusters(folder: Path) -> Iterator[Given]:
    """Every sentence of every cluster of ``folder`` that may give a term of its accord."""
    for name, members, records, wanted in _clusters(folder):
        spans = [_spans(w["evidence"], members) for w in wanted if w["finding"] == OMITTED]
        items = _items(members, records)
        for term in terms_held(items, _setting(items)):
            cited = frozenset(n for n, by in enumerate(spans) if _cited(by, term.line))
            yield Given(f"{folder.name} {name}", term, cited)


def _clusters(folder: Path) -> Iterator[tuple[str, list[Report], list[Record], list[dict[str, Any]]]]:
    """Name, reports, records and findings of every cluster of a folder."""
    reports = reports_of(sorted(folder.rglob("*_*.txt")))
    records = [r for of_one in coded(reports) for r in of_one]
    clusters: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        clusters[Path(report.file or "").stem.split("_")[0]].append(report)
    for name, members in sorted(clusters.items()):
        yield name, members, records, json.loads(next(folder.rglob(f"{name}.findings")).read_text(encoding="utf-8"))


def of_accounts(folder: Path, together: int, name: str) -> Iterator[Example]:
    """Every two sentences of every two accounts of ``folder``; ``together`` accounts count as one cluster of ``name``.

    What the two accounts of a pair dispute is numbered, as the findings of a cluster are.
    """
    every = read_folder(folder)
    reports = [[_report(two, side) for side in (two.a, two.b)] for two in every]
    found = iter(coded([r for both in reports for r in both]))
    for number, (two, (a, b)) in enumerate(zip(every, reports, strict=True)):
        records = [*next(found), *next(found)]
        for one, other, pair in _pairs([a, b], records):
            first, second = (one, other) if one.item.report.id == a.id else (other, one)
            at = [r.text.count("\n", 0, s.said.span.start) for r, s in ((a, first), (b, second))]
            labels = frozenset(TOLD if label == "same" else label for label in two.labels(*at))
            cited = frozenset((label, (number, *at)) for label in labels)
            yield Example(f"{name} {number // together}", first.item.text, second.item.text, pair, labels, cited)


def _pairs(reports: Sequence[Report], records: Sequence[Record]) -> Iterator[tuple[Line, Line, Pair | None]]:
    items = _items(reports, records)
    held = {_key(p.likeness.a, p.likeness.b): p for p in held_together(items, _setting(items))}
    for a, b in product(lines(items), repeat=2):
        if a.item.report.id < b.item.report.id:
            yield a, b, held.get(_key(a, b))


def _items(reports: Sequence[Report], records: Sequence[Record]) -> list[Item]:
    own = {r.id: r for r in reports}
    items = [item(r, own[r.report], r.report) for r in records if r.report in own]
    return sorted(items, key=lambda i: (i.report.id, i.record.evidence, i.id))


def _setting(items: Sequence[Item]) -> Setting:
    return Setting(identities(a for i in items for a in actors(i.record)), load(None), None)


def _key(a: Line, b: Line) -> frozenset[tuple[str, Span]]:
    return frozenset((line.item.report.id, line.said.span) for line in (a, b))


def _report(accounts: Accounts, sentences: Sequence[str]) -> Report:
    outlet = "Outlet A" if sentences is accounts.a else "Outlet B"
    return Report.create("\n".join(sentences) + "\n", outlet=outlet, title=accounts.topic, published=None)


def _type(finding: dict[str, Any]) -> str | None:
    """What a dispute is about, ``TOLD`` for what is told alike; findings that rest on one report are no pair."""
    if finding["finding"] == "disputed":
        return str(finding["about"])
    return TOLD if finding["finding"] == TOLD else None


def _spans(evidence: dict[str, list[str]], reports: Sequence[Report]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for report in reports:
        for words in evidence.get(Path(report.file or "").stem, []):
            at = report.text.find(words)
            if at >= 0:
                found.setdefault(report.id, []).append(Span(at, at + len(words)))
    return found


def _cites(by: dict[str, list[Span]], a: Line, b: Line) -> bool:
    return _cited(by, a) and _cited(by, b)


def _cited(by: dict[str, list[Span]], line: Line) -> bool:
    return any(half_shared(line.said.span, s) for s in by.get(line.item.report.id, []))
