"""Orders to one's own forces, and decisions of bodies that bind by themselves: votes, decrees, declarations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.commitment import PROVISIONS, factuality, is_deal, made
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.parts import parts
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Token

_FORCES = frozenset(
    {
        "force",
        "troop",
        "army",
        "military",
        "general",
        "commander",
        "soldier",
        "unit",
        "fighter",
        "man",
        "navy",
        "men",
        "police",
        "gunner",
        "pilot",
        "garrison",
    }
)
_RESUMING = frozenset(
    {"lift", "ease", "remove", "drop", "repeal", "scrap", "unfreeze", "waive", "relax", "suspend", "end", "delist"}
)
_PROLONGING = frozenset(
    {
        "extend",
        "renew",
        "prolong",
        "approve",
        "adopt",
        "ratify",
        "vote",
        "authorise",
        "authorize",
        "endorse",
        "pass",
        "decide",
        "decree",
        "enact",
    }
)
_DECLARING = frozenset({"declare", "announce", "proclaim", "restore", "begin", "reinstate"})
_OPENING = frozenset({"reopen", "open"})


def ordering(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """A party tells its forces to carry a truce or a withdrawal out: status `ordered`."""
    lemma = frame.head.lemma_
    if lemma not in words("agreements", "ordering"):
        return
    whom = [
        p
        for p in frame.patients
        if p.lemma_.casefold() in _FORCES or any(a.type in ("military", "armed_group") for a in reading.actors(p))
    ]
    order = next((p for p in frame.patients if p.lemma_ == "order"), None)
    agents = reading.agents(frame)
    if (
        (not agents and not (frame.passive and whom))
        or (lemma in ("tell", "direct", "give") and not whom and order is None)
        or (lemma == "give" and order is None)
    ):
        return
    found = _ordered(measures, frame, whom, order)
    if not found or not (found.truce or set(found.codes) & PROVISIONS):
        return
    parties = agents or reading.actors(*whom) or reading.cast.pair
    foreign = (
        [
            a
            for p in frame.patients
            for a in reading.actors(p)
            if a.state and parties[0].state and a.state != parties[0].state
        ]
        if parties
        else []
    )
    addressed = [a for p in frame.patients if p not in whom for a in reading.actors(p) if a not in parties]
    if foreign or (addressed and not found.truce):
        return
    if (record := made(reading, frame.head, parties, found, "ordered", factuality(reading, frame), 0.7)) is not None:
        yield record


def _ordered(measures: Measures, frame: Frame, whom: list[Token], order: Token | None) -> Found:
    complement = frame.complement()
    found = measures.of(complement) if complement is not None else NOTHING
    for patient in frame.patients if not found else ():
        if patient not in whom:
            found = found or measures.of(patient, refer=patient is order)
    back = any(c.lower_ in ("back", "home") and c.dep_ in ("advmod", "prt") for c in frame.head.children)
    if back and whom and not found:
        return Found(("troop_withdrawal",), True, frame.head.i, frame.head.right_edge.i + 1)
    if order is not None and not found:
        found = measures.within(order.i, frame.head.right_edge.i + 1) or Found(
            measures.topic(frame.head.i), False, order.i, order.i + 1
        )
    return found


def deciding(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "The council lifted its embargo", "parliament ratified the treaty", "the rebels declared a pause"."""
    lemma = frame.head.lemma_
    settled = frame.head.tag_ in ("VBD", "VBN", "VBZ", "VBP") and frame.modality == "none" and not frame.negated
    agents = tuple(a for a in reading.agents(frame) if a.type not in ("public", "media", "ngo"))
    if not settled or not agents or lemma not in _RESUMING | _PROLONGING | _DECLARING | _OPENING:
        return
    objects = list(frame.patients)
    if (
        (complement := frame.complement()) is not None
        and lemma in ("vote", "decide", "announce", "declare")
        and not objects
    ):
        objects = [complement]
    if not objects and lemma == "vote":
        objects = frame.preposition("for")
    for found, evidence in parts(reading, measures, frame.head, objects):
        if evidence is None and lemma in _RESUMING | _OPENING:
            found = measures.of(frame.head, refer=False)  # "lifted the embargo": the verb makes the measure
        if (
            _binds(lemma, agents, found, objects)
            and (record := made(reading, frame.head, agents, found, "agreed", "fact", 0.55, evidence)) is not None
        ):
            yield record


def _binds(lemma: str, agents: tuple[Actor, ...], found: Found, objects: list[Token]) -> bool:
    """True when a decision of these actors brings the measure about by itself."""
    if not found.named:
        return False
    public = any(a.type in ("igo", "government", "bloc") for a in agents)
    if lemma in _DECLARING:
        return found.truce and any(o.pos_ == "NOUN" for o in objects)
    if lemma in _RESUMING:
        return "sanctions_relief" in found.codes
    if lemma in _OPENING:
        return "border_reopening" in found.codes or "diplomatic_relations" in found.codes
    if lemma in ("extend", "renew", "prolong"):
        return bool(set(found.codes) & PROVISIONS) or found.truce or "sanctions" in found.codes
    return (
        public
        and bool(set(found.codes) & PROVISIONS or found.truce or "sanctions" in found.codes)
        and not any(is_deal(o) for o in objects if lemma == "endorse")
    )
