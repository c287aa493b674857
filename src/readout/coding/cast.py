"""Who appears in a report: mentions resolved to actors, over sentences (codebook section 7)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from readout.coding.naming import Naming, clean_name
from readout.language.frames import conjuncts
from readout.linking.bodies import body_of
from readout.linking.places import best
from readout.linking.roles import actor_type
from readout.linking.states import state_of
from readout.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each other", "each", "neither"})
FIRST = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "myself", "ourselves"})
_PAIRS = re.compile(r"\b(?:both|two|each|either|warring|opposing|rival|neither)\b|\bparties\b|\bsides\b|\bbelligerents\b", re.IGNORECASE)
_PAIR_HEADS = frozenset(
    ["side", "party", "army", "government", "country", "leader", "president", "state", "capital", "nation", "neighbour", "neighbor", "general", "delegation", "team", "men", "premier", "minister", "camp", "belligerent", "force", "power", "foe", "rival", "enemy", "adversary", "combatant", "faction", "people", "king", "commander", "negotiator"]
)
_PERSON_HEADS = frozenset(["leader", "president", "minister", "premier", "chief", "commander", "king", "general", "secretary", "chancellor"])
_ARMED = re.compile(r"\b(?:armed|rebel|militant|separatist|insurgent|jihadist|paramilitary|opposition|guerrilla|militia)\b", re.IGNORECASE)
_DELEGATES = frozenset(["delegate", "delegation", "representative", "envoy", "negotiator", "negotiators", "team", "official", "commander", "leader"])
_OPPOSING = frozenset("ceasefire truce armistice deal agreement accord pact war conflict fighting clash hostility talk negotiation border dispute peace treaty battle confrontation fire tension cessation exchange feud stand-off standoff".split())
_JOINING = frozenset("agree sign accuse trade exchange swap fight clash accept reach blame negotiate".split())
_EMPTY = frozenset({"no", "nobody", "none", "someone", "somebody", "everyone", "anyone", "anybody", "everybody", "one", "others", "nothing", "who"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names or stands for actors; ``at`` is the index of its head token."""

    at: int
    actors: tuple[Actor, ...]
    subject: bool
    main: bool = False


