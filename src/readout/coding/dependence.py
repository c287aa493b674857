"""One thing made to depend on another: "only if", "no talks before", "hinges on", "in exchange for"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.demands import condition
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Condition

if TYPE_CHECKING:
    from readout.language.tokens import Token

_MARKS = frozenset(
    {"if", "unless", "until", "once", "before", "after", "provided", "when", "till", "while", "long", "should"}
)
_STRONG = frozenset({"unless", "provided", "long"})
_SURE = frozenset({"unless", "provided", "long", "if", "should"})
"""Marks that make a condition whatever it names."""
_TIMELY = frozenset({"after", "when", "once", "before", "while"})
"""Marks that order in time, and make a condition only with "only", a refusal, or a promise."""
_NOUNS = frozenset({"condition", "precondition", "demand", "requirement", "prerequisite", "ultimatum"})
_PRICES = frozenset({"condition", "precondition", "prerequisite", "requirement", "price"})
_MAKING = frozenset({"make", "set", "name", "call", "describe", "list", "lay", "put", "cite", "give"})
_HINGING = frozenset({"hinge", "depend", "rest", "hang", "conditional", "contingent", "dependent", "tie", "link"})
_BARGAIN = re.compile(
    r"\b(?:in (?:exchange|return) for|only (?:after|with|in return for|in exchange for))\b", re.IGNORECASE
)
_LIKEWISE = frozenset("do attack fire reciprocate follow agree comply".split())
_STAYING = frozenset({"continue", "remain", "stay", "keep", "hold", "last", "go", "fight"})


def depending(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "will sign only if ...", "would not return while ...", "unless X accepts"."""
    for clause in (c for c in frame.head.children if c.dep_ == "advcl"):
        word, only = _mark(frame, clause)
        if word is None or not _makes_condition(reading, frame, word, only=only):
            continue
        of = _main(measures, frame, clause)
        found = _asked(measures, clause, of)
        holder = holder_of(reading, frame)
        if not holder or not (found or of or only or word in _SURE):
            continue
        addressees = reading.actors(*(c for c in clause.children if c.dep_ == "nsubj"))
        yield condition(reading, frame.head, holder, addressees, found, of, 0.6 if only or word in _STRONG else 0.5)
        return


def _mark(frame: Frame, clause: Token) -> tuple[str | None, bool]:
    """The word that opens the clause, and whether "only" or a refusal sharpens it."""
    mark = next((c for c in clause.children if c.dep_ in ("mark", "advmod", "prep") and c.lower_ in _MARKS), None)
    opening = [t.lower_ for t in clause.doc[clause.left_edge.i : clause.left_edge.i + 3]]
    if mark is None and opening[:1] == ["should"]:
        return "should", False
    if "long" in opening and "as" in opening:
        return "long", True
    if mark is None:
        return None, False
    before = mark.nbor(-1).lower_ if mark.i else ""
    only = before in ("only", "not", "even") or any(c.lower_ == "only" for c in clause.children)
    only = only or any(c.lower_ == "only" and c.i > frame.head.i - 3 for c in frame.head.children)
    return mark.lower_, only or (frame.negated and mark.lower_ in ("until", "unless", "before", "while"))


def _makes_condition(reading: Reading, frame: Frame, word: str, *, only: bool) -> bool:
    if only or word in _STRONG:
        return True
    speaking = bool(reading.said_by(frame.head))
    promising = frame.modality in ("conditional", "future") and (speaking or bool(reading.agents(frame)))
    if word in _TIMELY:
        return (
            promising
            and speaking
            and word in ("once", "when", "after")
            and frame.head.lemma_ not in ("say", "meet", "be")
        )
    if word in ("until", "till"):
        return promising and frame.head.lemma_ in _STAYING
    return speaking or promising or frame.head.lemma_ in ("offer", "promise", "pledge", "vow")


def dependent(measures: Measures, start: int, end: int) -> tuple[Found, Found] | None:
    """What tokens ``[start, end)`` ask and what hangs on it, where a clause in them sets a condition; else None."""
    doc = measures.reading.doc
    for clause in doc[start:end]:
        if clause.dep_ != "advcl" or not start <= clause.head.i < end:
            continue
        mark = next((c for c in clause.children if c.dep_ in ("mark", "advmod", "prep") and c.lower_ in _MARKS), None)
        if mark is None or mark.lower_ in ("while", "when", "after"):
            continue
        low, high = max(start, clause.left_edge.i), min(end, clause.right_edge.i + 1)
        rest = (start, low) if low - start > end - high else (high, end)
        of = measures.within(*rest)
        return _asked(measures, clause, of), of
    return None


def _asked(measures: Measures, clause: Token, of: Found) -> Found:
    """The measure of the clause; "as long as X does" asks the same of the other side as the main clause tells."""
    found = measures.of(clause)
    short = clause.right_edge.i - clause.left_edge.i < 6
    if not found.named and of and short and clause.lemma_ in _LIKEWISE:
        return of
    pointing = found.end - found.start == 1 or clause.lemma_ == clause.head.lemma_  # "the deal", "leave theirs alone"
    if not found.named and found.codes == of.codes and not pointing:
        start, end = clause.left_edge.i, clause.right_edge.i + 1
        guessed = tuple(c for c in measures.guessed(start, end) if c not in of.codes)
        return Found(guessed or ("other",), False, start, end)  # not what hangs on it once more
    if not found and (codes := measures.hinted(clause.left_edge.i, clause.right_edge.i + 1)):
        return Found(codes, False, clause.left_edge.i, clause.right_edge.i + 1)
    return found


