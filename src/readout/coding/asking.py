"""Demands in looser words: pleas, wants, deadlines to answer, and clauses that only a marker makes a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.demands import condition
from readout.coding.dependence import holder_of
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Actor, Condition

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_PLEADING = frozenset(
    "ask appeal plead beg petition implore beseech entreat apply turn press push encourage pressure exhort "
    "remind lobby agitate clamour urge request demand".split()
)
_QUESTIONS = frozenset({"whether", "if", "what", "how", "why", "who", "when", "where", "question", "himself", "about"})
_SURE = (
    r"provided(?: that)?|providing that|on (?:the )?conditions? that|on the understanding that|in exchange for"
    r"|in return for|only (?:if|when|after|once|with|when)|unless|(?:as|so) long as|for as long as"
)
_TIMELY = r"when(?= [^.,;]{3,60} ha(?:s|ve) )|once|as soon as|until|till|the day|if|before any"
_MARKED = re.compile(rf"\b(?:(?P<sure>{_SURE})|(?P<timely>{_TIMELY}))\b", re.IGNORECASE)
_ENDS = re.compile(r"[,;:.\"\u201d\u2014]|\s-\s|$")
_NOTHING_WITHOUT = re.compile(
    r"\b[Nn]o (?P<thing>[\w' -]{3,40}?) (?:without|before|until|unless|while) (?P<price>[\w' -]{3,60})"
    r"|\b[Nn]o (?P<price2>[\w' -]{3,30}), no (?P<thing2>[\w' -]{3,30})"
)
_MAIN_LEFT_OUT = frozenset({"say", "tell", "add", "report", "ask"})


def pleading(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "asked Peru for two more days", "pleaded with the group to come", "appeals to the media to refrain"."""
    head = frame.head
    if head.lemma_ not in _PLEADING or (frame.passive and not frame.preposition("by")) or frame.modality == "possible":
        return
    after = [t for t in head.subtree if t.i > head.i]
    purpose = next((t for t in after if _purpose(t, head)), None)
    if purpose is None or any(t.lower_ in _QUESTIONS for t in after if t.i < purpose.i + 1 or t.head.i == head.i):
        return
    holder = reading.agents(frame) or _of_document(reading, head)
    if not holder:
        return
    end = max(t.i for t in after) + 1
    asked = reading.actors(*frame.patients, *frame.preposition("to", "with", "on", "upon"))
    found = measures.within(purpose.i, end, refer=False)
    yield condition(reading, head, holder, asked, found, NOTHING, 0.5, negated=frame.negated)


def _purpose(token: Token, head: Token) -> bool:
    """ "for ...", "to do ...", "that ..." after a verb of asking."""
    if token.lower_ == "for" and token.dep_ in ("prep", "mark"):
        return token.head.i == head.i or token.head.head.i == head.i
    near = token.head.i == head.i or token.head.head.i == head.i
    return near and token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _of_document(reading: Reading, head: Token) -> tuple[Actor, ...]:
    """ "passed a resolution demanding ...": who passed it."""
    verb = head.head.head if head.dep_ == "acl" else head
    over = reading.frame_at.get(verb.i)
    return reading.agents(over) if over is not None else ()


