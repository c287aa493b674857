"""Incidents: one row for what reports tell of one place, day and target; claims, reports and denials kept apart."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Incident, Place
from readout.publish import wording
from readout.publish.map import MapPicture, Pin, picture
from readout.publish.parties import key_of, party_names
from readout.publish.register import Register, Value
from readout.publish.summaries import casualties, places
from readout.publish.values import gathered


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident.

    Attributes:
        number: its number in the table and on the map, from 1.
        told: by whom ("report 2", "Ukraine's air force"), each with its evidence; a claim is never a count.
        denied: who denies it.
        located: True when a place of it has coordinates.
    """

    number: int
    when: str
    where: str
    what: str
    target: str
    attacker: str
    against: str
    outcome: str
    casualties: tuple[Value, ...]
    told: tuple[Value, ...]
    denied: tuple[Value, ...]
    located: bool


@dataclass(frozen=True, slots=True)
class Incidents:
    """The section: rows oldest first, undated last; the map is None when no place has coordinates."""

    rows: tuple[IncidentRow, ...]
    map: MapPicture | None


def incidents(register: Register) -> Incidents:
    """The section's content."""
    groups: dict[tuple[object, ...], list[Incident]] = {}
    for record in register.of_kind(Incident):
        groups.setdefault(_key(record), []).append(record)
    ordered = sorted(groups.values(), key=_first_day)
    rows = tuple(_row(i, records, register) for i, records in enumerate(ordered, 1))
    pins = [pin for i, records in enumerate(ordered, 1) for pin in _pins(i, records)]
    return Incidents(rows, picture(pins))


def _key(record: Incident) -> tuple[object, ...]:
    day = (record.when.start or record.when.text) if record.when else ""
    where = tuple(sorted(p.name.casefold() for p in record.where))
    classes = tuple(sorted(record.target_class))
    if not where and not day:
        return (record.id,)
    return where, day, classes, key_of(record.attacker), tuple(sorted(record.means))


def _first_day(records: list[Incident]) -> tuple[str, int]:
    days = [r.when.start for r in records if r.when and r.when.start]
    return (min(days) if days else "9999"), 0


def _row(number: int, records: list[Incident], register: Register) -> IncidentRow:
    first = records[0]
    confirmed = [r for r in records if r.factuality != "negated"]
    when = next((r.when for r in records if r.when), None)
    means = wording.listed(wording.label(m, wording.MEANS) for m in first.means if m != "unspecified")
    target = wording.listed(wording.label(c, wording.TARGETS) for c in first.target_class)
    hedged = all(r.factuality in {"possible", "planned"} for r in records)
    return IncidentRow(
        number=number,
        when=(wording.days(when.start, when.end) if when.start else f"“{when.text}”") if when else "",
        where=places(first),
        what=wording.capital(means) or "Means not said",
        target=wording.capital(target),
        attacker=party_names(first.attacker),
        against=party_names(a for r in records for a in r.target),
        outcome="possible" if hedged else (first.outcome if first.outcome != "unknown" else None) or "",
        casualties=gathered(((casualties(r), r) for r in confirmed), register),
        told=gathered(((register.authority(r) or "in the report's own voice", r) for r in confirmed), register),
        denied=gathered(((register.authority(r) or "the report", r) for r in records if r not in confirmed), register),
        located=any(_located(p) for p in first.where),
    )


def _pins(number: int, records: list[Incident]) -> list[Pin]:
    found: dict[tuple[float, float], Pin] = {}
    for place in (p for r in records for p in r.where):
        if place.latitude is not None and place.longitude is not None:
            at = (place.longitude, place.latitude)
            found.setdefault(at, Pin(number, place.name, place.longitude, place.latitude))
    return list(found.values())


def _located(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None
