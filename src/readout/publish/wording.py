"""Codes, dates and numbers in plain English, for readers. A code that is not listed here is shown as its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

MEASURES = {
    "ceasefire.full": "full ceasefire",
    "ceasefire.energy": "energy ceasefire",
    "ceasefire.infrastructure": "infrastructure ceasefire",
    "ceasefire.maritime": "maritime ceasefire",
    "ceasefire.air": "air ceasefire",
    "ceasefire.humanitarian": "humanitarian ceasefire",
    "ceasefire.local": "local ceasefire",
    "nuclear_plant": "nuclear plant",
    "talks": "further talks",
    "other": "other measure",
}
STANCES = {
    "accept": "accepts",
    "support": "supports",
    "open": "open, wants details",
    "conditional": "yes, if",
    "doubt": "doubts",
    "criticise": "criticises",
    "reject": "rejects",
}
STATUSES = {
    "agreed": "agreed",
    "ordered": "order given",
    "in_force": "in force",
    "ended": "ended",
    "violated": "violated",
}
TARGETS = {
    "energy": "energy sites",
    "nuclear": "nuclear sites",
    "health": "hospitals and clinics",
    "education": "schools",
    "residential": "homes",
    "government": "government buildings",
    "military": "military targets",
    "civilian": "civilians",
    "unspecified": "target not said",
}
MEANS = {"drone": "drones", "missile": "missiles", "rocket": "rockets", "unspecified": "means not said"}
FORMATS = {"call": "call", "talks": "talks", "message": "message"}
EVENTS = {
    "AGREE": "agreed with",
    "CONSULT": "consulted",
    "SUPPORT": "supported",
    "COOPERATE": "cooperated with",
    "AID": "aided",
    "YIELD": "yielded to",
    "CONCEDE": "yielded to",
    "REQUEST": "asked",
    "ACCUSE": "accused",
    "REJECT": "rejected",
    "THREATEN": "threatened",
    "PROTEST": "protested against",
    "SANCTION": "cut ties or aid to",
    "MOBILIZE": "deployed against",
    "COERCE": "coerced",
    "ASSAULT": "took ground from",
}
ABOUTS = {
    "number": "number",
    "date": "date",
    "place": "place",
    "party": "parties",
    "scope": "scope",
    "stance": "stance",
    "status": "status",
    "quote": "quotation",
    "role": "office held",
    "attribution": "who said it",
    "duration": "duration",
    "condition": "condition",
    "term": "term",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def label(code: str, names: dict[str, str] | None = None) -> str:
    """The plain words of a code: ``"prisoner_exchange"`` gives ``"prisoner exchange"``."""
    return (names or {}).get(code) or code.replace(".", " ").replace("_", " ")


def measure(codes: Iterable[str]) -> str:
    """Several measure codes as one phrase; ceasefires of several kinds are joined before the word."""
    codes = list(codes)
    truces = [label(c, MEASURES) for c in codes if c.startswith("ceasefire.")]
    rest = [label(c, MEASURES) for c in codes if not c.startswith("ceasefire.")]
    if len(truces) > 1:
        truces = [listed(t.removesuffix(" ceasefire") for t in truces) + " ceasefire"]
    return listed(truces + rest)


def listed(names: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    unique = list(dict.fromkeys(n for n in names if n))
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} {last} {unique[-1]}"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 report``, ``1,204 reports``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def number(value: float) -> str:
    """A number as a reader writes it: ``80``, ``2.5``, ``12,000``."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def day(iso: str | None, *, year: bool = True) -> str:
    """``18 March 2025`` of an ISO date or date-time; what is no ISO date is shown as it is."""
    found = _ISO_DAY.match(iso or "")
    if not found or not 1 <= int(found[2]) <= 12:
        return iso or ""
    return f"{int(found[3])} {MONTHS[int(found[2]) - 1]}" + (f" {found[1]}" if year else "")


def days(start: str | None, end: str | None) -> str:
    """A day, or an interval of days with what is common said once: ``18 to 20 March 2025``."""
    if not start or not end or start[:10] == end[:10]:
        return day(start or end)
    if not (_ISO_DAY.match(start) and _ISO_DAY.match(end)):
        return f"{day(start)} to {day(end)}"
    if start[:7] == end[:7]:
        return f"{int(start[8:10])} to {day(end)}"
    return f"{day(start, year=start[:4] != end[:4])} to {day(end)}"


def duration(number_of_days: float) -> str:
    """A duration of a truce: days, or hours when shorter than two days and no whole day."""
    if number_of_days < 2 and not float(number_of_days).is_integer():
        return count(round(number_of_days * 24), "hour")
    return "1 day" if number_of_days == 1 else f"{number(number_of_days)} days"


def minutes(value: float) -> str:
    """``1 hour 30 minutes``."""
    hours, rest = divmod(round(value), 60)
    return " ".join(p for p in (count(hours, "hour") if hours else "", count(rest, "minute") if rest else "") if p)
