"""Events: interactions that no other kind holds: aid, sanctions, threats, releases, deployments, ground taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import listing, words
from readout.coding.interaction import Deed, deed
from readout.coding.opponents import apart, of_places, of_states, opponent
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame
from readout.model import Actor, Event
from readout.model.record import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

_DIRECTED = frozenset({"SANCTION", "THREATEN", "MOBILIZE", "ASSAULT", "PROTEST", "REJECT", "ACCUSE"})


def events(reading: Reading) -> Iterator[Event]:
    """Every other interaction of the report, one a clause."""
    for sent in reading.sents:
        threats = _threats(reading, sent.start, sent.end)
        for frame in reading.frames[sent.start]:
            threatening = frame.head.i in threats or _conditional_threat(reading, frame)
            made = _of_threat(reading, frame) if threatening else _of_frame(reading, frame)
            if made is not None:
                yield made


def _threats(reading: Reading, start: int, end: int) -> set[int]:
    """Heads of the clauses whose words threaten without a verb of threatening."""
    found = set()
    lemmas = [t.lemma_.casefold() for t in reading.doc[start:end]]
    for hit in listing("events", "threats").find(lemmas):
        node = reading.doc[start + hit.end - 1]
        while node.i not in reading.frame_at and node.head is not node:
            node = node.head
        while node.dep_ == "xcomp" and node.head.i in reading.frame_at:
            node = node.head
        if node.i in reading.frame_at:
            found.add(node.i)
    return found


def _conditional_threat(reading: Reading, frame: Frame) -> bool:
    """ "If they break it, we will strike": force announced for the case that the other side does something."""
    if frame.modality != "future" or frame.negated or frame.head.lemma_ not in words("events", "retaliating"):
        return False
    case = any(c.dep_ == "advcl" and any(m.lower_ in ("if", "should") for m in c.children) for c in frame.head.children)
    speaker = reading.said_by(frame.head)
    return case and bool(speaker) and not apart(reading.agents(frame), speaker)


def _of_threat(reading: Reading, frame: Frame) -> Event | None:
    source = reading.said_by(frame.head) or reading.agents(frame)
    if not source or frame.head.lemma_ == "say":
        return None
    target = apart(reading.agents(frame), source) or opponent(reading, frame.head, source)
    ground = reading.ground(frame.head, "fact")
    return Event(**ground, plover="THREATEN", source=source, target=target, confidence=0.4)


def _of_frame(reading: Reading, frame: Frame) -> Event | None:
    found = deed(reading, frame)
    if found is None or _unreal(reading, found) or _fighting(reading, frame):
        return None
    source = _source(reading, found)
    if not source and not frame.passive and found.code not in ("AID", "YIELD", "PROTEST"):
        return None
    target = _target(reading, found, source)
    if not source and not found.captive and found.code not in ("COERCE", "AID"):
        return None
    if not source:
        source = _missing_source(reading, found, target)
    if not source and not target:
        return None
    return Event(
        **reading.ground(frame.head, _factuality(found)),
        plover=found.code,
        source=source,
        target=apart(target, source) or (source if found.captive and len(source) > 1 else ()),
        confidence=0.5,
    )


def _factuality(found: Deed) -> Factuality:
    if found.frame.negated:
        return "negated"
    ahead = found.frame.modality in ("future", "conditional") and found.code != "THREATEN"
    return "planned" if ahead else "fact"


def _unreal(reading: Reading, found: Deed) -> bool:
    """What is only wished, agreed on or imagined; what a deal provides is the deal's."""
    frame, head = found.frame, found.frame.head
    if head.dep_ == "acl" and head.tag_ == "VBN":
        return True
    above = head
    while above.dep_ in ("conj", "xcomp") and above.head.i in reading.frame_at:
        above = above.head
        if wished(reading.frame_at[above.i]):
            return True  # "wants the others to stop arming and sharing"
    if head.dep_ == "relcl" and reading.when(head) is None and not reading.where(head):
        return True  # only presupposed: "every place that it has occupied"
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    if "to" in helpers and head.dep_ != "xcomp":
        return True
    if head.tag_ == "VB" and not helpers and not frame.agents and head.dep_ in ("ROOT", "ccomp", "conj"):
        return True
    if wished(frame) or (
        frame.modality in ("obligation", "conditional", "possible") and not _reported_plan(reading, frame)
    ):
        return True
    if head.dep_ == "xcomp" and head.head.lemma_.casefold() not in words("events", "beginning"):
        return True
    return frame.modality in ("future", "none") and _provided(reading, head) and not frame.passive


