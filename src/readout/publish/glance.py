"""At a glance: what a reader should know after ten seconds, made from the other sections' content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from readout.model import Actor, Agreement, Finding, Incident, Position, Proposal, Record
from readout.publish import wording
from readout.publish.conditions import NOBODY, demands
from readout.publish.deals import Deal, deals, few, findings_on
from readout.publish.differ import all_cites
from readout.publish.left_out import line_of
from readout.publish.parties import parties, party_names
from readout.publish.passage import shortened
from readout.publish.register import Cite, Register
from readout.publish.stakes import lead, stakes, subject
from readout.publish.timeline import timeline

Tone = Literal["same", "differ", "gap", "plain"]
MOST = 8
_MANY = 4
_DISPUTES = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the glance: a lead in bold, the rest, the evidence, and a chip that names its standing."""

    lead: str
    text: str
    cites: tuple[Cite, ...]
    chip: str = ""
    tone: Tone = "plain"


def glance(register: Register) -> tuple[Point, ...]:
    """The lines, the most telling first; never more than can be taken in at once."""
    made = [d for d in deals(register) if d.made and d.key != "other"]
    points = [_agreed(d, register) for d in made[:1]]
    points += _contested(register)[:1]
    points += _disputed(register)
    points += _demanded(register)
    points += _ahead(register)
    points += _struck(register)
    if len(points) < MOST:
        points += _against_record(register)
    if len(points) < MOST and len(made) > 1:
        points.insert(1, _also(made[1:], register))
    return tuple(points[:MOST])


def _also(others: list[Deal], register: Register) -> Point:
    named = [f"{d.measure.lower()} ({_bound(d)})" if _bound(d) else d.measure.lower() for d in others[:4]]
    rest = [f"{len(others) - 4} more"] if len(others) > 4 else []
    return Point(
        "Also agreed", wording.listed(named + rest), register.cites(_best(r for d in others[:4] for r in d.made))
    )


def _bound(deal: Deal) -> str:
    bound = [a for r in deal.made for a in r.parties]
    return party_names(bound) if len(parties(bound)) <= _MANY else few(p.name for p in parties(bound))


def _agreed(deal: Deal, register: Register) -> Point:
    durations = wording.listed(
        (wording.duration(r.terms.duration) for r in deal.made if r.terms.duration is not None), "or"
    )
    ordered = [r for r in deal.made if r.status == "ordered"]
    text = _join(
        _phrase("agreed by", _bound(deal)),
        durations,
        f"order given by {party_names(a for r in ordered for a in r.parties)}" if ordered else "",
    )
    told = len({r.report for r in deal.made})
    if any(f.finding == "disputed" for f in findings_on(deal, register)):
        return Point(deal.measure, text, register.cites(_best(deal.made)), "≠ accounts differ", "differ")
    chip = f"{told} of {wording.count(register.beside(deal.records[0].report), 'report')}"
    return Point(deal.measure, text, register.cites(_best(deal.made)), chip, "same" if told > 1 else "plain")


def _contested(register: Register) -> list[Point]:
    """The measures that one party backs and another refuses."""
    stands: dict[str, list[Position | Proposal]] = {}
    told: list[Position | Proposal] = [*register.of_kind(Proposal), *register.of_kind(Position)]
    for record in told:
        for code in record.measure:
            stands.setdefault(code, []).append(record)
    split = [(code, rs) for code, rs in stands.items() if code != "other" and _split(rs)]
    ranked = sorted(split, key=lambda pair: (-len({r.report for r in pair[1]}), -len(pair[1]), pair[0]))
    return [_contest(code, records, register) for code, records in ranked[:2]]


def _split(records: list[Position | Proposal]) -> bool:
    return bool(_holders(records, "reject") and _holders(records, "accept", "propose"))


def _contest(code: str, records: list[Position | Proposal], register: Register) -> Point:
    text = _join(
        _phrase("proposed by", _holders(records, "propose")),
        _phrase("accepted by", _holders(records, "accept")),
        _phrase("refused by", _holders(records, "reject")),
    )
    telling = [r for r in records if _stance(r) in {"propose", "accept", "reject"}]
    return Point(wording.capital(wording.label(code, wording.MEASURES)), text, register.cites(_best(telling)))


def _disputed(register: Register) -> list[Point]:
    """The disputes that touch an agreement first, and what is left out."""
    agreements = {r.id for r in register.of_kind(Agreement)}
    found = sorted(register.view.findings, key=lambda f: (not agreements & set(f.records), -len(f.records)))
    kept = [f for f in found if f.finding == "disputed"][:_DISPUTES]
    kept += [f for f in found if f.finding == "omitted"][:1]
    return [_finding(f, register) for f in kept]


def _against_record(register: Register) -> list[Point]:
    return [_finding(f, register) for f in register.view.findings if f.finding == "reference_conflict"][:1]


def _finding(finding: Finding, register: Register) -> Point:
    about = wording.ABOUTS.get(finding.about or "", finding.about or "")
    cites = all_cites(finding, register)
    if finding.finding == "omitted":
        line = line_of(finding, register)
        return Point(_short(line.subject) or "Left out", line.text, cites, f"left out: {about}", "gap")
    values = stakes(finding, register)
    against = " ≠ ".join(v.text for v in values[:3]) or lead(finding)
    if finding.reference:
        against = f"on record: {finding.reference}"
    return Point(_short(subject(finding)) or "Disputed", against, cites, f"≠ {about}", "differ")


def _short(subject: str) -> str:
    """A subject without the parties in brackets."""
    return subject.split(" (", 1)[0]


def _demanded(register: Register) -> list[Point]:
    told = [d for d in demands(register) if not d.denied and d.holder != NOBODY and d.words]
    tied = [d for d in told if d.hangs] or told
    if not tied:
        return []
    hangs = f", for {tied[0].hangs}" if tied[0].hangs else ""
    return [Point(f"{tied[0].holder} asks", f"“{shortened(tied[0].words, 110)}”{hangs}", tied[0].cites)]


def _ahead(register: Register) -> list[Point]:
    days = timeline(register).planned
    if not days:
        return []
    first = days[0].entries[0]
    more = sum(len(d.entries) for d in days) - 1
    text = f"{days[0].label}, {first.text}" + (f"; and {more} more in the timeline" if more else "")
    return [Point("Ahead", text, first.cites)]


def _struck(register: Register) -> list[Point]:
    found = [r for r in register.of_kind(Incident) if r.factuality != "negated"]
    if not found:
        return []
    places = Counter(p.name for r in found for p in r.where)
    where = wording.listed(name for name, _ in places.most_common(6))
    text = (f"told of {where}" if where else "places not named") + "; see who tells of each, and who denies it"
    return [Point("Incidents", text, register.cites(_best(found)))]


def _holders(records: list[Position | Proposal], *stances: str) -> str:
    return party_names(a for r in records if _stance(r) in stances for a in _by(r))


def _stance(record: Position | Proposal) -> str:
    if record.factuality == "negated":
        return ""
    return record.stance if isinstance(record, Position) else "propose"


def _by(record: Position | Proposal) -> tuple[Actor, ...]:
    return record.holder if isinstance(record, Position) else record.proposer


def _phrase(words: str, who: str) -> str:
    return f"{words} {who}" if who else ""


def _best(records: Iterable[Record]) -> list[Record]:
    """The surest record of each report, so that the glance cites a report once."""
    best: dict[str, Record] = {}
    for r in sorted(records, key=lambda r: -r.confidence):
        best.setdefault(r.report, r)
    return list(best.values())[:6]


def _join(*pieces: str) -> str:
    return "; ".join(p for p in pieces if p)
