"""The life of a deal: in force, renewed, ended, and deals that did not come about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.commitment import hearsay, is_deal, made, parties_of
from readout.coding.measures import Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Agreement
from readout.model.record import AgreementStatus, Factuality

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_WITHOUT = re.compile(
    r"\bwithout (?:(?:an?|any|reaching an?|a final|the hoped-for) )?(?:\w+ )?"
    r"(?:agreement|deal|accord|compromise|result|breakthrough|conclusion|settlement)\b",
    re.IGNORECASE,
)
_OPEN = frozenset({"unresolved", "open", "unsettled", "undecided", "outstanding"})
_LIVE = frozenset({"begin", "start", "hold", "last", "run", "kick in", "apply", "commence", "continue"})
_DEAD = frozenset(
    {"expire", "collapse", "lapse", "run out", "break down", "unravel", "end", "fall apart", "elapse", "crumble"}
)
_KILLING = frozenset(
    {
        "end",
        "scrap",
        "annul",
        "abrogate",
        "denounce",
        "cancel",
        "terminate",
        "renounce",
        "tear up",
        "call off",
        "suspend",
        "abandon",
        "shatter",
        "revoke",
        "repudiate",
        "quit",
    }
)
_BREAKING = frozenset({"break", "violate", "breach", "flout", "infringe"})
_RENEWING = frozenset({"renew", "extend", "prolong", "restore", "revive"})


def lasting(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "the ceasefire came into force", "the truce was renewed", "the deal collapsed", "it lasted a week"."""
    subject = next((s for s in (*frame.agents, *frame.patients) if is_deal(s) or _stands_for_deal(measures, s)), None)
    status = _life(frame)
    if subject is None or status is None or (status == "ended" and _ends_another(frame, subject)):
        return
    found = (
        measures.of(subject)
        if is_deal(subject)
        else Found(measures.topic(subject.i, settling=True), False, subject.i, subject.i + 1)
    )
    doers = reading.agents(frame) if frame.lemma in _KILLING and subject in frame.patients else ()
    parties = doers or parties_of(reading, subject) or reading.cast.pair
    truth = _truth(frame, status)
    if found.codes and (record := made(reading, frame.head, parties, found, status, truth, 0.6)) is not None:
        yield record


def _ends_another(frame: Frame, subject: Token) -> bool:
    """ "A pact that ends two years of raids": the deal ends what it was made to end."""
    return subject in frame.agents and bool(frame.patients) and not any(is_deal(p) for p in frame.patients)


def _stands_for_deal(measures: Measures, token: Token) -> bool:
    return (
        token.lower_ == "it" and token.dep_ in ("nsubj", "nsubjpass") and bool(measures.topic(token.i, settling=True))
    )


def _truth(frame: Frame, status: AgreementStatus) -> Factuality:
    if status == "violated":
        return "fact" if frame.modality == "none" else "possible"
    if frame.negated:
        return "negated"
    if frame.modality == "future":
        return "fact" if status == "in_force" else "planned"
    return "possible" if frame.modality in ("possible", "conditional") or hearsay(frame.head) else "fact"


def _life(frame: Frame) -> AgreementStatus | None:
    lemma = frame.lemma
    objects = {c.lemma_.casefold() for c in frame.head.children if c.dep_ in ("dobj", "attr")} | {
        o.lemma_.casefold() for o in frame.preposition("into", "in", "to")
    }
    if lemma in ("come", "enter", "go", "take", "be", "remain", "stay", "put", "bring") and objects & {
        "force",
        "effect",
        "place",
        "hold",
    }:
        return "in_force"
    if lemma in _LIVE and not (lemma == "apply" and frame.negated and frame.preposition("to")):  # an exception
        return "in_force"
    if lemma in _DEAD or (lemma in _KILLING and frame.patients):
        return "ended"
    told = frame.head.tag_ in ("VBD", "VBN") and frame.head.dep_ != "relcl"  # not "those who break the truce"
    if lemma in _BREAKING and frame.patients and (frame.passive or (frame.agents and told)):
        return "violated"
    if lemma in ("keep", "observe", "honour", "honor", "respect") and frame.passive and frame.negated:
        return "violated"
    if lemma in _RENEWING and frame.passive:
        return "agreed"
    return None


