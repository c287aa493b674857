"""The provisions of an accord beside the truce itself: which accounts give them, and which leave them out.

A provision is what a record of an agreement holds besides a truce, an entry of a list of terms, an exception, or a
sentence that says what the parties have bound themselves to. One account's provision is looked for in every sentence of
the others before it counts as left out there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.model import Agreement
from readout.reconcile.groups import Difference, by_key, joined
from readout.reconcile.items import Item
from readout.reconcile.lines import Line
from readout.reconcile.matching import Match, Weighing
from readout.reconcile.sentences import named, quoted
from readout.reconcile.threads import TRUCE, Thread, binding
from readout.reconcile.voices import official
from readout.reconcile.words import clipped, plain

_ENTRY = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]|[-–—•*]|[a-z]\)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth)(?:ly)?[:,])\s"
)
_EXCEPT = re.compile(
    r"\b(?:(?:is|are|was|were) (?:not covered|excepted|exempt\w*|excluded)|(?:do|does) not (?:apply|extend"
    r"|cover)|exception of)\b"
)
_UNDERTAKEN = re.compile(
    r"\b(?:committed? (?:themselves|itself)|undert(?:ake|akes|ook|aken)|pledged|bound themselves|agreed|settled) "
    r"(?:\w+ )?(?:not )?(?:to|that)\b|\b(?:neither|no) (?:side|party|country|of the (?:two )?(?:sides"
    r"|parties))\b.* (?:will|may|shall|would)\b"
    r"|^under the (?:[\w-]+ ){0,2}(?:deal|accord|agreement|text|plan|terms|statement|document|paper)\b"
)
_BINDS = re.compile(
    r"\b(?:will|shall|must|may not|(?:is|are|has|have) to|guarantees?|evacuates?|return|agreed|commit\w*)\b"
)
_LOOSE_TALK = re.compile(
    r"\b(?:hop(?:e|es|ed)|if|would|could|should|urg\w+|call(?:s|ed)? (?:on|for)|demand\w*|wants?|accus\w+|blam\w+"
    r"|denied|rejected|refus\w+|offered|proposed|expected|consider\w*|threat\w*|warn\w*|earlier|previous)\b|[\"“”]"
)
_MADE = re.compile(
    r"\b(?:truce|cease-?fire|cessation of hostilities|armistice|halt(?:s|ed)?|accord|deal|agreement|understanding)\b"
)
_SIGNED = re.compile(
    r"\b(?:agreed?|agrees|sign(?:s|ed|ing|ature)|accepted?|announced?|reached|concluded|t(?:ake|akes"
    r"|ook) effect|came into force"
    r"|put (?:their|his|her) names?|settled|begins?|began|starts?|hold)\b"
)
_SETTLEMENT = "peace_settlement"
_HELD = 0.55
_CARRIED = 0.25
_SPAN = 7
_REASON = "reports that tell of one agreement"


@dataclass(frozen=True, slots=True)
class Accord:
    """One agreement as the reports of an episode tell it.

    Attributes:
        heads: for each report that tells of it, the sentence that does so first.
        told: all sentences, by report.
        codes: measures of every record of the report that tells, asks or proposes something.
    """

    subject: str
    heads: Mapping[str, Line]
    told: Mapping[str, Sequence[Line]]
    codes: Mapping[str, frozenset[str]]


def provisions_omitted(
    threads: Sequence[Thread], items: Sequence[Item], told: Sequence[Line], matched: Sequence[Match], weigh: Weighing
) -> list[Difference]:
    """Provisions that some accounts of a truce give and others, which tell of it too, leave out.

    One finding for what several sources give and the same reports leave out; one for what an account has alone.
    """
    accord = _accord(threads, items, told)
    if accord is None or len(accord.heads) < 2:
        return []
    given = list(_provisions(items, accord))
    shared: dict[tuple[str, ...], list[list[Line]]] = {}
    alone: dict[str, list[tuple[Line, tuple[str, ...]]]] = {}
    for cluster in _clusters(given, matched):
        giving = _giving(cluster, matched)
        lacking = tuple(
            report
            for report, head in accord.heads.items()
            if report not in giving
            and head.item.near(cluster[0].item, _SPAN)
            and not _carries(report, cluster, accord, items, weigh)
        )
        if lacking and len(giving) > 1:
            shared.setdefault(lacking, []).append(cluster)
        elif lacking and len(giving) == 1 and _weighty(cluster[0]):
            alone.setdefault(cluster[0].item.report.id, []).append((cluster[0], lacking))
    found = [_left_out(clusters, lacking, accord) for lacking, clusters in shared.items()]
    for entries in alone.values():
        lacking = tuple(r for r in accord.heads if all(r in silent for _, silent in entries))
        if lacking:
            found.append(_left_out([[line] for line, _ in entries], lacking, accord))
    return found


def _weighty(line: Line) -> bool:
    """A term that an official account or a list gives: what one newspaper alone has need not be in the text."""
    return official(line.item.report) or bool(_ENTRY.search(line.item.text))


def _accord(threads: Sequence[Thread], items: Sequence[Item], told: Sequence[Line]) -> Accord | None:
    """The deal of the episode that most reports tell of: a truce, or a settlement where more of them tell of one."""
    deals = [t for t in threads if (t.family.startswith(TRUCE) or t.family == _SETTLEMENT) and t.facts]
    if not deals:
        return None
    main = max(
        deals, key=lambda t: (len({i.report.id for i in t.facts}), t.family.startswith(TRUCE), t.family, t.subject)
    )
    by_report = by_key(told, lambda line: [line.item.report.id])
    bound = by_key((i for i in items if binding(i)), lambda i: [i.report.id])
    heads = {}
    for report, own in by_report.items():
        facts = main.of(report)
        told_of = facts or bound.get(report, [])
        head = next((line for line in own if any(_on(i, line) for i in told_of)), None) or _telling(own)
        if head:
            heads[report] = head
    codes: dict[str, set[str]] = {}
    for item in items:
        if item.record.factuality != "negated":
            codes.setdefault(item.report.id, set()).update(getattr(item.record, "measure", ()))
    return Accord(main.subject, heads, by_report, {r: frozenset(c) for r, c in codes.items()})


def _telling(own: Sequence[Line]) -> Line | None:
    """The first sentence that tells of a truce as made, where no record does."""
    for line in own:
        text = plain(line.item.text)
        if _MADE.search(text) and _SIGNED.search(text) and not _LOOSE_TALK.search(text) and not line.said.denied:
            return line
    return None


def _on(item: Item, line: Line) -> bool:
    return item.report.id == line.item.report.id and any(s.overlap(line.said.span) for s in item.record.evidence)


def _provisions(items: Sequence[Item], accord: Accord) -> Iterator[Line]:
    agreed = by_key((i for i in items if binding(i) and _beyond(i)), lambda i: [i.report.id])
    for report in accord.heads:
        for line in accord.told[report]:
            if line is not accord.heads[report] and _provides(line, agreed.get(report, [])):
                yield line


def _beyond(item: Item) -> bool:
    """A provision of its own: no mere truce, no vague deal."""
    codes = item.record.measure if isinstance(item.record, Agreement) else ()
    return any(not c.startswith(TRUCE) and c not in ("other", _SETTLEMENT, "talks") for c in codes)


def _provides(line: Line, agreed: Sequence[Item]) -> bool:
    text = line.item.text
    short = plain(text)
    if len(line.said.words) < 3 or short.endswith(":"):
        return False
    if _ENTRY.search(short) or _EXCEPT.search(short):
        return True
    if _LOOSE_TALK.search(short):
        return False
    return bool(_UNDERTAKEN.search(short)) or (bool(_BINDS.search(short)) and any(_on(i, line) for i in agreed))


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
        if _on(i, line) and isinstance(i.record, Agreement)
        for c in i.record.measure
    }
    measures = {c for c in measures if not c.startswith(TRUCE) and c not in ("other", _SETTLEMENT, "talks")}
    if measures & accord.codes.get(report, frozenset()):
        return True
    own = [line.said.words for line in accord.told[report]]
    near = [a | b for a, b in zip(own, [*own[1:], frozenset[str]()], strict=True)]
    for line in cluster:
        words = frozenset(w for w in line.said.words if w[0] != "@")
        if any(weigh.sum(words & told) > _HELD * weigh.sum(words) for told in near):
            return True
    return False


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
