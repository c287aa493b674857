"""Agreements told by verbs of agreeing, accepting and promising, and by "X's agreement to ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.commitment import PLANS, PROVISIONS, factuality, is_deal, made, parties_of
from readout.coding.measures import Found, Measures
from readout.coding.parts import parts
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_MEETING = frozenset(
    {"meet", "negotiate", "talk", "touch", "contact", "host", "negotiator", "convene", "mediate", "meeting"}
)
_ANNOUNCING = frozenset(
    {"announce", "call", "declare", "proclaim", "make", "restore", "renew", "extend", "prolong", "offer"}
)
_FROM_OUTSIDE = frozenset({"approve", "broker", "secure"})
"""Verbs whose subject need not be a party."""
_ASKED = frozenset({"demand", "request", "wording", "ruling", "condition", "principle", "recommendation", "verdict"})
"""What can be accepted without being a deal."""
_TAKEN = frozenset({"resignation", "responsibility", "refugee", "defeat", "blame", "apology", "aid", "risk", "loss"})
"""What is accepted without agreeing to anything."""
_GIVEN = frozenset({"proposal", "plan", "offer", "idea", "term"})


def agreeing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "agreed to halt attacks", "agreed on a truce", "agreed that talks would go on", "consented to a visit"."""
    lemma = frame.head.lemma_
    complement = frame.complement()
    settling = lemma in ("settle", "arrange", "decide", "undertake", "resolve") and (
        complement is not None or frame.patients
    )
    if (
        lemma not in ("agree", "consent", "assent") and not (settling and len(reading.agents(frame)) > 1)
    ) or frame.head.dep_ == "amod":
        return
    objects = [complement] if complement is not None else []
    objects = objects or frame.preposition("to", "on", "upon", "about", "over", "for") or list(frame.patients)
    if frame.head.dep_ in ("relcl", "acl") and not objects:
        objects = [frame.head.head]
    parties = _parties(reading, frame)
    truth = factuality(reading, frame)
    for found, evidence in parts(reading, measures, frame.head, objects):
        if not found and frame.head.dep_ == "csubj":
            found = measures.of(frame.head.head)  # "What X did not agree to is the ceasefire"
        if not found and complement is not None and frame.agents and not _opinion(complement):
            meeting = {t.lemma_.casefold() for t in complement.subtree} & _MEETING
            found = Found(("talks" if meeting else "other",), True, complement.left_edge.i, complement.right_edge.i + 1)
        if not found and objects and frame.agents:
            found = Found(measures.topic(frame.head.i) or ("other",), False, objects[0].i, objects[0].i + 1)
        if complement is not None and complement.tag_ in ("VBZ", "VBP") and _opinion(complement):
            return  # "agreed that the truce opens the way"
        if (
            record := made(reading, frame.head, parties, found, "agreed", truth, 0.8 if parties else 0.5, evidence)
        ) is not None:
            yield record


