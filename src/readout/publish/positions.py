"""Who stands where: a matrix of parties and measures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from readout.model import Actor, Condition, Position, Proposal
from readout.publish import wording
from readout.publish.parties import Party, party
from readout.publish.passage import shortened
from readout.publish.register import Cite, Register

COLUMNS = 5
CONDUCT = "conduct of others"
_SYMBOL = {
    "accept": "●",
    "support": "●",
    "open": "◐",
    "conditional": "◐",
    "doubt": "◔",
    "criticise": "✕",
    "reject": "✕",
}
Tone = Literal["yes", "between", "no", "asks"]
_TONE: dict[str, Tone] = {
    "accept": "yes",
    "support": "yes",
    "open": "between",
    "conditional": "between",
    "doubt": "between",
    "criticise": "no",
    "reject": "no",
}
_ORDER = ("propose", *wording.STANCES, "demand")


@dataclass(frozen=True, slots=True)
class Stand:
    """One stance of one party in one cell.

    Attributes:
        symbol, tone: for the eye; ``text`` says the same in words.
        who: persons and bodies of the party whose stance it is, and towards whom.
        note: the measure, in the column that gathers the rarer ones.
    """

    symbol: str
    tone: Tone
    text: str
    who: str
    note: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party's stands, one cell a column; ``contrary`` holds where a cell has both yes and no."""

    name: str
    cells: tuple[tuple[Stand, ...], ...]
    contrary: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table: ``columns`` are headings; ``rows`` those with most to say first."""

    columns: tuple[str, ...]
    rows: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    party: Party
    actor: Actor
    measure: str
    stance: str
    record: Position | Proposal | Condition


def matrix(register: Register) -> Matrix:
    """Positions, and with them who proposes a measure and who demands one."""
    points = _points(register)
    told = Counter(m for m, _ in {(p.measure, p.record.id) for p in points if p.measure != CONDUCT})
    ranked = [m for m, _ in sorted(told.items(), key=lambda pair: (pair[0] == "other", -pair[1], pair[0]))]
    kept = [m for m in ranked[:COLUMNS] if m != "other"]
    rest = set(ranked) - set(kept)
    columns = kept + ([CONDUCT] if any(p.measure == CONDUCT for p in points) else [])
    weight = Counter(p.party for p in points)
    rows = []
    for row_party, _ in sorted(weight.items(), key=lambda pair: (-pair[1], pair[0].name)):
        mine = [p for p in points if p.party == row_party]
        cells = tuple(_cell([p for p in mine if p.measure == c], register) for c in columns)
        if rest:
            cells += (_cell([p for p in mine if p.measure in rest], register, named=True),)
        rows.append(PartyRow(row_party.name, cells, tuple(_contrary(c) for c in cells)))
    headings = [_heading(c) for c in columns]
    if rest:
        headings.append("Rarer measures")
    return Matrix(tuple(headings), tuple(rows))


def _points(register: Register) -> list[_Point]:
    found = []
    told: list[Position | Proposal | Condition] = [
        *register.of_kind(Position),
        *register.of_kind(Proposal),
        *register.of_kind(Condition),
    ]
    for record in told:
        for actor, stance in _stances(record):
            found += [_Point(party(actor), actor, m, stance, record) for m in _objects(record)]
    return found


def _objects(record: Position | Proposal | Condition) -> tuple[str, ...]:
    """The measures; blame of an actor is about its conduct, whatever the measure at hand."""
    if isinstance(record, Position) and record.stance == "criticise" and record.toward:
        return (CONDUCT,)
    return record.measure or (CONDUCT,)


def _stances(record: object) -> list[tuple[Actor, str]]:
    match record:
        case Position() if record.factuality != "negated":
            return [(a, record.stance) for a in record.holder]
        case Proposal() if record.factuality != "negated":
            return [(a, "propose") for a in record.proposer]
        case Condition() if record.measure and record.factuality != "negated":
            return [(a, "demand") for a in record.holder]
    return []


def _cell(points: list[_Point], register: Register, *, named: bool = False) -> tuple[Stand, ...]:
    groups: dict[tuple[int, str], list[_Point]] = {}
    for point in points:
        groups.setdefault((_rank(point.stance), point.measure if named else ""), []).append(point)
    return tuple(_stand(groups[key], key[1], register) for key in sorted(groups))


def _stand(points: list[_Point], note: str, register: Register) -> Stand:
    stance = points[0].stance
    toward = wording.listed(
        party(a).name
        for p in points
        if p.measure == CONDUCT and isinstance(p.record, Position)
        for a in p.record.toward
    )
    others = [p.actor.name for p in points if p.actor.name.casefold() != p.party.name.casefold()]
    return Stand(
        symbol=_SYMBOL.get(stance, "▲" if stance == "propose" else "!"),
        tone=_TONE.get(stance, "yes" if stance == "propose" else "asks"),
        text={"propose": "proposes", "demand": "demands"}.get(stance) or wording.label(stance, wording.STANCES),
        who=("" if note else _few(list(dict.fromkeys(others)))) + (f" → {toward}" if toward else ""),
        note=_note(note, points, register),
        cites=register.cites(p.record for p in points),
    )


def _note(code: str, points: list[_Point], register: Register) -> str:
    """The measure in words; the report's own where the codebook has no code for it."""
    if code != "other":
        return wording.label(code, wording.MEASURES) if code else ""
    return f"“{shortened(register.words(points[0].record), 60)}”"


def _few(names: list[str]) -> str:
    return wording.listed(names) if len(names) <= 3 else f"{', '.join(names[:3])} and {len(names) - 3} more"


def _rank(stance: str) -> int:
    return _ORDER.index(stance) if stance in _ORDER else len(_ORDER)


def _contrary(cell: tuple[Stand, ...]) -> bool:
    """Yes and no to one thing; the column of rarer measures holds several things, each named."""
    tones: dict[str, set[Tone]] = {}
    for stand in cell:
        tones.setdefault(stand.note, set()).add(stand.tone)
    return any({"yes", "no"} <= found for found in tones.values())


def _heading(code: str) -> str:
    return wording.capital(wording.label(code, wording.MEASURES))
