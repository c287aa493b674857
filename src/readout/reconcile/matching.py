"""Which sentences of different reports speak of one thing: by the rare words, names, states and numbers they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from readout.reconcile.kinship import meaning
from readout.reconcile.lines import Line
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import stem

_TELLING = 12
_NEXT = 12  # later sentences under one word that each is held against: accounts chain
_SHARED = 3
_LOOSE = 0.2
_RARE = 1.5
_SLACK = 7
_OFFICES = frozenset(meaning(stem(w)) for w in word_lists().offices)


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of different reports.

    Attributes:
        shared: words, names, states and numbers that both have.
        strength: their weight; 1 is that of a word that only these two sentences have.
        part: their share of the weight of the slighter sentence, 0 to 1.
        topic: what is shared besides names, states, numbers and offices: what the sentences are about.
    """

    a: Line
    b: Line
    shared: frozenset[str]
    strength: float
    part: float
    topic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighing:
    """How telling each word is among the sentences of an episode: the fewer have it, the more; at most 1."""

    of: dict[str, float]

    def sum(self, words: frozenset[str]) -> float:
        """The weight of a set of words."""
        return math.fsum(map(self.of.__getitem__, words))


def weighing(told: Sequence[Line]) -> Weighing:
    """Weights from the sentences of one episode."""
    count = Counter(w for line in told for w in line.said.words)
    top = math.log(1 + len(told) / 2)
    return Weighing({w: min(1.0, math.log(1 + len(told) / n) / top) if top else 1.0 for w, n in count.items()})


def matches(told: Sequence[Line], weigh: Weighing) -> list[Match]:
    """Pairs of sentences of different reports, near in time, that share enough; in order of ``told``."""
    blocks: dict[str, list[int]] = defaultdict(list)
    often = Counter(w for line in told for w in line.said.words)
    for at, line in enumerate(told):
        held = [w for w in line.said.words if often[w] > 1]
        for word in sorted(held, key=lambda w: (often[w], w))[:_TELLING]:
            blocks[word].append(at)
    weights = [weigh.sum(line.said.words) for line in told]
    tried: set[int] = set()
    found = []
    owner = [line.item.report.id for line in told]
    words = [line.said.words for line in told]
    topical = [_topical(own) for own in words]
    near = [line.item.near for line in told]
    count, weight = len(told), weigh.of.__getitem__
    for _, block in sorted(blocks.items()):
        block.sort(key=lambda at: (told[at].item.published or 0, owner[at], at))
        for x, first in enumerate(block):
            own, mine, whole, here = owner[first], words[first], weights[first], near[first]
            for second in block[x + 1 : x + 1 + _NEXT]:
                if owner[second] == own:
                    continue
                low, high = (first, second) if first < second else (second, first)
                key = low * count + high
                if key in tried:
                    continue
                tried.add(key)
                shared = mine & words[second]
                if len(shared) < _SHARED:
                    continue
                strength = math.fsum(map(weight, shared))
                slighter = min(whole, weights[second])
                if strength < _RARE or strength < _LOOSE * slighter or not here(told[second].item, _SLACK):
                    continue
                topic = (shared & topical[first]) - (told[first].said.names & told[second].said.names)
                if topic:
                    match = Match(told[low], told[high], shared, strength, strength / slighter, topic)
                    found.append((key, match))
    return [match for _, match in sorted(found, key=lambda f: f[0])]


def _topical(words: frozenset[str]) -> frozenset[str]:
    """Words besides states, numbers and offices."""
    return frozenset(w for w in words - _OFFICES if w[0] not in "@#")
