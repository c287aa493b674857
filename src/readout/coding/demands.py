"""Demands: what an actor asks of another, in verbs, nouns, "must" and quoted imperatives (codebook `condition`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.opponents import apart
from readout.coding.parts import parts
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Condition
from readout.model import Span as TextSpan

if TYPE_CHECKING:
    from readout.language.tokens import Token

_PREPOSITIONAL = {
    "call": ("for", "on", "upon"),
    "insist": ("on",),
    "ask": ("for",),
    "appeal": ("for", "to"),
    "press": ("for",),
    "push": ("for",),
    "plead": ("for",),
    "hold": ("out", "for"),
    "lobby": ("for",),
    "campaign": ("for",),
    "argue": ("for",),
}
_TIMES = frozenset({"DATE", "TIME"})
_ESSENTIAL = frozenset(
    {"essential", "necessary", "indispensable", "crucial", "needed", "required", "vital", "imperative"}
)
_SPANS = frozenset({"day", "week", "hour", "month", "deadline"})
_OUTSIDE = frozenset({"sanctions", "sanctions_relief", "military_aid", "intelligence_sharing"})
_HANGING = frozenset({"before", "if", "until", "unless", "once"})


def condition(
    reading: Reading,
    head: Token,
    holder: tuple[Actor, ...],
    addressees: tuple[Actor, ...],
    found: Found,
    of: Found = NOTHING,
    confidence: float = 0.6,
    *,
    negated: bool = False,
    evidence: TextSpan | None = None,
) -> Condition:
    """The condition told by the clause of ``head``; a demand that names no measure is of ``other``."""
    ground = reading.ground(head, "negated" if negated else "fact", evidence)
    return Condition(
        **ground,
        plover="REQUEST",
        holder=distinct(holder),
        addressees=addressed(reading, distinct(holder), addressees, found),
        measure=found.codes or ("other",),
        condition_of=tuple(c for c in of.codes if c not in found.codes) or of.codes,
        confidence=confidence,
    )


def addressed(reading: Reading, holder: tuple[Actor, ...], named: tuple[Actor, ...], found: Found) -> tuple[Actor, ...]:
    """Whom a demand is made of: those named who can answer it, else the other side where a side demands it.

    "The rebels want the prisoners freed" and "want an observer mission" ask it of the government; aid and sanctions
    are in the gift of others than the two sides.
    """
    others = tuple(a for a in distinct(named) if a not in holder)
    answerable = tuple(a for a in others if not _moved(a))
    if answerable or len(reading.cast.pair) != 2 or set(found.codes) & _OUTSIDE:
        return answerable or others
    rest = apart(reading.cast.pair, holder)
    return rest if len(rest) == 1 else others


def _moved(actor: Actor) -> bool:
    """People whom others free, send or count, named by a common noun: "the prisoners", "observers"."""
    return actor.type == "public" and actor.state is None and actor.name.islower()


def demanding(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "demanded that X withdraw", "called for a halt", "urged both sides to ...", "wants guarantees"."""
    lemma = frame.head.lemma_.casefold()
    objects = [o for o in frame.preposition(*_PREPOSITIONAL.get(lemma, ())) if o.ent_type_ not in _TIMES]
    holder = reading.agents(frame)
    if not holder and frame.head.dep_ == "pcomp":
        holder = reading.said_by(frame.head)
    if not holder or not _asks(reading, frame, holder, objects):
        return
    complement = frame.complement()
    whole = [complement] if complement is not None else []
    whole += objects or [p for p in frame.patients if not (complement is not None and reading.actors(p))]
    if not whole:
        return
    addressees = _asked(reading, frame, complement)
    of = hanging(measures, frame)
    asked = list(parts(reading, measures, frame.head, whole))
    if len(asked) > 1 and not of.named and any(set(of.codes) & set(f.codes) for f, _ in asked):
        of = NOTHING  # a guess that only repeats one of the demands
    for found, evidence in asked:
        if not found and complement is None and objects:
            found = measures.within(frame.head.i, frame.head.right_edge.i + 1)  # the parser may hang "to ..." elsewhere
        if not found and complement is None and lemma in words("demands", "faint"):
            continue
        yield condition(
            reading,
            frame.head,
            holder,
            addressees,
            found,
            of,
            0.7 if lemma in ("demand", "urge", "call", "insist") else 0.55,
            negated=frame.negated,
            evidence=evidence,
        )


