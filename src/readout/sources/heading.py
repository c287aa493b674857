"""What the first lines of a text say of it: title, outlet and date. The lines themselves stay in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readout.sources import dates
from readout.sources.reading import Defaults

TITLE_LENGTH = 200
SHORT_TITLE = 120
METADATA_LENGTH = 140
BRACKETED = re.compile(r"\s*\((?P<outlet>[^()\n]{2,40})\)\s*$")
"""An agency in brackets at the end of a line of place and day."""
# A line break separates stronger than a bar, a bar stronger than a dash; a comma may be part of a name.
BARS = re.compile(r"\s*[|•·]\s*|\s+/\s+")
EDGES = " \t|•·,;:/–—-()[]"
LABEL = re.compile(
    r"^(?:first\s+)?(?:published|posted|updated|last updated|modified|issued|released?|date|dated|source|outlet)"
    r"(?:\s+on|\s+at)?\s*:?\s*$|^(?:published|posted|updated|issued|date|source|outlet)(?:\s+on)?\s*:\s*",
    re.I,
)
BYLINE = re.compile(r"^by\s+\S", re.I)
UPDATED = re.compile(r"^(?:last\s+)?(?:updated|modified)\b", re.I)
WEEKDAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b\.?,?", re.I)
CLOSING = "\"'”’»)]"

PLACE = r"[A-Z][\w.'’-]*(?:(?:\s*/\s*|,?\s+)(?:(?:de|la|el|al|of|the|and)\s+)*[A-Z][\w.'’-]*){0,6}"
DAY_WORDS = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+MONTH\b\.?|MONTH\b\.?\s+\d{1,2}(?:st|nd|rd|th)?)(?:,?\s+(?:1[5-9]|20)\d\d)?"
    r"|(?:1[5-9]|20)\d\d-\d\d-\d\d"
).replace("MONTH", "(?:" + "|".join(sorted(dates.MONTHS, key=len, reverse=True)) + ")")
DASH = r"\s*(?:—|–|--|-|:)\s*"
DATELINE = re.compile(
    rf"^(?P<place>{PLACE}),?\s+\(?(?P<day>(?i:{DAY_WORDS}))\)?\s*(?:[(/]\s*(?P<agency>[^()\n/]{{2,40}}?)\s*[)/])?{DASH}\S"
)
AGENCY_LINE = re.compile(r"^[A-Z][A-Z.'’/-]+[^()\n—–:]{0,40}\((?P<agency>[^()\n]{2,40})\)\s*(?:—|–|--|-)\s*\S")
CAPITALS_LINE = re.compile(r"^[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][\w .]{2,30})?\s*(?:—|–|--|\s-|:)\s+\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a text says of itself; None where it does not.

    Attributes:
        published: ISO date or date-time.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None


def read_heading(text: str, *, blank_after_first: bool, defaults: Defaults) -> Heading:
    """The heading of a clean text.

    Args:
        blank_after_first: the source parts the first line from the second by a blank line.
        defaults: fill what is not found; their date also lends its year to a dateline without one.
    """
    lines = text.split("\n", 4)[:4]
    metadata = [_metadata(line) for line in lines]
    count = _metadata_lines(metadata)
    first = 0 if count == 0 or metadata[0] is None else count
    title = _title(lines, first, followed=count > first, blank=blank_after_first)
    outlet = next((each.outlet for each in metadata[:count] if each and each.outlet), None)
    published = next((each.published for each in metadata[:count] if each and each.published), None)
    body = max(count, first + 1 if title else first)
    agency, day = _dateline(lines[body] if body < len(lines) else "", published or defaults.published)
    return Heading(title, outlet or agency or defaults.outlet, published or day or defaults.published)


def _metadata_lines(metadata: list[Heading | None]) -> int:
    """How many of the first lines are title and metadata: up to the last metadata line of the first three."""
    return max((index + 1 for index, each in enumerate(metadata[:3]) if each is not None), default=0)


def _title(lines: list[str], index: int, *, followed: bool, blank: bool) -> str | None:
    if index >= len(lines):
        return None
    line = re.sub(r"^#{1,3}\s+", "", lines[index]).strip()
    if not line or len(line) > TITLE_LENGTH or re.match(r"[-*•]\s", line) or not re.search(r"\w", line):
        return None
    if DATELINE.match(line) or AGENCY_LINE.match(line) or (CAPITALS_LINE.match(line) and not followed):
        return None
    if followed:
        return line
    if index + 1 >= len(lines):
        return None
    end = line.rstrip(CLOSING)[-1:]
    if end in ".;:,…":
        return None
    return line if (blank and index == 0) or len(line) <= SHORT_TITLE else None


def _metadata(line: str) -> Heading | None:
    """Outlet and date of a line that holds nothing else ("Outlet | 2025-03-18"); None for any other line."""
    if len(line) > METADATA_LENGTH:
        return None
    found = dates.find(line)
    if found is None:
        return None
    published, start, end = found
    before, after = WEEKDAY.sub("", line[:start]), line[end:]
    if before.strip(EDGES) and not re.search(r"[|•·,;:/–—\s-]\s*$|[(\[]$", before):
        return None
    if not _only_metadata(before, after):
        return None
    outlet, bare = _outlet(before, after)
    return None if outlet is None and not bare else Heading(outlet=outlet, published=published)


def _only_metadata(before: str, after: str) -> bool:
    """The date stands at an end of the line, and no sentence runs through it."""
    tail = after.strip(EDGES)
    if tail and not BARS.match(after) and not re.match(r"\s*(?:[–—-]\s|[;,)\]])", after) and not BRACKETED.match(after):
        return False
    return not (tail or before.strip(EDGES)).endswith((".", "?", "!", "”", '"'))


def _outlet(before: str, after: str) -> tuple[str | None, bool]:
    """The outlet, and whether the line is metadata even without one.

    A bar or a dash parts an outlet from its date. A comma does not: "Geneva, 20 March 2025" names a place, so such a
    line gives the date alone.
    """
    named = bool(re.search(r"(?:[|•·]|\s/|\s[–—-])\s*$", before) or re.match(r"\s*(?:[|•·]|/\s|[–—-]\s)", after))
    parts = [
        LABEL.sub("", part).strip(EDGES)
        for part in (*BARS.split(before), *BARS.split(after))
        if not BYLINE.match(part.strip(EDGES)) and not UPDATED.match(part.strip(EDGES))
    ]
    parts = [part for part in parts if re.search(r"[^\W\d_]", part)]
    if not parts:
        return None, True
    if bracketed := BRACKETED.match(after):
        return bracketed["outlet"], True  # "Batumi, 15 June 2021 (Agency)"
    if any(len(part) > 80 for part in parts):
        return None, False
    if named:
        return parts[0], True
    return None, len(parts) == 1 and len(parts[0].split()) <= 4


def _dateline(line: str, near: str | None) -> tuple[str | None, str | None]:
    """Agency and date of a paragraph that begins "PLACE, March 18 (Agency) —"."""
    match = DATELINE.match(line)
    if match:
        return match["agency"], dates.complete(match["day"], near)
    match = AGENCY_LINE.match(line)
    return (match["agency"], None) if match else (None, None)
