"""Titles and nouns of office, and nouns for collective actors: language, never a person.

The data are `data/roles.tsv` (titles with rank) and `data/groups.tsv` (nouns with actor type).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from readout.linking.spelling import bare, plain
from readout.linking.tables import rows
from readout.model.actor import ActorType

_LINKS = frozenset({"of", "for", "to", "at", "in", "on", "with", "from", "under", "and", "who", "whose", ","})
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "onetime", "one-time", "late", "outgoing", "then"})
_TOKEN = re.compile(r"[^\s,]+|,")
_IRREGULAR = {
    "men": "man", "women": "woman", "people": "people", "forces": "force", "chiefs": "chief", "police": "police",
    "staff": "staff", "authorities": "authorities", "allies": "allies", "media": "media", "armies": "army",
    "navies": "navy", "countries": "country", "parties": "party", "ministries": "ministry", "families": "family",
    "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "gunmen": "gunman", "militiamen": "militiaman",
    "attorneys": "attorney", "secretaries": "secretary", "witnesses": "witness", "congress": "congress",
    "children": "child", "proxies": "proxies", "emissaries": "emissary", "judges": "judge", "agencies": "agency",
    "charities": "charity", "mercenaries": "mercenary", "deputies": "deputy", "embassies": "embassy",
    "insurgencies": "insurgency", "policemen": "policeman", "servicemen": "serviceman", "powers": "power",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A title or noun of office found in words.

    Attributes:
        title: as the data have it ("foreign minister").
        type: what an unnamed holder is as an actor.
        rank: 1 head of state or government, 2 minister or head of a body, 3 official, 4 everybody else.
        former: True when the words say that the office is past ("former US president").
        plural: True for several holders ("officials").
    """

    title: str
    type: ActorType
    rank: int
    former: bool = False
    plural: bool = False


@lru_cache(maxsize=8192)
def role_of(words: str) -> Role | None:
    """The role that a noun phrase names: its last title before any "of", "for", "to" or comma. None when there is none.

    Titles that have such a word themselves ("secretary of state") are found whole. "Deputy", "acting" and adjectives
    before the title are allowed; words after it that belong to no link ("President X") mean that it is no role alone.
    """
    tokens = _TOKEN.findall(re.sub(r"\bex-", "ex ", bare(plain(words)).casefold()))
    titles = _titles()
    for start in range(len(tokens)):
        if tokens[start] in _LINKS:
            return None
        for end in range(min(len(tokens), start + _longest()), start, -1):
            if end < len(tokens) and tokens[end] not in _LINKS:
                continue
            known, plural = _known(tokens[start:end], titles)
            if known is not None:
                former = not _FORMER.isdisjoint(tokens[:start])
                return Role(known.title, known.type, known.rank, former, plural)
    return None


def is_role(words: str) -> bool:
    """True when ``words`` name an office or a kind of person ("former US Secretary of State", "officials")."""
    return role_of(words) is not None


def role_type(words: str) -> ActorType | None:
    """The actor type of an unnamed holder of the role: several officials of a state are their government."""
    role = role_of(words)
    if role is None:
        return None
    if role.plural:
        return _group_type(tuple(_TOKEN.findall(bare(plain(words)).casefold()))) or role.type
    return role.type


def split_role(words: str) -> tuple[str | None, str]:
    """A title in front of a name taken off: "US Secretary of State Jane Doe" gives both parts.

    Returns ``(None, words)`` when no title stands in front or no capitalised name follows.
    """
    tokens = plain(words).split(" ")
    for end in range(len(tokens) - 1, 0, -1):
        follows = tokens[end]
        if follows[:1].isupper() and is_role(" ".join(tokens[:end])) and tokens[end - 1].casefold() not in _LINKS:
            head = role_of(" ".join(tokens[:end]))
            if head is not None and " ".join(tokens[:end]).casefold().endswith(head.title.split(" ")[-1]):
                return " ".join(tokens[:end]), " ".join(tokens[end:])
    return None, words


@lru_cache(maxsize=8192)
def actor_type(head_noun_lemma: str, words: str) -> ActorType | None:
    """The type of an unnamed actor, from its noun phrase and the lemma of its head; None when neither is known.

    The longest known phrase that ends the head part of ``words`` decides ("defence ministry" before "ministry"), then
    one unnamed holder of an office, then the lemma alone.
    """
    tokens = tuple(_TOKEN.findall(bare(plain(words)).casefold()))
    role = role_of(words)
    if role is not None and not role.plural:
        return role.type
    return _group_type(tokens) or (role.type if role else None) or _nouns().get(head_noun_lemma.casefold())


def _group_type(tokens: tuple[str, ...]) -> ActorType | None:
    nouns = _nouns()
    for end in _ends(tokens):
        for start in range(max(0, end - 4), end):
            found = next((nouns[f] for f in _forms(tokens[start:end]) if f in nouns), None)
            if found is not None:
                return found
    return None


def _ends(tokens: tuple[str, ...]) -> list[int]:
    """Where the head of a noun phrase may end: before its first link; whole first, for "ministry of defence"."""
    first = next((i for i, t in enumerate(tokens) if i and t in _LINKS), len(tokens))
    return [len(tokens), first] if first + 3 >= len(tokens) > first else [first]


def _forms(tokens: tuple[str, ...] | list[str]) -> list[str]:
    """A phrase as it stands and in the singular of its last or its first word ("ministers of state")."""
    as_is = " ".join(tokens)
    last = " ".join([*tokens[:-1], _singular(tokens[-1])])
    first = " ".join([_singular(tokens[0]), *tokens[1:]])
    return list(dict.fromkeys((as_is, last, first)))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _known(tokens: list[str], titles: dict[str, Role]) -> tuple[Role | None, bool]:
    for form in _forms(tokens):
        if form in titles:
            return titles[form], form != " ".join(tokens)
    return None, False


@cache
def _titles() -> dict[str, Role]:
    titles: dict[str, Role] = {}
    for row in rows("roles.tsv"):
        for title in row["titles"].split("|"):
            titles.setdefault(title, Role(title, cast(ActorType, row["type"]), int(row["rank"])))
    return titles


@cache
def _longest() -> int:
    return max(len(title.split()) for title in _titles())


@cache
def _nouns() -> dict[str, ActorType]:
    nouns: dict[str, ActorType] = {}
    for row in rows("groups.tsv"):
        for noun in row["nouns"].split("|"):
            nouns.setdefault(noun, cast(ActorType, row["type"]))
    return nouns
