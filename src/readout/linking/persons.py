"""Person names compared across spellings and transliterations."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from readout.linking.spelling import folded

# Sounds that transliterations write in several ways, each to one spelling; order matters.
_SOUNDS = [
    (re.compile(pattern), to)
    for pattern, to in (
        ("kh", "h"), ("zh|dj|dzh", "j"), ("ph", "f"), ("ch|tch|tsch", "c"), ("sch|sh", "s"), ("ou|oo", "u"),
        ("ee|ie|iy|yy|ii|ij|yi|ei|ey|ay|ai", "i"), ("y", "i"), ("q|ck|c", "k"), ("w", "v"), ("gh", "g"),
        ("o", "u"), ("e", "a"), ("(?<=.)h", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_PARTICLES = frozenset({"al", "el", "ul", "as", "ad", "an", "ar", "bin", "ibn", "bint", "abu", "ben", "de", "da", "van",
                        "von", "der", "di", "la", "le", "dos", "do", "of", "the", "jr", "sr"})  # fmt: skip
_ALIKE = 0.84
_GIVEN_ALIKE = 0.6


@lru_cache(maxsize=16384)
def sounding(word: str) -> str:
    """A key that spellings of one name share: "Zelenskyy", "Zelensky" and "Zelenskiy" give the same."""
    key = folded(word)
    for pattern, to in _SOUNDS:
        key = pattern.sub(to, key)
    return key


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell persons apart, folded; particles ("al", "von") left out unless nothing else is."""
    words = tuple(folded(name).split())
    return tuple(w for w in words if w not in _PARTICLES and len(w) > 1) or words


def initials(name: str) -> frozenset[str]:
    """The first sounds of the words of a name; words that are ``alike`` share theirs."""
    return frozenset(sounding(word)[:1] for word in name_words(name))


def alike(one: str, other: str, least: float = _ALIKE) -> bool:
    """True when two words may be spellings of one name; words of three letters or less must sound the same."""
    a, b = sounding(one), sounding(other)
    if a == b:
        return bool(a)
    if min(len(a), len(b)) < max(4, 0.78 * max(len(a), len(b))) or a[0] != b[0]:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= least


def spells(asked: str, full: str) -> bool:
    """True when every word of ``asked`` may be a spelling of a word of the full name: stricter than ``same_person``."""
    words = name_words(asked)
    return bool(words) and all(any(alike(a, b) for b in name_words(full)) for a in words)


def same_person(asked: str, full: str, family: str) -> bool:
    """True when ``asked`` (as in a report) can be the person of the full name with that family name.

    A family name alone is enough; given names, where there are any, must not contradict: each word of ``asked`` that is
    no family name must be like one of the given names, an initial or a beginning of it. Who is known by one word, as
    monarchs are, is nobody of two.
    """
    wanted, families = name_words(asked), name_words(family)
    if not wanted or not families:
        return False
    if not any(alike(w, f) for w in wanted for f in families):
        return False
    given = [w for w in name_words(full) if w not in families]
    rest = [w for w in wanted if not any(alike(w, f) for f in families)]
    if not given and len(families) == 1:
        return not rest
    if not given:  # no word is known to be the family name: two must agree
        return not rest or len(wanted) - len(rest) > 1
    return not rest or any(_given(w, g) for w in rest for g in given)


def _given(one: str, other: str) -> bool:
    """Given names are shortened freely ("Joe", "Joseph"): short ones need only begin alike."""
    return other.startswith(one[: 2 if len(one) < 5 else 3]) or alike(one, other, _GIVEN_ALIKE)
