"""Proposals: an actor puts a measure forward (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.actors import distinct
from readout.coding.measures import Found, Measures
from readout.coding.reading import Reading
from readout.coding.terms import terms
from readout.language.frames import Frame
from readout.model import Actor, Proposal

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_VERBS = frozenset(
    {
        "propose",
        "suggest",
        "put forward",
        "table",
        "float",
        "unveil",
        "circulate",
        "submit",
        "moot",
        "outline",
        "offer",
        "recommend",
        "present",
        "draft",
    }
)
_PLAN_VERBS = frozenset(
    {
        "table",
        "float",
        "unveil",
        "circulate",
        "submit",
        "present",
        "draft",
        "outline",
        "put forward",
        "make",
        "lay out",
        "set out",
    }
)
_PLAN_NOUNS = frozenset(
    {"proposal", "plan", "offer", "initiative", "roadmap", "draft", "idea", "blueprint", "formula", "term", "scheme"}
)


def proposals(reading: Reading, measures: Measures) -> Iterator[Proposal]:
    """Every proposal whose proposer is named."""
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            if (found := _verbal(reading, measures, frame)) is not None:
                yield found
        yield from _nominal(reading, measures, sent)


def _verbal(reading: Reading, measures: Measures, frame: Frame) -> Proposal | None:
    if frame.lemma not in _VERBS and not (
        frame.lemma in _PLAN_VERBS and any(p.lemma_ in _PLAN_NOUNS for p in frame.patients)
    ):
        return None
    proposer = reading.agents(frame)
    if not proposer and frame.head.dep_ in ("advcl", "acl", "relcl"):
        proposer = reading.actors(*frame.preposition("by"))
    complement = frame.complement()
    found = measures.of(complement) if complement is not None else Found((), False, 0, 0)
    patients = list(frame.patients) or ([frame.head.head] if frame.head.dep_ in ("relcl", "acl") else [])
    for patient in patients:
        found = found or measures.of(patient)
    if not found and frame.head.dep_ in ("advcl", "acl"):
        found = measures.within(reading.sentence(frame.head).start, frame.head.i)
    if not proposer or not found:
        if not proposer or frame.lemma not in ("propose", "suggest") or (complement is None and not patients):
            return None
        found = Found(("other",), False, frame.head.i, frame.head.i + 1)
    if (
        frame.lemma in ("suggest", "outline", "present", "recommend", "draft")
        and complement is not None
        and frame.lemma != "recommend"
        and not _hortative(complement)
    ):
        return None
    heads = [*frame.preposition("to"), *(p for p in frame.patients if p.dep_ == "dative")]
    subject = next((c for c in complement.children if c.dep_ == "nsubj"), None) if complement is not None else None
    addressees = reading.actors(*heads) or (reading.actors(subject) if subject is not None else ())
    return _make(reading, frame.head, proposer, addressees, found, negated=frame.negated)


def _hortative(complement: Token) -> bool:
    """ "suggested that talks be held" puts forward; "suggested that he was lying" only says."""
    helpers = {c.lower_ for c in complement.children if c.dep_ in ("aux", "auxpass")}
    return bool(helpers & {"be", "should"}) or complement.tag_ == "VB" or (complement.tag_ == "VBG" and not helpers)


def _make(
    reading: Reading,
    head: Token,
    proposer: tuple[Actor, ...],
    addressees: tuple[Actor, ...],
    found: Found,
    *,
    negated: bool,
) -> Proposal:
    return Proposal(
        **reading.ground(head, "negated" if negated else "fact"),
        plover=None,
        proposer=proposer,
        addressees=tuple(a for a in addressees if a not in proposer),
        measure=found.codes,
        terms=terms(reading, head, found),
        confidence=0.6,
    )


def _nominal(reading: Reading, measures: Measures, sent: Span) -> Iterator[Proposal]:
    """ "a truce proposal by X", "X's plan for ...", "the X-proposed ceasefire"."""
    for token in sent:
        if token.lemma_.casefold() in ("proposal", "plan", "initiative", "offer") and token.pos_ == "NOUN":
            owners = [
                o
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")
                for o in c.children
                if o.dep_ == "pobj"
            ]
            owners += [c for c in token.children if c.dep_ == "poss"]
            actors = [a for o in owners for a in reading.cast.all_of(o)]
            actors += [
                Actor(c.text, code, None, "government")
                for c in token.children
                if c.dep_ in ("amod", "compound", "nmod")
                for code in _state(c)
            ]
            found = measures.of(token, refer=False)
            governor = token.head.lemma_.casefold()
            if actors and found and governor not in _VERBS | _PLAN_VERBS:
                yield _make(reading, token, distinct(actors), (), found, negated=False)


def _state(token: Token) -> list[str]:
    from readout.linking.states import state_of

    match = state_of(token.text)
    return [match.code] if match else []
