"""The terms of an accord: which accounts give them, and which leave them out.

Which sentence gives a term worth telling is a matter of odds, fitted on what people said was left out. One account's
term is looked for in every sentence of the others before it counts as left out there.
"""

from __future__ import annotations

from collections.abc import Sequence

from readout.model import Agreement
from readout.reconcile.accords import Accord, accord_of, on
from readout.reconcile.groups import Difference, joined
from readout.reconcile.items import Item
from readout.reconcile.lines import Line
from readout.reconcile.matching import Match, Weighing
from readout.reconcile.odds import term_odds
from readout.reconcile.sentences import named, quoted
from readout.reconcile.terms import Term, beyond, carriage, terms
from readout.reconcile.threads import Thread
from readout.reconcile.words import clipped

_HELD = 0.55
_CARRIED = 0.25
_SPAN = 7
_SHARED = 0.2
"""How likely a term that several accounts give must be to be told where one leaves it out. That several give it is a
sign of its weight, so that less need speak for it than for what one account has alone."""
_REASON = "reports that tell of one agreement"


def terms_told(
    threads: Sequence[Thread], items: Sequence[Item], told: Sequence[Line], weigh: Weighing
) -> tuple[Accord | None, list[Term]]:
    """The accord of an episode and every sentence that may give a term of it; none where one report tells of it."""
    accord = accord_of(threads, items, told)
    if accord is None or len(accord.heads) < 2:
        return None, []
    return accord, list(terms(accord, items, weigh))


def provisions_omitted(
    threads: Sequence[Thread], items: Sequence[Item], told: Sequence[Line], matched: Sequence[Match], weigh: Weighing
) -> list[Difference]:
    """Terms that some accounts of an agreement give and others, which tell of it too, leave out.

    What the same reports leave out is one finding.
    """
    accord, every = terms_told(threads, items, told, weigh)
    if accord is None:
        return []
    odds = term_odds()
    likely = {term.line.item.id: 1.0 if _listed(term) else odds.of(term.features) for term in every}
    given = [term.line for term in every if likely[term.line.item.id] >= _SHARED]
    left: dict[tuple[str, ...], list[list[Line]]] = {}
    for cluster in _clusters(given, matched):
        giving = _giving(cluster, matched)
        lacking = tuple(
            report
            for report, head in accord.heads.items()
            if report not in giving
            and head.item.near(cluster[0].item, _SPAN)
            and not _carries(report, cluster, accord, items, weigh)
        )
        if lacking and (len(giving) > 1 or any(likely[line.item.id] >= odds.least for line in cluster)):
            left.setdefault(lacking, []).append(cluster)
    return [_left_out(clusters, lacking, accord) for lacking, clusters in left.items()]


def _listed(term: Term) -> bool:
    """An entry of a list in a side's own account: what is numbered there is in the text."""
    found = term.features
    return bool(found.get("entry") and found.get("official") and not found.get("loose talk"))


def _clusters(given: Sequence[Line], matched: Sequence[Match]) -> list[list[Line]]:
    place = {line.item.id: at for at, line in enumerate(given)}
    pairs = [
        (place[m.a.item.id], place[m.b.item.id])
        for m in matched
        if m.a.item.id in place and m.b.item.id in place and m.part >= _CARRIED
    ]
    return joined(given, pairs)


def _giving(cluster: Sequence[Line], matched: Sequence[Match]) -> set[str]:
    """Reports with a sentence of the cluster, or one that matches it."""
    ids = {line.item.id for line in cluster}
    found = {line.item.report.id for line in cluster}
    for m in matched:
        if m.a.item.id in ids:
            found.add(m.b.item.report.id)
        elif m.b.item.id in ids:
            found.add(m.a.item.report.id)
    return found


def _carries(report: str, cluster: Sequence[Line], accord: Accord, items: Sequence[Item], weigh: Weighing) -> bool:
    """A record of the same measure, or a good part of the telling words in two sentences that follow each other."""
    measures = {
        c
        for i in items
        for line in cluster
        if isinstance(i.record, Agreement) and on(i, line)
        for c in i.record.measure
        if beyond((c,))
    }
    if measures & accord.codes.get(report, frozenset()):
        return True
    return any(carriage(line, accord.said[report], weigh) > _HELD for line in cluster)


def _left_out(clusters: Sequence[Sequence[Line]], lacking: Sequence[str], accord: Accord) -> Difference:
    given = [line for cluster in clusters for line in cluster]
    heads = [accord.heads[r] for r in lacking]
    tell = "tells" if len(heads) == 1 else "tell"
    others = len(clusters) - 1
    more = "" if not others else f" and {others} more {'term' if others == 1 else 'terms'}"
    words = (
        f"{quoted(given[0].item)}{more}; {named(h.item.report for h in heads)} {tell} of the agreement without"
        f" {'it' if not others else 'them'}: “{clipped(heads[0].item.text, 120)}”."
    )
    members = (*(line.item for line in given), *(h.item for h in heads))
    return Difference("omitted", "term", tuple(members), words, accord.subject, _REASON)
