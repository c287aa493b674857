"""Which body a name stands for: international organisations, blocs, non-governmental organisations, armed groups.

The data are `data/bodies.tsv` and `data/armed_groups.tsv`. No body has a state (codebook, section 7): "European allies"
and the alliance's name stand for no single government, and an armed group for none at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from readout.linking.spelling import bare, plain, unaccented
from readout.linking.tables import rows
from readout.model.actor import ActorType


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A body that words stand for.

    Attributes:
        name: its usual full name in English.
        type: igo, bloc, ngo, armed_group or media.
        country: for an armed group, ISO 3166-1 alpha-3 of the country it mainly fights in: a hint for telling
            groups of one abbreviation apart, never the state of the actor.
    """

    name: str
    type: ActorType
    country: str | None = None


_MEMBERS = re.compile(
    r"^(?:the\s+|some\s+|many\s+|several\s+|most\s+|key\s+|major\s+|other\s+|its\s+|their\s+)*"
    r"(?:\w+['\u2019]s?\s+)?"
    r"(european|western|nato|eu|gulf|arab|african|g7|g20|brics|asean|nordic|baltic|regional|international|foreign|allied)\s+"
    r"(?:and\s+\w+\s+)?"
    r"(allies|partners|countries|states|nations|powers|capitals|governments|leaders|members|member states|donors|"
    r"backers|mediators)$",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(?:news agency|news agencies|state media|state television|state tv|local media|national media|state radio|"
    r"public broadcaster|state broadcaster|newspapers?|broadcasters?|news websites?|news outlets?|media outlets?|"
    r"television channels?|tv channels?|press agency|media reports?|press reports?|media|press)$",
    re.IGNORECASE,
)


def body_of(words: str, *, countries: frozenset[str] = frozenset()) -> BodyMatch | None:
    """The body that ``words`` stand for, or None.

    ``countries`` are those in play: they decide between groups that share an abbreviation. A group of members that has
    no name of its own ("several NATO allies") is a bloc under its own words; general words for news media are media.
    """
    straight = plain(words)
    found = _index().get(straight) or _index().get(bare(straight)) or ()
    if not found and straight.isupper() and len(straight) > 4:
        found = _upper().get(bare(straight), ())
    if found:
        return next((match for match in found if match.country in countries), found[0])
    if _MEMBERS.match(straight):
        return BodyMatch(bare(straight), "bloc")
    if _MEDIA.search(bare(straight)):
        return BodyMatch(bare(straight), "media")
    return None


def body_words() -> frozenset[str]:
    """Every spelling of a named body, without article, for a matcher."""
    return frozenset(_index())


@cache
def _index() -> dict[str, tuple[BodyMatch, ...]]:
    index: dict[str, tuple[BodyMatch, ...]] = {}
    for spelling, match in _claims():
        for form in {spelling, unaccented(spelling)}:
            others = index.get(form, ())
            index[form] = others if match in others else (*others, match)
    return index


@cache
def _upper() -> dict[str, tuple[BodyMatch, ...]]:
    index: dict[str, tuple[BodyMatch, ...]] = {}
    for spelling, matches in _index().items():
        index.setdefault(spelling.upper(), matches)
    return index


def _claims() -> list[tuple[str, BodyMatch]]:
    claims: list[tuple[str, BodyMatch]] = []
    for row in rows("bodies.tsv"):
        match = BodyMatch(row["name"], cast(ActorType, row["type"]))
        claims += [(spelling, match) for spelling in _spellings(row)]
    for row in rows("armed_groups.tsv"):
        match = BodyMatch(row["name"], "armed_group", row["state"] or None)
        claims += [(spelling, match) for spelling in _spellings(row)]
    return claims


def _spellings(row: dict[str, str]) -> list[str]:
    return [bare(row["name"]), *(n for n in row["names"].split("|") if n)]
