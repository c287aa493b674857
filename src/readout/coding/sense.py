"""What the encoder makes of a report: how likely a stretch is to be a record of a kind, and with which codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from readout.language.attributed import windows
from readout.language.encoder import Encoder, Floats, TokenTags
from readout.model import Record, Report, Span
from readout.model.record import Stance

Tagged = list[tuple[int, int, TokenTags]]
"""Stretches ``[start, end)`` of characters of a report, and what the encoder sees in each."""


def tagged(encoder: Encoder, text: str) -> Tagged:
    """The encoder's reading of a text; needs no parse, and so can run beside it."""
    spans = list(windows(text))
    found = encoder.tags([text[s:e] for s, e in spans])
    return [(s, e, tags) for (s, e), tags in zip(spans, found, strict=True)]


@dataclass(frozen=True)
class Sense:
    """The encoder's reading of one report; probabilities are 0 to 1 and means over word pieces.

    Attributes:
        ahead: the reading, when it has been made already.
    """

    encoder: Encoder
    report: Report
    ahead: Tagged | None = None

    @cached_property
    def _tags(self) -> Tagged:
        return self.ahead if self.ahead is not None else tagged(self.encoder, self.report.text)

    def likelihood(self, kind: str, span: Span) -> float:
        """How likely the span is evidence of a record of this kind."""
        return float(self._mean("kinds", span)[self._column("kinds", kind)])

    def supports(self, record: Record) -> float:
        """The likelihood of a record's best evidence for its kind."""
        return max(self.likelihood(record.kind, span) for span in record.evidence)

    def denied(self, span: Span) -> float:
        """How likely what the span says is denied."""
        return float(self._mean("negated", span)[0])

    def stance(self, span: Span) -> tuple[Stance, float]:
        """The likeliest stance, given a position, and its share among the stances."""
        values = self._mean("stance", span)
        best = int(values.argmax())
        stance: Stance = self.encoder.labels("stance")[best]  # type: ignore[assignment]
        return stance, float(values[best] / max(1e-6, float(values.sum())))

    def codes(self, group: str, span: Span, *, least: float, most: int = 2) -> tuple[str, ...]:
        """Labels of ``measure``, ``target_class`` or ``means`` from ``least`` up, likeliest first, at most ``most``."""
        values = self._mean(group, span)
        order = np.argsort(-values)[:most]
        return tuple(self.encoder.labels(group)[i] for i in order if values[i] >= least)

    def stretches(self, kind: str, least: float, shortest: int = 3) -> Iterator[tuple[Span, float]]:
        """Unbroken stretches whose word pieces are evidence of a kind, with their mean likelihood.

        Args:
            least: likelihood from which a word piece belongs to a stretch.
            shortest: word pieces.
        """
        column = self._column("kinds", kind)
        for offset, _, tags in self._tags:
            inside = tags.kinds[:, column] >= least
            if not inside.any():
                continue
            edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
            for first, last in edges.reshape(-1, 2):
                if last - first >= shortest:
                    span = Span(offset + int(tags.start[first]), offset + int(tags.end[last - 1]))
                    yield span, float(tags.kinds[first:last, column].mean())

    def _column(self, group: str, label: str) -> int:
        return self.encoder.labels(group).index(label)

    @cached_property
    def _means(self) -> dict[tuple[str, int, int], Floats]:
        return {}

    def _mean(self, group: str, span: Span) -> Floats:
        asked = (group, span.start, span.end)
        if asked not in self._means:
            self._means[asked] = self._fresh_mean(group, span)
        return self._means[asked]

    def _fresh_mean(self, group: str, span: Span) -> Floats:
        best: Floats | None = None
        for start, end, tags in self._tags:
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                values = tags.mean(group, low - start, high - start)
                best = values if best is None else np.maximum(best, values)
        return best if best is not None else np.zeros(len(self.encoder.labels(group)), np.float32)
