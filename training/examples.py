"""Texts with labels as word pieces with targets: from our passages, PolNeAR documents and PLV rows."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.labels import GROUPS, ROOTS, WIDTH, columns
from training.passages import Passage, PassageRecord

Span = tuple[int, int]
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘*•\-])|(?<=[.!?][\"”’)])\s+(?=[A-Z\"“‘])")
_ROOT_OF_STANCE = {"accept": "AGREE", "support": "SUPPORT", "criticise": "ACCUSE", "reject": "REJECT"}


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and content, as word-piece masks [n]; ``source`` None when it is not known."""

    cue: NDArray[np.bool_]
    source: NDArray[np.bool_] | None
    content: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TokenExample:
    """``ids`` [n]; ``targets`` and ``mask`` [n, WIDTH], mask False where the label is not known."""

    ids: NDArray[np.int64]
    targets: NDArray[np.bool_]
    mask: NDArray[np.bool_]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PairExample:
    """``ids`` [n] of a sentence with its two markers, and its root's number. ``group`` parts the folds."""

    ids: NDArray[np.int64]
    root: int
    group: str
    weight: float = 1.0


class Pieces:
    """Cuts text and marks spans."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def cut(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Ids [n] and character offsets [n, 2]; the outer special pieces have offsets (0, 0)."""
        done = self._tokenizer.encode(text)
        return np.array(done.ids, np.int64), np.array(done.offsets, np.int64)


def inside(offsets: NDArray[np.int64], spans: Iterable[Span]) -> NDArray[np.bool_]:
    """Which pieces touch one of the spans [n]."""
    found = np.zeros(len(offsets), bool)
    for start, end in spans:
        found |= (offsets[:, 0] < end) & (offsets[:, 1] > start)
    return found


def sentences(text: str) -> list[Span]:
    """A plain cut into sentences, enough for training windows."""
    spans, start = [], 0
    for gap in _SENTENCE.finditer(text):
        spans.append((start, gap.end()))
        start = gap.end()
    return [*spans, (start, len(text))]


def _shift(spans: Iterable[Span], window: Span) -> list[Span]:
    low, high = window
    return [(max(s, low) - low, min(e, high) - low) for s, e in spans if s < high and e > low]


def from_passage(passage: Passage, pieces: Pieces, split: bool) -> Iterator[TokenExample]:
    """The passage as one window, or a window a sentence."""
    windows = sentences(passage.text) if split else [(0, len(passage.text))]
    for window in windows:
        yield _passage_window(passage, window, pieces)


def _passage_window(passage: Passage, window: Span, pieces: Pieces) -> TokenExample:
    ids, offsets = pieces.cut(passage.text[window[0] : window[1]])
    targets = np.zeros((len(ids), WIDTH), bool)
    mask = np.zeros((len(ids), WIDTH), bool)
    real = offsets[:, 1] > offsets[:, 0]
    mask[real, columns("kinds")] = True
    links = []
    for record in passage.records:
        here = inside(offsets, _shift(record.evidence, window))
        if not here.any():
            continue
        targets[here, columns("kinds").start + GROUPS["kinds"].index(record.kind)] = True
        if record.kind != "statement":
            mask[here, columns("negated")] = True
        if record.value("factuality") == "negated":
            targets[here, columns("negated")] = True
        for group in ("stance", "measure", "target_class", "means"):
            codes = record.codes(group)
            if codes:
                mask[here, columns(group)] = True
            for code in codes:
                targets[here, columns(group).start + GROUPS[group].index(code)] = True
        if record.kind == "statement":
            links += _own_link(passage, record, window, offsets, targets, mask, here)
    return TokenExample(ids, targets, mask, tuple(links))


def _own_link(
    passage: Passage,
    record: PassageRecord,
    window: Span,
    offsets: NDArray[np.int64],
    targets: NDArray[np.bool_],
    mask: NDArray[np.bool_],
    here: NDArray[np.bool_],
) -> list[Link]:
    """Attribution targets of a statement, known only inside its evidence; the speaker where its name stands there."""
    at = columns("attribution").start
    content = inside(offsets, _shift(passage.spans(record.value("content"), record.evidence), window))
    cue = inside(offsets, _shift(passage.spans(record.value("cue"), record.evidence), window)) & ~content
    names = [span for actor in record.actors("speaker") for span in passage.spans(actor.name, record.evidence)[:1]]
    source = inside(offsets, _shift(names, window)) & ~content
    if not content.any() or not cue.any():
        return []
    mask[here, at + 1 : at + 3] = True
    targets[cue, at + 1] = True
    targets[content, at + 2] = True
    targets[source, at] = True
    mask[source, at] = True
    return [Link(cue, source if source.any() else None, content)]


