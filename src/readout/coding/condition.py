"""Conditions: demands, and one thing made to depend on another (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Condition

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONAL = {"call": ("for", "on", "upon"), "insist": ("on",), "ask": ("for",), "appeal": ("for", "to"), "press": ("for",), "push": ("for",), "plead": ("for",), "hold out": ("for",), "wait": ("for",), "lobby": ("for",)}
_DIRECT = frozenset({"demand", "urge", "want", "require", "request", "ask", "seek", "exhort", "implore", "beg", "need", "expect", "stipulate", "insist", "order", "instruct", "advise", "press", "call on", "call upon", "warn", "tell", "invite", "pressure"})
_NEEDS_INFINITIVE = frozenset({"ask", "order", "instruct", "advise", "tell", "warn", "press", "invite", "expect", "beg", "pressure"})
_MARKS = frozenset({"if", "unless", "until", "once", "before", "after", "provided", "when", "till"})
_STRONG_MARKS = frozenset({"unless", "until", "provided"})
_NOUNS = frozenset({"condition", "precondition", "demand", "requirement", "prerequisite", "ultimatum"})
_HINGING = {("hinge", "on"), ("depend", "on"), ("depend", "upon"), ("rest", "on"), ("hang", "on"), ("conditional", "on"), ("contingent", "on"), ("conditional", "upon"), ("contingent", "upon"), ("dependent", "on")}


def conditions(reading: Reading, measures: Measures) -> Iterator[Condition]:
    """Every condition of the report."""
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            for rule in (_demand, _hinge, _dependence, _copular, _obligation, _reiterated):
                if (found := rule(reading, measures, frame)) is not None:
                    yield found
                    break


def _make(reading: Reading, head: Token, holder: tuple[Actor, ...], addressees: tuple[Actor, ...], found: Found, of: Found = NOTHING, confidence: float = 0.6, *, negated: bool = False) -> Condition:
    return Condition(
        **reading.ground(head, "negated" if negated else "fact"),
        plover="REQUEST",
        holder=distinct(holder),
        addressees=tuple(a for a in distinct(addressees) if a not in holder),
        measure=found.codes or ("other",),
        condition_of=of.codes if of else (),
        confidence=confidence,
    )


def _demand(reading: Reading, measures: Measures, frame: Frame) -> Condition | None:
    """ "demanded that X withdraw", "called for a halt", "urged both sides to ...", "wants guarantees"."""
    lemma = frame.head.lemma_.casefold()
    direct = frame.lemma in _DIRECT or (lemma in _DIRECT and frame.lemma == lemma)
    prepositions = _PREPOSITIONAL.get(lemma, ())
    objects = frame.preposition(*prepositions) if prepositions else []
    if (not direct and not objects) or (frame.passive and lemma in ("expect", "need", "require", "want", "order")):
        return None
    holder = reading.agents(frame)
    if not holder and frame.head.dep_ == "pcomp":
        holder = reading.said_by(frame.head)
    complement = frame.complement()
    if not holder or (lemma in _NEEDS_INFINITIVE and not objects and not (complement is not None and _infinitive(complement))):
        return None
    if lemma in ("want", "seek", "ask", "expect", "need") and complement is not None and not _subject(complement) and not frame.patients:
        return None
    whole = [complement] if complement is not None else []
    whole += objects or [p for p in frame.patients if not (complement is not None and reading.actors(p))]
    found = NOTHING
    for part in whole:
        found = found or measures.of(part)
    if lemma in ("want", "seek", "need", "expect", "require", "tell", "warn", "order", "invite") and not found and complement is None:
        return None
    if not whole:
        return None
    if lemma == "insist" and not objects and not (complement is not None and _hortative(complement)):
        return None
    addressees = reading.actors(*(p for p in frame.patients), *(frame.preposition("on", "upon", "to", "from") if lemma in ("call", "appeal", "demand") else []))
    subject = _subject(complement) if complement is not None else None
    if subject is not None:
        addressees = (*addressees, *reading.actors(subject))
    confidence = 0.7 if lemma in ("demand", "urge", "call", "insist") else 0.55
    return _make(reading, frame.head, holder, addressees, found, _until(measures, frame), confidence, negated=frame.negated)


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) or _hortative(token)


def _hortative(token: Token) -> bool:
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    return token.tag_ == "VB" or bool(helpers & {"should", "must", "be", "could"})


def _subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _until(measures: Measures, frame: Frame) -> Found:
    """ "before it signs", "for any settlement", "as part of a deal": what hangs on the demand."""
    for child in frame.head.children:
        if child.dep_ == "advcl" and any(m.lower_ in ("before", "if", "until", "unless") for m in child.children):
            return measures.of(child)
        if child.dep_ == "prep" and child.lower_ in ("before", "for", "as", "in", "under") and child.i > frame.head.i:
            found = measures.of(child, refer=False)
            if found and child.lower_ != "in":
                return found
    return NOTHING


def _hinge(reading: Reading, measures: Measures, frame: Frame) -> Condition | None:
    """ "a wider deal hinges on an end to aid"."""
    pairs = [(frame.head.lemma_, p) for p in ("on", "upon")] + [(c.lemma_, p) for c in frame.head.children if c.dep_ == "acomp" for p in ("on", "upon")]
    for lemma, preposition in pairs:
        if (lemma, preposition) in _HINGING:
            host = next((t for t in (frame.head, *frame.head.children) if t.lemma_ == lemma), frame.head)
            objects = [o for c in host.children if c.dep_ == "prep" and c.lower_ == preposition for o in c.children if o.dep_ in ("pobj", "pcomp")]
            if not objects:
                continue
            found = measures.of(objects[0])
            subject = next(iter(frame.agents), None)
            of = measures.of(subject) if subject is not None else NOTHING
            holder = reading.said_by(frame.head) or (reading.actors(*_owners(subject)) if subject is not None else ())
            addressees = reading.actors(*(c for c in objects[0].children if c.dep_ in ("nsubj", "poss")), *([objects[0]] if objects[0].pos_ == "PROPN" else []))
            if found or of:
                return _make(reading, frame.head, holder, addressees, found, of, 0.6)
    return None


def _owners(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in ("poss",)]


def _dependence(reading: Reading, measures: Measures, frame: Frame) -> Condition | None:
    """ "only if ...", "unless ...", "not until ...", "if they stop, we stop"."""
    for clause in frame.head.children:
        if clause.dep_ not in ("advcl", "prep"):
            continue
        mark = next((m for m in (clause, *clause.children) if m.lower_ in _MARKS and m.dep_ in ("mark", "prep", "advmod")), None)
        inverted = any(c.lower_ == "should" and c.i == clause.left_edge.i for c in clause.children)
        if mark is None and not inverted:
            continue
        word = mark.lower_ if mark is not None else "if"
        only = (mark is not None and mark.i > 0 and mark.nbor(-1).lower_ in ("only", "not", "even")) or any(c.lower_ == "only" for c in clause.children)
        only = only or (mark is not None and frame.negated and word in ("until", "unless", "before"))
        only = only or any(c.lower_ == "only" and c.i > frame.head.i - 3 for c in frame.head.children)
        speaking = bool(reading.said_by(frame.head))
        if word in ("after", "when", "once", "before") and not only:
            continue
        if word == "if" and not only and not speaking:
            continue
        if word == "until" and not only and not frame.negated:
            continue
        found, of = measures.of(clause), measures.of(_main(frame), refer=False)
        main = measures.within(frame.head.left_edge.i, clause.left_edge.i, refer=True) if clause.i > frame.head.i else measures.within(clause.right_edge.i + 1, frame.head.right_edge.i + 1, refer=True)
        of = main or of
        if not found and not of:
            continue
        holder = _holder(reading, frame)
        addressees = reading.actors(*(c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")))
        if not holder:
            continue
        return _make(reading, frame.head, holder, addressees, found, of, 0.6 if only or word in _STRONG_MARKS else 0.5)
    return None


def _main(frame: Frame) -> Token:
    return frame.head


def _holder(reading: Reading, frame: Frame) -> tuple[Actor, ...]:
    said = reading.said_by(frame.head)
    own = reading.agents(frame)
    if said:
        return own if own and own[0].state and own[0].state == said[0].state and own[0].type == "person" else said
    return own


def _copular(reading: Reading, measures: Measures, frame: Frame) -> Condition | None:
    """ "A major condition for X is the end of ...", "... was the key condition"."""
    if frame.head.lemma_ not in ("be", "remain", "include", "become"):
        return None
    parts = [c for c in frame.head.children if c.dep_ in ("nsubj", "attr", "dobj", "ccomp", "csubj", "xcomp")]
    noun = next((p for p in parts if p.lemma_.casefold() in _NOUNS), None)
    if noun is None:
        return None
    others = [p for p in parts if p is not noun]
    found = NOTHING
    for other in others:
        found = found or measures.of(other)
    objects = [o for c in noun.children if c.dep_ == "prep" and c.lower_ in ("for", "of", "from", "by") for o in c.children if o.dep_ == "pobj"]
    holder = reading.actors(*[c for c in noun.children if c.dep_ == "poss"], *objects) or reading.said_by(frame.head)
    of = NOTHING
    for obj in objects:
        of = of or measures.of(obj, refer=False)
    if not others or (not holder and not found):
        return None
    return _make(reading, frame.head, holder or reading.said_by(frame.head), (), found, of, 0.6)


def _obligation(reading: Reading, measures: Measures, frame: Frame) -> Condition | None:
    """ "X must withdraw", said by somebody, of somebody else."""
    if frame.modality != "obligation" or (frame.negated and frame.head.lemma_ == "be"):
        return None
    speaker = reading.said_by(frame.head)
    over = reading.attribution(frame.head)
    if not speaker or over is None or not over.statement:
        return None
    addressees = reading.agents(frame) if not frame.passive else reading.actors(*frame.patients)
    strangers = [a for a in addressees if a not in speaker]
    found = measures.of(frame.head)
    if not strangers and not found:
        return None
    return _make(reading, frame.head, speaker, tuple(strangers), found, NOTHING, 0.5)


def _reiterated(reading: Reading, measures: Measures, frame: Frame) -> Condition | None:
    """ "repeated the demand for", "reiterated the need for a full ceasefire"."""
    for patient in frame.patients:
        if patient.lemma_.casefold() in words("demands", "nouns") and patient.lemma_ not in ("condition", "request") and reading.agents(frame):
            if frame.head.lemma_ in ("reject", "refuse", "dismiss", "accept", "meet", "drop", "answer", "call"):
                continue
            found = measures.of(patient, refer=False)
            if found:
                return _make(reading, frame.head, reading.agents(frame), (), found, NOTHING, 0.6)
    return None