class Cast:
    """The actors of one parsed report. Built once; ``of`` answers for any head token."""

    def __init__(self, doc: Doc, sents: list[Span], day: date | None, outlet: str | None) -> None:
        self._doc = doc
        self._sents = sents
        self._naming = Naming(doc, sents, day)
        self._known: dict[int, tuple[Actor, ...]] = {}
        self._home = self._home_state(outlet) or self._home_place()
        self._mentions: list[Mention] = []
        self._between: tuple[Actor, ...] | None = None
        self._counts: Counter[str] = Counter()
        self._by_head: dict[str, Actor] = {}
        self._by_role: dict[str, Actor] = {}
        for sent in sents:
            self._read(sent)
        self._pair = self._principal_pair()

    @property
    def pair(self) -> tuple[Actor, ...]:
        """The two actors that the report is mostly about; empty when there are not two."""
        return self._pair

    @property
    def home(self) -> str | None:
        """State that unmarked institutions ("the army") belong to."""
        return self._home

    def of(self, token: Token | None) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed by ``token`` stands for; empty when it stands for none.

        Coordinated heads are not expanded: a frame's arguments already are.
        """
        if token is None:
            return ()
        if token.i not in self._known:
            self._known[token.i] = self._resolve(token)
        return self._known[token.i]

    def all_of(self, token: Token) -> tuple[Actor, ...]:
        """The actors of ``token`` and of everything coordinated with it, each once."""
        return distinct([a for t in (token, *conjuncts(token)) for a in self.of(t)])

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Mentions whose head lies in the token range ``[start, end)``."""
        return [m for m in self._mentions if start <= m.at < end]

    def last_before(self, at: int, kind: str) -> tuple[Actor, ...]:
        """The nearest earlier actors of a kind: ``person``, ``single`` (no person) or ``plural``."""
        return self._recent(at, kind)

    def _read(self, sent: Span) -> None:
        for token in sent:
            if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") or token.dep_ in ("compound", "det", "nummod"):
                continue
            if token.pos_ == "ADJ" and token.dep_ not in ("nsubj", "dobj", "pobj", "conj", "nsubjpass", "appos"):
                continue
            actors = self.of(token)
            if not actors:
                continue
            subject = token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "conj" and token.head.dep_ == "nsubj")
            self._mentions.append(Mention(token.i, actors, subject, subject and _main_clause(token)))
            for actor in actors:
                self._counts[identity(actor)] += 2 if subject else 1
                if token.pos_ == "NOUN" and actor.state and actor.type != "person":
                    self._by_head.setdefault(token.lemma_.casefold(), actor)
                if actor.type == "person":
                    self._by_role[token.lemma_.casefold()] = actor

    def _resolve(self, token: Token) -> tuple[Actor, ...]:
        lower = token.lower_
        if lower == "two" and token.dep_ in ("nsubj", "pobj", "nsubjpass", "dobj"):
            return self._recent_two(token)
        if token.pos_ in ("PRON", "DET") or lower in THEY:
            return self._pronoun(token)
        if lower in _EMPTY:
            return ()
        if (actor := self._naming.person(token)) is not None:
            return (self._placed(actor),)
        if apposed := self._apposed(token):
            return apposed
        if pair := self._as_pair(token):
            return pair
        return self._group(token)

    def _placed(self, actor: Actor) -> Actor:
        return actor

    def _apposed(self, token: Token) -> tuple[Actor, ...]:
        """ "the health minister, Name Surname": the role's noun phrase stands for the person named in apposition."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return ()
        for child in token.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and (person := self._naming.person(child)):
                role = self._naming.role_phrase(token)
                state = person.state or self._state_in(token)
                self._naming.learn(person.name, role, state)
                return (replace(person, role=person.role or role, state=state),)
        return ()

    def _pronoun(self, token: Token) -> tuple[Actor, ...]:
        lower = token.lower_
        if lower in HE:
            return self._recent(token.i, "person")
        if lower in IT:
            return self._recent(token.i, "single")
        if lower in THEY:
            if lower in ("both", "each", "neither") and token.dep_ in ("det", "preconj", "predet", "advmod"):
                return ()
            if lower in ("both", "neither", "each"):
                return self._recent(token.i, "plural") or self._recent_two(token) or self._ranked(persons=False)
            return self._recent(token.i, "plural") or self._ranked(persons=False)
        return ()

    def _recent(self, at: int, kind: str) -> tuple[Actor, ...]:
        """Nearest fitting mention, subjects before others, within three sentences back."""
        sent_start = next((s.start for s in reversed(self._sents) if s.start <= at), 0)
        earlier = [s.start for s in self._sents if s.start < sent_start][-3:]
        floors = [sent_start, *reversed(earlier)]
        upper = at
        barred = {identity(a) for a in self._clause_mates(self._doc[at])}
        for floor in floors:
            window = [m for m in self._mentions if floor <= m.at < upper and _fits(m, kind) and not barred & {identity(a) for a in m.actors}]
            for chosen in ([m for m in window if m.main], [m for m in window if m.subject], window):
                if chosen:
                    return chosen[-1].actors
            upper = floor
        return ()

    def _clause_mates(self, token: Token) -> tuple[Actor, ...]:
        """Subjects of the predicate that a pronoun is an object of: "X met him" is not X meeting himself."""
        if token.dep_ not in ("dobj", "pobj", "dative") or token.lower_.endswith(("self", "selves")):
            return ()
        verb = token.head.head if token.dep_ == "pobj" else token.head
        found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if verb.dep_ == "relcl":
            found.append(verb.head)
        return tuple(a for c in found if c.i < token.i and c.pos_ != "PRON" for a in self.of(c))

    def _as_pair(self, token: Token) -> tuple[Actor, ...]:
        """ "the two leaders", "both sides", "the parties": who is meant, from who was named before."""
        distributive = any(c.lower_ in ("each", "either", "neither") for c in token.children)
        if token.lemma_.casefold() not in _PAIR_HEADS or token.tag_ not in ("NNS", "NNPS") and not distributive:
            return ()
        words = self._doc[token.left_edge.i : token.i + 1].text
        persons_head = token.lemma_.casefold() in _PERSON_HEADS and any(c.lower_ == "the" for c in token.children)
        if not (_PAIRS.search(words) or (persons_head and len(list(token.children)) == 1)) or self._states_in(token):
            return ()
        persons = token.lemma_.casefold() in _PERSON_HEADS
        before = [m.actors for m in self._mentions if m.at < token.i]
        seen: dict[str, Actor] = {}
        for actors in reversed(before):
            for actor in reversed(actors):
                if (actor.type == "person") == persons:
                    seen.setdefault(identity(actor), actor)
            if len(seen) >= 2:
                break
        counts = self._counts
        if not persons and (ranked := self._ranked(persons=False)):
            return ranked
        if persons and len(seen) < 2:
            return self._recent_two(token)
        ordered = sorted(seen.values(), key=lambda a: -counts[identity(a)])[:2]
        return tuple(ordered) if len(ordered) == 2 else ()

    def _recent_two(self, token: Token) -> tuple[Actor, ...]:
        """ "the two": the last two different actors of one sort, persons before others."""
        for persons in (True, False):
            seen: dict[str, Actor] = {}
            for mention in reversed([m for m in self._mentions if m.at < token.i]):
                for actor in mention.actors:
                    if (actor.type == "person") == persons and actor.type != "public":
                        seen.setdefault(identity(actor), actor)
                if len(seen) == 2:
                    return tuple(reversed(seen.values()))
        return ()

    def _ranked(self, *, persons: bool) -> tuple[Actor, ...]:
        """The two most present actors so far, a state and its people counted together."""
        if not persons and (named := self._opponents()):
            return named
        best: dict[str, Actor] = {}
        weight: Counter[str] = Counter()
        for mention in self._mentions:
            for actor in mention.actors:
                if actor.type in ("igo", "ngo", "bloc", "media", "public"):
                    continue
                key = actor.state or actor.name
                weight[key] += 2 if mention.subject else 1
                if actor.type != "person" or persons:
                    best.setdefault(key, actor)
        keys = [k for k, _ in weight.most_common() if k in best][:2]
        return tuple(best[k] for k in keys) if len(keys) == 2 else ()

    def _opponents(self) -> tuple[Actor, ...]:
        """The two that a truce, a deal, a war or talks are said to be between, or that agreed or fought together."""
        if self._between is None:
            self._between = ()  # the search itself asks who "both sides" are
            self._between = self._find_opponents()
        return self._between

    def _find_opponents(self) -> tuple[Actor, ...]:
        for sent in self._sents:
            for token in sent:
                if token.lower_ == "between" and token.dep_ == "prep" and token.head.lemma_.casefold() in _OPPOSING:
                    found = distinct([a for o in token.children if o.dep_ == "pobj" for t in (o, *conjuncts(o)) if t.pos_ in ("NOUN", "PROPN") for a in self.of(t)])
                    if len(found) == 2 and not any(a.type in ("person", "public") for a in found):
                        return found
        for sent in self._sents:
            for token in sent:
                if token.lemma_.casefold() in _JOINING and token.pos_ == "VERB":
                    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN")]
                    found = distinct([a for s in subjects for t in (s, *conjuncts(s)) for a in self.of(t)])
                    if len(found) == 2 and not any(a.type in ("person", "public") for a in found):
                        return found
        return ()

    def _principal_pair(self) -> tuple[Actor, ...]:
        return self._ranked(persons=False)

    def _group(self, token: Token) -> tuple[Actor, ...]:
        """States, forces, bodies, blocs and groups."""
        words = clean_name(self._naming.phrase(token))
        if not words or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "WORK_OF_ART", "LAW", "EVENT"):
            return ()
        if token.pos_ == "PROPN" or token.text[0].isupper():
            if (match := state_of(words)) and match.how != "adjective":
                return (Actor(words, match.code, None, match.type or "government"),)
            if body := body_of(words):
                return (Actor(self._naming.full(words), None, None, body.type),)
        kind = actor_type(token.lemma_.casefold(), words)
        if kind is None and token.lemma_.casefold() in ("group", "faction", "movement", "organisation", "organization", "force", "unit") and _ARMED.search(words):
            kind = "armed_group"
        states = self._states_in(token)
        if kind is None and token.pos_ == "PROPN" and not states:
            return self._named(token, words)
        if kind in ("person", "government", "military") and token.lemma_.casefold() in _DELEGATES and (owners := self._owners(token)):
            return owners
        if kind == "armed_group" and token.lemma_.casefold() in ("group", "movement", "militia", "organisation", "organization") and any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children) and len(list(token.children)) == 1:
            if earlier := self._last_armed(token.i):
                return (earlier,)
        if kind is None:
            if token.pos_ == "PROPN" and states:
                return (Actor(words, states[0][1], None, "government"),)
            return ()
        if len(states) > 1 and token.tag_ in ("NNS", "NNPS"):
            return tuple(Actor(f"{adjective} {token.text}", code, None, kind) for adjective, code in states)
        return (self._institution(token, words, kind, states),)

    def _owners(self, token: Token) -> tuple[Actor, ...]:
        """ "delegates of X and of Y": X and Y themselves, when they are groups that no state stands for."""
        found: list[Actor] = []
        for child in token.children:
            if child.dep_ in ("prep", "conj") and child.lower_ in ("of", "from", "for"):
                for node in child.subtree:
                    if node.dep_ in ("pobj", "conj") and node.pos_ in ("PROPN", "NOUN"):
                        found += self.of(node)
        return distinct(found) if len(distinct(found)) > 1 or any(a.state is None for a in found) else ()

    def _last_armed(self, at: int) -> Actor | None:
        for mention in reversed([m for m in self._mentions if m.at < at]):
            for actor in mention.actors:
                if actor.type == "armed_group":
                    return actor
        return None

    def _institution(self, token: Token, words: str, kind: str, states: list[tuple[str, str]]) -> Actor:
        state = states[0][1] if states else None
        if kind in ("armed_group", "igo", "ngo", "bloc", "media"):
            full = self._naming.full(words)
            return Actor(full, None, None, kind)  # type: ignore[arg-type]
        if kind == "military" and token.pos_ == "PROPN" and state is None:
            return Actor(self._naming.full(words), None, None, "armed_group")
        if state is None and (owner := self._owner(token)) is not None:
            state = owner.state
            if state is None and owner.type == "armed_group" and kind != "public":
                return Actor(f"{owner.name} {token.text}", None, None, kind)  # type: ignore[arg-type]
        if state is None and kind == "person":
            return self._person_by_role(token, words)
        if state is None and kind in ("military", "government"):
            earlier = self._by_head.get(token.lemma_.casefold())
            if earlier is not None:
                return earlier
            state = self._home
        if kind == "person":
            return self._naming.known_holder(words, state, token) or Actor(words, state, words, "person")
        return Actor(words, state, None, kind)  # type: ignore[arg-type]

    def _person_by_role(self, token: Token, words: str) -> Actor:
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children) and token.tag_ not in ("NNS", "NNPS")
        bare = sum(1 for c in token.children if c.dep_ not in ("det", "punct", "prep", "relcl", "appos")) == 0
        if definite and bare and (earlier := self._by_role.get(token.lemma_.casefold())) is not None:
            same = [m for m in self._mentions if m.at < token.i and earlier in m.actors]
            if same:
                return earlier
        known = self._naming.known_holder(words, self._home, token) or self._naming.known_holder(words, None, token)
        if known is not None:
            return known
        state = None if token.tag_ == "NNS" or self._naming.foreign_body(token) else self._home
        if actor_type(token.lemma_.casefold(), words) != "person":
            state = None
        owner = self._organ(token)
        return Actor(words, owner.state if owner else state, words, "person")

    def _organ(self, token: Token) -> Actor | None:
        return self._owner(token)

    def _owner(self, token: Token) -> Actor | None:
        """The actor in "its spokesman", "the group's leader", "an adviser to Name", "head of the union"."""
        for child in token.children:
            if child.dep_ == "poss" and child.i != token.i:
                actors = self.of(child)
                if actors:
                    return actors[0]
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "to", "from", "in"):
                for obj in child.children:
                    if obj.dep_ == "pobj" and (actors := self.of(obj)):
                        return actors[0]
        return None

    def _named(self, token: Token, words: str) -> tuple[Actor, ...]:
        """A proper name that no table knows: an actor when it acts or speaks, or when it did before."""
        full = self._naming.full(words)
        if self._naming.is_actor_name(token, full):
            return (Actor(full, None, None, "armed_group" if self._naming.armed(full) else None),)
        return ()

    def _states_in(self, token: Token) -> list[tuple[str, str]]:
        """State words that modify a noun phrase: adjectives, names in apposition, possessors, "of X"."""
        return states_in(self._doc, token)

    def _state_in(self, token: Token) -> str | None:
        found = self._states_in(token)
        if found:
            return found[0][1]
        owner = self._owner(token)
        if owner is not None or self._naming.foreign_body(token):
            return owner.state if owner else None
        return self._home

    def _home_place(self) -> str | None:
        """Without any state's name: the country of the first place that the gazetteer knows."""
        for entity in self._doc.ents:
            if entity.label_ in ("GPE", "LOC", "FAC") and (place := best(entity.text)) is not None:
                return place.country
        return None

    def _home_state(self, outlet: str | None) -> str | None:
        """The outlet's state where its name holds one, else the state most often named in the report."""
        for word in re.findall(r"[A-Z][\w'’.]+(?:\s[A-Z][\w'’.]+)*", outlet or ""):
            if match := state_of(word):
                return match.code
        counts: Counter[str] = Counter()
        for token in self._doc:
            if token.text[:1].isupper() and (match := _state_word(token.text)):
                counts[match] += 1
        return counts.most_common(1)[0][0] if counts else None


