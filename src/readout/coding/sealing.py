"""Deals told in other words than agreeing: names put to a charter, peace made, "signed on Sunday", a surrender."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.commitment import factuality, made
from readout.coding.measures import Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Token

_SIGNING = frozenset({"sign", "initial", "countersign"})
_NAMES = frozenset({"name", "signature", "initial", "hand", "seal", "pen", "thumbprint"})
_UNSIGNED = frozenset(
    "law bill contract order decree letter petition book cheque check autograph lease statement player".split()
)
_FEUDS = frozenset(
    "war fighting hostility confrontation insurgency conflict rebellion bloodshed feud struggle enmity".split()
)
_QUARRELS = _FEUDS | frozenset(
    "quarrel dispute crisis incident matter affair difference row standoff disagreement".split()
)
_OVER = frozenset("closed over settled ended finished resolved past buried".split())
_HOLDING = frozenset("declare call deem regard pronounce treat see".split())
_DROPPING = frozenset({"drop", "give up", "abandon", "renounce", "waive", "shelve", "relinquish"})
_ASKED = frozenset({"demand", "claim", "call", "insistence"})
_STEPS = frozenset("step phase stage beginning start outcome result".split())
_BY_DEAL = frozenset("treaty accord agreement pact deal protocol settlement handshake peace charter compromise".split())


def sealing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """One deal sealed by its parties, whatever the words."""
    for rule in (_signed, _named, _peace, _ended, _closed, _dropped, _acknowledged, _surrendered, _stepped):
        found = rule(reading, measures, frame)
        if found is None:
            continue
        record = made(reading, frame.head, reading.agents(frame), found, "agreed", factuality(reading, frame), 0.5)
        if record is not None:
            yield record
        return


def _settled(measures: Measures, frame: Frame, obj: Token | None = None) -> Found:
    """What the deal is about: its own words, else the deal told before it, else a settlement."""
    own = measures.of(obj, refer=False) if obj is not None else Found((), False, 0, 0)
    topic = measures.topic(frame.head.i, settling=True) if obj is None else ()
    return own or Found(topic or ("peace_settlement",), False, frame.head.i, frame.head.i + 1)


def _signed(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "A and B signed on Sunday", "signed the Act of Reconciliation", "signed a package of five papers"."""
    if frame.head.lemma_ not in _SIGNING or frame.passive or frame.head.dep_ in ("amod", "acl"):
        return None
    if len(reading.agents(frame)) < 2 or any(c.dep_ == "prt" for c in frame.head.children):
        return None
    objects = [c for c in frame.head.children if c.dep_ in ("dobj", "obj")]
    if any(o.lemma_.casefold() in _UNSIGNED for o in objects):
        return None
    return _settled(measures, frame, objects[0] if objects else None)


def _named(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "put their names to a charter", "shook hands on the exchange of envoys"."""
    head = frame.head
    put = head.lemma_ in ("put", "set", "lend", "append", "affix", "add") and any(
        c.dep_ == "dobj" and c.lemma_.casefold() in _NAMES for c in head.children
    )
    shaken = head.lemma_ == "shake" and any(c.lemma_.casefold() == "hand" for c in head.children)
    if not (put or shaken) or not reading.agents(frame):
        return None
    objects = frame.preposition("to") if put else frame.preposition("on", "over")
    objects += [
        o
        for c in head.children
        if c.dep_ == "dobj"
        for p in c.children
        if p.dep_ == "prep" and p.lower_ in ("to", "on", "under")
        for o in p.children
        if o.dep_ == "pobj"
    ]
    return _settled(measures, frame, objects[0]) if objects else None


def _peace(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "have made peace", "concluded a definitive peace", "buried the hatchet"."""
    objects = {c.lemma_.casefold() for c in frame.head.children if c.dep_ == "dobj"}
    peace = frame.head.lemma_ in ("make", "conclude", "sign", "seal") and "peace" in objects
    buried = frame.head.lemma_ == "bury" and objects & {"hatchet", "quarrel"}
    if not (peace or buried) or not reading.agents(frame):
        return None
    return Found(("peace_settlement",), True, frame.head.i, frame.head.i + 1)


def _ended(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "ended three years of war with a treaty of six articles"."""
    if frame.head.lemma_ not in ("end", "close", "settle", "finish", "conclude") or not reading.agents(frame):
        return None
    feud = any(t.lemma_.casefold() in _FEUDS for p in frame.patients for t in p.subtree)
    deal = any(o.lemma_.casefold() in _BY_DEAL for o in frame.preposition("with", "by", "in", "under"))
    return Found(("peace_settlement",), True, frame.head.i, frame.head.i + 1) if feud and deal else None


def _closed(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "declared the matter closed", "settled their quarrel", "resolved their differences"."""
    head = frame.head
    if frame.negated or frame.modality != "none" or head.tag_ not in ("VBD", "VBN", "VBP", "VBZ"):
        return None
    subjects = [t for t in head.subtree if t.lemma_.casefold() in _QUARRELS and t.i > head.i]
    over = any(t.lower_ in _OVER for t in head.subtree if t.i > head.i)
    held = head.lemma_ in _HOLDING and bool(subjects) and over
    settled = head.lemma_ in ("settle", "resolve", "bury") and any(
        p.lemma_.casefold() in _QUARRELS for p in frame.patients
    )
    if not (held or settled) or frame.passive or not reading.agents(frame):
        return None
    return Found(("peace_settlement",), True, head.i, head.i + 1)


def _dropped(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "dropped its demand for a state of its own", "gave up its claim to the island"."""
    asked = [p for p in frame.patients if p.lemma_.casefold() in _ASKED]
    lemma = "give up" if frame.lemma == "give up" else frame.head.lemma_
    if lemma not in _DROPPING or not asked or frame.modality == "possible" or not reading.agents(frame):
        return None
    found = measures.of(asked[0], refer=False)
    return found or Found(("other",), True, asked[0].i, asked[0].right_edge.i + 1)


def _acknowledged(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "Both states recognised the line of 1950", "the two reaffirmed the treaty": two or more, of one thing."""
    if frame.head.lemma_ not in ("recognise", "recognize", "reaffirm") or frame.modality not in ("none", "future"):
        return None
    if len(reading.agents(frame)) < 2 or not frame.patients:
        return None
    found = measures.of(frame.patients[0], refer=False)
    return found if found.named else None


def _surrendered(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "surrendered all forces on the island at nine", "the garrison capitulated", not weapons handed in."""
    head = frame.head
    if head.lemma_ not in ("surrender", "capitulate") or frame.negated or frame.modality != "none":
        return None
    arms = any("disarmament" in measures.of(p, refer=False).codes for p in frame.patients)
    if arms or not reading.agents(frame) or head.tag_ not in ("VBD", "VBN", "VBP", "VBZ"):
        return None
    return Found(("surrender",), True, head.i, head.i + 1)


def _stepped(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "X confirmed that the first step would be a truce at sea", said of a deal told before."""
    head = frame.head
    subject = next((s for s in frame.agents if s.lemma_.casefold() in _STEPS), None)
    if head.lemma_ != "be" or subject is None or frame.negated or not measures.topic(head.i, settling=True):
        return None
    if frame.modality not in ("none", "future", "conditional") or not reading.said_by(head):
        return None
    found = next((measures.of(c, refer=False) for c in head.children if c.dep_ == "attr"), None)
    return found if found and found.named and found.truce else None
