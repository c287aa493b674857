"""Measures told as a deed and its object: "free our leaders", "the blockade is lifted", "hand in weapons"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import Hit, PhraseTable, data

if TYPE_CHECKING:
    from readout.language.tokens import Doc

_BREAKS = frozenset({";", ".", ":", "and", "but", "after", "before", "if", "that", "by"})
_REACH = 6
"""Most words between a deed and its object."""


def deeds(doc: Doc, lemmas: list[str], base: int) -> list[tuple[int, int, str]]:
    """``(start, end, code)`` in ``lemmas`` of every deed with its object.

    ``base`` is the index in ``doc`` of the first lemma.
    """
    acts, objects = _tables()
    done = list(acts.find(lemmas))
    targets = list(objects.find(lemmas)) if done else []
    found: dict[tuple[int, int], tuple[int, int, str]] = {}
    for act in [*done, *_shorter(acts, lemmas, done)]:
        if any(low <= act.start < high and act.end < high for low, high in found):
            continue  # "cut off aid" has told it, and is no cut
        if doc[base + act.start].pos_ not in ("VERB", "NOUN", "AUX"):
            continue
        for target in targets:
            if act.code != target.code:
                continue
            if act.code == "disarmament" and doc[base + target.end - 1].pos_ == "VERB":
                continue  # "keep arming them"
            ahead = act.end <= target.start <= act.end + _REACH and not _BREAKS & set(lemmas[act.end : target.start])
            behind = target.end <= act.start <= target.end + _REACH and _passive(
                doc, lemmas, base, target.end, act.start
            )
            if ahead or behind:
                start, end = min(act.start, target.start), max(act.end, target.end)
                found.setdefault((act.start, act.end), (start, end, act.code))
                break
    return sorted(found.values())


def _shorter(acts: PhraseTable, lemmas: list[str], done: list[Hit]) -> list[Hit]:
    """The words that longer acts begin with: "withdraw from a trade pact", but also "withdraw from the town"."""
    starts = {(hit.start, hit.end) for hit in done if hit.end - hit.start > 1}
    return [
        Hit(start, upto, code)
        for start, end in sorted(starts)
        for upto in range(end - 1, start, -1)
        for code in acts.get(" ".join(lemmas[start:upto]))
    ]


def _passive(doc: Doc, lemmas: list[str], base: int, low: int, at: int) -> bool:
    """The object before its deed: "leaders are released", "wants the blockade lifted", "weapons handed in"."""
    gap = lemmas[low:at]
    verb = doc[base + at]
    if verb.tag_ not in ("VBN", "VBD") or (verb.tag_ == "VBD" and gap) or _BREAKS & set(gap) or "," in gap:
        return False
    return "be" in gap or len(gap) <= 2


@cache
def _tables() -> tuple[PhraseTable, PhraseTable]:
    """Deeds and objects, each by the measure that they show together."""
    pairs = data("measures")["deeds"]
    return (
        PhraseTable.of({code: pair["acts"] for code, pair in pairs.items()}),
        PhraseTable.of({code: pair["objects"] for code, pair in pairs.items()}),
    )
