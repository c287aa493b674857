"""Threads: the agreement records, of all reports, that tell of one measure between overlapping parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.model import Agreement, Proposal
from readout.reconcile.actors import Identities
from readout.reconcile.groups import by_key, joined
from readout.reconcile.items import Item, actors, sentence
from readout.reconcile.words import plain

TRUCE = "ceasefire."
_LIMITED = frozenset({"ceasefire.energy", "ceasefire.infrastructure"})
_EARLIER = re.compile(
    r"\b(?:earlier|previous|past|former|string of|prior)\s+(?:\w+\s+)?"
    r"(?:ceasefires?|truces?|deals?|agreements?|accords?)"
)
SPAN = 21
SLACK = 7
_REACH = 60


@dataclass(frozen=True, slots=True)
class Thread:
    """Agreement records about one measure.

    Attributes:
        family: the code that names it ("ceasefire.full", "troop_withdrawal").
        parties: every side said to be bound in any account.
        names: how those go by, in the order of their keys: codes of states, else names.
        items: agreements of all factualities, by report.
        facts: those told as agreed, ordered or in force, not as broken, denied or merely possible.
    """

    family: str
    parties: frozenset[str]
    names: tuple[str, ...]
    items: tuple[Item, ...]
    facts: tuple[Item, ...]

    @property
    def subject(self) -> str:
        """A label for a person."""
        name = "truce" if self.family.startswith(TRUCE) else self.family.replace("_", " ")
        scope = self.family.removeprefix(TRUCE).replace("full", "").strip(".")
        return f"the {scope + ' ' if name == 'truce' and scope else ''}{name} ({', '.join(self.names)})"

    @property
    def denials(self) -> tuple[Item, ...]:
        """What is told as not agreed, earlier deals left aside."""
        return tuple(i for i in self.items if i.record.factuality == "negated" and not _earlier(i))

    def of(self, report: str) -> tuple[Item, ...]:
        """The facts that one report gives."""
        return tuple(i for i in self.facts if i.report.id == report)


def _earlier(item: Item) -> bool:
    return bool(_EARLIER.search(plain(item.text)) or _EARLIER.search(plain(sentence(item))))


def binding(item: Item) -> bool:
    """True for an agreement told as made: not negated, not only possible, not of an earlier deal."""
    record = item.record
    if not isinstance(record, Agreement) or record.factuality not in ("fact", "planned"):
        return False
    return record.status not in ("violated", "ended") and not _EARLIER.search(plain(item.text))


def family(measure: Iterable[str]) -> str | None:
    """The code under which an agreement is compared; None when only ``other`` is given.

    A general truce leads; energy and infrastructure go together, so that a difference of scope shows.
    """
    codes = [m for m in measure if m != "other"]
    if "ceasefire.full" in codes:
        return "ceasefire.full"
    if any(m in _LIMITED for m in codes):
        return "ceasefire.energy"
    return next((m for m in codes if m.startswith(TRUCE)), codes[0] if codes else None)


def threads(items: Sequence[Item], who: Identities) -> list[Thread]:
    """The threads of one episode; agreements join when they share family and party and the reports are near in time."""
    told = [i for i in items if isinstance(i.record, Agreement) and family(i.record.measure)]
    mentioned: dict[str, set[str]] = {}
    for item in items:
        mentioned.setdefault(item.report.id, set()).update(who.sides(actors(item.record)))
    found = []
    for name, members in sorted(by_key(told, lambda i: _families(i)).items()):
        members.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
        latest: dict[str, int] = {}
        pairs = []
        for at, item in enumerate(members):
            for side in sorted(_parties(item, who)) or sorted(latest):
                before = latest.get(side)
                if before is not None and _close(members[before], item):
                    pairs.append((before, at))
                latest[side] = at
            latest[""] = at
        pairs += _strays(members, mentioned, who)
        for cluster in joined(members, pairs):
            sides = frozenset(s for i in cluster for s in _parties(i, who))
            facts = tuple(i for i in cluster if binding(i))
            found.append(Thread(name, sides, tuple(who.name(s) for s in sorted(sides)), tuple(cluster), facts))
    return found


def _strays(members: Sequence[Item], mentioned: Mapping[str, set[str]], who: Identities) -> list[tuple[int, int]]:
    """An account whose parties no other report knows of joins the nearest truce all of whose parties it mentions.

    Who is bound is what reports leave to their readers most often, and what a coder most often gets wrong.
    """
    holders: dict[str, set[str]] = {}
    for item in members:
        for side in _parties(item, who):
            holders.setdefault(side, set()).add(item.report.id)
    found = []
    for at, item in enumerate(members):
        own = _parties(item, who)
        if not own or any(holders[side] != {item.report.id} for side in own):
            continue
        near = sorted(range(max(0, at - _REACH), min(len(members), at + _REACH)), key=lambda k: abs(k - at))
        for k in near:
            sides = _parties(members[k], who)
            other = members[k].report.id != item.report.id
            if other and len(sides) > 1 and sides <= mentioned[item.report.id] and members[k].near(item, SLACK):
                found.append((k, at))
                break
    return found


def _families(item: Item) -> list[str]:
    record = item.record
    name = family(record.measure) if isinstance(record, Agreement | Proposal) else None
    return [name] if name else []


def _parties(item: Item, who: Identities) -> frozenset[str]:
    return who.sides(item.record.parties) if isinstance(item.record, Agreement) else frozenset()


def _close(a: Item, b: Item) -> bool:
    if a.published is None or b.published is None:
        return True
    return abs(a.published - b.published) <= SPAN
