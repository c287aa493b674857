"""Which dated office a role names: "Turkish foreign minister", "UN Secretary-General", "EU envoy to the Sahel"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from readout.linking.bodies import body_of
from readout.linking.offices import Office
from readout.linking.spelling import folded, plain
from readout.linking.tables import rows

_LESSER = frozenset(
    """vice deputy assistant under undersecretary shadow elect designate nominee candidate adviser advisor aide
    spokesman spokeswoman spokesperson spokesmen office wife son brother permanent parliamentary junior state""".split()
)
"""Words of other offices; "state" is one but in "secretary of state"."""
_MINISTERS = ("minister", "secretary")
_HEADING = frozenset({"general", "secretary", "chief", "head", "president", "chairperson", "chairman", "chair"})
_SENT = frozenset({"envoy", "representative"})
_TOP = frozenset({"secretary", "president", "chairperson", "director"})
_FILLING = frozenset(
    "the of s former ex then current outgoing new commission high representative foreign policy".split()
)


@dataclass(frozen=True, slots=True)
class Seat:
    """An office of one state (ISO 3166-1 alpha-3) or body (its full name); ``secretary`` where it is called that."""

    owner: str
    office: Office
    secretary: bool = False


@lru_cache(maxsize=8192)
def seat_of(role: str, state: str | None) -> Seat | None:
    """The ministry, body or mission that somebody of this role heads; None for any other role.

    Heads of state and of government are not told here: their titles are not the same everywhere.
    """
    words = folded(role).split()
    secretary = _runs(words, "secretary", "of", "state")
    if set(words) & (_LESSER - ({"state"} if secretary else set())):
        return None
    if state and set(words) & set(_MINISTERS):
        called = "secretary" in words and "minister" not in words
        if secretary or set(words) & {"foreign", "external"}:
            return Seat(state, "foreign_minister", called)
        if set(words) & {"defence", "defense"}:
            return Seat(state, "defence_minister", called)
    return None if state else _of_body(role, words)


def _of_body(role: str, words: list[str]) -> Seat | None:
    found = _aliases().search(plain(role))
    match = body_of(found.group()) if found else None
    if found is None or match is None:
        return None
    if set(words) & _SENT and "high" not in words:
        return Seat(match.name, "envoy")
    rest = set(words) - set(folded(found.group()).split()) - _HEADING - _FILLING
    return Seat(match.name, "head_of_body") if set(words) & (_HEADING | {"high"}) and not rest else None


def named_so(role: str, title: str, owner: str) -> bool:
    """True when the head of a body with this title can be meant by a role ("UN chief": the Secretary-General)."""
    words = set(folded(role).split())
    own = set(folded(title).split()) - set(folded(owner).split()) - {"of", "the"}
    return own <= words or len(own & words) > 1 or bool(words & {"chief", "head"} and own & _TOP)


def _runs(words: list[str], *run: str) -> bool:
    return any(tuple(words[i : i + len(run)]) == run for i in range(len(words)))


@cache
def _aliases() -> re.Pattern[str]:
    """Spellings of bodies as whole words, the longest first; short forms in capitals only."""
    names = {n for row in rows("bodies.tsv") for n in (row["name"], *row["names"].split("|")) if n}
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])")
