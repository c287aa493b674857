"""How accounts of one agreement differ: scope, status, parties, start, duration."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import combinations

from readout.model import Agreement, Condition, Incident, Proposal, Terms
from readout.reconcile.actors import Identities
from readout.reconcile.counting import durations, endless, numbers
from readout.reconcile.days import day
from readout.reconcile.groups import Difference, reports_of
from readout.reconcile.items import Item, sentence
from readout.reconcile.kinship import meanings
from readout.reconcile.lines import states_in
from readout.reconcile.sentences import quoted
from readout.reconcile.threads import TRUCE, Thread
from readout.reconcile.words import plain, tokens

_BEGINS = re.compile(
    r"\b(?:start|began|begin|begun|takes? effect|took effect|taken effect|came? into|comes into|in force|since|from"
    r"|appl(?:y|ied|ies)|effective)"
)
HANGS = re.compile(
    r"\b(?:take effect|come into force|enter into force|apply|begin|start)\w*\s+"
    r"(?:\w+\s+){0,2}?(?<!\bat )(?:once|after|when|if|only)\b"
)
_TOWARDS = re.compile(r"\b(?:prepar\w+|work(?:ing)? (?:on|towards?)|towards?|draft\w*)\b")
DEADLINE = re.compile(
    r"\b(?:within|no later than|deadline|(?:has|have|had|are given|is given) (?:\w+ ){1,3}(?:days|weeks|months) to"
    r"|must (?:[\w-]+ ){1,6}?in [\w-]+ (?:days|weeks|months))\b"
)
DEMANDED = re.compile(r"\b(?:must|should|has to|needs? to|ought to) (?:\w+ )?(?:last|hold|run|cover|be)\b")
_CONSENT = re.compile(r"\b(?:consent\w*|accept\w*|sign(?:ed|s)?|agree[sd]? to|bound itself)\b")
_ALIKE = 3
_ASIDE = frozenset({"agree"})
_ORDERED = "ordered"
_TOLD_TO = re.compile(r"\b(?:told|ordered|instructed) to\b|\border\b")
REASON = "the same measure between parties that overlap"


def agreement_differences(thread: Thread, items: Sequence[Item], who: Identities) -> list[Difference]:
    """Everything in which the accounts of ``thread`` cannot all be right or speak differently.

    Args:
        items: all items of the episode, for who proposed or mediated.
    """
    facts = thread.facts
    found = [
        _scope(thread, facts),
        _status(thread, facts, who),
        _denied(thread, who, _truce(items)),
        _pending(thread, facts),
        _start(thread, facts),
        _length(thread, facts),
        _monitors(thread, facts),
        _parties(thread, facts, items, who),
    ]
    return [d for d in found if d]


def terms_of(item: Item) -> Terms:
    """The terms of an agreement or a proposal; empty ones for any other record."""
    return item.record.terms if isinstance(item.record, Agreement | Proposal) else Terms()


def length(item: Item) -> float | None:
    """Days an agreement holds: its own field where its words bear it out, else the only length that they name.

    Infinite where the words say that it has no fixed end.
    """
    terms = terms_of(item)
    named = set(durations(item.text))
    if terms.duration and any(abs(terms.duration - days) <= 0.5 for days in named):
        return terms.duration
    if not named:
        return math.inf if endless(item.text) else None
    return named.pop() if len(named) == 1 else None


def _measure(item: Item) -> frozenset[str]:
    return frozenset(item.record.measure) - {"other"} if isinstance(item.record, Agreement) else frozenset()


def _scope(thread: Thread, facts: Sequence[Item]) -> Difference | None:
    """Energy beside energy and infrastructure; a general truce with or without air and sea is an omission, not this."""
    if thread.family != "ceasefire.energy":
        return None
    coded = [i for i in facts if _measure(i)]
    clash = _first(coded, lambda a, b: _measure(a) != _measure(b))
    return _disputed("scope", "The accounts of what is covered differ", clash, coded, thread)


def _status(thread: Thread, facts: Sequence[Item], who: Identities) -> Difference | None:
    """One report knows only of an order given, another only of an agreement, for the same side."""
    if not thread.family.startswith(TRUCE):
        return None
    status: dict[str, set[str]] = {}
    for item in facts:
        if isinstance(item.record, Agreement) and item.record.status:
            status.setdefault(item.report.id, set()).add(item.record.status)
    stated = [i for i in facts if isinstance(i.record, Agreement) and i.record.status in ("ordered", "agreed")]
    clash = _first(
        stated,
        lambda a, b: (
            {"ordered"} == status[a.report.id]
            and {"agreed"} == status[b.report.id]
            and bool(_bound(a, who) & _bound(b, who))
        ),
    )
    return _disputed("status", "One account speaks of an order, another of an agreement", clash, stated, thread)


def _status_of(item: Item) -> str | None:
    """Its status; an order is told by the words of a denial, which has none."""
    told = item.record.status if isinstance(item.record, Agreement) else None
    return told or (_ORDERED if _TOLD_TO.search(plain(sentence(item))) else None)


def _bound(item: Item, who: Identities) -> frozenset[str]:
    return who.sides(item.record.parties) if isinstance(item.record, Agreement) else frozenset()


def _denied(thread: Thread, who: Identities, truce: bool) -> Difference | None:
    """Told as agreed by one account, denied by another, for the same party."""
    denials, facts = thread.denials, thread.facts
    if not denials:
        return None
    shared = [
        (d, f)
        for d in denials
        for f in facts
        if f.report.id != d.report.id and _bound(d, who) and _bound(d, who) <= _bound(f, who) and d.near(f, 7)
        if (meanings(d.text) & meanings(sentence(f))) - _ASIDE
    ]
    if not shared:
        return None
    members = tuple(dict.fromkeys(i for pair in shared for i in pair))
    side = thread.family.startswith(TRUCE)
    lone = [(d, f) for d, f in shared if _bound(d, who) == _bound(f, who) and len(_bound(d, who)) == 1]
    unwilling = [(d, f) for d, f in shared if len(_bound(d, who)) == 1 and _CONSENT.search(plain(d.text))]
    if lone and _ORDERED in (_status_of(lone[0][0]), _status_of(lone[0][1])):
        about, clash = "status", lone[0]
    elif (side and lone) or unwilling:  # the same party by itself: whether it accepts
        about, clash = "stance", (lone if side and lone else unwilling)[0]
    else:
        single = side and len(_bound(shared[0][0], who)) == 1
        about, clash = "party" if single else "status" if side or not truce else "scope", shared[0]
    return _disputed(about, "One account tells of it as agreed, another denies it", clash, members, thread)


def _pending(thread: Thread, facts: Sequence[Item]) -> Difference | None:
    """In one account it takes effect only once something has happened, in another it stands."""
    pending = [i for i in facts if HANGS.search(plain(i.text))]
    waiting = {i.report.id for i in pending}
    firm = [i for i in facts if i.report.id not in waiting and not _TOWARDS.search(plain(i.text))]
    alike = ((a, b) for a in pending for b in firm if len(meanings(sentence(a)) & meanings(sentence(b))) >= _ALIKE)
    clash = next(alike, None)
    return _disputed(
        "status", "One account has it depend on a step still to come, another not", clash, pending + firm, thread
    )


def _start(thread: Thread, facts: Sequence[Item]) -> Difference | None:
    """Starting days that differ between two authorities."""
    if not thread.family.startswith(TRUCE):
        return None
    dated = [i for i in facts if _starts(i) is not None]
    by: dict[str, set[int | None]] = {}
    for item in dated:
        by.setdefault(item.report.id, set()).add(_starts(item))
    clash = _first(dated, lambda a, b: not by[a.report.id] & by[b.report.id])
    if clash is None:  # one report may itself give two starts, said by two sides
        clash = next(((a, b) for a, b in combinations(dated, 2) if _starts(a) != _starts(b) and a.said != b.said), None)
    return _disputed("date", "The accounts give different days for its start", clash, dated, thread)


def _starts(item: Item) -> int | None:
    named = day(terms_of(item).starts)
    if named is not None:
        return named
    in_force = isinstance(item.record, Agreement) and item.record.status == "in_force"
    return item.when.first if item.when and (in_force and _BEGINS.search(plain(item.text))) else None


def _length(thread: Thread, facts: Sequence[Item]) -> Difference | None:
    timed = [i for i in facts if length(i) and not DEMANDED.search(plain(sentence(i)))]
    by: dict[str, set[float | None]] = {}
    for item in timed:
        by.setdefault(item.report.id, set()).add(length(item))
    clash = _first(timed, lambda a, b: all(_unequal(x, y) for x in by[a.report.id] for y in by[b.report.id]))
    late = not thread.family.startswith(TRUCE) and any(DEADLINE.search(plain(i.text)) for i in clash or ())
    if late:
        return _disputed("date", "The deadlines differ", clash, timed, thread)
    return _disputed("number", "The accounts give different lengths", clash, timed, thread)


def _unequal(x: float | None, y: float | None) -> bool:
    """A month may be 28 to 31 days; everything else has to be the same number of days."""
    if x is None or y is None:
        return False
    return abs(x - y) > (2 if min(x, y) >= 28 else 0.5)


def _monitors(thread: Thread, facts: Sequence[Item]) -> Difference | None:
    """How many watch over it."""
    if thread.family != "monitoring":
        return None
    counted = [i for i in facts if _heads(i)]
    clash = _first(counted, lambda a, b: not _heads(a) & _heads(b))
    return _disputed("number", "The numbers differ", clash, counted, thread)


def _heads(item: Item) -> frozenset[float]:
    return frozenset(numbers(f"{terms_of(item).monitoring or ''}") or numbers(item.text))


def _parties(thread: Thread, facts: Sequence[Item], items: Sequence[Item], who: Identities) -> Difference | None:
    """Each account binds somebody whom the other does not name among those bound; go-betweens do not count."""
    if not thread.family.startswith(TRUCE):
        return None
    between, fighting = _go_betweens(items, who), _fighting(items, who)
    bound: dict[str, frozenset[str]] = {}
    for item in facts:
        bound[item.report.id] = bound.get(item.report.id, frozenset()) | (_bound(item, who) - between)
    sided = [i for i in facts if _bound(i, who) - between and _borne_out(i)]
    clash = _first(
        sided,
        lambda a, b: bool(
            (bound[a.report.id] - bound[b.report.id]) & fighting
            and (bound[b.report.id] - bound[a.report.id]) & fighting
            and bound[a.report.id] & bound[b.report.id]
            and len(_bound(a, who)) > 1
            and len(_bound(b, who)) > 1
        ),
    )
    return _disputed("party", "The accounts name different parties", clash, sided, thread)


def _borne_out(item: Item) -> bool:
    """The sentence itself names every party: what a coder carries over from elsewhere may be bound to another deal."""
    told = sentence(item)
    words, states = set(tokens(told)), states_in(told)
    parties = item.record.parties if isinstance(item.record, Agreement) else ()
    return all(a.state in states or set(tokens(a.name)) & words for a in parties)


def _go_betweens(items: Sequence[Item], who: Identities) -> frozenset[str]:
    found: set[str] = set()
    for item in items:
        found |= who.sides(terms_of(item).mediator)
        if isinstance(item.record, Proposal) and (family_of := item.record.measure) and family_of[0].startswith(TRUCE):
            found |= who.sides(item.record.proposer)
    return frozenset(found)


def _fighting(items: Sequence[Item], who: Identities) -> frozenset[str]:
    """Sides told of as attacked or attacking, asked for something or agreeing to it in two reports: fit to be bound."""
    found: set[str] = set()
    agreeing: dict[str, set[str]] = {}
    for item in items:
        record = item.record
        if isinstance(record, Incident):
            found |= who.sides((*record.attacker, *record.target))
        elif isinstance(record, Condition):
            found |= who.sides(record.addressees)
        elif isinstance(record, Agreement):
            for side in who.sides(record.parties):
                agreeing.setdefault(side, set()).add(item.report.id)
    return frozenset(found | {side for side, told in agreeing.items() if len(told) > 1})


def _truce(items: Sequence[Item]) -> bool:
    return any(m.startswith(TRUCE) for i in items for m in _measure(i) if i.record.factuality == "fact")


def _first(items: Sequence[Item], differ: Callable[[Item, Item], bool]) -> tuple[Item, Item] | None:
    for a, b in combinations(items, 2):
        if a.report.id != b.report.id and (differ(a, b) or differ(b, a)):
            return a, b
    return None


def _disputed(
    about: str, head: str, clash: tuple[Item, Item] | None, items: Sequence[Item], thread: Thread
) -> Difference | None:
    if clash is None or len(reports_of(items)) < 1:
        return None
    told = f"{head}: {quoted(clash[0])}; {quoted(clash[1])}."
    return Difference("disputed", about, tuple(items), told, thread.subject, REASON)
