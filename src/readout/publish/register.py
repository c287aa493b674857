"""The register of one dossier: looks up records and reports, numbers the reports, makes links to evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TypeVar

from readout.model import Finding, Record, Report, Span, View
from readout.publish import wording
from readout.publish.parties import spoken_for
from readout.publish.passage import Passage, passage
from readout.reconcile import items_by_episode

UNSURE = 0.4
"""Records below this confidence are shown with a question mark."""
R = TypeVar("R", bound=Record)
_SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")


@dataclass(frozen=True, slots=True)
class Cite:
    """A link to evidence.

    Attributes:
        anchor: id of the marked words on the page.
        label: the report's number, with a letter where one report is cited more than once.
        source: outlet and day, for the tooltip and for screen readers.
        unsure: the coder was not confident.
    """

    anchor: str
    label: str
    source: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's content: words with the evidence they rest on; ``quote`` when they are the report's own words."""

    text: str
    cites: tuple[Cite, ...] = ()
    quote: bool = False


class Register:
    """Look-ups over a view; made once a dossier."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.reports: dict[str, Report] = {r.id: r for r in view.reports}
        self.number: dict[str, int] = {r.id: i for i, r in enumerate(view.reports, 1)}
        self.records: dict[str, Record] = {r.id: r for r in view.records if r.report in self.reports}

    @cached_property
    def episode(self) -> dict[str, int]:
        """The number of the negotiation that each report is about, by id of the report, from 0."""
        found = items_by_episode(self.view.reports, self.view.records)
        return {report: number for number, episode in enumerate(found) for report in episode}

    def beside(self, report: str) -> int:
        """How many reports there are about the negotiation that a report is about, itself among them."""
        return sum(number == self.episode[report] for number in self.episode.values())

    def of_kind(self, kind: type[R]) -> list[R]:
        """Every record of a kind, in the view's order."""
        return [r for r in self.records.values() if isinstance(r, kind)]

    def text_of(self, record: Record) -> str:
        """The text of the record's report."""
        return self.reports[record.report].text

    def words(self, record: Record) -> str:
        """The evidence's own words."""
        return " … ".join(s.of(self.text_of(record)) for s in record.evidence)

    def passage(self, record: Record) -> Passage:
        """The evidence in its sentence."""
        return passage(self.text_of(record), record.evidence)

    def cited(self, finding: Finding) -> list[Record]:
        """The finding's records that this view holds."""
        return [self.records[i] for i in finding.records if i in self.records]

    def cites(self, records: Iterable[Record]) -> tuple[Cite, ...]:
        """Links to the evidence of records, by report number."""
        unique = sorted({r.id: r for r in records}.values(), key=lambda r: (self.number[r.report], r.evidence))
        times: dict[str, int] = {}
        for record in unique:
            times[record.report] = times.get(record.report, 0) + 1
        seen: dict[str, int] = {}
        made = []
        for record in unique:
            place = seen[record.report] = seen.get(record.report, 0) + 1
            name = str(self.number[record.report]) + (letter(place) if times[record.report] > 1 else "")
            made.append(Cite(anchor(record.id), name, self.source(record.report), record.confidence < UNSURE))
        return tuple(made)

    def source(self, report_id: str) -> str:
        """``Daily Courant, 20 March 2025``."""
        report = self.reports[report_id]
        return ", ".join(p for p in (outlet(report), wording.day(report.published)) if p)

    def authority(self, record: Record) -> str:
        """Who vouches, for a reader: empty when the report itself does."""
        return spoken_for(record.said_by)


def outlet(report: Report) -> str:
    """The outlet, or what else names the report."""
    return report.outlet or report.title or PurePath(report.file or "").name or report.url or "Unnamed report"


def anchor(identity: str) -> str:
    """An id that is safe in a page and an address; ids that are not (of imported records) are hashed."""
    if _SAFE_ID.fullmatch(identity):
        return identity
    return "x" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def span_anchor(finding: Finding, report_id: str, span: Span) -> str:
    """The anchor of words that a finding cites and no record holds."""
    return anchor(f"{finding.id}-{anchor(report_id)[:12]}-{span.start}")


def letter(place: int) -> str:
    """1 gives a, 26 z, 27 aa."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(97 + rest) + name
    return name
