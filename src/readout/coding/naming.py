"""Names of bodies in one report: fullest forms, short forms, and which names stand for actors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words as listed
from readout.language.frames import conjuncts, first_of_list
from readout.linking.roles import actor_type, is_role
from readout.linking.states import state_of

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

SPEAKING = frozenset(
    """say tell announce claim deny agree accept reject refuse attack fire sign call demand want warn vow pledge
    condemn welcome accuse insist urge propose offer kill seize hold shell launch add declare confirm meet
    withdraw release control""".split()
)
"""Verbs whose subjects act or speak: a name that no table knows is an actor there."""

_POSSESSIVE = re.compile(r"(?:['’]s?)$")
_SPACE = re.compile(r"\s+")
_INSIDE = frozenset("compound amod poss nummod case det punct nmod appos quantmod npadvmod prep pobj conj cc".split())
_ARMED_NEAR = re.compile(
    r"\b(?:rebel|militia|militant|insurgent|guerrilla|paramilitar|armed group|fighter|separatist|faction|movement"
    r"|jihadist)\w*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?P<long>[A-Z][\w’'-]+(?:[ ](?:(?:of|for|and|the|de|la|del)[ ]){0,2}[A-Z][\w’'-]+){1,6})"
    r"[ ]\((?P<short>[A-Z]{2,}[A-Za-z-]{0,6})\)"
)
"""A name and what it is called from then on: "Army of National Salvation (ESN)"."""
_LETTERS = re.compile(r"[A-Z]{2,8}s?(?:[-/][A-Z][A-Za-z]{0,7})*")
_LINKING = frozenset({"the", "de", "la", "al", "el", "-", "'s", "\u2019s"})
_DETERMINERS = re.compile(
    r"^(?:the|a|an|this|that|these|those|one|some|its|his|her|their|our|my|whose|both|all|other)\s+", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def clean_name(words: str) -> str:
    """A noun phrase as a name: no article, quotes, possessive ending or stray spaces."""
    text = _SPACE.sub(" ", words).strip(' \n\t"“”‘,.;:()')
    return _DETERMINERS.sub("", _POSSESSIVE.sub("", text))


def initials(words: str) -> str:
    """First letters of the capitalised words of a name ("Rapid Response Front": RRF)."""
    return "".join(w[0] for w in re.findall(r"[A-Z][\w’'-]*", words))


def phrase(token: Token) -> str:
    """Words of a noun phrase up to its head, without relative clauses or what is coordinated before it."""
    doc, start = token.doc, token.i
    while start > token.left_edge.i:
        before = doc[start - 1]
        if before.dep_ not in _INSIDE or before.head.i > token.i or before.text in ",;:":
            break
        if before.dep_ in ("appos", "prep", "pobj") or (before.dep_ in ("conj", "cc") and token.pos_ != "NOUN"):
            break
        start -= 1
    return doc[start : token.i + 1].text if start < token.i else token.text


def named_phrase(token: Token) -> str:
    """A noun phrase with the "of ..." part that makes it a name: "the Council of Nine Valleys"."""
    words, end = phrase(token), _tail_end(token)
    if end > token.i + 1:
        words = f"{words} {token.doc[token.i + 1 : end].text}"
    return clean_name(words)


def tail(token: Token) -> Token | None:
    """The last noun of the "of ..." part of a capitalised name ("Guards of the Upper Vale": Vale); None without one."""
    doc, end = token.doc, token.i + 1
    if token.i in doc.names:
        return doc[doc.names[token.i] - 1]
    linked = end < len(doc) and doc[end].lower_ in ("of", "for") and doc[end].head is token
    if not token.text[:1].isupper() or not linked:
        return None
    obj = next((c for c in doc[end].children if c.dep_ == "pobj"), None)
    if obj is None:
        return None
    bracket = next((t for t in doc[end + 1 : obj.i] if t.text == "("), None)
    obj = doc[bracket.i - 1] if bracket is not None else obj  # "of the Vale (AV)", read as one noun
    if not obj.text[:1].isupper() or not 0 < obj.i - end <= 5 or obj.ent_type_ in ("DATE", "TIME"):
        return None
    if any(not t.text[:1].isupper() and t.lower_ not in _LINKING for t in doc[end + 1 : obj.i]):
        return None
    return tail(obj) or obj


def _tail_end(token: Token) -> int:
    last = tail(token)
    return token.i + 1 if last is None else last.i + 1


def role_phrase(token: Token) -> str:
    """A role as the report gives it, with its "of ..." part: "the health minister of the region"."""
    end = token.i + 1
    for child in token.children:
        near = child.i == end and child.right_edge.i - token.i < 8
        if child.dep_ == "prep" and child.lower_ in ("of", "to", "for", "in") and near:
            end = child.right_edge.i + 1
    return clean_name(token.doc[token.left_edge.i : end].text.split(",")[0])


def _named_by(words: str, short: str) -> str:
    """The part of capitalised words that a short form stands for: not "Northland and" before the front's own name."""
    starts = [m.start() for m in re.finditer(r"\b[A-Z]", words)]
    fitting = [words[s:] for s in starts if initials(words[s:]) == short]
    return clean_name(fitting[0] if fitting else words.rsplit(" and the ", 1)[-1])


