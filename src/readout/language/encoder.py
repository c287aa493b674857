"""The small encoder: what a clause means, told by word piece, the PLOVER root of a marked pair, and how two sentences
stand to each other.

One ONNX file (int8) holds weights, tokenizer and the order of its labels; `training/` makes it. Where the file is
absent `load` gives None and says so once: the rules then stand alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_log = logging.getLogger(__name__)
_CALL = 12
"""What a call of the network costs beside its word pieces, in word pieces: all weights pass through the cache."""
_LONGEST = 128
_OVERLAP = 32
_WANTED = {("tags",): 0, ("tags", "links"): 1, ("roots",): 2, ("compared",): 3}
"""The network computes only what it is asked for."""


class EncoderError(ValueError):
    """The weights file is not one that this version can read."""


@dataclass(frozen=True, slots=True)
class TokenTags:
    """What the encoder sees in one text, by word piece.

    Attributes:
        start, end: ``[start, end)`` characters of the text for each of the n word pieces, in text order.
        groups: probabilities [n, labels] of each group, 0 to 1; several labels may hold at once. ``stance``,
            ``measure``, ``target_class`` and ``means`` are to be read given that the words belong to a record that has
            such a field; ``kinds``, ``negated`` and ``attribution`` stand for themselves.
    """

    start: Ints
    end: Ints
    groups: Mapping[str, Floats]

    @property
    def kinds(self) -> Floats:
        """[n, kinds]: the piece lies in the evidence of a record of that kind."""
        return self.groups["kinds"]

    @property
    def negated(self) -> Floats:
        """[n]: the piece lies in the evidence of a negated record."""
        return self.groups["negated"][:, 0]

    @property
    def stance(self) -> Floats:
        """[n, stances], given a position."""
        return self.groups["stance"]

    @property
    def measure(self) -> Floats:
        """[n, measures], given a record with a measure."""
        return self.groups["measure"]

    @property
    def target_class(self) -> Floats:
        """[n, target classes], given an incident."""
        return self.groups["target_class"]

    @property
    def means(self) -> Floats:
        """[n, means], given an incident."""
        return self.groups["means"]

    @property
    def attribution(self) -> Floats:
        """[n, 3]: source, cue and content of an attribution."""
        return self.groups["attribution"]

    def pieces(self, start: int, end: int) -> slice:
        """The word pieces that touch characters ``[start, end)``; empty when none does."""
        first = int(self.end.searchsorted(start, side="right"))
        return slice(first, max(first, int(self.start.searchsorted(end, side="left"))))

    def mean(self, group: str, start: int, end: int) -> Floats:
        """Mean probability [labels] of a group over characters ``[start, end)``; zeros where no word piece stands.

        Raises:
            KeyError: the weights file has no such group.
        """
        values = self.groups[group][self.pieces(start, end)]
        if not len(values):
            return np.zeros(self.groups[group].shape[1], np.float32)
        return np.asarray(np.add.reduce(values, axis=0) / len(values), np.float32)  # half the cost of values.mean


@dataclass(frozen=True, slots=True)
class LinkedTags:
    """Tags of a text, and which pieces belong to which cue.

    Attributes:
        source, content: [n, n], probability that piece j belongs to the source (content) of a cue at piece i; of use
            only in rows where `tags.attribution` shows a cue.
    """

    tags: TokenTags
    source: Floats
    content: Floats


class Encoder:
    """Reads texts in small batches of like length; get one from `load`."""

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, labels: Mapping[str, Any], version: str
    ) -> None:
        self._session = session
        self._chooses = any(one.name == "wanted" for one in session.get_inputs())
        self.version = version
        self._tokenizer = tokenizer
        self._groups: dict[str, tuple[str, ...]] = {name: tuple(codes) for name, codes in labels["groups"].items()}
        self.roots: tuple[str, ...] = tuple(labels["roots"])
        self.contrasts: tuple[str, ...] = tuple(labels["compared"])

    def labels(self, group: str) -> tuple[str, ...]:
        """The labels of a group in the order of its columns. Raises KeyError for an unknown group."""
        return self._groups[group]

    def tags(self, sentences: Sequence[str]) -> list[TokenTags]:
        """Tags of each text, in the order given; a text above 128 word pieces is read in overlapping windows."""
        encodings = self._encoded(sentences)
        windows = [(number, part) for number, e in enumerate(encodings) for part in (e, *e.overflowing)]
        found = self._run([part for _, part in windows], ("tags",))
        parts: list[list[tuple[Encoding, Floats]]] = [[] for _ in sentences]
        for (number, part), (values,) in zip(windows, found, strict=True):
            parts[number].append((part, values))
        return [self._joined(p) for p in parts]

    def linked(self, texts: Sequence[str]) -> list[LinkedTags]:
        """Tags and links of each text (best a paragraph), in the order given; only the first 128 word pieces."""
        encodings = self._encoded(texts)
        found = self._run(encodings, ("tags", "links"))
        linked = []
        for encoding, (values, links) in zip(encodings, found, strict=True):
            inner = slice(1, len(encoding.ids) - 1)
            tags = self._joined([(encoding, values)])
            linked.append(LinkedTags(tags, links[0][inner, inner], links[1][inner, inner]))
        return linked

    def relation(self, marked: Sequence[str]) -> Floats:
        """Probabilities [n, 15] of the PLOVER roots (order: `roots`) of sentences with their pair marked.

        Args:
            marked: sentences like ``<s>The army</s> shelled <t>the port</t>.`` with one source and one target.
        """
        if not marked:
            return np.zeros((0, len(self.roots)), np.float32)
        return np.stack([values for (values,) in self._run(self._encoded(marked), ("roots",))])

    def compared(self, a: str, b: str) -> Floats:
        """Logits [contrasts] of how two sentences stand to each other (order: `contrasts`), whichever is the first.

        Each pair is read by itself, so that what is told of it does not hang on what else is compared. Of sentences
        above 128 word pieces together the longer is cut.

        Raises:
            EncoderError: the weights file cannot compare.
        """
        if not self.contrasts:
            raise EncoderError("the weights file has no comparing branch; add it with python -m training.comparing")
        encoding = self._tokenizer.encode(min(a, b), max(a, b))
        ((values,),) = self._run([encoding], ("compared",))
        return values

    def _encoded(self, texts: Sequence[str]) -> list[Encoding]:
        """Texts in word pieces, one after the other: in batches the tokenizer would take all cores."""
        return [self._tokenizer.encode(text) for text in texts]

    def _run(self, encodings: Sequence[Encoding], outputs: tuple[str, ...]) -> list[tuple[Floats, ...]]:
        """The outputs of each window, cut to its own length."""
        order = sorted(range(len(encodings)), key=lambda i: len(encodings[i].ids))
        found: list[tuple[Floats, ...]] = [()] * len(encodings)
        for first, last in batches([len(encodings[i].ids) for i in order]):
            chosen = order[first:last]
            ids = np.zeros((len(chosen), len(encodings[chosen[-1]].ids)), np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(chosen):
                ids[row, : len(encodings[i].ids)] = encodings[i].ids
                mask[row, : len(encodings[i].ids)] = 1
            inputs = {"ids": ids, "mask": mask}
            if self._chooses:
                inputs["wanted"] = np.array(_WANTED[outputs], np.int64)
            values = self._session.run(list(outputs), inputs)
            for row, i in enumerate(chosen):
                found[i] = tuple(
                    _cut(name, v[row], len(encodings[i].ids)) for name, v in zip(outputs, values, strict=True)
                )
        return found

    def _joined(self, parts: Sequence[tuple[Encoding, Floats]]) -> TokenTags:
        """The windows of one text as one; where two overlap, each keeps the half that it sees with more context."""
        offsets: list[Ints] = []
        values: list[Floats] = []
        for number, (encoding, found) in enumerate(parts):
            inner = slice(1 + (_OVERLAP // 2 if number else 0), len(encoding.ids) - 1)
            last = len(encoding.ids) - 1 - (_OVERLAP - _OVERLAP // 2) if number < len(parts) - 1 else inner.stop
            offsets.append(np.array(encoding.offsets, np.int64).reshape(-1, 2)[inner.start : last])
            values.append(found[inner.start : last])
        places, columns = np.concatenate(offsets), np.concatenate(values)
        groups, at = {}, 0
        for name, codes in self._groups.items():
            groups[name] = columns[:, at : at + len(codes)]
            at += len(codes)
        return TokenTags(places[:, 0], places[:, 1], groups)


def batches(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges ``[first, last)`` that cut windows, given by ascending length, into the batches that cost least.

    A batch costs its padded word pieces and `_CALL`. It depends on nothing but the text, and so do the outputs: the
    scale by which a call is quantised is that of all that is read in it.
    """
    least, cut = [0], [0]
    for last, longest in enumerate(lengths, 1):
        costs = [least[first] + _CALL + (last - first) * longest for first in range(last)]
        least.append(min(costs))
        cut.append(costs.index(least[-1]))
    found: list[tuple[int, int]] = []
    last = len(lengths)
    while last:
        found.append((cut[last], last))
        last = cut[last]
    return found[::-1]


