"""Where the words of evidence stand, whatever the layout: white space, capitals and the form of quotes do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from benchmarks.comparing import several

Spans = tuple[tuple[int, int], ...]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def compact(text: str) -> str:
    """Text without white space, folded, with plain quotes and dashes: the ground on which places are compared."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split()).casefold()


def words_of(pieces: Any, text: str) -> list[str]:
    """Evidence in words; offsets ``[start, end)`` are read off the text."""
    return [p if isinstance(p, str) else text[p[0] : p[1]] for p in several(pieces)]


def places(pieces: Any, text: str) -> Spans:
    """Evidence as ``[start, end)`` of ``compact(text)``; what does not stand there is left out.

    Words that stand there more than once are taken at their first place, offsets at the place nearest to them.
    """
    ground = compact(text)
    found = []
    for piece in several(pieces):
        words = compact(piece if isinstance(piece, str) else text[piece[0] : piece[1]])
        starts = [m.start() for m in re.finditer(re.escape(words), ground)] if words else []
        if starts:
            at = starts[0] if isinstance(piece, str) else _nearest(starts, len(compact(text[: piece[0]])))
            found.append((at, at + len(words)))
    return tuple(found)


def _nearest(starts: Sequence[int], wanted: int) -> int:
    return min(starts, key=lambda at: abs(at - wanted))


def shared(one: Spans, two: Spans) -> float:
    """Share of the shorter evidence that the other covers, 0 to 1."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in two)
    shorter = min(sum(b - a for a, b in one), sum(d - c for c, d in two))
    return both / shorter if shorter else 0.0
