"""Headlines and headings: they announce what the text below them says, and so are not coded themselves."""

from __future__ import annotations

import re

_HEADLINE = 160
"""Most characters of a headline."""

_HEADING = 10
"""Most words of a heading between paragraphs."""

_ENDS = (".", "!", "?", '"', "”", ":", ";", ",", ")", "’")
_ITEM = re.compile(r"\s*(?:[-–—*•·▪◦‣]|\(?\w{1,3}[.)]\s|\d+[.:]?\s)")
"""How an item of a list begins."""


def headline_end(text: str, title: str | None) -> int:
    """The offset behind a headline that opens the text; 0 when there is none, or nothing below it."""
    first, _, rest = text.lstrip("\n").partition("\n")
    offset = len(text) - len(text.lstrip("\n"))
    named = bool(title) and first.strip() == (title or "").strip()
    looks = not first.rstrip().endswith((".", "!", "?", '"', "”", ":")) and len(first) < _HEADLINE
    return offset + len(first) if (named or looks) and rest.strip() else 0


def is_heading(text: str, at: int) -> bool:
    """True where offset ``at`` stands in a short line that ends like no sentence, is no item of a list, and has text
    below it."""
    line, _, below = text[text.rfind("\n", 0, at) + 1 :].partition("\n")
    words = len(line.split())
    return (
        0 < words <= _HEADING
        and not line.rstrip().endswith(_ENDS)
        and not _ITEM.match(line)
        and bool(below.strip())
        and not _ITEM.match(below.lstrip())
    )
