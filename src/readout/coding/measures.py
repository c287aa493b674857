"""Which measure words speak of: codes, scope, and what "the deal" refers back to (codebook section 4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from readout.codebook.lexicon import table, words
from readout.coding.code_choice import Named, foremost, is_settling, leaves_place, lemma_of, overlaps, relieved, settled
from readout.coding.deeds import deeds
from readout.coding.hints import hinted
from readout.coding.reading import Reading
from readout.coding.truces import scope, truces
from readout.linking.states import state_of
from readout.model import Agreement, Condition, Proposal

if TYPE_CHECKING:
    from readout.language.tokens import Token

_PLACING = frozenset(
    "in at near on across along to from over into inside outside of around towards toward beyond within".split()
)
_AROUND = frozenset({"around", "along", "near"})
"""Words for where a truce holds; "in" may also say where it was signed."""
Measured = TypeVar("Measured", Agreement, Proposal, Condition)
_PRONOUNS = frozenset({"it", "this", "that", "so"})
_SETTLING = frozenset(
    "deal agreement accord pact arrangement document text understanding memorandum protocol framework "
    "treaty declaration compromise".split()
)
_EARLIER = frozenset({"earlier", "previous", "former", "prior", "old", "older"})
_WATCHING = frozenset("check oversee verify inspect supervise watch police monitor track".split())
_SIGNING = frozenset({"sign", "initial", "conclude", "seal", "ratify"})
_CLOSE = 4
_MEMORY = 3
"""Sentences back in which "it" or "the step" looks for a measure before it falls back on the truce."""


@dataclass(frozen=True, slots=True)
class Found:
    """Measures of a stretch of text: codes, whether they were named or only referred to, and the words' range."""

    codes: tuple[str, ...]
    named: bool
    start: int
    end: int

    def __bool__(self) -> bool:
        return bool(self.codes)

    @property
    def truce(self) -> bool:
        """True for a stop of fighting of any scope."""
        return bool(self.codes) and self.codes[0].startswith("ceasefire")


