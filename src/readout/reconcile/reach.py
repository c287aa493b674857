"""What a deal covers: a matter that one account has in it and another outside, an area that is whole or a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item
from readout.reconcile.kinship import meaning
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Weighing
from readout.reconcile.sentences import quoted
from readout.reconcile.settled import SUPPOSED, Otherwise, Settled, clause_words, told_before
from readout.reconcile.words import plain, stem

_BE = r"(?:is|are|was|were|remains?|stays?)"
_LEAVING = re.compile(
    rf"\b(?:makes?|made) no mention of\b|(?<!guns )\b{_BE} silent (?:on|about)\b"
    r"|\bno (?:clause|article|paragraph|word|passage|line) (?:\w+ ){0,4}?(?:of|on|about|mentions)\b"
    r"|\b(?:does|do|did) not (?:cover|mention|speak of|touch|extend to|apply to|reach|bind|include|concern|name)\b"
)
"""What is left out comes after these words."""
_LEFT = re.compile(
    rf"\b{_BE} (?:not|nowhere) (?:mentioned|covered|included|touched|affected|part of|named|bound|subject to)\b"
    rf"|\b{_BE} no (?:part|subject|matter|business) of\b"
    rf"|\b{_BE} left (?:out|aside|for (?:a |the )?(?:\w+ )?(?:phase|stage|round|later))\b"
    rf"|\b{_BE} (?:excluded|exempt(?:ed)?)\b"
)
"""What is left out comes before these."""
_OUTSIDE = re.compile(f"{_LEAVING.pattern}|{_LEFT.pattern}|\\bexcept(?:ed)?\\b")
_TEXT = frozenset(
    meaning(stem(w))
    for w in (
        "text document paper clause mention silent declaration present phase matter deal accord speak call "
        "group people side"
    ).split()
)
_WHOLE = re.compile(
    r"\b(?:whole|entire|nationwide|countrywide|throughout|anywhere|everywhere|wherever|all over|across)\b"
    r"|\b(?:in|over|along|to|of) (?:all|every) (?:the )?\w+"
)
_PARTLY = re.compile(
    r"\b(?:only|alone|limited to|confined to|restricted to|solely)\b"
    r"|\b(?:covers?|appl(?:y|ies)|reach(?:es)?|extends?) (?:(?:in)?to )?(?:only |the )?(?:two|three|four|five|six)\b"
)
_AREA = re.compile(
    r"\b(?:countr(?:y|ies)|provinces?|districts?|regions?|states?|frontier|border|front|valley|towns?|cit(?:y|ies)|areas?|territor(?:y|ies)|zones?"
    r"|soil|coast|sectors?|lines?|republic|nation)\b"
)
_TRUCE = frozenset({"truce", "halt"})
_APPLIES = re.compile(r"\b(?:appl(?:y|ies|ied)|covers?|holds?|reach(?:es)?|extends?|valid)\b")
_SPAN = 7
_MOST = 0.5


def reach_compared(
    told: Sequence[Line], items: Sequence[Item], weigh: Weighing, differences: Sequence[Difference]
) -> list[Difference]:
    """Disputes of scope between sentences of different reports about one deal."""
    found = [*_matters(told, items, weigh), *_areas(told)]
    return [d for d in found if not told_before(differences, frozenset({"scope"}), d.items)]


def _matters(told: Sequence[Line], items: Sequence[Item], weigh: Weighing) -> Iterator[Difference]:
    outside = by_key([o for line in told if (o := _outside(line))], lambda o: [o.line.item.text])
    if not outside:
        return
    settled = Settled(told, items, weigh, _OUTSIDE, part=_MOST, terms=True)
    for one, *copies in outside.values():
        rivals = settled.against(one)
        if rivals:
            words = f"One account has it in the deal, another outside: {quoted(rivals[0])}; {quoted(one.line.item)}."
            subject, reason = spelled(one.line, one.words), "a matter in and outside a deal"
            members = (*rivals, one.line.item, *(c.line.item for c in copies if c.line.item.near(one.line.item)))
            yield Difference("disputed", "scope", members, words, subject, reason)


def _outside(line: Line) -> Otherwise | None:
    text = plain(line.item.text)
    match = _LEAVING.search(text) if not SUPPOSED.search(text) else None
    words = clause_words(line, match, _TEXT, before=False) if match else frozenset()
    match = _LEFT.search(text) if not words and not SUPPOSED.search(text) else None
    words = clause_words(line, match, _TEXT, after=False) if match else words
    return Otherwise(line, words) if words else None


def _areas(told: Sequence[Line]) -> Iterator[Difference]:
    """The whole of an area in one account, a part of it in another."""
    whole = [line for line in told if _of_area(line, _WHOLE) and not _PARTLY.search(plain(line.item.text))]
    part = [line for line in told if _of_area(line, _PARTLY) and not _WHOLE.search(plain(line.item.text))]
    for one, *copies in by_key(part, lambda line: [line.item.text]).values():
        rivals = [w.item for w in whole if w.item.report.id != one.item.report.id and w.item.near(one.item, _SPAN)]
        if rivals:
            words = f"The accounts of its area differ: {quoted(rivals[0])}; {quoted(one.item)}."
            members = (*rivals, one.item, *(c.item for c in copies if c.item.near(one.item)))
            yield Difference("disputed", "scope", members, words, "the area of the truce", "whole and part")


def _of_area(line: Line, pattern: re.Pattern[str]) -> bool:
    """The sentence says of a truce, or of what was told just before, where it holds."""
    text = plain(line.item.text)
    match = pattern.search(text)
    if match is None or not _AREA.search(text) or line.said.denied:
        return False
    return bool(line.said.words & _TRUCE or _APPLIES.search(text))
