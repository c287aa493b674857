"""Who stands behind a name: actors of one state are one party in tables; groups and blocs stand by their own name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from pycountry import countries

from readout.model import Actor
from readout.publish.wording import capital, listed
from readout.reconcile.actors import usual_name


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A row of a table of actors.

    Attributes:
        key: ``state:RUS``, or ``name:`` and the folded name.
        name: what a reader sees.
    """

    key: str
    name: str


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English short name (Unicode CLDR) of an ISO 3166-1 alpha-3 code; an unknown code stands for itself."""
    if code == "XKX":  # the user-assigned code of Kosovo, which ISO 3166-1 does not list
        return str(Locale("en").territories["XK"])
    found = countries.get(alpha_3=code)
    return str(Locale("en").territories.get(found.alpha_2, found.name)) if found else code


def party(actor: Actor) -> Party:
    """The party of an actor; a group by its usual name, so that its other names make no other party."""
    if actor.state:
        return Party(f"state:{actor.state}", country_name(actor.state))
    name = re.sub(r"^the\s+", "", actor.name.strip(), flags=re.IGNORECASE)
    if (usual := usual_name(actor)) is not None:
        return Party(f"name:{usual.casefold()}", usual if actor.type == "armed_group" else capital(name))
    return Party(f"name:{name.casefold()}", capital(name))


def parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """The parties of several actors, each once, in order."""
    found: dict[str, Party] = {}
    for one in map(party, actors):
        found.setdefault(one.key, one)
    return tuple(found.values())


def party_names(actors: Iterable[Actor]) -> str:
    """``Russia and Ukraine``; empty when there is nobody."""
    return listed(p.name for p in parties(actors))


def bound_names(actors: Iterable[Actor]) -> str:
    """The names of parties in one order, whichever a report puts first."""
    return listed(p.name for p in sorted(parties(actors), key=lambda p: p.name.casefold()))


def key_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """A key that is equal for the same parties in any order."""
    return tuple(sorted(p.key for p in parties(actors)))


def names(actors: Iterable[Actor]) -> str:
    """The actors' own names: ``Donald Trump and Vladimir Putin``."""
    return listed(a.name for a in actors)


def spoken_for(actors: Iterable[Actor]) -> str:
    """Names with their state where the name does not give it: ``Kremlin (Russia)``."""
    return listed(_with_state(a) for a in actors)


def _with_state(actor: Actor) -> str:
    if not actor.state:
        return actor.name
    country = country_name(actor.state)
    return actor.name if country.casefold() in actor.name.casefold() else f"{actor.name} ({country})"
