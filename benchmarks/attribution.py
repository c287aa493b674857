"""Attributions of the encoder alone on a file of PolNeAR's shape, ready for scoring.

    python benchmarks/attribution.py --polnear FILE.json[.gz] [--write PREDICTED.json]

Ends with one line of JSON: ``{"f1", "p", "r", "tokens"}``. Two attributions match, one to one, where the tokens of
their contents have a Jaccard index of 0.5 or more and their sources share a token (or both have none); ``tokens`` holds
F1 by role over tokens. The texts stay where they are: they belong to their publishers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from readout.language.attributed import Attributed, Thresholds, attributed
from readout.language.encoder import load

_TOKEN = re.compile(r"\w+|[^\w\s]")
ROLES = ("source", "cue", "content")
Spans = Sequence[Sequence[int]]
Predicted = Mapping[str, Sequence[Mapping[str, Spans]]]


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """Attribution F1, precision and recall, and token F1 by role; all 0 to 1."""

    f1: float
    p: float
    r: float
    tokens: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads, measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="another weights file than the committed one")
    parser.add_argument("--write", type=Path, help="keep the predictions, in the same shape as the gold file")
    args = parser.parse_args(arguments)
    encoder = load(args.weights)
    if encoder is None:
        sys.exit("no encoder file: make it with python -m training.train, or name one with --weights")
    gold = read(args.polnear)
    found = {name: as_spans(attributed(encoder, doc["text"], Thresholds())) for name, doc in gold.items()}
    if args.write:
        args.write.write_text(json.dumps({n: {"text": gold[n]["text"], "attributions": a} for n, a in found.items()}))
    print(json.dumps(asdict(score(gold, found))))


def read(file: Path) -> dict[str, Any]:
    """The documents of a PolNeAR JSON file, plain or .gz."""
    if file.suffix == ".gz":
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            return dict(json.load(stream))
    return dict(json.loads(file.read_text(encoding="utf-8")))


def as_spans(found: Iterable[Attributed]) -> list[dict[str, list[list[int]]]]:
    """In the shape of the file."""
    return [
        {"source": [list(s) for s in a.source], "cue": [list(a.cue)], "content": [list(s) for s in a.content]}
        for a in found
    ]


def score(gold: Mapping[str, Any], found: Predicted, jaccard: float = 0.5) -> AttributionScores:
    """Scores predictions by document; a document without predictions counts as none."""
    pairs = predicted = wanted = 0
    roles = {role: [0, 0, 0] for role in ROLES}
    for name, doc in gold.items():
        places = [m.span() for m in _TOKEN.finditer(doc["text"])]
        one = [_tokens(places, a) for a in doc["attributions"]]
        two = [_tokens(places, a) for a in found.get(name, ())]
        pairs, predicted, wanted = pairs + _matches(one, two, jaccard), predicted + len(two), wanted + len(one)
        for number, role in enumerate(ROLES):
            left: set[int] = set().union(*(a[number] for a in one))
            right: set[int] = set().union(*(a[number] for a in two))
            for at, count in enumerate((len(left & right), len(right), len(left))):
                roles[role][at] += count
    p, r = pairs / max(1, predicted), pairs / max(1, wanted)
    f1 = 2 * pairs / max(1, predicted + wanted)
    return AttributionScores(f1, p, r, {role: 2 * b / max(1, n + g) for role, (b, n, g) in roles.items()})


def _tokens(places: Sequence[tuple[int, int]], one: Mapping[str, Spans]) -> list[set[int]]:
    return [
        {i for i, (s, e) in enumerate(places) if any(s < b and e > a for a, b in one.get(role) or ())} for role in ROLES
    ]


def _matches(gold: Sequence[list[set[int]]], found: Sequence[list[set[int]]], least: float) -> int:
    """One-to-one matches, greedy from the highest Jaccard index of the contents down."""
    candidates = []
    for i, one in enumerate(gold):
        for k, two in enumerate(found):
            if not one[2] & two[2]:
                continue
            share = len(one[2] & two[2]) / len(one[2] | two[2])
            if share >= least and (one[0] & two[0] or not (one[0] or two[0])):
                candidates.append((-share, i, k))
    left: set[int] = set()
    right: set[int] = set()
    for _, i, k in sorted(candidates):
        if i not in left and k not in right:
            left.add(i)
            right.add(k)
    return len(left)


if __name__ == "__main__":
    main()
