"""What every rule about agreements shares: the record, its factuality, its parties, and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.measures import Found
from readout.coding.reading import Reading
from readout.coding.terms import terms
from readout.language.frames import Frame, is_negated
from readout.model import Actor, Agreement
from readout.model import Span as TextSpan
from readout.model.record import AgreementStatus, Factuality

if TYPE_CHECKING:
    from readout.language.tokens import Token

PLANS = frozenset(
    {
        "term",
        "proposal",
        "plan",
        "offer",
        "idea",
        "text",
        "document",
        "halt",
        "end",
        "paper",
        "draft",
        "mediation",
        "invitation",
        "timetable",
        "resolution",
    }
)
"""Nouns that may be agreed to without being deals themselves."""

_REPORTEDLY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})

PROVISIONS = frozenset(
    {
        "troop_withdrawal",
        "monitoring",
        "disarmament",
        "prisoner_exchange",
        "hostage_release",
        "humanitarian_access",
        "buffer_zone",
        "border_reopening",
        "elections",
        "peacekeeping",
        "reconstruction",
        "political_transition",
        "evacuation",
        "sanctions_relief",
        "diplomatic_relations",
        "security_guarantees",
        "territory",
        "military_aid",
    }
)
"""Measures with a deed of their own, which a deal binds somebody to."""


def made(
    reading: Reading,
    head: Token,
    parties: tuple[Actor, ...] | list[Actor],
    found: Found,
    status: AgreementStatus | None,
    factuality: Factuality = "fact",
    confidence: float = 0.6,
    evidence: TextSpan | None = None,
) -> Agreement | None:
    """The agreement told by the clause of ``head``; none when no measure is known."""
    if not found.codes:
        return None
    ground = reading.ground(head, factuality, evidence)
    return Agreement(
        **ground,
        plover="AGREE",
        parties=distinct(tuple(parties)),
        measure=found.codes,
        status=status if factuality == "fact" else None,
        terms=terms(reading, head, found),
        confidence=confidence,
    )


def factuality(reading: Reading, frame: Frame) -> Factuality:
    """Whether it was agreed; a promise told as "said it would" was made, and so is a fact."""
    if frame.negated or _denied(frame):
        return "negated"
    if frame.modality == "conditional" and reading.said_by(frame.head):
        return "fact"
    if frame.modality in ("possible", "conditional") or hearsay(frame.head):
        return "possible"
    hoped = frame.head.dep_ == "xcomp" and frame.head.head.lemma_ in (
        "hope",
        "expect",
        "plan",
        "want",
        "aim",
        "seek",
        "try",
    )
    return "planned" if frame.modality == "future" or hoped else "fact"


def hearsay(head: Token) -> bool:
    """ "Was reportedly extended", "is said to have agreed" (codebook section 2, `factuality`)."""
    if any(c.lower_ in _REPORTEDLY for c in head.children if c.dep_ == "advmod"):
        return True
    above = head.head
    told = (
        above.lemma_ in ("say", "report", "believe", "rumour", "rumor", "understand", "think") and head.dep_ == "xcomp"
    )
    return told and any(c.dep_ == "auxpass" for c in above.children)


def _denied(frame: Frame) -> bool:
    """ "stopped short of agreeing", "failed to agree", "refused to", "denied having agreed", "denies it agreed"."""
    governor = frame.head.head
    if frame.head.dep_ == "ccomp" and governor.lemma_ == "deny":
        return not is_negated(governor)
    if frame.head.dep_ == "pcomp" and governor.lower_ == "of":
        governor = governor.head
        return governor.lower_ == "short" or governor.head.lower_ == "short"
    return frame.head.dep_ == "xcomp" and governor.lemma_ in ("fail", "refuse", "decline", "deny")


def is_deal(token: Token) -> bool:
    """True for a noun that means a deal or a truce."""
    lemma = token.lemma_.casefold()
    return lemma in words("agreements", "deals") or (lemma == "fire" and token.i > 0 and token.nbor(-1).text == "-")


def parties_of(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """ "a truce between A and B", "A's agreement with B"."""
    found: list[Actor] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("between", "with", "by", "among"):
            for obj in child.children:
                if obj.dep_ == "pobj":
                    found += reading.cast.all_of(obj)
        if child.dep_ == "poss":
            found += reading.actors(child)
    return distinct(found)


_WATCHING = frozenset(
    {
        "committee",
        "commission",
        "mechanism",
        "observers",
        "monitors",
        "mission",
        "centre",
        "center",
        "inspectors",
        "team",
        "panel",
        "assembly",
        "officers",
        "patrols",
        "group",
        "court",
        "jurists",
        "experts",
        "engineers",
        "guards",
        "delegates",
        "board",
        "body",
        "council",
    }
)
"""Bodies that watch over a deal, and are no party to it."""


_MEMBERS = frozenset(
    "fighters soldiers troops men policemen patrols deputies officers prisoners detainees militiamen units militias "
    "gunmen guards families refugees commanders combatants groups crews instructors mercenaries advisers".split()
)
"""People of a side, or from outside, who are to do something under a deal and did not make it."""


def binding(reading: Reading, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of ``actors`` whom a deal can bind, else the two that the report is about."""
    kept = tuple(
        a
        for a in actors
        if reading.cast.signing(a)
        or (
            a.type not in ("public", "media")
            and not _WATCHING & set(a.name.casefold().split())
            and not (a.state is None and a.name.casefold().split()[-1] in _MEMBERS)
        )
    )
    return kept or reading.cast.pair or actors


def bound_by(doers: tuple[Actor, ...], deal: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a term binds: its doers where they are parties of the deal or name a state or leader, else all parties.

    "Fighters will gather in camps", "a panel of jurists will draw the line" bind those who made the deal.
    """
    if len(deal) < 2:
        return doers or deal
    states = {a.state for a in deal if a.state}
    names = [set(a.name.casefold().split()) for a in deal]
    kept = tuple(
        a
        for a in doers
        if (a in deal or not _WATCHING & set(a.name.casefold().split()))
        and not a.name.casefold().startswith(("no ", "neither "))
        and (
            a.state in states
            or any(set(a.name.casefold().split()) & n for n in names)
            or (a.type in ("government", "person") and a.state)
        )
    )
    return kept or deal
