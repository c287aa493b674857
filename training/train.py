"""Reproduces the encoder's weights.

python -m training.train --plv FILE.tsv --polnear FILE.json.gz --passages DIR --out FILE.onnx
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from training.accounts import read_folder
from training.examples import PairExample, Pieces, contrasted, own_pairs, plv, written_pairs
from training.export import export
from training.fit import PAIR_PARTS, PairSettings, TokenSettings, fit_pairs, fit_tokens
from training.network import Network, start
from training.passages import Passage
from training.plan import HELD_OUT, Material, material, wide_epoch

SEED = 11
OWN_PAIRS = 3
"""One in so many of the passages' own pairs is trained on: they are many, easy and much alike."""
KEPT_CONTRASTS = 4
"""One in so many contrasts is trained on again with the roots, lest they be forgotten."""
CONTRAST_SETTINGS = PairSettings(epochs=5, encoder_rate=1.5e-4, head_rate=1e-3)
PAIRS = Path(__file__).parent / "data" / "pairs.tsv"


def main() -> None:
    """Trains shared layers and token branch on tokens, then the pair branch over them on contrasts, then on roots."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True, help="PLV table: marked_sentence, gold_root, sentence")
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR training split as JSON, .gz or plain")
    parser.add_argument("--passages", type=Path, required=True, help="folder of *.passages")
    parser.add_argument("--out", type=Path, help="the ONNX file to write")
    parser.add_argument(
        "--token-weights", type=Path, help="kept weights of the token stage: read if there, else written"
    )
    parser.add_argument("--accounts", type=Path, required=True, help="folder of *.accounts")
    parser.add_argument(
        "--contrast-weights", type=Path, help="kept weights of the contrast stage: read if there, else written"
    )
    parser.add_argument("--epochs", type=int, default=9, help="epochs of the token stage")
    parser.add_argument("--pair-epochs", type=int, default=6, help="epochs of the last stage, on roots")
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
    ours = own_roots(data.passages, data.pieces)
    contrasts = own_contrasts(args.accounts, data.pieces)
    net = contrast_stage(net, [*contrasts, *ours], args.contrast_weights)
    print(f"contrast stage done after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    pairs = [*plv(args.plv, data.pieces), *ours, *contrasts[::KEPT_CONTRASTS]]
    net = fit_pairs(net, pairs, PairSettings(args.pair_epochs), SEED)
    print(f"pair stage done after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    export(net, args.out)


def own_roots(passages: Sequence[Passage], pieces: Pieces) -> list[PairExample]:
    """Our own sentences with a root: those written for it, and pairs of the passages."""
    return written_pairs(PAIRS, pieces) + [e for p in passages for e in own_pairs(p, pieces)][::OWN_PAIRS]


def own_contrasts(folder: Path, pieces: Pieces) -> list[PairExample]:
    """Pairs of sentences of our own accounts."""
    return [e for a in read_folder(folder) for e in contrasted(a, pieces)]


def contrast_stage(net: Network, examples: Sequence[PairExample], kept: Path | None) -> Network:
    """The network with its pair branch trained on what is ours, from the kept file where there is one.

    It sees no row of PLV, so that folds of a cross-validation can share it.
    """
    if kept and kept.exists():
        net.load_state_dict(torch.load(kept, weights_only=True))
        return net
    net = fit_pairs(net, examples, CONTRAST_SETTINGS, SEED)
    if kept:
        torch.save(net.state_dict(), kept)
    return net


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
