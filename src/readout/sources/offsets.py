"""Where each character of a report's text stands in the source it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Segment(NamedTuple):
    """``length`` characters of text from ``start`` stand for ``source_length`` characters of the source.

    With equal lengths character stands for character; otherwise the stretch maps only as a whole (a composed letter
    from a letter and its accent, a newline from a run of blank lines, a character from an entity).
    """

    start: int
    length: int
    source_start: int
    source_length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Offsets of a text back to offsets of its decoded source, both counted in characters.

    Attributes:
        segments: in order of text, not overlapping; characters of text that no segment covers are not in the source.
    """

    segments: tuple[Segment, ...]

    def source_range(self, start: int, end: int) -> tuple[int, int] | None:
        """The smallest range ``(start, end)`` of the source that holds every mapped character of ``[start, end)``.

        None when no character of the range is in the source.
        """
        found = list(self._parts(start, end))
        if not found:
            return None
        return (
            min(part.source_start for part in found),
            max(part.source_start + part.source_length for part in found),
        )

    def then(self, inner: OffsetMap) -> OffsetMap:
        """The map from this text through the middle text, which ``inner`` maps, to the source of ``inner``."""
        joined = MapBuilder()
        for segment in self.segments:
            middle_end = segment.source_start + segment.source_length
            if segment.length != segment.source_length:
                hull = inner.source_range(segment.source_start, middle_end)
                if hull is not None:
                    joined.add(segment.start, segment.length, hull[0], hull[1] - hull[0])
                continue
            shift = segment.start - segment.source_start
            for part in inner._parts(segment.source_start, middle_end):
                joined.add(part.start + shift, part.length, part.source_start, part.source_length)
        return joined.build()

    def _parts(self, start: int, end: int) -> Iterator[Segment]:
        """The segments that touch ``[start, end)``, those of equal lengths cut to it."""
        index = max(0, bisect_right(self.segments, start, key=lambda s: s.start) - 1)
        while index < len(self.segments) and self.segments[index].start < end:
            segment = self.segments[index]
            index += 1
            first, last = max(start, segment.start), min(end, segment.start + segment.length)
            if first >= last:
                continue
            if segment.length == segment.source_length:
                yield Segment(first, last - first, segment.source_start + first - segment.start, last - first)
            else:
                yield Segment(first, last - first, segment.source_start, segment.source_length)


class MapBuilder:
    """Collects segments in order of text, joining neighbours that run on."""

    def __init__(self) -> None:
        self._segments: list[Segment] = []

    def add(self, start: int, length: int, source_start: int, source_length: int) -> None:
        """Append a segment; ``start`` is not before the end of the last one."""
        if length == 0:
            return
        if self._segments and length == source_length:
            last = self._segments[-1]
            runs_on = last.start + last.length == start and last.source_start + last.source_length == source_start
            if runs_on and last.length == last.source_length:
                self._segments[-1] = Segment(last.start, last.length + length, last.source_start, last.length + length)
                return
        self._segments.append(Segment(start, length, source_start, source_length))

    def build(self) -> OffsetMap:
        """The finished map."""
        return OffsetMap(tuple(self._segments))