def wanting(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "wants the army out of the creeks first", "wanted more of them, near towns", "needs the data first"."""
    head = frame.head
    holder = reading.agents(frame)
    if head.lemma_ not in ("want", "need", "seek", "expect") or not holder or frame.passive:
        return
    objects = [c for c in head.children if c.dep_ in ("dobj", "ccomp", "oprd")]
    if not objects or any(o.tag_ == "WDT" for o in objects):
        return
    start = head.i + 1
    end = min(
        (t.i for t in head.subtree if t.i > start and t.lower_ in ("before", "until")), default=head.right_edge.i + 1
    )
    found = measures.within(start, end, refer=False)
    if not found and (codes := measures.hinted(start, end)):
        found = Found(codes, False, start, end)
    first = any(t.lower_ in ("first", "before", "back", "out") for t in head.subtree if t.i > head.i)
    if found or first:
        of = measures.within(end, head.right_edge.i + 1, refer=False)
        yield condition(reading, head, holder, reading.actors(*objects), found, of, 0.5, negated=frame.negated)


def deadline(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Condition]:
    """ "has given both delegations until Monday to reply", "set Friday noon as the deadline"."""
    head = frame.head
    holder = reading.agents(frame)
    if head.lemma_ not in ("give", "set", "fix") or not holder:
        return
    inside = [t for t in head.subtree if t.i > head.i]
    until = head.lemma_ == "give" and any(t.lower_ in ("until", "till") for t in inside)
    named = head.lemma_ != "give" and any(t.lemma_ in ("deadline", "ultimatum") for t in inside)
    whom = tuple(a for p in frame.patients for a in reading.actors(p) if a not in holder)
    if not (until or named):
        return
    found = measures.within(head.i, head.right_edge.i + 1, refer=False)
    found = found or Found(measures.topic(head.i), False, head.i, head.i + 1)
    yield condition(reading, head, holder, whom, found, NOTHING, 0.5)


def marked(reading: Reading, measures: Measures, sent: Span, told: list[Condition]) -> Iterator[Condition]:
    """Clauses that a marker makes a condition, where no verb's own rule has told them: "provided Y stops ..."."""
    covered = [(e.start, e.end) for c in told for e in c.evidence]
    for match in _MARKED.finditer(sent.text):
        stop = _ENDS.search(sent.text, match.end())
        low, high = sent.start_char + match.start(), sent.start_char + (stop.start() if stop else len(sent.text))
        span = reading.doc.expanded(low, high)
        if span is None or len(span) < 3 or (match["timely"] and not any(t.pos_ in ("VERB", "AUX") for t in span)):
            continue
        if any(a < high and low < b for a, b in covered):
            continue
        frame = _governing(reading, sent, span)
        if frame is None or (match["timely"] and not _open(reading, frame, match["timely"].casefold())):
            continue
        ripe = match["timely"] is not None and _ripe(span)
        holder = holder_of(reading, frame) or (reading.cast.pair if ripe and not reading.said_by(frame.head) else ())
        found = measures.within(span.start, span.end, refer=False)
        if not found and (codes := measures.hinted(span.start, span.end)):
            found = Found(codes, False, span.start, span.end)
        if not holder or not (found or match["sure"]) or frame.head.lemma_ in _MAIN_LEFT_OUT:
            continue
        of = measures.within(sent.start, span.start, refer=False)
        if not found and any(t.lower_ in ("same", "so", "likewise") for t in span):
            found = of  # "so long as Y does the same": the same measure, kept by the other side
        addressees = reading.actors(*(t for t in span if t.dep_ in ("nsubj", "nsubjpass")))
        text = reading.chars(span.start, span.end)
        yield condition(reading, span.root, holder, addressees, found, of, 0.45, evidence=text)


def _ripe(clause: Span) -> bool:
    """ "once the guns have been handed in", "when the rebels have left": what is to be done before."""
    return any(
        t.lower_ in ("has", "have", "is", "are") and t.dep_ in ("aux", "auxpass", "ROOT", "advcl") for t in clause
    )


def _governing(reading: Reading, sent: Span, clause: Span) -> Frame | None:
    """The predicate that the clause hangs on: the last before it, else the first after it."""
    frames = reading.frames[sent.start]
    before = [f for f in frames if f.head.i < clause.start]
    after = [f for f in frames if f.head.i >= clause.end]
    return before[-1] if before else after[0] if after else None


def _open(reading: Reading, frame: Frame, word: str) -> bool:
    """True where the main clause is still to come or refuses, so that "once" and "until" set a condition."""
    helpers = {c.lower_ for c in frame.head.children if c.dep_ in ("aux", "auxpass")}
    ahead = frame.modality in ("future", "conditional") or bool(helpers & {"may", "must", "will", "would", "shall"})
    present = frame.head.tag_ in ("VBZ", "VBP", "VB")
    return ahead or (present and word != "before any") or (frame.negated and word in ("until", "till", "before any"))


def refusing(reading: Reading, measures: Measures, sent: Span, told: list[Condition]) -> Iterator[Condition]:
    """ "No weapons, no talks", "no peace without water", said by somebody."""
    for match in _NOTHING_WITHOUT.finditer(sent.text):
        low, high = sent.start_char + match.start(), sent.start_char + match.end()
        span = reading.doc.expanded(low, high)
        if span is None or any(e.start < high and low < e.end for c in told for e in c.evidence):
            continue
        over = reading.attribution(span.root)
        holder = reading.said_by(span.root) or (over.speaker if over is not None else ())
        if not holder:
            continue
        price, thing = ("price", "thing") if match["price"] else ("price2", "thing2")
        found, of = (_of_words(reading, measures, sent, match, group) for group in (price, thing))
        text = reading.chars(span.start, span.end)
        yield condition(reading, span.root, holder, (), found, of, 0.45, evidence=text)


def _of_words(reading: Reading, measures: Measures, sent: Span, match: re.Match[str], group: str) -> Found:
    low, high = match.span(group)
    part = reading.doc.expanded(sent.start_char + low, sent.start_char + high)
    if part is None:
        return NOTHING
    found = measures.within(part.start, part.end, refer=False)
    if not found and (codes := measures.hinted(part.start, part.end)):
        return Found(codes, False, part.start, part.end)
    return found
