"""Batches of like length, padded to the longest of the batch; random, but the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.examples import PairExample, TokenExample
from training.labels import WIDTH


class Pieced(Protocol):
    """What has word pieces."""

    @property
    def ids(self) -> NDArray[np.int64]: ...


Example = TypeVar("Example", bound=Pieced)


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """``ids``, ``mask`` [b, n]; ``targets``, ``known`` [b, n, WIDTH]; links: ``rows`` [r, 2] batch row and cue piece,
    ``link_targets`` and ``link_known`` [r, 2, n]."""

    ids: Tensor
    mask: Tensor
    targets: Tensor
    known: Tensor
    rows: Tensor
    link_targets: Tensor
    link_known: Tensor


@dataclass(frozen=True, slots=True)
class PairBatch:
    """``ids``, ``mask`` [b, n]; ``roots`` and ``weights`` [b]."""

    ids: Tensor
    mask: Tensor
    roots: Tensor
    weights: Tensor


def grouped(examples: Sequence[Example], pieces: int, random: np.random.Generator) -> Iterator[list[Example]]:
    """Groups of at most about ``pieces`` padded word pieces, near in length, in random order."""
    noise = random.uniform(-3, 3, len(examples))
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids) + noise[i])
    groups: list[list[Example]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * max(len(examples[i].ids), len(groups[-1][-1].ids)) > pieces:
            groups.append([])
        groups[-1].append(examples[i])
    for at in random.permutation(len(groups)):
        yield groups[at]


def padded(group: Sequence[Pieced]) -> tuple[Tensor, Tensor]:
    """``ids`` and ``mask`` [b, n], n the longest of the group."""
    longest = max(len(e.ids) for e in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    for row, example in enumerate(group):
        ids[row, : len(example.ids)] = torch.from_numpy(example.ids)
        mask[row, : len(example.ids)] = 1
    return ids, mask


def token_batch(group: Sequence[TokenExample]) -> TokenBatch:
    """Pads and stacks."""
    ids, mask = padded(group)
    n = ids.shape[1]
    targets, known = torch.zeros(len(group), n, WIDTH), torch.zeros(len(group), n, WIDTH)
    rows: list[tuple[int, int]] = []
    wanted: list[Tensor] = []
    given: list[Tensor] = []
    for row, example in enumerate(group):
        size = len(example.ids)
        targets[row, :size] = torch.from_numpy(example.targets)
        known[row, :size] = torch.from_numpy(example.mask)
        for link in example.links:
            target, sure = torch.zeros(2, n), torch.zeros(2, n)
            sure[1, :size] = 1.0
            target[1, :size] = torch.from_numpy(link.content)
            if link.source is not None:
                sure[0, :size] = 1.0
                target[0, :size] = torch.from_numpy(link.source)
            for piece in np.flatnonzero(link.cue)[:4]:
                rows.append((row, int(piece)))
                wanted.append(target)
                given.append(sure)
    empty = torch.zeros(0, 2, n)
    return TokenBatch(
        ids, mask, targets, known,
        torch.tensor(rows, dtype=torch.long).reshape(-1, 2),
        torch.stack(wanted) if wanted else empty,
        torch.stack(given) if given else empty,
    )  # fmt: skip


def pair_batch(group: Sequence[PairExample]) -> PairBatch:
    """Pads and stacks."""
    ids, mask = padded(group)
    return PairBatch(ids, mask, torch.tensor([e.root for e in group]), torch.tensor([e.weight for e in group]))
