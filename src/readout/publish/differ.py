"""Where reports differ: disputes, conflicts with reference facts; then what agrees and what one report alone says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Figure, Finding, Incident, Record, Span, Talks
from readout.publish import wording
from readout.publish.parties import names
from readout.publish.passage import Passage, passage, shortened
from readout.publish.register import Cite, Register, Value, span_anchor
from readout.publish.stakes import lead, stakes, subject
from readout.publish.summaries import places, summary

SHOWN_VOICES = 6
_QUOTED = re.compile(r"“([^”]+)”")
_PIECE = 60
"""Characters of a quoted piece that are looked for."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One side's evidence: the sentence, the report, and by whose account."""

    passage: Passage
    source: str
    authority: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Dispute:
    """A difference between reports, or with a dated reference fact.

    Attributes:
        about: what differs, in a word.
        stakes: the values that stand against each other, where the records hold them.
        reference: the fact and its source; None for disputes, where nobody is said to be right.
    """

    about: str
    title: str
    explanation: str
    stakes: tuple[Value, ...]
    voices: tuple[Voice, ...]
    more: tuple[Voice, ...]
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Something that independent reports carry alike, or that one report alone carries."""

    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """The whole section. ``single`` lists what only one report says, where findings say so."""

    disputes: tuple[Dispute, ...]
    references: tuple[Dispute, ...]
    corroborated: tuple[Agreeing, ...]
    single: tuple[Agreeing, ...]


def differences(register: Register) -> Differences:
    """The section's content from the view's findings."""
    found = register.view.findings
    return Differences(
        tuple(_dispute(f, register) for f in found if f.finding == "disputed"),
        tuple(_dispute(f, register) for f in found if f.finding == "reference_conflict"),
        tuple(_agreeing(f, register) for f in found if f.finding == "corroborated"),
        tuple(_agreeing(f, register) for f in found if f.finding == "single_source"),
    )


def voices(finding: Finding, register: Register) -> tuple[Voice, ...]:
    """Every piece of evidence of a finding, by report number."""
    made = [_voice_of(r, register) for r in register.cited(finding)]
    for report, spans in finding.evidence:
        made += [_voice_at(finding, report, s, register) for s in spans if report in register.reports]
    return tuple(sorted(made, key=lambda v: (int(v.cite.label), v.passage.words)))


def _opposed_first(heard: tuple[Voice, ...], explanation: str) -> tuple[Voice, ...]:
    """The voices that the explanation sets against each other before those that only say the same as one of them."""
    pieces = [piece.strip("… ")[:_PIECE] for piece in _QUOTED.findall(explanation)]

    def place(voice: Voice) -> int:
        words = " ".join(voice.passage.words.split())
        held = (at for at, piece in enumerate(pieces) if piece and (piece in words or words in piece))
        return next(held, len(pieces))

    return tuple(sorted(heard, key=place))


def all_cites(finding: Finding, register: Register) -> tuple[Cite, ...]:
    """Links to what a finding rests on: its records, and words of reports of which it cites no record."""
    records = register.cited(finding)
    known = {r.report for r in records}
    return register.cites(records) + tuple(
        Cite(span_anchor(finding, report, s), str(register.number[report]), register.source(report))
        for report, spans in finding.evidence
        if report in register.reports and report not in known
        for s in spans
    )


def _voice_of(record: Record, register: Register) -> Voice:
    number, source = str(register.number[record.report]), register.source(record.report)
    cite = Cite(register.cites([record])[0].anchor, number, source)
    return Voice(register.passage(record), source, register.authority(record), cite)


def _voice_at(finding: Finding, report: str, span: Span, register: Register) -> Voice:
    source = register.source(report)
    cite = Cite(span_anchor(finding, report, span), str(register.number[report]), source)
    return Voice(passage(register.reports[report].text, (span,)), source, "", cite)


def _dispute(finding: Finding, register: Register) -> Dispute:
    heard = _opposed_first(voices(finding, register), finding.explanation)
    about = wording.ABOUTS.get(finding.about or "", finding.about or "difference")
    title = subject(finding) or _subject(register.cited(finding)) or wording.capital(about)
    return Dispute(
        about=about,
        title=wording.capital(title),
        explanation="" if finding.reference and heard else lead(finding),
        stakes=stakes(finding, register),
        voices=heard[:SHOWN_VOICES],
        more=heard[SHOWN_VOICES:],
        reference=finding.reference,
    )


def _subject(records: Iterable[Record]) -> str:
    """A heading for a finding without a subject: what its first record speaks of, without what may be disputed."""
    for record in records:
        measures = getattr(record, "measure", ())
        if measures:
            return wording.measure(measures)
        if isinstance(record, Talks):
            who = names(record.participants)
            return wording.label(record.format or "contact") + (f": {who}" if who else "")
        if isinstance(record, Incident):
            where = places(record)
            return f"incident, {where}" if where else "incident"
        if isinstance(record, Figure):
            return shortened(record.of or record.unit or "", 60)
    return ""


def _agreeing(finding: Finding, register: Register) -> Agreeing:
    records = register.cited(finding)
    text = wording.capital(summary(records[0], register.text_of(records[0]))) if records else lead(finding)
    return Agreeing(text, all_cites(finding, register))
