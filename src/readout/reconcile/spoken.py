"""Words put into different mouths, and blame for the first shot, as the sentences of reports have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.reconcile.groups import Difference, by_key
from readout.reconcile.holdings import Holdings
from readout.reconcile.kinship import meanings
from readout.reconcile.lines import Line, states_in
from readout.reconcile.sentences import quoted
from readout.reconcile.words import content, plain, share, tokens

_QUOTE = re.compile(r"“([^“”]{8,240})”|\"([^\"]{8,240})\"")
_STEM = 5
_FEWEST = 2
_SAME = 0.8
_LONGER = 2.5
_SPAN = 4
_BEGAN = re.compile(
    r"\b(?:opened fire first|(?:fired|shot|attacked|struck) first|was the first to (?:fire|shoot|attack|open fire)"
    r"|(?:started|began|provoked|triggered|initiated|unleashed) (?:the |this |these |\w+day'?s )?(?:new |latest )?"
    r"(?:fight|clash|shoot|violence|battle|exchange|war\b|hostilit))"
)
_ACCUSED = re.compile(
    r"\b(?:accus\w+|blam\w+) (?P<who>[^,;]{3,60}?) (?:of|for) (?:having )?(?:opening fire|firing first|shooting first"
    r"|attacking first|starting|beginning|provoking|triggering)\b"
)
_CLAUSE = re.compile(r"[,;:]| (?:said|says|claimed|that|and|but) ")


@dataclass(frozen=True, slots=True)
class _Spoken:
    line: Line
    words: str
    roots: frozenset[str]
    names: frozenset[str]


def mouths_compared(told: Sequence[Line], differences: Sequence[Difference]) -> list[Difference]:
    """Quotations of nearly the same words: put into two people's mouths, or worded in two ways by one."""
    spoken = [s for line in told for s in _spoken(line)]
    by_root = by_key(range(len(spoken)), lambda at: sorted(spoken[at].roots))
    tried = sorted({pair for block in by_root.values() for pair in combinations(block, 2)})
    held = Holdings(d.items for d in differences if d.about in ("quote", "attribution"))
    found = []
    for a, b in ((spoken[x], spoken[y]) for x, y in tried):
        one, other = a.line.item, b.line.item
        if one.report.id == other.report.id or not one.near(other, _SPAN) or held.both(one, other) or not _close(a, b):
            continue
        about = "quote" if a.names & b.names else "attribution"
        head = "The wording differs" if about == "quote" else "Nearly the same words are given to different people"
        words = f"{head}: {quoted(one)}; {quoted(other)}."
        found.append(Difference("disputed", about, (one, other), words, "words quoted", "nearly the same quotation"))
        held.add((one, other))
    return found


def _spoken(line: Line) -> Iterator[_Spoken]:
    """Each quotation of a sentence that names somebody outside it."""
    text = line.item.text
    outside = meanings(_QUOTE.sub(" ", text))
    names = line.said.names & outside
    for match in _QUOTE.finditer(text):
        words = match[1] or match[2]
        roots = frozenset(w[:_STEM] for w in content(words))
        if names and len(roots) >= _FEWEST:
            yield _Spoken(line, words, roots, names)


def _close(a: _Spoken, b: _Spoken) -> bool:
    """Most of the shorter is in the longer, neither is much longer, and neither is a piece of the other."""
    if len(a.roots & b.roots) < _FEWEST or share(a.roots, b.roots) < _SAME:
        return False
    if max(len(a.roots), len(b.roots)) > _LONGER * min(len(a.roots), len(b.roots)):
        return False
    x, y = (f" {' '.join(tokens(s.words))} " for s in (a, b))
    return x not in y and y not in x


def beginners_compared(told: Sequence[Line], differences: Sequence[Difference]) -> list[Difference]:
    """A dispute over who fired first: each account names one side, and the one blamed is named in the other."""
    blamed = [(line, who) for line in told for who in [_blamed(line)] if who]
    held = Holdings(d.items for d in differences if d.about == "party")
    for (a, x), (b, y) in combinations(blamed, 2):
        one, other = a.item, b.item
        crossed = x & (b.said.states | b.said.names) or y & (a.said.states | a.said.names)
        if one.report.id == other.report.id or x & y or not crossed or not one.near(other, _SPAN):
            continue
        if held.both(one, other):
            continue
        words = f"The accounts differ over who began it: {quoted(one)}; {quoted(other)}."
        return [Difference("disputed", "party", (one, other), words, "who fired first", "each side blamed in turn")]
    return []


def _blamed(line: Line) -> frozenset[str]:
    """States, else names, of those said to have begun: whom somebody accuses, or the subject of the deed."""
    text = line.item.text
    if len(plain(text)) != len(text):
        return frozenset()
    accused = _ACCUSED.search(plain(text))
    if accused:
        return _sides(line, text[accused.start("who") : accused.end("who")])
    began = _BEGAN.search(plain(text))
    return _sides(line, _CLAUSE.split(text[: began.start()])[-1]) if began and not line.said.denied else frozenset()


def _sides(line: Line, words: str) -> frozenset[str]:
    return states_in(words) or meanings(words) & line.said.names
