"""The terms of a deal, each a deed of its own that binds somebody: "Under the accord X is to withdraw"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.commitment import PROVISIONS, binding, is_deal, made
from readout.coding.measures import Found, Measures
from readout.coding.parts import parts
from readout.coding.reading import Reading
from readout.language.frames import Frame
from readout.model import Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_DEAL = (
    r"(?:terms|deal|accord|agreement|pact|truce|ceasefire|arrangement|treaty|plan|protocol|memorandum|text|understanding"
    r"|settlement|document|statement|parties|sides)"
)
_UNDER_DEAL = re.compile(
    rf"\b(?:under|as part of|according to|in line with|by the terms of)\s+(?:the|its|their|this|a|an|that)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{_DEAL}\b|\bunder which\b|\bwhereby\b",
    re.IGNORECASE,
)
_OPENS_TERMS = re.compile(
    _UNDER_DEAL.pattern
    + rf"|\b{_DEAL}\b[^.\n]{{0,60}}\b(?:provides?|stipulates?|foresees?|envisages?|calls? for"
    + r"|obliges?|requires?|commits?|under which|whereby|includes?|agreed|undert(?:ake|ook)|following|bars?|bans?)\b"
    + r"|\b(?:agreement|accord|deal|ceasefire|truce|treaty)\b[^.\n]{0,80}"
    + r"\b(?:signed|came into force|takes? effect|took effect|was reached)\b"
    + r"|\b(?:signed|reached|concluded|accepted|agreed (?:on|to))\b[^.\n]{0,80}"
    + r"\b(?:agreement|accord|deal|ceasefire|truce|treaty|pact|protocol|understanding)\b",
    re.IGNORECASE,
)
_TERMS_HEADING = re.compile(
    r"\b(?:terms?|provisions?|what (?:was|has been) agreed|what the [a-z]+ (?:says?|provides?|contains?)|"
    r"(?:main|key) points|agreed points|undertakings|commitments|agreement|deal|accord|ceasefire|truce"
    r"|arrangements|monitoring|implementation|measures)\b",
    re.IGNORECASE,
)
_LEADING_IN = re.compile(
    r"\b(?:agree[sd]?|decide[sd]?|resolve[sd]?|undert(?:ake|akes|ook)|commit(?:s|ted)?|pledge[sd]?|provide[sd]?|stipulate[sd]?"
    r"|terms|(?:accord|agreement|declaration|resolution|memorandum)[^.\n]{0,60}(?:says?|reads?|follows|contains?))\b",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"\s*(?:[-*•‣▪·–—]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_PROVIDING = frozenset(
    {
        "provide",
        "stipulate",
        "foresee",
        "envisage",
        "oblige",
        "require",
        "commit",
        "bind",
        "include",
        "contain",
        "allow",
        "permit",
        "ban",
        "bar",
        "prohibit",
        "specify",
        "set",
        "cover",
        "forbid",
        "entail",
        "call",
        "revive",
        "affirm",
        "give",
        "let",
        "open",
        "lay",
        "create",
        "grant",
        "guarantee",
        "reaffirm",
        "recognise",
        "recognize",
        "declare",
        "confirm",
        "establish",
        "found",
        "form",
        "leave",
        "keep",
        "hand",
        "award",
        "fix",
        "draw",
        "divide",
        "renew",
        "promise",
    }
)
_FOUNDING = frozenset({"set", "establish", "create", "form", "found", "grant", "give"})
"""What a deal does to a body that no measure names."""
_TEXTS = frozenset({"resolution", "text", "document", "paper", "communique", "communiqué", "act", "charter"})
_OBLIGING = frozenset(["oblige", "require", "commit", "bind", "bar", "allow", "permit", "forbid"])
_ONLY_DEALS = frozenset(["provide", "stipulate", "foresee", "envisage", "bar", "oblige", "revive", "bind", "commit"])
"""What a deal does and an actor seldom: "it obliges the rebels to ..." is said of the deal."""
_DEEDS = frozenset(
    {
        "troop_withdrawal",
        "prisoner_exchange",
        "hostage_release",
        "disarmament",
        "evacuation",
        "buffer_zone",
        "monitoring",
        "border_reopening",
        "peacekeeping",
        "sanctions_relief",
        "political_transition",
        "diplomatic_relations",
    }
)
_CLAUSES = ("ROOT", "conj", "xcomp", "ccomp", "parataxis", "relcl")


def in_terms(reading: Reading, sent: Span) -> bool:
    """True for a sentence or list item that tells the terms of a deal which it or the text before it opened.

    The run lasts to the end of the paragraph; in a list, to the end of the list.
    """
    if _UNDER_DEAL.search(sent.text):
        return True
    text = reading.report.text
    line_start = text.rfind("\n", 0, sent.start_char) + 1
    if _OPENS_TERMS.search(text[line_start : sent.start_char]):
        return True
    at = line_start
    while listed(reading, sent) and at > 0:
        before = text.rfind("\n", 0, at - 1) + 1
        line = text[before : at - 1]
        if not _LIST_ITEM.match(line[:6]):
            return bool(_OPENS_TERMS.search(line)) or line.rstrip().endswith(":") or bool(_TERMS_HEADING.search(line))
        at = before
    heading = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : max(0, line_start - 1)]
    return len(heading) < 70 and not heading.endswith((".", '"', "”")) and bool(_TERMS_HEADING.search(heading))


def decided(reading: Reading, sent: Span) -> bool:
    """True for an item of a list that "They decided:", "The text provides:" or the like opens."""
    text = reading.report.text
    at = text.rfind("\n", 0, sent.start_char) + 1
    if not listed(reading, sent):
        return False
    while at > 0:
        before = text.rfind("\n", 0, at - 1) + 1
        line = text[before : at - 1]
        if not _LIST_ITEM.match(line[:6]):
            return line.rstrip().endswith(":") and bool(_LEADING_IN.search(line))
        at = before
    return False


def listed(reading: Reading, sent: Span) -> bool:
    """True when the sentence stands in an item of a list."""
    text = reading.report.text
    start = text.rfind("\n", 0, sent.start_char) + 1
    return bool(_LIST_ITEM.match(text[start : start + 6]))


def undertaking(reading: Reading, measures: Measures, frame: Frame) -> bool:
    """A deed that only a deal can bind to, told as settled: "X will free all prisoners"."""
    promised = frame.modality == "conditional" and bool(reading.said_by(frame.head))
    if frame.head.dep_ not in _CLAUSES or frame.negated or (frame.modality != "future" and not promised):
        return False
    if any(c.dep_ == "advcl" for c in frame.head.children):
        return False  # "would free them if ..." offers, and does not bind
    found = measures.of(frame.head, refer=False)
    agents = reading.agents(frame)
    binds = bool(found) and (
        bool(_DEEDS & set(found.codes))
        or (found.truce and frame.head.lemma_ in words("measures", "ceasefire.stopping") | {"hold", "observe", "cease"})
    )
    doers = all(a.type not in ("person", "public", "media", "igo", "ngo") for a in agents) if agents else frame.passive
    return binds and doers


def provision(reading: Reading, measures: Measures, frame: Frame, *, item: bool, terms: bool) -> Iterator[Agreement]:
    """One term of a deal, binding whoever is named, else both sides."""
    head = frame.head
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    ahead = frame.modality in ("future", "obligation", "conditional") or "may" in helpers
    present = head.tag_ in ("VBZ", "VBP") or bool(helpers & {"is", "are"}) or (item and head.tag_ == "VB")
    if not (ahead or present) or head.dep_ not in _CLAUSES:
        return
    if frame.negated and frame.modality == "conditional" and reading.said_by(head):
        return  # "said the rebels would not disarm" refuses
    speech = words("cues", "say") | words("cues", "believe") | {"be"}
    resolved = item and head.tag_ == "VB" and decided(reading, reading.sentence(head))  # "- to reaffirm that ..."
    spoken = (head.lemma_ in speech and frame.modality == "none") or head.i in {a.head for a in reading.attributions}
    if (spoken and not resolved) or head.lemma_ == "be":
        return
    scheduled = head.dep_ == "xcomp" and head.head.lemma_ == "be"
    found = measures.of(head.head if scheduled else head, refer=False)  # "elections are to follow"
    if not found and (frame.modality == "future" or item) and (reading.agents(frame) or resolved):
        found = Found(("other",), False, head.i, head.i + 1)
    if not found or (
        found.codes != ("other",) and not set(found.codes) & PROVISIONS and not found.truce and not item and not ahead
    ):
        return
    actors = binding(reading, reading.agents(frame) or reading.actors(*frame.preposition("by")))
    if terms and all(a.type in ("igo", "ngo") for a in actors):
        actors = distinct([*actors, *reading.cast.pair])  # whom a deal gives a task is not yet bound by it
    own = Found(found.codes, found.named, found.start, found.end)
    if (
        record := made(
            reading,
            head,
            actors,
            own,
            "agreed",
            "negated" if frame.negated and not (found.named or ahead) else "fact",
            0.5,
        )
    ) is not None:
        yield record


def providing(reading: Reading, measures: Measures, frame: Frame) -> Iterator[Agreement]:
    """ "The accord requires X to leave", "the truce bars both armies from ...", "it provides for elections"."""
    subject = next(
        (s for s in frame.agents if _a_deal(s) or (s.lower_ == "it" and measures.topic(s.i, settling=True))), None
    )
    if (
        subject is None
        or frame.head.lemma_ not in _PROVIDING
        or frame.negated
        or frame.modality not in ("none", "future", "conditional")
    ):
        return
    if (
        subject.lower_ == "it"
        and reading.actors(subject)
        and not {frame.head.lemma_, frame.head.head.lemma_ if frame.head.dep_ == "conj" else ""} & _ONLY_DEALS
    ):
        return
    complement = frame.complement()
    objects = (
        [complement]
        if complement is not None
        else [*frame.preposition("for", "to", "from"), *(p for p in frame.patients if not reading.actors(p))]
    )
    binds = frame.head.lemma_ in _OBLIGING or frame.head.lemma_ in _ONLY_DEALS
    if not binds and complement is None:
        objects = [*frame.preposition("for", "to", "from"), *frame.patients]  # "sets up a joint patrol"
    bound = (reading.actors(*frame.patients) if binds or complement is not None else ()) or (
        reading.actors(*(c for c in complement.children if c.dep_ in ("nsubj", "nsubjpass")))
        if complement is not None
        else ()
    )
    for found, evidence in parts(reading, measures, frame.head, objects or list(frame.patients)):
        if not found.named and complement is not None and frame.head.lemma_ in _OBLIGING:
            start, end = complement.left_edge.i, complement.right_edge.i + 1
            found = Found(measures.guessed(start, end) or ("other",), True, start, end)
        if not found.named and frame.head.lemma_ in _FOUNDING and frame.patients:
            start, end = frame.patients[0].left_edge.i, frame.patients[0].right_edge.i + 1
            found = Found(measures.guessed(start, end) or ("other",), True, start, end)
        if (
            found.named
            and (record := made(reading, frame.head, binding(reading, bound), found, "agreed", "fact", 0.55, evidence))
            is not None
        ):
            yield record


def _a_deal(token: Token) -> bool:
    """A deal, or the paper that it stands in."""
    return is_deal(token) or token.lemma_.casefold() in _TEXTS


def bare_item(reading: Reading, measures: Measures, sent: Span) -> Iterator[Agreement]:
    """A list item without a verb: "- the release of 40 prisoners within a week"."""
    found = measures.within(sent.start, sent.end, refer=False)
    if not found and sum(t.is_alpha for t in sent) > 1 and decided(reading, sent):
        found = Found(measures.guessed(sent.start, sent.end) or ("other",), True, sent.start, sent.end)
    if found and (set(found.codes) & PROVISIONS or found.truce or found.codes == ("other",)):
        record = made(
            reading, sent.root, reading.cast.pair, found, "agreed", "fact", 0.5, reading.chars(sent.start, sent.end)
        )
        if record is not None:
            yield record