def polnear(file: Path) -> list[tuple[str, list[dict[str, list[Span]]]]]:
    """Paragraphs of PolNeAR with the attributions whose cue stands in them, offsets within the paragraph."""
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    documents = json.loads(raw)
    found = []
    for name in sorted(documents):
        text, attributions = documents[name]["text"], documents[name]["attributions"]
        for match in re.finditer(r"[^\n]*\S[^\n]*", text):
            low, high = match.span()
            own = []
            for attribution in attributions:
                cues = attribution.get("cue") or []
                if cues and low <= cues[0][0] < high:
                    own.append(
                        {
                            role: _shift(map(tuple, attribution.get(role) or []), (low, high))
                            for role in ("source", "cue", "content")
                        }
                    )
            found.append((match.group(), own))
    return found


def from_polnear(
    text: str, attributions: list[dict[str, list[Span]]], pieces: Pieces, split: bool
) -> Iterator[TokenExample]:
    """A paragraph as one window, or a window a sentence; only attribution labels are known."""
    for window in sentences(text) if split else [(0, len(text))]:
        ids, offsets = pieces.cut(text[window[0] : window[1]])
        targets, mask = np.zeros((len(ids), WIDTH), bool), np.zeros((len(ids), WIDTH), bool)
        mask[offsets[:, 1] > offsets[:, 0], columns("attribution")] = True
        links = []
        for attribution in attributions:
            parts = [inside(offsets, _shift(attribution[role], window)) for role in ("source", "cue", "content")]
            for number, part in enumerate(parts):
                targets[part, columns("attribution").start + number] = True
            if parts[1].any():
                links.append(Link(parts[1], parts[0], parts[2]))
        yield TokenExample(ids, targets, mask, tuple(links))


def plv(file: Path, pieces: Pieces) -> list[PairExample]:
    """The rows of a PLV table (columns marked_sentence and gold_root, tab-separated, no quoting)."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        PairExample(pieces.cut(row["marked_sentence"])[0], ROOTS.index(row["gold_root"]), row["sentence"])
        for row in rows
    ]


def written_pairs(file: Path, pieces: Pieces) -> list[PairExample]:
    """Our own marked sentences: a root and a marked sentence a line, parted by a tab.

    Raises:
        ValueError: a line has another shape; the message names file and line.
    """
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        root, _, text = line.partition("\t")
        if root not in ROOTS or any(text.count(marker) != 1 for marker in ("<s>", "</s>", "<t>", "</t>")):
            raise ValueError(
                f"{file}:{number}: write a PLOVER root, a tab and a sentence with one <s>..</s> and one <t>..</t>"
            )
        found.append(PairExample(pieces.cut(text)[0], ROOTS.index(root), text))
    return found


def marked(text: str, source: Span, target: Span) -> str:
    """The text with its source and target in markers."""
    inserts = [(source[0], "<s>"), (source[1], "</s>"), (target[0], "<t>"), (target[1], "</t>")]
    for at, marker in sorted(inserts, key=lambda i: (-i[0], i[1].startswith("</"))):
        text = text[:at] + marker + text[at:]
    return text


def own_pairs(passage: Passage, pieces: Pieces) -> Iterator[PairExample]:
    """Marked pairs of the passage's records whose two actors stand in its evidence's sentences."""
    for record in passage.records:
        root, sources, targets = _pair_of(record)
        if root is None or record.value("factuality") == "negated" or not sources or not targets:
            continue
        low, high = record.evidence[0][0], record.evidence[-1][1]
        spans = [s for s in sentences(passage.text) if s[0] < high and s[1] > low]
        low, high = spans[0][0], spans[-1][1]
        text = passage.text[low:high].rstrip()
        one, two = text.find(sources[0]), text.find(targets[0])
        first, second = (one, one + len(sources[0])), (two, two + len(targets[0]))
        if one < 0 or two < 0 or (first[0] < second[1] and second[0] < first[1]):
            continue
        yield PairExample(pieces.cut(marked(text, first, second))[0], ROOTS.index(root), passage.text, 0.5)


def _pair_of(record: PassageRecord) -> tuple[str | None, list[str], list[str]]:
    def names(field: str) -> list[str]:
        return [actor.name for actor in record.actors(field)]

    if record.kind == "event":
        return record.value("plover"), names("source"), names("target")
    if record.kind == "incident":
        return "ASSAULT", names("attacker"), names("target")
    if record.kind == "condition":
        return "REQUEST", names("holder"), names("addressees")
    if record.kind == "position":
        return _ROOT_OF_STANCE.get(record.value("stance")), names("holder"), names("toward")
    if record.kind in ("agreement", "talks"):
        both = names("parties" if record.kind == "agreement" else "participants")
        return ("AGREE" if record.kind == "agreement" else "CONSULT"), both[:1], both[1:2]
    return None, [], []
