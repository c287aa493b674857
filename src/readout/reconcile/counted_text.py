"""Counted things in the running text of a report: what a coder may have missed and a comparison should not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from readout.model import Span
from readout.reconcile.counting import numbers
from readout.reconcile.items import sentences
from readout.reconcile.words import plain

_VALUE = r"(?:\d[\d,.]*\d|\d|[a-z]+(?:-[a-z]+)?)(?: (?:hundred|thousand|million))?"
_COUNTED = re.compile(
    r"\b(?P<value>(?:\d[\d,.]*|[A-Za-z]+(?:-[a-z]+)?)(?: (?:hundred|thousand|million))?) "
    r"(?P<noun>(?:[A-Za-z]+ ){0,2}?[A-Za-z]+)(?P<rest>(?: [\w'’]+){0,6})"
)
_LOSSES = "dead|wounded|injured|displaced|uprooted|missing|killed"
_PUT_AT = re.compile(
    rf"\b(?:number of (?P<noun>[^.;:\d]{{3,60}}?)|(?P<loss>(?:death )?toll|{_LOSSES})(?: [a-z]+){{0,4}}?) "
    r"(?:had |has |have )?(?:at|to|is|was|stands at|stood at|reached|as) "
    rf"(?:(?:more|fewer|less) than |over |at least |about |some |nearly |almost )?(?P<value>{_VALUE})"
)
_TOLL = re.compile(r"\btoll\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """One counted thing of a text.

    Attributes:
        noun: what is counted, in the report's words.
        of: the noun with the words that belong to it.
        span: where the number and those words stand.
    """

    value: float
    noun: str
    of: str
    span: Span


@lru_cache(maxsize=4096)
def counted(text: str) -> tuple[Counted, ...]:
    """Everything that ``text`` counts: "12 soldiers were wounded", "put the number of the displaced at 3,000"."""
    return tuple(c for sentence in sentences(text) for c in _of(sentence.of(text), sentence.start))


def _of(line: str, offset: int) -> Iterator[Counted]:
    match = _COUNTED.search(line)
    while match:
        value = _value(match["value"])
        counts = value is not None and value > 0
        if value is not None and counts:
            span = Span(offset + match.start(), offset + match.end())
            yield Counted(value, match["noun"], f"{match['noun']}{match['rest']}", span)
        match = _COUNTED.search(line, match.end("noun") if counts else match.end("value"))  # the rest may count, too
    for match in _PUT_AT.finditer(line):
        value = _value(match["value"])
        if value is not None and value > 0:
            noun = match["noun"] or match["loss"]
            told = "people dead" if _TOLL.search(plain(noun)) else noun
            yield Counted(value, told, told, Span(offset + match.start(), offset + match.end()))


@lru_cache(maxsize=16384)
def _value(words: str) -> float | None:
    """The one number that words name; None where they name none, or several. Most are asked again and again."""
    values = numbers(words)
    return values[0] if len(values) == 1 else None
