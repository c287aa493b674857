"""Who put a name to a deal for which side, read off the sentences: two accounts may name two people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.reconcile.groups import Difference, by_key
from readout.reconcile.lines import Line, states_in
from readout.reconcile.sentences import quoted
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import plain, tokens

_NAME = r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?: (?:al-|bin |de |el )?[A-ZÀ-Þ][\w'’-]+){1,3})"
_SIDE = r"(?:the )?(?P<side>[A-ZÀ-Þ\w][\w'’&-]*(?: (?:of |for |and )?(?:the )?[A-ZÀ-Þ][\w'’-]+){0,5}"
_SIDE += r"(?: (?:army|government|state|side))?)"
_SIGNS = (
    r"(?:has |had |have )?(?:today |yesterday )?(?:signed|signs?|initialled|put (?:his|her) name|set (?:his|her) name)"
)
_ROLE = r"(?:, [^,;.]{3,70},)?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}{_ROLE} {_SIGNS}(?: [a-z ]{{0,20}})? (?:for|on behalf of) {_SIDE}",
        rf"{_NAME}, [^,;.]{{3,60}}, (?:for|on behalf of) {_SIDE}",
        rf"{_NAME}[^,;.]{{0,20}}, for {_SIDE}",
        rf"\bby {_NAME}, (?:the )?(?:\w+ )?(?:chairman|leader|president|head|chief|secretary|commander) of {_SIDE}",
        rf"(?P<side>[A-ZÀ-Þ\w]+)['’]s? (?:[a-z-]+ ){{1,4}}, ?{_NAME},? [^.;]{{0,60}}\b(?:signed|set|put|initialled)\b",
        rf"(?P<side>[A-ZÀ-Þ\w]+)['’]s? (?:[a-z-]+ ?){{1,4}}, {_NAME}, [^.;]{{0,60}}\b(?:signed|set|put|initialled)\b",
        rf"{_NAME} of {_SIDE} (?:and|signed|put|set)\b",
    )
)
_SIGNING = re.compile(
    r"\b(?:sign\w*|initial\w*|set (?:their|his|her) names?|put (?:their|his|her) names?|writes first)\b"
)
_STATE = frozenset({"government", "army", "state", "republic", "cabinet", "junta", "presidency"})
_BODIES = frozenset(word_lists().bodies) | {"movement", "front", "party", "union", "league", "council", "mission"}
_REASON = "one side of one deal"
_SPAN = 7


@dataclass(frozen=True, slots=True)
class _Signer:
    line: Line
    name: str
    side: frozenset[str]


def signers_compared(told: Sequence[Line]) -> list[Difference]:
    """A dispute over who signed for a side, where two reports name two people for it and neither names both."""
    found = by_key([s for line in told for s in _signers(line)], lambda s: sorted(s.side))
    apart: dict[frozenset[str], Difference] = {}
    for side, signed in found.items():
        by_name = by_key(signed, lambda s: [s.name])
        for one, other in combinations(sorted(by_name), 2):
            if _alike(one, other) or _reports(by_name, one) & _reports(by_name, other):
                continue
            first = by_name[one][0].line.item
            rivals = [s.line.item for s in by_name[other] if s.line.item.near(first, _SPAN)]
            if rivals:
                items = (*(s.line.item for s in by_name[one] if s.line.item.near(rivals[0], _SPAN)), *rivals)
                words = f"The accounts name different signatories: {quoted(first)}; {quoted(rivals[0])}."
                told_of = Difference("disputed", "party", items, words, f"who signed for {side}", _REASON)
                apart.setdefault(frozenset({one, other}), told_of)
    return list(apart.values())


def _reports(by_name: dict[str, list[_Signer]], name: str) -> set[str]:
    """The reports that name somebody of this or a like name for a side."""
    return {s.line.item.report.id for own, signed in by_name.items() if _alike(own, name) for s in signed}


def _signers(line: Line) -> Iterator[_Signer]:
    text = line.item.text
    if not _SIGNING.search(plain(text)):
        return
    for form in _FORMS:
        for match in form.finditer(text):
            side = _side(match["side"])
            if side and not _BODIES & set(tokens(match["name"])):
                yield _Signer(line, match["name"], side)


def _side(words: str) -> frozenset[str]:
    """What tells a side from others: that it is the state, else its letters and name."""
    own = set(tokens(words))
    if own & _STATE or states_in(words):
        return frozenset({"the state"})
    named = [w for w in re.findall(r"[A-ZÀ-Þ][\w-]+", words) if len(w) > 1]
    letters = "".join(w[0] for w in named) if len(named) > 1 else ""
    return frozenset(plain(w) for w in (*([letters] if letters else named),))


def _alike(one: str, other: str) -> bool:
    """They share a word of their names."""
    return bool(set(tokens(one)) & set(tokens(other)))
