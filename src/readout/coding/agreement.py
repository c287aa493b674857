"""Agreements: agreed, ordered, in force, ended, or expressly not agreed (codebook section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.coding.accord import accepting, agreeing, nominal, promising
from readout.coding.commitment import bound_by
from readout.coding.joining import joining
from readout.coding.lifetime import failing, fruitless, lasting, unbound
from readout.coding.measures import Measures
from readout.coding.ordering import deciding, ordering
from readout.coding.provisions import bare_item, in_terms, listed, providing, provision, undertaking
from readout.coding.reading import Reading, wished
from readout.coding.sealing import sealing
from readout.coding.sequel import left_out, scheduled, sequel, tells
from readout.coding.signatories import completed
from readout.coding.silence import silent
from readout.language.frames import Frame
from readout.model import Agreement

if TYPE_CHECKING:
    from readout.language.tokens import Span

_RULES: tuple[Callable[[Reading, Measures, Frame], Iterator[Agreement]], ...] = (
    silent,
    agreeing,
    accepting,
    joining,
    sealing,
    promising,
    ordering,
    lasting,
    unbound,
    failing,
    providing,
    deciding,
)
"""Tried in this order on each predicate; the first that finds something speaks for it."""

_RUN = 3
"""Sentences after a deal, or a term of it, in which plain sentences may tell its terms."""


def agreements(reading: Reading, measures: Measures) -> Iterator[Agreement]:
    """Every agreement of the report; a term that names nobody binds the parties of the deal told before it."""
    yield from completed(reading, [measures.supposed(a) for a in _told(reading, measures)])


def _told(reading: Reading, measures: Measures) -> Iterator[Agreement]:
    bound: Agreement | None = None
    since = 0
    """Sentences since a deal, or a term of it, was told."""
    for sent in reading.sents:
        since += 1
        told = False
        fresh = bound is not None and since <= _RUN and _same_paragraph(reading, bound, sent)
        deal = bound if fresh else None
        for record in _of_sentence(reading, measures, sent, deal):
            if not record.parties and bound is not None:
                record = replace(record, parties=bound.parties)
            told = told or (record.status == "agreed" and record.factuality == "fact")
            if len(record.parties) > 1 and record.status != "ordered":
                bound = record
            yield record
        if told:
            since = 0


def _same_paragraph(reading: Reading, deal: Agreement, sent: Span) -> bool:
    return "\n" not in reading.report.text[deal.evidence[-1].end : sent.start_char]


def _unsettled(frame: Frame) -> bool:
    """ "To accept it would ...", "reaching a deal is hard", "while the truce lasts": not told as come about."""
    head = frame.head
    marks = {c.lower_ for c in head.children if c.dep_ in ("mark", "advmod", "prep")}
    if head.dep_ == "advcl" and marks & {"while", "whenever", "if", "unless", "so", "until"}:
        return True
    if "whether" in marks:
        return True
    if frame.modality == "obligation" and head.lemma_ in (
        "hold",
        "last",
        "continue",
        "begin",
        "end",
        "accept",
        "agree",
        "sign",
    ):
        return True
    infinitive = head.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children)
    if infinitive:
        return head.dep_ in ("advcl", "acl", "csubj", "relcl", "pcomp") or head.head.lemma_ in (
            "have",
            "unlikely",
            "hard",
            "able",
            "likely",
            "difficult",
            "ready",
            "willing",
            "prepared",
            "take",
        )
    if head.tag_ == "VBG" and not any(c.dep_ == "aux" for c in head.children):
        factual = head.dep_ == "pcomp" and head.head.lower_ in ("after", "by", "since", "despite", "before")
        return (
            head.dep_ in ("csubj", "nsubj", "dobj", "pobj")
            or (head.dep_ == "pcomp" and not factual and head.head.head.lower_ not in ("short",))
            or (
                head.dep_ in ("advcl", "xcomp")
                and any(c.lower_ in ("unlikely", "likely", "impossible", "possible", "hard") for c in head.subtree)
            )
        )
    return False


def _of_sentence(reading: Reading, measures: Measures, sent: Span, deal: Agreement | None) -> Iterator[Agreement]:
    terms = in_terms(reading, sent)
    item = terms and listed(reading, sent)
    told = False
    for frame in reading.frames[sent.start]:
        if wished(frame) or _unsettled(frame):
            continue
        found = next((f for rule in _RULES if (f := list(rule(reading, measures, frame)))), [])
        if not found and (terms or undertaking(reading, measures, frame)):
            found = list(provision(reading, measures, frame, item=item, terms=terms))
            if deal is not None:
                doers = reading.agents(frame)
                found = [replace(r, parties=bound_by(doers, deal.parties)) for r in found]
        if not found and deal is not None:
            found = list(sequel(reading, measures, frame, deal.parties))
        if not found and deal is not None:
            found = list(left_out(reading, measures, frame, deal.parties))
        if not found and deal is None:
            found = list(scheduled(reading, measures, frame))
        told = told or bool(found)
        if tells(found):
            deal = found[0]
        yield from found
    yield from nominal(reading, measures, sent)
    yield from fruitless(reading, measures, sent)
    if item and not told and not reading.frames[sent.start]:
        yield from bare_item(reading, measures, sent)
