"""Dates and intervals in words, resolved against the day of the report (codebook section 2, `when`).

Weekdays and "the 12th" stand for the nearest such day before the report, unless the tense of the clause or the words
("next", "coming") point ahead. Without the report's day, relative words stay unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from readout.language.quantities import number
from readout.model.when import When

Tense = Literal["past", "future"]

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAYNAME = "|".join(WEEKDAYS)
_N = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|eighteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|ninety)(?:-\w+)?|a|an|several|a few|a couple of)"
)
_PATTERNS: list[tuple[str, str]] = [
    ("iso", r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"),
    ("day_month_range", rf"\b(?:from\s+|between\s+)?(?P<d1>\d{{1,2}})\s*(?:-|–|to|and)\s*(?P<d2>\d{{1,2}})\s+"
                        rf"(?P<m>{_MONTH})\.?(?:,?\s+(?P<y>\d{{4}}))?\b"),
    ("month_day_range", rf"\b(?P<m>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})\s*(?:-|–|to)\s*(?P<d2>\d{{1,2}})(?:,?\s+"
                        rf"(?P<y>\d{{4}}))?\b"),
    ("day_month", rf"\b(?:since\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?(?:,?\s+"
                  rf"(?P<y>\d{{4}}))?"),
    ("month_day", rf"\b(?:since\s+)?(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b"
                  rf"(?!\s*(?:%|percent|{_MONTH}))(?:,?\s+(?P<y>\d{{4}}))?"),
    ("night_to", rf"\b(?:(?:the\s+|in\s+the\s+)?night\s+(?:to|into|before)|overnight\s+(?:to|into)|overnight\s+on)\s+"
                 rf"(?P<wd>{_DAYNAME})\b"),
    ("night_from", rf"\b(?:the\s+)?night\s+(?:from|of)\s+(?P<wd>{_DAYNAME})(?:\s+to\s+(?:{_DAYNAME}))?\b"),
    ("weekday_night", rf"\b(?:on\s+|by\s+|late\s+on\s+|since\s+)?(?P<mod>last\s+|next\s+|this\s+|the\s+coming\s+|"
                      rf"the\s+following\s+)?(?P<wd>{_DAYNAME})\s+night\b"),
    ("weekday", rf"\b(?:early\s+on\s+|late\s+on\s+|on\s+|by\s+|until\s+|since\s+|from\s+|only\s+since\s+)?(?:the\s+)?"
                rf"(?P<mod>last\s+|next\s+|this\s+|coming\s+|following\s+|previous\s+|early\s+|late\s+)?"
                rf"(?P<wd>{_DAYNAME})(?P<poss>['’]s)?(?:\s+(?:morning|afternoon|evening))?\b"),
    ("today", r"\b(?:earlier\s+(?:today|in\s+the\s+day)|later\s+today|today|this\s+(?:morning|afternoon|evening)|"
              r"tonight)\b"),
    ("yesterday", r"\b(?:yesterday|last\s+night|overnight|the\s+night\s+before|the\s+previous\s+(?:day|night)|"
                  r"the\s+day\s+before)\b"),
    ("tomorrow", r"\b(?:tomorrow|the\s+following\s+day|the\s+next\s+day|next\s+day)\b"),
    ("ago", rf"\b(?P<n>{_N})\s+(?P<u>day|week|month|year)s?\s+(?:ago|earlier)\b"),
    ("in_units", rf"\b(?:in|within)\s+(?:the\s+next\s+)?(?P<n>{_N})\s+(?P<u>day|week|month|hour)s?(?:['’]\s+time)?\b"),
    ("past_units", rf"\b(?:in|over|during|within)\s+(?:the\s+)?(?:past|last|previous)\s+(?P<n>{_N})\s+(?P<u>day|week|"
                   rf"month|hour)s?\b"),
    ("end_of", rf"\b(?:(?:by|before|until|till|at|towards?)\s+)?the\s+(?P<part>end|start|beginning|middle)\s+of\s+"
               rf"(?:(?P<mod>the|this|next|last)\s+(?P<u>week|month|year)|(?P<m>{_MONTH})(?:\s+(?P<y>\d{{4}}))?)\b"
               rf"(?!\s*\d)"),
    ("rel_unit", r"\b(?P<mod>this|last|next|earlier\s+this|later\s+this|the\s+past|the\s+coming)\s+(?P<u>week|month|"
                 r"year|weekend)\b"),
    ("month_year", rf"\b(?:in|since|last|by|until)\s+(?P<m>{_MONTH})(?:\s+(?P<y>\d{{4}}))?\b(?!\s*\d)"),
    ("year", r"\b(?:in|since)\s+(?P<y>(?:1[5-9]|20)\d{2})\b"),
]  # fmt: skip
_SIGNS = {
    "month": "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    "day": "day",
    "night": "night",
    "now": "day|this|tonight",
    "before": "yesterday|night|previous|before",
    "after": "tomorrow|next|following",
    "ago": "ago|earlier",
    "unit": "day|week|month|hour|year",
    "part": "end of|start of|beginning of|middle of",
    "turn": "this|last|next|past|coming|previous",
}
"""Plain words that are quickly looked for; a pattern is tried only on a text that shows all the signs that it needs,
of which a digit is one more."""
_NEEDS = {
    "iso": "digit", "day_month_range": "digit month", "month_day_range": "digit month", "day_month": "digit month",
    "month_day": "digit month", "night_to": "night day", "night_from": "night day", "weekday_night": "night day",
    "weekday": "day", "today": "now", "yesterday": "before", "tomorrow": "after", "ago": "ago unit",
    "in_units": "unit", "past_units": "unit turn", "rel_unit": "unit turn", "end_of": "part", "month_year": "month",
    "year": "digit",
}  # fmt: skip
_SEARCHED = [(sign, words.split("|")) for sign, words in _SIGNS.items()]
_DIGIT = re.compile(r"\d")
_COMPILED = [(name, frozenset(_NEEDS[name].split()), re.compile(p, re.IGNORECASE)) for name, p in _PATTERNS]
_CAPITAL_MONTHS = {"may", "march", "mar"}
_UNIT_DAYS = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: ``[start, end)`` characters of the text searched, and its reading."""

    start: int
    end: int
    when: When


