"""What an account of an agreement leaves out that another gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Agreement, Finding, Record
from readout.publish import wording
from readout.publish.deals import family
from readout.publish.differ import all_cites
from readout.publish.register import Cite, Register, outlet
from readout.publish.stakes import subject


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One term left out.

    Attributes:
        about: what kind of term, in a word.
        subject: of what, where the finding names it.
        text: who gives it and who does not.
        cites: everything it rests on: the words that give the term, and those of the accounts without it.
    """

    about: str
    subject: str
    text: str
    cites: tuple[Cite, ...]


def left_out(register: Register) -> tuple[LeftOut, ...]:
    """The section's lines, from findings of omission."""
    return tuple(line_of(f, register) for f in register.view.findings if f.finding == "omitted")


def line_of(finding: Finding, register: Register) -> LeftOut:
    """One finding of omission as a line."""
    records: list[Record] = register.cited(finding)
    about = wording.ABOUTS.get(finding.about or "", finding.about or "term")
    text = _duration(finding, records, register) or finding.explanation
    return LeftOut(about, subject(finding), text, all_cites(finding, register))


def _duration(finding: Finding, records: list[Record], register: Register) -> str:
    """How long, by whom, and who does not say; empty when the records do not show it."""
    if finding.about != "duration":
        return ""
    families = {family(r.measure) for r in records if isinstance(r, Agreement)}
    told = [r for r in register.of_kind(Agreement) if family(r.measure) in families and r.factuality != "negated"]
    given = {r.report: r.terms.duration for r in told if r.terms.duration is not None}
    others = {r.report for r in records} | {report for report, _ in finding.evidence}
    silent = [i for i in register.number if i in others and i not in given]
    if not given or not silent:
        return ""
    lengths = wording.listed((wording.duration(d) for d in given.values()), "or")
    return f"{lengths} in {_named(given, register)}; no duration in {_named(silent, register)}"


def _named(reports: Iterable[str], register: Register) -> str:
    names = [outlet(register.reports[i]) for i in reports if i in register.reports]
    return wording.listed(names) if len(names) <= 3 else f"{', '.join(names[:3])} and {len(names) - 3} more"
