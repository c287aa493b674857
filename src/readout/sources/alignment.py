"""Where the words of an extracted article stand in the source of its page."""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass

from readout.sources.cleaning import clean
from readout.sources.offsets import MapBuilder, OffsetMap

# What a reader does not see. Comments and the contents of these elements go whole, other tags by themselves.
HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|title|svg)\b[^>]*>.*?(?:</\1\s*>|\Z)|<[!/?a-z][^>]*(?:>|\Z)",
    re.I | re.S,
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?", re.I)
ADDED = re.compile(r"^- |[|]")
ANCHOR_LENGTH = 30
WINDOW = 4000
FAR_MISSES = 200
"""Searches of the whole page that may fail before only the next ``WINDOW`` is searched: bounds the time."""


@dataclass(frozen=True, slots=True)
class _Visible:
    """What a reader sees of a page, without blanks: ``text[i]`` comes of ``source[starts[i]:ends[i]]``."""

    text: str
    starts: array[int]
    ends: array[int]


def align(text: str, page: str) -> OffsetMap:
    """The map from a page's clean article text to offsets of the page's decoded source.

    Long lines are found first, in order; short ones (list items, subheads), which may also stand in menus, between
    their neighbours. Blanks, and marks that the extraction adds before list items and in tables, map to nothing; nor
    does a line that the source does not hold.
    """
    visible = _visible(page)
    lines = _squeezed_lines(text)
    places: list[int | None] = [None] * len(lines)
    cursor = misses = 0
    for index, line in enumerate(lines):
        if len(line.text) >= ANCHOR_LENGTH:
            at = _search(visible.text, line.text, cursor, misses)
            misses += at < 0
            if at >= 0:
                places[index] = at
                cursor = at + len(line.text)
    _place_short_lines(lines, places, visible.text)
    built = MapBuilder()
    cursor = 0
    for line, place in zip(lines, places, strict=True):
        if place is None:
            cursor = _map_words(line, cursor, text, visible, built)
            continue
        for offset, position in enumerate(line.offsets):
            _map_character(position, place + offset, visible, built)
        cursor = place + len(line.text)
    return built.build()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text without blanks and added marks; ``offsets[i]`` is where ``text[i]`` stands in the whole text."""

    text: str
    offsets: array[int]


def _squeezed_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        added = {match.start() for match in ADDED.finditer(line)}
        offsets = array("q", (i for i, char in enumerate(line) if not char.isspace() and i not in added))
        lines.append(_Line("".join(line[i] for i in offsets), array("q", (start + i for i in offsets))))
        start += len(line) + 1
    return lines


def _place_short_lines(lines: list[_Line], places: list[int | None], visible: str) -> None:
    """Fill in ``places`` of the lines without one: after the line before, and before the next line that has one."""
    first = next((index for index, at in enumerate(places) if at is not None), 0)
    limit = places[first] if places else None
    if limit is not None:
        # Before the first sure line the nearest match counts: a menu further up may hold the same words.
        for index in range(first - 1, -1, -1):
            found = visible.rfind(lines[index].text, max(0, limit - WINDOW), limit) if lines[index].text else -1
            if found >= 0:
                places[index] = limit = found
    ceilings = [len(visible)]
    for at in reversed(places):
        ceilings.append(ceilings[-1] if at is None else at)
    ceilings.reverse()
    cursor = 0
    for index in range(first, len(lines)):
        at, line = places[index], lines[index]
        if at is None and line.text:
            far = 0 if cursor == 0 and index - first < FAR_MISSES else FAR_MISSES
            found = _search(visible, line.text, cursor, far, ceilings[index + 1])
            places[index] = at = found if found >= 0 else None
        cursor = cursor if at is None else at + len(line.text)


def _search(visible: str, line: str, cursor: int, misses: int, ceiling: int | None = None) -> int:
    """Where ``line`` stands at or after ``cursor`` and before ``ceiling``, or -1."""
    end = len(visible) if ceiling is None else ceiling
    return visible.find(line, cursor, end if misses < FAR_MISSES else min(end, cursor + WINDOW + len(line)))


def _map_words(line: _Line, cursor: int, text: str, visible: _Visible, built: MapBuilder) -> int:
    """Map a line word by word where the source parts it otherwise; returns where the next search begins."""
    if not line.offsets:
        return cursor
    for match in re.finditer(r"\S+", text[line.offsets[0] : line.offsets[-1] + 1]):
        start, word = line.offsets[0] + match.start(), match[0]
        at = visible.text.find(word, cursor, cursor + WINDOW) if len(word) > 1 else -1
        if at >= 0:
            for offset in range(len(word)):
                _map_character(start + offset, at + offset, visible, built)
            cursor = at + len(word)
    return cursor


def _map_character(position: int, at: int, visible: _Visible, built: MapBuilder) -> None:
    built.add(position, 1, visible.starts[at], visible.ends[at] - visible.starts[at])


def _visible(page: str) -> _Visible:
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    done = 0
    for match in HIDDEN.finditer(page):
        _show(page, done, match.start(), pieces, starts, ends)
        done = match.end()
    _show(page, done, len(page), pieces, starts, ends)
    return _Visible("".join(pieces), starts, ends)


def _show(page: str, start: int, end: int, pieces: list[str], starts: array[int], ends: array[int]) -> None:
    """Append what is seen of ``page[start:end]``, which holds no tags."""
    done = start
    for match in ENTITY.finditer(page, start, end):
        _append(page[done : match.start()], done, pieces, starts, ends)
        for char in "".join(clean(html.unescape(match[0]))[0].split()):
            pieces.append(char)
            starts.append(match.start())
            ends.append(match.end())
        done = match.end()
    _append(page[done:end], done, pieces, starts, ends)


def _append(stretch: str, start: int, pieces: list[str], starts: array[int], ends: array[int]) -> None:
    if not stretch or stretch.isspace():
        return
    text, offsets = clean(stretch)
    for segment in offsets.segments:
        same = segment.length == segment.source_length
        for i in range(segment.length):
            char = text[segment.start + i]
            if char.isspace():
                continue
            first = start + segment.source_start + (i if same else 0)
            pieces.append(char)
            starts.append(first)
            ends.append(first + (1 if same else segment.source_length))
