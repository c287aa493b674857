"""How long a truce holds, read off the text where a report's records of it give no length."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from readout.model import Agreement, Proposal, Span, Terms
from readout.reconcile.agreements import terms_of
from readout.reconcile.counting import durations, endless
from readout.reconcile.items import Item, covered, sentences, unrecorded
from readout.reconcile.words import plain

_TRUCE = r"(?:truces?|ceasefires?|cease-fires?|cessation of hostilities|pause|armistice)"
_TRUCES = re.compile(rf"\b{_TRUCE}\b")
_NAMED = re.compile(rf"\b[\w-]+[ -](?:day|week|month)(?:-long)?,? (?:[a-z-]+ )?{_TRUCE}\b")
_HOLDS = re.compile(
    rf"\b{_TRUCE}\b[^.;]{{0,60}}?\b(?:lasts?|holds?|runs?|stands?|is to last|(?:for|of)) [^.;,]{{0,20}}?"
    r"\b(?:days?|weeks?|months?)\b"
)
_OTHER = re.compile(
    r"\b(?:propos\w+|plans?|call(?:s|ed)? for|press\w*|sought|seek\w*|reject\w*|refus\w*|declin\w*|demand\w*|would"
    r"|could|earlier|previous|former|past|last year|not|had wanted|offer\w*|energy|maritime|sea|humanitarian)\b"
)


def lengths_told(items: Sequence[Item], absent: Sequence[Item] = ()) -> Iterator[Item]:
    """Agreements of a general truce with a length, one for each length and report, that no record holds.

    Sentences that speak of plans, refusals, earlier truces or truces of a narrower scope are left aside.
    """
    if not items:
        return
    report = items[0].report
    known = {terms_of(i).duration for i in items} | {d for i in items for d in _named(i)}
    for span, days in _told(report.text):
        if days not in known and not covered(span, report.id, absent):
            terms = Terms(duration=days if days < math.inf else None)
            record = Agreement(report=report.id, evidence=(span,), measure=("ceasefire.full",), terms=terms)
            yield unrecorded(record, items[0])


def _named(item: Item) -> tuple[float, ...]:
    if not isinstance(item.record, Agreement | Proposal):
        return ()
    return durations(item.text) or ((math.inf,) if endless(item.text) else ())


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[tuple[Span, float], ...]:
    found: dict[float, Span] = {}
    for sentence in sentences(text):
        line = plain(sentence.of(text))
        if endless(line) and _TRUCES.search(line) and not _OTHER.search(line) and not durations(line):
            found.setdefault(math.inf, sentence)
        match = _NAMED.search(line) or _HOLDS.search(line)
        if match is None or _OTHER.search(line):
            continue
        named = set(durations(match.group()))
        if len(named) == 1:
            found.setdefault(named.pop(), _words(sentence, line, match))
    return tuple((span, days) for days, span in found.items())


def _words(sentence: Span, line: str, match: re.Match[str]) -> Span:
    """The words of the match; the whole sentence where letters do not map one to one."""
    if len(line) != sentence.end - sentence.start:
        return sentence
    return Span(sentence.start + match.start(), sentence.start + match.end())
