"""Near-copies: syndicated and lightly edited texts, found by passage and by whole text, counted as one source.

MinHash signatures (Broder 1997) over shingles of five words, cut into bands so that only texts that share a band are
compared; every candidate is then checked on its true shingles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from operator import itemgetter

from rensa import RMinHash  # type: ignore[import-untyped]

from readout.model import Report, Span
from readout.reconcile.copy_bands import Bands
from readout.reconcile.words import share, tokens

SHINGLE = 5
PERMUTATIONS = 64
ROWS = 4
PASSAGE_WORDS = 12
ALIKE = 0.35
COPIED = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report.

    Attributes:
        span: where it stands.
        words: its plain words.
        shingles: hashes of its runs of five words.
    """

    span: Span
    words: tuple[str, ...]
    shingles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A place where a copy departs from its fellow.

    Attributes:
        before, after: the words of the first and the second report, empty when words were added or dropped.
        spans: the passages that hold them, first and second report.
    """

    before: str
    after: str
    spans: tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports of which one repeats at least half of the shorter.

    Attributes:
        first, second: report ids, the earlier first (then by id).
        share: the part of the shorter text, in runs of five words, that both have, 0 to 1.
        passages: the matching passages, spans of first and second report.
        changes: where matching passages differ.
    """

    first: str
    second: str
    share: float
    passages: tuple[tuple[Span, Span], ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is compared of one report: its passages, all their shingles, the bands of their MinHash signatures."""

    passages: tuple[Passage, ...]
    shingles: frozenset[str]
    bands: frozenset[tuple[object, ...]]


@dataclass(slots=True)
class Compared:
    """What earlier runs worked out, by content: signatures of reports, comparisons of pairs."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Copy | None] = field(default_factory=dict)
    bands: Bands = field(default_factory=Bands)


def copies(reports: Sequence[Report], kept: Compared | None = None) -> tuple[Copy, ...]:
    """Every pair of near-copies among ``reports``; in a family of many, each is paired with one of its fellows."""
    kept = kept if kept is not None else Compared()
    ordered = sorted(reports, key=age)
    for report in ordered:
        if report.id not in kept.signatures:
            kept.signatures[report.id] = _signature(report)
    found = []
    for pair in kept.bands.candidates([r.id for r in ordered], {r.id: kept.signatures[r.id].bands for r in ordered}):
        if pair not in kept.pairs:
            kept.pairs[pair] = _compared(*pair, kept.signatures[pair[0]], kept.signatures[pair[1]])
        copy = kept.pairs[pair]
        if copy:
            found.append(copy)
    return tuple(found)


def families(reports: Iterable[Report], pairs: Iterable[Copy]) -> dict[str, str]:
    """Report id to the id of the earliest report of its family of copies: the source that counts once."""
    parent = {r.id: r.id for r in reports}
    ranks = {r.id: i for i, r in enumerate(sorted(reports, key=age))}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for pair in pairs:
        if pair.first in parent and pair.second in parent:
            a, b = sorted((root(pair.first), root(pair.second)), key=ranks.__getitem__)
            parent[b] = a
    return {key: root(key) for key in parent}


def age(report: Report) -> tuple[str, str]:
    """Sorting key: earliest published first, undated last, then by id."""
    return (report.published or "9999", report.id)


def passages(text: str) -> tuple[Passage, ...]:
    """The paragraphs of ``text`` that are long enough to be compared."""
    found, at = [], 0
    for line in text.split("\n"):
        words = tuple(tokens(line))
        if len(words) >= PASSAGE_WORDS:
            found.append(Passage(Span(at, at + len(line)), words, _shingles(words)))
        at += len(line) + 1
    return tuple(found)


def _shingles(words: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _bands(shingles: Iterable[str]) -> list[tuple[int, ...]]:
    signature = RMinHash(num_perm=PERMUTATIONS, seed=7)
    signature.update(sorted(shingles))
    digest = signature.digest()
    return [(i, *digest[i : i + ROWS]) for i in range(0, PERMUTATIONS, ROWS)]


def _signature(report: Report) -> Signature:
    parts = passages(report.text)
    bands: set[tuple[object, ...]] = set()
    for passage in parts:
        bands.update(("p", *band) for band in _bands(passage.shingles))
    shingles = frozenset[str]().union(*(p.shingles for p in parts))
    if parts:
        bands.update(("w", *band) for band in _bands(shingles))
    return Signature(parts, shingles, frozenset(bands))


def _compared(first: str, second: str, a: Signature, b: Signature) -> Copy | None:
    shared = share(a.shingles, b.shingles)
    if shared < COPIED:
        return None
    matched = []
    for passage in a.passages:
        likeness, best = max(((_alike(passage, other), other) for other in b.passages), key=itemgetter(0))
        if likeness >= ALIKE:
            matched.append((passage, best))
    changes = tuple(change for x, y in matched for change in _changes(x, y))
    spans = tuple((x.span, y.span) for x, y in matched)
    return Copy(first, second, shared, spans, changes) if matched else None


def _alike(a: Passage, b: Passage) -> float:
    shared = len(a.shingles & b.shingles)
    return shared / (len(a.shingles) + len(b.shingles) - shared)


def _changes(a: Passage, b: Passage) -> list[Change]:
    if a.words == b.words:
        return []
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    return [
        Change(" ".join(a.words[i:j]), " ".join(b.words[k:m]), (a.span, b.span))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]
