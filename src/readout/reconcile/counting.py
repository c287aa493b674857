"""Numbers written as words or digits, and durations, found in running text."""

from __future__ import annotations

import re
from functools import lru_cache

from readout.reconcile.words import plain

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = {word: at for at, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TENS = {
    word: 10 * at
    for at, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)*")
_UNIT_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_DURATION = re.compile(
    r"\b(?<!the past )(?<!the last )(?<!previous )(?P<half>half )?"
    r"(?P<n>\d+(?:\.\d+)?|an?|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
    r"[\s-](?P<u>day|week|month|year)s?\b"
    r"(?![\s-]+(?:earlier|later|ago|old|after|before|since"
    r"|of (?:\w+ ){0,2}?(?:talks|negotiat|fight|war|clash|hostilit|violence|bombard|shelling|strikes|unrest)))"
)
_SPENT = re.compile(
    r"\b(?P<n>\d+|an?|[a-z]+(?:-[a-z]+)?) (?P<u>day|week|month|year)s?"
    r" of (?:\w+ ){0,2}?(?:talks|negotiat|discussion)"
)
_ENDLESS = re.compile(
    r"\bopen-ended\b|\b(?:no|without an?|without) (?:fixed |set |agreed |stated |given )?"
    r"(?:term|end(?: date)?|time limit|limit of time|expiry(?: date)?)\b(?! (?:to|of|in|for)\b)"
    r"|\b(?:unlimited|indefinite) (?:duration|period|time|length|truce|ceasefire|pause)\b|\bindefinitely\b"
)
_NTH = {word: at for at, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)}
_LONG = re.compile(r"\b(?P<u>day|week|month|year)-long\b")


@lru_cache(maxsize=65536)
def number(word: str) -> float | None:
    """The value of one written number ("30", "1,200", "twenty-five", "dozen"); None when it is no number."""
    if re.fullmatch(r"\d+(?:,\d{3})*(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    if word in _SMALL:
        return float(_SMALL[word])
    if word in _TENS:
        return float(_TENS[word])
    head, _, tail = word.partition("-")
    if head in _TENS and tail in _SMALL:
        return float(_TENS[head] + _SMALL[tail])
    return None


@lru_cache(maxsize=16384)
def numbers(text: str) -> tuple[float, ...]:
    """Every number of ``text`` in order; "three million" is one number, a bare "one" is none."""
    words = [m.group() for m in _NUMBER.finditer(plain(text))]
    found: list[float] = []
    for at, word in enumerate(words):
        value, after = number(word), words[at + 1] if at + 1 < len(words) else ""
        if value is not None and (word != "one" or after in _SCALE):
            found.append(value * _SCALE.get(after, 1))
    return tuple(found)


@lru_cache(maxsize=16384)
def durations(text: str) -> tuple[float, ...]:
    """Every length of time of a day or more that ``text`` names, in days ("a 30-day truce", "month-long")."""
    line = plain(text)
    found = [_UNIT_DAYS[m["u"]] for m in _LONG.finditer(line)]
    for match in _DURATION.finditer(line):
        value = 1.0 if match["n"] in ("a", "an") else number(match["n"])
        passed = match["u"] == "year" and line.endswith("after ", 0, match.start())
        if value and not passed:  # "after seven years" tells how long a thing has been, "after a week" may be a notice
            found.append(value * _UNIT_DAYS[match["u"]] * (0.5 if match["half"] else 1.0))
    return tuple(found)


def endless(text: str) -> bool:
    """True where ``text`` says that something has no fixed end ("open-ended", "of unlimited duration")."""
    return _ENDLESS.search(plain(text)) is not None


@lru_cache(maxsize=16384)
def talking(text: str) -> tuple[float, ...]:
    """Every length of negotiations that ``text`` names, in days ("three weeks of talks", "the fifth day of talks")."""
    found = []
    for match in _SPENT.finditer(plain(text)):
        word = match["n"]
        value = 1.0 if word in ("a", "an") else number(word) or _NTH.get(word)
        if value:
            found.append(value * _UNIT_DAYS[match["u"]])
    return tuple(found)
