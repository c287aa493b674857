"""What an account of an agreement leaves out that another gives."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Finding, Record
from readout.publish import wording
from readout.publish.differ import span_cites
from readout.publish.passage import shortened
from readout.publish.register import Cite, Register
from readout.publish.summaries import summary


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One term left out.

    Attributes:
        about: what kind of term, in a word.
        text: the explanation.
        cites: everything it rests on: the words that give the term, and those of the accounts without it.
    """

    about: str
    text: str
    cites: tuple[Cite, ...]


def left_out(register: Register) -> tuple[LeftOut, ...]:
    """The section's lines, from findings of omission."""
    return tuple(_line(f, register) for f in register.view.findings if f.finding == "omitted")


def _line(finding: Finding, register: Register) -> LeftOut:
    records: list[Record] = register.cited(finding)
    text = finding.explanation or finding.subject or (shortened(summary(records[0])) if records else "")
    about = wording.ABOUTS.get(finding.about or "", finding.about or "term")
    return LeftOut(about, text, register.cites(records) + span_cites(finding, register))
