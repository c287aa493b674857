"""Stops of fighting in a stretch of text and what each covers (codebook section 4, `ceasefire.*`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import PhraseTable, data, listing, table

if TYPE_CHECKING:
    from readout.language.tokens import Doc

_BREAKS = frozenset({",", ";", ".", ":"})
_REACH = 7
"""Most words between a verb of stopping and the force that it stops."""
_STRICT = ("ceasefire.energy", "ceasefire.infrastructure", "ceasefire.maritime")
_PARTIAL = (*_STRICT, "ceasefire.humanitarian", "ceasefire.air")
_STRIKING = frozenset({"strike", "attack", "shell", "bomb", "target", "shoot", "fire"})


def truces(lemmas: list[str]) -> list[tuple[int, int]]:
    """Ranges of ``lemmas`` that speak of a stop of fighting: "ceasefire", "halt attacks", "a pause in strikes"."""
    found = [(h.start, h.end) for h in listing("measures", "ceasefire.heads").find(lemmas)]
    force = [(h.start, h.end) for h in listing("measures", "ceasefire.force").find(lemmas)]
    if not force:
        return found + _negated_strikes(lemmas)
    for stop in _stopping().find(lemmas):
        after = [(low, high) for low, high in force if stop.end <= low <= stop.end + _REACH]
        if after and not _BREAKS & set(lemmas[stop.end : after[0][0]]):
            found.append((stop.start, after[0][1]))
    for stop in listing("measures", "ceasefire.bans").find(lemmas):
        before = [(low, high) for low, high in force if high <= stop.start and stop.start - high <= 12]
        if before:
            found.append((before[0][0], stop.end))
    found += _ending_passive(lemmas, force)
    found += _negated_strikes(lemmas)
    return found


def scope(doc: Doc, lemmas: list[str], base: int, low: int, high: int) -> tuple[str, ...]:
    """What the truce at ``[low, high)`` of ``lemmas`` covers by its own words; empty when they do not limit it.

    ``base`` is the index in ``doc`` of the first lemma.
    """
    at = _own_words(doc, base + low, base + high)
    window = [lemmas[i - base] for i in at if 0 <= i - base < len(lemmas)]
    words = [i for i in at if 0 <= i - base < len(lemmas)]
    hits = [
        h
        for h in table("measures", "scopes").find(window)
        if h.code != "ceasefire.local" or doc[words[h.start]].pos_ != "PROPN"  # "the Northern Front" is no front
    ]
    codes = list(dict.fromkeys(h.code for h in hits))
    if "ceasefire.energy" in codes and "ceasefire.infrastructure" in codes:
        energy = [h.end for h in hits if h.code == "ceasefire.energy"]
        if all(h.start in energy for h in hits if h.code == "ceasefire.infrastructure"):
            codes.remove("ceasefire.infrastructure")  # "energy infrastructure" is one thing
    if {"ceasefire.air", "ceasefire.maritime"} <= set(codes):
        return ("ceasefire.full",)  # "in the air, on land and at sea" is everywhere
    strict = [c for c in codes if c in _STRICT]
    if strict:
        return tuple(strict)
    if "ceasefire.full" in codes:
        return ("ceasefire.full",)
    return tuple(c for c in codes if c in (*_PARTIAL, "ceasefire.local"))[:1]


def _own_words(doc: Doc, low: int, high: int) -> list[int]:
    """Indices of the words that hang on the truce: its noun phrase and object, no further clause."""
    kept: set[int] = set(range(low, high))
    for token in doc[low:high]:
        for word in token.subtree:
            if low - 6 <= word.i < high + 14:
                kept.add(word.i)
    for token in doc[low:high]:
        for other in token.children:
            if other.dep_ == "conj" and other.i >= high and other.pos_ in ("NOUN", "PROPN"):
                kept -= {word.i for word in other.subtree}  # "a ceasefire and humanitarian arrangements"
    if high < len(doc) and doc[high].dep_ == "prep" and doc[high].head.pos_ in ("VERB", "AUX"):
        kept |= {word.i for word in doc[high].subtree if word.i < high + 8}  # "declared a truce at sea"
    for i in range(high, min(len(doc), high + 14)):
        if i in kept and (
            doc[i].text in ";:." or doc[i].dep_ in ("relcl", "advcl", "ccomp") or doc[i].tag_ in ("VBD", "MD")
        ):
            kept -= set(range(i, len(doc)))
            break
    for i in range(low - 1, max(-1, low - 7), -1):
        if i in kept and doc[i].text in ",;:.":
            kept -= set(range(i + 1))
            break
    return sorted(kept)


def _ending_passive(lemmas: list[str], force: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "attacks would stop", "if the bombing stopped": force, then the verb."""
    stops = listing("measures", "ceasefire.stopping")
    found = []
    for stop in stops.find(lemmas):
        for low, high in force:
            gap = lemmas[high : stop.start]
            if (
                high <= stop.start <= high + 6
                and not _BREAKS & set(gap)
                and (len(gap) <= 1 or {"must", "will", "would", "should", "be", "have", "to"} & set(gap))
            ):
                found.append((low, stop.end))
                break
    return found


def _negated_strikes(lemmas: list[str]) -> list[tuple[int, int]]:
    """ "not to strike", "neither side will shell"."""
    found = []
    for at, lemma in enumerate(lemmas):
        if lemma in ("not", "neither", "no", "never"):
            window = lemmas[at + 1 : at + 6]
            verb = next(
                (i for i, w in enumerate(window) if w in _STRIKING or window[i : i + 2] == ["use", "force"]), None
            )
            if verb is not None and not {",", ";"} & set(window[:verb]):
                found.append((at, at + 2 + verb))
    return found


@cache
def _stopping() -> PhraseTable:
    source = data("measures")["ceasefire"]
    return PhraseTable.of({"stop": [*source["stopping"], *source["stop_nouns"]]})
