"""Fits the curves that turn raw confidence into the share of records that are right.

    python -m training.calibrate --gold DIR --out src/readout/coding/calibration.toml

A curve has two parameters a kind; a weak prior (shift 0, slope 1) keeps kinds with few records near the raw value.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from benchmarks.gold_files import gold_reports
from benchmarks.product import reports_of
from benchmarks.scoring import CodedReport, scored
from scipy.optimize import minimize

from readout.coding import code
from readout.language.encoder import load
from readout.language.parse import parse_all
from readout.model.wire import record_to_json

PRIOR = 2.0
"""Weight of the prior, in records."""


def pairs(folder: Path) -> dict[str, list[tuple[float, bool]]]:
    """Raw confidence and whether the record is right, by kind, for every coded record of the gold reports."""
    encoder = load()
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    gold = gold_reports(folder)
    reports = reports_of([g.file for g in gold.values()])
    for one, report, doc in zip(gold.values(), reports, parse_all(r.text for r in reports), strict=True):
        records = [record_to_json(r) for r in code(report, doc, encoder, raw=True)]
        result = scored(one, CodedReport(report.text, tuple(records)))
        right = {p.coded for p in result.pairs if p.right}
        for k, record in enumerate(records):
            if k not in result.repeats:
                found[record["kind"]].append((float(record["confidence"]), k in right))
    return found


def fit(judged: list[tuple[float, bool]]) -> tuple[float, float]:
    """Shift and slope of one kind's curve: penalised maximum likelihood."""
    raw = np.clip(np.array([c for c, _ in judged]), 0.02, 0.98)
    x, y = np.log(raw / (1 - raw)), np.array([float(r) for _, r in judged])

    def loss(p: np.ndarray) -> float:
        z = p[0] + p[1] * x
        fitted = float(np.sum(np.logaddexp(0, z) - y * z))
        return fitted + PRIOR * float(p[0] ** 2 / 4 + (p[1] - 1) ** 2)

    best = minimize(loss, np.array([0.0, 1.0]), method="Nelder-Mead")
    return round(float(best.x[0]), 3), round(max(0.0, float(best.x[1])), 3)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = ["# Curves from raw confidence to the share of records that are right; made by training/calibrate.py."]
    for kind, judged in sorted(pairs(args.gold).items()):
        shift, slope = fit(judged)
        lines += ["", f"[kinds.{kind}]", f"shift = {shift}", f"slope = {slope}", f"records = {len(judged)}"]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
