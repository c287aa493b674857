"""Who stands on the other side of a deed that names one side only, from the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from readout.coding.actors import distinct, identity, names_water, state_code, states_in
from readout.coding.reading import Reading
from readout.linking.states import name_of
from readout.model import Actor, Place

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_SIDES = frozenset({"government", "military", "armed_group", "bloc", "igo"})
_REACH = 3
"""Most sentences that one looks back for the other side."""


def sides(actors: Iterable[Actor]) -> frozenset[str]:
    """Keys of the sides that actors stand on: a state's, whoever acts for it, or a group's name."""
    return frozenset(_side(a) for a in actors)


def _side(actor: Actor) -> str:
    """An institution that the text names without a state ("the army", "the interior ministry") is the home state's."""
    own = actor.type in ("government", "military") and actor.name.islower()
    return actor.state or ("home" if own else identity(actor))


def apart(actors: Iterable[Actor], known: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors that stand on none of the sides of ``known``."""
    taken = sides(known)
    return distinct([a for a in actors if _side(a) not in taken])


def opponent(
    reading: Reading, head: Token, known: tuple[Actor, ...], *, armed: bool = False, but: Iterable[Token] = ()
) -> tuple[Actor, ...]:
    """Who stands on another side than ``known``: named in the sentence, the other of the two sides, or nearest around.

    With ``armed``, only forces, armed groups and governments count; ``but`` are noun phrases that cannot be it.
    Empty when the text shows none.
    """
    sent = reading.sentence(head)
    skipped = {t.i for token in but for t in token.subtree}
    pair = reading.cast.pair
    left = apart(pair, known) if len(pair) == 2 else ()
    for window in _windows(reading, sent):
        if window.start != sent.start and len(left) == 1:
            return left
        found = list(_standing(reading, window, head, known, skipped, armed=armed))
        if found:
            return (found[0],)
    if len(left) == 1:
        return left
    others = apart([Actor(name_of(code), code, None, "government") for code in reading.countries], known)
    return others if len(others) == 1 else ()


def _windows(reading: Reading, sent: Span) -> Iterator[Span]:
    at = next((i for i, s in enumerate(reading.sents) if s.start == sent.start), None)
    yield sent
    if at is None:
        return
    line = reading.report.text.count("\n", 0, sent.start_char)
    for before in reversed(reading.sents[max(0, at - _REACH) : at]):
        if reading.report.text.count("\n", 0, before.start_char) == line:
            yield before
    if at + 1 < len(reading.sents):
        yield reading.sents[at + 1]


def _standing(
    reading: Reading, window: Span, head: Token, known: tuple[Actor, ...], skipped: set[int], *, armed: bool
) -> Iterator[Actor]:
    """Actors of a sentence on other sides, subjects and near ones first; a body that only speaks comes last."""
    wanted = frozenset({"government", "military", "armed_group"}) if armed else _SIDES
    near = reading.cast.mentions_in(window.start, window.end)
    mentions = [m for m in near if m.at not in skipped and not _located(reading.doc[m.at])]
    later: list[Actor] = []
    third = apart(reading.said_by(head), reading.cast.pair)  # who only tells of it
    for mention in sorted(mentions, key=lambda m: (not m.subject, abs(m.at - head.i))):
        for actor in apart(mention.actors, known):
            if actor in third:
                continue
            if actor.type == "igo":
                later.append(actor)
            elif actor.type in wanted or (actor.type == "person" and actor.state and not armed):
                yield actor
    yield from (a for a in later if "igo" in wanted and a not in reading.said_by(head))


def _located(token: Token) -> bool:
    """A name that only says where: "in the capital"."""
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "at",
        "near",
        "off",
        "outside",
        "around",
        "through",
        "via",
    )


def of_states(reading: Reading, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """The governments of the states named inside noun phrases ("Northland's ambassador", "flights to Southland")."""
    found: list[Actor] = []
    for head in heads:
        for token in (head, *_after(head)):
            found += [Actor(name_of(code), code, None, "government") for _, code in states_in(reading.doc, token)]
    return distinct(found)


def states_around(reading: Reading, head: Token, known: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The government of the state, other than those known, that the sentence or the one before names nearest."""
    sent = reading.sentence(head)
    for window in list(_windows(reading, sent))[:2]:
        at = head.i if window.start == sent.start else window.end
        named = [t for t in window if t.text[:1].isupper() and not (_located(t) or t.head.lower_ == "over")]
        named = [t for t in named if not names_water(t)]
        codes = [(abs(t.i - at), code) for t in named if (code := state_code(t.text))]
        found = apart([Actor(name_of(code), code, None, "government") for _, code in sorted(codes)], known)
        if found:
            return found[:1]
    return ()


def _after(head: Token) -> Iterator[Token]:
    """Objects of the prepositions that follow a noun."""
    for prep in head.children:
        if (
            prep.dep_ == "prep"
            and prep.i > head.i
            and prep.lower_ in ("to", "from", "with", "against", "on", "for", "in", "of", "among")
        ):
            yield from (o for o in prep.children if o.dep_ == "pobj")


def of_places(places: Iterable[Place]) -> tuple[Actor, ...]:
    """The governments of the countries that places lie in."""
    return distinct([Actor(name_of(p.country), p.country, None, "government") for p in places if p.country])