class Naming:
    """The names of bodies in one report."""

    def __init__(self, doc: Doc, sents: list[Span]) -> None:
        self._doc = doc
        self._long: dict[str, str] = {}
        self._agents: set[str] = set()
        self._armed: set[str] = set()
        self._collect(sents)

    def full(self, words: str) -> str:
        """The fullest form of a body's name: an abbreviation stands for the name that it was made of."""
        return self._long.get(words, words)

    def group(self, words: str) -> str | None:
        """The fullest form of an armed group's name; None for words that name none."""
        full = self.full(words)
        return full if full != words or full in self._armed else None

    def armed(self, name: str) -> bool:
        """True when the report calls the body rebels, a militia, fighters or the like."""
        return name in self._armed

    def is_actor_name(self, token: Token, full: str) -> bool:
        """True when an unknown proper name stands where actors stand, or did so before in the report."""
        if full in self._agents:
            return True
        return token.ent_type_ in ("ORG", "NORP") and token.dep_ in ("nsubj", "poss", "agent")

    def _collect(self, sents: list[Span]) -> None:
        names: dict[str, str] = {}
        every: set[str] = set()
        for token in (t for s in sents for t in s if t.pos_ == "PROPN" and t.dep_ != "compound"):
            words = named_phrase(token)
            every |= {words} if " " in words else set()
            if " " in words and len(initials(words)) >= 2:
                names.setdefault(initials(words), words)
            first = first_of_list(token)
            acts = _acting_verb(first) in SPEAKING
            if (acts or _among_bodies(first) or _explains_body(first)) and token.ent_type_ not in ("DATE", "TIME"):
                self._agents.add(words)
            sent = token.sent
            window = self._doc[max(sent.start, token.left_edge.i - 3) : min(sent.end, token.i + 3)].text
            if _ARMED_NEAR.search(window):
                self._armed.add(words)
        for short, long in self._explained():
            self._long[short] = long
            self._agents |= {long} if short in self._agents or long in self._agents else set()
            kind = actor_type(long.casefold().rsplit(" ", 1)[-1], long)
            self._agents |= {long} if kind not in (None, "person") else set()
            self._armed |= {long} if short in self._armed or kind == "armed_group" else set()
        written = {t.text for s in sents for t in s}
        for short, long in names.items():
            if short in written and short not in self._long:
                self._long[short] = long
                self._agents |= {long} if short in self._agents or long in self._agents else set()
        self._agents |= {self._long.get(a, a) for a in set(self._agents)}
        self._agents |= {n for n in every if n.rsplit(" ", 1)[-1] in self._agents}  # "the Brotherhood" acts later

    def _explained(self) -> Iterator[tuple[str, str]]:
        """Short forms in brackets with the names that they stand for."""
        for found in _BRACKETED.finditer(self._doc.text):
            yield found["short"], _named_by(found["long"], found["short"])
        for head, end in self._doc.names.items():  # names with linking words, which the pattern may cut
            long = named_phrase(self._doc[head])
            yield self._doc[end + 1].text, long
            cut = re.split(r" (?:and|in|on|to) ", long)[0]
            if " " in cut and cut != long:
                yield cut, long


def _acting_verb(token: Token) -> str | None:
    """The verb whose doer a noun is: "A said", "signed by A"; None for none."""
    if token.dep_ in ("nsubj", "agent"):
        return token.head.lemma_.casefold()
    by = token.head
    return by.head.lemma_.casefold() if token.dep_ == "pobj" and by.dep_ == "agent" else None


def _among_bodies(first: Token) -> bool:
    """True for three or more names of which most are short forms, or that are all full and one has a body's noun."""
    names = [t for t in (first, *conjuncts(first)) if t.text[:1].isupper()]
    kinds = [actor_type(t.lower_.removesuffix("s"), t.lower_.removesuffix("s")) for t in names]
    bodies = sum(k is not None and k != "person" for k in kinds)
    short = sum(_short_form(t) for t in names)
    full = all(" " in named_phrase(t) for t in names)
    return len(names) > 2 and (2 * bodies > len(names) or 2 * short > len(names) or (full and bodies > 0))


def _short_form(token: Token) -> bool:
    """ "FLA", "FLA-R", "FLA/ALN": letters of a name."""
    return _LETTERS.fullmatch(named_phrase(token)) is not None and not state_of(token.text)


def _explains_body(first: Token) -> bool:
    """True for the names in "a sixth group, the Sons of the Vale" and "two groups, A and B"."""
    noun = first.head
    if first.dep_ != "appos" or noun.pos_ != "NOUN" or noun.i > first.i or first.ent_type_ == "PERSON":
        return False
    low = noun.lemma_.casefold()
    return low in listed("sides", "members") and actor_type(low, low) not in ("person", "government")


def names_other_body(token: Token, persons: frozenset[int]) -> bool:
    """True when a noun phrase carries a capitalised modifier that is no state ("a Front spokesman").

    Args:
        persons: tokens that name persons, which do not count.
    """
    for child in token.children:
        modifies = child.dep_ in ("compound", "amod", "nmod", "poss") and child.text[:1].isupper()
        if not modifies or child.i in persons or child.i == child.sent.start:
            continue
        if not state_of(child.text) and not is_role(child.text.casefold()):
            return True
    return False
