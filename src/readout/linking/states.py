"""Which state a word stands for: names, adjectives, people, capitals, seats of power, national institutions.

The data are `data/states.tsv` and `data/organs.tsv`, written for Readout; codes are ISO 3166-1 alpha-3, with ISO 3166-3
codes for states that are gone. Look-up is one dictionary access, sensitive to case ("Turkey" is a state, "turkey" is
not), except that words all in capitals ("UKRAINE") are also found, as headlines have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from readout.linking.spelling import bare, plain, unaccented
from readout.linking.tables import rows
from readout.model.actor import ActorType

How = Literal["name", "adjective", "person", "capital", "seat", "organ"]


@dataclass(frozen=True, slots=True)
class StateMatch:
    """A state that words stand for.

    Attributes:
        code: ISO 3166-1 alpha-3 (3166-3 for states that are gone).
        how: what the words are: the state's name, an adjective, its people ("Russians"), its capital, a seat of power
            ("Kremlin"), or a national institution ("Knesset").
        type: what actor the words make when they act or speak; None for an adjective.
    """

    code: str
    how: How
    type: ActorType | None = "government"


@dataclass(frozen=True, slots=True)
class _State:
    name: str
    adjective: str | None
    capital: str | None
    status: str


def state_of(words: str) -> StateMatch | None:
    """The state that ``words`` stand for; a leading "the" and a possessive are ignored. None when there is none."""
    index = _index()
    straight = plain(words)
    found = index.get(straight) or index.get(bare(straight))
    if found is None and straight.isupper() and len(straight) > 3:
        found = _capitals().get(bare(straight))
    return found


def state_words() -> frozenset[str]:
    """Every spelling that ``state_of`` knows (without article or possessive), for a matcher."""
    return frozenset(_index())


def name_of(code: str) -> str:
    """The usual English name of a state.

    Raises:
        KeyError: if the code is not known.
    """
    return _states()[code].name


def adjective_of(code: str) -> str | None:
    """The adjective of a state ("French"), or None when it has none in use. Raises KeyError for an unknown code."""
    return _states()[code].adjective


def capital_of(code: str) -> str | None:
    """The capital of a state (the first where there are several), or None. Raises KeyError for an unknown code."""
    return _states()[code].capital


def codes(*, historical: bool = False) -> tuple[str, ...]:
    """All codes, in the order of their names; states that are gone only when asked for."""
    known = _states()
    return tuple(sorted((c for c, s in known.items() if historical or s.status != "h"), key=lambda c: known[c].name))


@cache
def _states() -> dict[str, _State]:
    return {
        row["code"]: _State(row["name"], _first(row["adjectives"]), _first(row["capitals"]), row["status"])
        for row in rows("states.tsv")
    }


@cache
def _index() -> dict[str, StateMatch]:
    """Spelling to match. A spelling claimed twice goes to the stronger kind of word, then to the earlier row."""
    index: dict[str, StateMatch] = {}
    for spelling, match in sorted(_claims(), key=lambda claim: _RANK[claim[1].how]):
        index.setdefault(spelling, match)
        if not spelling.isascii() and (ascii_form := unaccented(spelling)) not in _TOO_COMMON:
            index.setdefault(ascii_form, match)
    return index


# Capitals that lose their accent to an everyday word.
_TOO_COMMON = frozenset({"Male"})
_RANK: dict[How, int] = {"name": 0, "adjective": 1, "person": 2, "capital": 3, "seat": 4, "organ": 5}


@cache
def _capitals() -> dict[str, StateMatch]:
    index: dict[str, StateMatch] = {}
    for spelling, match in _index().items():
        index.setdefault(spelling.upper(), match)
    return index


def _claims() -> Iterator[tuple[str, StateMatch]]:
    for row in rows("states.tsv"):
        code = row["code"]
        names = _searchable(f"{row['name']}|{row['names']}")
        adjectives = _searchable(row["adjectives"])
        yield from ((bare(n), StateMatch(code, "name")) for n in names)
        yield from ((a, StateMatch(code, "adjective", None)) for a in adjectives)
        people = _searchable(row["people"]) + [f"{a}s" for a in adjectives if a.endswith(("an", "i"))]
        yield from ((p, StateMatch(code, "person", "public")) for p in people)
        yield from ((c, StateMatch(code, "capital")) for c in _searchable(row["capitals"]))
        yield from ((s, StateMatch(code, "seat")) for s in _searchable(row["seats"]))
    for row in rows("organs.tsv"):
        actor = cast(ActorType, row["type"])
        yield from ((n, StateMatch(row["state"], "organ", actor)) for n in _searchable(row["names"]))


def _searchable(cell: str) -> list[str]:
    return [w for w in cell.split("|") if w and not w.startswith("~")]


def _first(cell: str) -> str | None:
    return cell.split("|")[0].lstrip("~") or None
