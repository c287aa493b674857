"""Talks: contact between actors, held, going on, planned or called off (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from readout.codebook.lexicon import PhraseTable, data, words
from readout.coding.actors import distinct, identity
from readout.coding.opponents import apart, of_places, opponent
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame
from readout.language.quantities import durations
from readout.model import Actor, Talks
from readout.model.record import Factuality, TalksFormat, TalksStatus

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@cache
def _forms() -> dict[str, TalksFormat]:
    """The format of the contact that each verb tells of."""
    return {verb: form for form, verbs in data("talks")["verbs"].items() for verb in verbs}


@cache
def _nouns() -> PhraseTable:
    return PhraseTable.of(data("talks")["nouns"])


def talks(reading: Reading) -> Iterator[Talks]:
    """Every contact of the report: at most one record a sentence and format."""
    for sent in reading.sents:
        seen: list[Talks] = []
        for made in [*_verbal(reading, sent), *_nominal(reading, sent)]:
            if not any(_same(made, other) for other in seen):
                seen.append(made)
                yield made


def _same(made: Talks, other: Talks) -> bool:
    """Two tellings of one contact within a sentence: overlapping words, or the same people in the same status."""
    one, two = made.evidence[0], other.evidence[0]
    people = {identity(a) for a in made.participants} == {identity(a) for a in other.participants}
    return one.overlap(two) > 0 and (made.status == other.status or people)


def _verbal(reading: Reading, sent: Span) -> Iterator[Talks]:
    for frame in reading.frames[sent.start]:
        form = _forms().get(frame.lemma)
        if form is None or wished(frame):
            continue
        if (frame.lemma == "call" and not _rings(reading, frame)) or _imagined(frame):
            continue
        others = frame.preposition("with")
        who = reading.agents(frame)
        whom = reading.actors(*frame.patients, *others)
        if (
            frame.lemma in ("talk", "speak", "consult", "negotiate", "confer", "meet")
            and len(who) < 2
            and frame.head.tag_ != "VBG"
        ):
            who = who or tuple(reading.cast.last_before(frame.head.i, "plural"))
        if frame.lemma in ("talk", "speak", "consult", "negotiate", "confer"):
            whom = reading.actors(*others, *(frame.preposition("to") if frame.lemma in ("talk", "speak") else []))
            if frame.lemma in ("speak", "talk") and any(a.type in ("public", "media") for a in whom):
                continue
            if frame.lemma in ("speak", "talk") and not _by_phone(frame):
                form = "talks"
        if frame.lemma in ("travel", "fly", "visit"):
            places = [p.name for p in reading.where(frame.head)]
            whom = whom or reading.actors(*frame.preposition("to"))
            whom = whom or apart(of_places(reading.where(frame.head)), who)
            if (
                not who
                or all(a.type not in ("person", "government") for a in who)
                or not (whom or places)
                or (frame.lemma != "visit" and not whom)
            ):
                continue
        if frame.lemma == "write":
            whom = reading.actors(*frame.preposition("to"), *frame.patients)
        if frame.lemma in ("discuss",):
            whom = ()
        if frame.lemma == "shuttle":
            whom = reading.actors(*frame.preposition("between"))
        people = distinct([*who, *whom])
        if len(people) < 2 and frame.lemma in words("talks", "around.joint") and not frame.patients and not others:
            several = len(frame.agents) > 1 or any(
                a.tag_ in ("NNS", "NNPS") or a.lower_ == "they" for a in frame.agents
            )
            people = _around(reading, frame.head, people) if several and frame.head.dep_ != "acl" else people
        people = tuple(a for a in people if a.type not in ("public", "media"))
        if len(people) < 2 and not (frame.lemma == "meet" and frame.negated and who):
            continue
        yield _make(reading, frame.head, people, form, frame.negated, frame)


def _imagined(frame: Frame) -> bool:
    """Contact as a purpose, a wish or a readiness; only what was agreed on or set is planned."""
    head = frame.head
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)
    if infinitive and head.dep_ in ("xcomp", "acl", "advcl", "ccomp"):
        return head.head.lemma_.casefold() not in words("talks", "around.setting") | {
            "begin",
            "start",
            "continue",
            "go",
            "have",
        }
    if frame.lemma in ("fly", "travel") and frame.patients:
        return True
    return frame.lemma in ("talk", "negotiate") and frame.modality in ("conditional", "possible")


def _rings(reading: Reading, frame: Frame) -> bool:
    """ "called the president", not "called it a lie", "called on both sides", "called for a truce"."""
    named = any(c.dep_ in ("oprd", "xcomp", "ccomp", "attr", "prt") for c in frame.head.children)
    whom = [p for p in frame.patients if reading.cast.of(p)]
    dated = ("DATE", "TIME")
    preps = [c for c in frame.head.children if c.dep_ == "prep"]
    after = [p.lower_ for p in preps if not any(o.ent_type_ in dated for o in p.children)]
    told = any(p.right_edge.i + 1 < len(reading.doc) and reading.doc[p.right_edge.i + 1].text in "\"“‘'" for p in whom)
    return bool(whom) and not named and not frame.passive and not told and not {"on", "for"} & set(after)


def _around(reading: Reading, head: Token, known: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who takes part in a contact that names one side or none: the report's two, or the sides named just before."""
    pair = reading.cast.pair
    if len(pair) == 2 and len(known) == 1 and known[0].type not in ("person", "igo") and len(apart(pair, known)) == 2:
        return distinct([*pair]) if known[0].state is None else distinct([*known, *opponent(reading, head, known)])
    if len(pair) == 2 and len(apart(known, pair)) == 0:
        return pair
    if known:
        return distinct([*known, *opponent(reading, head, known)])
    first = opponent(reading, head, ())
    return distinct([*first, *opponent(reading, head, first)]) if first else ()


