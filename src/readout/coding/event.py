"""Events: interactions that no other kind holds: aid, sanctions, threats, releases, deployments, ground taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.coding.deed_sides import captors, doers, missing_doer, suffering
from readout.coding.interaction import Deed, deed
from readout.coding.menace import MENACED, announced, conditional, threat, threatening
from readout.coding.opponents import apart, opponent, sides
from readout.coding.reading import Reading
from readout.coding.unreal import unreal
from readout.language.frames import Frame
from readout.model import Actor, Event, Span
from readout.model.record import Factuality

if TYPE_CHECKING:
    pass

_CASES = frozenset({"if", "once", "unless", "until", "should"})
_MARKS = frozenset({"mark", "advmod", "aux"})
_NEAR = 160
"""Most characters between two like deeds of which the second names nobody."""


def events(reading: Reading) -> Iterator[Event]:
    """Every other interaction of the report, one a clause."""
    last: Event | None = None
    for sent in reading.sents:
        threats = threatening(reading, sent)
        for frame in reading.frames[sent.start]:
            menace = frame.head.i in threats or announced(reading, frame)
            made = threat(reading, frame) if menace else _of_frame(reading, frame)
            if made is not None:
                last = _like(reading, made, last)
                yield last


def _like(reading: Reading, made: Event, before: Event | None) -> Event:
    """ "A cut off aid to X. B had already stopped its own": whom a like deed before names, if it names nobody."""
    text = reading.report.text
    if before is None or before.plover != made.plover or not before.target or before.source == made.source:
        return made
    gap = text[before.evidence[0].end : made.evidence[0].start]
    words_of = made.evidence[0].of(text).casefold()
    named = any(a.name.casefold() in words_of for a in made.target)
    if named or "\n" in gap or len(gap) > _NEAR or sides(before.target) & sides(made.source):
        return made
    return replace(made, target=before.target)


def _of_frame(reading: Reading, frame: Frame) -> Event | None:
    found = deed(reading, frame)
    if found is None or unreal(reading, found) or _fighting(reading, frame) or _offered(found):
        return None
    if found.code in MENACED and conditional(frame):
        return threat(reading, frame)
    if _provided(found):
        return None
    return filled(reading, found, reading.evidence(frame.head))


def _offered(found: Deed) -> bool:
    """ "Offered to send flour", "offered two ships": a proposal, told once."""
    head = found.frame.head
    while head.dep_ == "conj" and head.tag_ == "VB" and head.head.tag_ == "VB":
        head = head.head
    below = head.dep_ in ("xcomp", "ccomp") and head.head.lemma_ == "offer"
    return below or (head.lemma_ == "offer" and found.code != "SUPPORT")


def filled(reading: Reading, found: Deed, evidence: Span, confidence: float = 0.5) -> Event | None:
    """The event of a deed: who does it to whom; None when the text shows neither, or no doer where one is needed."""
    frame = found.frame
    source = doers(reading, found)
    if not source and not frame.passive and found.code not in ("AID", "YIELD", "PROTEST") and not found.lost:
        return None
    if not source and found.lost:  # nobody says who took it: the forces told of nearest, from the other side
        source = opponent(reading, frame.head, (), armed=True)
    if found.captive and found.code == "YIELD" and source and apart(captors(reading, found), source):
        found = replace(found, code="COERCE")  # freed from the hands of others
    target = suffering(reading, found, source)
    if not source and not (found.captive or found.lost) and found.code not in ("COERCE", "AID"):
        return None
    if not source:
        source = missing_doer(reading, found, target)
    if not source and not target:
        return None
    return Event(
        **reading.ground(frame.head, _factuality(found), evidence),
        plover=found.code,
        source=source,
        target=target if found.domestic or found.code == "PROTEST" else _others(found, target, source),
        confidence=confidence,
    )


def _others(found: Deed, target: tuple[Actor, ...], source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    mutual = found.captive or found.code in ("SANCTION", "REJECT", "COOPERATE")  # each breaks with the other
    return apart(target, source) or (source if mutual and len(sides(source)) > 1 else ())


def _provided(found: Deed) -> bool:
    """What will be done, or is done "in return" in a present that no hour tells: a term or a promise, no deed yet.

    Troops, aid and marches announced are plans of their own.
    """
    frame = found.frame
    if found.code in ("THREATEN", "ACCUSE") or found.pledged:
        return False
    marks = {c.lower_ for c in frame.head.children if c.dep_ in _MARKS}
    if frame.head.dep_ == "advcl" and (marks & _CASES or {"when", "have"} <= marks or {"when", "has"} <= marks):
        return True
    if frame.modality in ("future", "conditional"):
        return found.code not in ("MOBILIZE", "AID", "PROTEST")
    helped = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in frame.head.children)
    present = frame.head.tag_ in ("VBZ", "VBP") and not helped
    return present and found.code == "YIELD" and not frame.negated


def _factuality(found: Deed) -> Factuality:
    if found.frame.negated != found.undone:
        return "negated"
    if found.pledged:
        return "planned"
    ahead = found.frame.modality in ("future", "conditional") and found.code != "THREATEN"
    return "planned" if ahead else "fact"


def _fighting(reading: Reading, frame: Frame) -> bool:
    """ "strike" of an army is an incident, of workers a protest."""
    if frame.head.lemma_ == "strike":
        return any(a.type != "public" for a in reading.agents(frame)) or bool(frame.patients)
    return False
