"""Who appears in a report: every mention resolved to actors (codebook section 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words as listed
from readout.coding.actors import distinct, identity, states_in
from readout.coding.animate import counted, crowd, somebody
from readout.coding.companies import Companies, of_groups
from readout.coding.coreference import Coreference, Mention, Sort
from readout.coding.home_state import home_state, official_state
from readout.coding.institutions import Institutions
from readout.coding.naming import Naming, role_phrase
from readout.coding.noun_phrases import by_modifiers
from readout.coding.persons import Persons
from readout.coding.short_names import ShortNames
from readout.language.frames import conjuncts
from readout.language.quantities import number
from readout.language.quotes import quotations
from readout.linking.roles import is_role
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each other", "each", "neither"})
FIRST = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "myself", "ourselves"})
_NOBODY = frozenset(
    [
        "no",
        "nobody",
        "none",
        "someone",
        "somebody",
        "everyone",
        "anyone",
        "anybody",
        "everybody",
        "one",
        "others",
        "nothing",
        "who",
    ]
)
_NEAR = 40
"""Most words between "the former" and "the latter"."""
_SOUGHT = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_ADJECTIVE_ROLES = ("nsubj", "dobj", "pobj", "conj", "nsubjpass", "appos")


class Cast:
    """The actors of one parsed report. Built once; ``of`` answers for any head token."""

    def __init__(self, doc: Doc, sents: list[Span], day: date | None, outlet: str | None) -> None:
        self._doc = doc
        self._persons = Persons(doc, sents, day)
        self._official = official_state(outlet)
        self._known: dict[int, tuple[Actor, ...]] = {}
        self._reached = -1
        self._peoples = {name: t for s in sents for t in s if t.tag_ == "NNS" for name in by_modifiers(t)[:12]}
        self._two: tuple[int, tuple[Actor, ...]] | None = None
        self._introduced: dict[str, tuple[Token, int | None]] = {}
        self._before = Coreference(doc, sents, self.of, _quoted(doc))
        self._short = ShortNames(doc, sents)
        self._companies = Companies(doc, sents, self.of)
        home = home_state(doc, sents, outlet)
        self._institutions = Institutions(
            doc, Naming(doc, sents), self._persons, self._before, self.of, home, self._official
        )
        self._persons.settle(self._institutions.home)
        for sent in sents:
            self._read(sent)
        self._pair = self._before.sides()

    @property
    def home(self) -> str | None:
        """The state that institutions named without one belong to; None when the report shows none."""
        return self._institutions.home

    @property
    def pair(self) -> tuple[Actor, ...]:
        """The two actors that the report is mostly about; empty when there are not two."""
        return self._pair

    @property
    def company(self) -> tuple[Actor, ...]:
        """Three or more that are told to sign, agree or meet together, the two of ``pair`` among them; else empty."""
        largest = self._companies.largest
        return largest if self._companies.includes(largest, self._pair) else ()

    def signing(self, actor: Actor) -> bool:
        """True for one of those who are told to sign, agree or fight together with others."""
        return any(identity(actor) in names for names in self._companies.joined)

    def together(self, actors: tuple[Actor, ...]) -> bool:
        """True when three or more actors stand in one list of the report."""
        return len(actors) > 2 and any({identity(a) for a in actors} <= names for names in self._companies.all_lists)

    def of(self, token: Token | None) -> tuple[Actor, ...]:
        """The actors that the noun phrase headed by ``token`` stands for; empty when it stands for none.

        Coordinated heads are not expanded: a frame's arguments already are.
        """
        if token is None:
            return ()
        if token.i in self._known:
            return self._known[token.i]
        self._known[token.i] = ()  # what a noun phrase is asked of itself, two short names that point to each other
        found = self._known[token.i] = self._resolve(token)
        if token.i > self._reached:
            del self._known[token.i]  # asked ahead of the reading: whom it points back to is not known yet
        return found

    def all_of(self, token: Token) -> tuple[Actor, ...]:
        """The actors of ``token`` and of everything coordinated with it, each once."""
        return distinct(a for t in (token, *conjuncts(token)) for a in self.of(t))

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Mentions whose head lies in the token range ``[start, end)``."""
        return self._before.within(start, end)

    def last_before(self, at: int, sort: Sort) -> tuple[Actor, ...]:
        """The nearest earlier actors: a ``person``, a ``single`` body, or a ``plural``."""
        return self._before.recent(at, sort)

    def _read(self, sent: Span) -> None:
        for token in sent:
            self._reached = token.i
            if token.pos_ not in _SOUGHT or token.dep_ in ("compound", "det", "nummod"):
                continue
            if token.pos_ == "ADJ" and token.dep_ not in _ADJECTIVE_ROLES:
                continue
            if actors := self.of(token):
                self._introduce(token)
                self._before.note(token, actors)
                self._institutions.note(token, actors)

    def _resolve(self, token: Token) -> tuple[Actor, ...]:
        lower = token.lower_
        if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
            return ()  # "no group claimed it"
        if rest := self._others(token):
            return rest
        if lower in ("former", "latter") and token.dep_ in _ADJECTIVE_ROLES:
            return self._of_two(token)
        if (clans := self._peoples.get(token.text)) is not None and token.pos_ == "PROPN" and token.i != clans.i:
            return tuple(a for a in self.of(clans) if a.name.startswith(token.text))[:1]
        if lower == "two" and token.dep_ in ("nsubj", "pobj", "nsubjpass", "dobj"):
            return self._before.last_two(token.i)
        if token.pos_ in ("PRON", "DET") or lower in THEY:
            return self._pronoun(token)
        if announced := self._companies.announced(token):
            return announced
        company = self._companies.members(token)
        told = of_groups(token) or self._companies.includes(company, self._before.joint(token, named=False))
        if len(company) > 2 and told:
            return company
        if counted(token):
            return self._one_of(token) or (crowd(token),)
        if lower in _NOBODY:
            return ()
        if (named_before := self._short.people(token)) is not None and (found := self.of(named_before)):
            return found
        if (person := self._persons.of(token)) is not None:
            if person.state is None and person.role and self._official is not None:
                person = replace(person, state=self._official)  # "the Secretary" in a ministry's own readout
            return (person,)
        named = bool(states_in(self._doc, token))
        introduced = self._introduced.get(token.lemma_.casefold())
        if introduced is not None and _pointing_back(token) and len(company) != introduced[1]:
            return self.of(introduced[0])  # "the groups", after "fourteen armed groups"
        found = self._apposed(token) or self._before.joint(token, named=named) or company[:2]
        if not found and (long := self._short.long(token)) is not None:
            found = self.of(long)
        found = found or self._institutions.of(token)
        if found:
            return found
        if token.dep_ == "appos" and (person := self._persons.of(token.head)) is not None:
            return (person,)
        shown = somebody(token)
        return (self._institutions.owned(token, shown),) if shown is not None else ()

    def _of_two(self, token: Token) -> tuple[Actor, ...]:
        """ "The former", "the latter": of two that stand in a list just before, else of the last two named."""
        at = [s.start for s in self._doc.sents if s.start <= token.i][-2:][0]
        if self._two and self._two[0] >= token.i - _NEAR:
            return (self._two[1][token.lower_ == "latter"],)
        both = self._companies.latest(token.i, 2, since=at)
        if not both:
            named = [m for m in self._before.within(at, token.i) if self._doc[m.at].pos_ in ("NOUN", "PROPN")]
            both = tuple(dict.fromkeys(a for m in reversed(named) for a in m.actors))[:2][::-1]
        if len(both) != 2:
            return ()
        self._two = (token.i, both)
        return (both[token.lower_ == "latter"],)

    def _introduce(self, token: Token) -> None:
        """Keep "fourteen armed groups", which "the groups" later stands for."""
        counts = [c for c in token.children if c.i < token.i and c.dep_ in ("nummod", "amod")]
        counts = [c for c in counts if c.dep_ == "nummod" or c.lower_ in ("several", "many")]
        definite = any(c.dep_ in ("det", "poss") for c in token.children)
        if token.tag_ == "NNS" and counts and not definite and token.lemma_.casefold() in listed("sides", "members"):
            value = number(counts[0].lower_)
            self._introduced.setdefault(token.lemma_.casefold(), (token, int(value) if value else None))

    def _others(self, token: Token) -> tuple[Actor, ...]:
        """ "The other two": those of a list who are not the subject here, or of the sentence before."""
        marks = {c.lower_ for c in token.children}
        if not marks & {"other", "others", "remaining"} or any(c.dep_ == "appos" for c in token.children):
            return ()
        above = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        doers = [
            s for c in (above.children if above is not None else ()) if c.dep_ == "nsubj" for s in (c, *conjuncts(c))
        ]
        mates = [a for c in doers if c is not token for a in self.of(c)]
        if above is not None and not doers and above.dep_ == "conj":
            mates = [a for c in above.head.children if c.dep_ == "nsubj" for a in self.of(c)]
        if not mates:
            mains = [m for m in self._before.within(0, token.i) if m.subject and m.at < token.sent.start]
            mates = list(mains[-1].actors) if mains else []
        return self._companies.others(token, tuple(mates))

    def _one_of(self, token: Token) -> tuple[Actor, ...]:
        """ "one of them", "some of the officers": whom the phrase takes a part of."""
        parts = [o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
        found = self.of(parts[0]) if parts else ()
        return found if len(found) == 1 or token.lower_ != "one" else ()

    def _apposed(self, token: Token) -> tuple[Actor, ...]:
        """ "the health minister, Name Surname": the role's noun phrase stands for the person named in apposition."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return ()
        named = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        if not named and is_role(token.lemma_.casefold()):
            inner = [o for c in token.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
            named = [c for o in inner for c in o.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        people = [p for c in named for t in (c, *conjuncts(c)) if (p := self._persons.of(t)) is not None]
        if len(people) > 1:
            return tuple(people)
        if not people and (bodies := self._apposed_bodies(token, named)):
            return bodies
        for person in people:
            role = role_phrase(token)
            state = person.state or self._institutions.state_near(token)
            self._persons.learn(person.name, role, state)
            return (replace(person, role=person.role or role, state=state),)
        return ()

    def _apposed_bodies(self, token: Token, named: list[Token]) -> tuple[Actor, ...]:
        """ "A sixth group, the Sons of the Vale": the name is whom the noun stands for."""
        low = token.lemma_.casefold()
        if token.pos_ != "NOUN" or low not in listed("sides", "members") | listed("sides", "fighters"):
            return ()
        if len(named) != 1 or not any(t.text == "," for t in self._doc[token.i + 1 : named[0].left_edge.i]):
            return ()
        heads = [named[0], *conjuncts(named[0])]
        if (len(heads) > 1) != (token.tag_ in ("NNS", "NNPS")):
            return ()
        found = [self.of(t) for t in heads]
        return distinct(a for f in found for a in f) if all(found) else ()

    def _pronoun(self, token: Token) -> tuple[Actor, ...]:
        lower = token.lower_
        if lower in HE:
            return self._before.recent(token.i, "person")
        if lower in IT:
            return () if self._thing_before(token) else self._before.recent(token.i, "single")
        if lower not in THEY:
            return ()
        if lower in ("both", "each", "neither"):
            if token.dep_ in ("det", "preconj", "predet", "advmod"):
                return ()
            plural = self._before.recent(token.i, "plural")
            if lower == "both" and len(plural) != 2:
                plural = self._companies.latest(token.i, 2)
            return plural or self._before.last_two(token.i) or self._before.sides()
        return self._before.recent(token.i, "plural") or self._before.sides()

    def _thing_before(self, token: Token) -> bool:
        """ "The call marked a change, but it also showed ...": "it" is the call, no actor."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.dep_ != "conj":
            return False
        subject = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return subject is not None and subject.pos_ == "NOUN" and not self.of(subject)


def _pointing_back(token: Token) -> bool:
    """ "The groups", "all these groups": a plural with nothing that tells which."""
    about = [c for c in token.children if c.dep_ not in ("punct", "case", "relcl")]
    marks = {c.lower_ for c in about}
    return token.tag_ == "NNS" and bool(marks) and marks <= {"the", "these", "those", "all"}


def _quoted(doc: Doc) -> frozenset[int]:
    """Tokens inside quotation marks."""
    spans = [doc.expanded(q.start, q.end) for q in quotations(doc.text)]
    return frozenset(t.i for s in spans if s is not None for t in s)
