"""Fits the odds that a sentence gives a term of an accord that other reports leave out.

    python -m training.omitted_terms --clusters DIR... --out FILE

From clusters of reports with findings that people wrote: a sentence counts where an omission cites it. Folds are made
of whole clusters; what is printed is out of fold.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.labelled import Given, terms_of_clusters
from training.logistic import chances, fit, inverse

FOLDS = 8
RIDGE = 20.0
"""Weight of the ridge penalty on features of unit variance."""
RAREST = 20
"""A feature of fewer sentences than this is left out."""
SMALLEST = 0.02
LEAST = 0.4
"""How likely an omission must be to be told. Half of the sentences above it are cited by one out of fold; as what the
same reports leave out is told together, a finding holds several."""


def main() -> None:
    """Writes the odds and prints one line of JSON: how many of the sentences told are right, out of fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clusters", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    odds, told = fitted([g for folder in args.clusters for g in terms_of_clusters(folder)])
    args.out.write_text(json.dumps(odds, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(told))


def fitted(given: Sequence[Given]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The odds, and their figures out of fold."""
    seen = Counter(name for g in given for name, value in g.term.features.items() if value)
    names = sorted(name for name, count in seen.items() if count >= RAREST)
    x = np.array([[g.term.features.get(n, 0.0) for n in names] + [1.0] for g in given])
    scale = np.append(np.maximum(x[:, :-1].std(0), 1e-3), 1.0)
    x /= scale
    y = np.array([float(bool(g.omitted)) for g in given])
    clusters = sorted({g.cluster for g in given})
    fold = np.array([clusters.index(g.cluster) % FOLDS for g in given])
    chance = np.zeros(len(y))
    for f in range(FOLDS):
        own = fold == f
        chance[own] = chances(x[own], fit(x[~own], y[~own], inverse(x[~own], RIDGE), RIDGE))
    weights = fit(x, y, inverse(x, RIDGE), RIDGE) / scale
    named = {n: round(float(w), 3) for n, w in zip(names, weights[:-1], strict=True) if abs(w) >= SMALLEST}
    odds = {"bias": round(float(weights[-1]), 3), "least": LEAST, "weights": named}
    told = [g for g, c in zip(given, chance, strict=True) if c >= LEAST]
    return odds, {
        "told": len(told),
        "right": sum(bool(g.omitted) for g in told),
        "findings": len({(g.cluster, n) for g in given for n in g.omitted}),
        "found": len({(g.cluster, n) for g in told for n in g.omitted}),
    }


if __name__ == "__main__":
    main()
