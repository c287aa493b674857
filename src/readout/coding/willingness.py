"""Stances told as what an actor would or would not do: "would join if ...", "will never sign", "would respect it"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.measures import Found, Measures
from readout.coding.reading import Reading
from readout.coding.stances import conditional, position
from readout.language.frames import Frame
from readout.model import Actor, Position
from readout.model.record import Stance

if TYPE_CHECKING:
    from readout.language.tokens import Token

_IMPOSSIBLE = frozenset(
    {
        "time",
        "ready",
        "table",
        "place",
        "question",
        "option",
        "possible",
        "acceptable",
        "negotiable",
        "discussion",
        "part",
        "party",
        "bound",
        "matter",
        "negotiation",
    }
)
_BINDING = frozenset(
    {
        "respect",
        "abide",
        "observe",
        "honour",
        "honor",
        "keep",
        "uphold",
        "implement",
        "adhere",
        "comply",
        "stick",
        "cooperate",
        "co-operate",
        "reciprocate",
    }
)
"""Verbs that promise to keep a measure: support by themselves."""
_ENGAGING = frozenset({"negotiate", "talk", "mediate", "attend", "participate", "support", "back", "welcome", "help"})
"""Verbs that promise to take part."""
_PROMISING = frozenset({"promise", "vow", "pledge", "undertake", "swear"})
_STUDYING = frozenset({"study", "consider", "examine", "weigh", "review", "look", "discuss", "think"})


def refusing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "we will not send troops", "would never sign", "there can be no talks": a refusal."""
    head = frame.head
    if not frame.negated or frame.modality not in ("future", "conditional", "possible", "none"):
        return
    speaker, holder = reading.said_by(head), reading.agents(frame)
    if head.lemma_ == "be":
        refused = any(c.lower_ == "there" for c in head.children) and frame.modality in ("future", "possible")
        if not refused and not {c.lower_ for c in head.subtree} & _IMPOSSIBLE:
            return
        holder = speaker
    elif head.lemma_ not in words("stances", "reject.refused"):
        return
    if not holder or (
        frame.modality == "none" and (not speaker or head.lemma_ not in words("stances", "reject.refused_now"))
    ):
        return
    found = measures.of(head)
    same = not speaker or any(a == b or (a.state and a.state == b.state) for a in holder for b in speaker)
    if (
        not found
        and same
        and speaker
        and frame.modality in ("future", "conditional")
        and (topic := measures.topic(head.i))
    ):
        found = Found(topic, False, head.i, head.i + 1)
    if not found and same and frame.modality == "future" and head.lemma_ != "be" and _side(holder):
        found = Found(("other",), False, head.i, head.i + 1)  # whatever it is that they will not do
    if not found or (not same and frame.modality not in ("future", "conditional", "none")):
        return
    yield position(reading, head, holder, "conditional" if conditional(head) else "reject", found, confidence=0.6)


def _side(holder: tuple[Actor, ...]) -> bool:
    return any(
        a.type in ("government", "armed_group", "igo", "bloc") or (a.type == "person" and a.role) for a in holder
    )


def willing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "would respect it if ...", "will attend as long as ...", "would study them", said of oneself."""
    head = frame.head
    promised = head.dep_ == "xcomp" and head.head.lemma_ in _PROMISING and head.lemma_ in _BINDING
    if frame.negated or (frame.modality not in ("future", "conditional") and not promised):
        return
    holder, speaker = reading.agents(frame), reading.said_by(head)
    if not holder or not (speaker or promised or conditional(head)):
        return
    tied = conditional(head)
    plain = head.lemma_ in _BINDING | _STUDYING | _ENGAGING
    if not plain and not (tied and head.lemma_ in words("stances", "conditional.willing")):
        return
    if any(a.type == "public" for a in holder):
        return
    found = _object(measures, frame)
    if not found and tied:
        found = measures.of(head, refer=False)
    if not found and (topic := measures.topic(head.i)):
        found = Found(topic, False, head.i, head.i + 1)
    if not found:
        return
    stance: Stance = "conditional" if tied else "open" if head.lemma_ in _STUDYING | _ENGAGING else "support"
    yield position(reading, head, holder, stance, found, confidence=0.6 if stance != "support" else 0.5)


def _object(measures: Measures, frame: Frame) -> Found:
    """The measure of the verb's own object, not of the clause that it depends on."""
    heads: list[Token] = [
        *frame.patients,
        *(o for p in frame.head.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"),
    ]
    if (complement := frame.complement()) is not None:
        heads.append(complement)
    for head in heads:
        if found := measures.of(head):
            return found
    return Found((), False, 0, 0)
