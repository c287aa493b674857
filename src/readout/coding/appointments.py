"""Whether a contact was held, goes on, is planned, was put off or called off, from the verbs and words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import data, words
from readout.language.frames import Frame
from readout.model.record import TalksStatus

if TYPE_CHECKING:
    from readout.language.tokens import Token

_AHEAD = frozenset(
    "schedule plan due planned upcoming forthcoming next expect invite further future coming propose set".split()
)


_DIARY = frozenset(
    """meet resume take hold follow visit fly travel open begin start go speak reconvene convene sit""".split()
)


def status_of(head: Token, governor: Frame | None) -> TalksStatus:
    """The status of the contact that ``head`` names or tells of; ``governor`` is the predicate that it belongs to."""
    lemmas = _around(head, governor)
    if governor is not None and _set(governor):
        return "planned"
    for status in ("postponed", "cancelled"):
        if lemmas & set(data("talks")["status"][status]):
            return status
    if governor is not None and governor.modality in ("future", "obligation", "conditional", "possible"):
        return "planned"
    if lemmas & _AHEAD:
        return "planned"
    if lemmas & {"ongoing", "underway", "continue"} or (governor is not None and _continuing(governor)):
        return "ongoing"
    if governor is not None and (standing := _timetable(governor)):
        return standing
    return "held"


def intended(frame: Frame) -> bool:
    """ "Is expected to visit", "intend to hold talks": planned by those who will, not only wished."""
    head = frame.head
    return head.dep_ == "xcomp" and head.head.lemma_.casefold() in words("talks", "around.setting")


def _timetable(governor: Frame) -> TalksStatus | None:
    """The present of a diary: "the secretaries meet in March", "the chiefs of staff speak every morning"."""
    head = governor.head
    helped = any(c.dep_ in ("aux", "auxpass") for c in head.children)
    if head.tag_ not in ("VBZ", "VBP") or helped or head.lemma_ not in _DIARY:
        return None
    return "ongoing" if {t.lower_ for t in head.subtree} & {"every", "each", "daily", "weekly"} else "planned"


def _around(head: Token, governor: Frame | None) -> set[str]:
    """Lemmas of the noun, of its predicate and of the one above, and of the words that say how it stands."""
    chain = [head, *([governor.head, governor.head.head] if governor is not None else [])]
    lemmas = {t.lemma_.casefold() for t in chain}
    for token in chain:
        for child in token.children:
            if child.dep_ in ("acomp", "xcomp", "amod", "prt", "oprd"):
                lemmas.add(child.lemma_.casefold())
            if child.dep_ == "prt":
                lemmas.add(f"{token.lemma_.casefold()} {child.lower_}")
    if governor is not None:
        lemmas.add(governor.lemma)
    return lemmas


def _set(governor: Frame) -> bool:
    """ "is to open on Monday", "agreed to meet", "a promise to meet": what is only set."""
    head = governor.head
    if head.lemma_ == "be" and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in head.children
    ):
        return True
    over = head.head
    while over.dep_ == "xcomp" and over.head is not over and over.lemma_ not in words("talks", "around.setting"):
        over = over.head
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)
    noun = over.lemma_ in ("be", "deal", "agreement", "pact", "plan", "promise", "invitation", "decision")
    if infinitive and (noun or head.dep_ in ("ROOT", "conj")):
        return True
    return over.lemma_ in words("talks", "around.setting") and head.dep_ in ("xcomp", "acl")


def _continuing(governor: Frame) -> bool:
    helpers = {c.lower_ for c in governor.head.children if c.dep_ == "aux"}
    if governor.head.tag_ != "VBG":
        return False
    clause = governor.head.dep_ not in ("advcl", "acl", "pcomp")
    return bool(helpers & {"is", "are"}) or (clause and bool(helpers & {"been", "be"}))