def load(path: Path | None = None, threads: int = 2) -> Encoder | None:
    """The encoder of a weights file; None, with one warning in the log, when there is no such file.

    Args:
        path: the ONNX file; the one that comes with the program by default.
        threads: at most so many for one batch.

    Raises:
        EncoderError: the file is there but is no weights file of ours.
    """
    file = path or Path(str(resources.files("readout.language"))) / "weights" / "encoder.onnx"
    if not file.is_file():
        _say_absent(file)
        return None
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # threads that wait must not burn the cores that the parser works on
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        metadata = session.get_modelmeta().custom_metadata_map
        labels = json.loads(metadata["labels"])
        tokenizer = Tokenizer.from_str(metadata["tokenizer"])
    except Exception as error:  # onnxruntime and tokenizers raise types of their own that share no base
        raise EncoderError(f"{file}: not an encoder file ({error}); make it with python -m training.train") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=_LONGEST, stride=_OVERLAP)
    return Encoder(session, tokenizer, labels, hashlib.sha256(file.read_bytes()).hexdigest()[:8])


@cache
def _say_absent(file: Path) -> None:
    _log.warning("no encoder at %s: coding and comparing go by rules alone, which is less exact", file)


def _cut(name: str, values: Floats, size: int) -> Floats:
    if name == "tags":
        return values[:size]
    return values[:, :size, :size] if name == "links" else values
