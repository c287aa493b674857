"""Fits the odds of a dispute between two sentences, from clusters of reports with findings that people wrote.

    python -m training.contrasts --clusters DIR... --accounts DIR --out src/readout/reconcile/data/odds.json

A cluster is every NAME_OUTLET.txt of one NAME with NAME.findings beside it. A pair of sentences is a dispute of a type
where a finding of that type cites both. Pairs of accounts are fitted on beside them, with a sign that tells them from
whole reports, since they are fuller of disputes. Folds are made of whole clusters, and thresholds and figures are those
of the clusters alone: none rests on a cluster that was fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.product import coded, reports_of

from readout.linking.offices import load
from readout.model import Record, Report, Span
from readout.reconcile.actors import identities
from readout.reconcile.contrasts import BY_NUMBER, NUMBER, grounded
from readout.reconcile.engine import Setting, held_together
from readout.reconcile.items import actors, item
from readout.reconcile.judged import TOLD, Pair, half_shared
from training.accounts import Accounts, read_folder

TYPES = (NUMBER, "date", "place", "stance", "quote", "role", TOLD)
"""Scope, status, party and attribution are left to rules: what words alone told of them was mostly no dispute on
clusters that were not fitted on."""
_ACCOUNT = "account"
"""The feature of pairs of accounts; it stands for how much fuller of disputes they are, and no weight of it is kept."""
FOLDS = 8
RIDGE = 100.0
"""Weight of the ridge penalty on features of unit variance: features are many and clusters few."""
STEPS = 200
RAREST = 20
"""A feature of fewer pairs than this is left out."""
PRECISION = 0.7
"""What the pairs told of a type of dispute must reach on clusters that were not fitted on. These are fuller of disputes
than reports at large, among which it comes out lower."""
TOLD_PRECISION = 0.5
"""The same for what is told alike: where that is wrong, two sentences of one matter stand together."""
LEAST = 0.2
SMALLEST = 0.02
_TOGETHER = 40
"""Pairs of accounts that share a fold."""


@dataclass(frozen=True)
class Example:
    """A pair of sentences with its cluster and the types of the findings that cite both, by number of the finding."""

    cluster: str
    pair: Pair
    types: frozenset[str]
    findings: frozenset[tuple[str, int]]


def main() -> None:
    """Writes the odds and prints one line of JSON: recall and precision by type, out of fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clusters", type=Path, nargs="+", required=True)
    parser.add_argument("--accounts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    made: list[Example] = []
    for folder in args.clusters:
        reports = reports_of(sorted(folder.rglob("*_*.txt")))
        made += examples(folder, reports, [r for of_one in coded(reports) for r in of_one])
    odds, told = fitted(made, list(of_accounts(read_folder(args.accounts))))
    args.out.write_text(json.dumps(odds, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(told))


def examples(folder: Path, reports: Sequence[Report], records: Sequence[Record]) -> Iterator[Example]:
    """The pairs of every cluster of ``folder``, labelled."""
    clusters: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        clusters[Path(report.file or "").stem.split("_")[0]].append(report)
    for name, members in sorted(clusters.items()):
        wanted = json.loads(next(folder.rglob(f"{name}.findings")).read_text(encoding="utf-8"))
        spans = [(_type(w), _spans(w["evidence"], members)) for w in wanted]
        for pair in _held(members, records):
            cited = frozenset((kind, n) for n, (kind, by) in enumerate(spans) if kind in TYPES and _cites(by, pair))
            yield Example(f"{folder.name} {name}", pair, frozenset(kind for kind, _ in cited), cited)


def of_accounts(every: Sequence[Accounts]) -> Iterator[Example]:
    """The pairs of every two accounts, labelled; nothing but the fit rests on them."""
    reports = [[_report(two, side) for side in (two.a, two.b)] for two in every]
    found = iter(coded([r for both in reports for r in both]))
    for number, (two, (a, b)) in enumerate(zip(every, reports, strict=True)):
        records = [*next(found), *next(found)]
        for pair in _held([a, b], records):
            lines = {line.item.report.id: line for line in (pair.likeness.a, pair.likeness.b)}
            first, second = (r.text.count("\n", 0, lines[r.id].said.span.start) for r in (a, b))
            labels = frozenset(TOLD if label == "same" else label for label in two.labels(first, second))
            marked = Pair(pair.likeness, {**pair.features, _ACCOUNT: 1.0})
            yield Example(f"accounts {number // _TOGETHER}", marked, labels, frozenset())


def _report(accounts: Accounts, sentences: Sequence[str]) -> Report:
    outlet = "Outlet A" if sentences is accounts.a else "Outlet B"
    return Report.create("\n".join(sentences) + "\n", outlet=outlet, title=accounts.topic, published=None)


def _held(reports: Sequence[Report], records: Sequence[Record]) -> list[Pair]:
    own = {r.id: r for r in reports}
    items = [item(r, own[r.report], r.report) for r in records if r.report in own]
    items.sort(key=lambda i: (i.report.id, i.record.evidence, i.id))
    return held_together(items, Setting(identities(a for i in items for a in actors(i.record)), load(None), None))


def _type(finding: dict[str, Any]) -> str:
    """What a finding is about where it is a dispute, else the finding's name."""
    return str(finding["about"] if finding["finding"] == "disputed" else finding["finding"])


def _spans(evidence: dict[str, list[str]], reports: Sequence[Report]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for report in reports:
        for words in evidence.get(Path(report.file or "").stem, []):
            at = report.text.find(words)
            if at >= 0:
                found.setdefault(report.id, []).append(Span(at, at + len(words)))
    return found


def _cites(by: dict[str, list[Span]], pair: Pair) -> bool:
    sides = (pair.likeness.a, pair.likeness.b)
    return all(any(half_shared(line.said.span, s) for s in by.get(line.item.report.id, [])) for line in sides)


def fitted(made: Sequence[Example], beside: Sequence[Example]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The odds of every type, and its figures on ``made`` out of fold; ``beside`` are fitted on only."""
    clusters = sorted({e.cluster for e in (*made, *beside)})
    counting = _Design(made, beside, clusters)
    others = _Design([e for e in made if not _counted(e)], [e for e in beside if not _counted(e)], clusters, "clash")
    odds, told = {}, {}
    for about in TYPES:
        odds[about], told[about] = (counting if about == NUMBER else others).fit(about)
    return odds, told


def _counted(example: Example) -> bool:
    """Only the numbers of the two sentences bring them together."""
    return bool(example.pair.features.get(BY_NUMBER))


class _Design:
    """Examples as a matrix, with folds of whole clusters.

    Args:
        without: beginning of the names of features to leave out; empty for none.
    """

    def __init__(
        self, made: Sequence[Example], beside: Sequence[Example], clusters: Sequence[str], without: str = ""
    ) -> None:
        self._made = made
        self._every = [*made, *beside]
        seen = Counter(name for e in self._every for name in e.pair.features)
        self._names = sorted(n for n, c in seen.items() if c >= RAREST and not (without and n.startswith(without)))
        x = np.array([[e.pair.features.get(n, 0.0) for n in self._names] + [1.0] for e in self._every])
        self._scale = np.append(np.maximum(x[:, :-1].std(0), 1e-3), 1.0)
        self._x = x / self._scale
        self._fold = np.array([clusters.index(e.cluster) % FOLDS for e in self._every])
        self._inverse = {f: _inverse(self._x[self._fold != f]) for f in range(FOLDS)}
        self._whole = _inverse(self._x)

    def fit(self, about: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The odds of a type, and its figures out of fold."""
        y = np.array([float(about in e.types) for e in self._every])
        chance = np.zeros(len(y))
        for f in range(FOLDS):
            own = self._fold == f
            weights = _logistic(self._x[~own], y[~own], self._inverse[f])
            chance[own] = 1 / (1 + np.exp(-self._x[own] @ weights))
        if about != TOLD:
            kept = [grounded(about, e.pair.features) and not e.pair.features["one text"] for e in self._every]
            chance *= np.array(kept)
        chance, known = chance[: len(self._made)], y[: len(self._made)]
        least = _least(chance, known, TOLD_PRECISION if about == TOLD else PRECISION)
        weights = _logistic(self._x, y, self._whole) / self._scale
        named = {n: round(float(w), 3) for n, w in zip(self._names, weights[:-1], strict=True) if abs(w) >= SMALLEST}
        named.pop(_ACCOUNT, None)
        odds = {"bias": round(float(weights[-1]), 3), "least": round(least, 3), "weights": named}
        return odds, _figures(self._made, chance, about, least)


def _inverse(x: np.ndarray) -> np.ndarray:
    """Inverse of an upper bound of the Hessian (Böhning and Lindsay, 1988), with the ridge."""
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-3
    return np.asarray(np.linalg.inv(x.T @ x / 4 + np.diag(ridge)))


def _logistic(x: np.ndarray, y: np.ndarray, inverse: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by bound optimisation with Nesterov's momentum; the last column is the bias."""
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-3
    found = np.zeros(x.shape[1])
    found[-1] = np.log((y.mean() + 1e-3) / (1 - y.mean()))
    ahead, pace = found.copy(), 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ ahead, -30, 30)))
        new = ahead + inverse @ (x.T @ (y - chance) - ridge * ahead)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - found)
        found, pace = new, faster
    return found


def _least(chance: np.ndarray, y: np.ndarray, precision: float) -> float:
    """The lowest probability at which the pairs above it are right often enough; not below ``LEAST``."""
    best = 0.95
    order = np.argsort(-chance)
    for taken in range(4, len(order)):
        if chance[order[taken]] < LEAST:
            break
        if y[order[: taken + 1]].mean() >= precision:
            best = min(best, float(chance[order[taken]]))
    return best


def _figures(made: Sequence[Example], chance: np.ndarray, about: str, least: float) -> dict[str, Any]:
    told = [e for e, c in zip(made, chance, strict=True) if c >= least]
    wanted = {(e.cluster, f) for e in made for f in e.findings if f[0] == about}
    hit = {(e.cluster, f) for e in told for f in e.findings if f[0] == about}
    right = sum(about in e.types for e in told)
    return {"told": len(told), "right": right, "findings": len(wanted), "found": len(hit), "least": round(least, 2)}


if __name__ == "__main__":
    main()
