"""Lists of noun phrases that a verb governs, read from the words: parsers hang "and the release of Y" on any noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.coding.reading import Reading

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Token

_OPENING = frozenset({"DT", "PRP$", "CD", "JJ", "JJR", "NN", "NNS", "VBN", "VBG"})
_INSIDE = _OPENING | {"NNP", "NNPS", "POS", "RB", "HYPH", "JJS"}
_NOUNS = frozenset({"NN", "NNS"})
_COMPLEMENTS = frozenset({"of", "to", "for", "by", "from", "on", "against", "with", "in", "into", "at", "before"})
_DEED_OF = frozenset({"of", "to", "for", "by", "from", "on"})
"""What a noun that tells of a deed takes: "the release of", "an end to", "a ban on"."""
_ENDING = frozenset({"before", "if", "until", "unless", "once", "while", "when", "after", "because", "although", "so"})
_SHARED = frozenset({"for", "to", "on"})
"""Prepositions that open each item of a list: "asked for guards and for the release of ..."."""

Range = tuple[int, int]


def items(reading: Reading, head: Token, objects: list[Token]) -> list[Range]:
    """Token ranges of two or more noun phrases of deeds, listed after ``head``; empty for one alone.

    An item is a common noun that no actor bears, with "of ...", "to ..." or the like; in a list of three or more, the
    words between commas need none.
    """
    doc = head.doc
    later = [o for o in objects if o.i > head.i]
    if not later:
        return []
    first = min(o.left_edge.i for o in later)
    end = _end(doc, first, head.right_edge.i + 1)
    shared = doc[first - 1].lower_ if doc[first - 1].lower_ in _SHARED else ""
    starts = [first, *(i for i in range(first + 2, end) if _opens(reading, doc, i, end, shared))]
    if len(starts) < 2 or not _noun(doc, first, end):
        return []
    listed = len(starts) > 2 and doc[_joint(doc, starts[-1], shared) - 1].lower_ in ("and", "or")
    kept = [s for n, s in enumerate(starts) if n == 0 or listed or _deed(doc, s, end, shared)]
    if len(kept) < 2 or not (listed or _deed(doc, first, end, "")):
        return []
    ends = [_joint(doc, s, shared) for s in kept[1:]] + [end]
    return [(low, _trimmed(doc, low, high)) for low, high in zip(kept, ends, strict=True)]


def _end(doc: Doc, first: int, end: int) -> int:
    """Where the list ends: at words that give its time, condition or company, a quotation mark or a semicolon."""
    for at in range(first + 1, end):
        token = doc[at]
        clause = token.lower_ in _ENDING and token.dep_ in ("mark", "advmod") and token.head.pos_ in ("VERB", "AUX")
        if ((clause or _aside(token, doc)) and _last(doc, at, end)) or token.text in (
            ";",
            '"',
            "\u201c",
            "\u201d",
            "\u2014",
            ":",
        ):
            return at
    return end


def _aside(token: Token, doc: Doc) -> bool:
    """ ", with plans for further talks and a final treaty": what goes with the deal is no item of it."""
    return token.lower_ == "with" and token.dep_ == "prep" and doc[token.i - 1].text == ","


def _last(doc: Doc, at: int, end: int) -> bool:
    """True where no further item follows the clause: "postponed until it is written, a timetable for ..."."""
    return not any(doc[i].text == "," and doc[i + 1].tag_ == "DT" for i in range(at, end - 1))


def _joint(doc: Doc, start: int, shared: str) -> int:
    return start - 1 if shared and doc[start - 1].lower_ == shared else start


def _opens(reading: Reading, doc: Doc, at: int, end: int, shared: str) -> bool:
    """True where a noun phrase begins right after a comma or "and", with no name or actor for its noun."""
    joint = _joint(doc, at, shared)
    if doc[joint - 1].lower_ not in (",", "and", "or") or doc[at].tag_ not in _OPENING:
        return False
    noun = _noun(doc, at, end)
    if noun is None or (noun.i + 1 < end and doc[noun.i + 1].pos_ in ("VERB", "AUX") and doc[noun.i + 1].tag_ != "VBN"):
        return False
    return not reading.actors(noun)


def _noun(doc: Doc, at: int, end: int) -> Token | None:
    """The common noun that closes the run of words from ``at``; None where the run closes with a name or a verb."""
    last = None
    for token in doc[at:end]:
        if token.tag_ not in _INSIDE:
            break
        last = token
    return last if last is not None and (last.tag_ in _NOUNS or last.tag_ == "VBG") else None


def _deed(doc: Doc, at: int, end: int, shared: str) -> bool:
    """ "the release of", "an end to"; after a shared preposition any noun will do."""
    noun = _noun(doc, at, end)
    if noun is None or noun.i + 1 >= end:
        return bool(shared) and noun is not None and _joint(doc, at, shared) < at
    if shared and _joint(doc, at, shared) < at:
        return True
    return doc[noun.i + 1].lower_ in _DEED_OF and doc[at].tag_ in ("DT", "NNS", "NN", "JJ", "PRP$")


def _trimmed(doc: Doc, low: int, high: int) -> int:
    while high - 1 > low and (not doc[high - 1].is_alpha or doc[high - 1].lower_ in ("and", "or")):
        if doc[high - 1].like_num:
            break
        high -= 1
    return high