def _reported_plan(reading: Reading, frame: Frame) -> bool:
    """ "said it would send troops": the future seen from the past, and a plan."""
    helpers = {c.lower_ for c in frame.head.children if c.dep_ == "aux"}
    return "would" in helpers and reading.attribution(frame.head) is not None


def _provided(reading: Reading, head: Token) -> bool:
    """True in a clause that tells what a deal asks for: "under the deal", "under which"."""
    past = head.tag_ == "VBD" or any(c.tag_ in ("VBD", "VBZ", "VBP") and c.lemma_ == "have" for c in head.children)
    return not past and any(
        t.lower_ == "under" and any(o.lemma_.casefold() in words("events", "deals") for o in t.children)
        for t in reading.sentence(head)
    )


def _fighting(reading: Reading, frame: Frame) -> bool:
    """ "strike" of an army is an incident, of workers a protest."""
    if frame.head.lemma_ == "strike":
        return any(a.type != "public" for a in reading.agents(frame)) or bool(frame.patients)
    return False


def _source(reading: Reading, found: Deed) -> tuple[Actor, ...]:
    """Who does it: the subject, the state that a subject's noun phrase names, or the noun phrase itself."""
    agents = reading.agents(found.frame)
    if agents or not found.frame.agents:
        return agents
    return of_states(reading, found.frame.agents)


def _missing_source(reading: Reading, found: Deed, target: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The doer of a passive: who is said to hold those released, else the other side around."""
    for token in found.objects:
        for child in token.children:
            told = child.dep_ == "acl" and child.lemma_.casefold() in words("events", "holding")
            holders = reading.agents(reading.frame_at[child.i]) if told and child.i in reading.frame_at else ()
            if holders:
                return holders
    if found.code == "AID":
        return ()
    return opponent(reading, found.frame.head, target, armed=found.code in ("YIELD", "COERCE", "ASSAULT"))


def _target(reading: Reading, found: Deed, source: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom it concerns: named after a preposition, as the object, by the object's state, by the place, or opposite."""
    frame = found.frame
    after = ("to", "against", "on", "from", "with", "for") if found.code != "MOBILIZE" else ("to", "against", "for")
    named = apart(reading.actors(*frame.preposition(*after)), source)
    objects = [t for t in found.objects if t in frame.patients] or list(found.objects)
    owners = [c for t in objects for c in t.children if c.dep_ == "poss"]
    held = apart(reading.actors(*objects), source) or apart(reading.actors(*owners), source)
    states = apart(
        of_states(reading, [*objects, *frame.preposition(*after, "into", "near", "around", "in", "at")]), source
    )
    if found.captive:
        return states or tuple(a for a in held if a.state) or named or opponent(reading, frame.head, source) or held
    if found.code in ("COERCE", "SUPPORT"):
        return held or states or named
    places = apart(of_places(reading.where(frame.head)), source)
    direct = named or states or (held if found.code not in ("MOBILIZE", "ASSAULT") else ())
    if direct:
        return direct
    if found.code in ("MOBILIZE", "AID") and places:
        return places
    if found.code in _DIRECTED or (found.code == "YIELD" and not found.frame.passive):
        own = found.objects if found.code in ("MOBILIZE", "YIELD") else ()
        return opponent(reading, frame.head, source, armed=found.code == "ASSAULT", but=own)
    return places
