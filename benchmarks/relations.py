"""PLOVER roots of marked pairs: the committed weights on a table, or cross-validation of the training routine.

    python benchmarks/relations.py --plv FILE.tsv
    python benchmarks/relations.py --plv FILE.tsv --cross-validate --passages DIR --token-weights FILE.pt

Ends with one line of JSON: ``{"macro_f1", "accuracy", "classes"}``. The table has the columns sentence,
marked_sentence, source, target and gold_root, parted by tabs, without quoting. Scores of the committed weights on the
very table that they were trained on say nothing; ``--cross-validate`` does (it needs the training environment).
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from readout.language.encoder import Encoder, load


@dataclass(frozen=True, slots=True)
class RelationScores:
    """Macro-F1 over the roots that occur in the table, share of rows right, F1 by root; all 0 to 1."""

    macro_f1: float
    accuracy: float
    classes: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="another weights file than the committed one")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--passages", type=Path, default=Path("training/data/passages"))
    parser.add_argument("--token-weights", type=Path, help="kept by python -m training.train --token-weights")
    args = parser.parse_args(arguments)
    if args.cross_validate:
        _cross_validate(args)
        return
    encoder = load(args.weights)
    if encoder is None:
        sys.exit("no encoder file: make it with python -m training.train, or name one with --weights")
    print(json.dumps(asdict(score(encoder, args.plv))))


def score(encoder: Encoder, table: Path) -> RelationScores:
    """Scores of an encoder on a PLV table. Raises ValueError when a column is missing."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    for column in ("marked_sentence", "gold_root"):
        if not rows or column not in rows[0]:
            raise ValueError(f"{table}: no column {column!r}, or no rows; give a PLV table parted by tabs")
    found = [encoder.roots[i] for i in encoder.relation([r["marked_sentence"] for r in rows]).argmax(1)]
    gold = [r["gold_root"] for r in rows]
    classes = {root: _f1(gold, found, root) for root in encoder.roots if root in gold}
    right = sum(g == f for g, f in zip(gold, found, strict=True))
    return RelationScores(sum(classes.values()) / len(classes), right / len(rows), classes)


def _f1(gold: Sequence[str], found: Sequence[str], root: str) -> float:
    both = sum(g == f == root for g, f in zip(gold, found, strict=True))
    return 2 * both / max(1, gold.count(root) + found.count(root))


def _cross_validate(args: argparse.Namespace) -> None:
    if args.token_weights is None:
        sys.exit("--cross-validate needs --token-weights FILE, which python -m training.train --token-weights keeps")
    command = [sys.executable, "-m", "training.cross_validate", "--plv", str(args.plv)]
    command += ["--passages", str(args.passages), "--token-weights", str(args.token_weights)]
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
