"""The state that a report is of: its office's own, else the one that its names and places mostly belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from readout.coding.actors import names_water, state_code, state_names
from readout.coding.noun_phrases import located, of_other_name, venue
from readout.linking.bodies import body_of, body_words
from readout.linking.offices import HIGHEST, load
from readout.linking.places import PlaceCandidate, find
from readout.linking.spelling import folded, plain
from readout.linking.states import state_of

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

_OFFICIAL = re.compile(
    r"\b(?:press (?:office|service|bureau|desk|department|unit)|offices?|ministry|information|government|presiden\w+"
    r"|department|embassy|secretariat|spokes\w+|cabinet|command|staff|committee|council|palace|commission|mission"
    r"|delegation|affairs|republic|state|executive|parliament|armed forces|army|police|defen[cs]e"
    r"|media (?:office|unit))\b",
    re.IGNORECASE,
)
"""Words in the names of offices that speak for a state or a body, and in few names of newspapers."""
_NAMED_IN_OUTLET = re.compile(r"[A-Z][\w'’.]+(?:\s[A-Z][\w'’.]+)*")

_DIRECTION = re.compile(r"(?:the )?(?:(?:north|south|east|west|central)(?:ern)?[- ]?)+", re.IGNORECASE)
_TOWN = 100_000
"""People from which a town alone tells the country of a report; of smaller ones it takes two, since any name is also
some village's somewhere."""


def home_state(doc: Doc, sents: Sequence[Span], outlet: str | None) -> str | None:
    """The outlet's state where its name holds one, else the state that most names in the report belong to.

    Args:
        sents: the sentences of the body; a dateline tells where a report was written, not of what state it is.
    """
    if official := official_state(outlet):
        return official
    entities = [e for e in doc.ents if any(s.start <= e.start < s.end for s in sents)]
    counts = _told(sents) + _fighting(sents) + _governing(entities)
    villages: dict[str, set[str]] = {}
    for entity in entities:
        place = _place(doc, entity) if entity.label_ in ("GPE", "LOC", "FAC") else None
        if place is None or place.country is None:
            continue
        large = place.exact and (place.kind != "city" or place.population >= _TOWN)
        if large or place.country in counts:
            counts[place.country] += 4
        elif place.exact and place.population >= _TOWN / 10:
            villages.setdefault(place.country, set()).add(entity.text)
    counts.update({code: 2 * len(names) for code, names in villages.items() if len(names) > 1})
    return max(counts, key=lambda code: counts[code]) if counts.total() else None


def _told(sents: Sequence[Span]) -> Counter[str]:
    """Names of states; those of places of meetings count for nothing, adjectives and "in ..." for less."""
    counts: Counter[str] = Counter()
    for sent in sents:
        for code, last in state_names(list(sent)):
            weight = 1 if located(last) or last.dep_ == "amod" else 2
            counts[code] += 0 if located(last) and venue(last) else weight
    return counts


def _fighting(sents: Sequence[Span]) -> Counter[str]:
    """The states that armed groups fight in, once a group."""
    known = body_words()
    names = {name for s in sents for name in _runs(list(s)) if plain(name) in known}
    groups = {match.name: match for name in names if (match := body_of(name)) and match.type == "armed_group"}
    return Counter({code: 3 * n for code, n in Counter(m.country for m in groups.values() if m.country).items()})


def _runs(tokens: list[Token]) -> Iterator[str]:
    """Runs of at most six words that begin and end with a capital."""
    for at, token in enumerate(tokens):
        for end in range(at + 1, min(at + 7, len(tokens) + 1)):
            if token.text[:1].isupper() and tokens[end - 1].text[:1].isupper():
                yield "".join(t.text + t.whitespace_ for t in tokens[at:end]).strip()


def _governing(entities: Sequence[Span]) -> Counter[str]:
    """The states that persons named in full have governed, once a person."""
    people = {e.text for e in entities if e.label_ == "PERSON"}
    governed = (_rulers().get(folded(name), frozenset()) for name in people if " " in name)
    return Counter({code: 2 * n for code, n in Counter(c for held in governed if len(held) == 1 for c in held).items()})


@cache
def _rulers() -> dict[str, frozenset[str]]:
    """The states of heads of state and of government by their full names, folded; spelt as the table has them."""
    found: dict[str, set[str]] = {}
    for holder in load().rows:
        if holder.office in HIGHEST:
            found.setdefault(folded(holder.name), set()).add(holder.state)
    return {name: frozenset(states) for name, states in found.items()}


def official_state(outlet: str | None) -> str | None:
    """The state that an outlet's name holds ("Press Service, Capital"); None when it holds none or is no office's name.

    A newspaper may bear the name of any capital, of its own country or of none.
    """
    if not _OFFICIAL.search(outlet or ""):
        return None
    for words in _NAMED_IN_OUTLET.findall(outlet or ""):
        for name in (words, *words.split()):
            if match := state_of(name):
                return match.code
    return None


def _place(doc: Doc, entity: Span) -> PlaceCandidate | None:
    common = entity.start > 0 and doc[entity.start - 1].lower_ == "the" and len(entity) == 1  # "the Coast"
    common = common or bool(_DIRECTION.fullmatch(entity.text))
    return next(iter(find(entity.text)), None) if not common and state_of(entity.text) is None else None


def state_told(doc: Doc, token: Token) -> str | None:
    """The state whose name ends with a token, of one word or of several ("Papua New Guinea")."""
    for size in (3, 2):
        words = doc[max(0, token.i - size + 1) : token.i + 1]
        if len(words) == size and all(t.text[:1].isupper() for t in words) and (code := state_code(words.text)):
            return code
    return None if of_other_name(token) or names_water(token) else state_code(token.text)
