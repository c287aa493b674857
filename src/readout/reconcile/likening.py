"""For each sentence the few of other reports that resemble it most: by the telling words and names they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readout.reconcile.groups import by_key
from readout.reconcile.lines import Line

_PARTNERS = 6
"""Sentences that one is held against at most: keeps the cost in step with the number of sentences."""
_EACH = 3
"""Of one other report at most."""
_TRIED = 6
"""Of one other report's, how many are looked at with the sentences before them."""
_CROWDED = 80
"""A word of more sentences than this tells nothing apart and looks nothing up."""
_FAINT = 0.12
"""Two sentences less about one thing than this are hardly ever told together: half of all pairs."""
_BESIDE = 0.3


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sentences of different reports.

    Attributes:
        alike: cosine of their words, each weighed by its rarity, 0 to 1.
        about: the same with the sentences before them taken in, and ``alike`` added: what they are about, 0 to 1.3.
        part: weight of what is shared, as a part of the slighter sentence's, 0 to 1.
        nearest: for how many of the two the other is the nearest of its report: 0, 1 or 2.
        shared: words, names and states of both.
        beside: only their numbers bring them together.
    """

    a: Line
    b: Line
    alike: float
    about: float
    part: float
    nearest: int
    shared: frozenset[str]
    beside: bool = False


class _Told:
    """The sentences of an episode with their words weighed."""

    def __init__(self, told: Sequence[Line]) -> None:
        self.lines = told
        self.words = [frozenset(w for w in line.said.words if w[0] != "#") for line in told]
        count = Counter(w for words in self.words for w in words)
        self.weight = {w: math.log(1 + len(told) / n) for w, n in count.items()}
        before: dict[str, frozenset[str]] = {}
        self._square = {w: weight**2 for w, weight in self.weight.items()}
        self.wide = []
        for line, words in zip(told, self.words, strict=True):
            report = line.item.report.id
            self.wide.append(words | before.get(report, frozenset()))
            before[report] = words
        self.holders: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self.words):
            for word in sorted(words):
                if 1 < count[word] <= _CROWDED:
                    self.holders[word].append(at)
        self._norms = [self._norm(w) for w in self.words]
        self._wide_norms = [self._norm(w) for w in self.wide]

    def _norm(self, words: frozenset[str]) -> float:
        return math.sqrt(math.fsum(map(self._square.__getitem__, words))) or 1.0

    def alike(self, at: int) -> dict[int, float]:
        """Every sentence of another report that shares a telling word, with its likeness."""
        found: dict[int, float] = defaultdict(float)
        for word in sorted(self.words[at]):
            square = self._square[word]
            for other in self.holders.get(word, ()):
                found[other] += square
        report = self.lines[at].item.report.id
        return {
            other: both / (self._norms[at] * self._norms[other])
            for other, both in found.items()
            if self.lines[other].item.report.id != report
        }

    def about(self, a: int, b: int) -> float:
        """Likeness of the two with the sentences before them."""
        both = math.fsum(map(self._square.__getitem__, self.wide[a] & self.wide[b]))
        return both / (self._wide_norms[a] * self._wide_norms[b])

    def part(self, a: int, b: int) -> float:
        """What they share as a part of the slighter."""
        both = math.fsum(self.weight[w] for w in self.words[a] & self.words[b])
        slighter = min(math.fsum(self.weight[w] for w in self.words[at]) for at in (a, b))
        return both / slighter if slighter else 0.0


def likenesses(lines: Sequence[Line], beside: Iterable[tuple[int, int]] = ()) -> list[Likeness]:
    """Pairs of sentences of different reports near in time that may speak of one thing, in the order of ``lines``.

    Args:
        beside: further pairs to hold together however little their words are alike, by place in ``lines``.
    """
    told = _Told(lines)
    nearest: Counter[tuple[int, int]] = Counter()
    scores: dict[tuple[int, int], float] = {}
    for at in range(len(lines)):
        near = {o: s for o, s in told.alike(at).items() if lines[at].item.near(lines[o].item)}
        best: list[tuple[float, int, int]] = []
        for own in by_key(near, lambda o: [lines[o].item.report.id]).values():
            first = sorted(own, key=lambda o: (-near[o], o))[:_TRIED]
            best += [(score, other, rank) for rank, (score, other) in enumerate(_ranked(told, at, first, near))]
        for _, other, rank in sorted(best, key=lambda x: (-x[0], x[1]))[:_PARTNERS]:
            pair = (at, other) if at < other else (other, at)
            nearest[pair] += rank == 0
            scores[pair] = near[other]
    asked = {pair: scores.get(pair, 0.0) for pair in beside if lines[pair[0]].item.near(lines[pair[1]].item)}
    found = []
    for (a, b), alike in sorted({**asked, **scores}.items()):
        about = alike + _BESIDE * told.about(a, b)
        if about >= _FAINT or (a, b) in asked:
            shared = told.words[a] & told.words[b]
            alone = (a, b) not in scores or about < _FAINT
            found.append(Likeness(lines[a], lines[b], alike, about, told.part(a, b), nearest[a, b], shared, alone))
    return found


def _ranked(told: _Told, at: int, tried: Sequence[int], near: dict[int, float]) -> list[tuple[float, int]]:
    """Those of one report that are most alike once the sentences before are taken in, the best first."""
    return sorted(((near[o] + _BESIDE * told.about(at, o), o) for o in tried), key=lambda x: (-x[0], x[1]))[:_EACH]
