"""Quotations, verbatim, by speaker."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Statement
from readout.publish import wording
from readout.publish.parties import key_of, names, party_names
from readout.publish.register import Cite, Register


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, with the cue and who said them."""

    words: str
    by: str
    cue: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A party's quotations."""

    name: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Quotations:
    """The section; ``indirect`` counts statements without a quotation, which the sources list."""

    speakers: tuple[Speaker, ...]
    indirect: int
    total: int


def quotations(register: Register) -> Quotations:
    """The section's content: the parties most quoted first, the same words of one party once."""
    statements = register.of_kind(Statement)
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for record in statements:
        if record.quote:
            groups.setdefault(key_of(record.speaker), []).append(record)
    ranked = sorted(groups.values(), key=lambda rs: (not rs[0].speaker, -len(rs)))
    speakers = tuple(_speaker(records, register) for records in ranked)
    quoted = sum(len(rs) for rs in groups.values())
    return Quotations(speakers, len(statements) - quoted, sum(len(s.quotations) for s in speakers))


def _speaker(records: list[Statement], register: Register) -> Speaker:
    same: dict[str, list[Statement]] = {}
    for record in records:
        same.setdefault(_folded(record.quote or ""), []).append(record)
    made = tuple(
        Quotation(rs[0].quote or "", _by(rs[0]), wording.listed(r.cue or "" for r in rs), register.cites(rs))
        for rs in same.values()
    )
    return Speaker(party_names(records[0].speaker) or "Speaker not named", made)


def _by(record: Statement) -> str:
    roles = wording.listed(a.role or "" for a in record.speaker)
    name = names(record.speaker)
    return f"{name}, {roles}" if roles and roles.casefold() not in name.casefold() else name


def _folded(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