def _asks(reading: Reading, frame: Frame, holder: tuple[Actor, ...], objects: list[Token]) -> bool:
    """False where the verb has another sense: "wants to leave", "asked a question", "told reporters"."""
    lemma = frame.head.lemma_.casefold()
    complement = frame.complement()
    direct = frame.lemma in words("demands", "direct") or lemma in words("demands", "direct")
    if (not direct and not objects) or (
        frame.passive and lemma in ("expect", "need", "require", "want", "order", "set")
    ):
        return False
    if (
        lemma in words("demands", "with_infinitive")
        and not objects
        and not (complement is not None and _infinitive(complement))
    ):
        return False
    if (
        lemma in ("order", "instruct")
        and not any(a.type == "igo" for a in holder)
        and not any("court" in a.name.casefold() for a in holder)
    ):
        return False  # an order is obeyed or not: an event, or, to one's own forces, an agreement
    if (
        lemma in ("want", "seek", "ask", "expect", "need", "offer")
        and complement is not None
        and not _subject(complement)
        and not frame.patients
    ):
        return False
    return not (lemma == "insist" and not objects and not (complement is not None and _hortative(complement)))


def _asked(reading: Reading, frame: Frame, complement: Token | None) -> tuple[Actor, ...]:
    asked = reading.actors(*frame.patients)
    if frame.head.lemma_ in ("call", "appeal", "demand", "ask"):
        asked = (*asked, *reading.actors(*frame.preposition("on", "upon", "to", "from", "of")))
    if frame.head.lemma_ in ("demand", "seek", "want", "expect") and not asked:
        asked = reading.actors(*_from(frame))
    subject = _subject(complement) if complement is not None else None
    return (*asked, *reading.actors(subject)) if subject is not None else asked


def _from(frame: Frame) -> list[Token]:
    """ "Demanded an apology from X": whom the parse hangs on what is asked."""
    links = [c for p in frame.patients for c in p.children if c.dep_ == "prep" and c.lower_ == "from"]
    return [o for c in links for o in c.children if o.dep_ == "pobj"]


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) or _hortative(token)


def _hortative(token: Token) -> bool:
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    present = token.tag_ in ("VBP", "VBZ") and _subject(token) is not None and token.lemma_ not in ("be", "have")
    return token.tag_ == "VB" or bool(helpers & {"should", "must", "be", "could"}) or present


def _subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def hanging(measures: Measures, frame: Frame) -> Found:
    """ "before it signs", "for any settlement", "in return for a truce": what hangs on the demand."""
    for child in frame.head.subtree:
        if child.dep_ == "advcl" and any(m.lower_ in _HANGING for m in child.children):
            return measures.of(child)
    for child in frame.head.children:
        if child.dep_ == "prep" and child.lower_ in ("before", "for", "as", "under") and child.i > frame.head.i:
            found = measures.of(child, refer=False)
            if found and frame.head.lemma_ not in _PREPOSITIONAL:
                return found
    return NOTHING


