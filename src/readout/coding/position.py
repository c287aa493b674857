"""Positions: an actor's stance on a measure, a proposal or another actor's conduct (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from readout.codebook.lexicon import Hit, words
from readout.coding.commitment import is_deal
from readout.coding.evaluation import citing, evaluated, judging
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading, wished
from readout.coding.stances import OPPOSITE, conditional, lexicon, position
from readout.coding.willingness import refusing, willing
from readout.language.frames import Frame, is_negated
from readout.model import Actor, Position, Span
from readout.model.record import Factuality, Stance

if TYPE_CHECKING:
    from readout.language.tokens import Token

_EACH_OTHER = frozenset({"accuse", "blame", "criticise", "criticize", "condemn", "denounce", "charge"})
_ANSWERING = frozenset({"accept", "reciprocate", "consent", "acquiesce", "demur"})
"""Verbs that answer what was put before, named or not: "accepted a day later"."""
_REFUSING = frozenset({"refuse", "decline", "reject", "oppose"})
_SPEAKING = frozenset(
    {
        "say",
        "comment",
        "name",
        "give",
        "speak",
        "answer",
        "elaborate",
        "confirm",
        "identify",
        "discuss",
        "specify",
        "rule",
    }
)


def positions(reading: Reading, measures: Measures) -> Iterator[Position]:
    """Every position of the report; one stance a predicate, several where a sentence holds several."""
    told: list[Span] = []
    for sent in reading.sents:
        for frame in reading.frames[sent.start]:
            if wished(frame) or _hypothetical(frame):
                continue
            for rule in (_voiced, _adjectival, _verbal, refusing, willing, citing, judging):
                found = list(rule(reading, measures, frame))
                if found:
                    told += [p.evidence[0] for p in found]
                    yield from found
                    break
    for over in reading.attributions:
        if over.statement:
            for judged in evaluated(reading, measures, over):
                if not any(judged.evidence[0].overlap(span) for span in told):
                    yield judged


def _hypothetical(frame: Frame) -> bool:
    """ "the right to reject it", "for X to accept": no stance taken."""
    infinitive = frame.head.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in frame.head.children)
    return infinitive and (frame.head.dep_ in ("acl", "advcl", "relcl", "csubj") or frame.head.head.pos_ == "ADJ")


def _stance_verb(frame: Frame) -> tuple[Stance, Hit] | None:
    """The stance of a verb with its particles and prepositions: "agree to", "vote against", "not accept"."""
    if not lexicon("verbs").begins(frame.head.lemma_.casefold(), *frame.lemma.split()[:1]):
        return None
    after = [
        c
        for c in frame.head.children
        if c.i > frame.head.i and c.dep_ in ("prt", "prep", "advmod", "dobj", "xcomp", "acomp", "oprd")
    ]
    lemma = frame.head.lemma_.casefold()
    lemmas = [lemma, *(c.lemma_.casefold() for c in sorted(after, key=lambda c: c.i)[:2])]
    run = [t.lemma_.casefold() for t in frame.head.doc[frame.head.i : frame.head.i + 5]]
    judged = [lemma, *(c.lemma_.casefold() for c in _results(frame.head))]  # "hold them responsible"
    for phrase in (lemmas, frame.lemma.split(), judged, run):
        hits = [h for h in lexicon("verbs").find(phrase) if h.start == 0]
        if hits and (phrase is not run or hits[0].end > 1):
            return cast(Stance, hits[0].code), hits[0]
    return None


def _until(head: Token) -> bool:
    """ "refused to hand them over until ...", "unless ...": a refusal that tells what would end it."""
    return any(
        c.dep_ == "advcl" and any(m.lower_ in ("until", "unless") and m.dep_ in ("mark", "prep") for m in c.children)
        for c in head.subtree
    )


def _results(verb: Token) -> list[Token]:
    """What somebody is held or declared to be, wherever the parse hangs it."""
    inner = [c for o in verb.children if o.dep_ in ("dobj", "ccomp", "nsubj") for c in (o, *o.children)]
    named = [c for c in (*verb.children, *inner) if c.pos_ == "ADJ" and c.i > verb.i]
    return [c for c in named if c.dep_ != "amod" or c.i > c.head.i][:1]


def _verbal(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "welcomed the pause", "rejected the terms", "accused X of ...", "refused to sign", "voted against"."""
    if (entry := _stance_verb(frame)) is None:
        return
    stance, hit = entry
    lemma = frame.head.lemma_.casefold()
    holder = reading.agents(frame)
    complement = frame.complement()
    if not holder or (lemma == "agree" and (complement is not None or len(holder) > 1)):
        return
    if lemma == "accept" and len(holder) > 1 and stance == "accept":
        return
    objects = [
        o for p in frame.head.children if p.dep_ in ("prep", "prt") for o in p.children if o.dep_ in ("pobj", "pcomp")
    ]
    parts = [t for t in (complement, *frame.patients) if t is not None]
    found = NOTHING
    for part in [*parts, *objects]:
        found = found or measures.of(part)
    toward = reading.actors(*frame.patients)
    if not _meant(frame, lemma, hit, parts, objects, found, toward):
        return
    if not found and not toward and (topic := measures.topic(frame.head.i)):
        found = Found(topic, False, frame.head.i, frame.head.i + 1)
    if frame.negated or _denied(reading, frame.head):
        stance = OPPOSITE[stance]
    if stance in ("accept", "support", "open") and conditional(frame.head):
        stance = "conditional"
    if stance == "reject" and lemma in _REFUSING and _until(frame.head):
        stance = "conditional"
    blamed = toward or reading.actors(*(c for p in frame.patients for c in p.children if c.dep_ == "poss"))
    for who, whom in _mutual(reading, frame, holder) or [(holder, blamed)]:
        codes = found if found else Found(("other",) if lemma in words("stances", "conduct.verbs") else (), False, 0, 0)
        yield position(reading, frame.head, who, stance, codes, whom, confidence=0.65, factuality=_factuality(frame))


