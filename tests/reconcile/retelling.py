"""Made-up reports and records of an invented war between Arvenia (XAR) and Belmark (XBE)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from readout.model import Actor, Finding, Record, Report, Span, When
from readout.model.wire import sealed

ARVENIA = Actor("Arvenia", "XAR", None, "government")
BELMARK = Actor("Belmark", "XBE", None, "government")
CORDIA = Actor("Cordia", "XCO", None, "government")
ORLEN = Actor("Mila Orlen", "XAR", "President", "person")
TASK = Actor("Jory Task", "XBE", "Prime Minister", "person")
FRONT = Actor("Highland Front", None, None, "armed_group")


@dataclass
class Telling:
    """One report under construction: sentences, each with the records that it carries."""

    outlet: str
    day: str | None = "2031-05-04"
    sentences: list[str] = field(default_factory=list)
    facts: list[tuple[int, type[Record], dict[str, Any]]] = field(default_factory=list)

    def say(self, sentence: str, *records: tuple[type[Record], dict[str, Any]]) -> Telling:
        """Adds a sentence and its records; returns itself."""
        self.facts += [(len(self.sentences), kind, fields) for kind, fields in records]
        self.sentences.append(sentence)
        return self

    def made(self) -> tuple[Report, list[Record]]:
        """The report and its sealed records."""
        text, spans = "", []
        for sentence in self.sentences:
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + "\n"
        report = Report.create(text, outlet=self.outlet, title=f"{self.outlet} on the war", published=self.day)
        records = [
            sealed(kind(report=report.id, evidence=fields.pop("evidence", (spans[at],)), **fields), "test")
            for at, kind, fields in [(a, k, dict(f)) for a, k, f in self.facts]
        ]
        return report, records


def corpus(*tellings: Telling) -> tuple[list[Report], list[Record]]:
    """Reports and records of several tellings."""
    made = [t.made() for t in tellings]
    return [report for report, _ in made], [record for _, records in made for record in records]


def about(findings: list[Finding], finding: str, subject: str | None = None) -> list[Finding]:
    """The findings of one type and subject matter."""
    return [f for f in findings if f.finding == finding and (subject is None or f.about == subject)]


def on(day: str, end: str | None = None) -> When:
    """A resolved time."""
    assert date.fromisoformat(day)
    return When(f"on {day}", day, end)
