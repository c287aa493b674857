"""Who is who across reports: one key for a person, one for the side that somebody belongs to or speaks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from readout.linking.bodies import body_of
from readout.model import Actor
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import plain, tokens

_TITLES = frozenset(word_lists().titles)
_GENERIC = frozenset(word_lists().bodies)
_VOWELS = re.compile(r"(?<=[a-z])(?:iy|yy|ij|yi|ii|iyy|i|j|y)$")
_DOUBLE = re.compile(r"([a-z])\1")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A letter form that usual transcriptions of one name share ("Zelenskyy", "Zelensky")."""
    word = plain(word).replace("kh", "h").replace("q", "k").replace("ph", "f").replace("ou", "u").replace("ee", "i")
    word = _VOWELS.sub("y", word.replace("ck", "k").replace("w", "v"))
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles and initials, in their shared letter form."""
    words = [w for w in tokens(name.replace("-", " ")) if w not in _TITLES and len(w) > 1]
    return tuple(sound(w) for w in words)


@dataclass(frozen=True, slots=True)
class Identities:
    """Keys of the actors of one set of records. Made by ``identities``."""

    people: dict[tuple[tuple[str, ...], str | None], str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, side: str) -> str:
        """What a person calls a side: the code of a state, which pages spell out, or the longest name told of it."""
        return self.names.get(side, side)

    def side(self, actor: Actor) -> str:
        """State code of the actor, else the name of the group, bloc or body: what is a party to a conflict."""
        if actor.state:
            return actor.state
        if actor.type == "person":
            return self.person(actor) or "?"
        return self._body(actor.name)

    def sides(self, actors: Iterable[Actor]) -> frozenset[str]:
        """The sides of several actors."""
        return frozenset(self.side(a) for a in actors) - {"?"}

    def person(self, actor: Actor) -> str | None:
        """Key of a person, the same for every form of the name; None when the actor is no named person."""
        if actor.type not in ("person", None):
            return None
        words = name_words(actor.name)
        return self.people.get((words, actor.state)) if words else None

    def who(self, actor: Actor) -> str:
        """Key of the person where there is one, else of the side."""
        return self.person(actor) or self.side(actor)

    def _body(self, name: str) -> str:
        words = [w for w in tokens(name) if w != "the"]
        if len(words) == 1:
            return self.short.get(words[0], words[0])
        joined = " ".join(words)
        return self.short.get(joined, joined) or "?"


def usual_name(actor: Actor) -> str | None:
    """The name by which the table of bodies has a group or body; None for what it does not know as such."""
    known = body_of(actor.name) if actor.type != "person" and not actor.state else None
    return known.name if known is not None and known.type == actor.type else None


def identities(actors: Iterable[Actor]) -> Identities:
    """Resolves names across reports: full and last names, transcriptions, titles, initials and acronyms.

    A short form joins a longer one only when a single longer one fits it: the same state, or none given.
    """
    forms: set[tuple[tuple[str, ...], str | None]] = set()
    bodies: dict[str, str] = {}
    every = list(actors)
    for actor in every:
        if actor.type in ("person", None):
            words = name_words(actor.name)
            if words:
                forms.add((words, actor.state))
        if not actor.state and actor.type != "person":
            bodies.setdefault(" ".join(w for w in tokens(actor.name) if w != "the"), actor.name)
    found = Identities(_people(forms), _short(bodies))
    for actor in every:
        if not actor.state:
            side = found.side(actor)
            found.names[side] = max(found.names.get(side, ""), actor.name, key=lambda n: (len(n), n))
    return found


def _people(forms: set[tuple[tuple[str, ...], str | None]]) -> dict[tuple[tuple[str, ...], str | None], str]:
    """A form's key is that of the longest form that holds all its words, if one only does."""
    by_word: dict[str, list[tuple[tuple[str, ...], str | None]]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: (-len(f[0]), f[0], f[1] or "")):
        for word in set(form[0]):
            by_word[word].append(form)
    keys: dict[tuple[tuple[str, ...], str | None], str] = {}
    for form in sorted(forms, key=lambda f: (-len(f[0]), f[0], f[1] or "")):
        words, state = form
        wider = {
            keys[other]
            for other in by_word[words[-1]]
            if other in keys
            and set(words) <= set(other[0])
            and (len(words) > 1 or words[0] in (other[0][-1], other[0][0]))
            and (state == other[1] or state is None or other[1] is None)
        }
        last = {k for k in wider if k.split("|")[0].split(" ")[-1] == words[-1]}
        best = wider if len(wider) == 1 else last
        keys[form] = next(iter(best)) if len(best) == 1 else f"{' '.join(words)}|{state or ''}"
    return keys


def _short(bodies: Mapping[str, str]) -> dict[str, str]:
    """Acronyms to the one body whose initials they are; bodies that the table knows as one, and those named with and
    without a common noun ("the Amber movement", "the Ambers"), to one key."""
    initials: dict[str, set[str]] = defaultdict(set)
    cores: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        words = body.split()
        if len(words) > 1:
            initials["".join(w[0] for w in words)].add(body)
            initials["".join(w[0] for w in words if w not in ("of", "and", "for"))].add(body)
        core = " ".join(w for w in words if w not in _GENERIC)
        if core and core != body:
            cores[core].add(body)
    merged = {short: min(full) for short, full in initials.items() if len(full) == 1 and short in bodies}
    for core, full in cores.items():
        short = next((form for form in (core, f"{core}s") if form in bodies), None)
        if short is not None:
            merged.update({body: merged.get(short, short) for body in full})
    known: dict[str, set[str]] = defaultdict(set)
    for body, name in bodies.items():
        if match := body_of(name):
            known[match.name].add(body)
    for names in known.values():
        keys = {merged.get(name, name) for name in names}
        merged.update({name: min(keys) for name in names} if len(keys) > 1 else {})
    return merged
