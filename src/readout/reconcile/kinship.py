"""What a record says as a set of weighted features: words of the field, names, numbers and the day."""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from readout.reconcile.counting import numbers
from readout.reconcile.items import Item
from readout.reconcile.words import content, plain, stem

_NOT = re.compile(
    r"\b(?:not|no|never|nothing|nobody|none|neither|nor|denied|denies|deny|without|refus\w+|reject\w*|declin\w+)\b|n't\b"
)
_RAREST = 5
_SHARED = 4
_SMALLER = 0.7
_BOTH = 0.15


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling each feature is among the records of an episode: the fewer reports have it, the more."""

    of: dict[str, float]

    def sum(self, features: frozenset[str]) -> float:
        """The weight of a set."""
        return math.fsum(map(self.of.__getitem__, features))

    def telling(self, features: frozenset[str]) -> list[str]:
        """The features worth looking others up by: the rarest that two reports have."""
        return sorted((f for f in features if self.of[f] > 0), key=lambda f: (-self.of[f], f))[:_RAREST]


@cache
def _same() -> dict[str, str]:
    data = tomllib.loads(files("readout.reconcile").joinpath("data/synonyms.toml").read_text("utf-8"))
    return {stem(word): name for name, words in data.items() for word in words}


def meaning(root: str) -> str:
    """The stem itself, or the name of the words of its meaning."""
    return _same().get(root, root)


def meanings(text: str) -> frozenset[str]:
    """The stems of a text that carry meaning, those of one meaning made one."""
    return frozenset(meaning(w) for w in content(text))


def features(item: Item) -> frozenset[str]:
    """Stems with words of one meaning made one, numbers by value, and the day where it is one day."""
    same = _same()
    found = {same.get(w, w) for w in item.words}
    found |= {f"{n:g}" for n in numbers(item.text)}
    if item.when and item.when.first == item.when.last:
        found.add(f"day {item.when.first}")
    return frozenset(found)


def weights(items: Sequence[Item], made: Sequence[frozenset[str]]) -> Weights:
    """Weights from the number of reports that have a feature; what one report alone has weighs as the rarest shared."""
    holders: dict[str, set[str]] = defaultdict(set)
    for item, own in zip(items, made, strict=True):
        for feature in own:
            holders[feature].add(item.report.id)
    reports = len({i.report.id for i in items})
    return Weights({f: math.log(1 + reports / max(2, len(held))) for f, held in holders.items()})


def negative(item: Item) -> bool:
    """True when the record is negated or its words deny or refuse."""
    return item.record.factuality == "negated" or bool(_NOT.search(plain(item.text)))


@dataclass(frozen=True, slots=True)
class Gist:
    """What one record says.

    Attributes:
        weight: of all its features.
        negative: it denies, refuses or is denied.
    """

    item: Item
    features: frozenset[str]
    weight: float
    negative: bool


def gists(items: Sequence[Item]) -> tuple[list[Gist], Weights]:
    """The gist of every item of an episode, and how telling its features are there."""
    made = [features(i) for i in items]
    weigh = weights(items, made)
    return [Gist(i, own, weigh.sum(own), negative(i)) for i, own in zip(items, made, strict=True)], weigh


def akin(a: Gist, b: Gist, weigh: Weights) -> bool:
    """True when two gists share enough to be taken for one fact."""
    shared = a.features & b.features
    if len(shared) < _SHARED:
        return False
    both = weigh.sum(shared)
    return both >= _SMALLER * min(a.weight, b.weight) and both >= _BOTH * (a.weight + b.weight - both)


def blocks(made: Sequence[Gist], weigh: Weights) -> dict[tuple[str, bool], list[int]]:
    """Indices of gists under each of their rarest features, what denies apart from what tells."""
    found: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for at, gist in enumerate(made):
        for feature in weigh.telling(gist.features):
            found[feature, gist.negative].append(at)
    return dict(sorted(found.items()))
