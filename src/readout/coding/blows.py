"""Nouns that tell of force: "an attack on a market", "explosions were heard"; and what an act of force consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readout.codebook.lexicon import words
from readout.coding.actors import states_in
from readout.coding.reading import Reading
from readout.language.frames import Frame

if TYPE_CHECKING:
    from readout.language.tokens import Token

Sort = Literal["force", "breach", "intrusion"]

CREWED = frozenset({"jet", "plane", "helicopter", "warplane", "aircraft", "bomber", "tank"})
"""Craft with people in them: shot down, they are what is struck."""
_SHARES = frozenset({"part", "role", "hand", "share"})
_PARTAKING = frozenset({"participate", "involve", "engage", "assist", "partake"})


@dataclass(frozen=True, slots=True)
class Force:
    """An act of force found in a clause.

    Attributes:
        head: the predicate or noun whose clause is the evidence.
        doers: noun phrases of who or what strikes.
        struck: noun phrases of what is struck.
        arms: weapons and attacks among the verb's objects.
        covered: tokens that need not be looked at again.
    """

    head: Token
    frame: Frame | None
    doers: tuple[Token, ...]
    struck: tuple[Token, ...]
    arms: tuple[Token, ...]
    sort: Sort
    covered: frozenset[int]
    negated: bool = False


def among(name: str, *tokens: Token) -> bool:
    """True when a token's lemma stands in the list ``name`` of the words of force."""
    return any(t.lemma_.casefold() in words("incidents", name) for t in tokens)


def of_noun(reading: Reading, token: Token) -> Force | None:
    """ "an attack on a market", "explosions were heard in the city", "answered with strikes"."""
    governor = token.head.head if token.head.dep_ == "prep" or token.head.pos_ == "ADP" else token.head
    if among("stopping", governor) or among("stop_nouns", governor):
        return None
    verb = _verb(reading, token)
    subject = token.dep_ in ("nsubj", "nsubjpass")
    if verb is not None and (_unreal(reading, token, verb) or _undertaken(verb.head, subject)):
        return None
    happening = verb is not None and among("happen", verb.head) and subject
    asserted = verb is not None and among("asserting", verb.head)
    doers = _doers(reading, token)
    made = verb is not None and asserted and among("making", verb.head) and not subject
    if made and verb is not None and not doers:
        doers = list(verb.agents)
    disclaimed = _disclaimed(reading, token) if not doers else None
    if disclaimed is not None:
        covered = frozenset(t.i for t in token.subtree)
        return Force(disclaimed.head, None, disclaimed.agents, (), (), "force", covered, True)
    shared = verb is not None and not doers and _partaking(verb, token)
    if shared and verb is not None:
        doers = list(verb.patients if verb.passive else verb.agents)
    if verb is not None and not doers and verb.head.lemma_ in ("blame", "accuse") and token.dep_ == "pobj":
        doers = list(verb.patients)
    targeted = [
        o
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in ("on", "against", "at", "of")
        for o in c.children
        if o.dep_ == "pobj"
    ]
    if not _told(reading, token, verb, doers, targeted, happening, asserted):
        return None
    at_verb = happening or made or shared or (asserted and token.dep_ == "dobj")
    anchor = verb.head if verb is not None and at_verb else token
    none = any(c.lower_ == "no" for c in token.children) or ((made or shared) and verb is not None and verb.negated)
    covered = frozenset(t.i for t in token.subtree)
    return Force(anchor, None, tuple(doers), tuple(targeted), (), "force", covered, none)


def _told(
    reading: Reading,
    token: Token,
    verb: Frame | None,
    doers: list[Token],
    targeted: list[Token],
    happening: bool,
    asserted: bool,
) -> bool:
    """Whether the noun is told of as something that took place, with enough around it."""
    noun = token.lemma_.casefold()
    subject = token.dep_ in ("nsubj", "nsubjpass")
    places = reading.where(token) or (reading.where(verb.head) if verb is not None and subject else ())
    when = reading.when(token) or (reading.when(verb.head) if verb is not None else None)
    specific = bool(doers) + bool(places) + (when is not None) + bool(targeted)
    if noun in ("fighting", "clash", "skirmish", "offensive") and not (happening or asserted):
        return False
    if noun in ("fire", "shot") and not (doers or targeted or happening or asserted):
        return False
    if noun in ("violation", "breach") and not (doers or asserted):
        return False
    if not (happening or asserted) and specific < 2 and not reading.said_by(token):
        return False
    return specific > 0 or happening


def _unreal(reading: Reading, token: Token, verb: Frame) -> bool:
    wanted = verb.modality in ("future", "obligation", "conditional")
    return (
        wanted
        or among("stopping", verb.head)
        or (verb.negated and not reading.said_by(token) and not among("making", verb.head))
    )


def _undertaken(node: Token, subject: bool) -> bool:
    """What is agreed on, vowed or ordered has not taken place: "agreed on a halt to attacks"."""
    if not subject and among("undertaking", node):
        return True
    while node.dep_ in ("xcomp", "ccomp", "pcomp") and node.head is not node:
        if among("undertaking", node.head):
            return True
        node = node.head
    return False


def _partaking(verb: Frame, token: Token) -> bool:
    """ "Took part in the raid", "were involved in the shelling", "joined the assault"."""
    within = token.dep_ == "pobj" and token.head.lower_ == "in"
    part = any(c.dep_ == "dobj" and c.lemma_ in _SHARES for c in verb.head.children)
    return (within and (verb.head.lemma_ in _PARTAKING or part)) or (
        verb.head.lemma_ == "join" and token.dep_ == "dobj"
    )


def _disclaimed(reading: Reading, token: Token) -> Frame | None:
    """ "Had nothing to do with the attack", "had no hand in the raid": the frame of "had"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("with", "in"):
        return None
    having = next((t for t in token.ancestors if t.lemma_ == "have" and t.pos_ in ("VERB", "AUX")), None)
    frame = reading.frame_at.get(having.i) if having is not None else None
    objects = [c for c in having.children if c.dep_ == "dobj" and c.i < token.i] if having is not None else []
    none = any(
        o.lower_ == "nothing" or (o.lemma_ in _SHARES and any(c.lower_ == "no" for c in o.children)) for o in objects
    )
    return frame if none and frame is not None and frame.agents else None


def _doers(reading: Reading, token: Token) -> list[Token]:
    owning = [c for c in token.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
    found = [c for c in owning if reading.cast.of(c) or states_in(reading.doc, c) or among("doers", c)]
    by = [c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")]
    return [*found, *(o for c in by for o in c.children if o.dep_ == "pobj")]


def _verb(reading: Reading, token: Token) -> Frame | None:
    node = token
    for _ in range(5):
        node = node.head
        if node.i in reading.frame_at:
            return reading.frame_at[node.i]
    return None
