"""Terms sheets in TOML: read, checked, and turned into a frozen ``TermsSheet``."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from readout.model.compliance import Area, Clause, Party, TermsException, TermsSheet
from readout.monitor.terms_area import read_area
from readout.monitor.terms_fields import Table
from readout.monitor.toml_lines import read_toml
from readout.monitor.vocabulary import MEANS, TARGET_CLASSES

KNOWN = (
    "name", "account", "zone", "start", "end", "end_inclusive", "duration", "first_day_counts", "records", "source",
    "party", "area", "clause", "exception", "extension", "release",
)  # fmt: skip


def load_terms(path: Path) -> TermsSheet:
    """Read one terms sheet.

    Raises:
        SheetError: if anything is missing, misspelt or contradictory; the message names file, line and remedy.
    """
    file = read_toml(Path(path))
    sheet = Table(file, (), file.content)
    sheet.only(KNOWN)
    zone = _zone(sheet)
    opens = _opens(sheet, zone)
    closes, said = _closes(sheet, zone, opens)
    closes, said = _extended(sheet, closes, said)
    parties = tuple(_party(table) for table in sheet.tables("party"))
    if not parties:
        raise sheet.error("party", "no party is named", 'Add a table [[party]] with key = "..." and name = "..."')
    keys = tuple(party.key for party in parties)
    area = read_area(sheet.table("area"))
    clauses = tuple(_clause(table, n, keys, area) for n, table in enumerate(sheet.tables("clause")))
    if not clauses:
        raise sheet.error("clause", "nothing is prohibited", 'Add a table [[clause]] with prohibits = ["..."]')
    _unique(sheet, "party", keys)
    _unique(sheet, "clause", tuple(clause.id for clause in clauses))
    release = sheet.table("release")
    extension = sheet.table("extension")
    return TermsSheet(
        name=sheet.text("name"),
        account=sheet.text("account"),
        parties=parties,
        clauses=clauses,
        opens=opens,
        closes=closes,
        zone=zone,
        end_said=said,
        exceptions=tuple(_exception(table, keys) for table in sheet.tables("exception")),
        extension=extension.text("words") if extension else None,
        release=release.text("words") if release else None,
        records=sheet.texts("records"),
        file=str(path),
    )


def _zone(sheet: Table) -> str:
    zone = sheet.text("zone", "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        remedy = 'Use an IANA name such as "Europe/Kyiv" or "UTC"'
        raise sheet.error("zone", f"no time zone is called {zone!r}", remedy) from error
    return zone


def _wall(moment: date | datetime, zone: str) -> datetime:
    """Wall-clock time in the sheet's zone; a bare day is its first instant."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment if moment.tzinfo is None else moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _opens(sheet: Table, zone: str) -> datetime:
    start = sheet.moment("start")
    if start is None:
        remedy = "Add start = 2025-03-18 (or whatever day this account counts from)"
        raise sheet.error("start", "no start is given", remedy)
    return _wall(start, zone)


def _closes(sheet: Table, zone: str, opens: datetime) -> tuple[datetime | None, str]:
    """The first instant no longer covered, and how it was reckoned."""
    end, duration = sheet.moment("end"), sheet.number("duration")
    if end is not None and duration is not None:
        remedy = "Keep one of the two; the comment may say what the other would give"
        raise sheet.error("duration", "both end and duration are given", remedy)
    if duration is not None:
        return _after(sheet, opens, duration)
    if end is None:
        return None, "no end given"
    inclusive = sheet.flag("end_inclusive", True)
    wall = _wall(end, zone)
    if inclusive:  # the whole last day, or the whole last minute when a time of day is given
        wall += timedelta(minutes=1) if isinstance(end, datetime) else timedelta(days=1)
    if wall <= opens:
        raise sheet.error("end", "the end is not after the start", "Check both dates and end_inclusive")
    return wall, f"to {end.isoformat(' ') if isinstance(end, datetime) else end}, " + (
        "last day counted" if inclusive else "last day not counted"
    )


