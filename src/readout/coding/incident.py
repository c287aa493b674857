"""Incidents: force used, attempted or alleged, and alleged breaches (codebook sections 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.answers import answered
from readout.coding.attackers import attackers
from readout.coding.blows import Force
from readout.coding.casualties import casualties
from readout.coding.force import forces
from readout.coding.opponents import of_places, sides
from readout.coding.reading import Reading
from readout.coding.struck import classes, means, outcome, target
from readout.coding.unreal import questioned
from readout.model import Actor, Incident, Span
from readout.model.record import Factuality

if TYPE_CHECKING:
    from readout.language.tokens import Token

_CHARGES = frozenset({"allegation", "charge", "claim", "accusation", "report", "suggestion", "rumour", "rumor"})
_REJECTING = frozenset({"reject", "dismiss", "refute", "rebut"})
_TOLL = 60
"""Most characters of a clause that only counts those hurt."""
_GAP = 5
"""Most characters between an incident and the clause that counts those hurt in it."""
_CARRIED = 220
"""Most characters between two incidents of which the second takes the doer of the first."""


def incidents(reading: Reading) -> Iterator[Incident]:
    """Every incident of the report, with what is said about one in the words after it, in text order."""
    made = [record for found in forces(reading) if _told(found) for record in _records(reading, found)]
    made = [r for r in made if r.attacker or r.said_by or r.factuality != "negated"]
    made.sort(key=lambda r: r.evidence[0].start)
    made = _folded(reading, made)
    yield from _attributed(reading, answered(reading, _carried(reading, made)))


def _folded(reading: Reading, made: list[Incident]) -> list[Incident]:
    """ "They shelled the post. Two men were killed": the toll told after an incident is part of it."""
    kept: list[Incident] = []
    for record in made:
        before = kept[-1] if kept else None
        if before is not None and _cause(before, record):
            kept[-1] = _with_cause(before, record)
            continue
        if before is None or not _toll_only(reading, record) or not _next_to(reading, before, record):
            kept.append(record)
            continue
        classes = record.target_class if before.target_class == ("unspecified",) else before.target_class
        kept[-1] = replace(
            before,
            evidence=(*before.evidence, *record.evidence),
            target_class=classes,
            killed=before.killed if before.killed is not None else record.killed,
            injured=before.injured if before.injured is not None else record.injured,
        )
    return kept


def _cause(before: Incident, record: Incident) -> bool:
    """ "Four people died when gunmen set the jetty on fire": a clause inside the toll tells what killed them."""
    outer, inner = before.evidence[0], record.evidence[0]
    counted = before.killed is not None or before.injured is not None
    inside = outer.start < inner.start and inner.end <= outer.end and before.said_by == record.said_by
    return counted and inside and not before.attacker and record.killed is None and record.factuality == "fact"


def _with_cause(before: Incident, record: Incident) -> Incident:
    known = [c for c in (*before.target_class, *record.target_class) if c != "unspecified"]
    return replace(
        before,
        attacker=record.attacker,
        target_class=tuple(dict.fromkeys(known)) or ("unspecified",),
        means=record.means if before.means == ("unspecified",) else before.means,
        when=before.when or record.when,
        where=before.where or record.where,
        confidence=max(before.confidence, record.confidence),
    )


def _toll_only(reading: Reading, record: Incident) -> bool:
    """A clause that only counts those hurt: no doer, no place, no weapon, at most a few words."""
    told = record.evidence[0].of(reading.report.text)
    counted = record.killed is not None or record.injured is not None
    bare = not record.attacker and not record.where and record.when is None and record.means == ("unspecified",)
    return counted and bare and record.factuality == "fact" and len(told) <= _TOLL


def _next_to(reading: Reading, before: Incident, record: Incident) -> bool:
    gap = reading.report.text[before.evidence[-1].end : record.evidence[0].start]
    return before.said_by == record.said_by and before.factuality == "fact" and "\n" not in gap and len(gap) <= _GAP


def _told(found: Force) -> bool:
    """False for a protest and for what is only asked."""
    return not questioned(found.head) and not _marched(found)


def _marched(found: Force) -> bool:
    """ "Protesters stormed parliament": a protest, as long as nothing is burned and nobody hurt."""
    crowd = found.doers and all(t.lemma_.casefold() in words("events", "crowds") for t in found.doers)
    return bool(crowd) and found.head.lemma_ in ("storm", "raid")


def _records(reading: Reading, found: Force) -> Iterator[Incident]:
    record = _incident(reading, found)
    pair = _mutual(reading, found, record)
    yield from pair or (record,)


def _carried(reading: Reading, made: list[Incident]) -> Iterator[Incident]:
    """One that names no doer takes the one that the sentence before it names."""
    last: tuple[Incident, int] | None = None
    for record in made:
        line = reading.report.text.count("\n", 0, record.evidence[0].start)
        if not record.attacker and last is not None and line == last[1] and _follows(record, last[0]):
            taken = _swapped(record, last[0]) or last[0].attacker
            record = replace(record, attacker=taken, confidence=record.confidence - 0.1)
        if record.attacker:
            last = record, line
        yield record


def _follows(made: Incident, before: Incident) -> bool:
    """Same speaker, and no sign that the doer is another: the attacker of the sentence before is not the victim now."""
    gap = made.evidence[0].start - before.evidence[-1].end
    return made.said_by == before.said_by and -1 <= gap < _CARRIED and not sides(made.target) & sides(before.attacker)


def _swapped(made: Incident, before: Incident) -> tuple[Actor, ...]:
    """Of two sides that fire at each other, the other one kills forces' men."""
    own = made.target_class == ("military",) and any(a.type in ("military", "government") for a in before.attacker)
    return before.target if own and not made.target else ()


