"""Spellings made comparable: space, apostrophes, articles, possessives, accents, letters of other Latin alphabets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]+")

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
     "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A"}
)  # fmt: skip
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u02bb": "'", "\u2032": "'", "`": "'"})


@lru_cache(maxsize=8192)
def plain(words: str) -> str:
    """Straight apostrophes, single spaces, no space around."""
    return _SPACE.sub(" ", words.translate(_APOSTROPHES)).strip()


@lru_cache(maxsize=8192)
def bare(words: str) -> str:
    """``words`` (already ``plain``) without a leading "the" and a possessive ending."""
    return _ARTICLE.sub("", _POSSESSIVE.sub("", words))


def unaccented(words: str) -> str:
    """``words`` without diacritics, letters of extended Latin alphabets in ASCII."""
    if words.isascii():
        return words
    decomposed = unicodedata.normalize("NFD", words.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def folded(words: str) -> str:
    """The key by which names are compared: no case, no accents, apostrophes dropped, other marks as one space.

    "Shyroké", "Sana'a" and "Port-au-Prince" become "shyroke", "sanaa" and "port au prince".
    """
    return _NOT_WORD.sub(" ", unaccented(words.translate(_APOSTROPHES)).replace("'", "").casefold()).strip()