def _meant(
    frame: Frame,
    lemma: str,
    hit: Hit,
    parts: list[Token],
    objects: list[Token],
    found: Found,
    toward: tuple[Actor, ...],
) -> bool:
    """False where a verb that may show a stance has another sense: "raised 100 dollars", "refused to comment"."""
    phrase = hit.end - hit.start > 1
    sure = lemma in words("stances", "conduct.sure")
    complement = frame.complement()
    if frame.modality == "possible" and hit.code != "reject" and not frame.negated:
        return False
    if lemma in ("refuse", "decline") and complement is not None and complement.lemma_.casefold() in _SPEAKING:
        return False
    if lemma in ("approve", "adopt", "embrace", "ratify") and not any(
        is_deal(p) or p.lemma_.casefold() in words("measures", "ceasefire.anaphora") for p in parts
    ):
        return False  # what a body decides for itself is no answer to anybody
    if (
        hit.code == "reject"
        and lemma in ("pull", "walk", "quit", "stay", "leave")
        and (frame.negated or not found or found.codes[0] in ("troop_withdrawal", "territory", "evacuation"))
    ):
        return False
    conduct = lemma in words("stances", "conduct.verbs")
    if lemma == "hope" and not phrase and (not found.named or found.codes == ("talks",)):
        return False  # one hopes for many things; to hope to meet is no stance
    if lemma in words("stances", "conduct.unsure") and not phrase and not found and not (conduct and toward):
        return False
    if lemma == "attack" and not any(is_deal(p) for p in parts) and not _faulting(frame.head):
        return False  # with arms
    if lemma == "defend" and found.codes in (("territory",), ()):
        return False
    if not parts and (not objects or lemma in _ANSWERING):
        return phrase or lemma in ("refuse", "reject", "object", "protest", "boycott", *_ANSWERING)
    return bool(
        found
        or toward
        or (conduct and parts)
        or phrase
        or (sure and any(p.pos_ in ("NOUN", "PRON", "VERB") for p in parts))
    )


