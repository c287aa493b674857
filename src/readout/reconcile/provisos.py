"""What one account hangs a term on, where another that tells the same term says nothing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.reconcile.groups import Difference, by_key
from readout.reconcile.holdings import Holdings
from readout.reconcile.kinship import meanings
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Match, Weighing
from readout.reconcile.sentences import named, quoted
from readout.reconcile.terms import PROVISO
from readout.reconcile.words import clipped, plain

_BINDS = re.compile(r"\b(?:will|shall|must|may|is to|are to|has to|have to|can|agreed|undert\w+|pledged|promised)\b")
_TALK = re.compile(r"[\"“”]|\b(?:hop(?:e|es|ed)|fear\w*|threat\w*|warn\w*|doubt\w*|asked whether|wonder\w*)\b")
_PART = 0.3
_CARRIED = 0.4
_REASON = "one term with a proviso and without"


def provisos_omitted(
    told: Sequence[Line], matched: Sequence[Match], weigh: Weighing, differences: Sequence[Difference]
) -> list[Difference]:
    """Omissions of a condition between sentences that tell one term; what several leave out is told once."""
    held = Holdings(d.items for d in differences if d.about in ("status", "condition", "duration", "number", "date"))
    own = by_key(told, lambda line: [line.item.report.id])
    place = {line.item.id: at for lines in own.values() for at, line in enumerate(lines)}
    silent: dict[str, tuple[Line, list[Line]]] = {}
    for match in matched:
        if match.part < _PART or held.both(match.a.item, match.b.item):
            continue
        for line, other in ((match.a, match.b), (match.b, match.a)):
            at = place[other.item.id]
            if _leaves_out(line, own[other.item.report.id][max(0, at - 1) : at + 2], weigh):
                silent.setdefault(line.item.id, (line, []))[1].append(other)
    found = []
    for every in by_key(silent.values(), lambda s: [s[0].item.text]).values():
        line, others = every[0]
        silence = "tells" if len({o.item.report.id for o in others}) == 1 else "tell"
        told_bare = clipped(others[0].item.text, 120)
        who = named(o.item.report for o in others)
        words = f"{quoted(line.item)}; {who} {silence} of it without that: “{told_bare}”."
        subject = spelled(line, line.said.words & others[0].said.words) or "a term"
        members = (*(s[0].item for s in every), *dict.fromkeys(o.item for s in every for o in s[1]))
        found.append(Difference("omitted", "condition", members, words, subject, _REASON))
    return found


def _leaves_out(line: Line, near: Sequence[Line], weigh: Weighing) -> bool:
    """A sentence hangs its term on something of which another, and those beside it, have no word."""
    text = plain(line.item.text)
    match = PROVISO.search(text)
    if match is None or not _BINDS.search(text) or _TALK.search(line.item.text):
        return False
    if any(PROVISO.search(plain(one.item.text)) for one in near):
        return False
    clause = meanings(re.split(r"[,;]", text[match.start() :])[0]) & line.said.words
    told = frozenset(w for one in near for w in one.said.words)
    return bool(clause) and weigh.sum(clause & told) < _CARRIED * weigh.sum(clause)