def _after(sheet: Table, opens: datetime, duration: float) -> tuple[datetime, str]:
    if not 0 < duration < 100_000:
        raise sheet.error("duration", f"{duration:g} days cannot be", "Give a positive number of days")
    first_counts = sheet.flag("first_day_counts", True)
    begun_at_midnight = opens.time() == time()
    extra = timedelta(days=1) if begun_at_midnight and not first_counts else timedelta()
    closes = opens + timedelta(days=duration) + extra
    last = (closes - timedelta(microseconds=1)).date()
    if not begun_at_midnight:
        return closes, f"{duration:g} days from {opens:%Y-%m-%d %H:%M}"
    return closes, f"{duration:g} days, the first day {'' if first_counts else 'not '}counted: to the end of {last}"


def _extended(sheet: Table, closes: datetime | None, said: str) -> tuple[datetime | None, str]:
    """An extension moves the end only when the sheet says that it was agreed."""
    table = sheet.table("extension")
    if table is None:
        return closes, said
    table.only(("words", "until", "agreed"))
    until, agreed = table.moment("until"), table.flag("agreed", False)
    if not agreed:
        return closes, said
    if until is None or isinstance(until, datetime):
        raise table.error("until", "an agreed extension needs its last day", "Add until = 2025-05-16")
    wall = datetime.combine(until, time()) + timedelta(days=1)
    if closes is not None and wall <= closes:
        raise table.error("until", "the extension ends before the terms do", "Check until, end and duration")
    return wall, f"extended to {until}, last day counted"


def _party(table: Table) -> Party:
    table.only(("key", "name", "state", "names", "sources"))
    key = table.text("key")
    if key in ("all", "other", "unknown") or not key.isprintable():
        raise table.error("key", f"{key!r} has a meaning of its own in the results", "Choose another key")
    name = table.text("name")
    names = tuple(dict.fromkeys((name, *table.texts("names"))))
    for form in names:
        if len(form) < 2:
            raise table.error("names", f"{form!r} is too short to be told from other words", "Use a longer form")
    state = table.text("state", "") or None
    return Party(key, name, state, names, table.texts("sources"))


def _clause(table: Table, number: int, keys: tuple[str, ...], area: Area) -> Clause:
    table.only(("id", "words", "prohibits", "acts", "parties", "area"))
    prohibits = table.codes("prohibits", TARGET_CLASSES)
    if not prohibits:
        raise table.error("prohibits", "the clause prohibits nothing", 'Add prohibits = ["energy"]')
    own = table.table("area")
    return Clause(
        id=table.text("id", f"clause-{number + 1}"),
        words=table.text("words", ", ".join(prohibits)),
        prohibits=prohibits,
        acts=table.codes("acts", MEANS),
        parties=table.codes("parties", keys) or keys,
        area=area if own is None else read_area(own),
    )


def _exception(table: Table, keys: tuple[str, ...]) -> TermsException:
    table.only(("words", "classes", "means", "parties", "area", "first", "last"))
    first, last = table.day("first"), table.day("last")
    limits = [table.codes("classes", TARGET_CLASSES), table.codes("means", MEANS), table.codes("parties", keys)]
    area = read_area(table.table("area"))
    if not any(limits) and area.everywhere and first is None and last is None:
        remedy = "Add classes, means, parties, area, first or last"
        raise table.error("words", "an exception without any limit would except everything", remedy)
    if first and last and last < first:
        raise table.error("last", "the exception ends before it begins", "Check first and last")
    return TermsException(table.text("words"), limits[0], limits[1], limits[2], area, first, last)


def _unique(sheet: Table, kind: str, names: tuple[str, ...]) -> None:
    for n, name in enumerate(names):
        if name in names[:n]:
            raise sheet.file.error((kind, n), f"a second {kind} is called {name!r}", "Give each its own name")
