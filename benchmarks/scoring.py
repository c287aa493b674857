"""Coded records against gold ones: what was found, and what was found and is right.

A coded record can stand for a gold one when both are of one kind and the shorter evidence of the two is at least half
covered by the other. Pairs are one to one, the best first: those whose key fields all agree (`comparing.KEYS`), then
those that agree in more fields. ``detected`` counts the pairs, ``right`` those whose key fields agree. A coded record
that tells a right fact once more is left out of the count: it is neither found nor false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.comparing import FURTHER, KEYS, agrees, value_at
from benchmarks.evidence import places, shared, words_of
from benchmarks.gold_files import GoldReport, Json

LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report's coded records as JSON objects; evidence as offsets of ``text`` or words."""

    text: str
    records: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record and the coded one that stands for it (positions in their reports)."""

    gold: int
    coded: int
    right: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """One report: its pairs, and the coded records that repeat a right fact."""

    gold: GoldReport
    coded: CodedReport
    pairs: tuple[Pair, ...]
    repeats: frozenset[int]


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """Fields in the order in which candidates are chosen, the greatest first."""

    right: bool
    keys: int
    further: int
    share: float
    gold: int
    coded: int


def scored(gold: GoldReport, coded: CodedReport) -> Scored:
    """Pairs the records of one report."""
    candidates = _candidates(gold, coded)
    by_gold: dict[int, Pair] = {}
    used: set[int] = set()
    for one in sorted(candidates, reverse=True):
        if one.gold not in by_gold and one.coded not in used:
            by_gold[one.gold] = Pair(one.gold, one.coded, one.right)
            used.add(one.coded)
    repeats = frozenset(c.coded for c in candidates if c.right and c.coded not in used)
    return Scored(gold, coded, tuple(by_gold[i] for i in sorted(by_gold)), repeats)


def _candidates(gold: GoldReport, coded: CodedReport) -> list[_Candidate]:
    wanted = [places(r.get("evidence"), gold.text) for r in gold.records]
    # by its words, so that a text that was cleaned when it was read can still be laid over gold's
    found = [places(words_of(r.get("evidence"), coded.text), gold.text) for r in coded.records]
    candidates = []
    for i, g in enumerate(gold.records):
        for k, c in enumerate(coded.records):
            if g["kind"] != c["kind"]:
                continue
            share = shared(wanted[i], found[k])
            if share >= LEAST_SHARED:
                marks = _marks(KEYS[g["kind"]], g, c)
                further = _marks(FURTHER[g["kind"]], g, c)
                candidates.append(_Candidate(False not in marks, marks.count(True), further.count(True), share, i, k))
    return candidates


def _marks(fields: Mapping[str, str], gold: Json, coded: Json) -> list[bool | None]:
    return [agrees(sort, value_at(gold, name), value_at(coded, name)) for name, sort in fields.items()]


def wrong_fields(gold: Json, coded: Json) -> tuple[str, ...]:
    """The key fields in which a coded record differs from its gold one."""
    keys = KEYS[gold["kind"]]
    return tuple(n for n, m in zip(keys, _marks(keys, gold, coded), strict=True) if m is False)


@dataclass(slots=True)
class Count:
    """Records counted: of gold, coded (repeats left out), paired, and paired with all key fields right."""

    gold: int = 0
    predicted: int = 0
    detected: int = 0
    right: int = 0

    def add(self, other: Count) -> None:
        """Adds another count to this one."""
        self.gold += other.gold
        self.predicted += other.predicted
        self.detected += other.detected
        self.right += other.right


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1, 0 to 1, to three places."""

    p: float
    r: float
    f1: float

    @classmethod
    def of(cls, hits: int, predicted: int, gold: int) -> Rates:
        """Rates of ``hits`` among what was predicted and what gold has."""
        p = hits / predicted if predicted else 0.0
        r = hits / gold if gold else 0.0
        return cls(round(p, 3), round(r, 3), round(2 * p * r / (p + r), 3) if p + r else 0.0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by kind and over all kinds."""

    kinds: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KEYS})

    @property
    def all(self) -> Count:
        """Every kind together."""
        total = Count()
        for count in self.kinds.values():
            total.add(count)
        return total


def counted(reports: Iterable[Scored]) -> Counts:
    """Counts over all reports."""
    counts = Counts()
    for report in reports:
        for g in report.gold.records:
            counts.kinds[g["kind"]].gold += 1
        for k, c in enumerate(report.coded.records):
            counts.kinds[c["kind"]].predicted += k not in report.repeats
        for pair in report.pairs:
            count = counts.kinds[report.gold.records[pair.gold]["kind"]]
            count.detected += 1
            count.right += pair.right
    return counts


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold record that was missed, a coded one that is false, or a pair that differs in key fields."""

    report: str
    kind: str
    gold: Json | None
    coded: Json | None

    @property
    def sort(self) -> str:
        """``missed``, ``false`` or ``wrong``."""
        return "missed" if self.coded is None else "false" if self.gold is None else "wrong"


def mistakes(reports: Sequence[Scored]) -> list[Mistake]:
    """Every mistake, by report in order of the records."""
    found = []
    for report in reports:
        paired = {p.gold: p for p in report.pairs}
        used = {p.coded for p in report.pairs} | report.repeats
        for i, g in enumerate(report.gold.records):
            pair = paired.get(i)
            if pair is None or not pair.right:
                other = None if pair is None else report.coded.records[pair.coded]
                found.append(Mistake(report.gold.name, g["kind"], g, other))
        for k, c in enumerate(report.coded.records):
            if k not in used:
                found.append(Mistake(report.gold.name, c["kind"], None, c))
    return found
