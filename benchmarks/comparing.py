"""When a field that was coded agrees with the gold one, by the sort of field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

KEYS: dict[str, dict[str, str]] = {
    "agreement": {"parties": "actors", "measure": "codes", "factuality": "factuality"},
    "proposal": {"proposer": "actors", "measure": "codes"},
    "position": {"holder": "actors", "stance": "stance"},
    "condition": {"holder": "actors", "measure": "codes"},
    "talks": {"participants": "actors", "status": "same"},
    "incident": {"attacker": "actors", "target_class": "codes"},
    "statement": {"speaker": "actors"},
    "figure": {"value": "number"},
    "event": {"source": "actors", "target": "actors", "plover": "same"},
}
"""The fields of each kind that make a record right, and the sort of each."""

FURTHER: dict[str, dict[str, str]] = {
    "agreement": {"status": "same", "terms.duration": "number", "terms.prohibits": "codes"},
    "proposal": {"addressees": "actors", "terms.duration": "number"},
    "position": {"measure": "codes", "toward": "actors"},
    "condition": {"addressees": "actors", "condition_of": "codes"},
    "talks": {"format": "same", "where": "places", "when": "date"},
    "incident": {"target": "actors", "means": "codes", "where": "places", "when": "date", "outcome": "same"},
    "statement": {"mode": "same", "quote": "words"},
    "figure": {"unit": "words"},
    "event": {},
}
"""Fields that do not make a record right, but choose between two that could stand for the same gold record."""

_SIDE = {"accept": 1, "support": 1, "open": 1, "conditional": 0, "doubt": 0, "criticise": -1, "reject": -1}
_TITLES = frozenset(
    ["the", "a", "of", "and", "president", "minister", "prime", "chancellor", "former", "mr", "sir", "us"]
)
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def agrees(sort: str, gold: Any, coded: Any) -> bool | None:
    """Whether a coded value agrees with the gold one; None where gold has no value, so that nothing is to be compared.

    Actors are the exception: where gold names nobody, nobody coded agrees.

    Args:
        sort: ``actors`` (half of each side has its like on the other), ``codes`` (one in common), ``stance`` (for,
            between or against), ``number``, ``date`` (one in common), ``words`` (half of all words in common),
            ``places`` (a word in common), ``factuality`` (fact where nothing is said) or ``same``.
    """
    if sort == "factuality":
        return bool((gold or "fact") == (coded or "fact"))
    if not several(gold):
        return True if sort == "actors" and not several(coded) else None
    return _SORTS[sort](gold, coded)


def several(value: Any) -> list[Any]:
    """A value as a list: nothing as none, one as one."""
    if value is None or value == "" or value == []:
        return []
    return value if isinstance(value, list) else [value]


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """The value at a path like ``terms.duration``; None where there is none."""
    value: Any = record
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _same(gold: Any, coded: Any) -> bool:
    return bool(gold == coded)


def _stance(gold: Any, coded: Any) -> bool:
    return gold in _SIDE and _SIDE.get(gold) == _SIDE.get(coded)


def _codes(gold: Any, coded: Any) -> bool:
    return not set(several(gold)).isdisjoint(several(coded))


def _number(gold: Any, coded: Any) -> bool:
    try:
        wanted, got = float(gold), float(coded)
    except (TypeError, ValueError):
        return False
    return abs(wanted - got) <= 1e-6 * max(1.0, abs(wanted))


def _date(gold: Any, coded: Any) -> bool:
    return not _days(gold).isdisjoint(_days(coded))


def _days(value: Any) -> set[str]:
    return set(_DAY.findall(json.dumps(value) if isinstance(value, dict | list) else str(value)))


def _words(gold: Any, coded: Any) -> bool:
    one, two = _content_words(gold), _content_words(coded)
    return bool(one) and 2 * len(one & two) >= len(one | two)


def _places(gold: Any, coded: Any) -> bool:
    named = [_content_words(_name(p)) for p in several(coded)]
    return any(_content_words(_name(g)) & n for g in several(gold) for n in named)


def _actors(gold: Any, coded: Any) -> bool:
    one, two = several(gold), several(coded)
    if not two:
        return False
    met = sum(any(_same_actor(a, b) for b in two) for a in one)
    meeting = sum(any(_same_actor(a, b) for a in one) for b in two)
    return 2 * met >= len(one) and 2 * meeting >= len(two)


def _same_actor(one: Any, two: Any) -> bool:
    """Of one state, or one name is part of the other."""
    if isinstance(one, Mapping) and isinstance(two, Mapping) and one.get("state") and one["state"] == two.get("state"):
        return True
    left, right = _content_words(_name(one)), _content_words(_name(two))
    return bool(left and right) and (left <= right or right <= left)


def _name(actor: Any) -> str:
    return actor if isinstance(actor, str) else actor.get("name") or ""


def _content_words(text: Any) -> set[str]:
    return set(re.findall(r"\w+", str(text).casefold().replace("'s", ""))) - _TITLES


_SORTS: dict[str, Callable[[Any, Any], bool]] = {
    "same": _same,
    "stance": _stance,
    "codes": _codes,
    "number": _number,
    "date": _date,
    "words": _words,
    "places": _places,
    "actors": _actors,
}
