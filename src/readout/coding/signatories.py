"""Whom a deal binds, where the sentence that tells of it does not name them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct, identity
from readout.coding.opponents import apart
from readout.coding.reading import Reading
from readout.language.quantities import number
from readout.model import Actor, Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Token

_MANY = 8
"""From so many on, a number of groups is not held against those named."""
_GROUPS = frozenset(
    [
        "party",
        "side",
        "government",
        "rebel",
        "army",
        "leader",
        "delegation",
        "fighter",
        "group",
        "force",
        "insurgent",
        "faction",
        "commander",
        "elder",
        "president",
        "minister",
        "country",
        "opposition",
        "movement",
        "tribe",
        "community",
        "clan",
        "signatory",
        "authority",
        "guerrilla",
        "militia",
        "separatist",
        "junta",
        "council",
        "state",
        "neighbour",
        "neighbor",
        "foe",
        "rival",
        "negotiator",
        "envoy",
        "general",
        "union",
    ]
)
"""Nouns of those who can bind themselves, for reports that never say who they are."""


def completed(reading: Reading, records: list[Agreement]) -> list[Agreement]:
    """The records with the parties of the report's deal where the rules fell back on the two it is mostly about.

    Those who are said to have agreed together in words of the report are better parties than those it names most.
    """
    pair = reading.cast.pair
    explicit = [r.parties for r in records if r.factuality == "fact" and _told_together(reading, r)]
    deal, company = _commonest(explicit), reading.cast.company
    if {identity(a) for a in deal} <= {identity(a) for a in company}:
        deal = company or pair
    found = (_completed(reading, r, pair, deal) for r in records)
    return [_spelled_out(reading, _given(reading, r)) for r in found]


def _given(reading: Reading, record: Agreement) -> Agreement:
    """ "The union will pay for the monitors": a promise of outsiders binds them, and not the sides."""
    span = record.evidence[0]
    words_of = reading.doc.expanded(span.start, span.end)
    frame = reading.frame_at.get(words_of.root.i) if words_of is not None else None
    if frame is None or frame.head.lemma_.casefold() not in words("agreements", "giving"):
        return record
    doers = tuple(a for a in reading.agents(frame) if a.type in ("igo", "ngo", "government", "bloc"))
    outside = bool(doers) and apart(doers, record.parties) == doers and not any(reading.cast.signing(a) for a in doers)
    return replace(record, parties=doers) if outside else record


def _spelled_out(reading: Reading, record: Agreement) -> Agreement:
    """ "Two movements signed" in a report that names two: those."""
    parties: list[Actor] = []
    for actor in record.parties:
        first, *rest = actor.name.split() or [""]
        size = number(first.casefold()) if rest and actor.type == "armed_group" else None
        named = _named_groups(reading) if size and 1 < size < _MANY else ()
        parties += named if size and len(named) == int(size) else (actor,)
    return replace(record, parties=distinct(parties)) if tuple(parties) != record.parties else record


def _named_groups(reading: Reading) -> tuple[Actor, ...]:
    """The armed groups that the report calls by a name of their own."""
    mentions = reading.cast.mentions_in(0, len(reading.doc.tokens))
    groups = distinct([a for m in mentions for a in m.actors if a.type == "armed_group"])
    return tuple(a for a in groups if a.name.split()[-1][:1].isupper() or a.name.isupper())


def _commonest(groups: list[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """The group of parties told most often, the first of equals."""
    counts = Counter(frozenset(identity(a) for a in g) for g in groups)
    if not counts:
        return ()
    best = max(counts.values())
    return next(g for g in groups if counts[frozenset(identity(a) for a in g)] == best)


def _told_together(reading: Reading, record: Agreement) -> bool:
    """True when the record's own words name two or more of its parties, none of them the public."""
    if len(record.parties) < 2 or record.status == "ordered":
        return False
    named: set[str] = set()
    for span in record.evidence:
        found = reading.doc.expanded(span.start, span.end)
        if found is not None:
            named |= {identity(a) for m in reading.cast.mentions_in(found.start, found.end) for a in m.actors}
    return len({identity(a) for a in record.parties} & named) >= 2


def _completed(reading: Reading, record: Agreement, pair: tuple[Actor, ...], deal: tuple[Actor, ...]) -> Agreement:
    if record.parties:
        fallen_back = len(pair) > 1 and set(pair) <= set(record.parties) and not _told_together(reading, record)
        fallen_back = fallen_back and not reading.cast.together(record.parties)
        if not fallen_back or deal == pair:
            return record
        return replace(record, parties=distinct([*(a for a in record.parties if a not in pair), *deal]))
    parties = (deal if len(deal) > 1 else ()) or _own_subject(reading, record) or deal or _named_by(reading, record)
    return replace(record, parties=parties)


def _named_by(reading: Reading, record: Agreement) -> tuple[Actor, ...]:
    """Whom the sentence names that can bind themselves: the first two."""
    span = record.evidence[0]
    found = reading.doc.expanded(span.start, span.end)
    if found is None:
        return ()
    sent = reading.sentence(found[0])
    named = distinct([a for m in reading.cast.mentions_in(sent.start, sent.end) for a in m.actors])
    return tuple(a for a in named if a.type not in ("public", "media", "igo", "ngo"))[:2]


def _own_subject(reading: Reading, record: Agreement) -> tuple[Actor, ...]:
    """The subject as the report words it: "sides", "the two armies", "they"."""
    span = record.evidence[0]
    found = reading.doc.expanded(span.start, span.end)
    for token in found or ():
        if token.dep_ not in ("nsubj", "nsubjpass", "pobj"):
            continue
        if token.lower_ == "they" and token.dep_ != "pobj":
            return (Actor(token.text),)
        by = token.dep_ != "pobj" or token.head.lower_ in ("by", "between")
        if by and token.lemma_.casefold() in _GROUPS:
            return (Actor(_name(token)),)
    return ()


def _name(token: Token) -> str:
    words = [c for c in token.children if c.i < token.i and c.dep_ in ("amod", "compound", "nummod", "nmod")]
    return " ".join(t.text for t in (*words, token))
