"""Lists of short names, read off the words: in "FLA, MRP and the UNR" parsers take MRP for another name of FLA."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readout.language.tokens import Token

LETTERS = re.compile(r"[A-Z][A-Z0-9]{1,7}s?")
"""The form of a name's first letters."""
_LINKS = frozenset("of for the in de del la le los las des du et e y al - / ' \u2019".split())
_PARTING = frozenset({",", ";"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
_JOINING = frozenset({"and", "or", "&"})
_FEWEST, _LONGEST = 3, 14

Move = Callable[["Token", "Token", str], None]


def chain_names(tokens: list[Token], move: Move) -> None:
    """Hang the items of each list of three or more names, most of them letters or explained by some, on one another.

    Args:
        move: hangs a token on a head with a dependency label.
    """
    at = 0
    while at < len(tokens):
        items = list(_items(tokens, at))
        if len(items) >= _FEWEST and 2 * sum(_lettered(tokens, *i) for i in items) > len(items):
            _chain(tokens, items, move)
            at = items[-1][1]
        else:
            at += 1


def _items(tokens: list[Token], at: int) -> Iterator[tuple[int, int]]:
    """Token ranges of the names listed from ``at`` on, articles left out."""
    last = False
    while at < len(tokens):
        start = at + (tokens[at].lower_ == "the" and at + 1 < len(tokens))
        end = _name_end(tokens, start)
        if end is None:
            return
        yield start, end
        if last or end >= len(tokens):
            return
        at = end
        if tokens[at].text in _PARTING:
            at += 1
        if at < len(tokens) and tokens[at].lower_ in _JOINING:
            last, at = True, at + 1
        if at == end:
            return


def _name_end(tokens: list[Token], start: int) -> int | None:
    """Where the name from ``start`` ends, its bracket included; None where no name begins."""
    end = start
    while end < min(len(tokens), start + _LONGEST) and _in_name(tokens[end]):
        end += 1
    while end > start and tokens[end - 1].lower_ in _LINKS:
        end -= 1
    first = tokens[start]
    named = first.text[:1].isupper() and (first.pos_ == "PROPN" or LETTERS.fullmatch(first.text) is not None)
    if end == start or not named or first.ent_type_ == "PERSON":
        return None
    if end < len(tokens) and tokens[end - 1].dep_ in _BEFORE_NOUN and tokens[end - 1].head.i >= end:
        return None  # "the FLA spokesman"
    bracketed = end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")"
    return end + 3 if bracketed and LETTERS.fullmatch(tokens[end + 1].text) else end


def _in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in _LINKS or (token.text.isdigit() and len(token.text) < 3)


def _lettered(tokens: list[Token], start: int, end: int) -> bool:
    """The name is letters, or a bracket gives its letters."""
    if tokens[end - 1].text == ")":
        return True
    first = tokens[start]
    return LETTERS.fullmatch(first.text) is not None and all(
        t.lower_ in _LINKS or t.text.isupper() for t in tokens[start:end]
    )


def _chain(tokens: list[Token], items: list[tuple[int, int]], move: Move) -> None:
    heads = [_head(tokens, *item) for item in items]
    root = _root(heads[0])
    heads = [h for h in heads if _root(h) is root]
    inside = range(items[0][0], items[-1][1])
    top = next((h for h in heads if h.head.i not in inside), None)
    if top is None or len(heads) < _FEWEST or any(_above(h, top.head) for h in heads):
        return
    if top is not heads[0]:
        move(heads[0], top.head, top.dep_)
    for before, head in pairwise(heads):
        move(head, before, "conj")


def _head(tokens: list[Token], start: int, end: int) -> Token:
    """The word of a name that hangs outside it, a proper noun where one does."""
    outside = [t for t in tokens[start:end] if not start <= t.head.i < end and t.text[:1].isalnum()]
    return next((t for t in outside if t.pos_ == "PROPN"), outside[0] if outside else tokens[end - 1])


def _root(token: Token) -> Token:
    while token.head is not token:
        token = token.head
    return token


def _above(head: Token, token: Token) -> bool:
    """True when ``token`` is ``head`` or hangs, however far, on it."""
    while token is not head and token.head is not token:
        token = token.head
    return token is head
