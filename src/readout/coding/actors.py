"""Small questions about actors: are two the same, which states does a noun phrase name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from readout.coding.naming import clean_name
from readout.linking.states import state_of
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Token


def identity(actor: Actor) -> str:
    """One key for one actor: its state for governments and forces, its name otherwise."""
    return f"state {actor.state}" if actor.state and actor.type != "person" else actor.name.casefold()


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each actor once, in order."""
    seen: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        seen.setdefault((actor.name.casefold(), actor.state), actor)
    return tuple(seen.values())


@lru_cache(maxsize=4096)
def state_code(word: str) -> str | None:
    """The state that a word stands for; None when it stands for none."""
    match = state_of(word)
    return match.code if match else None


_WATERS = frozenset({"Ocean", "Sea", "Channel", "Gulf", "Strait", "Straits", "Bay"})


def states_in(doc: Doc, token: Token, links: tuple[str, ...] = ("of", "in", "from")) -> list[tuple[str, str]]:
    """``(word, code)`` of the state words inside the noun phrase of ``token``, in order, each state once.

    Args:
        links: prepositions after the head whose object counts as part of it.
    """
    tokens = doc.tokens[token.left_edge.i : token.i + 1]
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in links and child.i > token.i:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    tokens += doc.tokens[obj.left_edge.i : obj.i + 1]
    found: dict[str, str] = {}
    index = 0
    while index < len(tokens):
        index += _state_at(tokens, index, found)
    return [(word, code) for code, word in found.items()]


@lru_cache(maxsize=4096)
def _state_named(written: str) -> tuple[str, str | None]:
    """The words as a name, and the state that they stand for."""
    words = clean_name(written)
    return words, state_code(words) if words[:1].isupper() else None


def _state_at(tokens: list[Token], index: int, found: dict[str, str]) -> int:
    """Note the state whose name begins at ``index``, its words by its code; how many tokens to go on."""
    if not tokens[index].text[:1].isupper() and tokens[index].lower_ != "the":
        return 1
    for size in range(min(3, len(tokens) - index), 0, -1):
        words, code = _state_named("".join([t.text + t.whitespace_ for t in tokens[index : index + size]]))
        if code is not None and not _ends_other_name(tokens, index) and not names_water(tokens[index + size - 1]):
            found.setdefault(code, words)
            return size
    return 1


def states_named(doc: Doc) -> dict[str, int]:
    """How often a text names each state, by code, in the order of first mention; the longest name counts."""
    counts: dict[str, int] = {}
    for code, _ in state_names(doc.tokens):
        counts[code] = counts.get(code, 0) + 1
    return counts


def state_names(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """Each name of a state, by its code, with its last word."""
    end = 0
    for at, token in enumerate(tokens):
        if at >= end and token.text[:1].isupper():
            found: dict[str, str] = {}
            end = at + _state_at(tokens, at, found)
            yield from ((code, tokens[end - 1]) for code in found)


def names_water(token: Token) -> bool:
    """ "Indian" in "Indian Ocean", "Irish" in "Irish Sea": the name of a water, not of a state."""
    after = token.i + 1
    return after < len(token.doc.tokens) and token.doc[after].text in _WATERS


def _ends_other_name(tokens: list[Token], index: int) -> bool:
    """ "States" in "Island States": the head of a longer name that is no state's."""
    head, before = tokens[index], tokens[index - 1] if index else None
    return before is not None and before.head is head and before.dep_ == "compound" and before.text[:1].isupper()