_SUBORDINATING = frozenset("if unless after before until till while because although though once when as since".split())
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
        """Measures of everything that hangs on ``head``; of "if ..." and "after ..." only where the rest names none."""
        if head is None:
            return NOTHING
        start, end = head.left_edge.i, head.right_edge.i + 1
        own = own_end(head, end)
        if own < end and (found := self.within(start, own, refer=False)):
            return found
        found = self.within(start, end, refer=refer)
        if not found and head.dep_ == "relcl" and head.head.i < start:
            return self.within(head.head.left_edge.i, start, refer=False)  # "observers, who may stay six months"
        return found

    def topic(self, at: int, *, settling: bool = False) -> tuple[str, ...]:
        """What the report speaks of just before token ``at``; with ``settling``, only truces and settlements count.

        The same sentence first, then the nearest sentence before; of one sentence, a truce or a settlement, else what
        it names first.
        """
        sent = self.reading.sentence(self.reading.doc[min(at, len(self.reading.doc) - 1)])
        history = [(place, codes) for place, codes in self._history if place < at]
        if settling:
            chosen = [(p, c) for p, c in history if is_settling(c)]
            signed = [c for p, c in chosen if self._signed(p)]
            if signed:
                return signed[-1]
            plain = bool(chosen) and chosen[-1][1] == ("peace_settlement",)
            return (self.main or chosen[-1][1]) if plain else chosen[-1][1] if chosen else ()
        same = [codes for place, codes in history if place >= sent.start]
        if same:
            return foremost(same)
        for earlier in [s for s in self.reading.sents if s.end <= sent.start][: -_MEMORY - 1 : -1]:
            inside = [codes for place, codes in history if earlier.start <= place < earlier.end]
            if inside:
                return foremost(inside)
        return self.topic(at, settling=True) or (history[-1][1] if history else ())

    def hinted(self, start: int, end: int) -> tuple[str, ...]:
        """The code that ordinary words of ``[start, end)`` hint at where none is named; empty when none does."""
        return hinted(self.reading.doc, start, end)

    def guessed(self, start: int, end: int) -> tuple[str, ...]:
        """The likeliest code of ``[start, end)``, known to tell of a measure that no word names; may be empty."""
        return self.hinted(start, end)

    def supposed(self, record: Measured) -> Measured:
        """The record; where its words name no measure, with the one that they hint at."""
        if record.measure != ("other",) or (isinstance(record, Condition) and record.condition_of):
            return record  # of a condition, the rest of the sentence tells of what hangs on it
        told = record.evidence[0]
        words_told = self.reading.doc.expanded(told.start, told.end)
        codes = self.guessed(words_told.start, words_told.end) if words_told is not None else ()
        return replace(record, measure=codes) if codes else record

    @cached_property
    def main(self) -> tuple[str, ...]:
        """What the deal of the report is about; empty when it tells of none.

        What is first told of as signed, else its commonest truce, else a settlement.
        """
        signed = next((codes for place, codes in self._history if is_settling(codes) and self._signed(place)), None)
        if signed is not None:
            return signed
        named = Counter(codes for _, codes in self._history if is_settling(codes))
        truces_named = [c for c, _ in named.most_common() if c[0].startswith("ceasefire")]
        return truces_named[0] if truces_named else ("peace_settlement",) if named else ()

    def _signed(self, at: int) -> bool:
        """True for a deal that stands close after a verb of signing in its sentence."""
        start = self.reading.sentence(self.reading.doc[at]).start
        return any(lemma in _SIGNING for lemma in self._lemmas[max(start, at - _CLOSE) : at])

    @cached_property
    def _lemmas(self) -> list[str]:
        return [lemma_of(t) for t in self.reading.doc]

    @cached_property
    def _found(self) -> dict[tuple[int, int], Found]:
        return {}

    def _named(self, start: int, end: int) -> Found:
        if (start, end) not in self._found:
            self._found[start, end] = self._freshly_named(start, end)
        return self._found[start, end]

    def _freshly_named(self, start: int, end: int) -> Found:
        lemmas = self._lemmas[start:end]
        strong: Named = []
        for low, high in truces(lemmas):
            strong += [(low, high, code) for code in self._scope(lemmas, low, high, start)]
        weak: Named = []
        pairs = deeds(self.reading.doc, lemmas, start)
        watched = [p for p in pairs if p[2] == "monitoring" and lemmas[p[0]] in _WATCHING]
        strong = [s for s in strong if not overlaps(s, watched)]  # "watch the truce" is not the truce
        strong += [p for p in pairs if not overlaps(p, strong)]
        for hit in table("measures", "measures").find(lemmas):
            span = (hit.start, hit.end, hit.code)
            if hit.code == "none" or overlaps(span, strong) or self._only_a_place(start + hit.end - 1, hit.code):
                continue
            if hit.code == "evacuation" and leaves_place(self.reading.doc[start + hit.start]):
                span = (hit.start, hit.end, "troop_withdrawal")
            faint = " ".join(lemmas[hit.start : hit.end]) in words("measures", "weak.words")
            (weak if faint else strong).append(span)
        chosen = sorted(strong or weak)
        if not chosen:
            return NOTHING
        codes = tuple(settled([relieved(code, lemmas) for _, _, code in chosen]))
        return Found(codes, True, start + chosen[0][0], start + max(high for _, high, _ in chosen))

    def _only_a_place(self, at: int, code: str) -> bool:
        """ "near the border", "held a vote of thanks": words of a measure that only say where or do the act."""
        token = self.reading.doc[at]
        counted = token.dep_ == "pobj" and any(c.dep_ == "nummod" for c in token.children)  # "by ten votes to one"
        passed = token.dep_ == "pobj" and token.head.lower_ in ("without", "by")  # "adopted without a vote"
        if code == "elections" and (token.pos_ == "VERB" or counted or passed):
            return True
        if token.lemma_.casefold() in ("diplomat", "ambassador", "donor") and token.dep_ == "nsubj":
            return token.head.lemma_.casefold() in words("cues", "say")  # who speaks
        if code == "peace_settlement" and token.dep_ == "compound":
            own = table("measures", "measures").find([lemma_of(token.head)])  # "peace monitors" only monitor
            return any(hit.code not in ("peace_settlement", "talks", "none") for hit in own)
        if code == "border_reopening" and token.lemma_.casefold() in ("checkpoint", "crossing", "airport"):
            return token.dep_ == "pobj" and token.head.lower_ in ("at", "near", "by")
        if token.pos_ == "VERB" and _in_another_sense(token, code):
            return True
        return (
            code == "territory"
            and token.lemma_.casefold() in words("measures", "weak.words")
            and token.dep_ in ("pobj", "compound", "nmod")
            and (token.dep_ != "pobj" or token.head.lower_ in _PLACING)
        )

    def _scope(self, lemmas: list[str], low: int, high: int, base: int) -> tuple[str, ...]:
        """What a truce covers: its own words, else for "the truce" what was said of it before."""
        own = scope(self.reading.doc, lemmas, base, low, high)
        if own:
            return own
        if self._definite(base + low):
            before = [codes for place, codes in self._truce_history if place < base + low]
            if before:
                return before[-1]
        return ("ceasefire.local",) if self._in_a_place(base + low, base + high) else ("ceasefire.full",)

    def _in_a_place(self, low: int, high: int, after: frozenset[str] = _AROUND | {"in", "at"}) -> bool:
        """ "a ceasefire around Port Hope", "a truce in the Blue Hills": a named place that is no state."""
        return any(
            o.pos_ == "PROPN" and o.ent_type_ in ("GPE", "LOC", "FAC") and not any(state_of(t.text) for t in o.subtree)
            for token in self.reading.doc[low:high]
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in after
            for o in c.children
            if o.dep_ == "pobj"
        )

    def _definite(self, at: int) -> bool:
        doc = self.reading.doc
        if doc[at].lower_ in ("the", "this", "that"):
            return True
        return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in doc[at].children) or (
            at > 0 and doc[at - 1].lower_ in ("the", "this", "that")
        )

    def _referred(self, start: int, end: int) -> Found:
        for at in range(start, end):
            token = self.reading.doc[at]
            if self._lemmas[at] not in words("measures", "ceasefire.anaphora") or not self._refers(token):
                continue
            settling = self._lemmas[at] in _SETTLING
            if settling and any(c.lower_ in _EARLIER for c in token.children):
                return Found(("peace_settlement",), True, at, at + 1)  # not the deal told just before
            codes = (self.topic(at, settling=True) if settling else ()) or self.topic(at)
            if not codes and settling:
                codes = self.main or ("peace_settlement",)
            if codes:
                return Found(codes, False, at, at + 1)
        return NOTHING

    def _refers(self, token: Token) -> bool:
        """False for "it" that stands for an actor, "that" that opens a clause, "this week"."""
        if token.lower_ not in _PRONOUNS:
            return token.pos_ in ("NOUN", "PROPN")
        if token.pos_ != "PRON" or token.dep_ in ("det", "mark", "expl"):
            return False
        if token.dep_ in ("nsubj", "nsubjpass"):
            return token.dep_ == "nsubjpass" or token.head.lemma_ in (
                "be",
                "become",
                "remain",
                "hold",
                "come",
                "take",
                "last",
                "begin",
                "mean",
                "give",
                "make",
                "end",
                "start",
                "expire",
            )
        return token.dep_ in ("dobj", "pobj", "attr") and token.tag_ != "WDT"

    @cached_property
    def _history(self) -> list[tuple[int, tuple[str, ...]]]:
        """Measures named in the report, with where; plain "the truce" takes its scope from before."""
        history = list(self._truce_history)
        covered = [(place, place + 4) for place, _ in history]
        for sent in self.reading.sents:
            lemmas = self._lemmas[sent.start : sent.end]
            spans: Named = deeds(self.reading.doc, lemmas, sent.start)
            for hit in table("measures", "measures").find(lemmas):
                phrase = " ".join(lemmas[hit.start : hit.end])
                kept = hit.code != "none" and (
                    phrase not in words("measures", "weak.words")
                    or phrase in ("talk", "negotiation", "meeting", "summit", "election")
                )
                if (
                    kept
                    and not overlaps((hit.start, hit.end, hit.code), spans)
                    and not self._only_a_place(sent.start + hit.end - 1, hit.code)
                ):
                    spans.append((hit.start, hit.end, hit.code))
            for low, high, code in spans:
                if not any(a < sent.start + high and sent.start + low < b for a, b in covered):
                    history.append((sent.start + low, (code,)))
        return sorted(history)

    @cached_property
    def _truce_history(self) -> list[tuple[int, tuple[str, ...]]]:
        history: list[tuple[int, tuple[str, ...]]] = []
        title = [self.reading.doc[0 : self.reading.sents[0].start]] if self.reading.sents else []
        for sent in [*(s for s in title if len(s)), *self.reading.sents]:
            lemmas = self._lemmas[sent.start : sent.end]
            for low, high in sorted(truces(lemmas)):
                own = scope(self.reading.doc, lemmas, sent.start, low, high)
                if own or not self._definite(sent.start + low):
                    around = self._in_a_place(sent.start + low, sent.start + high, _AROUND)
                    history.append((sent.start + low, own or ("ceasefire.local" if around else "ceasefire.full",)))
        return sorted(history)


def _in_another_sense(verb: Token, code: str) -> bool:
    """ "Weapons are landed", "may visit their homes": no territory and no talks."""
    lemma = verb.lemma_.casefold()
    homely = (o for o in verb.children if o.dep_ == "dobj" and o.pos_ == "NOUN")
    if lemma == "visit" and code == "talks":
        return any(c.tag_ == "PRP$" for o in homely for c in o.children)
    return lemma == "land" and code == "territory"


def only_attends(clause: Token) -> bool:
    """True for a clause that only gives the time, reason or condition of the one that it hangs on."""
    marks = (m for m in clause.children if m.dep_ in ("mark", "advmod", "prep"))
    return clause.dep_ == "advcl" and any(m.lower_ in _SUBORDINATING for m in marks)


def own_end(head: Token, end: int) -> int:
    """Where the clause of ``head`` ends: before a second deed that it is joined to, and before what only attends it."""
    later = [
        c.left_edge.i
        for c in head.children
        if c.i > head.i and (only_attends(c) or (c.dep_ == "conj" and c.pos_ == head.pos_ == "VERB"))
    ]
    return min(later, default=end)
