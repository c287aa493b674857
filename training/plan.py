"""What a training run is made of: examples of each source, conflicts held out, the share of PolNeAR an epoch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.examples import Pieces, TokenExample, from_passage, from_polnear, polnear
from training.network import tokenizer_text
from training.passages import Passage, read_folder

HELD_OUT = 0.15


@dataclass(frozen=True, slots=True)
class Material:
    """Everything read from disk; ``held_out`` are the passages of the conflicts kept for measuring."""

    pieces: Pieces
    passages: tuple[Passage, ...]
    held_out: tuple[Passage, ...]
    paragraphs: tuple[tuple[str, list[dict[str, list[tuple[int, int]]]]], ...]


def hold_out(passages: Sequence[Passage], share: float = HELD_OUT) -> set[str]:
    """Whole conflicts, in an order that does not depend on the files, until they hold ``share`` of the passages."""
    conflicts = sorted({p.conflict for p in passages}, key=lambda c: hashlib.sha256(c.encode()).hexdigest())
    chosen: set[str] = set()
    for conflict in conflicts:
        if sum(p.conflict in chosen for p in passages) >= share * len(passages):
            break
        chosen.add(conflict)
    return chosen


def material(passages: Path, polnear_file: Path, share: float = HELD_OUT) -> Material:
    """Reads passages and PolNeAR paragraphs.

    Args:
        share: of the passages to hold out; 0 trains on all of them.
    """
    pieces = Pieces(Tokenizer.from_str(tokenizer_text()))
    listed = read_folder(passages)
    away = hold_out(listed, share)
    return Material(
        pieces,
        tuple(p for p in listed if p.conflict not in away),
        tuple(p for p in listed if p.conflict in away),
        tuple(polnear(polnear_file)),
    )


def wide_epoch(data: Material, share: float, number: int) -> list[TokenExample]:
    """An epoch: our passages whole and cut into sentences, and a fresh share of PolNeAR."""
    found = [e for p in data.passages for split in (False, True) for e in from_passage(p, data.pieces, split)]
    return [e for e in [*found, *_attributions(data, share, number)] if len(e.ids) > 4]


def _attributions(data: Material, share: float, number: int) -> list[TokenExample]:
    order = np.random.default_rng(17).permutation(len(data.paragraphs))
    size = int(share * len(order))
    found = []
    for at in np.take(order, np.arange(number * size, (number + 1) * size), mode="wrap"):
        text, attributions = data.paragraphs[at]
        examples = from_polnear(text, attributions, data.pieces, split=at % 3 == number % 3)
        # paragraphs without any attribution teach little for what they cost
        found += [e for e in examples if e.links or at % 2]
    return found