def _main(measures: Measures, frame: Frame, clause: Token) -> Found:
    """The measure of the main clause without the clause that it hangs on."""
    if clause.i > frame.head.i:
        return measures.within(frame.head.left_edge.i, clause.left_edge.i)
    return measures.within(clause.right_edge.i + 1, frame.head.right_edge.i + 1)


def holder_of(reading: Reading, frame: Frame) -> tuple[Actor, ...]:
    """Whose condition it is: the speaker's, or the doer's whom a spokesman or a mediator speaks of."""
    said = reading.said_by(frame.head)
    own = reading.agents(frame)
    if said:
        reported = (
            own
            and own[0].state is None
            and said[0].type == "person"
            and frame.modality in ("conditional", "future")
            and said[0].state
        )
        spoken_for = (  # a spokesman or a mediator tells what another party would do
            own
            and own[0].type != "public"
            and frame.modality in ("conditional", "future")
            and said[0].type == "person"
            and (not said[0].state or own[0].state == said[0].state)
        )
        return own if reported or spoken_for else said
    return own


def hinging(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "a wider deal hinges on an end to aid", "is conditional on elections", "tied to progress in the talks"."""
    for host in (frame.head, *(c for c in frame.head.children if c.dep_ == "acomp")):
        if host.lemma_ not in _HINGING:
            continue
        preps = ("to",) if host.lemma_ in ("tie", "link") else ("on", "upon")
        objects = [
            o
            for c in host.children
            if c.dep_ == "prep" and c.lower_ in preps
            for o in c.children
            if o.dep_ in ("pobj", "pcomp")
        ]
        if not objects:
            continue
        found = measures.of(objects[0])
        subject = next(iter((*frame.agents, *frame.patients)), None)
        of = measures.of(subject) if subject is not None else NOTHING
        holder = reading.said_by(frame.head) or (reading.actors(subject) if subject is not None else ())
        if found and (holder or of):
            yield condition(reading, frame.head, holder, (), found, of, 0.6)
            return


def bargaining(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "would free them in exchange for ...", "only after a further inquiry"."""
    start, end = frame.head.i, frame.head.right_edge.i + 1
    text = reading.doc[start:end].text
    match = _BARGAIN.search(text)
    holder = holder_of(reading, frame)
    if match is None or not holder:
        return
    at = reading.doc[start].idx + match.end()
    price = next((t for t in reading.doc[start:end] if t.idx >= at), None)
    inner = [
        t
        for t in reading.doc[start + 1 : end]
        if t.i in reading.frame_at and t.i < (price.i if price is not None else end)
    ]
    if (
        price is None
        or (inner and frame.head.dep_ != "ROOT")
        or frame.head.lemma_ in ("say", "tell", "reject", "refuse")
    ):
        return
    found, of = (
        measures.within(price.i, end, refer=False),
        measures.within(frame.head.left_edge.i, price.i, refer=False),
    )
    if found:
        yield condition(reading, frame.head, holder, (), found, of, 0.5)


def made_condition(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "made the return of the boats a condition for talks", "set a recount as the price of taking its seats"."""
    head, doc = frame.head, frame.head.doc
    if head.lemma_ not in _MAKING or frame.passive:
        return
    noun = next((t for t in head.subtree if t.i > head.i and t.lemma_.casefold() in _PRICES and t.pos_ == "NOUN"), None)
    if noun is None:
        return
    low = high = noun.i
    while low > head.i + 1 and doc[low - 1].tag_ in ("DT", "JJ", "PRP$", "JJR", "CD"):
        low -= 1
    as_what = doc[low - 1].lower_ == "as"
    low -= 1 if as_what else 0
    while high + 1 < len(doc) and doc[high + 1].i <= head.right_edge.i:
        high += 1
    holder = reading.agents(frame) or reading.said_by(head)
    if low - head.i < 2 or not holder or not (as_what or head.lemma_ in ("make", "call")):
        return
    found = measures.within(head.i + 1, low, refer=False)
    if not found:
        found = Found(measures.guessed(head.i + 1, low) or ("other",), False, head.i + 1, low)
    of = measures.within(noun.i + 1, high + 1) if high > noun.i else NOTHING
    yield condition(reading, head, holder, (), found, of, 0.6, negated=frame.negated)


def stipulated(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "A major condition for X is the end of ...", "... was the key condition"."""
    if frame.head.lemma_ not in ("be", "remain", "include", "become"):
        return
    sides = [c for c in frame.head.children if c.dep_ in ("nsubj", "attr", "dobj", "ccomp", "csubj", "xcomp")]
    noun = next((p for p in sides if p.lemma_.casefold() in _NOUNS), None)
    others = [p for p in sides if p is not noun]
    if noun is None or not others:
        return
    found = next((f for o in others if (f := measures.of(o))), NOTHING)
    objects = [
        o
        for c in noun.children
        if c.dep_ == "prep" and c.lower_ in ("for", "of", "from", "by")
        for o in c.children
        if o.dep_ == "pobj"
    ]
    holder = reading.actors(*[c for c in noun.children if c.dep_ == "poss"], *objects) or reading.said_by(frame.head)
    of = next((f for o in objects if (f := measures.of(o, refer=False))), NOTHING)
    if holder or found:
        yield condition(reading, frame.head, holder, (), found, of, 0.6)
