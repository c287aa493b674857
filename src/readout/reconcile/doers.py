"""Who does what in a sentence, for the deeds that accounts give to different people: asking, mediating, firing.

Read off the words: accounts of one thing share its deed, and the parse of a report is not kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from readout.reconcile.kinship import meaning
from readout.reconcile.lines import states_in
from readout.reconcile.vocabulary import contrast_words
from readout.reconcile.words import plain, stem, tokens

_CLAUSE = re.compile(r"[;:.]|, (?=and|but|while|which|who|said|says)| (?:but|while|which|who|whom|said|says) ")
_NAME = re.compile(r"[A-ZÀ-Þ][\w-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w-]+)*")
_CLEFT = re.compile(r"\b[Ii]t (?:is|was) (?P<who>[^,;.]{3,60}?)(?:, [^,]{3,60},)? (?:who|which|that)(?: had)? $")
_OPENERS = frozenset(
    {"It", "The", "They", "He", "She", "That", "This", "On", "In", "At", "Mr", "A", "An", "For", "But"}
)
_NEAR = 60
"""Characters before a deed, or after its "by", in which its doer is looked for."""


@lru_cache(maxsize=16384)
def doers(text: str) -> dict[str, frozenset[str]]:
    """By deed of ``data/contrasts.toml``, who does it: codes of states, surnames and words for a side."""
    found: dict[str, set[str]] = {}
    for deed in _deeds():
        who: set[str] = set()
        for match in deed.of.finditer(text):
            who |= _people(_CLAUSE.split(text[match.end() : match.end() + _NEAR])[0], first=True)
        for match in deed.own.finditer(text):
            who |= _people(text[max(0, match.start() - _NEAR // 2) : match.start()], first=False)
        if not who:
            for match in deed.does.finditer(text):
                who |= _by(text, match.end()) or _before(text, match.start())
        if who:
            found[deed.name] = who
    return {deed: frozenset(who) for deed, who in found.items()}


@dataclass(frozen=True, slots=True)
class _Deed:
    name: str
    does: re.Pattern[str]
    of: re.Pattern[str]
    own: re.Pattern[str]


@cache
def _deeds() -> tuple[_Deed, ...]:
    return tuple(
        _Deed(name, _pattern(words["does"]), _pattern(words["of"]), _pattern(words["own"], r"['’]s? (?:own )?"))
        for name, words in contrast_words()["deeds"].items()
    )


def _pattern(words: list[str], before: str = r"\b") -> re.Pattern[str]:
    parts = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words)
    return re.compile(rf"{before}(?:{parts})(?!\w)", re.IGNORECASE)


@cache
def _sides() -> frozenset[str]:
    return frozenset(contrast_words()["sides"]["words"])


def _before(text: str, at: int) -> set[str]:
    """The last that is named in the clause before a deed."""
    cleft = _CLEFT.search(text, 0, at)
    if cleft:
        return _people(cleft["who"], first=True)
    return _people(_CLAUSE.split(text[max(0, at - _NEAR) : at])[-1], first=False)


def _by(text: str, at: int) -> set[str]:
    """Whoever follows a "by" near behind a deed."""
    behind = _CLAUSE.split(text[at : at + _NEAR])[0]
    _, by, rest = behind.partition(" by ")
    return _people(rest, first=True) if by else set()


def _people(words: str, *, first: bool) -> set[str]:
    """States named, else surnames, else words for a side."""
    states = set(states_in(words))
    if states:
        return states
    named = [[w for w in m.split() if w not in _OPENERS] for m in _NAME.findall(words)]
    names = [meaning(stem(plain(m[-1]))) for m in named if m]
    if names:
        return {names[0] if first else names[-1]}
    return {w for w in tokens(words) if w in _sides()}
