"""Stances shown by how somebody speaks of a measure: "called it 'a grave error'", "citing 'hostile acts'"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.attribution import Attribution
from readout.coding.measures import NOTHING, Found, Measures, own_end
from readout.coding.reading import Reading
from readout.coding.stances import OPPOSITE, first, lexicon, position
from readout.language.frames import Frame
from readout.model import Actor, Position
from readout.model import Span as TextSpan
from readout.model.record import Stance

if TYPE_CHECKING:
    from readout.language.tokens import Token

_UNSURE = frozenset({"fear", "doubt", "worry", "suspect", "distrust", "question"})
_NAMING = frozenset(
    {
        "call",
        "describe",
        "label",
        "brand",
        "dub",
        "term",
        "denounce",
        "dismiss",
        "hail",
        "portray",
        "characterise",
        "characterize",
        "praise",
        "see",
        "regard",
        "view",
        "consider",
        "deem",
    }
)
_HOLDING = frozenset(
    {"find", "consider", "regard", "judge", "deem", "view", "see", "think", "call", "describe", "declare"}
)
_SHORT = 8
_LONG = 28
"""Words of a statement beyond which one evaluative word is no stance of the whole."""


def evaluated(reading: Reading, measures: Measures, over: Attribution) -> Iterator[Position]:
    """The stance of one statement, from the words that judge in it."""
    lemmas = [t.lemma_.casefold() for start, end in over.content for t in reading.doc[start:end]]
    head = reading.doc[over.head]
    cue = head.lemma_.casefold()
    stance = _judged(cue, lemmas)
    if stance is None and over.group == "call" and over.quote is not None and over.size <= _SHORT:
        stance = "criticise"  # a name of one's own for what others call a deal is rarely praise
    if stance is None or cue == "deny" or (over.size > _LONG and cue not in _UNSURE):
        return
    if any(p.statement and p is not over and over.covers(p.head) for p in reading.attributions):
        return
    if cue not in _UNSURE and over.group != "call" and over.size > _SHORT and not _predicated(reading, over):
        return
    found, toward = _judged_thing(reading, measures, over)
    if found or (toward and over.group == "call"):
        yield position(
            reading,
            head,
            over.speaker,
            stance,
            found,
            toward,
            confidence=0.5,
            evidence=_evidence(reading, over),
            said_by=over.speaker,
        )


def _predicated(reading: Reading, over: Attribution) -> bool:
    """True when a judging word is what the statement says of its subject: "the offer was an insult"."""
    for start, end in over.content:
        tokens = list(reading.doc[start:end])
        for hit in lexicon("terms").find([t.lemma_.casefold() for t in tokens]):
            node = tokens[hit.end - 1]
            for _ in range(3):
                if node.dep_ in ("attr", "acomp", "oprd", "ROOT") or node.pos_ == "VERB":
                    return True
                node = node.head
    return False


def _judged(cue: str, lemmas: list[str]) -> Stance | None:
    if cue in _UNSURE:
        return "doubt"
    if (hit := first("terms", lemmas)) is None:
        return None
    stance, at = hit
    flipped = any(
        w in ("not", "no", "never", "hardly", "n't", "without", "little") for w in lemmas[max(0, at - 4) : at]
    )
    return OPPOSITE[stance] if flipped else stance


def _judged_thing(reading: Reading, measures: Measures, over: Attribution) -> tuple[Found, tuple[Actor, ...]]:
    """The measure that is judged, or whose conduct."""
    start, end = over.content[0][0], over.content[-1][1]
    toward: tuple[Actor, ...] = ()
    found = NOTHING
    if over.group == "call":
        frame = reading.frame_at.get(over.head)
        for thing in _called(frame) if frame else ():
            toward = toward or reading.actors(thing)
            found = found or measures.of(thing)
            if not found and not toward and (topic := measures.topic(over.head)):
                found = Found(topic, False, thing.i, thing.i + 1)
    found = found or measures.within(start, end)
    if (
        not found
        and over.quote is not None
        and over.size <= 14
        and not toward
        and (topic := measures.topic(over.cue[0]))
    ):
        found = Found(topic, False, start, start + 1)
    return found, toward if not found else ()


def _called(frame: Frame) -> list[Token]:
    """What is called something: the object, or the subject of the small clause."""
    small = [
        s
        for c in frame.head.children
        if c.dep_ in ("ccomp", "oprd", "xcomp")
        for s in c.children
        if s.dep_ in ("nsubj", "nsubjpass")
    ]
    return [*small, *frame.patients]


def _evidence(reading: Reading, over: Attribution) -> TextSpan:
    sent = reading.sentence(reading.doc[over.head])
    ranges = [r for r in over.content if r[0] < sent.end and r[1] > sent.start] or [over.cue]
    start, end = min(r[0] for r in ranges), max(r[1] for r in ranges)
    if over.group in ("call", "believe", "object"):
        start, end = min(start, over.cue[0]), max(end, over.cue[1])
    return reading.chars(max(start, sent.start), min(end, sent.end))


def citing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "calling it 'a corrupt bargain'" and "citing 'hostile acts' by X", when no statement was read there."""
    head = frame.head
    naming = head.lemma_ in _NAMING and head.tag_ == "VBG"
    if head.dep_ == "advcl" and first("verbs", [head.head.lemma_.casefold()]):
        return  # "welcomed it, calling it a turning point": the verb has told the stance
    if not (naming or (head.lemma_ == "cite" and head.dep_ in ("advcl", "acl"))) or any(
        a.head == head.i and a.statement for a in reading.attributions
    ):
        return
    lemmas = [t.lemma_.casefold() for t in reading.doc[head.i + 1 : head.right_edge.i + 1]]
    stance = _judged("", lemmas)
    holder = reading.agents(frame)
    if stance is None or not holder:
        return
    toward = reading.actors(*(o for p in head.subtree if p.lower_ == "by" for o in p.children if o.dep_ == "pobj"))
    found = NOTHING
    if naming:
        found = measures.of(head)
        if not found and (topic := measures.topic(head.i)):
            found = Found(topic, False, head.i, head.i + 1)
    if found or toward or head.lemma_ == "cite":
        yield position(reading, head, holder, stance, found, toward, confidence=0.5, said_by=holder)


def judging(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "finds the deal thin", "considers it an insult", "judged the message serious": what somebody holds it to be."""
    head, holder = frame.head, reading.agents(frame)
    if head.lemma_ not in _HOLDING or frame.passive or not holder:
        return
    if any(a.head == head.i and a.statement for a in reading.attributions):
        return
    things = _called(frame)
    after = [t.lemma_.casefold() for t in reading.doc[head.i + 1 : own_end(head, head.right_edge.i + 1)]]
    stance = _judged("", after)
    if stance is None or not things:
        return
    toward = reading.actors(*things)
    found = NOTHING
    for thing in things:
        found = found or measures.of(thing)
    if not found and not toward and (topic := measures.topic(head.i)):
        found = Found(topic, False, things[0].i, things[0].i + 1)
    if found or toward:
        yield position(reading, head, holder, stance, found, toward if not found else (), confidence=0.5)
