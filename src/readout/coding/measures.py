"""Which measure words speak of: codes, scope, and what "the deal" refers back to (codebook section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from readout.codebook.lexicon import PhraseTable, data, listing, table, words
from readout.coding.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEAK = frozenset({"vote", "land", "tie", "food", "medicine", "aid", "guarantee", "region", "border", "poll", "crossing", "arm", "peace", "relief", "tariff", "transition", "settlement", "recognition", "monitor", "transit", "corridor", "uranium", "conversation", "reopen", "independence", "talk", "meeting", "discussion", "evacuate", "constitution", "ammunition", "prisoner", "intelligence", "conference", "summit", "call"})
"""Single words that show a measure only when nothing stronger is near."""


@dataclass(frozen=True, slots=True)
class Found:
    """Measures of a stretch of text: codes, whether they were named or only referred to, and the words' range."""

    codes: tuple[str, ...]
    named: bool
    start: int
    end: int

    def __bool__(self) -> bool:
        return bool(self.codes)


_EASING = frozenset({"lift", "ease", "easing", "lifting", "relief", "remove", "removal", "waive", "end", "relax", "unfreeze", "scrap"})

NOTHING = Found((), False, 0, 0)


@dataclass(frozen=True)
class Measures:
    """Measure finder of one report."""

    reading: Reading

    def within(self, start: int, end: int, *, refer: bool = True) -> Found:
        """Measures of the token range ``[start, end)``; with ``refer``, also what "it" or "the deal" stands for."""
        named = self._named(start, end)
        if named:
            return named
        return self._referred(start, end) if refer else NOTHING

    def of(self, head: Token | None, *, refer: bool = True) -> Found:
        """Measures of everything that hangs on ``head``."""
        if head is None:
            return NOTHING
        return self.within(head.left_edge.i, head.right_edge.i + 1, refer=refer)

    @cached_property
    def _lemmas(self) -> list[str]:
        return [_lemma(t) for t in self.reading.doc]

    def _named(self, start: int, end: int) -> Found:
        lemmas = self._lemmas[start:end]
        spans: list[tuple[int, int]] = []
        codes: list[str] = []
        for low, high in self._truces(lemmas):
            codes += self._scope(lemmas, low, high, start)
            spans.append((low, high))
        weak: list[str] = []
        weak_spans: list[tuple[int, int]] = []
        for hit in _measures().find(lemmas):
            if any(hit.start < e and hit.end > s for s, e in spans):
                continue
            phrase = " ".join(lemmas[hit.start : hit.end])
            if (hit.code.startswith("territory") and phrase in ("border", "land", "region", "independence", "corridor")) or phrase in _WEAK:
                weak.append(hit.code)
                weak_spans.append((hit.start, hit.end))
            else:
                codes.append(hit.code)
                spans.append((hit.start, hit.end))
        if not codes:
            codes, spans = weak, weak_spans
        if not codes:
            return NOTHING
        codes = _settle(codes)
        if "sanctions" in codes and _EASING & set(lemmas):
            codes = ["sanctions_relief" if c == "sanctions" else c for c in codes]
        return Found(tuple(codes), True, start + min(s for s, _ in spans), start + max(e for _, e in spans))

    def _truces(self, lemmas: list[str]) -> list[tuple[int, int]]:
        """Ranges that speak of a stop of fighting: "ceasefire", "halt attacks", "a pause in strikes"."""
        found = [(h.start, h.end) for h in _truce_heads().find(lemmas)]
        force = [(h.start, h.end) for h in _force().find(lemmas)]
        for stop in _stopping().find(lemmas):
            for low, high in force:
                gap = lemmas[stop.end : low]
                near = stop.end <= low <= stop.end + 7
                if near and not {",", ";", "."} & set(gap):
                    found.append((stop.start, high))
                    break
        for stop in _bans().find(lemmas):
            before = [(low, high) for low, high in force if high <= stop.start and stop.start - high <= 12]
            if before:
                found.append((before[0][0], stop.end))
        for at, lemma in enumerate(lemmas):
            if lemma in ("not", "neither", "no", "never") and at + 4 < len(lemmas) + 4:
                window = lemmas[at + 1 : at + 6]
                verb = next((i for i, w in enumerate(window) if w in ("strike", "attack", "shell", "bomb", "target")), None)
                if verb is not None and not {",", ";"} & set(window[:verb]):
                    found.append((at, at + 2 + verb))
        return found

    def _scope(self, lemmas: list[str], low: int, high: int, base: int) -> list[str]:
        """What the truce covers, from the words close to it."""
        window_start, window_end = max(0, low - 5), min(len(lemmas), high + 12)
        window = lemmas[window_start:window_end]
        for stop in (";", ".", ":"):
            if stop in lemmas[high:window_end]:
                window = lemmas[window_start : high + lemmas[high:window_end].index(stop)]
        hits = [h for h in _scopes().find(window)]
        codes = [h.code for h in hits]
        if "ceasefire.energy" in codes and "ceasefire.infrastructure" in codes:
            hosts = [h for h in hits if h.code == "ceasefire.infrastructure"]
            energy = [h for h in hits if h.code == "ceasefire.energy"]
            if all(any(e.end == i.start for e in energy) for i in hosts):
                codes = [c for c in codes if c != "ceasefire.infrastructure"]
        limited = [c for c in dict.fromkeys(codes) if c not in ("ceasefire.full",)]
        if "ceasefire.full" in codes and not {"ceasefire.energy", "ceasefire.infrastructure", "ceasefire.maritime"} & set(limited):
            return ["ceasefire.full"]
        if limited:
            strict = [c for c in limited if c in ("ceasefire.energy", "ceasefire.infrastructure", "ceasefire.maritime")]
            return strict or limited[:1]
        if self._definite(base + low) and (last := self._last(base + low, scoped=True)):
            return list(last)
        return ["ceasefire.full"]

    def _definite(self, at: int) -> bool:
        doc = self.reading.doc
        head = doc[at]
        return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children) or (at > 0 and doc[at - 1].lower_ in ("the", "this", "that"))

    def _referred(self, start: int, end: int) -> Found:
        for at in range(start, end):
            if self._lemmas[at] in words("measures", "ceasefire.anaphora"):
                if last := self._last(at, scoped=False):
                    return Found(last, False, at, at + 1)
        return NOTHING

    @cached_property
    def _history(self) -> list[tuple[int, tuple[str, ...]]]:
        """Truces and settlements named in the report, with where; plain "the truce" left out."""
        history: list[tuple[int, tuple[str, ...]]] = []
        title = [s for s in [self.reading.doc[0 : self.reading.sents[0].start]] if len(s)] if self.reading.sents else []
        for sent in [*title, *self.reading.sents]:
            lemmas = self._lemmas[sent.start : sent.end]
            for low, high in sorted(self._truces(lemmas)):
                window = lemmas[max(0, low - 5) : high + 12]
                hits = [h.code for h in _scopes().find(window)]
                if hits or not self._definite(sent.start + low):
                    codes = self._scope_plain(lemmas, low, high)
                    history.append((sent.start + low, codes))
            for hit in _measures().find(lemmas):
                if hit.code == "peace_settlement" and hit.end - hit.start > 1:
                    history.append((sent.start + hit.start, (hit.code,)))
        return sorted(history)

    def _scope_plain(self, lemmas: list[str], low: int, high: int) -> tuple[str, ...]:
        hits = [h.code for h in _scopes().find(lemmas[max(0, low - 5) : high + 10])]
        strict = [c for c in dict.fromkeys(hits) if c in ("ceasefire.energy", "ceasefire.infrastructure", "ceasefire.maritime", "ceasefire.humanitarian", "ceasefire.air")]
        if "ceasefire.energy" in strict and "ceasefire.infrastructure" in strict:
            text = " ".join(lemmas[max(0, low - 5) : high + 10])
            if "energy infrastructure" in text and "energy and" not in text:
                strict.remove("ceasefire.infrastructure")
        return tuple(strict) if strict and "ceasefire.full" not in hits else ("ceasefire.full",)

    def _last(self, at: int, *, scoped: bool) -> tuple[str, ...]:
        before = [codes for place, codes in self._history if place < at]
        if scoped:
            before = [c for c in before if c[0].startswith("ceasefire")]
        if before:
            return before[-1]
        after = [codes for place, codes in self._history if place > at]
        return after[0] if after and not scoped else ()


