"""Two accounts of one deal, side by side: what one alone tells of its start, its order, its price and what follows it.

Among many reports it says little that one of them leaves a thing out. Where there are two, it is what the reader of
either would miss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.model import Agreement, Report, Talks
from readout.reconcile.actors import Identities
from readout.reconcile.agreements import terms_of
from readout.reconcile.groups import Difference
from readout.reconcile.items import Item
from readout.reconcile.lines import read
from readout.reconcile.omissions import TRUCE_WORD, carries, demands, first_facts, left_out, near_facts
from readout.reconcile.sentences import outlet, quoted
from readout.reconcile.threads import TRUCE, Thread
from readout.reconcile.words import plain, stem

_REASON = "two accounts of one agreement"
_STARTS = re.compile(
    r"\b(?:immediate\w*|at once|forthwith|(?:start|beg[aiu]n|commence|enter|come|came|take|took)\w*"
    r"(?: into| effect| force)?|in(?:to)? force|fell silent|effective|from (?:midnight|noon|dawn|today|tomorrow|\d))\b"
)
_SILENT = re.compile(r"\b(?:fell|fall|gone|went|go) silent\b")
_ORDER = re.compile(r"\b(?:order(?:s|ed|ing)?|instruct(?:s|ed|ion|ions)?|told (?:his|her|its|their))\b")
_FURTHER = re.compile(
    r"\b(?:next|further|new|another|second|more|follow-up) (?:\w+ ){0,2}(?:talks?|rounds?|meetings?|negotiations)\b"
    r"|\b(?:talks?|negotiat\w+|discussions) (?:\w+ ){0,3}(?:resume|continue|go on|reconvene)"
)


def one_sided(threads: Sequence[Thread], items: Sequence[Item], who: Identities) -> list[Difference]:
    """What one of just two independent accounts tells of a truce and the other has no word of."""
    truces = [t for t in threads if t.family.startswith(TRUCE) and len({i.source for i in t.facts}) == 2]
    if not truces or len({i.source for i in items}) != 2:
        return []
    found = []
    for thread in truces:
        found += _start(thread)
        found += _order(thread)
    return found + _talks(truces[0], items) + _prices(truces, items, who)


def _silent(thread: Thread, giving: Sequence[Item], tells: re.Pattern[str], *, truce: bool = False) -> list[Item]:
    """The first fact of each report that gives nothing and has no word of it; with ``truce``, none about the truce."""
    known = {i.source for i in giving}
    return [h for h in first_facts(thread) if h.source not in known and not _has(h.report, tells, truce=truce)]


def _has(report: Report, tells: re.Pattern[str], *, truce: bool) -> bool:
    said = (plain(s.span.of(report.text)) for s in read(report.text))
    return any(tells.search(t) and (not truce or TRUCE_WORD.search(t) or _SILENT.search(t)) for t in said)


def _start(thread: Thread) -> list[Difference]:
    giving = [i for i in thread.facts if terms_of(i).starts]
    return left_out("term", thread, giving, _silent(thread, giving, _STARTS, truce=True), "when it starts")


def _order(thread: Thread) -> list[Difference]:
    giving = [i for i in thread.facts if isinstance(i.record, Agreement) and i.record.status == "ordered"]
    return left_out("term", thread, giving, _silent(thread, giving, _ORDER), "the order given")


def _talks(thread: Thread, items: Sequence[Item]) -> list[Difference]:
    giving = [i for i in items if isinstance(i.record, Talks) and i.record.status == "planned" and i.record.where]
    return left_out("term", thread, giving, _silent(thread, giving, _FURTHER), "the talks that are to follow")


def _prices(truces: Sequence[Thread], items: Sequence[Item], who: Identities) -> list[Difference]:
    """Each demand of a side of the truce that the other account has no word of."""
    found = []
    for side, told in sorted(demands(items, who).items()):
        thread = next((t for t in truces if side in t.parties and any(near_facts(t, g) for g in told.values())), None)
        if thread is None:
            continue
        for code, giving in sorted(told.items()):
            subject = frozenset({stem(code.split("_")[0])})  # "sanctions", "territory": any word of it counts as told
            silent = [h for h in first_facts(thread) if not carries(h.report, code, giving, items, subject)]
            if len({i.source for i in giving}) == 1 and silent:
                names = ", ".join(dict.fromkeys(outlet(h.report) for h in silent))
                asked = f"Of what {who.name(side)} asks for, {quoted(giving[0])}"
                words = f"{asked}; {names} leaves out {code.replace('_', ' ')}."
                found.append(Difference("omitted", "condition", tuple(giving), words, thread.subject, _REASON))
    return found
