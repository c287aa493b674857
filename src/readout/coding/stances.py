"""The stance lexicon: words to stances, what a "not" makes of one, and whose stance counts (codebook `stance`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from readout.codebook.lexicon import PhraseTable, data
from readout.coding.actors import distinct
from readout.coding.measures import Found
from readout.coding.reading import Reading
from readout.model import Actor, Position
from readout.model import Span as TextSpan
from readout.model.record import Factuality, Stance

if TYPE_CHECKING:
    from readout.language.tokens import Token

PLOVER = {"accept": "AGREE", "support": "SUPPORT", "criticise": "ACCUSE", "reject": "REJECT"}
OPPOSITE: dict[str, Stance] = {
    "accept": "reject",
    "support": "doubt",
    "open": "reject",
    "reject": "open",
    "criticise": "support",
    "doubt": "support",
    "conditional": "conditional",
}
_TIED = re.compile(
    r"\b(?:as|so) long as\b|\bprovided\b|\bon (?:the )?condition\b|\bin (?:return|exchange) for\b"
    r"|\bas soon as\b|\bon the understanding\b|\bwhere necessary\b|\bonly (?:if|when|after|once)\b",
    re.IGNORECASE,
)
_CONDITIONS = frozenset({"if", "provided", "unless", "once", "when", "until", "only", "long"})


@cache
def lexicon(sort: str) -> PhraseTable:
    """The words of one sort (``verbs``, ``nouns``, ``adjectives``, ``terms``) by the stance that they show."""
    return PhraseTable.of({stance: entry[sort] for stance, entry in data("stances").items() if sort in entry})


def first(sort: str, lemmas: list[str], verbs: Sequence[Token] | None = None) -> tuple[Stance, int] | None:
    """The first stance that ``lemmas`` show, with where.

    Args:
        verbs: the words themselves, where a noun alone ("charges against him") shows none.
    """
    for hit in lexicon(sort).find(lemmas):
        if verbs is None or hit.end - hit.start > 1 or verbs[hit.start].pos_ not in ("NOUN", "PROPN"):
            return cast(Stance, hit.code), hit.start
    return None


def conditional(head: Token) -> bool:
    """True when a clause or phrase makes what ``head`` says depend on something."""
    if any(c.dep_ == "neg" for c in head.children) and any(
        c.dep_ == "advcl" and any(m.lower_ == "before" for m in c.children) for c in head.subtree
    ):
        return True  # "will not talk before the hostages are free"
    for child in head.subtree:
        if child.dep_ == "advcl" and any(
            m.lower_ in _CONDITIONS and m.dep_ in ("mark", "advmod", "prep") for m in child.children
        ):
            return True
        if (
            child.lower_ == "only"
            and child.i + 1 < len(child.doc)
            and child.nbor(1).lower_ in ("if", "when", "after", "once", "in", "with", "to")
        ):
            return True
    start, end = head.left_edge.i, head.right_edge.i + 1
    return bool(_TIED.search(head.doc[start:end].text))


def position(
    reading: Reading,
    head: Token,
    holder: tuple[Actor, ...],
    stance: Stance,
    found: Found,
    toward: tuple[Actor, ...] = (),
    *,
    confidence: float = 0.6,
    factuality: Factuality = "fact",
    evidence: TextSpan | None = None,
    said_by: tuple[Actor, ...] | None = None,
) -> Position:
    """The position told by the clause of ``head``."""
    ground = reading.ground(head, factuality, evidence)
    if said_by is not None:
        ground["said_by"] = said_by
    return Position(
        **ground,
        plover=PLOVER.get(stance),
        holder=distinct(holder),
        stance=stance,
        measure=found.codes,
        toward=tuple(a for a in distinct(toward) if a not in holder),
        confidence=confidence,
    )
