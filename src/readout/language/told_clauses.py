"""Clauses of what somebody tells that a parser hangs on a noun: freed from it, and given to the verb that tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readout.language.tokens import Token

Move = Callable[["Token", "Token", str], None]

_TELLING = frozenset({"tell", "inform", "remind", "assure", "warn", "advise", "brief", "notify", "convince", "show"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where", "when", "why"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def free_told_clauses(tokens: list[Token], move: Move) -> None:
    """ "Told reporters he had hoped", "informed the mission that two planes had come": what is told."""
    for token in tokens:
        hearer, verb = token.head, token.head.head
        if token.dep_ not in ("relcl", "acl") or hearer.dep_ not in ("dobj", "dative", "pobj"):
            continue
        verb = verb.head if hearer.dep_ == "pobj" and verb.dep_ == "dative" else verb
        if verb.pos_ != "VERB" or verb.lemma_.casefold() not in _TELLING or not verb.i < hearer.i < token.i:
            continue
        if _tells_by_itself(token):
            move(token, verb, "ccomp")


def _tells_by_itself(verb: Token) -> bool:
    """A clause with a subject of its own, in which no relative word takes the noun's part."""
    if not any(c.dep_ in _SUBJECTS and c.lower_ not in _RELATIVE for c in verb.children):
        return False
    relative = [c for c in verb.children if c.lower_ in _RELATIVE and c.dep_ != "mark"]
    return not relative
