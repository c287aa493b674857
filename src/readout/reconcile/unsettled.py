"""What one account tells as agreed, done or in force, and another as not agreed, not begun, or only talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readout.model import Agreement
from readout.reconcile.groups import Difference, add, by_key
from readout.reconcile.items import Item
from readout.reconcile.kinship import meaning
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Weighing
from readout.reconcile.sentences import quoted
from readout.reconcile.settled import SUPPOSED, told_before
from readout.reconcile.words import plain, stem

_MADE = (
    r"(?:agreed|settled|decided|promised|signed|given|reached|concluded|fixed|approved|granted|ordered|issued|pledged"
    r"|conceded|negotiated|resolved|bargained|scheduled|planned|changed|altered|lifted|eased|released|freed|pardoned"
    r"|begun|started|opened|closed|withdrawn|paid|accepted|invited|suspended)"
)
_BE = r"(?:is|are|was|were|has|have|had|been|being|be)"
_DEAL = r"(?:truce|ceasefire|deal|agreement|accord|pact|understanding|settlement|treaty)"
_NONE = re.compile(rf"\bthere (?:is|was|are|were) (?:as yet |so far |still |in fact )?no (?:\w+ )?{_DEAL}\b")
_OPEN = re.compile(
    rf"\b(?:nothing|nobody|no one|none of \w+|no (?:such )?(?:[\w-]+ ){{1,7}}?){_BE}? ?{_BE}? ?(?:yet )?(?:\w+ )?"
    rf"{_MADE}\b"
    rf"|{_NONE.pattern}"
    rf"|\bno such (?:\w+ )?(?:thing|clause|promise|{_DEAL[3:]}"
    rf"|\b(?:not|never|nor|nowhere)(?: yet| even)?(?: been| being)?(?: \w+)? {_MADE}\b|n't (?:been )?{_MADE}\b"
    r"|\b(?:has|have|had|is|are) (?:still |as )?yet to \w+"
    rf"|\b(?:denie[sd]|denying|dismissed|rejected) (?:\w+ ){{0,10}}?{_BE} (?:\w+ )?(?:{_MADE[3:]}"
    r"|\b(?:still|yet) (?:being|under|on the|to be|exchanging|drafting|negotiating|discussing|open|outstanding)\b"
    r"|\b(?:remains?|left|leaves|remained|was left|were left)"
    r" (?:open(?! to)|unresolved|unsettled|under negotiation|undecided|closed)\b"
    r"|\b(?:under negotiation|unfinished business|drafting table|on the table still|in the balance)\b"
    r"|\b(?:being|to be) (?:drafted|negotiated|discussed|worked out|talked about)\b"
    r"|\b(?:stays?|remains?|remained|kept) (?:in force|in place|shut|closed|valid)\b|\buntil further notice\b"
    r"|\bforms? no part of\b|\b(?:made|makes|gave|given|has|have) no (?:promise|pledge|undertaking|commitment)\b"
    r"|\b(?:refus(?:es|ed)|declin(?:es|ed)) (?:to \w+|an?y?|the)\b"
    r"|\b(?:so far |as yet |for now )?(?:only|merely|no more than|just) (?:a |an |the )?"
    r"(?:draft|proposal|offer|invitation|conversation|idea|wish|hope|suggestion)\b"
)
_FIRM = re.compile(
    r"\b(?:agreed|undertook|undertakes?|undertaken|promised|ordered|signed|signs|initialled|accepted|committed"
    r"|has begun|began|started|in force|(?:takes?|took) effect|will|shall|are to|is to|settled|closed the|as closed"
    r"|open(?:s|ed)?|reopened|back in operation|already|(?:has|have|had|was|were) (?:been )?"
    rf"{_MADE}|gave up|delivered|freed"
    r"|released|lifted|suspended|dropped|withdrawn|put (?:his|her|its|their) (?:names?|signatures?)|from this day)\b"
)
_LOOSE = re.compile(
    r"\b(?:unless|would|could|might|should|offer(?:s|ed)?|propos\w+|hop(?:e|es|ed|ing)|wants?|ready|prepared|willing"
    r"|must|demand\w*|ask(?:s|ed) (?:for|that)|urg\w+|until|only after)\b"
)
_ASIDE = frozenset(
    meaning(stem(w))
    for w in (
        "agree talk take taken make give hold full day week month side part nothing nobody settled promised "
        "decided fixed concluded reached given granted pledged resolved yet still draft text sign initial "
        "denied open thing such told said government president minister delegation spokesman statement "
        "country party people deal accord agreement pact truce ceasefire monday tuesday wednesday thursday "
        "friday saturday sunday night evening morning force war peace"
    ).split()
)
_TRUCE = frozenset({"agree", "truce"})
_SPAN = 7
_TELLING = 0.6
_ENOUGH = 0.9
_CLOSE = 0.75
_REASON = "the same thing settled and not settled"
_ABOUT = frozenset({"status", "stance"})


@dataclass(frozen=True, slots=True)
class _Open:
    """A sentence that has something unsettled, with the words for it; ``whole`` where it is the deal itself."""

    line: Line
    words: frozenset[str]
    whole: bool = False


def unsettled_compared(
    told: Sequence[Line], items: Sequence[Item], weigh: Weighing, differences: Sequence[Difference]
) -> list[Difference]:
    """Disputes of status between a sentence that has a thing unsettled and those that have it settled."""
    before: dict[str, Line] = {}
    unsettled: list[_Open] = []
    for line in told:
        if _OPEN.search(plain(line.item.text)) and not SUPPOSED.search(plain(line.item.text)):
            whole = bool(_NONE.search(plain(line.item.text)))
            topic = frozenset[str]() if whole else _topic(line, before.get(line.item.report.id), weigh)
            unsettled.append(_Open(line, topic, whole))
        before[line.item.report.id] = line
    if not unsettled:
        return []
    bound = by_key([i for i in items if _deal(i)], lambda i: [i.report.id])
    firm = [line for line in told if _settles(line, bound)]
    found: list[Difference] = []
    for one, *copies in by_key([o for o in unsettled if o.words or o.whole], lambda o: [o.line.item.text]).values():
        rivals = _against(one, firm, weigh) if one.words else [f.item for f in firm if _makes(f, one, bound)]
        if rivals and not told_before(differences, _ABOUT, (one.line.item, rivals[0])):
            words = f"One account has it settled, another not: {quoted(rivals[0])}; {quoted(one.line.item)}."
            subject = spelled(one.line, one.words) or "the deal"
            members = (*rivals, one.line.item, *(c.line.item for c in copies if c.line.item.near(one.line.item)))
            add(found, Difference("disputed", "status", members, words, subject, _REASON))
    return found


def _topic(line: Line, before: Line | None, weigh: Weighing) -> frozenset[str]:
    """What is unsettled: the telling words of the sentence; where it has none, those of the one before."""
    for one in (line, before):
        words = (
            frozenset(w for w in one.said.words - _ASIDE if w[0] not in "@#" and _telling(w, weigh)) if one else None
        )
        if words:
            return words - (one.said.names if one else frozenset())
    return frozenset()


def _telling(word: str, weigh: Weighing) -> bool:
    return weigh.of.get(word, 1.0) >= _TELLING


def _deal(item: Item) -> bool:
    record = item.record
    return isinstance(record, Agreement) and record.factuality == "fact" and record.status not in ("ended", "violated")


def _settles(line: Line, bound: dict[str, list[Item]]) -> bool:
    """The sentence tells something as agreed, done or in force."""
    text = plain(line.item.text)
    if _OPEN.search(text) or _LOOSE.search(text) or SUPPOSED.search(text):
        return False
    own = bound.get(line.item.report.id, [])
    return bool(_FIRM.search(text)) or any(s.overlap(line.said.span) for i in own for s in i.record.evidence)


def _makes(line: Line, one: _Open, bound: dict[str, list[Item]]) -> bool:
    """The words of an agreement of another report, of about the same days, stand in the sentence."""
    own = bound.get(line.item.report.id, [])
    apart = line.item.report.id != one.line.item.report.id and line.item.near(one.line.item, _SPAN)
    return (
        apart
        and bool(line.said.words & _TRUCE)
        and any(s.overlap(line.said.span) for i in own for s in i.record.evidence)
    )


def _against(one: _Open, firm: Sequence[Line], weigh: Weighing) -> list[Item]:
    """In other reports of about the same days, the sentences that settle most of it; the weightiest first."""
    best: dict[str, list[tuple[float, Line]]] = {}
    for line in firm:
        report = line.item.report.id
        if report == one.line.item.report.id or not line.item.near(one.line.item, _SPAN):
            continue
        score = weigh.sum(one.words & line.said.words)
        if score >= _ENOUGH:
            best.setdefault(report, []).append((score, line))
    top = max((score for own in best.values() for score, _ in own), default=0.0)
    ranked = sorted(
        (b for own in best.values() for b in own if b[0] >= _CLOSE * top), key=lambda b: (-b[0], b[1].item.id)
    )
    return [line.item for _, line in ranked]
