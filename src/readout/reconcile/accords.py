"""The agreement of an episode that most reports tell of, and the sentence of each report that tells of it first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.reconcile.groups import by_key
from readout.reconcile.items import Item
from readout.reconcile.lines import Line
from readout.reconcile.threads import TRUCE, Thread, binding
from readout.reconcile.words import plain

SETTLEMENT = "peace_settlement"
LOOSE_TALK = re.compile(
    r"\b(?:hop(?:e|es|ed)|if|would|could|should|urg\w+|call(?:s|ed)? (?:on|for)|demand\w*|wants?|accus\w+|blam\w+"
    r"|denied|rejected|refus\w+|offered|proposed|expected|consider\w*|threat\w*|warn\w*|earlier|previous)\b|[\"“”]"
)
"""Words of a sentence that may not tell what was agreed, but what somebody would like, fears or says."""
MADE = re.compile(
    r"\b(?:truce|cease-?fire|cessation of hostilities|armistice|halt(?:s|ed)?|accord|deal|agreement|understanding)\b"
)
SIGNED = re.compile(
    r"\b(?:agreed?|agrees|sign(?:s|ed|ing|ature)|accepted?|announced?|reached|concluded|t(?:ake|akes"
    r"|ook) effect|came into force"
    r"|put (?:their|his|her) names?|settled|begins?|began|starts?|hold)\b"
)


@dataclass(frozen=True, slots=True)
class Accord:
    """One agreement as the reports of an episode tell it.

    Attributes:
        heads: for each report that tells of it, the sentence that does so first.
        told: all sentences, by report.
        said: of each of those reports the words of every two sentences that follow each other, and of its last one.
        codes: measures of every record of the report that tells, asks or proposes something.
    """

    subject: str
    heads: Mapping[str, Line]
    told: Mapping[str, Sequence[Line]]
    said: Mapping[str, Sequence[frozenset[str]]]
    codes: Mapping[str, frozenset[str]]


def accord_of(threads: Sequence[Thread], items: Sequence[Item], told: Sequence[Line]) -> Accord | None:
    """The deal of the episode that most reports tell of: a truce, or a settlement where more of them tell of one."""
    deals = [t for t in threads if (t.family.startswith(TRUCE) or t.family == SETTLEMENT) and t.facts]
    if not deals:
        return None
    main = max(
        deals, key=lambda t: (len({i.report.id for i in t.facts}), t.family.startswith(TRUCE), t.family, t.subject)
    )
    by_report = by_key(told, lambda line: [line.item.report.id])
    bound = by_key((i for i in items if binding(i)), lambda i: [i.report.id])
    heads = {}
    for report, own in by_report.items():
        facts = main.of(report)
        told_of = facts or bound.get(report, [])
        head = next((line for line in own if any(on(i, line) for i in told_of)), None) or _telling(own)
        if head:
            heads[report] = head
    codes: dict[str, set[str]] = {}
    for item in items:
        if item.record.factuality != "negated":
            codes.setdefault(item.report.id, set()).update(getattr(item.record, "measure", ()))
    said = {report: _by_twos(by_report[report]) for report in heads}
    return Accord(main.subject, heads, by_report, said, {r: frozenset(c) for r, c in codes.items()})


def _by_twos(lines: Sequence[Line]) -> list[frozenset[str]]:
    own = [line.said.words for line in lines]
    return [a | b for a, b in zip(own, [*own[1:], frozenset[str]()], strict=True)]


def on(item: Item, line: Line) -> bool:
    """True when words of the sentence are evidence of the item."""
    return item.report.id == line.item.report.id and any(s.overlap(line.said.span) for s in item.record.evidence)


def _telling(own: Sequence[Line]) -> Line | None:
    """The first sentence that tells of a truce as made, where no record does."""
    for line in own:
        text = plain(line.item.text)
        if MADE.search(text) and SIGNED.search(text) and not LOOSE_TALK.search(text) and not line.said.denied:
            return line
    return None