@lru_cache(maxsize=4096)
def _state_word(word: str) -> str | None:
    match = state_of(word)
    return match.code if match else None


def states_in(doc: Doc, token: Token) -> list[tuple[str, str]]:
    """``(word, code)`` of the state words inside the noun phrase of ``token``, in order, each state once."""
    found: dict[str, str] = {}
    start = token.left_edge.i
    tokens = list(doc[start : token.i + 1])
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "from") and child.i > token.i:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    tokens += [doc[j] for j in range(obj.left_edge.i, obj.i + 1)]
    index = 0
    while index < len(tokens):
        for size in (3, 2, 1):
            window = tokens[index : index + size]
            if len(window) < size or (not window[0].text[:1].isupper() and window[0].lower_ != "the"):
                continue
            words = clean_name("".join(t.text_with_ws for t in window))
            match = state_of(words) if words and words[:1].isupper() else None
            if match is not None:
                found.setdefault(match.code, words)
                index += size - 1
                break
        index += 1
    return [(word, code) for code, word in found.items()]


def identity(actor: Actor) -> str:
    """One key for one actor: its state for governments and forces, its name otherwise."""
    return f"state {actor.state}" if actor.state and actor.type != "person" else actor.name.casefold()


def distinct(actors: list[Actor] | tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Each actor once, in order."""
    seen: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        seen.setdefault((actor.name.casefold(), actor.state), actor)
    return tuple(seen.values())


def _main_clause(token: Token) -> bool:
    """True for the subject of the sentence's own predicate, which later pronouns point to first."""
    verb = token.head if token.dep_ != "conj" else token.head.head
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def _fits(mention: Mention, kind: str) -> bool:
    if kind == "person":
        return len(mention.actors) == 1 and mention.actors[0].type == "person"
    if kind == "single":
        return len(mention.actors) == 1 and mention.actors[0].type not in ("person", "public")
    return len(mention.actors) > 1 or mention.actors[0].type in ("public", "armed_group", "bloc", "military")