def _denied(reading: Reading, head: Token) -> bool:
    """ "Denied that the capital had agreed to anything"."""
    over = reading.attribution(head)
    return over is not None and over.head == head.head.i and reading.doc[over.head].lemma_ == "deny"


def _faulting(verb: Token) -> bool:
    """ "Attacked X for ...", "over ...", "as ...": with words."""
    return any(c.dep_ == "prep" and c.lower_ in ("for", "over", "as") for c in verb.children)


def _mutual(
    reading: Reading, frame: Frame, holder: tuple[Actor, ...]
) -> list[tuple[tuple[Actor, ...], tuple[Actor, ...]]]:
    """ "A and B accused each other", "each side blamed the other": two positions."""
    lowers = {t.lower_ for t in frame.head.subtree}
    if frame.head.lemma_ not in _EACH_OTHER or not (lowers & {"each", "one", "both"} and lowers & {"other", "another"}):
        return []
    sides = holder if len(holder) == 2 else reading.cast.pair
    return [((sides[0],), (sides[1],)), ((sides[1],), (sides[0],))] if len(sides) == 2 else []


def _factuality(frame: Frame) -> Factuality:
    return "possible" if frame.modality in ("possible", "conditional") and frame.head.dep_ != "ccomp" else "fact"


def _adjectival(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "is ready for talks", "remains sceptical of the deal", "was wary"."""
    holder = reading.agents(frame)
    if frame.head.lemma_ not in words("stances", "conduct.linking") or not holder:
        return
    for child in frame.head.children:
        if child.dep_ not in ("acomp", "attr", "oprd", "prep", "xcomp", "advmod"):
            continue
        hits = [
            h
            for form in ([t.lemma_.casefold() for t in child.subtree], [t.lower_ for t in child.subtree])
            for h in lexicon("adjectives").find(form[:6])
            if h.start <= 2
        ]
        if not hits:
            continue
        stance = cast(Stance, hits[0].code)
        found = measures.of(child) or measures.of(frame.head)
        if not found and (topic := measures.topic(frame.head.i)):
            found = Found(topic, False, child.i, child.i + 1)
        if not found and not _felt(child, stance):
            continue
        if frame.negated or is_negated(child):
            stance = OPPOSITE[stance]
        if stance in ("open", "accept", "support") and conditional(frame.head):
            stance = "conditional"
        yield position(reading, frame.head, holder, stance, found, confidence=0.6)
        return


def _felt(predicate: Token, stance: Stance) -> bool:
    """ "was sceptical", "is furious": what only somebody can be is a stance also where nothing tells on what."""
    return stance in ("doubt", "criticise") and predicate.lower_ not in words("animate", "unsure_adjectives")


def _voiced(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Position]:
    """ "expressed cautious optimism about ...", "has doubts", "voiced support", "made no objection"."""
    if frame.head.lemma_.casefold() not in words("stances", "conduct.voicing"):
        return
    holder = reading.agents(frame)
    for patient in frame.patients:
        lemmas = [t.lemma_.casefold() for t in reading.doc[patient.left_edge.i : patient.i + 1]]
        hits = list(lexicon("nouns").find(lemmas))
        if not hits or not holder or hits[-1].end != len(lemmas):
            continue
        light = frame.head.lemma_ in ("have", "give", "share", "offer", "hold", "raise", "face", "make", "see")
        if (
            light
            and patient.lemma_
            in (
                "interest",
                "hope",
                "agreement",
                "support",
                "concern",
                "confidence",
                "relief",
                "consent",
                "approval",
                "protest",
                "tribute",
            )
            and not measures.of(patient, refer=False)
        ):
            continue
        stance = cast(Stance, hits[-1].code)
        found = measures.of(patient)
        toward = reading.actors(
            *(o for c in patient.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj")
        )
        if not found and not toward:
            found = measures.of(frame.head)
        if frame.negated and lemmas[hits[-1].start] != "no":  # "no objection" is a stance of its own
            stance = "accept" if stance == "reject" else OPPOSITE[stance]
        yield position(reading, frame.head, holder, stance, found, toward if not found else (), confidence=0.65)
