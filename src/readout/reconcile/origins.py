"""Whose idea a thing was, who asked for it and who brought it about, as the sentences of reports have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.reconcile.doers import doers
from readout.reconcile.groups import Difference, by_key, joined
from readout.reconcile.holdings import Holdings
from readout.reconcile.kinship import meaning
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Weighing
from readout.reconcile.sentences import quoted
from readout.reconcile.words import stem

_DEEDS = frozenset({"origin", "mediating"})
_ASIDE = frozenset(
    meaning(stem(w))
    for w in (
        "idea proposal propose proposed suggest suggested initiative request requested asked ask sought "
        "insisted plan draft drafted wrote written offered invited mediated mediator mediation brokered "
        "chaired led came put said told president minister government himself leader delegation side party "
        "sides official diplomat week day first envoy"
    ).split()
)
_ENOUGH = 0.75
_SPAN = 7
_REASON = "one thing and two authors of it"


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that says who did a deed, with the words for the thing, its own and those of the sentence before."""

    line: Line
    deed: str
    who: frozenset[str]
    own: frozenset[str]
    wide: frozenset[str]


def origins_compared(told: Sequence[Line], weigh: Weighing, differences: Sequence[Difference]) -> list[Difference]:
    """Disputes over who asked for a thing, proposed it or brought it about; one for all that reports have of it."""
    alike = by_key(_told(told), lambda t: [(t.line.item.text, t.deed)])
    every = [own[0] for own in alike.values()]
    held = Holdings(d.items for d in differences if d.about in ("attribution", "party"))
    apart = [
        (score, x, y)
        for x, y in combinations(range(len(every)), 2)
        if (score := _score(every[x], every[y], weigh)) >= _ENOUGH
        and not held.both(every[x].line.item, every[y].line.item)
    ]
    apart.sort(key=lambda p: (-p[0], p[1], p[2]))
    best: dict[tuple[int, str], int] = {}
    for _, x, y in apart:  # each sentence is held against the nearest of another report
        best.setdefault((x, every[y].line.item.report.id), y)
        best.setdefault((y, every[x].line.item.report.id), x)
    pairs = [
        (x, y)
        for _, x, y in apart
        if best[x, every[y].line.item.report.id] == y and best[y, every[x].line.item.report.id] == x
    ]
    strongest: dict[int, tuple[int, int]] = {}
    for x, y in pairs:
        strongest.setdefault(x, (x, y))
        strongest.setdefault(y, (x, y))
    found = []
    for cluster in joined(list(range(len(every))), pairs):
        if len(cluster) > 1:
            a, b = (every[at] for at in strongest[cluster[0]])
            one, other = a.line.item, b.line.item
            copies = (c.line.item for at in cluster for c in alike[every[at].line.item.text, every[at].deed])
            members = tuple(dict.fromkeys((one, other, *(c for c in copies if c.near(one, _SPAN)))))
            words = f"The accounts differ over who brought it about: {quoted(one)}; {quoted(other)}."
            subject = spelled(a.line, a.wide & b.wide) or "who brought it about"
            found.append(Difference("disputed", "attribution", members, words, subject, _REASON))
    return found


def _told(told: Sequence[Line]) -> Iterator[_Told]:
    for own in by_key(told, lambda line: [line.item.report.id]).values():
        before: frozenset[str] = frozenset()
        for line in own:
            words = frozenset(w for w in line.said.words - line.said.names - _ASIDE if w[0] not in "@#")
            for deed, who in doers(line.item.text).items():
                if deed in _DEEDS and not line.said.denied:
                    yield _Told(line, deed, who, words, words | before)
            before = words


def _score(a: _Told, b: _Told, weigh: Weighing) -> float:
    """How much of one thing both are told of; 0 where they name the same people or are of one report."""
    one, other = a.line.item, b.line.item
    if one.report.id == other.report.id or a.who & b.who or a.deed != b.deed or not one.near(other, _SPAN):
        return 0.0
    if a.who & b.line.said.words and b.who & a.line.said.words:
        return 0.0  # both name both: told at more or less length
    return weigh.sum((a.own & b.wide) | (a.wide & b.own))
