"""Words as a comparison needs them: plain letters, no endings, no words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from readout.reconcile.vocabulary import word_lists

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLAIN = str.maketrans("’‘“”„«»–—‑", '\'\'"""""---')
_EMPTY = frozenset(word_lists().empty)
_ENDINGS = word_lists().endings
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ʼ": "",
        "ħ": "h",
        "þ": "th",
        "ð": "d",
    }
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case, straight quotes, no accents."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold().translate(_LETTERS)
    if folded.isascii():
        return folded
    return "".join(c for c in folded if c.isascii() or not unicodedata.combining(c))


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Every word and number of ``text``, plain, in order, possessives taken off."""
    return tuple(w[:-2] if w.endswith("'s") else w for w in _WORD.findall(plain(text)))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its ending: rough, the same for noun, verb and adjective of one root."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning, numbers left out."""
    return frozenset(stem(w) for w in tokens(text) if w not in _EMPTY and len(w) > 1 and not w[0].isdigit())


def share(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller set the other holds too: 0 to 1; 0 when either is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard likeness, 0 to 1; 0 when either is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def clipped(text: str, length: int = 160) -> str:
    """``text`` on one line, cut at a word's end when it is longer than ``length``."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: line.rfind(" ", 0, length)].rstrip(",;:") + " …"
