"""Trains the comparing branch of the encoder on pairs of sentences, and writes the weights file with it.

    python -m training.comparing --pairs pairs.jsonl --encoder FILE.onnx --told told.json --out FILE.onnx

``pairs.jsonl`` is of ``training.sentence_pairs``. All else in the weights file stays as it is. ``told.json`` takes what
the branch says of the held pairs of whole reports when it was trained without their clusters: the odds of a dispute
(``training.contrasts``) are fitted on that, since of pairs that it was trained on it is too sure.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn

from training.adapters import Comparing
from training.batches import grouped, padded
from training.export import export
from training.labels import ANY, COMPARED
from training.network import Network, tokenizer_text
from training.reread import reread

SEED = 5
LONGEST = 128
EPOCHS = 3
RATE, HEAD_RATE = 1e-3, 5e-4
PIECES = 2200
"""Padded word pieces a batch."""
NEAR, FAR = 0.9, 0.4
"""Pairs that nothing stands between, taken into an epoch for each that something does: held together, and not."""
SOFT = 0.01
_HEADS = ("wide", "compared")


@dataclass(frozen=True, slots=True)
class Two:
    """A pair of sentences in word pieces, either first; ``targets`` [labels] are 1.0 for what is told of it."""

    cluster: str
    texts: tuple[str, str]
    orders: tuple[NDArray[np.int64], NDArray[np.int64]]
    targets: NDArray[np.float32]
    held: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """A pair in the order in which an epoch reads it."""

    ids: NDArray[np.int64]
    targets: NDArray[np.float32]


def main() -> None:
    """Trains the branch on all pairs, then by folds for what is told; writes both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="the weights file to add the branch to")
    parser.add_argument("--told", type=Path, help="file for what is told of pairs that were not trained on")
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    net, pairs = reread(args.encoder), read(args.pairs)
    export(net, args.out, fit(net, pairs, args.epochs))
    if args.told:
        args.told.write_text(json.dumps(out_of_fold(net, pairs, args.folds, args.epochs)) + "\n", encoding="utf-8")


def read(file: Path) -> list[Two]:
    """The pairs of a file of ``training.sentence_pairs``."""
    tokenizer = Tokenizer.from_str(tokenizer_text())
    tokenizer.enable_truncation(max_length=LONGEST)
    pieces = {name: n for n, name in enumerate(COMPARED)}
    found = []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            a, b = told["a"], told["b"]
            orders = [np.array(tokenizer.encode(*texts).ids, np.int64) for texts in ((a, b), (b, a))]
            targets = np.full(len(COMPARED), SOFT, np.float32)
            for name in (*told["types"], *([ANY] if set(told["types"]) & set(COMPARED[:-2]) else [])):
                targets[pieces[name]] = 1 - 3 * SOFT
            found.append(Two(told["cluster"], (a, b), (orders[0], orders[1]), targets, told["held"], told["whole"]))
    return found


def out_of_fold(net: Network, pairs: Sequence[Two], folds: int, epochs: int) -> list[list[object]]:
    """Of each held pair of whole reports its sentences and logits, from a training without its cluster.

    Short accounts are trained on in every fold: none of the held pairs is theirs.
    """
    clusters = sorted({p.cluster for p in pairs if p.whole})
    told: list[list[object]] = []
    for fold in range(folds):
        away = set(clusters[fold::folds])
        own = [p for p in pairs if p.cluster in away and p.held]
        branch = fit(net, [p for p in pairs if p.cluster not in away], epochs)
        for pair, logits in zip(own, logits_of(branch, own), strict=True):
            told.append([*sorted(pair.texts), [round(float(x), 3) for x in logits]])
    return told


def fit(net: Network, pairs: Sequence[Two], epochs: int) -> Comparing:
    """A comparing branch over ``net``, which stays as it is."""
    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    branch = Comparing(net)
    plan = [g for _ in range(epochs) for g in grouped(_epoch(pairs, random), PIECES, random)]
    heads = [p for n, p in branch.named_parameters() if n.startswith(_HEADS)]
    body = [p for n, p in branch.named_parameters() if not n.startswith(_HEADS) and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    rise = max(1, len(plan) // 16)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: (s + 1) / rise if s < rise else max(0.02, (len(plan) - s) / (len(plan) - rise))
    )
    branch.train()
    begun = time.monotonic()
    for step, group in enumerate(plan, 1):
        ids, mask = padded(group)
        with torch.autocast("cpu", torch.bfloat16):
            logits = branch(ids, mask)
        targets = torch.from_numpy(np.stack([e.targets for e in group]))
        loss = functional.binary_cross_entropy_with_logits(logits.float(), targets)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*heads, *body], 1.0)
        optimiser.step()
        rates.step()
        optimiser.zero_grad(set_to_none=True)
        if step % 100 == 0:
            print(f"comparing {step}/{len(plan)} {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return branch.eval()


def _epoch(pairs: Sequence[Two], random: np.random.Generator) -> list[Turned]:
    """Every pair that something is told of, and a fresh share of the others, each in an order that falls by chance."""
    told = [p for p in pairs if p.targets.max() > 0.5]
    near = [p for p in pairs if p.targets.max() <= 0.5 and p.held]
    far = [p for p in pairs if p.targets.max() <= 0.5 and not p.held]
    for others, share in ((near, NEAR), (far, FAR)):
        size = min(len(others), int(share * len(told)))
        told = told + [others[i] for i in random.choice(len(others), size, replace=False)]
    return [Turned(p.orders[int(random.integers(2))], p.targets) for p in told]


@torch.no_grad()
def logits_of(branch: Comparing, pairs: Sequence[Two]) -> NDArray[np.float32]:
    """Logits [n, labels] of each pair, its sentences in the order of their letters, as the program reads them."""
    found = np.zeros((len(pairs), len(COMPARED)), np.float32)
    turned = [Turned(p.orders[p.texts[0] > p.texts[1]], p.targets) for p in pairs]
    order = sorted(range(len(pairs)), key=lambda i: len(turned[i].ids))
    for at in range(0, len(order), 32):
        chosen = order[at : at + 32]
        with torch.autocast("cpu", torch.bfloat16):
            found[chosen] = branch(*padded([turned[i] for i in chosen])).float().numpy()
    return found


if __name__ == "__main__":
    main()
