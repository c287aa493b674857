"""How two sentences about one thing stand to each other, as named features: alike, unlike, on one side alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from readout.reconcile.clashes import clash
from readout.reconcile.likening import Likeness
from readout.reconcile.lines import Line
from readout.reconcile.moments import apart
from readout.reconcile.traits import Traits
from readout.reconcile.words import likeness

NUMBER = "number"
BY_NUMBER = "beside"
"""The feature of pairs that only their numbers bring together."""
_NEAR_COPY = 0.9
_GROUNDS: dict[str, frozenset[str]] = {
    NUMBER: frozenset({"clash"}),
    "date": frozenset({"unlike date", "unlike hour", "unlike when", "unlike time"}),
    "place": frozenset({"unlike place", "unlike where"}),
    "stance": frozenset({"unlike position.stance", "one favour", "one disfavour", "one denied", "unlike opposite"}),
    "role": frozenset({"unlike office", "unlike holder", "part turned"}),
}
"""By type of dispute what there must be, one at least, for two sentences to be in dispute at all."""
_AGAINST: dict[str, frozenset[str]] = {
    "date": frozenset({"alike time", "alike hour"}),
    "place": frozenset({"alike place"}),
    "quote": frozenset({"other mouth", "quoted in part"}),
    NUMBER: frozenset({"ruled date", "alike counted"}),
}
"""What there must not be."""
_ONE_SORT = ("clash same noun", "clash same sort", "clash same deed", "clash same people", BY_NUMBER)
"""What two numbers must have in common, one at least, to count one thing."""
_READ_GROUNDS: dict[str, frozenset[str]] = {
    NUMBER: frozenset(_ONE_SORT),
    "date": _GROUNDS["date"],
    "quote": frozenset({"both quoted"}),
}
"""What there must be where a reader has read the two: less, since it sees what no feature names."""
_LEAST_ABOUT = {"place": 0.25}
"""How much two sentences must be about one thing for such a dispute."""
_OF_SOMEBODY = frozenset({"stance"})
"""Disputes about somebody whom both sentences must name."""
_SAME_WORDS, _MUCH_THE_SAME = 0.15, 0.3
"""How alike two quotations must be, 0 to 1: of one speaker, and where it is not known whose they are."""
_SORTS = frozenset({"number", "date", "hour", "place", "name", "state", "said by"})


def features(pair: Likeness, a: Traits, b: Traits, ruled: Iterable[str] = ()) -> dict[str, float]:
    """Features of a pair, most of them 1 where they are there at all; the same whichever sentence is the first.

    Args:
        a, b: traits of the pair's sentences.
        ruled: what rules have found between the two: types of dispute, or "corroborated".

    Returns:
        ``alike SORT`` and ``unlike SORT`` for what both name, again with a ``~`` before it, weighed by how much the
        two are about one thing; ``one CUE`` and ``both CUE``; and the likeness itself.
    """
    found = {f"unlike {sort}" if apart else f"alike {sort}": 1.0 for sort, apart in _held_against(a, b)}
    found.update(_turned(pair, a, b))
    found.update({f"one names {sort}": 1.0 for sort in a.values.keys() ^ b.values.keys() if sort in _SORTS})
    found.update({f"one {cue}": 1.0 for cue in a.cues ^ b.cues})
    found.update({f"both {cue}": 1.0 for cue in a.cues & b.cues})
    found.update({f"both told as {kind}": 1.0 for kind in a.kinds & b.kinds})
    found.update({f"one told as {kind}": 1.0 for kind in a.kinds ^ b.kinds})
    found.update(clash(pair.a.item.text, pair.b.item.text))
    found.update(_denied(pair))
    found.update(_spoken(a, b))
    found.update(
        {f"~{name}": value * pair.about for name, value in found.items() if name.startswith(("unlike", "alike"))}
    )
    found.update({f"ruled {what}": 1.0 for what in ruled})
    if pair.beside:
        found[BY_NUMBER] = 1.0
    found.update(_likeness(pair))
    return found


def grounded(about: str, found: Mapping[str, float], *, read: bool) -> bool:
    """True when the features of a pair hold what a dispute of that type takes.

    Args:
        read: a trained reader has read the two together, so that less need be there.
    """
    if (found.get(BY_NUMBER) and about != NUMBER) or any(found.get(name) for name in _AGAINST.get(about, ())):
        return False
    if read:
        return about not in _READ_GROUNDS or any(found.get(name) for name in _READ_GROUNDS[about])
    if found["about"] < _LEAST_ABOUT.get(about, 0.0):
        return False
    if about in _OF_SOMEBODY and not found.get("same named"):
        return False
    if about == NUMBER and not found.get("clash time") and (found.get("unlike place") or found.get("clash other day")):
        return False  # people or things counted of another place or day are others
    if about == NUMBER and not any(found.get(name) for name in _ONE_SORT):
        return False
    if about == "quote":
        one_mouth = found.get("same mouth") or found.get("alike statement.speaker")
        return found.get("quoted alike", 0.0) >= (_SAME_WORDS if one_mouth else _MUCH_THE_SAME)
    return any(found.get(name) for name in _GROUNDS.get(about, ()))


def _held_against(a: Traits, b: Traits) -> Iterable[tuple[str, bool]]:
    for sort, values in a.values.items():
        other = b.values.get(sort)
        if other:
            yield ("opposite" if sort.startswith("opposite") else sort), not values & other
    for unit, spans in a.spans.items():
        others = b.spans.get(unit)
        if others:
            sort = "counted" if unit.startswith("counted") else f"count of {unit}"
            yield sort, all(x[0] > y[1] or y[0] > x[1] for x in spans for y in others)
    for name in a.offices.keys() & b.offices.keys():
        yield "office", _two_offices(a.offices[name], b.offices[name])
    if set(a.offices.values()) & set(b.offices.values()):
        yield "holder", not a.offices.keys() & b.offices.keys()


def _two_offices(a: frozenset[str], b: frozenset[str]) -> bool:
    """A former president is no president; the rest is told at more or less length."""
    return ("former" in a) != ("former" in b) or not (a <= b or b <= a)


def _turned(pair: Likeness, a: Traits, b: Traits) -> dict[str, float]:
    """What is told otherwise of somebody whom both name: the part that is played, the leaning."""
    found = {"unlike time" if apart(a.times, b.times) else "alike time": 1.0} if a.times and b.times else {}
    if not (pair.a.said.heads & pair.b.said.heads or pair.a.said.states & pair.b.said.states):
        return found
    found["same named"] = 1.0
    for sort in ("part", "lean", "stage"):
        x, y = a.values.get(sort), b.values.get(sort)
        if x and y and not x & y:
            found[f"{sort} turned"] = 1.0
    return found


def _denied(pair: Likeness) -> dict[str, float]:
    """What one denies of what both name."""
    a, b = pair.a.said.denied & pair.shared, pair.b.said.denied & pair.shared
    if bool(a) == bool(b):
        return {"both denied": 1.0} if a else {}
    return {"one denied": 1.0, "denied part": len(a | b) / len(pair.shared)}


def _spoken(a: Traits, b: Traits) -> dict[str, float]:
    if not a.quotes or not b.quotes:
        return {}
    most = max(likeness(x, y) for x in a.quotes for y in b.quotes)
    same = any(x <= y or y <= x for x in a.quotes for y in b.quotes)
    if same:
        return {"quoted in part": 1.0}
    if a.mouths & b.mouths:
        return {"both quoted": 1.0, "quoted alike": most, "same mouth": 1.0}
    if a.mouths and b.mouths:
        return {"both quoted": 1.0, "quoted alike": most, "other mouth": 1.0}
    return {"both quoted": 1.0, "quoted alike": most}


def _likeness(pair: Likeness) -> dict[str, float]:
    a, b = pair.a, pair.b
    names = len(a.said.names & b.said.names)
    words = likeness(a.said.words, b.said.words)
    return {
        "about": pair.about,
        "alike": pair.alike,
        "alike squared": pair.alike**2,
        "part": pair.part,
        "nearest": float(pair.nearest > 0),
        "each the nearest": float(pair.nearest > 1),
        "words shared": min(6, len(pair.shared)) / 6,
        "names shared": float(names > 0),
        "several names shared": float(names > 1),
        "places apart": abs(_place(a) - _place(b)),
        "one text": float(words > _NEAR_COPY),
        "lengths apart": abs(math.log(max(1, len(a.item.text)) / max(1, len(b.item.text)))),
    }


def _place(line: Line) -> float:
    """Where in its report a sentence stands: 0 at the head, 1 at the end. What matters most is told first in all."""
    return line.said.span.start / max(1, len(line.item.report.text))
