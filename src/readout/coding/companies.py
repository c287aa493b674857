"""Those whom a report lists together, and words that stand for all of them: "the groups", "the four", "each side"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words as listed
from readout.coding.actors import distinct, identity
from readout.coding.naming import clean_name, named_phrase
from readout.coding.noun_phrases import by_modifiers
from readout.language.frames import conjuncts, first_of_list, is_negated
from readout.language.quantities import number
from readout.linking.roles import actor_type
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

_AT = frozenset({"in", "at", "near", "from", "to", "on", "around", "outside", "through"})
_POINTING = frozenset({"the", "these", "those", "all", "both", "each", "either", "neither", "every"})
_ONE_OF_THEM = frozenset({"each", "either", "neither", "every"})
_PAIR = frozenset({"both", "either", "neither"})
_LOOSE = frozenset({"party", "side", "signatory", "participant", "rival", "foe", "contender", "partner", "belligerent"})
"""Nouns for members of any sort, persons too."""
_BOUND = frozenset({"signatory", "party", "participant"})
"""Nouns for those who sign, agree or meet together rather than for any who stand in a list."""
_SET_OFF = frozenset({"-", "\u2013", "\u2014", ":", "--"})
_OPENING = _SET_OFF | {",", "("}
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_TELLING = frozenset({"relcl", "acl", "poss", "nmod"})
_NAMING = frozenset({"attr", "nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "ROOT", "agent", "nmod"})


class Companies:
    """The lists of actors in one report.

    Args:
        of: the actors of a head token.
    """

    def __init__(self, doc: Doc, sents: list[Span], of: Callable[[Token], tuple[Actor, ...]]) -> None:
        self._doc = doc
        self._of = of
        self._sents = sents
        self._lists = [[t, *conjuncts(t)] for s in sents for t in s if _begins(t)]

    def members(self, token: Token) -> tuple[Actor, ...]:
        """All whom a plural or "each ..." stands for, from a list near or before; empty when it points to none."""
        return self.announced(token) or self._members(token)

    def announced(self, token: Token) -> tuple[Actor, ...]:
        """Those whom a counted noun is followed by: "three allied parties, A, B and C"."""
        told = next((c for c in token.children if c.dep_ == "nummod" and c.i < token.i), None)
        size = number(told.lower_) if told is not None else 2 if _both(token) else None
        noun = token.lemma_.casefold()
        first = next((c for c in token.children if c.dep_ in ("appos", "conj") and c.i > token.i), None)
        if size is None or size < 2 or first is None or token.tag_ not in ("NNS", "NNPS"):
            return ()
        if not any(t.text in _OPENING for t in self._doc[token.i + 1 : first.left_edge.i + 1]):
            return ()
        heads = [first, *conjuncts(first)]
        found = self._actors(heads) if len(heads) == size else ()
        return found if len(found) == size and noun not in ("people",) else ()

    def _members(self, token: Token) -> tuple[Actor, ...]:
        noun = _noun(token)
        counted = token.pos_ == "NUM" or token.lower_ in ("three", "four", "five", "six")
        if not counted and noun not in listed("sides", "members"):
            return ()
        about = [c for c in token.children if c.i < token.i]
        marks = {c.lower_ for c in about} & _POINTING
        if not counted and token.tag_ not in ("NNS", "NNPS") and not marks & _ONE_OF_THEM:
            return ()
        if any(c.lower_ in ("other", "more", "some", "no") or c.pos_ == "PROPN" for c in about):
            return ()
        size = _size(token, about, marks, counted=counted)
        wanted = "party" if counted else noun
        if noun == "force" and not size:
            return ()  # "the armed forces"
        if size and size > 1 and (found := self._announced(token, wanted, size)):
            return found
        if not marks or any(c.dep_ in _TELLING or _restricts(c) for c in token.children):
            return ()
        return self._earlier(token.i, wanted, size)

    def others(self, token: Token, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "The other two", "the remaining three groups": a list named before without those who act here.

        Args:
            but: who acts here; not among the others.
        """
        about = [c for c in token.children if c.i < token.i]
        if not {c.lower_ for c in about} & {"other", "others", "remaining"}:
            return ()
        size = _size(token, about, set(), counted=token.pos_ == "NUM")
        apart = {identity(a) for a in but}
        for heads in reversed(self._lists):
            found = self._actors(heads) if heads[-1].i < token.i else ()
            rest = tuple(a for a in found if identity(a) not in apart)
            if rest and len(rest) < len(found) and len(rest) == (size or len(found) - 1):
                return rest
        return ()

    def includes(self, company: tuple[Actor, ...], pair: tuple[Actor, ...]) -> bool:
        """True when the two that fight are of the company: mediators in a list are not "the parties" to the war."""
        return {identity(a) for a in pair} <= {identity(a) for a in company}

    @cached_property
    def all_lists(self) -> tuple[frozenset[str], ...]:
        """Identities of those who stand in one list, list by list."""
        return tuple(frozenset(identity(a) for a in self._actors(heads)) for heads in self._lists)

    @cached_property
    def largest(self) -> tuple[Actor, ...]:
        """The longest list of those who sign, agree or meet together; empty when none is longer than two."""
        found = [self._actors(heads) for heads in self._lists]
        found = [f for f in found if len(f) > 2 and frozenset(identity(a) for a in f) in self.joined]
        return max(found, key=len, default=())

    @cached_property
    def joined(self) -> tuple[frozenset[str], ...]:
        """Identities of those who are told to sign, agree or fight together, list by list."""
        verbs, deals = listed("sides", "joining") | listed("sides", "signing"), listed("sides", "opposing")
        found = []
        for heads in self._lists:
            first = _explained(heads[0])
            link = _first_link(first)
            above = link.head if link is not None else first.head
            sent_by = link is not None and link.lower_ == "of" and above.dep_ in ("nsubj", "nsubjpass")
            above = above.head if sent_by else above
            acting = (sent_by or first.dep_ in ("nsubj", "nsubjpass")) and above.lemma_.casefold() in verbs
            acting = acting and not is_negated(above)
            acting = acting or (first.dep_ == "attr" and first.head.lemma_ == "be")  # "the signatories are ..."
            between = link is not None and link.lower_ in ("between", "among", "by", "with")
            if acting or (between and above.lemma_.casefold() in verbs | deals):
                found.append(frozenset(identity(a) for a in self._actors(heads)))
        return tuple(found)

    def _announced(self, token: Token, noun: str, size: int) -> tuple[Actor, ...]:
        """ "Three movements have joined: A, B and C": a list of that length in the sentence or the two after it."""
        if len(found := _fitting(noun, self._set_off(token, noun))) == size:
            return found
        at = next((k for k, s in enumerate(self._sents) if s.start <= token.i < s.end), None)
        if at is None:
            return ()
        end = self._sents[min(at + (2 if size > 2 else 0), len(self._sents) - 1)].end
        for heads in self._lists:
            named = all(t.text[:1].isupper() or _called(t) for t in heads)
            if token.i < heads[0].i < end and len(heads) == size and named:
                found = _fitting(noun, self._actors(heads))
                if len(found) == size:
                    return found
        return ()

    def _set_off(self, token: Token, noun: str) -> tuple[Actor, ...]:
        """The list between dashes or after a colon, item by item as it is written, however it was parsed."""
        sent = token.sent
        marks = [t.i for t in self._doc[token.i : sent.end] if t.text in _SET_OFF and not _inside_word(t)]
        if not marks:
            return ()
        end = next((m for m in marks[1:]), sent.end)
        found: list[Actor] = []
        for start, stop in _items(self._doc[marks[0] + 1 : end]):
            words = clean_name(_BRACKETS.sub("", self._doc[start:stop].text))
            if not words[:1].isupper():
                words = next((clean_name(named_phrase(t)) for t in self._doc[start:stop] if t.text[:1].isupper()), "")
            heads = [t for t in self._doc[start:stop] if t.text[:1].isupper() and named_phrase(t) == words]
            known = self._of(heads[0]) if heads else ()
            if of_groups(token) and any(a.state and a.name == words for a in known):
                known = (Actor(words, None, None, "armed_group"),)  # a militia that bears a country's name
            person = actor_type(noun, noun) == "person"
            found += known or ([Actor(words, None, None, "person" if person else None)] if words else [])
        return distinct(found)

    def latest(self, at: int, size: int, since: int = 0) -> tuple[Actor, ...]:
        """The last list of a length before a token, and not before the token ``since``."""
        return self._earlier(at, "side", size, since)

    def _earlier(self, at: int, noun: str, size: int | None, since: int = 0) -> tuple[Actor, ...]:
        """The longest fitting list before a token, or the last of the length that is told."""
        best: tuple[Actor, ...] = ()
        signed: tuple[Actor, ...] = ()
        for heads in self._lists:
            if heads[-1].i >= at or heads[0].i < since:
                continue
            found = _fitting(noun, self._actors(heads))
            if len(found) > 1 and (len(found) == size if size else len(found) >= len(best)):
                best = found
                signed = found if frozenset(identity(a) for a in found) in self.joined else signed
        best = signed if noun in _BOUND and signed else best
        every = _fitting(noun, self.signers) if not best or (noun in _BOUND and not size) else ()
        enough = len(every) == size or 2 * len(every) >= (size or 2) > 2 if size else len(every) > 2 or noun in _BOUND
        return every if len(every) > max(1, len(best)) and enough else best

    @cached_property
    def signers(self) -> tuple[Actor, ...]:
        """All who are told, in whatever sentence, to have signed or agreed, each once, in the order of the report."""
        verbs = listed("sides", "signing") | {"agree", "sign", "accept", "reach", "join"}
        found: list[Actor] = []
        for verb in (t for s in self._sents for t in s if t.pos_ == "VERB" and t.lemma_.casefold() in verbs):
            if not is_negated(verb):
                found += [a for head in _doers(verb) for t in (head, *conjuncts(head)) for a in self._of(t)]
        bodies = [a for a in found if a.type not in ("person", "igo", "media", "public", "ngo") and _capital(a.name)]
        return distinct(bodies)

    def _actors(self, heads: list[Token]) -> tuple[Actor, ...]:
        each = [self._of(t) for t in heads]
        return distinct(a for actors in each for a in actors) if all(each) else ()


