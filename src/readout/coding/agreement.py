"""Agreements: agreed, ordered, in force, ended, violated, or expressly not agreed (codebook section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.reading import Reading, wished
from readout.coding.terms import terms
from readout.language.frames import Frame
from readout.model import Actor, Agreement
from readout.model import Span as TextSpan
from readout.model.record import AgreementStatus, Factuality

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_UNDER = re.compile(r"\b(?:under|as part of|according to|in line with|by the terms of)\s+(?:the|its|their|this|a)\s+(?:\w+\s+){0,3}?(?:terms|deal|accord|agreement|pact|truce|ceasefire|arrangement|treaty|plan|protocol|memorandum|text|understanding|settlement)\b", re.IGNORECASE)
_OPENS_TERMS = re.compile(_UNDER.pattern + r"|\b(?:deal|accord|agreement|truce|ceasefire|pact|treaty|document|text|statement|arrangement|protocol|memorandum|parties|sides)\b[^.\n]{0,60}\b(?:provides?|stipulates?|foresees?|envisages?|calls? for|obliges?|requires?|commits?|under which|whereby|includes?|agreed|undert(?:ake|ook)|following)\b|\b(?:agreement|accord|deal|ceasefire|truce|treaty)\b[^.\n]{0,80}\b(?:signed|came into force|takes? effect|took effect|was reached)\b|\b(?:signed|reached|concluded|accepted)\b[^.\n]{0,80}\b(?:agreement|accord|deal|ceasefire|truce|treaty)\b", re.IGNORECASE)
_TERMS_HEADING = re.compile(r"\b(?:terms?|provisions?|what (?:was|has been) agreed|what the [a-z]+ (?:says?|provides?|contains?)|(?:main|key) points|agreed points|undertakings|commitments|agreement|deal|accord|ceasefire|truce|arrangements|monitoring|implementation|measures)\b", re.IGNORECASE)
_LIST_ITEM = re.compile(r"\s*(?:[-*•‣▪·–—]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_PROVIDES = frozenset({"provide", "stipulate", "foresee", "envisage", "call", "oblige", "require", "commit", "bind", "include", "contain", "allow", "permit", "ban", "prohibit", "specify", "say", "set", "cover", "forbid", "entail"})
_PROVISIONS = frozenset({"troop_withdrawal", "monitoring", "disarmament", "prisoner_exchange", "hostage_release", "humanitarian_access", "buffer_zone", "border_reopening", "elections", "peacekeeping", "reconstruction", "political_transition", "evacuation", "sanctions_relief", "diplomatic_relations", "security_guarantees", "territory"})
_CONCLUDING = frozenset({"reach", "strike", "conclude", "seal", "clinch", "secure", "sign", "initial", "adopt", "hammer", "finalise", "finalize", "arrive", "ratify", "renew", "extend", "prolong", "settle", "broker", "make", "close", "approve", "announce", "declare", "proclaim"})
_FORCES = frozenset({"force", "troop", "army", "military", "general", "commander", "soldier", "unit", "fighter", "man", "navy"})
_BARE = frozenset({"accept", "sign", "ratify", "embrace", "adopt", "initial"})


def agreements(reading: Reading, measures: Measures) -> Iterator[Agreement]:
    """Every agreement of the report."""
    for sent in reading.sents:
        context = bool(_UNDER.search(sent.text)) or _provision_run(reading, sent)
        for frame in reading.frames[sent.start]:
            if wished(frame):
                continue
            found = next((r for rule in _RULES if (r := rule(reading, measures, frame)) is not None), None)
            if found is None and (context or _undertaking(reading, measures, frame)):
                found = _provision(reading, measures, frame)
            if found is not None:
                yield found
        yield from _nominal(reading, measures, sent)


def _make(reading: Reading, head: Token, parties: tuple[Actor, ...], found: Found, status: AgreementStatus | None, factuality: Factuality = "fact", confidence: float = 0.6, evidence: TextSpan | None = None) -> Agreement | None:
    codes = found.codes
    if not codes:
        return None
    return Agreement(
        **reading.ground(head, factuality, evidence),
        plover="AGREE",
        parties=distinct(parties),
        measure=codes,
        status=status if factuality == "fact" else None,
        terms=terms(reading, head, found),
        confidence=confidence,
    )


def _factuality(frame: Frame) -> Factuality:
    if frame.negated or _denied(frame):
        return "negated"
    if frame.modality in ("possible", "conditional"):
        return "possible"
    if frame.modality == "future" or (frame.head.dep_ == "xcomp" and frame.head.head.lemma_ in ("hope", "expect", "plan", "want", "aim", "seek", "try")):
        return "planned"
    return "fact"


def _denied(frame: Frame) -> bool:
    """ "stopped short of agreeing", "failed to agree", "refused to sign"."""
    governor = frame.head.head
    if frame.head.dep_ == "pcomp" and governor.lower_ == "of":
        governor = governor.head
        return governor.lower_ == "short" or governor.head.lower_ == "short"
    return frame.head.dep_ == "xcomp" and governor.lemma_ in ("fail", "refuse", "decline")


def _agreeing(reading: Reading, measures: Measures, frame: Frame) -> Agreement | None:
    """ "agreed to halt attacks", "agreed on a truce", "agreed that talks would go on"."""
    settling = frame.lemma in ("settle", "arrange", "decide", "work out") and (frame.complement() is not None or frame.patients)
    if (frame.head.lemma_ != "agree" and not (settling and len(reading.agents(frame)) > 1)) or frame.head.dep_ == "amod":
        return None
    complement = frame.complement()
    found = measures.of(complement) if complement is not None else NOTHING
    if not found:
        for obj in frame.preposition("to", "on", "upon", "about", "over", "for"):
            found = found or measures.of(obj)
    if not found and frame.passive:
        for patient in frame.patients:
            found = found or measures.of(patient)
    if not found and frame.head.dep_ == "relcl":
        found = measures.of(frame.head.head)
    for patient in frame.patients if not found else ():
        found = found or measures.of(patient)
    if not found and complement is not None and reading.agents(frame):
        meeting = {t.lemma_.casefold() for t in complement.subtree} & {"meet", "negotiate", "talk", "touch", "contact", "host", "negotiator", "convene", "mediate"}
        found = Found(("talks" if meeting else "other",), True, complement.left_edge.i, complement.right_edge.i + 1)
    if not found:
        found = _fronted(measures, frame)
    parties = [*reading.agents(frame), *reading.actors(*frame.preposition("with"))]
    if not parties and frame.passive:
        parties = [*reading.actors(*frame.preposition("by", "between"))]
    parties = parties or list(reading.cast.pair)
    return _make(reading, frame.head, tuple(parties), found, "agreed", _factuality(frame), 0.8 if parties else 0.5)


def _fronted(measures: Measures, frame: Frame) -> Found:
    """ "What X did not agree to is the ceasefire": the measure is the predicate of the sentence around."""
    if frame.head.dep_ == "csubj":
        return measures.of(frame.head.head)
    return NOTHING


def _accepting(reading: Reading, measures: Measures, frame: Frame) -> Agreement | None:
    """ "accepted the truce", "signed a ceasefire", "reached a deal"."""
    lemma = frame.head.lemma_
    if lemma not in _BARE and lemma not in _CONCLUDING:
        return None
    objects = list(frame.patients) or frame.preposition("at", "on", "up")
    if frame.head.dep_ == "relcl" and not objects:
        objects = [frame.head.head]
    for obj in objects:
        noun = obj.lemma_.casefold()
        dealing = noun in words("agreements", "deals") or noun in ("term", "proposal", "plan", "offer", "idea", "text", "document", "halt", "end", "paper")
        found = measures.of(obj)
        if lemma in ("announce", "declare", "proclaim", "make") and not (found.named and found.codes[0].startswith("ceasefire") and noun in words("agreements", "deals") | {"halt", "pause", "end"}):
            continue
        if not dealing and not (found.named and found.codes[0].startswith("ceasefire")):
            continue
        if lemma in ("approve", "announce") and not reading.agents(frame):
            continue
        if not found:
            found = Found(("other",), False, obj.i, obj.i + 1)
        parties = (_parties_of(reading, obj) if noun not in ("proposal", "plan", "offer", "idea", "term") else ()) or reading.agents(frame)
        if lemma in ("approve", "broker", "secure", "announce") and not _parties_of(reading, obj):
            if lemma != "announce":
                return None
        if not parties:
            parties = reading.actors(*frame.preposition("between", "by", "with"))
        if not parties and found.codes[0].startswith("ceasefire"):
            parties = reading.cast.pair
        return _make(reading, frame.head, tuple([*parties, *reading.actors(*frame.preposition("with"))]), found, "agreed", _factuality(frame), 0.7)
    return None


def _parties_of(reading: Reading, noun: Token) -> tuple[Actor, ...]:
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


def _promising(reading: Reading, measures: Measures, frame: Frame) -> Agreement | None:
    """ "undertook to let relief through", "committed itself to a pause"."""
    if frame.head.lemma_ not in words("agreements", "promising"):
        return None
    complement = frame.complement()
    objects = [complement] if complement is not None else [*frame.preposition("to"), *frame.patients]
    for obj in objects:
        if obj is not None and (found := measures.of(obj, refer=False)):
            if (frame.head.lemma_ in ("promise", "pledge", "guarantee") and not (found.codes[0].startswith("ceasefire") or set(found.codes) & _PROVISIONS)) or (complement is None and frame.head.lemma_ in ("promise", "guarantee", "pledge")):
                continue
            return _make(reading, frame.head, reading.agents(frame), found, "agreed", _factuality(frame), 0.5)
    return None


def _ordering(reading: Reading, measures: Measures, frame: Frame) -> Agreement | None:
    """A party tells its forces to carry a truce out: status `ordered`."""
    if frame.head.lemma_ not in words("agreements", "ordering") or not reading.agents(frame):
        return None
    complement = frame.complement()
    whom = [p for p in frame.patients if p.lemma_.casefold() in _FORCES or any(a.type in ("military", "armed_group") for a in reading.actors(p))]
    if frame.head.lemma_ in ("tell", "direct", "give") and not whom:
        return None
    order = next((p for p in frame.patients if p.lemma_ == "order"), None)
    found = measures.of(complement) if complement is not None else NOTHING
    for patient in frame.patients if not found else ():
        if patient not in whom:
            found = found or measures.of(patient, refer=patient is order)
    if frame.head.lemma_ == "give" and order is None:
        return None
    if order is not None and not found:
        found = measures.within(order.i, frame.head.right_edge.i + 1) or Found(measures.topic(frame.head.i), False, order.i, order.i + 1)
    if not whom and order is None and not found.codes[:1] == ("ceasefire.full",) and not (found and found.codes[0].startswith("ceasefire")):
        return None
    if not found or not found.codes or (not found.codes[0].startswith("ceasefire") and not set(found.codes) & _PROVISIONS):
        return None
    parties = reading.agents(frame)
    foreign = [a for p in frame.patients for a in reading.actors(p) if a.state and parties and parties[0].state and a.state != parties[0].state]
    return None if foreign else _make(reading, frame.head, parties, found, "ordered", _factuality(frame), 0.7)


def _lasting(reading: Reading, measures: Measures, frame: Frame) -> Agreement | None:
    """ "the ceasefire came into force", "the truce expired", "the deal collapsed"."""
    subject = next((s for s in (*frame.agents, *frame.patients) if _is_deal(s)), None)
    if subject is None:
        return None
    status = _life(frame)
    if status is None:
        return None
    found = measures.of(subject)
    parties = _parties_of(reading, subject) or reading.cast.pair
    if status == "violated":
        return None
    factuality: Factuality = "negated" if frame.negated else "planned" if frame.modality == "future" else "possible" if frame.modality in ("possible", "conditional") else "fact"
    made = _make(reading, frame.head, parties, found, status, "fact" if factuality == "planned" and status == "in_force" else factuality, 0.6)
    return made


def _is_deal(token: Token) -> bool:
    lemma = token.lemma_.casefold()
    return lemma in words("agreements", "deals") or (lemma == "fire" and token.i > 0 and token.nbor(-1).text == "-")


def _life(frame: Frame) -> AgreementStatus | None:
    head = frame.head
    lemma = frame.lemma
    objects = {c.lemma_.casefold() for c in head.children if c.dep_ in ("dobj", "attr")} | {o.lemma_.casefold() for o in frame.preposition("into", "in", "to")}
    if lemma in ("come", "enter", "go", "take", "be", "remain", "stay") and objects & {"force", "effect", "place", "hold"}:
        return "in_force"
    if lemma in ("begin", "start", "hold", "last", "run", "kick in", "apply", "commence"):
        return "in_force"
    if lemma in ("expire", "collapse", "lapse", "run out", "break down", "unravel", "end", "fall apart", "elapse"):
        return "ended"
    return None


def _undertaking(reading: Reading, measures: Measures, frame: Frame) -> bool:
    """A deed that only a deal can bind to, told as settled: "X will free all prisoners", "X is to pull back"."""
    if frame.modality != "future" or frame.negated:
        return False
    found = measures.of(frame.head, refer=False)
    deeds = {"troop_withdrawal", "prisoner_exchange", "hostage_release", "disarmament", "evacuation", "buffer_zone", "monitoring", "border_reopening"}
    agents = reading.agents(frame)
    return bool(found and deeds & set(found.codes) and agents and all(a.type not in ("person", "public", "media") for a in agents))


def _provision_run(reading: Reading, sent: Span) -> bool:
    """A sentence or list item that goes on with the terms of a deal which the text before it opened.

    The run lasts to the end of the paragraph; in a list, to the end of the list.
    """
    text = reading.report.text
    line_start = text.rfind("\n", 0, sent.start_char) + 1
    if _OPENS_TERMS.search(text[line_start : sent.start_char]):
        return True
    item = bool(_LIST_ITEM.match(text[line_start : line_start + 6]))
    at = line_start
    while item and at > 0:
        before = text.rfind("\n", 0, at - 1) + 1
        line = text[before : at - 1]
        if not _LIST_ITEM.match(line[:6]):
            return bool(_OPENS_TERMS.search(line)) or line.rstrip().endswith(":") or bool(_TERMS_HEADING.search(line))
        at = before
    heading = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : max(0, line_start - 1)]
    return len(heading) < 70 and not heading.endswith((".", '"', "”")) and bool(_TERMS_HEADING.search(heading))


def _provision(reading: Reading, measures: Measures, frame: Frame) -> Agreement | None:
    """ "Under the accord X is to withdraw ...": a deed of its own, binding whoever is named."""
    present = frame.head.tag_ in ("VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "are") for c in frame.head.children)
    if frame.modality not in ("future", "obligation") and not present or frame.head.dep_ not in ("ROOT", "conj", "xcomp", "ccomp", "parataxis", "relcl"):
        return None
    if frame.head.lemma_ in words("cues", "say") | words("cues", "believe") | {"be"} and frame.modality == "none" or frame.head.i in {a.head for a in reading.attributions}:
        return None
    found = measures.of(frame.head, refer=False)
    if not found or (not set(found.codes) & _PROVISIONS and not found.codes[0].startswith("ceasefire")):
        return None
    own = Found(found.codes, True, found.start, found.end)
    actors = reading.agents(frame) or reading.actors(*frame.preposition("by")) or reading.cast.pair
    return _make(reading, frame.head, tuple(a for a in actors if a.type != "public") or reading.cast.pair, own, "agreed", "negated" if frame.negated else "fact", 0.5)


def _nominal(reading: Reading, measures: Measures, sent: Span) -> Iterator[Agreement]:
    """ "Country's agreement to a truce"; "there was no agreement on ..."."""
    for token in sent:
        if token.lemma_.casefold() not in ("agreement", "acceptance", "commitment", "consent") or token.pos_ != "NOUN":
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        to = next((o for c in token.children if c.dep_ == "prep" and c.lower_ in ("to", "on") for o in c.children if o.dep_ == "pobj"), None)
        to = to or next((c for c in token.children if c.dep_ == "acl" and c.tag_ == "VB"), None)
        negated = any(c.lower_ == "no" for c in token.children)
        if to is None or (owner is None and not negated):
            continue
        found = measures.of(to)
        parties = reading.actors(owner) if owner is not None else reading.cast.pair
        if found and parties:
            span = reading.chars(token.left_edge.i, token.right_edge.i + 1)
            made = _make(reading, token, parties, found, "agreed", "negated" if negated else "fact", 0.5, span)
            if made is not None:
                yield made


_RULES = (_agreeing, _accepting, _promising, _ordering, _lasting)
