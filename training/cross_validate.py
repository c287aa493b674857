"""Five-fold cross-validation of the relation head on a PLV table, folds by sentence, with the real training routine.

    python -m training.cross_validate --plv FILE.tsv --passages DIR --token-weights FILE.pt

The token stage sees no PLV row, so that its weights are shared by all folds; the pair stage is trained anew in each.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.examples import PairExample, Pieces, own_pairs, plv, written_pairs
from training.fit import PairSettings, fit_pairs, predict_pairs
from training.labels import ROOTS
from training.measure import macro_f1
from training.network import Network, start, tokenizer_text
from training.passages import read_folder
from training.train import OWN_PAIRS, PAIRS, with_tokens

FOLDS = 5


def main() -> None:
    """Prints one line of JSON: macro_f1, accuracy, classes (F1 by root), seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--token-weights", type=Path, required=True, help="kept by python -m training.train")
    parser.add_argument("--pair-epochs", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    pieces = Pieces(Tokenizer.from_str(tokenizer_text()))
    net = with_tokens(start(), args.token_weights)
    extra = written_pairs(PAIRS, pieces)
    extra += [e for p in read_folder(args.passages) for e in own_pairs(p, pieces)][::OWN_PAIRS]
    print(json.dumps(cross_validate(net, plv(args.plv, pieces), extra, PairSettings(args.pair_epochs))))


def folds(examples: Sequence[PairExample], seed: int = 0) -> list[int]:
    """The fold of each example; examples of one sentence share it."""
    groups = sorted({e.group for e in examples})
    order = np.random.default_rng(seed).permutation(len(groups))
    fold = {groups[at]: number % FOLDS for number, at in enumerate(order)}
    return [fold[e.group] for e in examples]


def cross_validate(
    net: Network,
    examples: Sequence[PairExample],
    extra: Sequence[PairExample],
    settings: PairSettings,
    upto: int = FOLDS,
) -> dict[str, object]:
    """Scores of the first ``upto`` folds together; ``extra`` is trained on in each."""
    begun = time.monotonic()
    where = folds(examples)
    gold: list[int] = []
    found: list[int] = []
    for fold in range(upto):
        seen = [e for e, f in zip(examples, where, strict=True) if f != fold]
        unseen = [e for e, f in zip(examples, where, strict=True) if f == fold]
        trained = fit_pairs(net, [*seen, *extra], settings, seed=fold)
        gold += [e.root for e in unseen]
        found += predict_pairs(trained, unseen).argmax(1).tolist()
        print(
            f"fold {fold}: {macro_f1(gold, found):.3f} after {time.monotonic() - begun:.0f} s",
            file=sys.stderr,
            flush=True,
        )
    return {
        "macro_f1": macro_f1(gold, found),
        "accuracy": float(np.mean(np.array(gold) == np.array(found))),
        "classes": {root: _f1(gold, found, i) for i, root in enumerate(ROOTS)},
        "seconds": round(time.monotonic() - begun),
    }


def _f1(gold: Sequence[int], found: Sequence[int], label: int) -> float:
    right = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * right / max(1, sum(g == label for g in gold) + sum(f == label for f in found))


if __name__ == "__main__":
    main()
