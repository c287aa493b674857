"""The agreements section: each deal with its parties, status and terms, every value with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Agreement
from readout.publish import wording
from readout.publish.deals import Deal, deals, findings_on
from readout.publish.parties import bound_names
from readout.publish.register import Register, Value
from readout.publish.terms import ROWS
from readout.publish.values import gathered


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term of a deal; ``disputed`` when accounts of it differ."""

    name: str
    values: tuple[Value, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """A deal as a card.

    Attributes:
        carried: "3 of 4 reports".
        terms: what is told of it, in the order of ``terms.ROWS``; its measure only where reports give several.
        words: the reports' own words for it.
        refused: who is said not to have agreed.
        disputes: how many disputes touch it.
    """

    title: str
    carried: str
    corroborated: bool
    terms: tuple[TermLine, ...]
    words: tuple[Value, ...]
    refused: tuple[Value, ...]
    disputes: int


def agreement_cards(register: Register) -> tuple[AgreementCard, ...]:
    """The cards of a view; those that nobody made (only refused) last."""
    return tuple(_card(deal, register) for deal in deals(register))


def _card(deal: Deal, register: Register) -> AgreementCard:
    findings = findings_on(deal, register)
    disputed = {f.about for f in findings if f.finding == "disputed"}
    told = len({r.report for r in deal.made})
    lines = []
    words: tuple[Value, ...] = ()
    settled = frozenset(bound_names(r.parties) for r in deal.made if r.factuality == "fact")
    for row in ROWS:
        pairs = ((_reading(row.name, row.read(r, register), r, settled), r) for r in deal.made)
        values = gathered(pairs, register, quote=row.quote)
        if row.quote:
            words = values
        elif values and (row.name != "Measure" or len(values) > 1):
            differs = bool(row.about & disputed) or (row.coded and row.name == "Duration")
            lines.append(TermLine(row.name, values, differs and len(values) > 1))
    refused = gathered(((bound_names(r.parties) or "not said by whom", r) for r in deal.refused), register)
    return AgreementCard(
        title=deal.title,
        carried=f"{told} of {wording.count(register.beside(deal.records[0].report), 'report')}" if told else "",
        corroborated=told > 1 and any(f.finding == "corroborated" for f in findings),
        terms=tuple(lines),
        words=words,
        refused=refused,
        disputes=sum(f.finding == "disputed" for f in findings),
    )


def _reading(name: str, text: str, record: Agreement, settled: frozenset[str]) -> str:
    """What is only planned or possible says so, unless the same parties are also told as having agreed."""
    if name == "Who is bound" and text and record.factuality in {"planned", "possible"} and text not in settled:
        return f"{text} ({record.factuality})"
    return text
