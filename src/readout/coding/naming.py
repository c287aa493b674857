"""Names of persons and bodies in one report: fullest forms, short forms, roles and states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from readout.linking.bodies import body_of
from readout.linking.offices import offices_of
from readout.linking.places import best
from readout.linking.roles import actor_type, is_role
from readout.linking.states import state_of
from readout.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "prof",
        "professor",
        "general",
        "gen",
        "colonel",
        "col",
        "major",
        "maj",
        "lieutenant",
        "lt",
        "captain",
        "capt",
        "brigadier",
        "admiral",
        "marshal",
        "president",
        "prime",
        "minister",
        "premier",
        "king",
        "queen",
        "emir",
        "sheikh",
        "sheik",
        "prince",
        "princess",
        "chancellor",
        "senator",
        "sen",
        "rep",
        "secretary",
        "ambassador",
        "judge",
        "pope",
        "cardinal",
        "archbishop",
        "bishop",
        "imam",
        "ayatollah",
        "commander",
        "comrade",
        "field",
        "chairman",
        "chairwoman",
        "governor",
        "mayor",
        "sultan",
        "crown",
        "deputy",
        "vice",
        "foreign",
        "chief",
        "sergeant",
        "commissioner",
        "st",
    ]
)
_POSSESSIVE = re.compile(r"(?:['’]s?)$")
_SPACE = re.compile(r"\s+")
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "de",
        "del",
        "der",
        "di",
        "da",
        "la",
        "le",
        "bint",
        "abu",
        "ben",
        "ter",
        "du",
        "dos",
        "den",
        "st",
    ]
)
_SPEAKING = frozenset(
    [
        "say",
        "tell",
        "announce",
        "claim",
        "deny",
        "agree",
        "accept",
        "reject",
        "refuse",
        "attack",
        "fire",
        "sign",
        "call",
        "demand",
        "want",
        "warn",
        "vow",
        "pledge",
        "condemn",
        "welcome",
        "accuse",
        "insist",
        "urge",
        "propose",
        "offer",
        "kill",
        "seize",
        "hold",
        "shell",
        "launch",
        "add",
        "declare",
        "confirm",
        "meet",
        "withdraw",
        "release",
        "control",
    ]
)
_ARMED_NEAR = re.compile(
    r"\b(?:rebel|militia|militant|insurgent|guerrilla|paramilitar|armed group|fighter|separatist|faction|movement|jihadist)\w*",
    re.IGNORECASE,
)


def clean_name(words: str) -> str:
    """A noun phrase as a name: no article, quotes, possessive ending or stray spaces."""
    text = _SPACE.sub(" ", words).strip(' \n\t"“”‘,.;:()')
    text = _POSSESSIVE.sub("", text)
    return re.sub(
        r"^(?:the|a|an|this|that|these|those|one|some|its|his|her|their|our|my|both|all|other)\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )


def initials(words: str) -> str:
    """First letters of the capitalised words of a name ("Rapid Response Front": RRF)."""
    return "".join(w[0] for w in re.findall(r"[A-Z][\w’'-]*", words))


@dataclass(slots=True)
class _Person:
    name: str
    role: str | None = None
    state: str | None = None


class Naming:
    """The names of one report. Persons are found by the pipeline, by titles, and by a surname met before."""

    def __init__(self, doc: Doc, sents: list[Span], day: date | None) -> None:
        self._doc = doc
        self._day = day
        self._persons: dict[str, _Person] = {}
        self._long: dict[str, str] = {}
        self._agents: set[str] = set()
        self._armed: set[str] = set()
        self._heads: dict[int, str | None] = {}
        self._countries = tuple({m.code for t in doc if t.text[:1].isupper() and (m := state_of(t.text))})
        self._collect_bodies(sents)
        self._collect_persons(sents)

    def person(self, token: Token) -> Actor | None:
        """The person that the noun phrase headed by ``token`` names; None when it names none."""
        if token.pos_ not in ("PROPN", "NOUN", "ADJ") or (not token.text[:1].isupper() and token.i not in self._heads):
            return None
        known = self._persons.get(_surname(token.text)) if token.i in self._heads else None
        if known is None:
            return None
        return Actor(known.name, known.state, known.role, "person")

    def learn(self, name: str, role: str | None, state: str | None) -> None:
        """Keep what an apposition tells of a person."""
        person = self._persons.get(_surname(name.split()[-1]))
        if person is not None:
            person.role = person.role or role
            person.state = person.state or state

    def phrase(self, token: Token) -> str:
        """Words of the noun phrase up to its head, without relative clauses or what is coordinated before it."""
        start = token.i
        while (
            start > token.left_edge.i
            and self._doc[start - 1].dep_
            in (
                "compound",
                "amod",
                "poss",
                "nummod",
                "case",
                "det",
                "punct",
                "nmod",
                "appos",
                "quantmod", "npadvmod",
                "prep",
                "pobj",
                "conj",
                "cc",
            )
            and self._doc[start - 1].head.i <= token.i
            and self._doc[start - 1].text not in ",;:"
        ):
            if self._doc[start - 1].dep_ in ("appos", "prep", "pobj") or (
                self._doc[start - 1].dep_ in ("conj", "cc") and token.pos_ != "NOUN"
            ):
                break
            start -= 1
        return self._doc[start : token.i + 1].text

    def role_phrase(self, token: Token) -> str:
        """A role as the report gives it, with its "of ..." part: "the health minister of the region"."""
        end = token.i + 1
        for child in token.children:
            if (
                child.dep_ == "prep"
                and child.lower_ in ("of", "to", "for", "in")
                and child.i == end
                and child.right_edge.i - token.i < 8
            ):
                end = child.right_edge.i + 1
        return clean_name(self._doc[self._doc[token.i].left_edge.i : end].text.split(",")[0])

    def full(self, words: str) -> str:
        """The fullest form of a body's name: an abbreviation stands for the name that it was made of."""
        return self._long.get(words, words)

    def foreign_body(self, token: Token) -> bool:
        """True when a noun phrase carries a capitalised modifier that is no state ("a Front spokesman")."""
        for child in token.children:
            if (
                child.dep_ in ("compound", "amod", "nmod", "poss")
                and child.text[:1].isupper()
                and child.i > token.left_edge.i - 1
                and not state_of(child.text)
            ):
                if child.i not in self._heads and not is_role(child.text.casefold()) and child.i != child.sent.start:
                    return True
        return False

    def armed(self, name: str) -> bool:
        """True when the report calls the body rebels, a militia, fighters or the like."""
        return name in self._armed

    def is_actor_name(self, token: Token, full: str) -> bool:
        """True when an unknown proper name stands where actors stand, or did so before in the report."""
        if full in self._agents:
            return True
        return token.ent_type_ in ("ORG", "NORP") and token.dep_ in ("nsubj", "poss", "agent")

    def known_holder(self, state: str | None, token: Token) -> Actor | None:
        """The person already named in the report who bears the role of a definite noun phrase ("the minister")."""
        if token.tag_ in ("NNS", "NNPS"):
            return None
        wanted = token.lemma_.casefold()
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
        if not definite:
            return None
        for person in reversed(list(self._persons.values())):
            role = (person.role or "").casefold()
            same_state = state is None or person.state is None or person.state == state
            leader = wanted == "leader" and re.search(
                r"president|minister|premier|chancellor|leader|king|chief|chair|head", role
            )
            if same_state and role and (wanted in role.split() or leader):
                if state is not None and person.state is None:
                    continue
                return Actor(person.name, person.state, person.role, "person")
        return None

    def _collect_persons(self, sents: list[Span]) -> None:
        for sent in sents:
            for token in sent:
                hyphened = token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).text[:1].isupper()
                if token.pos_ == "PROPN" and token.dep_ != "compound" and (token.text[:1].isupper() or hyphened):
                    self._consider(token)
        for sent in sents:
            for token in sent:
                surname = _surname(token.text)
                if (
                    token.i not in self._heads
                    and token.text[:1].isupper()
                    and token.dep_ != "compound"
                    and surname in self._persons
                ):
                    if token.pos_ in ("PROPN", "NOUN", "ADJ") and not state_of(token.text):
                        self._heads[token.i] = surname

    def _consider(self, token: Token) -> None:
        start = self._run_start(token)
        words = [t.text for t in self._doc[start : token.i + 1]]
        prefix = self._doc[token.left_edge.i : start]
        titled = self._titled(start, token)
        text = clean_name(self._doc[start : token.i + 1].text)
        if not text or _surname(token.text) in ("", "i"):
            return
        entity = token.ent_type_
        known = _surname(token.text) in self._persons
        plain = state_of(text) or body_of(text)
        if plain or is_role(text.casefold()) or actor_type(token.lemma_.casefold(), text):
            return
        person = (
            titled
            or known
            or (entity == "PERSON" and (len(words) > 1 or (self._acts(token) and not self._is_place(text))))
        )
        if (
            not person
            and len(words) in (2, 3)
            and entity in ("ORG", "GPE", "", "NORP", "WORK_OF_ART", "FAC", "LOC", "PRODUCT")
        ):
            person = self._apposed_to_role(token) or self._describes_person(token)
        if not person or (entity in ("GPE", "LOC", "FAC") and not titled and not known and len(words) == 1):
            return
        self._register(token, text, prefix, start)

    def _run_start(self, token: Token) -> int:
        """Where the name begins: proper nouns to the left, titles and state words left outside."""
        start = token.i
        while start > token.left_edge.i:
            before = self._doc[start - 1]
            word = before.text
            bare = word.casefold().rstrip(".")
            if bare in _HONORIFICS and bare not in _PARTICLES and not self._inside_name(start - 1, token):
                break
            joined = before.text in ("-", "’", "'") and start - 2 >= token.left_edge.i
            if not (
                (before.pos_ == "PROPN" and word[:1].isupper())
                or bare in _PARTICLES
                or joined
                or re.fullmatch(r"[A-Z]\.", word)
                or (before.pos_ == "ADJ" and before.dep_ == "compound" and word[:1].isupper())
            ):
                break
            if is_role(bare) or (
                state_of(word) is not None
                and (before.dep_ in ("amod", "nmod", "poss") or start - 1 == token.left_edge.i)
            ):
                break
            start -= 1
        while start < token.i and self._doc[start].text in ("-", "'", "’"):
            start += 1
        return start

    def _inside_name(self, at: int, token: Token) -> bool:
        """A word such as "Sheikh" between a given name and a surname belongs to the name."""
        if at - 1 < token.left_edge.i:
            return False
        before = self._doc[at - 1]
        bare = before.text.casefold().rstrip(".")
        return (
            before.pos_ == "PROPN"
            and before.text[:1].isupper()
            and bare not in _HONORIFICS
            and not is_role(bare)
            and not state_of(before.text)
            and self._doc[at].lower_
            in ("sheikh", "sheik", "prince", "king", "field", "dame", "major", "st", "judge", "pope")
        )

    def _titled(self, start: int, token: Token) -> bool:
        if start == 0:
            return False
        before = self._doc[start - 1]
        if before.i < token.left_edge.i:
            return False
        bare = before.text.casefold().rstrip(".")
        return bare in _HONORIFICS or is_role(bare) or is_role(before.lemma_.casefold())

    def _acts(self, token: Token) -> bool:
        return token.dep_ in ("nsubj", "poss", "agent", "dative") or token.head.lemma_.casefold() in _SPEAKING

    def _is_place(self, name: str) -> bool:
        """A lone name that the gazetteer knows in a country of this report is the place."""
        place = best(name, self._countries)
        return place is not None and place.country in self._countries

    def _apposed_to_role(self, token: Token) -> bool:
        head = token.head
        return token.dep_ == "appos" and actor_type(head.lemma_.casefold(), head.text) == "person"

    def _describes_person(self, token: Token) -> bool:
        return any(c.dep_ == "appos" and actor_type(c.lemma_.casefold(), c.text) == "person" for c in token.children)

    def _register(self, token: Token, name: str, prefix: Span, start: int) -> None:
        surname = _surname(token.text)
        person = self._persons.get(surname)
        if person is None:
            person = self._persons[surname] = _Person(name)
        elif len(name.split()) > len(person.name.split()) and person.name.split()[-1] == name.split()[-1]:
            person.name = name
        self._heads[token.i] = surname
        role = self._role(token, prefix)
        if role and (person.role is None or len(role) > len(person.role) + 8):
            person.role = role
        if person.state is None:
            person.state = self._person_state(token, prefix, person)

    def _role(self, token: Token, prefix: Span) -> str | None:
        before = clean_name(prefix.text)
        if before and (
            any(is_role(t.lemma_.casefold()) or is_role(t.lower_) for t in prefix) or is_role(before.casefold())
        ):
            return before
        for child in token.children:
            if child.dep_ == "appos" and actor_type(child.lemma_.casefold(), child.text) == "person":
                return self.role_phrase(child)
        if token.dep_ == "appos" and actor_type(token.head.lemma_.casefold(), token.head.text) == "person":
            return self.role_phrase(token.head)
        return None

    def _person_state(self, token: Token, prefix: Span, person: _Person) -> str | None:
        from readout.coding.actors import states_in  # actors needs clean_name from here

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
        """A head of state or government needs no introduction: the public record of offices names the state."""
        if len(person.name.split()) < 2 and not person.role:
            return None
        holders = offices_of(person.name, self._day)
        states = {h.state for h in holders}
        return states.pop() if len(states) == 1 else None

    def _collect_bodies(self, sents: list[Span]) -> None:
        names: dict[str, str] = {}
        for sent in sents:
            for token in sent:
                if token.pos_ != "PROPN" or token.dep_ == "compound":
                    continue
                words = clean_name(self.phrase(token))
                if " " in words and len(initials(words)) >= 2:
                    names.setdefault(initials(words), words)
                if (
                    token.dep_ in ("nsubj", "agent")
                    and token.head.lemma_.casefold() in _SPEAKING
                    and token.ent_type_ not in ("DATE", "TIME")
                ):
                    self._agents.add(words)
                window = self._doc[max(sent.start, token.left_edge.i - 3) : min(sent.end, token.i + 3)].text
                if _ARMED_NEAR.search(window):
                    self._armed.add(words)
        for short, long in names.items():
            if any(t.text == short for s in sents for t in s):
                self._long[short] = long
                self._agents |= {long} if short in self._agents or long in self._agents else set()
        self._agents |= {self._long.get(a, a) for a in set(self._agents)}


def _surname(word: str) -> str:
    return _POSSESSIVE.sub("", word).casefold().strip(".,")
