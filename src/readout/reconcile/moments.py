"""When a sentence says that something was or will be: days, months, seasons and years, as ranges of ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from readout.reconcile.calendar_words import MONTH, WEEK, month_number
from readout.reconcile.words import plain

Range = tuple[int, int]
"""First and last day, as ordinals."""
Moment = tuple[Range, ...]
"""One time named, as the ranges that it may stand for: "Friday" is the last one or the next."""

_MONTH = rf"(?P<{{0}}>{MONTH})\b\.?"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_SHIFTS = {"today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "this afternoon": 0, "yesterday": -1}
_SHIFTS |= {"last night": -1, "tomorrow": 1}
_YEAR = r"(?:,? (?:of )?(?P<{0}>(?:19|20)\d\d)\b)?"
_TIME = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m1')}{_YEAR.format('y1')}"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?! (?:\w+ )?(?:people|men|dead)){_YEAR.format('y2')}"
    rf"|(?P<part>early|mid|middle of|late|end of|beginning of|start of)[ -](?:the )?(?:month of )?{_MONTH.format('m3')}"
    rf"{_YEAR.format('y3')}"
    rf"|(?P<close>end of|out of) (?:the year|(?P<y4>(?:19|20)\d\d))\b|year's end|the year is out"
    rf"|(?P<season>{'|'.join(_SEASONS)})(?: of)? (?P<y5>(?:19|20)\d\d)\b"
    rf"|(?<!may )(?:in|by|since|until|of|from|for|this|next|last) {_MONTH.format('m6')}(?! \d{{1,2}}\b)"
    rf"{_YEAR.format('y6')}"
    rf"|(?P<which>last |next |this )?(?P<week>{'|'.join(WEEK)})day\b"
    rf"|(?P<shift>{'|'.join(_SHIFTS)})\b"
    r"|(?:in|since|by|until|of|from) (?P<y7>(?:19|20)\d\d)\b(?! (?:\w+ )?(?:people|men|soldiers|dead)))"
)
_PARTS = {"early": (1, 12), "beginning of": (1, 10), "start of": (1, 10), "mid": (8, 22), "middle of": (8, 22)}
_PARTS |= {"late": (18, 31), "end of": (22, 31)}
_NEAR_YEAR = 183


def moments(text: str, published: int | None) -> tuple[Moment, ...]:
    """The times that a sentence names, in its order; a weekday or a day without a year needs ``published``.

    Args:
        published: ordinal of the day of the report.
    """
    return _moments(plain(text), published)


def apart(one: tuple[Moment, ...], other: tuple[Moment, ...]) -> bool:
    """True when no time of the one may be one of the other; both must name some."""
    return not any(a[0] <= b[1] and b[0] <= a[1] for x in one for a in x for y in other for b in y)


@lru_cache(maxsize=16384)
def _moments(text: str, published: int | None) -> tuple[Moment, ...]:
    return tuple(m for match in _TIME.finditer(text) if (m := _moment(match, published)))


def _moment(match: re.Match[str], published: int | None) -> Moment:
    today = date.fromordinal(published) if published else None
    if match["week"]:
        return tuple(_weekdays(match, today)) if today else ()
    if match["shift"]:
        return (_day(today + timedelta(_SHIFTS[match["shift"]])),) if today else ()
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2")):
        if match[day]:
            return _calendar(int(match[day]), month_number(match[month]), match[year], today)
    if match["m3"]:
        first, last = _PARTS[match["part"]]
        return _months(month_number(match["m3"]), month_number(match["m3"]), match["y3"], today, first, last)
    if match["m6"]:
        return _months(month_number(match["m6"]), month_number(match["m6"]), match["y6"], today)
    if match["season"]:
        first, last = _SEASONS[match["season"]]
        return _months(first, last, match["y5"], today)
    if match["y7"]:
        return _months(1, 12, match["y7"], today)
    if match["y4"] or today:
        return _months(12, 12, match["y4"] or str(today.year if today else 0), today)
    return ()


def _weekdays(match: re.Match[str], today: date) -> Iterator[Range]:
    off = (WEEK.index(match["week"]) - today.weekday()) % 7
    if match["which"] not in ("next ", "this "):
        yield _day(today + timedelta(off - 7 if off or match["which"] == "last " else 0))
    if match["which"] != "last ":
        yield _day(today + timedelta(off or 7))


def _day(day: date) -> Range:
    return day.toordinal(), day.toordinal()


def _calendar(day: int, month: int, year: str | None, today: date | None) -> Moment:
    for near in _years(year, today):
        try:
            found = date(near, month, day)
        except ValueError:
            return ()
        if year or (today and abs((found - today).days) <= _NEAR_YEAR):
            return (_day(found),)
    return ()


def _months(first: int, last: int, year: str | None, today: date | None, low: int = 1, high: int = 31) -> Moment:
    """Days ``low`` to ``high`` of the months; a thirteenth is the first of the next year."""
    found = []
    for near in _years(year, today):
        start = date(near + (first - 1) // 12, (first - 1) % 12 + 1, low).toordinal()
        after = date(near + last // 12, last % 12 + 1, 1).toordinal() - 1
        end = min(after, date(near + (last - 1) // 12, (last - 1) % 12 + 1, 1).toordinal() + high - 1)
        if year or (today and abs(start - today.toordinal()) <= 2 * _NEAR_YEAR):
            found.append((start, end))
    return tuple(found)


def _years(year: str | None, today: date | None) -> tuple[int, ...]:
    if year:
        return (int(year),)
    return (today.year - 1, today.year, today.year + 1) if today else ()