def obliging(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "X must withdraw", said by somebody, of somebody else."""
    if frame.modality != "obligation" or (frame.negated and frame.head.lemma_ == "be"):
        return
    over = reading.attribution(frame.head)
    if over is None or not over.statement or not over.speaker:
        return
    addressees = reading.actors(*frame.patients) if frame.passive else reading.agents(frame)
    strangers = tuple(a for a in addressees if a not in over.speaker)
    found = measures.of(frame.head)
    if not strangers and not found:
        return
    ahead = any(c.lower_ == "first" for c in frame.head.children)
    topic = measures.topic(frame.head.i) if ahead else ()
    yield condition(reading, frame.head, over.speaker, strangers, found, Found(topic, False, 0, 0), 0.5)


def essential(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "de-escalation is essential for a truce", "a solution requires the return of ...", said by somebody."""
    speaker = reading.said_by(frame.head)
    subject = next(iter((*frame.agents, *frame.patients)), None)
    if subject is None or not speaker or frame.negated:
        return
    predicate = next((c for c in frame.head.children if c.dep_ in ("acomp", "attr") and c.lower_ in _ESSENTIAL), None)
    if frame.head.lemma_ == "be" and predicate is not None:
        found, of = measures.of(subject), measures.of(predicate, refer=False)
    elif frame.head.lemma_ == "require" and frame.patients and not reading.actors(subject):
        found, of = measures.of(frame.patients[0]), measures.of(subject)
    else:
        return
    if found or of:
        yield condition(reading, frame.head, speaker, (), found, of, 0.5)


def ultimatum(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "gave the rebels three days to lay down their arms"."""
    holder = reading.agents(frame)
    if (
        frame.head.lemma_ not in ("give", "set")
        or not holder
        or not any(c.lemma_.casefold() in _SPANS for c in frame.head.children)
    ):
        return
    deed = next(
        (
            t
            for t in frame.head.subtree
            if t.tag_ == "VB" and t.i > frame.head.i and any(c.lower_ == "to" for c in t.children)
        ),
        None,
    )
    whom = tuple(a for p in frame.patients for a in reading.actors(p) if a not in holder)
    if deed is not None and whom:
        yield condition(reading, frame.head, holder, whom, measures.of(deed), NOTHING, 0.6)


def imperative(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "'Lift the siege first,' he said": a quoted order that names a measure."""
    head = frame.head
    over = reading.attribution(head)
    bare = head.tag_ == "VB" and not any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "expl") for c in head.children
    )
    if (
        over is None
        or over.quote is None
        or not bare
        or head.dep_ not in ("ROOT", "ccomp", "parataxis")
        or not over.speaker
        or head.lemma_ == "let"
    ):
        return
    if found := measures.of(head):
        yield condition(reading, head, over.speaker, (), found, NOTHING, 0.5, negated=False)


def repeated(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "repeated the demand for", "underscored the need for a full ceasefire", "dropped its demand"."""
    if frame.head.lemma_ in ("reject", "refuse", "dismiss", "accept", "meet", "answer", "call", "ignore", "fulfil"):
        return
    for patient in frame.patients:
        if (
            patient.lemma_.casefold() in words("demands", "nouns")
            and patient.lemma_ not in ("condition", "request")
            and reading.agents(frame)
        ):
            found = measures.of(patient, refer=False)
            others = any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in patient.children)
            if found and not others:
                dropped = frame.negated or frame.head.lemma_ in ("drop", "abandon", "withdraw", "give", "shelve")
                yield condition(reading, frame.head, reading.agents(frame), (), found, NOTHING, 0.6, negated=dropped)
                return


def requested(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "was put off at X's request": what was done because somebody asked."""
    for token in frame.head.subtree:
        if (
            token.lemma_ not in ("request", "insistence", "behest")
            or token.dep_ != "pobj"
            or token.head.lower_ not in ("at", "on", "to")
        ):
            continue
        if token.head.head.i != frame.head.i:
            continue
        owners = [c for c in token.children if c.dep_ == "poss"]
        owners += [
            o
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")
            for o in c.children
            if o.dep_ == "pobj"
        ]
        holder = reading.actors(*owners)
        if holder:
            yield condition(
                reading,
                frame.head,
                holder,
                tuple(a for a in reading.agents(frame) if a not in holder),
                measures.of(frame.head),
                NOTHING,
                0.5,
            )
            return
