"""Noun phrases that stand for states, forces, bodies, groups and holders of a role (codebook section 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words as listed
from readout.coding.actors import distinct, states_in
from readout.coding.coreference import Coreference
from readout.coding.naming import Naming, clean_name, named_phrase, names_other_body, phrase, tail
from readout.coding.noun_phrases import (
    body_unknown,
    by_modifiers,
    called,
    commands,
    own_name,
    owned_fighters,
    owners,
    told_apart,
)
from readout.coding.persons import Persons
from readout.language.frames import listed_next
from readout.linking.bodies import body_of
from readout.linking.places import find
from readout.linking.roles import actor_type, role_of
from readout.linking.states import state_of
from readout.model import Actor
from readout.model.actor import ActorType

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Token

_ARMED = re.compile(
    r"\b(?:armed|rebel|militant|separatist|insurgent|jihadist|paramilitary|opposition|guerrilla|militia)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{2,}")
_GROUPS = frozenset(["group", "faction", "movement", "organisation", "organization", "force", "unit", "militia"])
_POINTING = frozenset({"group", "movement", "faction", "organisation", "organization", "militia"})
_SENT_TO = frozenset({"envoy", "emissary", "ambassador", "representative", "mediator", "coordinator", "mission"})
"""Of these, "to", "for" and "in" tell where they are sent, not whom they speak for."""
_PEERS = frozenset({"colleague", "homologue"})
_DELEGATES = frozenset(
    [
        "delegate",
        "delegation",
        "representative",
        "envoy",
        "negotiator",
        "team",
        "official",
        "commander",
        "leader",
        "elder",
        "chief",
        "head",
    ]
)
_NO_ACTOR = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "WORK_OF_ART", "LAW", "EVENT")
_STATELESS: tuple[ActorType, ...] = ("armed_group", "igo", "ngo", "bloc", "media")
_OWN_FORCES = frozenset("the army navy armed forces air force police military general staff national security".split())


_ORGANS = frozenset("council commission committee secretariat assembly court mission organ office".split())
_INTERNATIONAL = frozenset({"igo", "bloc", "ngo"})


def _body_behind(token: Token) -> ActorType | None:
    """The type of the body of several states whose organ or officer a noun phrase names ("council of the union")."""
    for child in token.children:
        inner = [child] if child.dep_ in ("compound", "poss", "nmod", "amod") else []
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = [o for o in child.children if o.dep_ == "pobj"]
        for noun in inner:
            match = body_of(named_phrase(noun)) or body_of(noun.text) if noun.text[:1].isupper() else None
            if match is not None and match.type in _INTERNATIONAL:
                return match.type
    return None


class Institutions:
    """Resolves noun phrases of one report that name no person.

    Args:
        of: the actors of a head token, for possessors and "of X".
        home: the state that unmarked institutions belong to, when the report shows one.
        official: the state whose office speaks in the report; its president is "the President".
    """

    def __init__(
        self,
        doc: Doc,
        naming: Naming,
        persons: Persons,
        before: Coreference,
        of: Callable[[Token], tuple[Actor, ...]],
        home: str | None,
        official: str | None = None,
    ) -> None:
        self._doc = doc
        self._naming = naming
        self._persons = persons
        self._before = before
        self._of = of
        self.home = home
        self._official = official
        self._by_head: dict[str, Actor] = {}
        self._by_role: dict[str, Actor] = {}
        self._told_in: dict[str, int] = {}
        self._by_leader: dict[str, Actor] = {}

    def note(self, token: Token, actors: tuple[Actor, ...]) -> None:
        """Keep what later "the ministry" or "the spokesman" may point back to."""
        for actor in actors:
            named = token.pos_ == "NOUN" and actor.state and actor.type != "person"
            organ = actor.type == "igo" and len(actors) == 1 and " " in actor.name
            if named or (organ and token.lemma_.casefold() in _ORGANS):
                self._by_head.setdefault(token.lemma_.casefold(), actor)
            if actor.type == "person":
                self._keep_role(token, actor)

    def _keep_role(self, token: Token, actor: Actor) -> None:
        """Keep whom "the president" will mean: the one told of last; of one sentence, its subject."""
        titles = [
            c for c in token.children if c.dep_ == "compound" and actor_type(c.lemma_.casefold(), c.text) == "person"
        ]
        subject, start = token.dep_ == "nsubj", token.sent.start
        for office in {_office(token), *map(_office, titles)}:
            if not subject and self._told_in.get(office) == start:
                continue
            self._by_role[office] = actor
            if subject:
                self._told_in[office] = start

    def of(self, token: Token) -> tuple[Actor, ...]:
        """The states, forces, bodies, groups or role holders that a noun phrase stands for."""
        words = named_phrase(token)
        if not words or token.ent_type_ in _NO_ACTOR:
            return ()
        if token.text[0].isupper() and (tabled := self._tabled(words)):
            return tabled
        lemma = token.lemma_.casefold()
        kind = actor_type(lemma, words) or ("armed_group" if lemma in _GROUPS and _ARMED.search(words) else None)
        if kind == "person" and token.tag_ == "NNPS" and (band := self._named(token, words)) and own_name(token):
            return band
        if kind in (None, "public", "armed_group") and owned_fighters(token):
            if (group := self._of_fighters(token, words)) is not None:
                return (group,)
            if (leader := next((a for c in owners(token) for a in self._of(c)), None)) and commands(leader):
                return (self._led(token) or self._army_of(leader, token),)
        if kind is None and lemma in _PEERS:
            kind = "person"
        if kind is None and lemma in _ORGANS and _body_behind(token) is not None:
            kind = "government"
        if kind is None and lemma in _POINTING and (self._pointing(token) or told_apart(token)):
            kind = "armed_group"
        states = states_in(self._doc, token)
        if kind is None:
            if token.pos_ != "PROPN":
                return ()
            return (Actor(words, states[0][1], None, "government"),) if states else self._named(token, words)
        if (lemma in _DELEGATES or token.lower_.removesuffix("s") in _DELEGATES) and (
            senders := self._delegating(token)
        ):
            return senders
        if (
            kind == "armed_group"
            and self._pointing(token)
            and (earlier := self._before.last(token.i, ("armed_group",)))
            and earlier.name.casefold().split()[-1] == lemma
        ):
            return (earlier,)  # "the front", after the Southern Front
        if (
            kind == "armed_group"
            and lemma in _GROUPS
            and self._pointing(token)
            and (earlier := self._before.last(token.i, ("armed_group", None), many=token.tag_ == "NNS"))
        ):
            return (earlier,)
        if kind == "armed_group" and lemma in _POINTING and told_apart(token):
            near = self._before.group_near(token.i)
            if near is not None:
                return (near,)  # "the breakaway group", after its name
        if len(each := by_modifiers(token)) > 1 and not states:
            return tuple(Actor(f"{name} {token.lemma_}", None, None, kind) for name in each)
        if len(states) > 1 and token.tag_ in ("NNS", "NNPS"):
            return tuple(Actor(f"{adjective} {token.text}", code, None, kind) for adjective, code in states)
        return (self._institution(token, words, kind, states[0][1] if states else None),)

    def _pointing(self, token: Token) -> bool:
        """ "the group", "this movement", with nothing that tells which."""
        return [c.lower_ for c in token.children if c.dep_ not in ("case", "punct")] in (["the"], ["this"])

    def owned(self, token: Token, actor: Actor) -> Actor:
        """The actor with the state that its noun phrase or its possessor gives it."""
        states = states_in(self._doc, token)
        owner = self._owner(token) if not states else None
        state = states[0][1] if states else owner.state if owner is not None else None
        return replace(actor, state=state)

    def state_near(self, token: Token) -> str | None:
        """The state of a role's noun phrase: named in it, its possessor's, else the report's own."""
        if found := states_in(self._doc, token):
            return found[0][1]
        owner = self._owner(token)
        if owner is not None or names_other_body(token, self._persons.heads):
            return owner.state if owner else None
        if any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in token.children):
            return None  # the minister of a place that no table knows for a state
        rebel = any(_ARMED.search(c.text) for c in token.children if c.dep_ in ("amod", "compound"))
        return None if rebel else self.home

    def _tabled(self, words: str) -> tuple[Actor, ...]:
        match = state_of(words)
        if match is not None and match.how != "adjective":
            return (Actor(words, match.code, None, match.type or "government"),)
        if body := body_of(words):
            return (Actor(self._naming.full(words), None, None, body.type),)
        return ()

    def _named(self, token: Token, words: str) -> tuple[Actor, ...]:
        """A proper name that no table knows: an actor when it acts or speaks, or when it did before."""
        full = self._naming.full(words)
        if token.lemma_.casefold() in listed("animate", "things"):
            return ()
        if self._naming.is_actor_name(token, full):
            return (Actor(full, None, None, "armed_group" if self._naming.armed(full) else None),)
        return ()

    def _delegating(self, token: Token) -> tuple[Actor, ...]:
        """ "delegates of X and of Y": X and Y themselves, when they are groups that no state stands for."""
        found: list[Actor] = []
        for child in token.children:
            if child.dep_ in ("prep", "conj") and child.lower_ in ("of", "from", "for"):
                for node in child.subtree:
                    if (node.dep_ in ("pobj", "conj") or listed_next(node)) and node.pos_ in ("PROPN", "NOUN"):
                        found += self._of(node)
        senders = distinct(found)
        return senders if len(senders) > 1 or any(a.state is None for a in senders) else ()

    def _of_fighters(self, token: Token, words: str) -> Actor | None:
        """The group that fighters are of: their owner, the name before them, or the one that the report names."""
        owned = owned_fighters(token)
        if not owned and token.lemma_.casefold() not in listed("sides", "fighters"):
            return None
        owner = next((a for c in owners(token) for a in self._of(c)), None)
        if owner is not None and (owner.type == "armed_group" or body_unknown(owner)):
            return replace(owner, type="armed_group")  # "its fighters", "gunmen of the Front"
        if " " in words and (named := self._naming.group(words.rsplit(" ", 1)[0])) is not None:
            return Actor(named, None, None, "armed_group")  # "LNA fighters"
        if (short := _acronym(token)) is not None:
            return Actor(self._naming.full(short), None, None, "armed_group")  # "the country's LNA rebels"
        ours = owner is None and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)
        bare = not owned and all(c.dep_ in ("det", "punct", "relcl", "cc", "conj") for c in token.children)
        if not (ours or bare):
            return None
        definite = bare and any(c.lower_ in ("the", "these", "those") for c in token.children)
        return self._before.sole_group(token.i) or (self._before.group_near(token.i) if definite else None)

    def _institution(self, token: Token, words: str, kind: ActorType, state: str | None) -> Actor:
        if kind == "armed_group" and (group := self._of_fighters(token, words)) is not None:
            return group
        if kind in ("government", "person") and state is None and (body := _body_behind(token)) is not None:
            holder = self._persons.known_holder(None, token) if kind == "person" else None
            role = words if kind == "person" else None
            return holder or Actor(self._naming.full(words), None, role, kind if role else body)
        if (force := self._led(token)) is not None:
            return force
        if kind == "public" and names_other_body(token, self._persons.heads) and token.tag_ in ("NN", "NNP"):
            return Actor(words, None, None, None)  # "the Northlea clan"
        if kind in _STATELESS:
            named = called(token) or words
            return Actor(self._naming.full(named), None, None, kind)
        if kind == "military" and token.pos_ == "PROPN" and state is None and not _common(words):
            return Actor(self._naming.full(words), None, None, "armed_group")
        if state is None and (owner := self._owner(token)) is not None:
            state = owner.state
            grouped = owner.type == "armed_group" or (kind == "military" and body_unknown(owner))
            if state is None and grouped and kind != "public":
                return Actor(f"{owner.name} {token.text}", None, None, kind)
            if state is None and kind == "military" and commands(owner):
                return self._army_of(owner, token)
        if state is None and kind in ("person", "government") and self._elsewhere(token, kind):
            return Actor(words, None, words if kind == "person" else None, kind)
        if state is None and kind == "person":
            return self._person_by_role(token, words)
        if state is None and kind == "military" and names_other_body(token, self._persons.heads):
            return Actor(self._naming.full(words), None, None, "armed_group")
        if state is None and kind == "government" and (behind := self._organ_of(token)) is not None:
            return behind
        if state is None and kind in ("military", "government"):
            if (earlier := self._by_head.get(token.lemma_.casefold())) is not None:
                return earlier
            state = self.home
        if kind == "person":
            return self._persons.known_holder(state, token) or Actor(words, state, words, "person")
        return Actor(words, state, None, kind)

    def _organ_of(self, token: Token) -> Actor | None:
        """ "The FLT information department": the body behind the acronym, which no table knows for a state's."""
        short = _acronym(token)
        if short is None:
            return None
        full = self._naming.full(short)
        return Actor(full, None, None, "armed_group" if self._naming.armed(full) else None)

    def _led(self, token: Token) -> Actor | None:
        """ "The colonel's men", after the troops of that colonel."""
        fighting = listed("sides", "owned_fighters") | listed("sides", "fighters") | {"man"}
        if token.lemma_.casefold() not in fighting or not self._by_leader:
            return None
        leaders = [a for c in owners(token) for a in self._of(c)]
        return next((self._by_leader[a.name] for a in leaders if a.name in self._by_leader), None)

    def _elsewhere(self, token: Token, kind: ActorType) -> bool:
        """ "The Council of X", "the Emir of X" with an X that is no place of the report's own state."""
        last = tail(token)
        if last is None or actor_type(last.lemma_.casefold(), last.text) or state_of(last.text):
            return False
        low = token.lemma_.casefold()
        role = role_of(low) if kind == "person" else None
        if (kind == "person" and (role is None or role.rank > 1)) or low in listed("sides", "of_any_state"):
            return False
        return self.home is None or all(c.country != self.home for c in find(last.text))

    def _army_of(self, owner: Actor, token: Token) -> Actor:
        """The force that goes by its leader's name: one actor, however the report words it."""
        name = f"{owner.name} {token.text}" if any(c.dep_ == "poss" for c in token.children) else ""
        force = Actor(name or f"{clean_name(phrase(token))} of {owner.name}", None, None, "armed_group")
        return self._by_leader.setdefault(owner.name, force)

    def _person_by_role(self, token: Token, words: str) -> Actor:
        """ "the minister", "a spokesman": one met before, else one of the report's own state."""
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
        single = token.tag_ not in ("NNS", "NNPS")
        bare = all(c.dep_ in ("det", "punct", "prep", "relcl", "appos") for c in token.children)
        earlier = self._by_role.get(_office(token))
        own = self._persons.known_holder(self._official, token) if self._official is not None and bare else None
        if own is not None:
            return own
        if definite and single and bare and earlier is not None and self._before.named_before(earlier, token.i):
            return earlier
        known = self._persons.known_holder(self.home, token) or self._persons.known_holder(None, token)
        if known is not None:
            return known
        owner = self._owner(token)
        if owner is not None:
            return Actor(words, owner.state, words, "person")
        foreign = not single or names_other_body(token, self._persons.heads)
        return Actor(words, None if foreign else self.home, words, "person")

    def _owner(self, token: Token) -> Actor | None:
        """The actor in "its spokesman", "the group's leader", "an adviser to Name", "head of the union"."""
        for child in token.children:
            if child.dep_ == "poss" and (actors := self._of(child)):
                return actors[0]
            sent = token.lemma_.casefold() in _SENT_TO and child.lower_ in ("to", "for", "in")
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "to", "from", "in") and not sent:
                for obj in child.children:
                    if obj.dep_ == "pobj" and (actors := self._of(obj)):
                        return actors[0]
        return None


def _acronym(token: Token) -> str | None:
    """The short form of a name before a common noun ("LNA rebels"), unless it is a state's."""
    shorts = (c.text for c in token.children if c.dep_ == "compound" and _ACRONYM.fullmatch(c.text))
    return next((s for s in shorts if state_of(s) is None), None)


def _office(token: Token) -> str:
    """The noun of an office; a prime minister is no minister."""
    noun = token.lemma_.casefold()
    return f"prime {noun}" if any(c.lower_ == "prime" for c in token.children) else noun


def _common(words: str) -> bool:
    """ "The Army", "the General Staff": written large, yet the name of none."""
    return all(w in _OWN_FORCES for w in words.casefold().split())
