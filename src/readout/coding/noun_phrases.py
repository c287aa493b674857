"""What a noun phrase's own words tell of it: whose fighters, which of several, whether it only says where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words as listed
from readout.coding.naming import named_phrase, phrase, tail
from readout.language.frames import conjuncts, listed_next
from readout.linking.roles import role_of
from readout.linking.states import state_of
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Token

_MEETING = frozenset(
    ["meet", "gather", "talk", "negotiate", "sign", "convene", "sit", "talks", "meeting", "conference"]
)
_CALLED = frozenset({"known", "called", "named", "styled", "dubbed", "calling"})


def told_apart(token: Token) -> bool:
    """ "The breakaway group": one thing met before, told by a lower-case word and no more."""
    about = [c for c in token.children if c.dep_ not in ("case", "punct")]
    plain = all(c.dep_ in ("det", "amod", "compound") and not c.text[:1].isupper() for c in about if c.i < token.i)
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in about)
    other = any(c.lower_ in ("other", "same", "second", "third", "new") for c in about)
    single = token.tag_ == "NN" and not any(c.i > token.i and c.dep_ == "prep" for c in about)
    return definite and plain and single and not other


def by_modifiers(token: Token) -> list[str]:
    """ "The Ashan, Borun and Celt clans": the names of each."""
    if token.tag_ != "NNS":
        return []
    first = next((c for c in token.children if c.dep_ in ("nmod", "compound", "amod") and conjuncts(c)), None)
    each = [first, *conjuncts(first)] if first is not None else []
    return [t.text for t in each] if all(t.text[:1].isupper() and t.i < token.i for t in each) else []


def owned_fighters(token: Token) -> bool:
    """ "Gunmen", "units", "men": fighters where a name tells whose they are."""
    return not listed("sides", "owned_fighters").isdisjoint((token.lemma_.casefold(), token.lower_))


def owners(token: Token) -> Iterator[Token]:
    """Heads of "X's fighters", "fighters of X", "from X", "loyal to X", "belonging to X"."""
    for child in token.children:
        if child.dep_ == "poss":
            yield child
        links = [child] if child.dep_ == "prep" and child.lower_ in ("of", "from", "with") else []
        if child.i > token.i and child.dep_ in ("amod", "acl") and child.left_edge.i == token.i + 1:
            links = [c for c in child.children if c.dep_ == "prep" and c.lower_ == "to"]
        for link in links:
            yield from (o for o in link.children if o.dep_ == "pobj")


def body_unknown(actor: Actor) -> bool:
    """A body with a proper name of which no table tells what it is."""
    name = actor.name.split()
    own = name[-1][:1].isupper() and (len(name) > 1 or actor.type is None)
    return actor.type in (None, "public", "military") and actor.state is None and own


def own_name(token: Token) -> bool:
    """ "The Sons of the Hills": people by whom a body calls itself, no holders of an office."""
    role = role_of(token.lemma_.casefold().removesuffix("s"))
    return tail(token) is not None and (role is None or role.rank > 3)


def commands(owner: Actor) -> bool:
    """True for a person of whom nothing tells that he or she leads a state."""
    if owner.type != "person":
        return False
    role = role_of(owner.role) if owner.role else None
    return role is None or role.rank > 1


def called(token: Token) -> str | None:
    """The name that follows a noun: "the alliance Forces of Dawn", "a militia known as the Grey Hats"."""
    for child in token.children:
        near = child.left_edge.i - token.i <= 2
        if near and child.dep_ == "appos" and child.pos_ == "PROPN" and not listed_next(child):
            return named_phrase(child)
        if child.dep_ == "acl" and child.lower_ in _CALLED:
            below = [o for c in child.children for o in (c, *c.children) if o.dep_ in ("pobj", "oprd", "dobj", "attr")]
            return next((named_phrase(o) for o in below if o.text[:1].isupper()), None)
    return None


def of_other_name(token: Token) -> bool:
    """ "States" in "Southern States": a longer name that is no state's."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    inside = before is not None and before.head is token and before.dep_ == "compound" and before.text[:1].isupper()
    return inside and state_of(phrase(token).removeprefix("the ")) is None


def located(token: Token) -> bool:
    """ "In Northland": where something happens, which may be anywhere."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at")


def venue(token: Token) -> bool:
    """A capital that people of anywhere meet in."""
    match = state_of(token.text)
    return match is not None and match.how == "capital" and token.head.head.lemma_ in _MEETING
