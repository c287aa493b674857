"""Reproduces the encoder's weights.

python -m training.train --plv FILE.tsv --polnear FILE.json.gz --passages DIR --out FILE.onnx
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

from training.examples import own_pairs, plv, written_pairs
from training.export import export
from training.fit import PairSettings, TokenSettings, fit_pairs, fit_tokens
from training.network import Network, start
from training.plan import HELD_OUT, Material, material, wide_epoch

SEED = 11
OWN_PAIRS = 3
"""One in so many of the passages' own pairs is trained on: they are many, easy and much alike."""
PAIR_PARTS = ("upper_pairs", "roots")
PAIRS = Path(__file__).parent / "data" / "pairs.tsv"


def main() -> None:
    """Trains shared layers and token branch on tokens, then the pair branch over the shared layers; writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True, help="PLV table: marked_sentence, gold_root, sentence")
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR training split as JSON, .gz or plain")
    parser.add_argument("--passages", type=Path, required=True, help="folder of *.passages")
    parser.add_argument("--out", type=Path, help="the ONNX file to write")
    parser.add_argument(
        "--token-weights", type=Path, help="kept weights of the token stage: read if there, else written"
    )
    parser.add_argument("--epochs", type=int, default=9, help="epochs of the token stage")
    parser.add_argument("--pair-epochs", type=int, default=12, help="epochs of the pair branch")
    parser.add_argument("--share", type=float, default=0.15, help="share of PolNeAR in an epoch")
    parser.add_argument("--held-out", type=float, default=HELD_OUT, help="share of the passages kept for measuring")
    parser.add_argument("--threads", type=int, default=2, help="1 is faster where other programs share the cores")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    begun = time.monotonic()
    data = material(args.passages, args.polnear, args.held_out)
    net = token_stage(data, args.epochs, args.share, args.token_weights)
    print(f"token stage done after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    if args.out is None:
        return
    pairs = plv(args.plv, data.pieces) + written_pairs(PAIRS, data.pieces)
    pairs += [e for p in data.passages for e in own_pairs(p, data.pieces)][::OWN_PAIRS]
    net = fit_pairs(net, pairs, PairSettings(args.pair_epochs), SEED)
    print(f"pair stage done after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    export(net, args.out)


def token_stage(data: Material, epochs: int, share: float, kept: Path | None) -> Network:
    """The network after the token stage, from the kept file where there is one."""
    net = start()
    if kept and kept.exists():
        return with_tokens(net, kept)
    fit_tokens(net, lambda number: wide_epoch(data, share, number), TokenSettings(epochs), SEED)
    if kept:
        torch.save(net.state_dict(), kept)
    return net


def with_tokens(net: Network, kept: Path) -> Network:
    """``net`` with the shared layers and token branch of a kept token stage."""
    weights = torch.load(kept, weights_only=True)
    net.load_state_dict({k: v for k, v in weights.items() if not k.startswith(PAIR_PARTS)}, strict=False)
    return net


if __name__ == "__main__":
    main()
