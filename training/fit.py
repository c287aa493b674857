"""Training loops: tokens first, through all layers; then the pair branch over the shared layers, which stay fixed."""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.batches import PairBatch, TokenBatch, grouped, pair_batch, token_batch
from training.examples import PairExample, TokenExample
from training.labels import columns
from training.network import Network

GROUP_WEIGHTS = {
    "kinds": 1.0, "negated": 1.0, "stance": 0.7, "measure": 0.7, "target_class": 0.4, "means": 0.4, "attribution": 1.0,
}  # fmt: skip
Epoch = Callable[[int], Sequence[TokenExample]]


@dataclass(frozen=True, slots=True)
class TokenSettings:
    """How shared layers and token branch are trained: rates, padded word pieces a batch."""

    epochs: int
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    pieces: int = 1400


@dataclass(frozen=True, slots=True)
class PairSettings:
    """How the pair branch is trained; from ``average_from`` of the steps on, its weights are averaged."""

    epochs: int = 12
    encoder_rate: float = 1e-4
    head_rate: float = 5e-4
    smoothing: float = 0.05
    pieces: int = 1100
    average_from: float = 0.5
    average_rate: float = 0.03


def _groups(net: Network, heads: tuple[str, ...], encoder_rate: float, head_rate: float) -> list[dict[str, object]]:
    named = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    is_head = [n.startswith(heads) for n, _ in named]
    return [
        {"params": [p for (_, p), h in zip(named, is_head, strict=True) if not h], "lr": encoder_rate},
        {"params": [p for (_, p), h in zip(named, is_head, strict=True) if h], "lr": head_rate},
    ]


def _schedule(step: int, steps: int, warm: float = 0.06) -> float:
    rise = max(1, int(steps * warm))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))


def token_loss(net: Network, batch: TokenBatch) -> Tensor:
    """Binary cross-entropy of each group, summed over its labels and meant over the pieces where it is known, plus that
    of the links."""
    lower, away = net.lower(batch.ids, batch.mask)
    states = net.tokens(lower, away)
    logits = net.tags(states).float()
    raw = functional.binary_cross_entropy_with_logits(logits, batch.targets, reduction="none") * batch.known
    loss = logits.new_zeros(())
    for group, weight in GROUP_WEIGHTS.items():
        known = batch.known[..., columns(group)].amax(-1).sum()
        # a group known on a few pieces of the batch must not outweigh the rest
        loss = loss + weight * raw[..., columns(group)].sum() / known.clamp(min=60.0)
    if len(batch.rows):
        links = net.links(states).float()[batch.rows[:, 0], :, batch.rows[:, 1]]
        real = batch.link_known * batch.mask[batch.rows[:, 0]].unsqueeze(1)
        raw = functional.binary_cross_entropy_with_logits(links, batch.link_targets, reduction="none") * real
        loss = loss + 2.0 * raw.sum() / real.sum().clamp(min=1.0)
    return loss


def fit_tokens(net: Network, epoch: Epoch, settings: TokenSettings, seed: int) -> None:
    """Trains shared layers, token branch and token heads in place.

    Args:
        epoch: gives the examples of an epoch by its number.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    plans = [list(grouped(epoch(e), settings.pieces, random)) for e in range(settings.epochs)]
    steps = sum(len(p) for p in plans)
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(not name.startswith(("words", "places", "upper_pairs", "roots")))
    rate, head_rate = settings.encoder_rate, settings.head_rate
    optimiser = torch.optim.AdamW(_groups(net, ("tags", "link"), rate, head_rate), weight_decay=0.01, fused=True)
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _schedule(s, steps))
    net.train()
    begun, losses = time.monotonic(), list[float]()
    for step, group in enumerate(g for plan in plans for g in plan):
        batch = token_batch(group)
        with torch.autocast("cpu", torch.bfloat16):
            loss = token_loss(net, batch)
        _step(net, loss, optimiser, rates)
        losses.append(float(loss.detach()))
        if step % 100 == 99:
            mean = sum(losses[-100:]) / 100
            print(
                f"tokens {step + 1}/{steps} loss {mean:.3f} {time.monotonic() - begun:.0f} s",
                file=sys.stderr,
                flush=True,
            )


def _step(
    net: nn.Module, loss: Tensor, optimiser: torch.optim.Optimizer, rates: torch.optim.lr_scheduler.LambdaLR
) -> None:
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], 1.0)
    optimiser.step()
    rates.step()
    optimiser.zero_grad(set_to_none=True)


def pair_loss(net: Network, batch: PairBatch, lower: Tensor, settings: PairSettings) -> Tensor:
    """Smoothed cross-entropy over the kept states of the shared layers."""
    away = (1.0 - batch.mask.to(lower.dtype))[:, None, None, :] * -10000.0
    logits = net.pairs(net.drop(lower), away, batch.ids, batch.mask).float()
    each = functional.cross_entropy(logits, batch.roots, reduction="none", label_smoothing=settings.smoothing)
    return (each * batch.weights).sum() / batch.weights.sum()


def shared_states(net: Network, examples: Sequence[PairExample]) -> list[Tensor]:
    """What the shared layers give for each example [n, 384]; they do not change while pairs are trained."""
    found = [torch.empty(0)] * len(examples)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))
    net.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 32):
            batch = pair_batch([examples[i] for i in order[at : at + 32]])
            x, _ = net.lower(batch.ids, batch.mask)
            for row, i in enumerate(order[at : at + 32]):
                found[i] = x[row, : len(examples[i].ids)].float()
    return found


def fit_pairs(net: Network, examples: Sequence[PairExample], settings: PairSettings, seed: int) -> Network:
    """Trains a copy of ``net``'s pair branch; the result's weights are a moving mean over the last steps."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    net = copy.deepcopy(net)
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(name.startswith(("upper_pairs", "roots")))
    lower = dict(zip(map(id, examples), shared_states(net, examples), strict=True))
    plan = [g for _ in range(settings.epochs) for g in grouped(examples, settings.pieces, random)]
    optimiser = torch.optim.AdamW(
        _groups(net, ("roots",), settings.encoder_rate, settings.head_rate), weight_decay=0.01, fused=True
    )
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _schedule(s, len(plan)))
    net.train()
    free = [p for p in net.parameters() if p.requires_grad]
    mean: list[Tensor] = []
    for step, group in enumerate(plan):
        with torch.autocast("cpu", torch.bfloat16):
            states = nn.utils.rnn.pad_sequence([lower[id(e)] for e in group], batch_first=True)
            loss = pair_loss(net, pair_batch(group), states, settings)
        _step(net, loss, optimiser, rates)
        if step >= settings.average_from * len(plan):
            mean = mean or [p.detach().clone() for p in free]
            torch._foreach_lerp_(mean, [p.detach() for p in free], settings.average_rate)
    for parameter, value in zip(free, mean, strict=bool(mean)):
        parameter.data = value
    return net.eval()


def predict_pairs(net: Network, examples: Iterable[PairExample]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Probabilities [n, 15], in the order given."""
    listed = list(examples)
    found = np.zeros((len(listed), net.roots.out_features), np.float32)
    order = sorted(range(len(listed)), key=lambda i: len(listed[i].ids))
    net.eval()
    with torch.no_grad():
        for at in range(0, len(order), 32):
            chosen = order[at : at + 32]
            batch = pair_batch([listed[i] for i in chosen])
            x, away = net.lower(batch.ids, batch.mask)
            found[chosen] = net.pairs(x, away, batch.ids, batch.mask).softmax(-1).numpy()
    return found
