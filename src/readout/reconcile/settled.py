"""Sentences that tell a term as settled, held against one of another report that has it otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readout.model import Agreement
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item
from readout.reconcile.kinship import meaning, meanings
from readout.reconcile.lines import Line
from readout.reconcile.matching import Weighing
from readout.reconcile.words import plain, stem

_FIRM = re.compile(
    r"\b(?:agreed|undertook|undertakes?|promised|ordered|signed|accepted|committed|has begun|in force|takes? effect"
    r"|will|are to|is to|may|is opened|open(?:s|ed)?|back in operation|already)\b"
)
_LOOSE = re.compile(
    r"\b(?:if|unless|would|could|might|should|offer\w*|propos\w+|hop(?:e|es|ed|ing)|wants?|ready|prepared|willing"
    r"|must|demand\w*|ask(?:s|ed))\b"
)
SUPPOSED = re.compile(r"\b(?:if|unless|whether|should)\b")
"""What a sentence with these says may be so or not."""
_BINDING = re.compile(
    r"\b(?:must|shall|obliges?|requires?|provides? for|cover(?:s|ed)|forbid(?:s|den)|bans?"
    r"|under (?:it|the (?:deal|text|accord)))\b"
)
_CLAUSE = re.compile(r"[,;:()\u2014\u2013]| who | which | while | though | although | said | says | that ")
_ASIDE = frozenset({"agree", "talk", "full", "day", "week", "month", "side", "part", "nothing", "soldier"}) | {
    meaning(stem(w)) for w in "settled promised decided fixed concluded reached given granted pledged resolved".split()
}
"""Words that say that something is settled, or that any account has."""
_GENERAL = frozenset({"truce", "halt"})
_SPAN = 7
_TELLING = 0.45
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A sentence that does not have something settled, with the words for it; none where it is the deal as a whole."""

    line: Line
    words: frozenset[str]


class Settled:
    """The sentences of an episode that tell terms as settled.

    Args:
        but: what a sentence says that settles nothing.
        part: share of the words asked about that a sentence must have, by weight, 0 to 1.
        terms: sentences that tell what a deal demands count too ("must", "forbids").
    """

    def __init__(
        self,
        told: Sequence[Line],
        items: Sequence[Item],
        weigh: Weighing,
        but: re.Pattern[str],
        *,
        part: float = 0.25,
        terms: bool = False,
    ) -> None:
        self._part, self._terms = part, terms
        self._deals = by_key([i for i in items if _made(i)], lambda i: [i.report.id])
        self._weigh = weigh
        self._but = but
        self._lines = list(told)
        self._known: dict[int, bool] = {}
        self._by_word: dict[str, list[int]] = {}
        for at, line in enumerate(self._lines):
            for word in line.said.words:
                self._by_word.setdefault(word, []).append(at)

    def against(self, one: Otherwise) -> list[Item]:
        """In each other report of about the same days, the sentence that settles most of it; the weightiest first."""
        best: dict[str, tuple[float, Line]] = {}
        for at in self._sharing(one):
            line = self._lines[at]
            report = line.item.report.id
            if report == one.line.item.report.id or not line.item.near(one.line.item, _SPAN):
                continue
            score = self._score(one, line)
            if score > best.get(report, (0.0, line))[0] and self._settles(at):
                best[report] = score, line
        top = max((score for score, _ in best.values()), default=0.0)
        ranked = sorted(best.values(), key=lambda b: (-b[0], b[1].item.id))
        return [line.item for score, line in ranked if score >= _CLOSE * top]

    def _sharing(self, one: Otherwise) -> list[int]:
        """Places of the sentences that have a telling word of it; of those about a deal where it is about all of it."""
        words = [w for w in one.words if self._weigh.of.get(w, 1.0) >= _TELLING] if one.words else ["agree", "truce"]
        return sorted({at for w in words for at in self._by_word.get(w, ())})

    def _settles(self, at: int) -> bool:
        if at not in self._known:
            self._known[at] = self._tells(self._lines[at], self._but)
        return self._known[at]

    def _tells(self, line: Line, but: re.Pattern[str]) -> bool:
        text = plain(line.item.text)
        if but.search(text) or line.said.denied:
            return False
        if self._bound(line) or (self._terms and _BINDING.search(text)):
            return True
        return bool(_FIRM.search(text)) and not _LOOSE.search(text)

    def _bound(self, line: Line) -> bool:
        """The words of an agreement stand in the sentence."""
        own = self._deals.get(line.item.report.id, [])
        return any(s.overlap(line.said.span) for i in own for s in i.record.evidence)

    def _score(self, one: Otherwise, line: Line) -> float:
        """The weight of what both speak of; 0 where that is too little."""
        if not one.words:
            return 1.0 if line.said.words & {"agree", "truce"} and self._bound(line) else 0.0
        shared = frozenset(w for w in one.words & line.said.words if self._weigh.of.get(w, 1.0) >= _TELLING)
        both, whole = self._weigh.sum(shared), self._weigh.sum(one.words)
        return both if shared - _GENERAL and both >= self._part * whole else 0.0


def clause_words(
    line: Line, match: re.Match[str], aside: frozenset[str] = frozenset(), *, before: bool = True, after: bool = True
) -> frozenset[str]:
    """What the clause around a match speaks of, before it and after: its words but for names, states and numbers."""
    text = match.string
    starts = [m.end() for m in _CLAUSE.finditer(text) if m.end() <= match.start()]
    ends = [m.start() for m in _CLAUSE.finditer(text) if m.start() >= match.end()]
    first = max(starts, default=0) if before else match.end()
    clause = text[first : min(ends, default=len(text)) if after else match.start()]
    told = meanings(clause) & line.said.words
    return frozenset(w for w in told if w[0] not in "@#") - _ASIDE - aside - line.said.names


def told_before(differences: Sequence[Difference], about: frozenset[str], items: Sequence[Item]) -> bool:
    """A dispute over one of ``about`` holds words of every item."""
    held = [(i.report.id, s) for d in differences if d.about in about for i in d.items for s in i.record.evidence]
    return all(any(r == i.report.id and s.overlap(i.record.evidence[0]) for r, s in held) for i in items)


def _made(item: Item) -> bool:
    record = item.record
    if not isinstance(record, Agreement) or record.factuality not in ("fact", "planned"):
        return False
    return record.status not in ("ended", "violated")
