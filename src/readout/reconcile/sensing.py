"""What a trained reader says of two sentences, as features beside those of the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

SENSED = "sensed corroborated"
"""A feature that every pair has which was read."""
ANY = "sensed any dispute"
"""The feature for any dispute at all."""
_MOST = 8.0
"""Logits beyond this say no more."""


class Reader(Protocol):
    """Reads two sentences together; the encoder of the language room is one.

    Attributes:
        contrasts: types of dispute, ``corroborated``, and ``any dispute``.
    """

    contrasts: tuple[str, ...]

    def compared(self, a: str, b: str) -> Iterable[float]:
        """Logits in the order of ``contrasts``, the same whichever sentence is the first."""
        ...


def sensed(contrasts: Sequence[str], logits: Iterable[float]) -> dict[str, float]:
    """Features of a pair: what the reader says of each contrast, from -8 to 8."""
    return {
        f"sensed {name}": max(-_MOST, min(_MOST, float(value))) for name, value in zip(contrasts, logits, strict=True)
    }
