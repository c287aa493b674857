"""Incidents: which reports speak of one, who is named as its author, who denies it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from readout.model import Actor, Incident, Record
from readout.reconcile.actors import Identities
from readout.reconcile.groups import Difference, Group, joined
from readout.reconcile.items import Item, sentence
from readout.reconcile.lines import states_in
from readout.reconcile.sentences import quoted
from readout.reconcile.windows import joined_near, near_pairs
from readout.reconcile.words import plain, share, tokens

_BREACH = re.compile(
    r"\b(?:violat\w*|breach\w*|br(?:oke|oken|eaking|eak)s?\b|infring\w*"
    r"|(?:after|since) the (?:deadline|truce|ceasefire))"
)
_REASON = "the same place, days that fit, and the same sort of target or means"
_BREACH_REASON = "alleged breaches of one truce"


def incidents_compared(items: Sequence[Item], who: Identities) -> tuple[list[Group], list[Difference]]:
    """Incidents that reports share; those with two authors named; those that one side denies."""
    groups: list[Group] = []
    differences: list[Difference] = []
    told = [i for i in items if isinstance(i.record, Incident)]
    told.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
    for cluster in joined_near(told, lambda i: i.published, partial(same_incident, who=who)):
        if len(cluster) < 2:
            continue
        differences += _authors(cluster, who)
        facts = [i for i in cluster if i.record.factuality == "fact"]
        if len({i.report.id for i in facts}) > 1:
            groups.append(Group("incident", tuple(facts), _subject(facts), _REASON))
    differences += _breaches(told, who)
    return groups, differences


def same_incident(a: Item, b: Item, who: Identities) -> bool:
    """True when two records may speak of one incident: place and days fit, and target, means or words do too."""
    x, y = a.record, b.record
    if not isinstance(x, Incident) or not isinstance(y, Incident) or not a.near(b):
        return False
    kinds = set(x.target_class) & set(y.target_class) - {"unspecified"}
    means = set(x.means) & set(y.means) - {"unspecified"}
    other = _contrary(x.target_class, y.target_class)
    if a.places and b.places:
        spots = _spots(a) & _spots(b)
        if not spots:
            return False
        return bool(not other and (kinds or means)) or share(a.words, b.words) >= 0.4
    if a.report.id == b.report.id or other:
        return False
    if (kinds or means) and (_named(a, b) or _named(b, a)):
        return True
    sides = who.sides(x.attacker) == who.sides(y.attacker) or not x.attacker or not y.attacker
    return sides and len(a.words & b.words) >= 3 and share(a.words, b.words) >= 0.5


def _spots(item: Item) -> frozenset[str]:
    """Places that are no whole country."""
    return item.places - {plain(n.name) for n in _nations(item.record)}


def _named(placed: Item, other: Item) -> bool:
    """The place of the one stands in the words of the other, though no record has it there."""
    return any(re.search(rf"\b{re.escape(spot)}\b", plain(other.text)) for spot in _spots(placed))


def _nations(record: Record) -> tuple[Actor, ...]:
    every = (*record.target, *record.attacker) if isinstance(record, Incident) else ()
    return tuple(a for a in every if a.type == "government")


def _contrary(a: Sequence[str], b: Sequence[str]) -> bool:
    x, y = set(a) - {"unspecified", "civilian"}, set(b) - {"unspecified", "civilian"}
    return bool(x and y and not x & y)


def _subject(items: Sequence[Item]) -> str:
    places = sorted({p.name for i in items for p in i.record.where})
    return f"incident at {', '.join(places[:3])}" if places else "incident"


def _attackers(item: Item, who: Identities) -> frozenset[str]:
    return who.sides(item.record.attacker) if isinstance(item.record, Incident) else frozenset()


def _specific(item: Item) -> bool:
    """Every author has a name: "rebels" may be anybody's, also those whom the other account names."""
    authors = item.record.attacker if isinstance(item.record, Incident) else ()
    return bool(authors) and all(a.state or not a.name.islower() for a in authors)


def _called(a: Item, b: Item) -> bool:
    """One author is called the same in both: "the army" of the one can be no other than "the army" of the other."""
    x, y = ({plain(n.name) for n in i.record.attacker} if isinstance(i.record, Incident) else set() for i in (a, b))
    return bool(x & y)


def _borne_out(item: Item) -> bool:
    """The sentence itself names an author: one that a coder carries over may belong to another deed."""
    told = sentence(item)
    words, states = set(tokens(told)), states_in(told)
    authors = item.record.attacker if isinstance(item.record, Incident) else ()
    return any(a.state in states or set(tokens(a.name)) & words for a in authors)


def _authors(cluster: Sequence[Item], who: Identities) -> list[Difference]:
    """The same author denied (status), or another one named, be it by who denies (party)."""
    facts = [i for i in cluster if i.record.factuality == "fact" and _attackers(i, who)]
    denials = [i for i in cluster if i.record.factuality == "negated" and _attackers(i, who)]
    if len({i.report.id for i in cluster}) < 2:
        return []
    subject = _subject(cluster)
    for a in facts:
        for b in denials:
            one = a.report.id != b.report.id and _attackers(a, who) & _attackers(b, who)
            if one and not any(
                f.report.id == b.report.id and not _attackers(f, who) & _attackers(b, who) for f in facts
            ):
                words = f"One account tells of it, another denies it: {quoted(a)}; {quoted(b)}."
                return [Difference("disputed", "status", tuple(facts + denials), words, subject, _REASON)]
    named = [(i, _attackers(i, who)) for i in facts if _specific(i) and _borne_out(i)]
    for a, sides in named:
        for b, others in named:
            if a.id < b.id and a.report.id != b.report.id and not sides & others and not _called(a, b):
                words = f"The accounts name different authors: {quoted(a)}; {quoted(b)}."
                return [Difference("disputed", "party", tuple(facts + denials), words, subject, _REASON)]
    return []


def _breaches(told: Sequence[Item], who: Identities) -> list[Difference]:
    """Who broke the truce: accusations of both sides, or an accusation and the denial of the accused."""
    broken = [i for i in told if _BREACH.search(plain(i.text)) and not _spots(i)]
    denials = [
        i
        for i in told
        if i.record.factuality == "negated" and not _spots(i) and _attackers(i, who) & who.sides(i.record.said_by)
    ]
    found: list[Difference] = []
    members = broken + [d for d in denials if d not in broken]
    members.sort(key=lambda i: (i.published or 0, i.report.id, i.id))
    linked = []
    for a, b in near_pairs(members, lambda i: i.published):
        if members[a].near(members[b], 4) and _sides(members[a], who) & _sides(members[b], who):
            linked.append((a, b))
    for cluster in joined(members, linked):
        clash = _blame(cluster, who)
        if clash:
            words = f"The accounts differ over who broke the truce: {quoted(clash[0])}; {quoted(clash[1])}."
            found.append(Difference("disputed", "party", tuple(cluster), words, "who broke the truce", _BREACH_REASON))
    return found


def _sides(item: Item, who: Identities) -> frozenset[str]:
    target = who.sides(item.record.target) if isinstance(item.record, Incident) else frozenset()
    return _attackers(item, who) | target


def _blame(cluster: Sequence[Item], who: Identities) -> tuple[Item, Item] | None:
    for a in cluster:
        for b in cluster:
            if a.report.id == b.report.id or a.record.factuality == "negated":
                continue
            x, y = _attackers(a, who), _attackers(b, who)
            if b.record.factuality == "negated" and x & y:
                return a, b
            if b.record.factuality == "fact" and x and y and not x & y and a.said and b.said and a.said != b.said:
                return a, b
    return None