def _opinion(clause: Token) -> bool:
    """ "agreed that relations should be better": a view, unlike "agreed to meet" or "that X would check"."""
    helpers = {c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")}
    return clause.dep_ == "ccomp" and not helpers & {"would", "will", "to", "shall", "be"}


def _parties(reading: Reading, frame: Frame) -> list[Actor]:
    parties = [*reading.agents(frame), *reading.actors(*frame.preposition("with"))]
    if not parties and (frame.passive or frame.head.dep_ == "acl"):
        parties = list(reading.actors(*frame.preposition("by", "between")))
    return parties or list(reading.cast.pair)


def accepting(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "accepted the truce", "signed a ceasefire", "reached a deal", "declared a pause", "accepted" alone."""
    lemma = frame.head.lemma_
    if lemma not in words("agreements", "bare") and lemma not in words("agreements", "concluding"):
        return
    objects = list(frame.patients) or frame.preposition("at", "on", "up", "to")
    if frame.head.dep_ in ("relcl", "acl") and not objects:
        objects = [frame.head.head]
    if not objects and lemma == "accept" and reading.agents(frame) and (topic := measures.topic(frame.head.i)):
        yield from _yielded(
            made(
                reading,
                frame.head,
                reading.agents(frame),
                Found(topic, False, frame.head.i, frame.head.i + 1),
                "agreed",
                factuality(reading, frame),
                0.5,
            )
        )
        return
    for obj in objects:
        found = _of_deal(measures, obj)
        if not _concluded(reading, frame, obj, found) or _told_again(measures, frame, obj):
            continue
        parties = _concluding_parties(reading, frame, obj, found)
        if parties is None:
            return
        if obj.lower_ == "nothing" and (topic := measures.main):
            found = Found(topic, False, obj.i, obj.i + 1)  # "signed nothing": the deal that the report tells of
        if not found or (found.codes == ("other",) and len(parties) > 1):
            found = Found(
                ("peace_settlement",) if is_deal(obj) and len(parties) != 1 else ("other",), False, obj.i, obj.i + 1
            )
        yield from _yielded(made(reading, frame.head, parties, found, "agreed", factuality(reading, frame), 0.7))
        return


def _told_again(measures: Measures, frame: Frame, obj: Token) -> bool:
    """ "The agreement was concluded after three weeks of talks": how it came about, after it was told."""
    definite = is_deal(obj) and any(c.lower_ in ("the", "this") for c in obj.children)
    return definite and frame.passive and frame.head.dep_ == "ROOT" and bool(measures.topic(obj.i, settling=True))


def _of_deal(measures: Measures, noun: Token) -> Found:
    """What a deal is about: its own words before any clause with its terms, else the whole phrase."""
    clause = next((c for c in noun.children if c.dep_ == "relcl"), None)
    if clause is not None and (own := measures.within(noun.left_edge.i, clause.left_edge.i)):
        return own
    return measures.of(noun)


def _concluded(reading: Reading, frame: Frame, obj: Token, found: Found) -> bool:
    """True when the object of a verb of concluding is something that can be agreed."""
    lemma, noun = frame.head.lemma_, obj.lemma_.casefold()
    truce = found.named and found.truce
    if lemma in _ANNOUNCING and not (
        truce
        and (
            is_deal(obj)
            or noun in ("halt", "pause", "end", "suspension", "break", "stop", "moratorium", "hudna", "lull", "fire")
        )
    ):
        return False
    if lemma == "accept" and (noun in _ASKED or (found.named and noun not in _TAKEN)):
        return True
    if lemma == "call" and any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in frame.head.children):
        return False  # "called the truce a success"
    if not (is_deal(obj) or noun in PLANS) and not truce:
        return False
    return not (lemma in ("approve", "announce") and not reading.agents(frame))


def _concluding_parties(reading: Reading, frame: Frame, obj: Token, found: Found) -> tuple[Actor, ...] | None:
    """Who concluded it; None when only a mediator or an approving body is named."""
    lemma = frame.head.lemma_
    named = parties_of(reading, obj)
    parties = tuple(named) if lemma not in ("accept", "embrace") and obj.lemma_.casefold() not in _GIVEN else ()
    agents = reading.agents(frame)
    if lemma in _FROM_OUTSIDE and not named and not (lemma == "approve" and agents):
        return None
    if agents and len(parties) == 1 and lemma not in _FROM_OUTSIDE:
        parties = (*agents, *parties)  # "A signed a deal with B"
    parties = parties or agents or reading.actors(*frame.preposition("between", "by", "with"))
    if not parties and (found.truce or is_deal(obj)):
        parties = reading.cast.pair
    return (*parties, *reading.actors(*frame.preposition("with")))


def promising(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "undertook to let relief through", "committed itself to a pause", "promised not to attack"."""
    if frame.head.lemma_ not in words("agreements", "promising"):
        return
    complement = frame.complement()
    objects = [complement] if complement is not None else [*frame.preposition("to"), *frame.patients]
    objects = [
        o
        for o in objects
        if not (complement is None and frame.head.lemma_ in ("promise", "pledge") and o.dep_ != "pobj")
    ]
    subject = next((s for s in frame.agents if is_deal(s)), None)
    for found, evidence in parts(reading, measures, frame.head, objects):
        if not found and (codes := measures.hinted(frame.head.i + 1, frame.head.right_edge.i + 1)):
            found = Found(codes, True, frame.head.i + 1, frame.head.right_edge.i + 1)
        loose = frame.head.lemma_ in ("promise", "pledge", "guarantee", "vow") and not (
            found.truce or (set(found.codes) & PROVISIONS and frame.head.lemma_ != "vow")
        )
        if found.named and not loose and subject is None:
            yield from _yielded(
                made(
                    reading,
                    frame.head,
                    reading.agents(frame),
                    found,
                    "agreed",
                    factuality(reading, frame),
                    0.5,
                    evidence,
                )
            )


def nominal(reading: Reading, measures: Measures, sent: Span) -> Iterator[Agreement]:
    """ "Country's agreement to a truce"; "there was no agreement on ..."; "the initialling of a draft"."""
    for token in sent:
        lemma = token.lemma_.casefold()
        if lemma not in (
            "agreement",
            "acceptance",
            "commitment",
            "consent",
            "initialling",
            "signing",
            "signature",
            "ratification",
        ) or token.pos_ not in ("NOUN", "VERB"):
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        to = next(
            (
                o
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("to", "on", "of")
                for o in c.children
                if o.dep_ == "pobj"
            ),
            None,
        )
        to = to or next(
            (c for c in token.children if c.dep_ == "acl" and (c.tag_ == "VB" or lemma == "commitment")), None
        )
        negated = any(c.lower_ == "no" for c in token.children)
        signing = lemma in ("initialling", "signing", "ratification") and token.pos_ == "NOUN"
        if to is None or (owner is None and not negated and not signing):
            continue
        found = measures.of(to)
        parties = reading.actors(owner) if owner is not None else reading.cast.pair
        vague = lemma == "commitment" and set(found.codes) <= {"peace_settlement", "other"}  # "his commitment to peace"
        if found and parties and not vague:
            span = reading.chars(token.left_edge.i, token.right_edge.i + 1)
            yield from _yielded(
                made(reading, token, parties, found, "agreed", "negated" if negated else "fact", 0.5, span)
            )


def _yielded(record: Agreement | None) -> Iterator[Agreement]:
    if record is not None:
        yield record
