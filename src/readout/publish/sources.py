"""The sources section: every report's text with its records marked, and the list of its records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from readout.model import Decision, Record, Report, Span
from readout.publish import wording
from readout.publish.marking import Paragraph, paragraphs
from readout.publish.register import Register, anchor, outlet, span_anchor
from readout.publish.summaries import summary

KINDS = {
    "agreement": "Agreement",
    "proposal": "Proposal",
    "position": "Position",
    "condition": "Condition",
    "talks": "Talks",
    "incident": "Incident",
    "statement": "Statement",
    "figure": "Figure",
    "event": "Event",
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in its report's list.

    Attributes:
        said_by: the authority; empty when the report vouches.
        decided: what people decided about it, with the reason.
    """

    anchor: str
    kind: str
    text: str
    said_by: str
    when: str
    confidence: str
    decided: str


@dataclass(frozen=True, slots=True)
class Source:
    """One report.

    Attributes:
        number: as cited.
        link: its address when it is http or https, else None; ``address`` is shown as text in any case.
        copies: numbers of reports that are near copies of it.
    """

    number: int
    outlet: str
    title: str
    published: str
    words: int
    link: str | None
    address: str
    copies: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]
    records: tuple[RecordLine, ...]


def sources(register: Register) -> tuple[Source, ...]:
    """Every report of the view, in its order."""
    records: dict[str, list[Record]] = defaultdict(list)
    marks: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for record in register.records.values():
        records[record.report].append(record)
        marks[record.report] += [(anchor(record.id), s) for s in record.evidence]
    for finding in register.view.findings:
        for report, spans in finding.evidence:
            marks[report] += [(span_anchor(finding, report, s), s) for s in spans]
    copies, decided = near_copies(register), _decided(register.view.decisions)
    return tuple(
        _source(r, register, tuple(records[r.id]), marks[r.id], copies.get(r.id, ()), decided)
        for r in register.view.reports
    )


def near_copies(register: Register) -> dict[str, tuple[int, ...]]:
    """Report ids with the numbers of the other reports that are near copies of them."""
    found: dict[str, set[int]] = defaultdict(set)
    for finding in register.view.findings:
        if finding.finding == "near_copy":
            group = {r for r, _ in finding.evidence} | {r.report for r in register.cited(finding)}
            for report in group & set(register.number):
                found[report] |= {register.number[other] for other in group & set(register.number) if other != report}
    return {report: tuple(sorted(numbers)) for report, numbers in found.items()}


def independent(register: Register) -> int:
    """How many reports remain when near copies count once."""
    copies = near_copies(register)
    return sum(all(register.number[r.id] < n for n in copies.get(r.id, ())) for r in register.view.reports)


def web_address(url: str | None) -> str | None:
    """The address if a reader may safely follow it: http or https with a host; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _source(
    report: Report,
    register: Register,
    records: tuple[Record, ...],
    marks: list[tuple[str, Span]],
    copies: tuple[int, ...],
    decided: dict[str, str],
) -> Source:
    return Source(
        number=register.number[report.id],
        outlet=outlet(report),
        title=report.title if report.title and report.title != outlet(report) else "",
        published=wording.day(report.published) or "date unknown",
        words=len(report.text.split()),
        link=web_address(report.url),
        address=report.url or report.file or "",
        copies=copies,
        paragraphs=paragraphs(report.text, marks),
        records=tuple(_line(r, register, decided.get(r.id, "")) for r in records),
    )


def _line(record: Record, register: Register, decided: str) -> RecordLine:
    when = record.when
    shown = (wording.days(when.start, when.end) if when.start else f"“{when.text}”, not resolved") if when else ""
    return RecordLine(
        anchor=anchor(record.id),
        kind=KINDS[record.kind],
        text=wording.capital(summary(record, register.text_of(record))),
        said_by=register.authority(record),
        when=shown,
        confidence=f"{record.confidence:.2f}",
        decided=decided,
    )


def _decided(decisions: tuple[Decision, ...]) -> dict[str, str]:
    lines: dict[str, list[str]] = defaultdict(list)
    for decision in decisions:
        what = f"{decision.verb} by {decision.author}, {wording.day(decision.at)}"
        for record in decision.records:
            lines[record].append(what + (f": {decision.reason}" if decision.reason else ""))
    return {record: "; ".join(said) for record, said in lines.items()}
