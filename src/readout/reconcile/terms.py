"""The sentences of reports that may give a term of an agreement, with what speaks for others leaving it out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.reconcile.accords import LOOSE_TALK, MADE, SETTLEMENT, SIGNED, Accord, on
from readout.reconcile.groups import by_key
from readout.reconcile.items import Item
from readout.reconcile.lines import Line
from readout.reconcile.matching import Weighing
from readout.reconcile.threads import TRUCE, binding
from readout.reconcile.voices import official
from readout.reconcile.words import plain

PROVISO = re.compile(
    r"\b(?:provided(?: that)?|on (?:the )?condition that|as long as|so long as|once|only (?:once|when|if|after)"
    r"|not (?:until|before)|unless|as soon as|in return for|in exchange for|subject to|conditional on|depends? on"
    r"|with the (?:consent|agreement|approval|assent)|by (?:mutual|common) consent"
    r"|if|failing which|otherwise|should (?=the|either|any|it))\b"
)
_CUES: Mapping[str, re.Pattern[str]] = {
    "entry": re.compile(
        r"^\s*(?:\(?\d{1,2}[.)]|[-–—•*]|[a-z]\)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth)(?:ly)?[:,])\s"
    ),
    "exception": re.compile(
        r"\b(?:(?:is|are|was|were) (?:not covered|excepted|exempt\w*|excluded)|(?:do|does) not (?:apply|extend"
        r"|cover)|exception of)\b"
    ),
    "undertaken": re.compile(
        r"\b(?:committed? (?:themselves|itself)|undert(?:ake|akes|ook|aken)|pledged|bound themselves|agreed|settled) "
        r"(?:\w+ )?(?:not )?(?:to|that)\b|\b(?:neither|no) (?:side|party|country|of the (?:two )?(?:sides"
        r"|parties))\b.* (?:will|may|shall|would)\b"
        r"|^under the (?:[\w-]+ ){0,2}(?:deal|accord|agreement|text|plan|terms|statement|document|paper)\b"
    ),
    "binds": re.compile(
        r"\b(?:will|shall|must|may not|(?:is|are|has|have) to|guarantees?|evacuates?|return|agreed|commit\w*)\b"
    ),
    "in the text": re.compile(
        r"\b(?:under|in|by) (?:the|its|this) (?:\w+ )?"
        r"(?:deal|accord|agreement|text|plan|terms|statement|document|paper|memorandum|protocol)\b"
    ),
    "loose talk": LOOSE_TALK,
    "made": MADE,
    "signed": SIGNED,
    "proviso": PROVISO,
    "time": re.compile(r"\b(?:hour|day|week|month|year)s?\b"),
    "said": re.compile(r"\b(?:said|says|told|added|according to)\b"),
    "denied": re.compile(r"\b(?:not|no|never|neither|without|nothing)\b"),
    "past": re.compile(r"\b(?:was|were|had)\b"),
    "coming": re.compile(r"\b(?:will|shall|is to|are to|must)\b"),
    "quoted": re.compile(r"[\"“”]"),
}
_LED = frozenset({"agreement", "proposal", "condition"})
_SLIGHTEST = ("told as agreement", "binds", "entry", "binding", "beyond a truce", "coming", "proviso")
"""Features that are told again with how little of the sentence the report that has least of it carries."""


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence that may give a term, with its features: most are 1 where they are there at all."""

    line: Line
    features: dict[str, float]


def terms(accord: Accord, items: Sequence[Item], weigh: Weighing) -> Iterator[Term]:
    """Every sentence of the reports that tell of the accord, in their order; not those that tell of it first."""
    own = by_key(items, lambda i: [i.report.id])
    for report, head in accord.heads.items():
        lines = accord.told[report]
        for at, line in enumerate(lines):
            if line is not head:
                known = [i for i in own.get(report, []) if on(i, line)]
                others = [carriage(line, words, weigh) for other, words in accord.said.items() if other != report]
                place = {"place": at / max(1, len(lines) - 1), "first": float(not at)}
                yield Term(line, {**place, **_with(_told(line, known), others)})


def carriage(line: Line, said: Sequence[frozenset[str]], weigh: Weighing) -> float:
    """How much of what a sentence says a report says too, 0 to 1: at most, in two sentences that follow each other."""
    words = frozenset(w for w in line.said.words if w[0] != "@")
    every = weigh.sum(words)
    return max((weigh.sum(words & told) for told in said), default=0.0) / every if every else 1.0


def beyond(codes: Sequence[str]) -> bool:
    """Measures of a term of its own: no mere truce, no vague deal."""
    return any(not c.startswith(TRUCE) and c not in ("other", SETTLEMENT, "talks") for c in codes)


def _told(line: Line, known: Sequence[Item]) -> dict[str, float]:
    text = line.item.text
    short = plain(text)
    found = {name: 1.0 for name, cue in _CUES.items() if cue.search(text if name == "quoted" else short)}
    for item in known:
        found[f"told as {item.record.kind}"] = 1.0
        codes = getattr(item.record, "measure", ())
        if item.record.kind in _LED and beyond(codes):
            found["beyond a truce"] = 1.0
        if item.record.kind in _LED and any(c.startswith(TRUCE) for c in codes):
            found["a truce"] = 1.0
        if binding(item):
            found["binding"] = 1.0
    if official(line.item.report):
        found["official"] = 1.0
    return {**found, "length": math.log(len(text) / 100), "words": len(line.said.words) / 10}


def _with(found: dict[str, float], others: Sequence[float]) -> dict[str, float]:
    """Features of the sentence, with how much of it the other reports that tell of the accord carry."""
    if not others:
        return found
    least, mean = min(others), math.fsum(others) / len(others)
    found |= {f"{name}, carried least": least for name in _SLIGHTEST if name in found}
    return {**found, "carried least": least, "carried most": max(others), "carried": mean, "others": len(others) / 4}
