"""Disputes between sentences that no rule has found, where their likeness and their differences make one likely."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.model import Span
from readout.reconcile.clashes import counterparts
from readout.reconcile.contrasts import BY_NUMBER, NUMBER, features, grounded
from readout.reconcile.groups import Difference, Group, add, by_key
from readout.reconcile.holdings import Holdings
from readout.reconcile.items import Item
from readout.reconcile.kinship import meaning
from readout.reconcile.likening import Likeness, likenesses
from readout.reconcile.lines import Line, spelled
from readout.reconcile.odds import odds
from readout.reconcile.sensing import ANY, SENSED, Reader, sensed
from readout.reconcile.sentences import quoted
from readout.reconcile.told_alike import BESIDE
from readout.reconcile.traits import Traits, traits
from readout.reconcile.words import plain, stem

TOLD = "corroborated"
"""The type of a pair that tells the same."""
_SAME = "sentences much alike, and nothing that parts them"
_APART = "sentences much alike, with what commonly parts accounts"
_NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-ZÀ-Þ][\w-]+")
_READ_APART = "a trained reader takes the two sentences to be at odds"
_READ, _READ_IN_ALL = 400, 3600
"""Pairs of an episode that are read at most; and that number times its reports. The more reports tell of a thing, the
more of their pairs say the same again, and the cost stays in step with the number of events."""
_NOTHING = -2.0
"""Log odds of any dispute below which the reader sees none. Of the disputes of the rules on clusters that it was not
trained on one in ten was right below -3, half from there to -2, seven in ten above."""
_NAMES = 3
_HEADS = {
    "number": "The numbers differ",
    "date": "The times differ",
    "place": "The places differ",
    "stance": "The accounts differ over where they stand",
    "quote": "The words quoted differ",
    "role": "The offices or parts differ",
    "party": "The parties named differ",
    "scope": "What is covered differs",
    "status": "How things stand differs",
    "attribution": "Whose word or deed it was differs",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences held against each other, with the features that speak of a dispute."""

    likeness: Likeness
    features: dict[str, float]


def pairs(
    told: Sequence[Line], items: Sequence[Item], groups: Sequence[Group], differences: Sequence[Difference]
) -> list[Pair]:
    """The sentences that may speak of one thing, in the order of ``told``, with what rules found between them."""
    own = by_key(items, lambda i: [i.report.id])
    disputes = [d for d in differences if d.finding == "disputed"]
    held = Holdings([*(d.items for d in disputes), *(g.items for g in groups)])
    names = [*(d.about for d in disputes), *(TOLD for _ in groups)]
    counted = Holdings(d.items for d in disputes if d.about == "number")  # a number takes few words of its sentence
    known: dict[str, Traits] = {}

    def of(line: Line) -> Traits:
        if line.item.id not in known:
            known[line.item.id] = traits(line, _in(line, own.get(line.item.report.id, [])))
        return known[line.item.id]

    found = []
    clashing = counterparts([line.item.text for line in told], [line.item.report.id for line in told])
    for like in likenesses(told, clashing):
        ruled = {names[at] for at in held.holding(like.a.item, like.b.item)}
        ruled |= {"number"} if counted.both(like.a.item, like.b.item) else set()
        found.append(Pair(like, features(like, of(like.a), of(like.b), ruled)))
    return found


def judged(
    told: Sequence[Line],
    items: Sequence[Item],
    groups: Sequence[Group],
    differences: Sequence[Difference],
    reader: Reader | None = None,
) -> tuple[list[Group], list[Difference]]:
    """Pairs of sentences that are likely enough to tell alike, and all differences: those of the rules and more.

    Nothing that a rule has found is told again, no sentence disputes two of one other report over the same, and what
    several reports dispute with one sentence is one dispute. A dispute of the rules goes where the reader sees nothing
    at all between any two of its sentences.
    """
    alike = by_key(told, lambda line: [line.item.text])
    every = pairs([own[0] for own in alike.values()], items, groups, differences)
    if reader:
        every = _read(every, reader)
        differences = _upheld(every, differences)
    likely = [(p, about, chance) for p in every for about, chance in _likely(p)]
    taken: set[tuple[str, str, str]] = set()
    apart: dict[str, list[Difference]] = {}
    for pair, about, _ in sorted(likely, key=lambda x: -x[2]):
        a, b = pair.likeness.a, pair.likeness.b
        ends = {(about, a.item.id, b.item.report.id), (about, b.item.id, a.item.report.id)}
        if pair.features.get(f"ruled {about}") or pair.features["one text"] or ends & taken:
            continue
        taken |= ends
        words = f"{_HEADS[about]}: {quoted(a.item)}; {quoted(b.item)}."
        reason = _READ_APART if SENSED in pair.features else _APART
        new = Difference("disputed", about, _carriers(pair, alike), words, _subject(pair), reason)
        own = apart.setdefault(about, [])
        if about == NUMBER:  # a sentence may hold several
            own.append(new)
        else:
            add(own, new)
    differences = [*differences, *(d for own in apart.values() for d in own)]
    return _alike(every, differences, alike), differences


