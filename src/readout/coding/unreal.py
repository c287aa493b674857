"""Deeds that are told of but not done: wished, agreed on, presupposed, refused (codebook section 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.interaction import Deed
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame

if TYPE_CHECKING:
    from readout.language.tokens import Token

_AS_NOUNS = frozenset({"pcomp", "csubj", "nsubj", "dobj", "pobj", "acl"})


_UNDERTAKING = frozenset({"promise", "pledge", "vow", "order", "tell", "swear", "undertake"})


def unreal(reading: Reading, found: Deed) -> bool:
    """What is only wished, agreed on or imagined; what a deal provides is the deal's."""
    frame, head = found.frame, found.frame.head
    if head.dep_ == "acl" and head.tag_ == "VBN":
        return True
    ahead = frame.modality in ("future", "conditional")
    if frame.negated and ahead and found.code != "THREATEN":
        return True  # "would send no troops": nothing is done or set
    if _held_back(head):
        return True
    if _only_named(head) or _asked_above(reading, head):
        return True
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    if "to" in helpers and head.dep_ != "xcomp":
        return True
    if head.tag_ == "VB" and not helpers and not frame.agents and head.dep_ in ("ROOT", "ccomp", "conj"):
        return True
    uncertain = frame.modality in ("obligation", "conditional", "possible")
    helped = head.dep_ == "xcomp" and head.head.lemma_ == "help"
    if found.pledged:
        return frame.negated
    if (wished(frame) and not helped) or (uncertain and not _reported_plan(reading, frame)):
        return True
    if head.dep_ == "xcomp" and not _carried_on(reading, head):
        return True
    return frame.modality in ("future", "none") and _provided(reading, head) and not frame.passive


def questioned(head: Token) -> bool:
    """ "It was not clear who fired": a deed that is only asked about."""
    return head.dep_ == "ccomp" and any(c.lower_ in ("who", "whether") and c.i < head.i for c in head.children)


def _carried_on(reading: Reading, head: Token) -> bool:
    """ "Began to pull back", "voted to cut ties": the infinitive of what is begun or settled."""
    above = head.head
    if above.lemma_.casefold() in words("events", "beginning"):
        return True
    decided = above.lemma_.casefold() in words("events", "deciding")
    over = reading.frame_at.get(above.i)
    return decided and over is not None and not over.negated and over.modality == "none" and not wished(over)


def _held_back(head: Token) -> bool:
    """ "promised not to strike", "ordered his troops to stay": nobody is threatened or sent."""
    if head.lemma_ not in _UNDERTAKING:
        return False
    for child in head.children:
        if child.dep_ not in ("xcomp", "ccomp") or child.pos_ != "VERB" or child.i < head.i:
            continue
        if any(c.dep_ == "neg" for c in child.children) or child.lemma_ in ("stop", "stay", "refrain", "halt"):
            return True
    return False


def _only_named(head: Token) -> bool:
    """A deed as a thing spoken of: "a paper on reopening the roads", "every place that it occupies"."""
    if head.dep_ == "relcl":
        helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
        return head.tag_ != "VBD" and not helpers & {"has", "have", "had", "will", "would"} and head.tag_ != "VBN"
    if head.tag_ != "VBG" or head.dep_ not in _AS_NOUNS or any(c.dep_ == "aux" for c in head.children):
        return False
    return not (head.dep_ == "pcomp" and head.head.lower_ in ("by", "after", "before", "since"))


def _asked_above(reading: Reading, head: Token) -> bool:
    """ "wants the others to stop arming and sharing": the wish holds for what is joined to it."""
    above = head
    while above.dep_ in ("conj", "xcomp") and above.head.i in reading.frame_at:
        above = above.head
        if wished(reading.frame_at[above.i]):
            return True
    return False


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
