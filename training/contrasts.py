"""Fits the odds of a dispute between two sentences, from clusters of reports with findings that people wrote.

    python -m training.contrasts --clusters DIR... --accounts DIR --plain DIR --told told.json --out FILE

Two sets are fitted. `alone` rests on the features of the comparison; pairs of accounts are fitted on beside clusters,
with a sign that tells them from whole reports, since they are fuller of disputes. `read` takes in what the encoder's
comparing branch says of each pair (``told.json`` of ``training.comparing``, from trainings without the pair's cluster).
Plain accounts, which differ no more than reports commonly do, count as clusters for `alone`. Folds are made of whole
clusters, and thresholds and figures are those of the clusters alone, out of fold.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from readout.reconcile.contrasts import BY_NUMBER, NUMBER, grounded
from readout.reconcile.judged import TOLD
from readout.reconcile.sensing import SENSED, sensed
from training.labelled import DISPUTES, Example, of_accounts, of_clusters
from training.labels import COMPARED
from training.logistic import chances, fit, inverse
from training.sentence_pairs import PLAIN, SHORT, TOGETHER

TYPES = (NUMBER, "date", "place", "stance", "quote", "role", TOLD)
"""Scope, status, party and attribution are left to rules: what words alone told of them was mostly no dispute on
clusters that were not fitted on."""
_ACCOUNT = "account"
"""The feature of pairs of accounts; it stands for how much fuller of disputes they are, and no weight of it is kept."""
FOLDS = 8
RIDGE = 100.0
"""Weight of the ridge penalty on features of unit variance: features are many and clusters few."""
RAREST = 20
"""A feature of fewer pairs than this is left out."""
PRECISION, NUMBER_PRECISION = 0.65, 0.7
"""What the pairs told of a type of dispute must reach, where nobody has read them, on clusters that were not fitted on.
These are fuller of disputes than reports at large, among which it comes out lower. Numbers are many, and two of them
often count two things."""
LIKELY = 0.65
"""How likely a dispute must be that the encoder had a say in: its odds are sound enough to go by, where a threshold
sought for each type leaves out whole types by chance. Clusters are fuller of disputes than reports at large, so that
one half would be too little there."""
TOLD_PRECISION = 0.5
"""The same for what is told alike: where that is wrong, two sentences of one matter stand together."""
LEAST = 0.2
SMALLEST = 0.02

Told = dict[tuple[str, str], list[float]]
"""Of two sentences, in the order of their letters, the encoder's logits."""


@dataclass(frozen=True, slots=True)
class Case:
    """Two sentences that are held together, as the odds see them."""

    cluster: str
    features: dict[str, float]
    types: frozenset[str]
    findings: frozenset[tuple[str, int | tuple[int, ...]]]


def main() -> None:
    """Writes the odds and prints one line of JSON: recall and precision by set and type, out of fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clusters", type=Path, nargs="+", required=True)
    parser.add_argument("--accounts", type=Path, required=True)
    parser.add_argument("--plain", type=Path, required=True)
    parser.add_argument("--told", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    whole = [e for folder in args.clusters for e in of_clusters(folder) if e.pair]
    plain = [e for e in of_accounts(args.plain, 1, PLAIN) if e.pair]
    short = [e for e in of_accounts(args.accounts, TOGETHER, SHORT) if e.pair]
    told: Told = {(a, b): logits for a, b, logits in json.loads(args.told.read_text(encoding="utf-8"))}
    alone = fitted([_case(e) for e in (*whole, *plain)], [_case(e, {_ACCOUNT: 1.0}) for e in short], TYPES)
    read = fitted([_case(e, _sensed(e, told)) for e in whole], [], (*sorted(DISPUTES), TOLD), LIKELY)
    args.out.write_text(
        json.dumps({"alone": alone[0], "read": read[0]}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(json.dumps({"alone": alone[1], "read": read[1]}))


def _case(example: Example, more: dict[str, float] | None = None) -> Case:
    assert example.pair is not None
    return Case(example.cluster, {**example.pair.features, **(more or {})}, example.types, example.findings)


def _sensed(example: Example, told: Told) -> dict[str, float]:
    """What the encoder says of a pair as features. Raises KeyError when it was not asked."""
    one, other = sorted((example.a, example.b))
    return sensed(COMPARED, told[one, other])


def fitted(
    made: Sequence[Case], beside: Sequence[Case], types: Sequence[str], likely: float | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The odds of every type of ``types``, and its figures on ``made`` out of fold; ``beside`` are fitted on only.

    Args:
        likely: the probability from which on a dispute is told; where none is given, one is sought for each type.
    """
    clusters = sorted({e.cluster for e in (*made, *beside)})
    counting = _Design(made, beside, clusters)
    others = _Design([e for e in made if not _counted(e)], [e for e in beside if not _counted(e)], clusters, "clash")
    odds, told = {}, {}
    for about in types:
        odds[about], told[about] = (counting if about == NUMBER else others).fit(about, likely)
    return odds, told