def report_day(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None when unknown."""
    return date.fromisoformat(published[:10]) if published else None


_DATELINE = re.compile(
    rf"^[^\n]{{0,6}}[A-Z][A-Z .'’-]{{2,40}}(?:,\s*[A-Z][\w .]{{2,24}})?,?\s+(?:(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH}))\b\.?,?(?:\s+\d{{4}})?\s*(?:[-–—:.]|\()",
    re.IGNORECASE,
)
_LATEST = 10
"""Most days from the day of a dateline to the day on which its report is published."""


def dateline_day(text: str, published: str | None) -> date | None:
    """The day from which a report counts: of its dateline ("PORT HOPE, July 10 -"), else the day it was published."""
    day = report_day(published)
    if day is None:
        return None
    for line in text.split("\n", 4)[:4]:
        match = _DATELINE.match(line)
        if match is None or not line.lstrip()[:3].isupper():
            continue
        month, dom = _month_number(match["m"] or match["m2"]), int(match["d"] or match["d2"])
        wired = _valid(day.year if month <= day.month else day.year - 1, month, dom)
        if wired is not None and 0 <= (day - wired).days <= _LATEST:
            return wired
    return day


def dates(text: str, day: date | None, tense: Tense = "past") -> Iterator[DateMention]:
    """Every date expression in ``text``, left to right, the longest reading at a place.

    Args:
        day: the report's own day; None leaves relative words unresolved (``start`` is None).
        tense: whether the clause looks back or ahead; decides which Sunday "Sunday" is.
    """
    yield from _dates(text, day, tense)


@lru_cache(maxsize=512)
def _dates(text: str, day: date | None, tense: Tense) -> tuple[DateMention, ...]:
    """Several readers ask for the same sentence."""
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    lower = text.lower()
    shown = {sign for sign, words in _SEARCHED if any(word in lower for word in words)}
    if _DIGIT.search(lower):
        shown.add("digit")
    for name, needs, pattern in _COMPILED:
        if not needs <= shown:
            continue
        for match in pattern.finditer(text):
            if any(match.start() < e and match.end() > s for s, e in taken):
                continue
            month = match.groupdict().get("m")
            if month and month.casefold() in _CAPITAL_MONTHS and not month[0].isupper():
                continue
            taken.append(match.span())
            start, end = _resolve(name, match, day, tense)
            words = match.group(0)
            found.append(DateMention(match.start(), match.end(), When(words, _iso(start), _iso(end))))
    return tuple(sorted(found, key=lambda m: m.start))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


Pair = tuple[date | None, date | None]


def _resolve(name: str, match: re.Match[str], day: date | None, tense: Tense) -> Pair:
    groups = match.groupdict()
    words = match.group(0).casefold()
    if name == "iso":
        return _valid(*(int(x) for x in groups["iso"].split("-"))), None
    if name in ("day_month", "month_day", "day_month_range", "month_day_range"):
        first, last = _calendar(groups, day, tense)
        if words.startswith("since") and first and day and first < day:
            return first, day
        return first, last
    if name == "year":
        year = int(groups["y"])
        return date(year, 1, 1), date(year, 12, 31)
    if name == "month_year":
        return _month_span(groups, day, tense, words)
    if name == "end_of":
        return _part(groups, day, tense, words)
    if day is None:
        return None, None
    return _relative(name, groups, words, day, tense)


def _part(groups: dict[str, str | None], day: date | None, tense: Tense, words: str) -> Pair:
    """ "By the end of March" is its last day, "the start of next week" its first; "the middle" the whole of it."""
    if groups["m"]:
        first, last = _month_span(groups, day, tense, words)
    elif day is None:
        return None, None
    else:
        first, last = _whole(groups["u"] or "", day, {"next": 1, "last": -1}.get((groups["mod"] or "").casefold(), 0))
    part = (groups["part"] or "").casefold()
    return (last, None) if part == "end" else (first, None) if part in ("start", "beginning") else (first, last)


def _whole(unit: str, day: date, shift: int) -> tuple[date, date]:
    """First and last day of the week, month or year of ``day``, ``shift`` of them on."""
    if unit.casefold() == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit.casefold() == "year":
        return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, 1), following - timedelta(days=1)


def _relative(name: str, groups: dict[str, str | None], words: str, day: date, tense: Tense) -> Pair:
    if name in ("weekday", "weekday_night", "night_to", "night_from"):
        return _weekday(name, groups, words, day, tense)
    if name == "today":
        return day, None
    if name == "yesterday":
        back = day - timedelta(days=1)
        return (back, day) if "overnight" in words or "night" in words else (back, None)
    if name == "tomorrow":
        return day + timedelta(days=1), None
    if name == "rel_unit":
        return _week_or_month(groups, words, day)
    count = _count(groups["n"] or "")
    if count is None:
        return None, None
    span = timedelta(days=max(count * _UNIT_DAYS[(groups["u"] or "day").casefold()], count / 24))
    if name == "ago":
        return day - span, None
    if name == "past_units" or (name == "in_units" and tense == "past"):
        return day - span, day
    return day, day + span


def _weekday(name: str, groups: dict[str, str | None], words: str, day: date, tense: Tense) -> Pair:
    target = WEEKDAYS.index((groups["wd"] or "").casefold())
    mod = (groups.get("mod") or "").strip().casefold()
    back = (day.weekday() - target) % 7
    ahead = (target - day.weekday()) % 7
    if mod in ("next", "coming", "the coming", "following", "the following"):
        found = day + timedelta(days=ahead or 7)
    elif mod in ("last", "previous"):
        found = day - timedelta(days=back or 7)
    elif tense == "future" and not words.startswith("since"):
        found = day + timedelta(days=ahead)
    else:
        found = day - timedelta(days=back)
    if name == "night_to":
        return found - timedelta(days=1), found
    if name == "night_from":
        return found, found + timedelta(days=1)
    if words.startswith(("since", "only since")):
        return found, day
    return found, None


def _week_or_month(groups: dict[str, str | None], words: str, day: date) -> Pair:
    unit = (groups["u"] or "").casefold()
    shift = -1 if "last" in words or "past" in words else 1 if "next" in words or "coming" in words else 0
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        start = monday + timedelta(weeks=shift)
        return start, min(start + timedelta(days=6), day) if shift == 0 and "later" not in words else start + timedelta(
            days=6
        )
    if unit == "weekend":
        saturday = monday + timedelta(days=5, weeks=shift)
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
        return _month(year, month + 1, day if shift == 0 else None)
    return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)


def _month(year: int, month: int, until: date | None = None) -> Pair:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, until or following - timedelta(days=1)


def _month_number(words: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(words.casefold().rstrip(".")[:3]))


def _month_span(groups: dict[str, str | None], day: date | None, tense: Tense, words: str) -> Pair:
    month = _month_number(groups["m"] or "")
    if groups["y"]:
        year = int(groups["y"])
    elif day is None:
        return None, None
    else:
        year = (
            day.year - 1
            if month > day.month and tense == "past"
            else day.year + 1
            if month < day.month and tense == "future"
            else day.year
        )
    first, last = _month(year, month)
    return (first, day) if words.startswith("since") and day else (first, last)


def _calendar(groups: dict[str, str | None], day: date | None, tense: Tense) -> Pair:
    month = _month_number(groups["m"] or "")
    days = [int(groups[k] or 0) for k in ("d", "d1", "d2") if groups.get(k)]
    if groups["y"]:
        year = int(groups["y"])
    elif day is None:
        return None, None
    else:
        year = _nearest_year(month, days[0], day, tense)
    first = _valid(year, month, days[0])
    return first, _valid(year, month, days[1]) if len(days) > 1 else None


def _nearest_year(month: int, dom: int, day: date, tense: Tense) -> int:
    """The year that puts the day nearest to the report: news speaks of days close by."""
    options = [(abs((d - day).days), y) for y in (day.year - 1, day.year, day.year + 1) if (d := _valid(y, month, dom))]
    return min(options)[1] if options else day.year


def _valid(year: int, month: int, dom: int) -> date | None:
    try:
        return date(year, month, dom)
    except ValueError:
        return None


def _count(words: str) -> float | None:
    simple = {"a": 1.0, "an": 1.0, "several": 3.0, "a few": 3.0, "a couple of": 2.0}
    return simple.get(words.casefold()) or number(words)