def _inside_word(token: Token) -> bool:
    """The hyphen of "four-day"."""
    return token.text == "-" and not token.whitespace_


def _items(span: Span) -> Iterator[tuple[int, int]]:
    """Token ranges of what commas and "and" part."""
    start = span.start
    for token in span:
        if token.text in (",", ";", ".") or token.lower_ == "and":
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < span.end:
        yield start, span.end


def of_groups(token: Token) -> bool:
    """ "The militias", "the movements": words for armed groups alone, never for states at war."""
    noun = _noun(token)
    return noun == "group" or actor_type(noun, noun) == "armed_group"


def coordinated(token: Token, of: Callable[[Token], tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """The actors of the whole list that a noun stands in; empty when it stands alone."""
    first = first_of_list(token)
    heads = [first, *conjuncts(first)]
    return distinct(a for t in heads for a in of(t)) if len(heads) > 1 else ()


def _doers(verb: Token) -> Iterator[Token]:
    """Subjects of an active verb, whom "by" names of a passive one, and those who are named in apposition to them."""
    for child in verb.children:
        doers = [child] if child.dep_ == "nsubj" else list(child.children) if child.dep_ == "agent" else []
        for doer in doers:
            yield doer
            yield from (c for c in doer.children if c.dep_ == "appos")


def _capital(name: str) -> bool:
    return any(w[:1].isupper() for w in name.split()[-2:])


def _begins(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ not in _NAMING or first_of_list(token) is not token:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _AT:
        return False
    return any(t.text[:1].isupper() for t in _named(token)) and bool(conjuncts(token) or by_modifiers(token))


def _explained(token: Token) -> Token:
    """The plural noun that a list names ("three movements, A, B and C"), else the token."""
    return token.head if token.dep_ == "appos" and token.head.tag_ == "NNS" else token


def _first_link(token: Token) -> Token | None:
    """The preposition that a noun hangs on, the first of "of A and of B"; None without one."""
    link = token.head if token.dep_ == "pobj" else None
    return link.head if link is not None and link.dep_ == "conj" and link.head.lower_ == link.lower_ else link


def _named(token: Token) -> Iterator[Token]:
    for t in (token, *conjuncts(token)):
        yield t
        yield from t.subtree


def _noun(token: Token) -> str:
    """The noun in the singular, "the Allies" too."""
    low = token.lemma_.casefold()
    if token.tag_ != "NNPS":
        return low
    return f"{token.lower_[:-3]}y" if token.lower_.endswith("ies") else token.lower_.removesuffix("s")


def _both(token: Token) -> bool:
    return any(c.lower_ == "both" for c in token.children if c.i < token.i)


def _called(token: Token) -> bool:
    return any(c.dep_ == "acl" and c.lower_ in ("known", "called", "named") for c in token.children)


def _size(token: Token, about: list[Token], marks: set[str], *, counted: bool) -> int | None:
    """How many are spoken of; None when the text does not tell."""
    if marks & _PAIR:
        return 2
    told = token if counted else next((c for c in about if c.dep_ == "nummod"), None)
    value = number(told.lower_) if told is not None else None
    return int(value) if value else None


def _restricts(child: Token) -> bool:
    """ "The groups outside the deal" are not all; "the parties to the accord" are."""
    return child.dep_ == "prep" and child.lower_ not in ("to",)


def _of_the_state(actor: Actor) -> bool:
    """ "The provincial government", "the army": no group, though no state is named."""
    common = actor.name.islower() or actor.name.casefold().endswith("government")
    return actor.type in ("government", "military") and common


def _fitting(noun: str, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of a list whom a noun can stand for; empty when it stands for members of another sort."""
    acting = tuple(a for a in found if a.type not in ("igo", "media"))
    if noun in _LOOSE:
        return acting
    kind = actor_type(noun, noun)
    if kind == "person":
        return acting if all(a.type == "person" for a in acting) else ()
    if any(a.type == "person" for a in acting):
        return ()
    if kind == "public" and not all(noun in a.name.casefold() for a in acting):
        return ()  # "the clans" are no movement and its foes
    if kind == "armed_group" or noun == "group":
        return tuple(a for a in acting if a.state is None and not _of_the_state(a))
    return acting
