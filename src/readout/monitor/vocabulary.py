"""Target classes and means of the codebook (section 5) as bits, and how the classes lie inside each other.

A set of classes is a bit mask, so that three million rows are tested against a clause with one ``&``.
"""

from __future__ import annotations

from collections.abc import Iterable

TARGET_CLASSES = (
    "energy", "nuclear", "health", "education", "residential", "transport", "port", "shipping", "government",
    "infrastructure", "industry", "military", "civilian", "territory", "unspecified",
)  # fmt: skip
MEANS = (
    "drone", "missile", "air_strike", "shelling", "ground_assault", "naval", "bombing", "sabotage", "small_arms",
    "rocket", "chemical", "cyber", "unspecified",
)  # fmt: skip

# A clause against the wide class covers the narrow ones; an incident known only by the wide class may be any of them.
NARROWER = {
    "infrastructure": ("energy", "nuclear", "transport", "port"),
    "civilian": ("health", "education", "residential"),
}
# Words so wide that they say nothing of the object.
UNKNOWN = "unspecified"


def mask(codes: Iterable[str], vocabulary: tuple[str, ...] = TARGET_CLASSES) -> int:
    """Bits of the given codes; raises ValueError for a code that the vocabulary does not hold."""
    return sum({1 << vocabulary.index(code) for code in codes})


def codes(bits: int, vocabulary: tuple[str, ...] = TARGET_CLASSES) -> tuple[str, ...]:
    """The codes whose bits are set, in the order of the vocabulary."""
    return tuple(code for n, code in enumerate(vocabulary) if bits >> n & 1)


def covered(prohibits: Iterable[str]) -> int:
    """Bits of every class that a clause against ``prohibits`` covers, narrower classes included."""
    wide = tuple(prohibits)
    return mask([*wide, *(narrow for code in wide for narrow in NARROWER.get(code, ()))])


def perhaps(prohibits: Iterable[str]) -> int:
    """Bits of the wide classes under which an object of a prohibited class may hide."""
    bits = covered(prohibits)
    return mask(code for code, narrow in NARROWER.items() if mask(narrow) & bits) | mask([UNKNOWN])
