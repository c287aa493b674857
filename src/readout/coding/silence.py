"""What was not agreed, told without a verb of agreeing: "the text is silent on", "no decision has been taken"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.commitment import is_deal, made
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Token

_TEXTS = frozenset(["text", "document", "paper", "statement", "communique", "communiqué", "draft", "wording", "term"])
_MENTIONING = frozenset(["mention", "address", "cover", "include", "touch", "contain", "specify", "regulate", "name"])
_DECISIONS = frozenset(["decision", "consensus", "agreement", "undertaking", "commitment", "paper", "document"])
_SETTLING = frozenset(["agree", "decide", "settle", "sign", "arrange", "undertake", "promise", "concede", "fix"])
_ABOUT = ("on", "about", "of", "regarding", "concerning", "over", "to", "for")


def silent(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """A measure that a deal leaves out, or on which nobody has settled anything: an agreement, negated."""
    if frame.modality not in ("none", "possible"):
        return
    if (left := _left_out(measures, frame)) is not None:
        parties = reading.cast.pair
    elif (left := _unsettled(reading, measures, frame)) is not None:
        parties = tuple(a for a in reading.agents(frame) if a.type not in ("public", "media")) or reading.cast.pair
    else:
        return
    record = made(reading, frame.head, parties, left, None, "negated", 0.5)
    if record is not None:
        yield record


def _is_text(token: Token) -> bool:
    return is_deal(token) or token.lemma_.casefold() in _TEXTS


def _objects(frame: Frame) -> list[Token]:
    """Objects of the prepositions of a predicate, also of those that hang on its adjective or noun."""
    inner = [
        o
        for c in frame.head.children
        if c.dep_ in ("acomp", "attr", "dobj", "oprd")
        for p in c.children
        if p.dep_ == "prep" and p.lower_ in _ABOUT
        for o in p.children
        if o.dep_ in ("pobj", "pcomp")
    ]
    return [*frame.preposition(*_ABOUT), *inner]


def _left_out(measures: Measures, frame: Frame) -> Found | None:
    """ "The accord is silent on X", "the text does not mention X", "X finds no mention in the document"."""
    head, agents, patients = frame.head, frame.agents, frame.patients
    nothing = any(c.dep_ == "dobj" and c.lower_ in ("nothing", "little") for c in head.children)
    unmentioned = any(
        c.lemma_.casefold() in ("mention", "reference") and any(d.lower_ == "no" for d in c.children)
        for c in head.children
        if c.dep_ in ("dobj", "attr")
    )
    hushed = head.lemma_ in ("be", "remain", "stay") and any(c.lower_ == "silent" for c in head.children)
    said_nothing = head.lemma_ in ("say", "contain", "provide") and nothing
    omitted = frame.negated and head.lemma_ in _MENTIONING
    if any(_is_text(a) for a in agents) and (hushed or said_nothing or unmentioned or omitted):
        objects = [*_objects(frame), *(p for p in patients if omitted and p.lower_ not in ("nothing", "mention"))]
        return _measure(measures, objects)
    within = [o for c in head.subtree if c.lower_ in ("in", "by") and c.dep_ in ("prep", "agent") for o in c.children]
    if any(_is_text(o) for o in within) and ((frame.passive and omitted) or (unmentioned and head.lemma_ != "make")):
        return _measure(measures, [*patients, *(a for a in agents if not _is_text(a))])
    return None


def _unsettled(reading: Reading, measures: Measures, frame: Frame) -> Found | None:
    """ "Nothing was agreed on X", "has signed nothing", "no decision has been taken on X"."""
    head = frame.head
    nouns = [*frame.patients, *(frame.agents if head.lemma_ == "be" else ())]
    none = any(p.lower_ == "nothing" or (p.lower_ == "anything" and frame.negated) for p in nouns)
    refused = any(
        p.lemma_.casefold() in _DECISIONS and any(c.lower_ == "no" for c in p.children) for p in frame.patients
    )
    if not (none and head.lemma_ in _SETTLING) and not (
        refused and head.lemma_ in ("take", "make", "reach", "find", "sign", "conclude", "adopt", "achieve")
    ):
        return None
    inner = [
        o
        for p in frame.patients
        for c in p.children
        if c.dep_ == "prep" and c.lower_ in _ABOUT
        for o in c.children
        if o.dep_ in ("pobj", "pcomp")
    ]
    fronted = [o for c in head.subtree if c.dep_ == "prep" and c.lower_ in ("for", "on", "to") for o in c.children]
    named = [f for o in (*inner, *_objects(frame), *fronted) if (f := measures.of(o, refer=False))]
    if named:
        return named[0]
    about = [o for o in (*inner, *_objects(frame)) if o.pos_ == "NOUN" and o.ent_type_ not in ("DATE", "TIME")]
    if about:
        start, end = about[0].left_edge.i, about[0].right_edge.i + 1
        return Found(measures.guessed(start, end) or ("other",), False, start, end)
    settling = head.lemma_ == "sign"
    topic = measures.topic(head.i, settling=settling) or (measures.main if settling else ())
    return Found(topic or ("other",), False, head.i, head.i + 1)


def _measure(measures: Measures, objects: list[Token]) -> Found | None:
    found = next((f for o in objects if (f := measures.of(o, refer=False))), NOTHING)
    if found:
        return found
    return Found(("other",), False, objects[0].i, objects[0].i + 1) if objects else None
