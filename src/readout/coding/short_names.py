"""Short forms of names met in a report: "the Council", "the movement", "the Tavans" of the Tavan movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import words as listed
from readout.coding.naming import named_phrase, phrase
from readout.linking.bodies import body_of
from readout.linking.roles import actor_type
from readout.linking.states import state_of

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

_BARE = frozenset({"det", "case", "punct", "relcl", "acl", "appos", "cc", "conj", "prep", "poss"})
_PEOPLE = frozenset({"", "s", "i", "is", "an", "ans", "n", "ns", "ian", "ians", "ese", "ite", "ites", "er", "ers"})
"""Endings that make the people of a name."""


class ShortNames:
    """The long names of bodies in one report, by the words that later stand for them."""

    def __init__(self, doc: Doc, sents: list[Span]) -> None:
        self._doc = doc
        self._by_head: dict[str, list[Token]] = {}
        self._by_part: dict[str, list[Token]] = {}
        for token in (t for s in sents for t in s if t.pos_ in ("PROPN", "NOUN") and t.dep_ != "compound"):
            self._keep(token)

    def people(self, token: Token) -> Token | None:
        """The head of the name whose people a plural stands for ("the Tavans"); None when there is not one."""
        text = token.text
        plural = text[:1].isupper() and text.endswith("s") and not text.isupper() and len(text) > 4
        if not plural or not _alone(token) or state_of(text) is not None or body_of(text) is not None:
            return None
        low = text.casefold()
        found = [t for part, tokens in self._by_part.items() if _people_of(low, part) for t in tokens]
        return self._one([t for t in found if not t.left_edge.i <= token.i <= t.right_edge.i])

    def long(self, token: Token) -> Token | None:
        """The head of the earlier name that "the Council" or "the movement" is short for; None when there is none."""
        if not _alone(token) or any(c.dep_ == "poss" for c in token.children):
            return None
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
        upper = token.text[:1].isupper()
        if not definite and not (upper and token.i != token.sent.start):
            return None
        low = _singular(token)
        earlier = [t for t in self._by_head.get(low, ()) if t.i < token.i]
        if upper:
            return earlier[-1] if earlier else None
        kind = actor_type(low, low)
        people = listed("sides", "fighters") | listed("sides", "owned_fighters")
        if kind in ("person", "public", "military") or low in listed("sides", "of_any_state") | people:
            return None
        return self._one(earlier)

    def _keep(self, token: Token) -> None:
        name, low = named_phrase(token), _singular(token)
        if " " not in name or token.tag_ == "CD" or (body_of(name) is not None and state_of(name) is not None):
            return
        kind = actor_type(low, low)
        capital = token.text[:1].isupper()
        if kind == "person" or (kind is None and not (capital and (_marked(token) or token.ent_type_ == "ORG"))):
            return
        if token.ent_type_ == "PERSON" and not any(c.dep_ == "det" for c in token.children):
            return
        parts = [w for w in name.split() if w[:1].isupper() and w.casefold() != token.lower_ and not state_of(w)]
        if not parts:
            return
        if capital or kind in ("armed_group", "bloc", "public"):
            self._by_head.setdefault(low, []).append(token)
        for part in parts:
            self._by_part.setdefault(part.casefold().rstrip("'\u2019"), []).append(token)

    def _one(self, found: list[Token]) -> Token | None:
        """The first mention of the one name, or of the one shortest: a state before its ministry."""
        sizes = {named_phrase(t).casefold(): len(named_phrase(t).split()) for t in found}
        shortest = [n for n, size in sizes.items() if size == min(sizes.values())]
        return min(t for t in found if named_phrase(t).casefold() == shortest[0]) if len(shortest) == 1 else None


def _marked(token: Token) -> bool:
    """ "The Northlea Brotherhood": a name with an article."""
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)


def _alone(token: Token) -> bool:
    """A noun without anything that tells which: no modifier, no "of ..."."""
    if any(c.dep_ not in _BARE or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children):
        return False
    return token.dep_ != "compound" and " " not in phrase(token).removeprefix("the ").removeprefix("The ")


def _people_of(low: str, part: str) -> bool:
    return len(part) > 2 and low.startswith(part) and low[len(part) :] in _PEOPLE


def _singular(token: Token) -> str:
    return token.lower_.removesuffix("s") if token.tag_ in ("NNS", "NNPS") else token.lower_
