"""Writes the pairs of sentences that the comparing branch of the encoder is trained on, one JSON object a line.

    python -m training.sentence_pairs --clusters DIR... --accounts DIR --out pairs.jsonl

``cluster``, the two sentences ``a`` and ``b``, ``types`` (disputes, or ``corroborated``; none for most), whether the
comparison holds the two together (``held``), and whether they are of whole reports (``whole``) or of short accounts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.labelled import of_accounts, of_clusters

TOGETHER = 40
"""Pairs of accounts that share a fold."""
SHORT, PLAIN = "accounts", "plain accounts"
"""Beginnings of the names of what they count as."""


def main() -> None:
    """Writes the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clusters", type=Path, nargs="+", required=True)
    parser.add_argument("--accounts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    whole = [e for folder in args.clusters for e in of_clusters(folder)]
    with args.out.open("w", encoding="utf-8") as out:
        for example in (*whole, *of_accounts(args.accounts, TOGETHER, SHORT)):
            told = {
                "cluster": example.cluster, "a": example.a, "b": example.b, "types": sorted(example.types),
                "held": example.pair is not None, "whole": not example.cluster.startswith(SHORT),
            }  # fmt: skip
            out.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
