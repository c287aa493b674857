"""Decoded text to the clean text of a report, with the way back.

Smart quotes, dashes and indentation stay. Format characters go, the marks and overrides of writing direction among
them: on a screen they can make an evidence sentence read otherwise than it was coded. The raw source keeps them.
"""

from __future__ import annotations

import re
import unicodedata

from readout.sources.offsets import MapBuilder, OffsetMap

BREAK = "(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])"
BLANK = "\t\x1f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Controls, soft hyphen, zero-width characters, direction marks, byte-order mark, interlinear and tag characters.
REMOVED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
SURROGATE = "\ud800-\udfff"

SPECIAL = re.compile(
    f"(?P<lines>[{BLANK}{REMOVED}]*{BREAK}(?:[{BLANK}{REMOVED}]*{BREAK})*)"
    f"|(?P<removed>[{REMOVED}]+)|(?P<blank>[\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    f"|(?P<broken>[{SURROGATE}])"
)
REPLACEMENT = {"lines": "\n", "removed": "", "blank": " ", "broken": "\ufffd"}


def clean(source: str) -> tuple[str, OffsetMap]:
    """The clean text of ``source`` and the map from its offsets to those of ``source``.

    NFC; line ends of any kind and runs of blank lines become one newline; blanks of any kind become spaces; blanks at
    the ends of lines and of the text, control and format characters go; lone surrogates become U+FFFD. Cleaning clean
    text changes nothing.
    """
    plain, first = _replaced(source)
    composed, second = _composed(plain)
    trimmed, third = _trimmed(composed)
    return trimmed, third.then(second).then(first)


def _replaced(source: str) -> tuple[str, OffsetMap]:
    pieces: list[str] = []
    built = MapBuilder()
    at = done = 0
    for match in SPECIAL.finditer(source):
        built.add(at, match.start() - done, done, match.start() - done)
        pieces.append(source[done : match.start()])
        at += match.start() - done
        replacement = REPLACEMENT[match.lastgroup or ""]
        built.add(at, len(replacement), match.start(), match.end() - match.start())
        pieces.append(replacement)
        at += len(replacement)
        done = match.end()
    built.add(at, len(source) - done, done, len(source) - done)
    pieces.append(source[done:])
    return "".join(pieces), built.build()


def _composed(text: str) -> tuple[str, OffsetMap]:
    """NFC by line and, in the lines that need it, by cluster: the smallest stretch that normalises on its own."""
    pieces: list[str] = []
    built = MapBuilder()
    at = done = 0
    for line in text.splitlines(keepends=True):
        clusters = [line] if unicodedata.is_normalized("NFC", line) else _clusters(line)
        for cluster in clusters:
            composed = unicodedata.normalize("NFC", cluster)
            built.add(at, len(composed), done, len(cluster))
            pieces.append(composed)
            at += len(composed)
            done += len(cluster)
    return "".join(pieces), built.build()


def _clusters(line: str) -> list[str]:
    clusters: list[str] = []
    for char in line:
        # Marks, and Hangul vowels and finals, are all that can compose with what stands before them.
        joins = char >= "\u0300" and (unicodedata.category(char)[0] == "M" or "\u1100" <= char <= "\u11ff")
        if joins and clusters:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _trimmed(text: str) -> tuple[str, OffsetMap]:
    kept = text.strip(" \n")
    built = MapBuilder()
    built.add(0, len(kept), len(text) - len(text.lstrip(" \n")), len(kept))
    return kept, built.build()
