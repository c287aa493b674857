"""Numbers in figures and words, ranges, approximations and units (codebook section 3, `figure`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
"""Lower bound of a vague quantity; codebook section 3: coded as its lower bound, approximate."""
GROUPS = {"dozen": 12, "score": 20, "couple": 2, "pair": 2}

APPROXIMATE = re.compile(
    r"(?:\b(?:about|around|roughly|some|nearly|almost|approximately|close to|more than|"
    r"(?<!hand )(?<!hands )(?<!handed )(?<!handing )(?<!turn )(?<!turned )(?<!took )(?<!take )(?<!taken )(?<!gave )"
    r"(?<!give )(?<!given )(?<!won )over|at least|up to|as many as|"
    r"fewer than|less than|under|an estimated|estimated|upwards of|not less than|no fewer than|at most|more or less|"
    r"well over|just over|just under|a little over|perhaps|possibly|in excess of|above|below|or so|not more than|"
    r"no more than)"
    r"\s+(?:the\s+|a\s+|an\s+)?)$",
    re.IGNORECASE,
)
_NUMBER_WORD = "|".join([*UNITS, *TENS, *SCALES])
_FIGURES = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ONE = (
    rf"(?:{_FIGURES})(?:\s*(?:hundred|thousand|million|billion|trillion|m|bn|k)\b)?|(?:an?\s+)?(?:half\s+a\s+)?"
    rf"(?:(?:{_NUMBER_WORD})\b(?:[\s-]+(?!and\s+a\s+half)(?:and\s+)?)?)+(?:\s*and\s+a\s+half(?:\s+(?:million|billion))?)?"
)
_PATTERN = re.compile(
    rf"(?<![\w.,/:-])(?P<cur>[$€£])?(?:(?P<vague>(?:tens|hundreds)\s+of\s+(?:thousands|millions)|dozens|scores|tens|"
    rf"hundreds|thousands|millions)"
    rf"(?P<half>\bhalf\s+a\s+(?:million|billion|dozen))?|(?P<dozen>(?:an?|two|three|four|five|several|"
    rf"half\s+a)\s+dozen|a\s+couple|a\s+pair)\b|(?P<low>{_ONE})(?:\s*(?:to|-|–|or)\s*(?P<high>{_ONE}))?)"
    rf"(?P<pct>\s*(?:%|percent\b|per\s+cent\b))?",
    re.IGNORECASE,
)  # fmt: skip
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text gives it.

    Attributes:
        start, end: characters of the number's words, approximation and percent sign included.
        number_start: where the number itself begins.
        value, high: the value, and the upper end of a range.
        percent, currency: True for a share; the currency sign, or None.
    """

    start: int
    end: int
    number_start: int
    value: float
    high: float | None
    approximate: bool
    percent: bool
    currency: str | None


def number(words: str) -> float | None:
    """The value of a number in figures or words ("1,250", "two and a half million"); None if it is none."""
    text = words.strip().casefold().replace(" ", " ")
    found = re.fullmatch(rf"({_FIGURES})\s*(hundred|thousand|million|billion|trillion|m|bn|k)?", text)
    if found:
        scale = {"m": 10**6, "bn": 10**9, "k": 1000, None: 1}.get(found[2]) or SCALES.get(found[2] or "", 1)
        return float(re.sub(r"[,\s]", "", found[1])) * scale
    extra = 0.0
    scale = next((v for k, v in SCALES.items() if text.endswith(f"and a half {k}")), 1)
    if "and a half" in text:
        text, extra = text.partition("and a half")[0].strip(), 0.5
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", text):
        if word in UNITS or word in TENS:
            current += UNITS.get(word, 0) + TENS.get(word, 0)
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0.0
        elif word == "half":
            current = 0.5
        elif word not in ("and", "a", "an", ""):
            return None
        else:
            continue
        seen = True
    return (total + current + extra) * scale if seen else None


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of ``text``, left to right. Ordinals, dates and clock times are the caller's to leave out."""
    for found in _PATTERN.finditer(text):
        reading = _reading(found)
        if reading is None or _ISO_DAY.match(text, found.start()):
            continue
        value, high, vague = reading
        end = found.start() + len(found.group(0).rstrip(" -–"))
        before = APPROXIMATE.search(text[max(0, found.start() - 24) : found.start()])
        start = found.start() - len(before.group(0)) if before else found.start()
        yield Quantity(start, end, found.start(), value, high, bool(before) or vague, bool(found["pct"]), found["cur"])


def _reading(found: re.Match[str]) -> tuple[float, float | None, bool] | None:
    if found["vague"]:
        parts = re.findall(r"tens|dozens|scores|hundreds|thousands|millions", found["vague"].casefold())
        value = 1.0
        for part in parts:
            value *= VAGUE[part]
        return value, None, True
    if found["dozen"]:
        words = found["dozen"].casefold().split()
        group = GROUPS[words[-1]]
        many = {"half": 0.5, "several": 3, "two": 2, "three": 3, "four": 4, "five": 5}.get(words[0], 1)
        return many * group, None, words[0] == "several"
    low = number(found["low"])
    if low is None:
        return None
    high = number(found["high"]) if found["high"] else None
    if high is not None and high < low:
        scaled = re.search(r"(hundred|thousand|million|billion)$", found["high"].strip().casefold())
        low = low * SCALES[scaled[1]] if scaled else low
    elif (
        high is not None
        and (scaled := re.search(r"(thousand|million|billion)$", found["high"].strip().casefold()))
        and low < 1000
    ):
        low *= SCALES[scaled[1]]
    return low, high if high is not None and high > low else None, False


DAYS = {"minute": 1 / 1440, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "hour": 1 / 24}
MINUTES = {"minute": 1, "hour": 60, "day": 1440, "night": 600}
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year)s?"
_DURATION = re.compile(
    rf"(?<![\w.])(?P<n>{_ONE}|an?|half\s+an?|several|a\s+couple\s+of)[\s-]+(?:a\s+)?(?:and\s+a\s+half\s+)?{_UNIT}\b"
    rf"(?P<more>\s+and\s+a\s+half)?",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: ``[start, end)`` characters; both readings, days and minutes."""

    start: int
    end: int
    days: float
    minutes: float
    unit: str


def durations(text: str) -> Iterator[Duration]:
    """Every length of time in ``text`` ("thirty days", "an hour and a half", "60-day")."""
    for found in _DURATION.finditer(text):
        words = found["n"].casefold().strip(" -")
        unit = found["unit"].casefold()
        value: float | None = {"a": 1.0, "an": 1.0, "half an": 0.5, "half a": 0.5, "a couple of": 2.0}.get(words)
        if value is None and words != "several":
            value = number(words)
        if value is None:
            continue
        if found["more"] or "and a half" in found.group(0).casefold().replace(words, "", 1):
            value += 0.5
        minutes = value * MINUTES.get(unit, DAYS[unit] * 1440)
        yield Duration(found.start(), found.end(), value * DAYS[unit], minutes, unit)
