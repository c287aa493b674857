"""Talks: contact between actors, held, going on, planned or called off (codebook section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from readout.codebook.lexicon import PhraseTable, data, words
from readout.coding.actors import distinct, identity
from readout.coding.appointments import intended, status_of
from readout.coding.contacts import around, contacts
from readout.coding.reading import Reading, wished
from readout.language.frames import Frame, conjuncts
from readout.language.quantities import durations
from readout.model import Actor, Talks
from readout.model.record import Factuality, TalksFormat

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token


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
    for found in contacts(reading, sent):
        yield _make(reading, found.frame.head, found.people, found.form, found.frame.negated, found.frame)


def _nominal(reading: Reading, sent: Span) -> Iterator[Talks]:
    lemmas = [t.lemma_.casefold() for t in sent]
    for hit in _nouns().find(lemmas):
        token = sent[hit.end - 1]
        if token.pos_ not in ("NOUN", "PROPN") or (token.dep_ == "compound" and token.head.pos_ != "VERB"):
            continue
        people, anchor = _participants(reading, token, sent)
        if len(people) < 2 and _told(reading, token):
            people = around(reading, token, people)
        if len(people) < 2 or _only_subject(token) or _left(token) or _wanted(token):
            continue
        governor = _governor(reading, token)
        if governor is not None and (
            (wished(governor) and not intended(governor))
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
    if noun not in words("talks", "around.encounters"):
        return False
    lengthy = (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_ in ("hour", "day", "round", "week")
    )
    astray = token.dep_ == "compound" and token.head.pos_ == "VERB"  # "Talks resume", parsed as one name
    below = token.dep_ in ("nsubj", "nsubjpass") or astray
    subject = below and token.head.lemma_.casefold() in words("talks", "around.holding")
    return (lengthy or subject) and not any(c.lower_ in ("any", "no", "such") for c in token.children)


def _wanted(token: Token) -> bool:
    """ "A condition for talks", "the price of a meeting": contact that something else hangs on or that is asked for."""
    noun = token.head.head if token.dep_ == "pobj" else token.head
    return token.dep_ == "pobj" and noun.lemma_.casefold() in words("demands", "nouns") | {"price"}


def _only_subject(token: Token) -> bool:
    """ "Talks" as a thing wanted or spoken of is a measure, not a contact: "called for talks"."""
    verb = token.head if token.dep_ in ("dobj", "nsubj", "nsubjpass") else token.head.head
    return verb.lemma_.casefold() in words("talks", "around.spoken") and token.i > verb.i


def _left(token: Token) -> bool:
    """ "The rebels broke off the talks": leaving is a deed of its own, no contact."""
    verb = token.head if token.dep_ == "dobj" else token.head.head if token.dep_ == "pobj" else None
    if verb is None or verb.pos_ != "VERB" or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    particles = (c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod"))
    names = {verb.lemma_.casefold(), *(f"{verb.lemma_.casefold()} {p}" for p in particles)}
    return bool(names & words("talks", "around.leaving"))


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
        and token.lemma_.casefold() in ("talk", "negotiation", "discussion", "meeting", "summit", "round")
        and (anchored or _carried(token))
    ):
        found += [a for a in reading.cast.pair if a not in found]
    if found:
        found += reading.actors(*_presiding(token))
    people = distinct([a for a in found if a.type not in ("public", "media")])
    return people, anchored


def _presiding(token: Token) -> list[Token]:
    """ "Under the auspices of the union", "hosted by the emir", "in the presence of observers": who else sits there."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_ in words("talks", "around.presiding"):
            found += [o for c in child.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"]
        for part in (o for o in child.children if o.dep_ == "pobj") if child.dep_ == "prep" else ():
            if part.lemma_ in words("talks", "around.presence"):
                found += [o for c in part.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    return [t for o in found for t in (o, *conjuncts(o))]


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


_NOT_LENGTHS = tuple(f" {w}" for w in "by within in after every last past since than until".split())
_APART = re.compile(r"\s*(?:ago|later|earlier|before|after|ahead|-?old)\b")


def _make(
    reading: Reading, head: Token, people: tuple[Actor, ...], form: TalksFormat, negated: bool, governor: Frame | None
) -> Talks:
    status = status_of(head, governor)
    factuality: Factuality = "negated" if negated else "planned" if status in ("planned", "postponed") else "fact"
    anchor = governor.head if governor is not None else head
    ground = reading.ground(anchor, factuality)
    if status in ("planned", "postponed"):
        ground["when"] = reading.when(anchor, ahead=True)
    elif status == "cancelled" and (due := reading.when(head, ahead=True)) is not None:
        ground["when"] = due  # "called off Friday's meeting"
    minutes = _length(ground["evidence"][0].of(reading.report.text))
    return Talks(
        **ground, plover="CONSULT", participants=people, format=form, status=status, duration=minutes, confidence=0.6
    )


def _length(text: str) -> float | None:
    """Minutes that a contact lasts; not the time until it, since another or by which it is put off."""
    for found in durations(text):
        before = text[: found.start].casefold().rstrip()
        after = text[found.end :].casefold()
        if not (before.endswith(_NOT_LENGTHS) or _APART.match(after)):
            return found.minutes
    return None