def _attributed(reading: Reading, made: list[Incident]) -> Iterator[Incident]:
    """Where nobody is named, the only side that the report shows attacking those struck."""
    shown = {
        next(iter(sides(r.attacker))): r.attacker
        for r in made
        if len(sides(r.attacker)) == 1
        and r.confidence >= 0.6
        and any(a.state or a.name != a.name.lower() for a in r.attacker)
    }
    for record in made:
        victims = sides(record.target) | sides(of_places(record.where)) | sides(a for a in record.said_by if a.state)
        others = [actors for side, actors in shown.items() if side not in victims]
        own = not record.attacker and record.target and not any(a.type == "public" for a in record.target)
        placed = not record.attacker and record.where
        if (own or placed) and victims & (set(shown) | sides(reading.cast.pair)) and len(others) == 1:
            record = replace(record, attacker=others[0], confidence=0.35)
        yield record


def _incident(reading: Reading, found: Force) -> Incident:
    lemmas = _lemmas(found)
    result = outcome(lemmas)
    doers = attackers(reading, found, result)
    struck = list(found.struck)
    span = _evidence(reading, found)
    factuality = _factuality(reading, found)
    ground = reading.ground(found.head, factuality, span)
    if (verb := _rejected(found.head)) is not None and verb.i in reading.frame_at:
        ground["said_by"] = reading.agents(reading.frame_at[verb.i])
    killed, injured = casualties(span.of(reading.report.text))
    codes = ("territory",) if found.sort == "intrusion" else classes(reading, found, struck, lemmas)
    return Incident(
        **ground,
        plover="ASSAULT",
        attacker=doers,
        target=target(reading, struck, doers, reading.said_by(found.head) if factuality == "negated" else ()),
        target_class=codes,
        means=means(lemmas),
        outcome=result,
        killed=killed,
        injured=injured,
        confidence=0.65 if doers else 0.5,
    )


def _evidence(reading: Reading, found: Force) -> Span:
    """The clause; one with "and wounded nine" after it is one telling."""
    span = reading.evidence(found.head)
    for child in found.head.children:
        joined = child.dep_ == "conj" and child.i > found.head.i and child.lemma_ in ("kill", "injure", "wound", "hurt")
        if joined and not any(c.dep_.startswith("nsubj") for c in child.children):
            return Span(span.start, max(span.end, reading.evidence(child).end))
    return span


def _factuality(reading: Reading, found: Force) -> Factuality:
    over = reading.attribution(found.head)
    denied = over is not None and reading.doc[over.head].lemma_ in words("incidents", "denying")
    if found.negated or denied or _rejected(found.head) is not None:
        return "negated"
    return "possible" if found.frame is not None and found.frame.modality == "possible" else "fact"


def _rejected(head: Token) -> Token | None:
    """The verb of "rejects the allegation that prisoners were killed"; None for what nobody rejects."""
    noun = head.head
    if head.dep_ not in ("acl", "ccomp", "relcl") or noun.lemma_ not in _CHARGES or noun.dep_ != "dobj":
        return None
    verb = noun.head
    return verb if verb.lemma_ in words("incidents", "denying") | _REJECTING else None


def _lemmas(found: Force) -> list[str]:
    doc = found.head.doc
    start, end = found.head.left_edge.i, found.head.right_edge.i + 1
    apart_from = {
        t.i for c in found.head.children if c.dep_ == "conj" and c.pos_ == "VERB" for t in c.subtree if t is not c
    }
    return [t.lemma_.casefold() for t in doc[start:end] if t.i not in apart_from]


def _mutual(reading: Reading, found: Force, made: Incident) -> tuple[Incident, ...]:
    """ "A and B accused each other of breaking the truce", "each said the other had fired": two, each said by one."""
    sent = reading.sentence(found.head)
    here = {t.lower_ for t in sent}
    if not (here & {"each", "both", "one"} and here & {"other", "another"}) or not made.said_by:
        return ()
    over = reading.attribution(found.head)
    cue = reading.frame_at.get(over.head) if over is not None else None
    subjects = reading.agents(cue) if cue is not None else ()
    speakers = next((who for who in (made.said_by, subjects, reading.cast.pair) if len(who) == 2), ())
    if len(speakers) != 2:
        return ()
    first, second = speakers
    return (
        replace(made, said_by=(first,), attacker=(second,), target=(first,)),
        replace(made, said_by=(second,), attacker=(first,), target=(second,)),
    )