def _by_phone(frame: Frame) -> bool:
    return any(t.lemma_.casefold() in ("phone", "telephone", "call") for t in frame.head.subtree)


def _nominal(reading: Reading, sent: Span) -> Iterator[Talks]:
    lemmas = [t.lemma_.casefold() for t in sent]
    for hit in _nouns().find(lemmas):
        token = sent[hit.end - 1]
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        people, anchor = _participants(reading, token, sent)
        if len(people) < 2 and _told(reading, token):
            people = _around(reading, token, people)
        if len(people) < 2 or _only_subject(token):
            continue
        governor = _governor(reading, token)
        if governor is not None and (
            wished(governor)
            or (governor.head.lemma_ in words("talks", "around.wanted") and token.dep_ in ("dobj", "pobj", "attr"))
        ):
            continue
        negated = any(c.lower_ == "no" for c in token.children) or (
            governor is not None and governor.negated and anchor
        )
        yield _make(reading, token, people, cast(TalksFormat, hit.code), bool(negated), governor)


def _told(reading: Reading, token: Token) -> bool:
    """True for talks told of as taken place or set, whoever takes part: "12 hours of talks", "the talks ended"."""
    noun = token.lemma_.casefold()
    if noun not in ("talk", "negotiation", "meeting", "round", "summit", "dialogue"):
        return False
    lengthy = (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_ in ("hour", "day", "round", "week")
    )
    subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.casefold() in words("talks", "around.holding")
    return (lengthy or subject) and not any(c.lower_ in ("any", "no", "such") for c in token.children)


def _only_subject(token: Token) -> bool:
    """ "Talks" as a thing wanted or spoken of is a measure, not a contact: "called for talks"."""
    verb = token.head if token.dep_ in ("dobj", "nsubj", "nsubjpass") else token.head.head
    return (
        verb.lemma_
        in (
            "call",
            "demand",
            "urge",
            "propose",
            "reject",
            "want",
            "seek",
            "offer",
            "refuse",
            "welcome",
            "support",
            "back",
            "oppose",
            "request",
        )
        and token.i > verb.i
    )


def _participants(reading: Reading, token: Token, sent: Span) -> tuple[tuple[Actor, ...], bool]:
    """Who takes part, from "between", "with", possessors, adjectives and the subject of the clause."""
    found: list[Actor] = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("between", "with", "among", "to", "from", "of", "by"):
            for obj in child.children:
                if obj.dep_ == "pobj":
                    found += reading.cast.all_of(obj)
        if child.dep_ == "poss":
            found += reading.cast.all_of(child)
        if child.dep_ in ("compound", "amod", "nmod") and child.text[:1].isupper():
            found += _states(child)
    anchored = bool(found)
    if len(distinct(found)) < 2:
        subject = _clause_subject(reading, token)
        if anchored or (
            subject and token.lemma_.casefold() in ("visit", "talk", "negotiation", "meeting", "call", "summit")
        ):
            found = [*subject, *found]
    if (
        len(distinct(found)) < 2
        and token.lemma_.casefold() in ("talk", "negotiation", "meeting", "summit", "round")
        and (anchored or _carried(token))
    ):
        found += [a for a in reading.cast.pair if a not in found]
    people = distinct([a for a in found if a.type not in ("public", "media")])
    return people, anchored


