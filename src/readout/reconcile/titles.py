"""The roles that reports give to people, and where they give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readout.model import Actor, Span
from readout.reconcile.actors import Identities, name_words
from readout.reconcile.items import Item, actors, around
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import plain, tokens

_FORMER = re.compile(r"\b(?:former|formerly|ex|late|one-time|erstwhile|deposed|ousted)\b")
_OFFICES = frozenset(word_lists().offices)
_LESSER = frozenset(word_lists().lesser)
_PORTFOLIOS = frozenset(word_lists().portfolios)
_OWNED = re.compile(r"\b(president|premier|minister|chancellor)['’]s\b")
_PARTS = re.compile(r"[;,]| and ")
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Title:
    """A role that one report gives a person.

    Attributes:
        heads: the office nouns of the role ("minister", "negotiator").
        office: ``president`` or ``prime minister`` when the role names that of a state, else None.
        former: the report says that it is past.
        spans: where the report says so, at most six places.
    """

    item: Item
    actor: Actor
    person: str
    role: str
    heads: frozenset[str]
    office: str | None
    former: bool
    spans: tuple[Span, ...]

    @property
    def portfolios(self) -> frozenset[str]:
        """The portfolios that the role names ("foreign")."""
        return frozenset(tokens(self.role)) & _PORTFOLIOS


def titles(items: Sequence[Item], who: Identities) -> list[Title]:
    """Every distinct role of every person, once a report."""
    found: dict[tuple[str, str, bool, frozenset[str]], Title] = {}
    for item in items:
        for actor in actors(item.record):
            person = who.person(actor) or _unknown(item, actor)
            for role in _PARTS.split(plain(actor.role or "")) if person else ():
                heads = frozenset(tokens(_OWNED.sub("", role))) & _OFFICES
                former = bool(_FORMER.search(role))
                key = (item.report.id, person or "", former, heads)
                if heads and key not in found:
                    spans = _spans(item.report.text, actor, role)
                    if spans:
                        office = _office(role, heads, actor)
                        found[key] = Title(item, actor, key[1], role, heads, office, former, spans)
    return list(found.values())


def _unknown(item: Item, actor: Actor) -> str | None:
    """A key for somebody whom only the text names."""
    return None if item.recorded else f"{' '.join(name_words(actor.name))}|{actor.state or ''}"


def _office(role: str, heads: frozenset[str], actor: Actor) -> str | None:
    """The office of head of state or of government, for the two kinds that reference data holds."""
    words = set(tokens(_OWNED.sub("", role)))
    if not actor.state or words & _LESSER or heads - {"president", "minister", "premier", "chancellor", "taoiseach"}:
        return None
    if "president" in heads:
        return "president"
    government = {"prime", "minister"} <= words or heads & {"premier", "chancellor", "taoiseach"}
    return "prime minister" if government else None


def _spans(text: str, actor: Actor, role: str) -> tuple[Span, ...]:
    """Stretches that hold a name of the person and, just before or after it, every word of an office in the role."""
    last = actor.name.split()[-1] if actor.name.split() else ""
    wanted = {w for w in tokens(role) if w in _OFFICES or _FORMER.fullmatch(w)}
    found = []
    for match in re.finditer(rf"\b{re.escape(last)}\b", text):
        sentence = around(text, Span(match.start(), match.end()))
        before = Span(max(sentence.start, match.start() - 60), match.end())
        after = Span(match.start(), min(sentence.end, max(match.end(), match.end() + 60)))
        for piece in (before, after):
            if wanted <= set(tokens(piece.of(text))):
                found.append(_tight(text, piece, wanted))
                break
        if len(found) == _PLACES:
            break
    return tuple(found)


def _tight(text: str, piece: Span, wanted: set[str]) -> Span:
    """``piece`` cut to the words from the first of the role or the name to the last of them."""
    words = list(re.finditer(r"[^\W\d_]+", piece.of(text)))
    if plain(words[-1].group()) in wanted or not wanted:
        return piece
    if piece.start + words[-1].end() == piece.end:  # the name stands last: begin a word or two before the role
        at = next((i for i, w in enumerate(words) if plain(w.group()) in wanted), 0)
        return Span(piece.start + words[max(0, at - 1)].start(), piece.end)
    at = max(i for i, w in enumerate(words) if plain(w.group()) in wanted)
    return Span(piece.start, piece.start + words[at].end())