def _read(every: Sequence[Pair], reader: Reader) -> list[Pair]:
    """The pairs that are most about one thing with what the reader says of them, the others as they are."""
    asked = [at for at, pair in enumerate(every) if not pair.features["one text"]]
    reports = {line.item.report.id for pair in every for line in (pair.likeness.a, pair.likeness.b)}
    most = min(_READ, _READ_IN_ALL // max(1, len(reports)))
    chosen = set(sorted(asked, key=lambda at: -every[at].likeness.about)[:most])
    found = []
    for at, pair in enumerate(every):
        a, b = pair.likeness.a.item, pair.likeness.b.item
        said = sensed(reader.contrasts, reader.compared(a.text, b.text)) if at in chosen else {}
        found.append(Pair(pair.likeness, {**pair.features, **said}))
    return found


def _upheld(every: Sequence[Pair], differences: Sequence[Difference]) -> list[Difference]:
    """The differences without the disputes of whose sentences the reader finds no two at odds."""
    disputes = [d for d in differences if d.finding == "disputed"]
    held = Holdings(d.items for d in disputes)
    most: dict[int, float] = {}
    for pair in every:
        if SENSED in pair.features:
            for at in held.holding(pair.likeness.a.item, pair.likeness.b.item):
                most[at] = max(most.get(at, -math.inf), pair.features[ANY])
    refuted = {id(d) for at, d in enumerate(disputes) if most.get(at, math.inf) < _NOTHING}
    return [d for d in differences if id(d) not in refuted]


def _carriers(pair: Pair, alike: Mapping[str, Sequence[Line]]) -> tuple[Item, ...]:
    """Every item with the words of either sentence, of about the days of the other; each pair of texts is told once."""
    a, b = pair.likeness.a.item, pair.likeness.b.item
    ones = [line.item for line in alike[a.text] if line.item.near(b)]
    others = [line.item for line in alike[b.text] if line.item.near(a)]
    return tuple(dict.fromkeys((a, b, *ones, *others)))


def _alike(
    every: Sequence[Pair], differences: Sequence[Difference], alike: Mapping[str, Sequence[Line]]
) -> list[Group]:
    """Pairs that tell the same and that no dispute but over a number, a quotation or an office stands between."""
    apart = Holdings(d.items for d in differences if d.about not in BESIDE and d.finding == "disputed")
    found = []
    for pair in every:
        a, b = pair.likeness.a.item, pair.likeness.b.item
        known = any(pair.features.get(name) for name in (f"ruled {TOLD}", "one denied", BY_NUMBER))
        model = odds().of(pair.features)[TOLD]
        if not known and model.of(pair.features) >= model.least and not apart.both(a, b):
            found.append(Group("figure", _carriers(pair, alike), _subject(pair), _SAME))
    return found


def _subject(pair: Pair) -> str:
    """The names that both sentences have, as the first spells them, else the words they share."""
    a = pair.likeness.a
    names = [w for w in _NAME.findall(a.item.text) if meaning(stem(plain(w))) in pair.likeness.shared]
    return " ".join(dict.fromkeys(names[:_NAMES])) or " ".join(spelled(a, pair.likeness.shared).split()[:4])


def _likely(pair: Pair) -> Iterator[tuple[str, float]]:
    """The likeliest type of dispute of those that are likely enough."""
    known, found, was_read = odds(), pair.features, SENSED in pair.features
    enough = []
    for about in known.read:
        if about != TOLD:
            alone, read = grounded(about, found, read=False), was_read and grounded(about, found, read=True)
            chance, least = known.judged(about, found, alone=alone, read=read)
            enough += [(about, chance)] if chance >= least else []
    if enough:
        yield max(enough, key=lambda x: x[1])


def _in(line: Line, items: Sequence[Item]) -> list[Item]:
    """Items of which at least half of a piece of evidence lies in the sentence, or the sentence half in it."""
    return [i for i in items if any(half_shared(line.said.span, s) for s in i.record.evidence)]


def half_shared(a: Span, b: Span) -> bool:
    """True when two spans of one text share at least half of the shorter."""
    return min(a.end, b.end) - max(a.start, b.start) >= 0.5 * min(a.end - a.start, b.end - b.start)
