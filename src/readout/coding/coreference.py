"""Whom pronouns and joint nouns stand for: "it", "they", "the two", "both sides", over sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readout.coding.actors import identity
from readout.coding.belligerents import most_present, opposed, wielders
from readout.coding.companies import coordinated
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
_ORGANS = frozenset({"Staff", "Command", "Headquarters", "Police", "Guard", "Navy", "Committee", "Board"})
"""Last words of names of organs of a state, or of a group, but of no group itself."""
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "office", "aide", "lawyer"})
_PEOPLE = frozenset({"man", "woman", "ruler", "monarch", "counterpart"})
"""Persons who stand for somebody only where the text points back: "the two men"."""
_LEADERS = frozenset({"leader", "ruler", "president", "monarch", "king", "premier"})
_LEADING = frozenset("president premier prime king emir leader chairman chancellor head ruler sultan sheikh".split())
"""Words in the roles of those who lead a side."""
_PERSON_HEADS = frozenset(
    ["leader", "president", "minister", "premier", "chief", "commander", "king", "general", "secretary", "chancellor"]
)


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
        self._forces: Counter[str] = Counter()

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
                if (_fits(m, sort) or (sort == "plural" and self._together(m)))
                and not (outside and m.at in self._quoted)
                and not (sort == "person" and self._for_another(m))
                and not barred & {identity(a) for a in m.actors}
            ]
            for chosen in ([m for m in window if m.main], [m for m in window if m.subject], window):
                if chosen:
                    return (self._together(chosen[-1]) if sort == "plural" else ()) or chosen[-1].actors
            upper = floor
        return ()

    def _together(self, mention: Mention) -> tuple[Actor, ...]:
        """The subjects that a mention is coordinated with, all of them; empty when it stands alone."""
        return coordinated(self._doc[mention.at], self._of) if mention.subject else ()

    def _for_another(self, mention: Mention) -> bool:
        """ "His spokesman said": "he" of the next sentence is the one spoken for."""
        token = self._doc[mention.at]
        owned = any(c.dep_ == "poss" and self._persons_only(c) for c in token.children)
        return owned and token.pos_ == "NOUN" and token.lemma_.casefold() in _SPEAKING_FOR

    def _persons_only(self, token: Token) -> bool:
        actors = self._of(token)
        return bool(actors) and all(a.type == "person" for a in actors)

    def last(self, at: int, kinds: tuple[ActorType | None, ...], *, many: bool = False) -> Actor | None:
        """The last actor of one of these types named before a token; crowds only for a plural."""
        for mention in reversed(self.within(0, at)):
            if mention.many and not many and self._doc[mention.at].pos_ == "NOUN":
                continue
            for actor in mention.actors:
                if actor.type in kinds:
                    return actor
        return None

    def group_near(self, at: int) -> Actor | None:
        """The named group that acts last in this sentence or the one before, else the only one named there."""
        starts = [s.start for s in self._sents if s.start <= at][-2:]
        upper = at
        for floor in reversed(starts):
            named = [(m, a) for m in self.within(floor, upper) for a in m.actors if self._group(m, a)]
            acting = [a for m, a in named if m.subject]
            if acting:
                return acting[-1]
            if len({a.name for _, a in named}) == 1:
                return named[0][1]
            upper = floor
        return None

    def _group(self, mention: Mention, actor: Actor) -> bool:
        named = _proper(actor.name) or self._doc[mention.at].pos_ == "PROPN"
        return actor.type == "armed_group" and named and len(mention.actors) == 1

    def sole_group(self, at: int) -> Actor | None:
        """The one armed group with a proper name before a token: "the rebels" of a report that names no other."""
        found = {a.name: a for m in self.within(0, at) for a in m.actors if a.type == "armed_group" and _proper(a.name)}
        return next(iter(found.values())) if len(found) == 1 else None

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
        if named or lemma not in _JOINT_HEADS | _PEOPLE or not (token.tag_ in ("NNS", "NNPS") or distributive):
            return ()
        persons = lemma in _PERSON_HEADS or lemma in _PEOPLE
        plain = persons and [c.lower_ for c in token.children] == ["the"]
        if lemma == "people" and any(c.dep_ in ("relcl", "acl") for c in token.children):
            return ()  # "two people who were in the room"
        if not plain and not _JOINT.search(self._doc[token.left_edge.i : token.i + 1].text):
            return ()
        if lemma in _PEOPLE and not any(c.lower_ in ("the", "both", "these") for c in token.children):
            return ()  # "killed two men"
        if not persons:
            return self.sides()
        return self._persons_before(token, lemma)

    def _persons_before(self, token: Token, noun: str) -> tuple[Actor, ...]:
        """The last two persons named whose roles fit the noun, of two sides if need be; never who does it to them.

        Where the report names no two such, the sides that they lead.
        """
        barred = {identity(a) for a in self._clause_mates(token)}
        wanted = _LEADING if noun in _LEADERS else frozenset({noun})
        fitting: dict[str, Actor] = {}
        seen: dict[str, Actor] = {}
        for mention in reversed(self.within(0, token.i)):
            for actor in reversed(mention.actors):
                if actor.type != "person" or identity(actor) in barred:
                    continue
                seen.setdefault(identity(actor), actor)
                if wanted & set((actor.role or "").casefold().split()):
                    fitting.setdefault(identity(actor), actor)
        for found in (fitting, seen):
            people = _one_a_side(found.values()) if noun in _LEADERS else tuple(found.values())
            if len(people) > 1 and (found is fitting or not barred):
                return people[:2]
        return self.sides() if noun in _LEADERS and barred else ()

    def sides(self) -> tuple[Actor, ...]:
        """The two that the report is mostly about; empty when there are not two."""
        if self._between is None:
            self._between = ()  # the search itself asks who "both sides" are
            tokens = [t for s in self._sents for t in s]
            self._forces = wielders(tokens)
            self._between = opposed(tokens, self._of)
        return self._between or most_present(self._doc, self._forces, self._mentions)

    def _clause_mates(self, token: Token) -> tuple[Actor, ...]:
        """Subjects of the predicate that a pronoun is an object of: "X met him" is not X meeting himself."""
        if token.dep_ not in ("dobj", "pobj", "dative") or token.lower_.endswith(("self", "selves")):
            return ()
        verb = token.head.head if token.dep_ == "pobj" else token.head
        found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if verb.dep_ == "relcl":
            found.append(verb.head)
        return tuple(a for c in found if c.i < token.i and c.pos_ != "PRON" for a in self._of(c))


def _one_a_side(people: Iterable[Actor]) -> tuple[Actor, ...]:
    """The first of each state; those without one stand for themselves."""
    first: dict[str, Actor] = {}
    for person in people:
        first.setdefault(person.state or identity(person), person)
    return tuple(first.values())


def _main_clause(token: Token) -> bool:
    """True for the subject of the sentence's own predicate, which later pronouns point to first."""
    verb = token.head if token.dep_ != "conj" else token.head.head
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def _proper(name: str) -> bool:
    """ "National Liberation Army", "FARC": no common noun at its end."""
    last = name.split()[-1]
    return last[:1].isupper() and (len(name.split()) > 1 or name.isupper()) and last not in _ORGANS


def _fits(mention: Mention, sort: Sort) -> bool:
    if sort == "person":
        return len(mention.actors) == 1 and mention.actors[0].type == "person" and not mention.many
    if sort == "single":
        return len(mention.actors) == 1 and mention.actors[0].type not in ("person", "public")
    return (
        len(mention.actors) > 1
        or mention.many
        or mention.actors[0].type in ("public", "armed_group", "bloc", "military")
    )
