"""What is said of an incident after it: denials, claims of responsibility, charges, and other tolls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.language.quantities import quantities
from readout.model import Actor, Incident

if TYPE_CHECKING:
    from readout.language.tokens import Token

_REACH = 500
"""Most characters between an incident and what is said of it."""

_TOLLS = frozenset({"toll", "death", "fatality", "casualty"})


def answered(reading: Reading, made: Iterable[Incident]) -> list[Incident]:
    """The incidents with the doers that claims and charges name, and the denials and other tolls after them."""
    records = list(made)
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            before = _before(records, reading.evidence(frame.head).start)
            if before is None:
                continue
            if _told_again(frame) and (who := reading.agents(frame)) and not frame.negated:
                again = _again(reading, frame, before, who)
                records = [r for r in records if r.said_by or not r.evidence[0].overlap(again.evidence[0])]
                records.append(again)
            elif _owned(frame) and (who := reading.agents(frame)) and not frame.negated:
                if not before.attacker or before.confidence < 0.6 or _unnamed(before):
                    records[records.index(before)] = replace(before, attacker=who, confidence=0.6)
            elif frame.head.lemma_ in ("blame", "attribute") and (who := _blamed(reading, frame)):
                charge = _charged(reading, frame, before, who)
                if charge is not None:
                    records.append(charge)
                elif not before.attacker or _unnamed(before):
                    records[records.index(before)] = replace(before, attacker=who, confidence=0.5)
            else:
                records += [*_denial(reading, frame, before, records), *_toll(reading, frame, before)]
    return sorted(records, key=lambda r: r.evidence[0].start)


def _unnamed(record: Incident) -> bool:
    """Only a common noun for the doers ("gunmen", "a suicide bomber")."""
    return all((a.state is None and a.name[:1].islower()) or a.name.split()[-1].islower() for a in record.attacker)


def _before(records: list[Incident], start: int) -> Incident | None:
    earlier = [r for r in records if r.evidence[0].start < start and start - r.evidence[-1].end < _REACH]
    facts = [r for r in earlier if r.factuality == "fact"]
    return max(facts or earlier, key=lambda r: r.evidence[0].start, default=None)


def _owned(frame: Frame) -> bool:
    """ "claimed responsibility", "admitted the attack", "said it was behind it"."""
    if frame.head.lemma_ in words("incidents", "owning"):
        return any(
            o.lemma_.casefold() in ("responsibility", "attack", "bombing", "blame", "killing") for o in frame.patients
        )
    return False


def _told_again(frame: Frame) -> bool:
    """ "claimed the attack", "acknowledged the ambush": an account of its own by those who did it."""
    if frame.head.lemma_ not in words("incidents", "owning") or frame.passive:
        return False
    return any(o.lemma_.casefold() in words("incidents", "attacks") for o in frame.patients)


def _again(reading: Reading, frame: Frame, before: Incident, who: tuple[Actor, ...]) -> Incident:
    return replace(
        before, evidence=(reading.evidence(frame.head),), said_by=who, attacker=who, killed=None, injured=None
    )


def _blamed(reading: Reading, frame: Frame) -> tuple[Actor, ...]:
    if frame.passive:
        return ()
    if frame.head.lemma_ == "attribute":
        return reading.actors(*frame.preposition("to"))
    return reading.actors(*(frame.preposition("on") or frame.patients))


def _charged(reading: Reading, frame: Frame, before: Incident, blamed: tuple[Actor, ...]) -> Incident | None:
    """The charge as an account of its own, where another than the teller of the incident makes it."""
    who = reading.agents(frame)
    if not who or who == before.said_by or any(a in who for a in blamed):
        return None
    span = reading.evidence(frame.head)
    if any(s.overlap(span) for s in before.evidence):
        return None
    return replace(before, evidence=(span,), said_by=who, attacker=blamed, killed=None, injured=None, confidence=0.5)


def _denial(reading: Reading, frame: Frame, before: Incident, records: list[Incident]) -> Iterator[Incident]:
    """ "denied involvement", "dismissed the charge": the incident before, negated, said by who denies it."""
    if frame.head.lemma_ not in words("incidents", "denying") or frame.negated:
        return
    who = reading.agents(frame)
    matters = [o for o in frame.patients if o.lemma_.casefold() in words("incidents", "matters")]
    whole = any(not _told_what(o) for o in matters) or _did_it(frame)
    span = reading.evidence(frame.head)
    if not who or not whole or any(r.evidence[0].overlap(span) and r.factuality == "negated" for r in records):
        return
    if frame.head.lemma_ in ("reject", "dismiss", "dispute") and not _charge(frame):
        return
    charged = who if not before.attacker or _unnamed(before) else before.attacker
    yield replace(
        before, evidence=(span,), said_by=who, factuality="negated", attacker=charged, killed=None, injured=None
    )


def _told_what(noun: Token) -> bool:
    """ "Denied reports that checkpoints had been removed": what is denied stands there, and is not the incident."""
    return any(c.dep_ in ("acl", "ccomp") and any(m.lower_ == "that" for m in c.children) for c in noun.children)


def _did_it(frame: Frame) -> bool:
    """ "denied that his group had done it"."""
    inner = frame.complement()
    return inner is not None and inner.lemma_ == "do"


def _charge(frame: Frame) -> bool:
    charges = ("accusation", "charge", "allegation", "report", "blame")
    return any(o.lemma_.casefold() in charges for o in frame.patients)


def _toll(reading: Reading, frame: Frame, before: Incident) -> Iterator[Incident]:
    """ "the army put the toll at nine", "confirmed one death": the incident before, with another count."""
    if frame.head.lemma_ not in ("put", "confirm", "report", "give", "acknowledge") or frame.negated:
        return
    counted = next((o for o in frame.patients if o.lemma_.casefold() in _TOLLS), None)
    who = reading.agents(frame)
    if counted is None or not who:
        return
    number = _count(reading, frame.head, counted)
    if number is not None and number != before.killed:
        span = reading.chars(counted.left_edge.i, frame.head.right_edge.i + 1)
        yield replace(before, evidence=(span,), said_by=who, outcome="hit", killed=number, injured=None)


def _count(reading: Reading, head: Token, counted: Token) -> int | None:
    start = counted.left_edge.idx
    end = head.doc[head.right_edge.i].idx + len(head.doc[head.right_edge.i])
    found = [q for q in quantities(reading.report.text[start:end]) if not q.percent and q.value == int(q.value)]
    return int(found[0].value) if found else None
