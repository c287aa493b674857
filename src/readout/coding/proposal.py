"""Proposals: an actor puts a measure forward (codebook section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.plans import owners, plans
from readout.coding.reading import Reading
from readout.coding.terms import terms
from readout.language.frames import Frame
from readout.model import Actor, Proposal

if TYPE_CHECKING:
    from readout.language.tokens import Token

_BEARING = frozenset({"carry", "bring", "relay", "convey", "deliver", "transmit", "forward", "pass on", "take"})
_WILLING = frozenset({"ready", "willing", "prepared", "glad", "happy", "able"})


def proposals(reading: Reading, measures: Measures) -> Iterator[Proposal]:
    """Every proposal whose proposer is named."""
    yield from (measures.supposed(p) for p in _told(reading, measures))


def _told(reading: Reading, measures: Measures) -> Iterator[Proposal]:
    putting = words("proposals", "verbs") | words("proposals", "plan_verbs")
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            found = next((p for rule in _RULES if (p := rule(reading, measures, frame)) is not None), None)
            if found is not None:
                yield found
        for token, what in plans(reading, measures, sent, putting):
            if actors := owners(reading, token):
                yield _make(reading, token, actors, (), what, negated=False)


def _putting(reading: Reading, measures: Measures, frame: Frame) -> Proposal | None:
    """ "X proposed a truce", "a plan put to both by X", "offered to send observers"."""
    patients = [p for p in frame.patients if p.tag_ != "WDT"]
    patients = patients or ([frame.head.head] if frame.head.dep_ in ("relcl", "acl") else [])
    planned = frame.lemma in words("proposals", "plan_verbs") and any(_is_plan(p) for p in patients)
    if frame.lemma not in words("proposals", "verbs") and not planned:
        return None
    proposer = reading.agents(frame)
    if planned and frame.lemma in _BEARING and frame.preposition("between", "from"):
        proposer = reading.actors(*frame.preposition("from"))  # the messenger's are the proposals of others
    if not proposer and frame.head.dep_ in ("advcl", "acl", "relcl"):
        proposer = reading.actors(*frame.preposition("by"))
    complement = frame.complement()
    if not proposer or _only_says(frame, complement):
        return None
    found = _measure(reading, measures, frame, patients)
    if not found:
        return None
    heads = [*frame.preposition("to", "before"), *(p for p in frame.patients if p.dep_ == "dative")]
    subject = next((c for c in complement.children if c.dep_ == "nsubj"), None) if complement is not None else None
    addressees = reading.actors(*heads) or (reading.actors(subject) if subject is not None else ())
    return _make(reading, frame.head, proposer, addressees, found, negated=frame.negated)


def _is_plan(token: Token) -> bool:
    return token.lemma_.casefold() in words("proposals", "nouns")


def _measure(reading: Reading, measures: Measures, frame: Frame, patients: list[Token]) -> Found:
    """What is put forward; `other` where the verb leaves no doubt that something is."""
    complement, lemma = frame.complement(), frame.head.lemma_
    found = measures.of(complement) if complement is not None else NOTHING
    for patient in patients:
        found = found or measures.of(patient)
    if not found and frame.head.dep_ in ("advcl", "acl"):
        found = measures.within(reading.sentence(frame.head).start, frame.head.i)
    things = [p for p in patients if p.pos_ == "NOUN" and p.dep_ != "dative"]
    if not found and any(_is_plan(p) for p in things) and lemma != "make":
        found = Found(measures.topic(frame.head.i, settling=True) or ("peace_settlement",), False, *_at(frame))
    anything = lemma in ("propose", "suggest") and (complement is not None or patients)
    offered = lemma == "offer" and (
        (complement is not None and complement.tag_ == "VB")
        or any(p.lemma_.casefold() not in words("proposals", "courtesies") for p in things)
    )
    return found or (Found(("other",), False, *_at(frame)) if anything or offered else NOTHING)


def _at(frame: Frame) -> tuple[int, int]:
    return frame.head.i, frame.head.i + 1


def _only_says(frame: Frame, complement: Token | None) -> bool:
    """ "suggested that he was lying", "outlined how", "presented his view that", "offered condolences"."""
    courtesy = words("proposals", "courtesies")
    if frame.lemma == "offer" and complement is None and all(p.lemma_.casefold() in courtesy for p in frame.patients):
        return bool(frame.patients)
    return (
        frame.lemma in ("suggest", "outline", "present", "draft", "advocate", "float")
        and complement is not None
        and not _hortative(complement, past=frame.head.tag_ in ("VBD", "VBN"))
    )


def _inviting(reading: Reading, measures: Measures, frame: Frame) -> Proposal | None:
    """ "X invited Y to talks in the capital"."""
    if frame.head.lemma_ != "invite" or frame.modality not in ("none", "future"):
        return None
    proposer = reading.agents(frame)
    complement = frame.complement()
    objects = frame.preposition("to", "for")
    guests = reading.actors(*frame.patients)
    meeting = complement is not None and complement.lemma_ in words("proposals", "invited")
    named = next((f for o in objects if (f := measures.of(o, refer=False))), NOTHING)
    place = any(o.pos_ == "PROPN" or o.lemma_.casefold() in ("visit", "capital", "table") for o in objects)
    if not proposer or not (guests or frame.patients) or not (meeting or named or place):
        return None
    found = named if named and "talks" in named.codes else Found(("talks",), False, *_at(frame))
    return _make(reading, frame.head, proposer, guests, found, negated=frame.negated)


def _serving(reading: Reading, measures: Measures, frame: Frame) -> Proposal | None:
    """ "stands ready to mediate", "would be glad to host the talks", "could serve as a platform"."""
    head = frame.head
    complement = next((c for c in head.children if c.dep_ == "acomp" and c.lower_ in _WILLING), None)
    verb = frame.complement() or next(
        (c for c in (complement.children if complement is not None else ()) if c.dep_ == "xcomp"), None
    )
    standing = head.lemma_ == "stand" and any(c.lower_ == "ready" for c in head.children)
    if complement is None and not standing:
        return None
    if verb is None or verb.lemma_ not in words("proposals", "services") or frame.negated:
        return None
    proposer = tuple(a for a in reading.agents(frame) if a.type != "public")
    found = measures.of(verb)
    if not found and verb.lemma_ in ("mediate", "facilitate", "host", "broker", "arbitrate", "moderate", "intercede"):
        found = Found(("talks",), False, verb.i, verb.i + 1)
    if not proposer or not found:
        return None
    addressees = reading.actors(*(c for c in verb.children if c.dep_ == "dobj"))
    return _make(reading, head, proposer, addressees, found, negated=False)


def _hortative(complement: Token, *, past: bool) -> bool:
    """ "suggested that talks be held" puts forward; "suggested that he was lying" only says."""
    helpers = {c.lower_ for c in complement.children if c.dep_ in ("aux", "auxpass")}
    bare = complement.tag_ == "VB" or (complement.tag_ == "VBP" and past and not helpers)
    return bool(helpers & {"be", "should"}) or bare or (complement.tag_ == "VBG" and not helpers)


def _make(
    reading: Reading,
    head: Token,
    proposer: tuple[Actor, ...],
    addressees: tuple[Actor, ...],
    found: Found,
    *,
    negated: bool,
) -> Proposal:
    ground = reading.ground(head, "negated" if negated else "fact")
    return Proposal(
        **ground,
        plover=None,
        proposer=proposer,
        addressees=tuple(a for a in addressees if a not in proposer),
        measure=found.codes,
        terms=terms(reading, head, found),
        confidence=0.6,
    )


_RULES: tuple[Callable[[Reading, Measures, Frame], Proposal | None], ...] = (_putting, _inviting, _serving)