def unbound(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "is no longer bound by the truce", "pulled out of the accord": one party ends it for itself."""
    lemma = frame.lemma
    out = any(c.lower_ == "out" and c.dep_ in ("prep", "prt", "advmod") for c in frame.head.children)
    no_longer = any(c.lower_ == "longer" for c in frame.head.children)
    leaving = (
        (lemma == "withdraw" and frame.preposition("from"))
        or (frame.head.lemma_ in ("pull", "walk", "back", "opt") and out)
        or lemma == "quit"
        or (frame.head.lemma_ == "bind" and (frame.negated or no_longer))
    )
    if not leaving or frame.modality not in ("none",):
        return
    objects = [*frame.preposition("of", "from", "by"), *(frame.patients if lemma == "quit" else ())]
    objects += [
        o
        for c in frame.head.children
        if c.dep_ in ("prep", "prt")
        for p in c.children
        if p.dep_ == "prep" and p.lower_ in ("of", "from")
        for o in p.children
        if o.dep_ == "pobj"
    ]
    for obj in objects:
        found = measures.of(obj)
        parties = reading.agents(frame) or reading.actors(*(c for c in frame.head.children if c.dep_ == "nsubjpass"))
        if (
            is_deal(obj)
            and found
            and parties
            and (record := made(reading, frame.head, parties, found, "ended", "fact", 0.6)) is not None
        ):
            yield record
            return


def failing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "no agreement was possible", "the border has not been settled", "the issue was left open"."""
    head = frame.head
    subject = next(iter((*frame.patients, *frame.agents)), None)
    if subject is None or frame.modality not in ("none", "possible"):
        return
    nothing = (
        frame.negated
        and subject.lemma_.casefold() in words("agreements", "deals")
        and any(c.lower_ == "no" for c in subject.children)
        and head.lemma_ in ("be", "come", "emerge", "exist", "find", "conclude")
    )
    unsettled = frame.passive and frame.negated and head.lemma_ in ("settle", "resolve", "agree", "solve", "decide")
    open_end = (
        any(c.lower_ in _OPEN for c in head.children if c.dep_ in ("acomp", "oprd", "attr", "advmod"))
        and head.lemma_ in ("leave", "remain", "be", "stay")
        and frame.lemma != "leave open to"
    )
    if not (nothing or unsettled or (open_end and not _minded(reading, frame))):
        return
    found = measures.of(subject, refer=False)
    if not found:
        found = Found(
            (measures.topic(head.i, settling=nothing) or ("peace_settlement",)) if nothing else ("other",),
            False,
            subject.i,
            subject.i + 1,
        )
    if nothing or found.named:
        record = made(reading, head, reading.cast.pair, found, None, "negated", 0.5)
        if record is not None:
            yield record


def _minded(reading: Reading, frame: Frame) -> bool:
    """ "remains open to talks" is a stance of somebody, no open question."""
    return bool(reading.agents(frame)) or any(
        c.lower_ == "open" and any(p.lower_ == "to" for p in c.children) for c in frame.head.children
    )


def fruitless(reading: Reading, measures: Measures, sent: Span) -> Iterator[Agreement]:
    """ "ended without agreement"."""
    for match in _WITHOUT.finditer(sent.text):
        at = sent.start_char + match.start()
        token = next(t for t in sent if t.idx >= at)
        end = next(t.i for t in reversed(list(sent)) if t.idx < sent.start_char + match.end()) + 1
        found = (
            measures.within(token.i, token.head.right_edge.i + 1, refer=False)
            if token.dep_ == "prep" and token.head.sent.start != token.head.i
            else Found((), False, 0, 0)
        )
        topic = (
            found.codes
            if found and found.codes != ("talks",)
            else tuple(c for c in measures.topic(token.i) if c != "talks") or ("peace_settlement",)
        )
        frame = reading.frame_at.get(token.head.i)
        doers: tuple[Actor, ...] = tuple(a for a in reading.agents(frame) if a.type != "public") if frame else ()
        parties = doers if len(doers) > 1 else reading.cast.pair or doers
        record = made(
            reading,
            token,
            parties,
            Found(topic, False, token.i, token.i + 1),
            None,
            "negated",
            0.5,
            reading.chars(token.i, end),
        )
        if record is not None:
            yield record
