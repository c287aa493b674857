"""The persons of one report: full names, roles and states, by the pipeline, by titles, by a surname met before."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from readout.coding.actors import states_in, states_named
from readout.coding.naming import SPEAKING, clean_name, role_phrase
from readout.linking.bodies import body_of
from readout.linking.offices import HIGHEST, MINISTRIES, Holder, offices_of
from readout.linking.persons import alike, spells
from readout.linking.places import best
from readout.linking.roles import actor_type, is_role
from readout.linking.spelling import folded
from readout.linking.states import state_of
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

_HONORIFICS = frozenset(
    """mr mrs ms miss dr sir lord lady dame prof professor general gen colonel col major maj lieutenant lt captain
    capt brigadier admiral marshal president prime minister premier king queen emir sheikh sheik prince
    princess chancellor senator sen rep secretary ambassador judge pope cardinal archbishop bishop imam
    ayatollah commander comrade field chairman chairwoman governor mayor sultan crown deputy vice foreign chief
    sergeant commissioner st""".split()
)
_PARTICLES = frozenset("""al el bin ibn van von de del der di da la le bint abu ben ter du dos den st""".split())
_NAME_TOO = frozenset("sheikh sheik prince king field dame major st judge pope".split())
_OFFICES = frozenset("state affairs defence defense interior staff council treasury justice commerce".split())
"""Last words of titles with "of" or without: "Secretary of State Name"."""
_MISREAD = frozenset({"ORG", "GPE", "", "NORP", "WORK_OF_ART", "FAC", "LOC", "PRODUCT"})
_MINISTERIAL = re.compile(r"\b(?:foreign|defen[cs]e|external affairs) (?:minister|secretary)\b|\bsecretary of state\b")
_HEADING = re.compile(r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|leader)\b")
_OFFICE_WORDS = _HONORIFICS | frozenset(
    """interior foreign defence defense home internal external affairs state republic finance justice security national
    information planning transport education health labour energy trade agriculture culture public works water oil
    environment communications development cooperation relations army's army police military staff first general
    government presidential ministry armed forces acting interim caretaker former his her excellency head attorney
    provincial regional""".split()
)
"""Words of offices that name no country."""
_SHORTEST = 3
_OF_STATE = re.compile(
    r"\b(?:minister|premier|president|head of state|governor|attorney general|ambassador"
    r"|(?:army|police|air force|navy|government|military|presidential|ministry|armed forces)"
    r"(?: chief|[’']s| commander| spokes\w+)|chief of (?:general )?staff|police commissioner)\b"
)
_UNSTATELY = re.compile(
    r"\b(?:rebel|separatist|shadow|self-styled|self-proclaimed|breakaway|union|council|commission|assembly|association"
    r"|party|movement|front|league|federation|committee|company|club)\b"
)
_DOUBLE = frozenset({"secretary", "attorney", "prosecutor", "consul", "governor", "director", "surgeon"})
"""First words of double titles: a secretary general is no general."""
_LEADING = re.compile(r"president|minister|premier|chancellor|leader|king|chief|chair|head")


@dataclass(slots=True)
class _Person:
    name: str
    role: str | None = None
    state: str | None = None
    offices: str = ""
    """Every office that an apposition gives, in small letters; a rank before the name may hide it."""

    def actor(self) -> Actor:
        return Actor(self.name, self.state, self.role, "person")


class Persons:
    """Who is named in one report; a later surname or title stands for the person."""

    def __init__(self, doc: Doc, sents: list[Span], day: date | None) -> None:
        self._doc = doc
        self._day = day
        self._persons: dict[str, _Person] = {}
        self._heads: dict[int, str] = {}
        self._countries = tuple(states_named(doc))
        self._collect(sents)

    @property
    def heads(self) -> frozenset[int]:
        """Tokens that name persons."""
        return frozenset(self._heads)

    def of(self, token: Token) -> Actor | None:
        """The person that the noun phrase headed by ``token`` names; None when it names none."""
        surname = self._heads.get(token.i)
        return self._persons[surname].actor() if surname in self._persons else None

    def learn(self, name: str, role: str | None, state: str | None) -> None:
        """Keep what an apposition tells of a person."""
        person = self._persons.get(_surname(name.split()[-1]))
        if person is not None:
            person.role = person.role or role
            person.state = person.state or state

    def settle(self, home: str | None) -> None:
        """Gives those who serve the report's own state that state: "Interior Minister" without a country.

        A president or a prime minister must be the only one of whom it tells no country.
        """
        stateless = [p for p in self._persons.values() if p.state is None and (p.role or p.offices)]
        tops = Counter(top.group() for p in stateless if (top := _HEADING.search((p.role or "").casefold())))
        for person in stateless:
            role = (person.role or "").casefold() + person.offices
            top = _HEADING.search(role)
            owned = not _plain_office(person.role or "")  # "the Northlea defence minister"
            if _OF_STATE.search(role) and not owned and not _UNSTATELY.search(role):
                person.state = home if top is None or tops[top.group()] == 1 else None

    def known_holder(self, state: str | None, token: Token) -> Actor | None:
        """The person already named who bears the role of a definite noun phrase ("the minister").

        Args:
            state: whose role it is; None for any.
        """
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
        if token.tag_ in ("NNS", "NNPS") or not definite:
            return None
        wanted = token.lemma_.casefold()
        more = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod") and c.i < token.i}
        loose: Actor | None = None
        for person in self._nearest(token.i):
            role = (person.role or "").casefold()
            fits = wanted in role.split() or (wanted == "leader" and _LEADING.search(role))
            fits = fits or (wanted == "president" and "head of state" in role)
            if not fits or (state is not None and person.state != state):
                continue
            if more <= set(role.split()) and not (wanted == "minister" and not more and "prime" in role.split()):
                return person.actor()
            if loose is None and not more & _DOUBLE - set(role.split()):
                loose = person.actor()
        return loose

    def _nearest(self, at: int) -> list[_Person]:
        """Those named before a token, the latest named first, then those named only after it."""
        last: dict[str, int] = {}
        for place, surname in self._heads.items():
            if surname in self._persons:
                known = last.get(surname)
                if known is None or (place < at and (known >= at or place > known)):
                    last[surname] = place
        order = sorted(last, key=lambda name: (last[name] >= at, *self._farness(last[name], at)))
        return [self._persons[name] for name in order]

    def _farness(self, place: int, at: int) -> tuple[int, bool, int]:
        """How far a mention is from a token: by sentences, of one sentence its subject first, then by words."""
        token = self._doc[place]
        return abs(self._doc[at].sent.start - token.sent.start), token.dep_ != "nsubj", abs(at - place)

    def _collect(self, sents: list[Span]) -> None:
        tokens = [t for s in sents for t in s if t.dep_ != "compound"]
        for token in tokens:
            hyphened = token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).text[:1].isupper()
            if token.pos_ == "PROPN" and (token.text[:1].isupper() or hyphened):
                self._consider(token)
        for token in tokens:
            surname = _surname(token.text)
            named = token.pos_ in ("PROPN", "NOUN", "ADJ") and token.text[:1].isupper() and surname in self._persons
            if named and token.i not in self._heads and not state_of(token.text):
                self._heads[token.i] = surname
        self._by_other_names(tokens)

    def _by_other_names(self, tokens: list[Token]) -> None:
        """ "Diego Lamas Ortega", later "Lamas": a part of one person's name alone, standing by itself."""
        for token in tokens:
            word = _surname(token.text)
            alone = token.pos_ == "PROPN" and token.dep_ not in ("compound", "amod", "nmod") and token.text.istitle()
            alone = alone and not any(c.dep_ in ("compound", "det") for c in token.children)
            if alone and token.i not in self._heads and word not in self._persons and (known := self._known_by(word)):
                self._heads[token.i] = known

    def _known_by(self, part: str) -> str | None:
        """The surname of the one person named so far of whose name a word is a part; None of two or of none."""
        if len(part) <= _SHORTEST or part in _HONORIFICS | _PARTICLES:
            return None
        own = [s for s, p in self._persons.items() if part in {_surname(w) for w in p.name.split()[1:-1]}]
        return own[0] if len(own) == 1 else None

    def _consider(self, token: Token) -> None:
        start = self._run_start(token)
        text = clean_name(self._doc[start : token.i + 1].text)
        if not text or _surname(token.text) in ("", "i") or state_of(text) or body_of(text):
            return
        if is_role(text.casefold()) or actor_type(token.lemma_.casefold(), text):
            return
        length, entity = token.i + 1 - start, token.ent_type_
        certain = self._titled(start, token) or _surname(token.text) in self._persons
        person = certain
        if not person and entity == "PERSON" and not (length == 1 and _articled(token)):
            person = length > 1 or (self._acts(token) and not self._is_place(text))
        elif not person and length in (2, 3) and entity in _MISREAD:
            person = self._apposed_to_role(token) or self._describes_person(token)
        if not person or (entity in ("GPE", "LOC", "FAC") and not certain and length == 1):
            return
        self._register(token, text, self._doc[token.left_edge.i : start])

    def _run_start(self, token: Token) -> int:
        """Where the name begins: proper nouns to the left, titles and state words left outside."""
        start = token.i
        while start > token.left_edge.i and self._belongs(start - 1, token):
            start -= 1
        while start < token.i and self._doc[start].text in ("-", "'", "’"):
            start += 1
        return start

    def _belongs(self, at: int, token: Token) -> bool:
        before = self._doc[at]
        word, bare = before.text, before.lower_.rstrip(".")
        if bare in _OFFICES:
            return False
        if bare in _HONORIFICS and bare not in _PARTICLES and not self._inside_name(at, token):
            return False
        proper = word[:1].isupper() and (before.pos_ == "PROPN" or before.dep_ == "compound")
        joined = word in ("-", "’", "'") and at - 1 >= token.left_edge.i
        if not (proper or joined or bare in _PARTICLES or re.fullmatch(r"[A-Z]\.", word)):
            return False
        stately = before.dep_ in ("amod", "nmod", "poss") or at == token.left_edge.i
        return not is_role(bare) and not (stately and state_of(word) is not None)

    def _inside_name(self, at: int, token: Token) -> bool:
        """A word such as "Sheikh" between a given name and a surname belongs to the name."""
        if at - 1 < token.left_edge.i or self._doc[at].lower_ not in _NAME_TOO:
            return False
        before = self._doc[at - 1]
        bare = before.lower_.rstrip(".")
        named = before.pos_ == "PROPN" and before.text[:1].isupper() and bare not in _HONORIFICS
        return named and not is_role(bare) and not state_of(before.text)

    def _titled(self, start: int, token: Token) -> bool:
        if start == 0:
            return False
        before = self._doc[start - 1]
        if before.i < token.left_edge.i:
            return False
        bare = before.text.casefold().rstrip(".")
        return bare in _HONORIFICS or is_role(bare) or is_role(before.lemma_.casefold())

    def _acts(self, token: Token) -> bool:
        return token.dep_ in ("nsubj", "poss", "agent", "dative") or token.head.lemma_.casefold() in SPEAKING

    def _is_place(self, name: str) -> bool:
        """A lone name that the gazetteer knows in a country of this report is the place."""
        place = best(name, self._countries)
        return place is not None and place.country in self._countries

    def _apposed_to_role(self, token: Token) -> bool:
        head = token.head
        return token.dep_ == "appos" and actor_type(head.lemma_.casefold(), head.text) == "person"

    def _describes_person(self, token: Token) -> bool:
        return any(c.dep_ == "appos" and actor_type(c.lemma_.casefold(), c.text) == "person" for c in token.children)

    def _register(self, token: Token, name: str, prefix: Span) -> None:
        surname = _surname(token.text)
        if surname not in self._persons and len(name.split()) == 1:
            surname = self._known_by(surname) or surname
        person = self._persons.get(surname)
        if person is None:
            person = self._persons[surname] = _Person(name)
        elif len(name.split()) > len(person.name.split()) and person.name.split()[-1] == name.split()[-1]:
            person.name = name
        self._heads[token.i] = surname
        apposed = [c for c in token.children if c.dep_ == "appos"]
        person.offices += "".join(f" {role_phrase(c).casefold()}" for c in apposed if c.pos_ in ("NOUN", "PROPN"))
        role = self._role(token, prefix)
        if role and (person.role is None or len(role) > len(person.role) + 8):
            person.role = role
        if person.state is None:
            person.state = self._person_state(token, person)

    def _role(self, token: Token, prefix: Span) -> str | None:
        before = clean_name(prefix.text)
        if before and (
            any(is_role(t.lemma_.casefold()) or is_role(t.lower_) for t in prefix) or is_role(before.casefold())
        ):
            return before
        for child in token.children:
            if child.dep_ == "appos" and actor_type(child.lemma_.casefold(), child.text) == "person":
                return role_phrase(child)
        if token.dep_ == "appos" and actor_type(token.head.lemma_.casefold(), token.head.text) == "person":
            return role_phrase(token.head)
        return None

    def _person_state(self, token: Token, person: _Person) -> str | None:
        nodes = [
            token,
            *(c for c in token.children if c.dep_ == "appos"),
            *([token.head] if token.dep_ == "appos" else []),
        ]
        for node in nodes:
            if found := [code for word, code in states_in(self._doc, node, ("of",)) if word not in person.name]:
                return found[0]
        return self._office_state(person)

    def _office_state(self, person: _Person) -> str | None:
        """A head of state or government needs no introduction: the public record of offices names the state.

        With a title of such an office a like name will do; without any title the family name must be nearly the same.
        """
        role = (person.role or "").casefold()
        if role and _MINISTERIAL.search(role):
            states = {h.state for h in _holders(person.name, self._day) if h.office in MINISTRIES}
            return states.pop() if len(states) == 1 and len(person.name.split()) > 1 else None
        if (role and not _HEADING.search(role)) or (not role and len(person.name.split()) < 2):
            return None
        family = folded(person.name).split()[-1]
        holders = _holders(person.name, self._day)
        states = {h.state for h in holders if role or alike(family, folded(h.family), 0.85)}
        return states.pop() if len(states) == 1 else None


def _plain_office(role: str) -> bool:
    """True for a role in which no other name stands: "Minister of the Interior"."""
    named = [w for w in re.findall(r"[^\W\d_]+(?:['’]s)?", role) if w[:1].isupper() or w.endswith(("'s", "’s"))]
    return all(w.casefold() in _OFFICE_WORDS or is_role(w.casefold()) for w in named)


def _articled(token: Token) -> bool:
    """ "The Ashan": a people, not a person."""
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)


@lru_cache(maxsize=8192)
def _holders(name: str, day: date | None) -> tuple[Holder, ...]:
    """Who held which office; asked again and again of the same names, and slow since spellings are compared."""
    return tuple(
        h for h in offices_of(name, day) if h.office in HIGHEST or (h.office in MINISTRIES and spells(name, h.name))
    )


@lru_cache(maxsize=8192)
def _surname(word: str) -> str:
    return re.sub(r"(?:['’]s?)$", "", word).casefold().strip(".,")
