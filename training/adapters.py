"""The comparing branch: the layers of the token branch with low-rank additions, over two sentences at once.

Hu et al. (2022), LoRA: a layer's weights stay as they are and a product of two thin matrices is added to what it gives.
So one file holds the layers once for both uses, and what the tokens are told by does not change.
"""

from __future__ import annotations

import copy
import math

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.labels import COMPARED
from training.network import HIDDEN, Block, Network, PooledDropout

RANK = 16
WIDE = 128
SEPARATOR = 102
"""Word piece that stands after either sentence."""
_LAYERS = ("qkv", "out", "up", "down")


class Added(nn.Module):
    """A fixed linear layer, and what is learnt beside it."""

    def __init__(self, fixed: nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.fixed = fixed
        self.narrow = nn.Linear(fixed.in_features, rank, bias=False)
        self.broad = nn.Linear(rank, fixed.out_features, bias=False)
        nn.init.normal_(self.narrow.weight, std=1 / math.sqrt(fixed.in_features))
        nn.init.zeros_(self.broad.weight)

    def forward(self, x: Tensor) -> Tensor:
        """``x`` [..., in] to [..., out]."""
        added: Tensor = self.fixed(x) + self.broad(self.narrow(x))
        return added


class Comparing(nn.Module):
    """How two sentences stand to each other, from the means of their states.

    Args:
        net: its embeddings, shared layers and token branch are taken as they are and stay so; the norms are copied and
            trained.
    """

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.words, self.places = net.words, net.places
        self.norm = copy.deepcopy(net.norm)
        self.blocks = nn.ModuleList(_adapted(block) for block in (*net.shared, *net.upper_tokens))
        self.second = nn.Parameter(torch.zeros(HIDDEN))
        self.wide = nn.Linear(3 * HIDDEN, WIDE)
        self.compared = nn.Linear(WIDE, len(COMPARED))
        self.drop = PooledDropout(0.1)
        nn.init.constant_(self.compared.bias, -2.5)
        for layer in (self.words, self.places):
            layer.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Logits [batch, labels] of ``ids`` [batch, n]: a start, one sentence, a separator, the other, a separator."""
        second, first = sides(ids, mask)
        x = self.words(ids) + self.places(torch.arange(ids.shape[1])) + second.unsqueeze(-1) * self.second
        x = self.drop(self.norm(x))
        away = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for block in self.blocks:
            x = block(x, away)
        one, other = (_mean(x.float(), side) for side in (first, second))
        joined = torch.cat([one + other, (one - other).abs(), one * other], -1)
        logits: Tensor = self.compared(functional.gelu(self.wide(self.drop(joined))))
        return logits


def sides(ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """1.0 where a word piece is of the second sentence, and where it is of the first, each with its separator."""
    ends = (ids == SEPARATOR).long()
    second = ((ends.cumsum(1) - ends) > 0) * mask
    return second.float(), (mask - second).float()


def _mean(x: Tensor, side: Tensor) -> Tensor:
    return (side.unsqueeze(1) @ x).squeeze(1) / side.sum(1, keepdim=True).clamp(min=1.0)


def _adapted(block: nn.Module) -> Block:
    """A copy of a layer whose matrices are fixed and added to; its norms are free."""
    own = copy.deepcopy(block)
    assert isinstance(own, Block)
    for name in _LAYERS:
        fixed = getattr(own, name)
        for parameter in fixed.parameters():
            parameter.requires_grad_(False)
        setattr(own, name, Added(fixed))
    return own
