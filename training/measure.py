"""What a network or a weights file is worth on held-out passages: F1 by label, over spans of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from readout.language.encoder import Encoder
from training.examples import sentences
from training.labels import ROOTS
from training.passages import Passage


@dataclass(frozen=True, slots=True)
class LabelScore:
    """F1, and how many gold labels it rests on."""

    label: str
    f1: float
    precision: float
    recall: float
    gold: int


def macro_f1(gold: Sequence[int], predicted: Sequence[int], classes: int = len(ROOTS)) -> float:
    """Mean F1 over the classes that occur in ``gold``."""
    one, two = np.array(gold), np.array(predicted)
    scores = [
        2 * ((one == c) & (two == c)).sum() / ((one == c).sum() + (two == c).sum())
        for c in range(classes)
        if (one == c).any()
    ]
    return float(np.mean(scores))


def kinds_by_sentence(encoder: Encoder, passages: Sequence[Passage], threshold: float = 0.5) -> list[LabelScore]:
    """Is a kind in the sentence at all: some three pieces in a row above the threshold, against the annotation."""
    rows = [(p, s) for p in passages for s in sentences(p.text)]
    tags = encoder.tags([p.text[a:b] for p, (a, b) in rows])
    labels = encoder.labels("kinds")
    gold = np.zeros((len(rows), len(labels)), bool)
    found = np.zeros_like(gold)
    for i, ((passage, (low, high)), tag) in enumerate(zip(rows, tags, strict=True)):
        for record in passage.records:
            if any(s < high and e > low for s, e in record.evidence):
                gold[i, labels.index(record.kind)] = True
        if len(tag.kinds) >= 3:
            smooth = (tag.kinds[:-2] + tag.kinds[1:-1] + tag.kinds[2:]) / 3
            found[i] = smooth.max(0) > threshold
    return [_score(label, gold[:, i], found[:, i]) for i, label in enumerate(labels)]


def codes_by_record(encoder: Encoder, passages: Sequence[Passage], group: str) -> list[LabelScore]:
    """The likeliest code of a record's evidence (group ``stance``, ``measure``, ``target_class``, ``means``), or the
    flag ``negated`` from 0.5 on, against the annotated one; records with several codes count by their first."""
    labels = encoder.labels(group)
    gold, found = [], []
    tags = encoder.tags([p.text for p in passages])
    for passage, tag in zip(passages, tags, strict=True):
        for record in passage.records:
            means = np.mean([tag.mean(group, s, e) for s, e in record.evidence], axis=0)
            if group == "negated":
                gold.append(0 if record.value("factuality") == "negated" else 1)
                found.append(0 if means[0] > 0.5 else 1)
            elif record.codes(group):
                gold.append(labels.index(record.codes(group)[0]))
                found.append(int(means.argmax()))
    one, two = np.array(gold), np.array(found)
    return [_score(label, one == i, two == i) for i, label in enumerate(labels)]


def _score(label: str, gold: np.ndarray, found: np.ndarray) -> LabelScore:  # type: ignore[type-arg]
    right = int((gold & found).sum())
    precision, recall = right / max(1, int(found.sum())), right / max(1, int(gold.sum()))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return LabelScore(label, f1, precision, recall, int(gold.sum()))
