"""The sentences of reports as the comparison reads them: what is said where no record, or another record, holds it.

A coder misses facts and codes one fact in two ways; the sentences of two reports that speak of one thing still share
its names, numbers and words. So sentences are matched directly, beside the records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from readout.linking.states import state_of
from readout.model import Figure, Span
from readout.reconcile.counting import number, numbers
from readout.reconcile.groups import by_key
from readout.reconcile.items import Item, covered, sentences, unrecorded
from readout.reconcile.kinship import meaning
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import content, plain, stem, tokens

_NAME = re.compile(
    r"(?:\b(?:al|el|an|as|at|ash|ad)-)?[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:al|el|an|as|at|ash|ad)-)?[A-ZÀ-Þ][\w'’.-]*)*"
)
_OPENING = re.compile(r"(?:^|[.!?:\"“”—–-] ?)$")
_HEAD = 3  # characters that an opening takes at most, with the end of a line behind it
_NOT = re.compile(
    r"\b(?:not|no|never|nothing|nobody|none|neither|nor|denied|denies|deny|without|refus\w+|reject\w*|declin\w+"
    r"|ruled out|silent on|dismissed|stopped short of)\b|n't\b"
)
_CLAUSE = re.compile(r"[;:,]| (?:and|but|while|though|although) ")
_BYLINE = re.compile(r"^[^.!?]* \| \d{4}-\d\d-\d\d$")
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)da$|januar|februar|march$|april|may$|june|july|august|septemb|octob|novemb"
    r"|decemb"
)
_ADDRESS = frozenset(stem(w) for w in word_lists().addresses)
_TITLES = frozenset(
    stem(w)
    for words in (word_lists().addresses, word_lists().titles, word_lists().bodies, word_lists().offices)
    for w in words
)
_LONGEST = 3
_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text.

    Attributes:
        words: stems, those of one meaning made one; states by code ("@THA"); numbers by value ("#30").
        names: those of ``words`` that come from names other than states.
        heads: of each such name the last word, a surname or an acronym as a rule; office and body words are none.
        states: codes of the states that it names.
        denied: those of ``words`` that stand in a clause after a word that denies or refuses.
    """

    span: Span
    words: frozenset[str]
    names: frozenset[str]
    heads: frozenset[str]
    states: frozenset[str]
    denied: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of one report, as an item that findings can cite."""

    item: Item
    said: Sentence


@lru_cache(maxsize=16384)
def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` with what they name; a line of outlet and date is none."""
    return tuple(_read(s, s.of(text)) for s in sentences(text) if not _BYLINE.search(s.of(text)))


def lines(items: Sequence[Item], absent: Sequence[Item] = ()) -> list[Line]:
    """Every sentence of the reports of ``items``; those that a person's split keeps out are left unread."""
    found = []
    for report in by_key(items, lambda i: [i.report.id]).values():
        for said in read(report[0].report.text):
            if not absent or not covered(said.span, report[0].report.id, absent):
                figure = Figure(report=report[0].report.id, evidence=(said.span,))
                found.append(Line(unrecorded(figure, report[0]), said))
    return found


def spelled(line: Line, words: Set[str]) -> str:
    """The words of a sentence that stand for ``words``, as it spells them, in its order, each once."""
    own = [w for w in tokens(line.item.text) if meaning(stem(w)) in words]
    return " ".join(dict.fromkeys(own))


def states_in(text: str) -> frozenset[str]:
    """Codes of the states that ``text`` names, by name, adjective, people or capital."""
    return frozenset(code for _, code in _named(text)[0])


def states_named(text: str) -> tuple[str, ...]:
    """The same codes in the order of ``text``, each once."""
    return tuple(dict.fromkeys(code for _, code in _named(text)[0]))


def _read(span: Span, text: str) -> Sentence:
    states, names = _named(text)
    codes = frozenset(code for _, code in states)
    words = _words(text, states, names)
    named = frozenset(w for name in names for w in _name_words(name) if not _CALENDAR.match(w))
    heads = frozenset(head for name in names if (head := _head(name)))
    return Sentence(span, words | {f"@{c}" for c in codes}, named & words, heads, codes, _denied(text, words, states))


def _words(text: str, states: Sequence[tuple[str, str]], names: Sequence[str]) -> frozenset[str]:
    """Stems by meaning and numbers; of a name of several words the first and the last, of an address nothing."""
    taken = {stem(w) for words, _ in states for w in tokens(words)} | _ADDRESS
    for name in names:
        taken |= {stem(w) for w in tokens(name)} - _name_words(name)
    taken |= {stem(w) for w in tokens(text) if number(w) is not None}
    told = {meaning(w) for w in content(text) - taken}
    return frozenset(told | {f"#{n:g}" for n in numbers(text)})


def _name_words(name: str) -> set[str]:
    words = [stem(w) for w in tokens(name) if stem(w) not in _ADDRESS]
    return {words[0], words[-1]} if words else set()


def _head(name: str) -> str | None:
    last = stem(tokens(name)[-1]) if tokens(name) else ""
    return None if len(last) <= _LETTERS or last in _TITLES or _CALENDAR.match(last) else last


def _denied(text: str, words: frozenset[str], states: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The words of each clause behind the first word in it that denies."""
    found: set[str] = set()
    for clause in _CLAUSE.split(text):
        match = _NOT.search(plain(clause))
        if match:
            behind = plain(clause)[match.start() :]
            found |= {meaning(w) for w in content(behind)} & words
            found |= {f"@{code}" for name, code in states if plain(name) in behind}
    return frozenset(found)


@lru_cache(maxsize=16384)
def _named(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Words that stand for states with their codes, and other names; a word that only opens a sentence is no name."""
    states: list[tuple[str, str]] = []
    names: list[str] = []
    for match in _NAME.finditer(text):
        parts = match.group().split(" ")
        rest: list[str] = []
        at = 0
        while at < len(parts):
            words, code = _longest(parts[at:])
            if code:
                states.append((words, code))
            else:
                rest.append(parts[at])
            at += len(words.split(" "))
        start = match.start()
        opens = len(rest) == 1 and rest[0] == parts[0] and _OPENING.search(text, max(0, start - _HEAD), start)
        if rest and not opens:
            names.append(" ".join(rest))
    return tuple(states), tuple(names)


def _longest(parts: Sequence[str]) -> tuple[str, str | None]:
    """The most words at the head of ``parts`` that stand for a state, else the first word and None."""
    for length in range(min(_LONGEST, len(parts)), 0, -1):
        words = " ".join(parts[:length]).rstrip(".,")
        code = _state(words)
        if code:
            return words, code
    return parts[0], None


@lru_cache(maxsize=65536)
def _state(words: str) -> str | None:
    found = state_of(words)
    return found.code if found else None
