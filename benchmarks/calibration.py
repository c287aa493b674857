"""Whether confidence means what it says: among records coded with confidence 0.7, seven in ten should be right.

Expected calibration error: records in ten bins of equal width by confidence; in each, the distance between mean
confidence and the share that is right; their mean, weighted by the records of the bin (Naeini, Cooper and Hauskrecht
2015). A coded record is right when it stands for a gold record and all its key fields agree.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.coding import results_of
from benchmarks.gold_files import OWN, gold_reports
from benchmarks.product import say
from benchmarks.scoring import Scored

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded record's kind and confidence, 0 to 1, and whether it is right."""

    kind: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Records of one tenth of the scale: how many, their mean confidence, the share that is right."""

    records: int
    confidence: float
    right: float


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the benchmark."""
    parser.add_argument("--gold", type=Path, default=OWN, metavar="DIR", help="NAME.txt and NAME.json, any depth")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Codes the gold reports and compares confidence with what is right."""
    judged_all = judged(results_of(gold_reports(args.gold)))
    kinds: dict[str, dict[str, Any]] = {}
    for kind in sorted({j.kind for j in judged_all}):
        of_kind = [j for j in judged_all if j.kind == kind]
        kinds[kind] = {"records": len(of_kind), "ece": round(calibration_error(of_kind), 3)}
        confidence, right = _means(of_kind)
        kinds[kind] |= {"confidence": round(confidence, 3), "right": round(right, 3)}
        say(f"{kind:10} {len(of_kind):5} confidence {confidence:.3f} right {right:.3f} error {kinds[kind]['ece']:.3f}")
    table = [
        {"records": b.records, "confidence": round(b.confidence, 3), "right": round(b.right, 3)}
        for b in bins(judged_all)
    ]
    return {
        "ece": round(calibration_error(judged_all), 3),
        "records": len(judged_all),
        "kinds": kinds,
        "bins": table,
    }


def judged(results: Sequence[Scored]) -> list[Judged]:
    """Every coded record that counts (a right fact told once more does not)."""
    found = []
    for one in results:
        right = {p.coded for p in one.pairs if p.right}
        for k, record in enumerate(one.coded.records):
            if k not in one.repeats:
                found.append(Judged(record["kind"], float(record["confidence"]), k in right))
    return found


def bins(records: Sequence[Judged]) -> list[Bin]:
    """The bins that hold records, from low confidence to high; 1.0 belongs to the last."""
    by_bin: dict[int, list[Judged]] = {}
    for one in records:
        by_bin.setdefault(min(int(one.confidence * BINS), BINS - 1), []).append(one)
    return [Bin(len(held), *_means(held)) for _, held in sorted(by_bin.items())]


def calibration_error(records: Sequence[Judged]) -> float:
    """Expected calibration error, 0 to 1; 0 without records."""
    return sum(b.records * abs(b.right - b.confidence) for b in bins(records)) / max(1, len(records))


def _means(records: Sequence[Judged]) -> tuple[float, float]:
    return sum(r.confidence for r in records) / len(records), sum(r.right for r in records) / len(records)