def _lemma(token: Token) -> str:
    if token.tag_ == "PRP$":
        return "their"
    lemma = token.lemma_.casefold()
    return "'s" if lemma == "’s" else lemma


def _settle(codes: list[str]) -> list[str]:
    """Each code once; a general measure yields to the particular one that implies it."""
    unique = list(dict.fromkeys(codes))
    if len(unique) > 1:
        weaker = {"sanctions": "sanctions_relief", "humanitarian_access": "military_aid", "peace_settlement": "ceasefire.full", "talks": "*"}
        for general, particular in weaker.items():
            if general in unique and (particular in unique or particular == "*"):
                unique.remove(general)
    return unique


def _measures() -> PhraseTable:
    return table("measures", "measures")


def _scopes() -> PhraseTable:
    return table("measures", "scopes")


def _truce_heads() -> PhraseTable:
    return listing("measures", "ceasefire.heads")


def _force() -> PhraseTable:
    return listing("measures", "ceasefire.force")


def _stopping() -> PhraseTable:
    return _joined()


def _bans() -> PhraseTable:
    return PhraseTable.of({"ban": ["ban", "be ban", "prohibit", "forbid", "be forbid", "be prohibit"]})


_JOINED: list[PhraseTable] = []


def _joined() -> PhraseTable:
    if not _JOINED:
        source = data("measures")["ceasefire"]
        _JOINED.append(PhraseTable.of({"stop": [*source["stopping"], *source["stop_nouns"]]}))
    return _JOINED[0]