def _carried(token: Token) -> bool:
    return token.head.lemma_.casefold() in words("talks", "around.holding") and token.dep_ in (
        "nsubj",
        "nsubjpass",
        "dobj",
    )


def _states(token: Token) -> list[Actor]:
    from readout.linking.states import state_of

    found = []
    for node in (token, *(c for c in token.children if c.dep_ == "conj")):
        if match := state_of(node.text):
            found.append(Actor(node.text, match.code, None, "government"))
    return found


def _clause_subject(reading: Reading, token: Token) -> list[Actor]:
    governor = _governor(reading, token)
    if governor is None:
        noun = token.head.head if token.dep_ == "pobj" else token.head
        return list(reading.actors(noun)) if noun.pos_ in ("PROPN", "NOUN") else []
    return list(reading.agents(governor) or reading.actors(*governor.patients))


def _governor(reading: Reading, token: Token) -> Frame | None:
    node = token.head
    for _ in range(4):
        if node.i in reading.frame_at:
            return reading.frame_at[node.i]
        if node.head is node:
            return None
        node = node.head
    return None


def _make(
    reading: Reading, head: Token, people: tuple[Actor, ...], form: TalksFormat, negated: bool, governor: Frame | None
) -> Talks:
    status = _status(reading, head, governor)
    factuality: Factuality = "negated" if negated else "planned" if status in ("planned", "postponed") else "fact"
    anchor = governor.head if governor is not None else head
    ground = reading.ground(anchor, factuality)
    if status in ("planned", "postponed"):
        ground["when"] = reading.when(anchor, ahead=True)
    minutes = next((d.minutes for d in durations(ground["evidence"][0].of(reading.report.text))), None)
    return Talks(
        **ground, plover="CONSULT", participants=people, format=form, status=status, duration=minutes, confidence=0.6
    )


def _status(reading: Reading, head: Token, governor: Frame | None) -> TalksStatus:
    chain = [head, *([governor.head, governor.head.head] if governor is not None else [])]
    lemmas = {t.lemma_.casefold() for t in chain} | {
        c.lemma_.casefold() for t in chain for c in t.children if c.dep_ in ("acomp", "xcomp", "amod", "prt", "oprd")
    }
    if governor is not None:
        lemmas.add(governor.lemma)
        over = governor.head.head
        while over.dep_ == "xcomp" and over.head is not over and over.lemma_ not in words("talks", "around.setting"):
            over = over.head
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in governor.head.children)
        if infinitive and (
            over.lemma_ in ("be", "deal", "agreement", "pact", "plan") or governor.head.dep_ in ("ROOT", "conj")
        ):
            return "planned"
        if over.lemma_ in words("talks", "around.setting") and governor.head.dep_ in ("xcomp", "acl"):
            return "planned"
    for status in ("postponed", "cancelled"):
        if lemmas & set(data("talks")["status"][status]):
            return status
    if governor is not None and governor.modality in ("future", "obligation", "conditional", "possible"):
        return "planned"
    if lemmas & {
        "schedule",
        "plan",
        "due",
        "planned",
        "upcoming",
        "forthcoming",
        "next",
        "expect",
        "invite",
        "further",
        "future",
        "coming",
        "propose",
        "set",
    }:
        return "planned"
    continuing = (
        governor is not None and governor.head.tag_ == "VBG" and governor.head.dep_ not in ("advcl", "acl", "pcomp")
    )
    if continuing and governor is not None and any(c.lower_ in ("been", "be") for c in governor.head.children):
        return "ongoing"
    if lemmas & {"ongoing", "underway", "continue"} or (
        governor is not None
        and any(c.lower_ in ("is", "are") and c.dep_ == "aux" for c in governor.head.children)
        and governor.head.tag_ == "VBG"
    ):
        return "ongoing"
    return "held"
