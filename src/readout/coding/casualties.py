"""Killed and injured: the numbers of a clause that count people hurt."""

from __future__ import annotations

import re

from readout.codebook.lexicon import words
from readout.language.dates import dates
from readout.language.quantities import quantities

_KILLED = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|dead|died?|deaths?|dying|slain|murdered|massacred|fatalities|lives|executed|bodies)\b",
    re.IGNORECASE,
)
_INJURED = re.compile(r"\b(?:injur(?:ed|ing|ies|es?)|wound(?:ed|ing|s)?|hurt|maimed)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    rf"^\s*(?:other\s+)?(?:\w+\s+){{0,3}}?(?:{'|'.join(sorted(words('incidents', 'counted')))})\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b[A-Z]\w+ $")
_BARE = re.compile(r"\s*(?:to\s+)?(?:$|[,.;]|(?:and|in|on|at|when|near|after|late|early|others|before|during)\b)")
_ONE = r"(?:an?|one)\s+(?!total|number|group|family|crowd|few|couple|pair|dozen|score|hundred|thousand)"
_OPENING = (
    r"(?:^|,\s+|\b(?:and|that|when|where|while)\s+"
    r"|\b(?:[Oo]n|[Ll]ast|[Tt]his|[Ll]ate|[Ee]arly)\s+(?:\w+\s+)?\w+(?:day|night|morning|week|month)\s+)"
)
"""What comes before the subject of a clause: nothing, a comma, "and", a day."""
_ONE_KILLED = re.compile(
    rf"\b(?:killing|killed|kills)\s+{_ONE}\w+"
    rf"|{_OPENING}{_ONE}[\w-]+(?:\s+[\w-]+){{0,2}}\s+(?:(?:was|were)\s+(?:\w+ly\s+)?(?:killed|shot dead)|died)\b",
    re.IGNORECASE,
)
_ONE_HURT = re.compile(
    rf"\b(?:injuring|injured|wounding|wounded|hurting)\s+{_ONE}\w+"
    rf"|{_OPENING}{_ONE}[\w-]+(?:\s+[\w-]+){{0,2}}\s+was\s+(?:\w+ly\s+)?(?:hurt|injured|wounded)\b",
    re.IGNORECASE,
)


def casualties(text: str) -> tuple[int | None, int | None]:
    """Counts of killed and injured in a clause: the number nearest to the word, with people as its unit."""
    killed = injured = None
    numbers = [q for q in quantities(text) if not q.percent and not q.currency and q.value == int(q.value)]
    days = [(m.start, m.end) for m in dates(text, None)]
    for q in numbers:
        if any(s < q.end and q.number_start < e for s, e in days):
            continue
        if _NUMBERED.search(text[: q.number_start]) and text[q.number_start].isupper():
            continue  # "Shaft Nine"
        after = text[q.end :]
        if not _PEOPLE.match(after) and not _BARE.match(after):
            continue
        k, i = _distance(_KILLED, text, q.number_start, q.end), _distance(_INJURED, text, q.number_start, q.end)
        if min(k, i) > 60:
            continue
        if k <= i and killed is None:
            killed = int(q.value)
        elif i < k and injured is None:
            injured = int(q.value)
    if killed is None and _ONE_KILLED.search(text):
        killed = 1  # "killing a caretaker"
    if injured is None and _ONE_HURT.search(text):
        injured = 1
    return killed, injured


def _distance(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return min((min(abs(m.start() - end), abs(start - m.end())) for m in pattern.finditer(text)), default=999)
