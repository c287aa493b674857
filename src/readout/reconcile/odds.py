"""How likely a dispute is between two sentences: a logistic model by type of dispute, fitted on clusters of our own."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from readout.reconcile.sensing import SENSED


@dataclass(frozen=True, slots=True)
class Odds:
    """Logistic regression for one type.

    Attributes:
        bias: log odds where no feature is there.
        weights: what a feature adds to the log odds.
        least: probability from which on a pair is told; chosen on clusters that the weights were not fitted on.
    """

    bias: float
    weights: Mapping[str, float]
    least: float

    def of(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1."""
        weights = self.weights
        told = self.bias + math.fsum(weights[name] * value for name, value in features.items() if name in weights)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, told))))


_POOLED = 0.5
"""The mean of two judgements from which on a dispute is told. The one was fitted on reports that differ little too, the
other on what a reader says besides; each alone was further from right on clusters that neither was fitted on."""


@dataclass(frozen=True, slots=True)
class Sets:
    """The models by type: ``alone`` on what the comparison knows of two sentences, ``read`` where a trained reader has
    read them together as well."""

    alone: Mapping[str, Odds]
    read: Mapping[str, Odds]

    def of(self, features: Mapping[str, float]) -> Mapping[str, Odds]:
        """The models for a pair with these features."""
        return self.read if SENSED in features else self.alone

    def judged(self, about: str, features: Mapping[str, float], *, alone: bool, read: bool) -> tuple[float, float]:
        """How likely a dispute of a type is, and from which probability on it is told.

        Args:
            alone, read: whether that model may speak of such a pair; where both may, their mean counts (the linear
                opinion pool of Stone, 1961).
        """
        one = self.alone.get(about) if alone else None
        other = self.read[about] if read else None
        if one and other:
            return (one.of(features) + other.of(features)) / 2, _POOLED
        said = one or other
        return (said.of(features), said.least) if said else (0.0, 1.0)


@cache
def odds() -> Sets:
    """The models of every type, from ``data/odds.json``, which ``python -m training.contrasts`` writes.

    Raises:
        KeyError: when the file lacks a value; the message names it.
    """
    data = json.loads(files("readout.reconcile").joinpath("data/odds.json").read_text("utf-8"))
    alone, read = (
        {about: Odds(one["bias"], one["weights"], one["least"]) for about, one in data[name].items()}
        for name in ("alone", "read")
    )
    return Sets(alone, read)


@cache
def term_odds() -> Odds:
    """The odds that a sentence gives a term that others leave out, from ``data/terms.json``, which
    ``python -m training.omitted_terms`` writes.

    Raises:
        KeyError: when the file lacks a value; the message names it.
    """
    data = json.loads(files("readout.reconcile").joinpath("data/terms.json").read_text("utf-8"))
    return Odds(data["bias"], data["weights"], data["least"])
