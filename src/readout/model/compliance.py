"""Is it kept? Terms sheets, incidents and assessments (codebook section 9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Verdict = Literal["breach", "not_covered", "undetermined"]
ClassBasis = Literal["tags", "words", "facility", "event type", "record"]
Standing = Literal["one_side", "admitted", "both_sides", "third_party", "unsaid"]


@dataclass(frozen=True, slots=True)
class Party:
    """One side bound by the terms.

    Attributes:
        key: short name used everywhere in the results, the ISO 3166-1 alpha-3 code for a state.
        names: forms by which tables and notes call it, in any language; the beginning of a word is enough.
        sources: names of outlets and offices that speak for it, for telling claims from confirmations.
    """

    key: str
    name: str
    state: str | None = None
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """All points within ``radius_km`` of a point (WGS 84, degrees)."""

    latitude: float
    longitude: float
    radius_km: float
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A named area of land or sea: at least three (latitude, longitude) corners, not crossing the date line."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Where the terms hold: the union of all pieces; no piece at all means everywhere.

    Attributes:
        countries: ISO 3166-1 alpha-3 codes.
        regions: names of first-order divisions as the incident tables write them; case does not matter.
    """

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = ()
    polygons: tuple[Polygon, ...] = ()

    @property
    def everywhere(self) -> bool:
        """True when nothing limits the area."""
        return not (self.countries or self.regions or self.circles or self.polygons)


@dataclass(frozen=True, slots=True)
class TermsException:
    """What the terms leave out although a clause would cover it; every limit given must be met.

    Attributes:
        classes, means, parties: codes; empty for any.
        first, last: days, both counted; None for no limit.
    """

    words: str
    classes: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    area: Area = field(default_factory=Area)
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One prohibition.

    Attributes:
        words: the account's own words.
        prohibits: target classes of codebook section 5.
        acts: means of codebook section 5; empty for any act of force.
        parties: keys of the parties it binds.
    """

    id: str
    words: str
    prohibits: tuple[str, ...]
    acts: tuple[str, ...]
    parties: tuple[str, ...]
    area: Area


@dataclass(frozen=True, slots=True)
class TermsSheet:
    """A truce as one account gives it.

    Attributes:
        account: whose account this is ("Kremlin").
        opens: first instant that is covered, wall-clock time in ``zone``.
        closes: first instant no longer covered, wall-clock time in ``zone``; None when the account gives no end.
        zone: IANA time zone in which the account's days are counted.
        end_said: how the end was reckoned, in words.
        extension: words of the extension clause; None when there is none.
        release: words of the clause by which a breach of one side frees the other; None when there is none.
        records: ids of the ledger records that the sheet was drafted from.
        file: where it was read from.
    """

    name: str
    account: str
    parties: tuple[Party, ...]
    clauses: tuple[Clause, ...]
    opens: datetime
    closes: datetime | None
    zone: str = "UTC"
    end_said: str = "no end given"
    exceptions: tuple[TermsException, ...] = ()
    extension: str | None = None
    release: str | None = None
    records: tuple[str, ...] = ()
    file: str | None = None

    def instant(self, wall: datetime) -> datetime:
        """A wall-clock time of this sheet as a naive UTC time."""
        return wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    @property
    def last_day(self) -> date | None:
        """The last day of which any part is covered; None without an end."""
        return None if self.closes is None else (self.closes - timedelta(microseconds=1)).date()


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident as the monitor reads it, for showing one at a time; tables of them are Polars frames.

    Attributes:
        first, last: days between which it happened, both counted.
        attacker: party key, "other" for a known actor that is no party, None when unknown.
        classes: target classes; empty when unknown.
    """

    id: str
    table: str
    first: date | None
    last: date | None
    attacker: str | None
    attacker_basis: str
    classes: tuple[str, ...]
    class_basis: str
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    sources: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One incident under one clause of one account."""

    incident: str
    account: str
    clause: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the rows of one file.

    Attributes:
        left_out: (reason, rows), most rows first; ``rows == taken + sum of left_out``.
        remarks: what a reader should know about the rows that were taken.
    """

    table: str
    file: str
    rows: int
    taken: int
    left_out: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RateComparison:
    """Incidents a day before and during, of one party and class under one account.

    Attributes:
        target_class: a class, or "all" for everything that the account prohibits.
        before, during: counts; ``days_before``, ``days_during``: lengths of the windows in days.
        ratio: rate during by rate before; None when there was nothing before.
        low, high: exact 95 % confidence interval of the ratio; ``high`` None when unbounded, both None when
            nothing was counted in either window.
        p: two-sided p value of ``test``; None when nothing was counted.
    """

    account: str
    party: str
    target_class: str
    before: int
    during: int
    days_before: float
    days_during: float
    ratio: float | None
    low: float | None
    high: float | None
    p: float | None
    test: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """How the counts of one account change when one choice is made otherwise."""

    account: str
    choice: str
    value: str
    breaches: int
    undetermined: int
    ratio: float | None
    low: float | None
    high: float | None
