"""Threats: force or penalties announced, by words that threaten or for the case that the other side does something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import listing, words
from readout.coding.opponents import apart, opponent
from readout.coding.reading import Reading
from readout.language.frames import Frame, is_negated
from readout.model import Actor, Event

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

MENACED = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
"""Deeds that, announced for a case, are threats."""

_CASES = frozenset({"if", "should", "unless", "until"})
_TOLD = frozenset({"tell", "order", "instruct"})
_ANYONE = frozenset({"whoever", "anyone", "anybody", "those", "everyone", "any"})


def threatening(reading: Reading, sent: Span) -> set[int]:
    """Heads of the clauses of a sentence whose words threaten without a verb of threatening."""
    found = set()
    lemmas = [t.lemma_.casefold() for t in sent]
    for hit in listing("events", "threats").find(lemmas):
        node = sent[hit.end - 1]
        while node.i not in reading.frame_at and node.head is not node:
            node = node.head
        while node.dep_ == "xcomp" and node.head.i in reading.frame_at:
            node = node.head
        under_way = node.tag_ == "VBG" and any(c.lower_ in ("is", "are", "was", "were") for c in node.children)
        if node.i in reading.frame_at and not under_way:
            found.add(node.i)
    return found


def announced(reading: Reading, frame: Frame) -> bool:
    """Force announced by those who would use it: "If they break it, we will strike", "we shall defend our villages"."""
    speaker = reading.said_by(frame.head)
    helpers = {c.lower_ for c in frame.head.children if c.dep_ == "aux"}
    ahead = frame.modality == "future" or bool(helpers & {"shall", "would"})
    if not ahead or frame.negated or frame.passive or frame.head.lemma_ not in words("events", "retaliating"):
        return False
    if frame.head.lemma_ == "return" and not {o.lemma_ for o in frame.patients} & {"fire", "blow"}:
        return False  # "would return the ferry"
    doers = reading.agents(frame)
    own = bool(speaker) and not apart(doers, speaker)
    first = any(t.lower_ == "we" for t in frame.agents)
    if conditional(frame):
        return own or first
    return frame.head.lemma_ in words("events", "fighting_on") and (own or first or _forces(doers))


def _forces(actors: tuple[Actor, ...]) -> bool:
    return any(a.type in ("military", "armed_group") for a in actors)


def conditional(frame: Frame) -> bool:
    """True when the clause is announced for a case: "unless", "if", "should they ..."."""
    case = _case(frame)
    kept = case is not None and case.lemma_.casefold() in words("events", "keeping") and not is_negated(case)
    return frame.modality in ("future", "obligation", "conditional") and case is not None and not kept


def _case(frame: Frame) -> Token | None:
    for child in frame.head.children:
        if child.dep_ == "advcl" and any(m.lower_ in _CASES and m.dep_ in ("mark", "aux") for m in child.children):
            return child
    return None


def _anyone(frame: Frame) -> bool:
    """ "Whoever strikes", "those who break it": each side, or the other one, is meant."""
    subjects = [c for c in frame.head.children if c.dep_ in ("nsubj", "csubj", "nsubjpass", "csubjpass", "dobj")]
    near = [s.left_edge.lower_ for s in subjects] + [s.lower_ for s in subjects]
    return bool(_ANYONE & set(near))


def threat(reading: Reading, frame: Frame) -> Event | None:
    """The threat of a clause: its speaker or doer against those who are to suffer it, or whose deed is the case."""
    speaker, doers = reading.said_by(frame.head), reading.agents(frame)
    suffered = frame.passive or frame.head.lemma_.casefold() in words("events", "suffering")
    source = speaker or doers if suffered else doers or speaker
    if frame.passive and frame.head.lemma_ in _TOLD:
        source = reading.actors(*frame.patients)  # "have been told to answer"
    if not source or frame.head.lemma_ == "say":
        return None
    case = _case(frame)
    theirs = reading.agents(reading.frame_at[case.i]) if case is not None and case.i in reading.frame_at else ()
    if _anyone(frame) and len(reading.cast.pair) == 2:
        target = apart(reading.cast.pair, source)
    else:
        named = [t for t in frame.patients if t.lower_ != "it"]
        target = apart(doers, source) or apart(reading.actors(*named), source) or apart(theirs, source)
    target = target or opponent(reading, frame.head, source)
    return Event(**reading.ground(frame.head, "fact"), plover="THREATEN", source=source, target=target, confidence=0.4)
