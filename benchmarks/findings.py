"""Findings against gold: what of what the reports agree and differ on is found, and what is false."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.gold_files import OWN, gold_findings, gold_reports
from benchmarks.product import as_told, coded, reports_of, say, view_of
from benchmarks.scoring_findings import COMPLETE, FindingCounts, counted_findings


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the benchmark."""
    parser.add_argument("--gold", type=Path, default=OWN, metavar="DIR", help="reports, records and *.findings")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N findings that were missed")
    parser.add_argument(
        "--without-encoder", action="store_true", help="code and compare without the encoder, to see what it is worth"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Codes and compares the gold reports, all of them in one corpus, and scores the findings."""
    counts = counts_of(args.gold, rules_alone=args.without_encoder)
    for label, (found, every) in counts.recall.items():
        say(f"{label:24} recall {found}/{every}")
    for label, (found, every) in counts.precision.items():
        say(f"{label:24} precision {found}/{every}")
    for label, want in counts.missed[: args.errors]:
        say(f"missed {label}: {json.dumps(want, ensure_ascii=False)[:400]}")
    return summary(counts)


def counts_of(folder: Path, *, rules_alone: bool = False) -> FindingCounts:
    """What is found on a folder of gold, with the encoder or without it."""
    gold, wanted = gold_reports(folder), gold_findings(folder)
    say(f"coding and comparing {len(gold)} reports")
    reports = reports_of(one.file for one in gold.values())
    view = view_of(reports, coded(reports, rules_alone=rules_alone), rules_alone=rules_alone)
    return counted_findings(gold, wanted, as_told(gold.values(), view))


def summary(counts: FindingCounts) -> dict[str, Any]:
    """Recall and precision over the types for which gold is complete, recall of the others, and the counts by type."""
    kinds: dict[str, dict[str, int]] = {
        label: {"found": found, "gold": every} for label, (found, every) in counts.recall.items()
    }
    return {
        "recall": round(counts.recalled(*COMPLETE), 3),
        "precision": round(counts.precise(), 3),
        "disputed_recall": round(counts.recalled("disputed"), 3),
        "corroborated_recall": round(counts.recalled("corroborated"), 3),
        "types": kinds,
        "precision_by_type": {label: {"right": a, "predicted": b} for label, (a, b) in counts.precision.items()},
    }
