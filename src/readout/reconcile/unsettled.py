"""What one account tells as agreed, ordered or in force, and another as not agreed, not given or only talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Weighing
from readout.reconcile.sentences import quoted
from readout.reconcile.settled import SUPPOSED, Otherwise, Settled, clause_words, told_before
from readout.reconcile.words import plain

_MADE = (
    r"(?:agreed|settled|decided|promised|signed|given|reached|concluded|fixed|approved|granted|ordered|issued|pledged"
    r"|conceded|negotiated|resolved|bargained)"
)
_DEAL = r"(?:truce|ceasefire|deal|agreement|accord|pact|understanding|settlement|treaty)"
_NONE = re.compile(rf"\bthere (?:is|was|are|were) (?:as yet |so far |still |in fact )?no (?:\w+ )?{_DEAL}\b")
_OPEN = re.compile(
    rf"\b(?:nothing|nobody|none of \w+|no (?:\w+ ){{1,5}}?)(?: ?(?:is|are|was|were|has|have|had))?(?: been)?(?: yet)?"
    rf" ?(?:\w+ ){{0,2}}?{_MADE}\b"
    rf"|\b(?:not|never|nor|nowhere)(?: yet)?(?: been)? {_MADE}\b|n't (?:been )?{_MADE}\b"
    r"|\b(?:has|have|had|is|are) (?:still |as )?yet to be \w+"
    r"|\b(?:denie[sd]|denying) (?:that )?(?:\w+ ){1,8}?(?:had |has |have )?(?:been )?"
    r"(?:agreed|told|ordered|promised|accepted|signed|undertaken|consented)\b"
    r"|\b(?:raised|discussed|talked about) (?:and|but) (?:not|never) (?:agreed|settled)\b"
    r"|\b(?:so far |as yet |for now )?(?:only|merely|no more than|just) (?:a |an |the )?"
    rf"(?:draft|proposal|offer|invitation|conversation|idea|wish|hope|suggestion)\b|{_NONE.pattern}"
)
_REASON = "the same thing settled and not settled"
_ABOUT = frozenset({"status", "stance"})


def unsettled_compared(
    told: Sequence[Line], items: Sequence[Item], weigh: Weighing, differences: Sequence[Difference]
) -> list[Difference]:
    """Disputes of status between a sentence that has a thing unsettled and those that have it settled."""
    unsettled = by_key([o for line in told if (o := _unsettled(line))], lambda o: [o.line.item.text])
    if not unsettled:
        return []
    settled = Settled(told, items, weigh, _OPEN)
    found = []
    for one, *copies in unsettled.values():
        rivals = settled.against(one)
        if rivals and not told_before(differences, _ABOUT, (one.line.item, rivals[0])):
            words = f"One account has it settled, another not: {quoted(rivals[0])}; {quoted(one.line.item)}."
            subject = spelled(one.line, one.words) or "the deal"
            members = (*rivals, one.line.item, *(c.line.item for c in copies if c.line.item.near(one.line.item)))
            found.append(Difference("disputed", "status", members, words, subject, _REASON))
    return found


def _unsettled(line: Line) -> Otherwise | None:
    text = plain(line.item.text)
    if SUPPOSED.search(text):
        return None
    if _NONE.search(text):
        return Otherwise(line, frozenset())
    match = _OPEN.search(text)
    words = clause_words(line, match) if match else frozenset()
    return Otherwise(line, words) if words else None
