"""What stands against what in a dispute: the values of the records, each with those that give it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from readout.model import Agreement, Figure, Finding, Incident, Position, Proposal, Record, Talks
from readout.publish import wording
from readout.publish.parties import bound_names, country_name, key_of
from readout.publish.passage import shortened
from readout.publish.register import Register, Value
from readout.publish.summaries import casualties, places, quantity
from readout.publish.values import gathered

_CODE = re.compile(r"\b[A-Z]{3}\b")


def stakes(finding: Finding, register: Register) -> tuple[Value, ...]:
    """The values at odds, most told first; empty when the records do not hold two that differ."""
    read = _READERS.get(finding.about or "")
    if read is None:
        return ()
    cited = register.cited(finding)
    held = _told_with_others(cited) if finding.about == "party" else cited
    pairs = [(shortened(read(r, finding), 90), r) for r in held]
    found = gathered(pairs, register)
    return found if len(found) > 1 else ()


def subject(finding: Finding) -> str:
    """The finding's subject with the names of states in the place of their codes; empty when it has none."""
    return wording.capital(_CODE.sub(lambda m: country_name(m[0]), finding.subject or ""))


def lead(finding: Finding) -> str:
    """The explanation up to where it quotes its evidence, which stands beside it in any case."""
    text = finding.explanation
    head, colon, rest = text.partition(": ")
    return head + "." if colon and "“" in rest and "“" not in head else text


def _number(record: Record, _: Finding) -> str:
    match record:
        case Figure():
            return quantity(record)
        case Agreement() | Proposal():
            return wording.duration(record.terms.duration) if record.terms.duration is not None else ""
        case Talks():
            return wording.minutes(record.duration) if record.duration else ""
        case Incident():
            return casualties(record)
    return ""


def _date(record: Record, _: Finding) -> str:
    if isinstance(record, Agreement) and (record.terms.starts or record.terms.ends):
        starts, ends = record.terms.starts, record.terms.ends
        return f"from {wording.day(starts)}" if starts else f"until {wording.day(ends)}"
    return wording.days(record.when.start, record.when.end) if record.when else ""


def _scope(record: Record, _: Finding) -> str:
    if isinstance(record, Agreement | Proposal) and record.terms.prohibits:
        return wording.listed(wording.label(c, wording.TARGETS) for c in record.terms.prohibits)
    return wording.measure(getattr(record, "measure", ()))


def _party(record: Record, _: Finding) -> str:
    for name in ("parties", "attacker", "participants", "proposer"):
        if actors := getattr(record, name, ()):
            return bound_names(actors)
    return ""


def _told_with_others(cited: Sequence[Record]) -> Sequence[Record]:
    """Without agreements of one side alone, where others name two: one side's word makes no other deal."""
    full = [r for r in cited if not isinstance(r, Agreement) or len(key_of(r.parties)) > 1]
    return full if any(isinstance(r, Agreement) for r in full) else cited


def _stance(record: Record, _: Finding) -> str:
    return wording.label(record.stance, wording.STANCES) if isinstance(record, Position) else ""


def _status(record: Record, _: Finding) -> str:
    if record.factuality == "negated":
        return "not agreed"
    if isinstance(record, Agreement):
        return wording.STATUSES.get(record.status or "agreed", "")
    return record.status or "" if isinstance(record, Talks) else ""


def _role(record: Record, finding: Finding) -> str:
    about = (finding.subject or "").casefold()
    for name in ("said_by", "parties", "holder", "speaker", "participants", "proposer", "toward", "source", "target"):
        for actor in getattr(record, name, ()):
            if actor.role and actor.name.casefold().split()[-1] in about:
                return str(actor.role)
    return ""


_READERS: dict[str, Callable[[Record, Finding], str]] = {
    "number": _number,
    "date": _date,
    "place": lambda r, _: places(r),
    "party": _party,
    "scope": _scope,
    "stance": _stance,
    "status": _status,
    "role": _role,
}