def _counted(example: Case) -> bool:
    """Only the numbers of the two sentences bring them together."""
    return bool(example.features.get(BY_NUMBER))


class _Design:
    """Examples as a matrix, with folds of whole clusters.

    Args:
        without: beginning of the names of features to leave out; empty for none.
    """

    def __init__(
        self, made: Sequence[Case], beside: Sequence[Case], clusters: Sequence[str], without: str = ""
    ) -> None:
        self._made = made
        self._every = [*made, *beside]
        seen = Counter(name for e in self._every for name in e.features)
        self._names = sorted(n for n, c in seen.items() if c >= RAREST and not (without and n.startswith(without)))
        x = np.array([[e.features.get(n, 0.0) for n in self._names] + [1.0] for e in self._every])
        self._scale = np.append(np.maximum(x[:, :-1].std(0), 1e-3), 1.0)
        self._x = x / self._scale
        self._fold = np.array([clusters.index(e.cluster) % FOLDS for e in self._every])
        self._inverse = {f: inverse(self._x[self._fold != f], RIDGE) for f in range(FOLDS)}
        self._whole = inverse(self._x, RIDGE)

    def fit(self, about: str, likely: float | None) -> tuple[dict[str, Any], dict[str, Any]]:
        """The odds of a type, and its figures out of fold."""
        y = np.array([float(about in e.types) for e in self._every])
        chance = np.zeros(len(y))
        for f in range(FOLDS):
            own = self._fold == f
            weights = fit(self._x[~own], y[~own], self._inverse[f], RIDGE)
            chance[own] = chances(self._x[own], weights)
        if about != TOLD:
            kept = [
                grounded(about, e.features, read=SENSED in e.features) and not e.features["one text"]
                for e in self._every
            ]
            chance *= np.array(kept)
        chance, known = chance[: len(self._made)], y[: len(self._made)]
        precision = {TOLD: TOLD_PRECISION, NUMBER: NUMBER_PRECISION}.get(about, PRECISION)
        least = likely if likely and about != TOLD else _least(chance, known, precision)
        weights = fit(self._x, y, self._whole, RIDGE) / self._scale
        named = {n: round(float(w), 3) for n, w in zip(self._names, weights[:-1], strict=True) if abs(w) >= SMALLEST}
        named.pop(_ACCOUNT, None)
        odds = {"bias": round(float(weights[-1]), 3), "least": round(least, 3), "weights": named}
        return odds, _figures(self._made, chance, about, least)


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


def _figures(made: Sequence[Case], chance: np.ndarray, about: str, least: float) -> dict[str, Any]:
    told = [e for e, c in zip(made, chance, strict=True) if c >= least]
    wanted = {(e.cluster, f) for e in made for f in e.findings if f[0] == about}
    hit = {(e.cluster, f) for e in told for f in e.findings if f[0] == about}
    right = sum(about in e.types for e in told)
    return {"told": len(told), "right": right, "findings": len(wanted), "found": len(hit), "least": round(least, 2)}


if __name__ == "__main__":
    main()
