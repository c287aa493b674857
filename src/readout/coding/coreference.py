"""Whom pronouns and joint nouns stand for: "it", "they", "the two", "both sides", over sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readout.coding.actors import distinct, identity
from readout.language.frames import conjuncts
from readout.model import Actor
from readout.model.actor import ActorType

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

Sort = Literal["person", "single", "plural"]

_JOINT = re.compile(
    r"\b(?:both|two|each|either|warring|opposing|rival|neither|parties|sides|belligerents)\b", re.IGNORECASE
)
_JOINT_HEADS = frozenset(
    [
        "side",
        "party",
        "army",
        "government",
        "country",
        "leader",
        "president",
        "state",
        "capital",
        "nation",
        "neighbour",
        "neighbor",
        "general",
        "delegation",
        "team",
        "men",
        "premier",
        "minister",
        "camp",
        "belligerent",
        "force",
        "power",
        "foe",
        "rival",
        "enemy",
        "adversary",
        "combatant",
        "faction",
        "people",
        "king",
        "commander",
        "negotiator",
    ]
)
_PERSON_HEADS = frozenset(
    ["leader", "president", "minister", "premier", "chief", "commander", "king", "general", "secretary", "chancellor"]
)
_OPPOSING = frozenset(
    [
        "ceasefire",
        "truce",
        "armistice",
        "deal",
        "agreement",
        "accord",
        "pact",
        "war",
        "conflict",
        "fighting",
        "clash",
        "hostility",
        "talk",
        "negotiation",
        "border",
        "dispute",
        "peace",
        "treaty",
        "battle",
        "confrontation",
        "fire",
        "tension",
        "cessation",
        "exchange",
        "feud",
        "stand-off",
        "standoff",
    ]
)
_JOINING = frozenset(
    ["agree", "sign", "accuse", "trade", "exchange", "swap", "fight", "clash", "accept", "reach", "blame", "negotiate"]
)
_AT = frozenset({"in", "at", "near", "outside", "around"})
_LOOSE = frozenset({"artillery", "tank", "jet", "drone", "gunman", "police", "soldier", "fighter", "man", "troop"})
"""Nouns for forces of anybody's: without a state they are no side by themselves."""
_NO_SIDE = ("igo", "ngo", "bloc", "media", "public")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names or stands for actors.

    Attributes:
        at: index of its head token.
        subject: subject of some predicate; ``main``: of its sentence's own.
        many: a plural noun.
    """

    at: int
    actors: tuple[Actor, ...]
    subject: bool
    main: bool = False
    many: bool = False


class Coreference:
    """The mentions of one report so far, and whom later words point back to.

    Args:
        of: the actors of a head token.
        quoted: tokens inside quotation marks: what a speaker mentions, words outside do not point back to.
    """

    def __init__(
        self, doc: Doc, sents: list[Span], of: Callable[[Token], tuple[Actor, ...]], quoted: frozenset[int]
    ) -> None:
        self._doc = doc
        self._quoted = quoted
        self._sents = sents
        self._of = of
        self._mentions: list[Mention] = []
        self._between: tuple[Actor, ...] | None = None

    def note(self, token: Token, actors: tuple[Actor, ...]) -> Mention:
        """Keep a mention."""
        conjunct = token.dep_ == "conj" and token.head.dep_ == "nsubj"
        subject = token.dep_ in ("nsubj", "nsubjpass") or conjunct
        mention = Mention(token.i, actors, subject, subject and _main_clause(token), token.tag_ in ("NNS", "NNPS"))
        self._mentions.append(mention)
        return mention

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions whose head lies in the token range ``[start, end)``."""
        return [m for m in self._mentions if start <= m.at < end]

    def recent(self, at: int, sort: Sort) -> tuple[Actor, ...]:
        """The nearest fitting mention before a token, main subjects first, at most three sentences back."""
        sent_start = next((s.start for s in reversed(self._sents) if s.start <= at), 0)
        earlier = [s.start for s in self._sents if s.start < sent_start][-3:]
        barred = {identity(a) for a in self._clause_mates(self._doc[at])}
        outside = at not in self._quoted
        upper = at
        for floor in (sent_start, *reversed(earlier)):
            window = [
                m
                for m in self.within(floor, upper)
                if _fits(m, sort)
                and not (outside and m.at in self._quoted)
                and not barred & {identity(a) for a in m.actors}
            ]
            for chosen in ([m for m in window if m.main], [m for m in window if m.subject], window):
                if chosen:
                    return chosen[-1].actors
            upper = floor
        return ()

    def last(self, at: int, kinds: tuple[ActorType | None, ...]) -> Actor | None:
        """The last actor of one of these types named before a token."""
        for mention in reversed(self.within(0, at)):
            for actor in mention.actors:
                if actor.type in kinds:
                    return actor
        return None

    def named_before(self, actor: Actor, at: int) -> bool:
        """True when the actor has been mentioned before a token."""
        return any(actor in m.actors for m in self.within(0, at))

    def last_two(self, at: int) -> tuple[Actor, ...]:
        """ "the two": the last two different actors of one sort, persons before others."""
        for persons in (True, False):
            seen: dict[str, Actor] = {}
            for mention in reversed(self.within(0, at)):
                for actor in mention.actors:
                    if (actor.type == "person") == persons and actor.type != "public":
                        seen.setdefault(identity(actor), actor)
                if len(seen) == 2:
                    return tuple(reversed(seen.values()))
        return ()

    def joint(self, token: Token, *, named: bool) -> tuple[Actor, ...]:
        """ "the two leaders", "both sides", "the parties": who is meant, from who was named before.

        Args:
            named: the noun phrase names states itself, and so points back to nobody.
        """
        lemma = token.lemma_.casefold()
        distributive = any(c.lower_ in ("each", "either", "neither") for c in token.children)
        if named or lemma not in _JOINT_HEADS or not (token.tag_ in ("NNS", "NNPS") or distributive):
            return ()
        persons = lemma in _PERSON_HEADS
        plain = persons and [c.lower_ for c in token.children] == ["the"]
        if not plain and not _JOINT.search(self._doc[token.left_edge.i : token.i + 1].text):
            return ()
        if not persons:
            return self.sides()
        return self._persons_before(token.i)

    def _persons_before(self, at: int) -> tuple[Actor, ...]:
        seen: dict[str, Actor] = {}
        for mention in reversed(self.within(0, at)):
            for actor in reversed(mention.actors):
                if actor.type == "person":
                    seen.setdefault(identity(actor), actor)
            if len(seen) >= 2:
                return tuple(list(seen.values())[:2])
        return ()

    def sides(self) -> tuple[Actor, ...]:
        """The two that the report is mostly about; empty when there are not two."""
        if self._between is None:
            self._between = ()  # the search itself asks who "both sides" are
            self._between = self._opponents()
        return self._between or self._most_present()

    def _most_present(self) -> tuple[Actor, ...]:
        """The two most present, a state and its people counted together, bodies and the public left out."""
        best: dict[str, Actor] = {}
        weight: Counter[str] = Counter()
        for mention in self._mentions:
            head = self._doc[mention.at]
            if head.dep_ == "pobj" and head.head.lower_ in _AT:
                continue  # a capital that talks are held in is no side
            for actor in mention.actors:
                if actor.type in _NO_SIDE or (actor.state is None and _loose(actor)):
                    continue
                key = actor.state or actor.name
                weight[key] += 2 if mention.subject else 1
                if actor.type != "person":
                    best.setdefault(key, actor)
        keys = [k for k, _ in weight.most_common() if k in best][:2]
        return tuple(best[k] for k in keys) if len(keys) == 2 else ()

    def _opponents(self) -> tuple[Actor, ...]:
        """The two that a truce, a deal or a war is said to be between, or that agreed or fought together."""
        tokens = [t for s in self._sents for t in s]
        between = [t for t in tokens if t.lower_ == "between" and t.dep_ == "prep"]
        groups = [[o for o in t.children if o.dep_ == "pobj"] for t in between if t.head.lemma_.casefold() in _OPPOSING]
        joining = [t for t in tokens if t.pos_ == "VERB" and t.lemma_.casefold() in _JOINING]
        groups += [[c for c in t.children if c.dep_ in ("nsubj", "nsubjpass")] for t in joining]
        for heads in groups:
            named = [t for h in heads for t in (h, *conjuncts(h)) if t.pos_ in ("NOUN", "PROPN")]
            found = distinct(a for t in named for a in self._of(t))
            if len(found) == 2 and not any(a.type in ("person", "public") for a in found):
                return found
        return ()

    def _clause_mates(self, token: Token) -> tuple[Actor, ...]:
        """Subjects of the predicate that a pronoun is an object of: "X met him" is not X meeting himself."""
        if token.dep_ not in ("dobj", "pobj", "dative") or token.lower_.endswith(("self", "selves")):
            return ()
        verb = token.head.head if token.dep_ == "pobj" else token.head
        found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if verb.dep_ == "relcl":
            found.append(verb.head)
        return tuple(a for c in found if c.i < token.i and c.pos_ != "PRON" for a in self._of(c))


def _main_clause(token: Token) -> bool:
    """True for the subject of the sentence's own predicate, which later pronouns point to first."""
    verb = token.head if token.dep_ != "conj" else token.head.head
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def _loose(actor: Actor) -> bool:
    """ "Gunmen", "artillery", "200 soldiers": somebody's, and the text does not say whose."""
    last = actor.name.casefold().split()[-1] if actor.name else ""
    return last in _LOOSE or last.rstrip("s") in _LOOSE or last == "gunmen" or last == "men"


def _fits(mention: Mention, sort: Sort) -> bool:
    if sort == "person":
        return len(mention.actors) == 1 and mention.actors[0].type == "person"
    if sort == "single":
        return len(mention.actors) == 1 and mention.actors[0].type not in ("person", "public")
    return (
        len(mention.actors) > 1
        or mention.many
        or mention.actors[0].type in ("public", "armed_group", "bloc", "military")
    )
