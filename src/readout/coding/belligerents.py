"""The two sides that a report is mostly about: said to fight, to agree or to talk with each other, or most present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.home_state import state_told
from readout.language.frames import conjuncts
from readout.linking.states import name_of
from readout.model import Actor

if TYPE_CHECKING:
    from readout.coding.coreference import Mention
    from readout.language.tokens import Doc, Token

_AT = frozenset({"in", "at", "near", "outside", "around"})
_LOOSE = frozenset(
    "artillery tank jet drone gunman police soldier fighter man troop terrorist extremist mercenary".split()
)
"""Nouns for forces of anybody's, and for what others call them: without a state they are no side by themselves."""
_EITHER = frozenset({"side", "party", "camp"})
"""Nouns that stand for the two, whoever they are; written small, for there are parties by name."""
_REACHING = frozenset({"apply", "cover", "extend", "include", "bind", "concern"})
"""What a deal does to those whom it takes in."""
_NO_SIDE = ("igo", "ngo", "bloc", "media", "public")

Of = Callable[["Token"], tuple[Actor, ...]]


_STATE_WORDS = frozenset({"government", "state", "country", "regime"})


def opposed(tokens: Sequence[Token], of: Of) -> tuple[Actor, ...]:
    """The pair that most words set against each other, or side by side; the first of those named equally often.

    Args:
        tokens: those of the body's sentences.
        of: the actors of a head token.
    """
    votes: Counter[frozenset[str]] = Counter()
    first: dict[frozenset[str], tuple[Actor, ...]] = {}
    for weight, heads in _groups(tokens):
        named = [t for h in heads for t in (h, *conjuncts(h)) if t.pos_ in ("NOUN", "PROPN")]
        found = distinct(a for t in named if t.lemma_.casefold() not in words("sides", "between_them") for a in of(t))
        if len(found) > 2:  # a name that no table knows may be the place of the dateline
            found = tuple(a for a in found if a.type is not None)
        keys = frozenset(a.state or a.name for a in found)
        if len(found) == len(keys) == 2 and not any(a.type in ("person", "public", "ngo", "media") for a in found):
            votes[keys] += weight
            first.setdefault(keys, found)
    return first[votes.most_common(1)[0][0]] if votes else ()


def _groups(tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Noun phrases that one word joins as two sides, with the weight of that word."""
    for token in tokens:
        lemma = token.lemma_.casefold()
        if token.lower_ == "between" and token.dep_ == "prep":
            above = token.head.lemma_.casefold()
            weight = 3 if above in words("sides", "opposing") else 1 if above in words("sides", "meeting") else 0
            if weight:
                yield weight, [o for o in token.children if o.dep_ == "pobj"]
        elif token.pos_ == "VERB" and lemma in words("sides", "joining"):
            yield 2, [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        if token.pos_ == "VERB" and lemma in words("sides", "fighting"):
            yield 2, [c for c in token.children if c.dep_ in ("nsubj", "dobj")]


def wielders(tokens: Sequence[Token]) -> Counter[str]:
    """How often a state's name stands before a noun of force: "Northland's missiles", "Southlander positions"."""
    named = (t for t in tokens if t.dep_ in ("amod", "compound", "poss") and t.text.istitle())
    codes = (state_told(t.doc, t) for t in named if t.head.lemma_.casefold() in words("sides", "force"))
    return Counter(code for code in codes if code)


def most_present(doc: Doc, forces: Counter[str], mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """The two most present, a state and its people counted together, bodies and the public left out.

    Args:
        forces: states by how often their forces and weapons are named, as ``wielders`` counts them.
    """
    best: dict[str, Actor] = {}
    weight: Counter[str] = Counter()
    no_side = words("sides", "between_them") | words("animate", "things")
    for mention in mentions:
        head = doc[mention.at]
        if head.dep_ == "pobj" and head.head.lower_ in _AT:
            continue  # a capital that talks are held in is no side
        lemma = head.lemma_.casefold()
        if lemma in no_side or (lemma in _EITHER and head.text.islower()) or _excepted(head):
            continue
        for actor in mention.actors:
            if actor.type in _NO_SIDE or (actor.state is None and (lemma in _LOOSE or _loose(actor))):
                continue
            key = actor.state or actor.name
            weight[key] += (2 if mention.subject else 1) * (3 if actor.type == "armed_group" else 2)
            if actor.type != "person":
                best.setdefault(key, actor)
    for code, times in forces.items():
        weight[code] += 6 * times
        best.setdefault(code, Actor(name_of(code), code, None, "government"))
    keys = [k for k, _ in weight.most_common() if k in best][:2]
    return tuple(_side(best[k]) for k in keys) if len(keys) == 2 else ()


def _side(actor: Actor) -> Actor:
    """The state itself, where only "lawmakers" or "officials" of it were named."""
    told_of = actor.type == "government" and actor.name.islower() and actor.name not in _STATE_WORDS
    return Actor(name_of(actor.state), actor.state, None, "government") if actor.state and told_of else actor


def _excepted(head: Token) -> bool:
    """Named only as what a deal does not reach: "the truce does not apply to ..."."""
    above = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
    return (
        above is not None
        and above.lemma_ in _REACHING
        and any(c.dep_ == "neg" for c in above.children)
        and not any(t.dep_ in ("nsubj", "nsubjpass") and t.head == above for t in (head, *head.ancestors))
    )


def _loose(actor: Actor) -> bool:
    """ "Gunmen", "artillery", "200 soldiers": somebody's, and the text does not say whose."""
    last = actor.name.casefold().split()[-1] if actor.name else ""
    return last in _LOOSE or last.rstrip("s") in _LOOSE or last == "gunmen" or last == "men"
