"""Attributions as the encoder alone sees them: each cue with its source and the words that hang on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from readout.language.encoder import Encoder, Floats, LinkedTags

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘A-Z])")
_LONG = 420

CUE = 0.5
CONTENT = 0.5
SOURCE = 0.3
"""Thresholds; the best of a grid on the PolNeAR development split (benchmarks/attribution.py)."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on a word piece counts as cue, content or source."""

    cue: float = CUE
    content: float = CONTENT
    source: float = SOURCE


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution; spans are ``[start, end)`` characters. ``score``: mean probability of cue and content, 0 to 1."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    score: float


def attributed(encoder: Encoder, text: str, thresholds: Thresholds | None = None) -> list[Attributed]:
    """Every attribution of a text, read by paragraph (a long paragraph in parts of whole sentences), in text order."""
    spans = list(windows(text))
    found = []
    for (start, end), linked in zip(spans, encoder.linked([text[s:e] for s, e in spans]), strict=True):
        for one in decode(text[start:end], linked, thresholds or Thresholds()):
            found.append(_moved(one, start))
    return found


def windows(text: str) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of the paragraphs, those above 420 characters cut between sentences."""
    for paragraph in _PARAGRAPH.finditer(text):
        low, high = paragraph.span()
        if high - low > _LONG:
            for gap in _SENTENCE_END.finditer(text, low, high):
                if gap.end() - low > _LONG // 2 and high - gap.end() > _LONG // 4:
                    yield low, gap.end()
                    low = gap.end()
        yield low, high


def decode(text: str, linked: LinkedTags, thresholds: Thresholds) -> list[Attributed]:
    """The attributions of one window: a group of cue pieces each, joined to what its links point at."""
    cue = linked.tags.attribution[:, 1]
    found = []
    for first, last in _runs(cue > thresholds.cue, gap=1):
        weights = cue[first:last] / cue[first:last].sum()
        content = weights @ linked.content[first:last]
        source = weights @ linked.source[first:last]
        said = [r for r in _runs(content > thresholds.content, gap=2) if r[1] - r[0] > 1 or content[r[0]] > 0.8]
        if not said:
            continue
        whole = np.concatenate([content[a:b] for a, b in said])
        found.append(
            Attributed(
                _best_run(text, linked, source, thresholds.source),
                _characters(text, linked, (first, last)),
                tuple(_characters(text, linked, run) for run in said),
                float(0.5 * cue[first:last].max() + 0.5 * whole.mean()),
            )
        )
    return found


def _best_run(text: str, linked: LinkedTags, source: Floats, threshold: float) -> tuple[tuple[int, int], ...]:
    runs = _runs(source > threshold, gap=1)
    if not runs:
        return ()
    return (_characters(text, linked, max(runs, key=lambda r: float(source[r[0] : r[1]].sum()))),)


def _runs(chosen: NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Runs of chosen pieces, those at most ``gap`` pieces apart as one."""
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(chosen).tolist():
        if runs and at - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _characters(text: str, linked: LinkedTags, run: tuple[int, int]) -> tuple[int, int]:
    """The run's characters, widened to whole words."""
    start, end = int(linked.tags.start[run[0]]), int(linked.tags.end[run[1] - 1])
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _moved(one: Attributed, by: int) -> Attributed:
    def move(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((s + by, e + by) for s, e in spans)

    return Attributed(move(one.source), move([one.cue])[0], move(one.content), one.score)
