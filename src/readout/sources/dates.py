"""Dates as reports and pages write them, to ISO 8601. What is ambiguous stays unknown."""

from __future__ import annotations

import re
from datetime import date, datetime

from readout.sources.reading import SourceError

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
CLOCK = (
    r"(?:(?:\s*,?\s*(?:at\s+)?|T)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?(?!\w))?\s*(?P<zone>Z\b|[+-]\d\d:?\d\d|(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{2,4}\b)?)?"
)
WRITTEN = tuple(
    re.compile(r"(?<![\w/-])" + form + CLOCK + r"(?![\w/-])", re.I)
    for form in (
        r"(?P<year>(?:1[5-9]|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        DAY + r"(?:\s+of)?[\s-]+" + MONTH + r",?[\s-]+" + YEAR,
        MONTH + r"[\s]+" + DAY + r",?\s+" + YEAR,
        r"(?P<day>\d{1,2})(?P<dot>[./])(?P<month>\d{1,2})(?P=dot)" + YEAR,
    )
)
WITHOUT_YEAR = re.compile(
    rf"(?:{DAY}(?:\s+of)?\s+{MONTH}|{MONTH.replace('month', 'month2')}\s+{DAY.replace('day', 'day2')})", re.I
)


def iso(value: str) -> str | None:
    """A stated ISO 8601 date or date-time in one canonical form, or None when it is not one.

    Times keep their offset from UTC; one without an offset stays without.
    """
    value = value.strip()
    if not re.match(r"(?:1[5-9]|20)\d\d-\d\d-\d\d(?:$|[T ]\d\d:\d\d)", value):
        return None
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else datetime.fromisoformat(value).isoformat()
    except ValueError:
        return None


def stated(value: str | None) -> str | None:
    """The user's own date, checked.

    Raises:
        SourceError: when it is no ISO date or date-time.
    """
    if value is None:
        return None
    checked = iso(value)
    if checked is None:
        raise SourceError(f"The date {value!r} is not an ISO date or date-time.", "Write it as 2025-03-18.")
    return checked


def find(text: str) -> tuple[str, int, int] | None:
    """The first written or numeric date of ``text`` with a year, as ISO, and where it begins and ends.

    A time of day counts with its offset, or without a zone; beside a zone by name ("EDT") only the day is taken, since
    such names are ambiguous. Days such as 03/04/2025, which two customs read differently, are passed over.
    """
    found = [made for form in WRITTEN for match in form.finditer(text) if (made := _made(match)) is not None]
    return min(found, key=lambda each: each[1], default=None)


def complete(words: str, near: str | None) -> str | None:
    """ISO date of words such as "March 18" or "18 March 2025".

    Args:
        near: ISO date that lends the year: the one that puts the day closest to it. Without it, and without a year
            in the words, the day stays unknown.
    """
    whole = find(words)
    if whole is not None:
        return whole[0]
    match = WITHOUT_YEAR.search(words)
    if match is None or near is None:
        return None
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    day = int(match["day"] or match["day2"])
    reference = date.fromisoformat(near[:10])
    candidates = [_day(reference.year + shift, month, day) for shift in (-1, 0, 1)]
    return (
        min(
            (each for each in candidates if each is not None), key=lambda each: abs(each - reference), default=date.max
        ).isoformat()
        if any(candidates)
        else None
    )


def _made(match: re.Match[str]) -> tuple[str, int, int] | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else MONTHS[month]
    first = int(match["day"])
    if match.groupdict().get("dot") == "/" and number != first:
        if number <= 12 and first <= 12:
            return None
        if number > 12:
            number, first = first, number
    day = _day(int(match["year"]), number, first)
    if day is None:
        return None
    return day.isoformat() + _time(match), match.start(), match.end()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(match: re.Match[str]) -> str:
    if match["hour"] is None:
        return ""
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    offset = _offset(match["zone"])
    if offset is None or hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}:{match['second'] or '00'}{offset}"


def _offset(zone: str | None) -> str | None:
    """``+00:00`` form; empty without a zone, None for a name that may mean several offsets."""
    if not zone:
        return ""
    if zone.upper() in ("Z", "GMT", "UTC"):
        return "+00:00"
    match = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?", zone, re.I)
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}" if match else None
