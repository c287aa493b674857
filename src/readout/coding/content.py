"""What a cue attributes: the clause, quotation or object that is its content."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from readout.codebook.lexicon import words
from readout.language.frames import Frame
from readout.language.quotes import Quotation

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

Range = tuple[int, int]
"""Tokens ``[start, end)``."""

Group = Literal["say", "believe", "call", "stance", "object", "according"]
LIGHT = {("make", "clear"), ("make", "plain"), ("make", "known"), ("let", "known")}
"""Verbs that say only together with their complement."""

_OWN = frozenset("nsubj prep dobj dative npadvmod advmod punct aux".split())


def _timed(token: Token) -> bool:
    """A bare day or hour: "on Monday", "late Sunday"."""
    inner = [t for t in token.subtree if t.pos_ != "ADP"]
    return 0 < len(inner) <= 3 and all(t.ent_type_ in ("DATE", "TIME") for t in inner)


def _opens(that: Token) -> bool:
    """True for a "that" that opens a clause with a subject of its own, so that it is no relative pronoun."""
    clause = that.head
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c is not that for c in clause.children)
    return clause.pos_ in ("VERB", "AUX") and clause.i > that.i and own


def _of_first(head: Token, start: int, end: int) -> bool:
    """ "A called it [a step], but B said ...": a quotation between two verbs that say is the first one's."""
    first = head.head
    says = first.lemma_.casefold() in words("cues", "say") | words("cues", "call")
    return head.dep_ == "conj" and says and first.i < start and end <= head.i


class Contents:
    """Finds the content of cues in one report."""

    def __init__(self, doc: Doc, quotes: list[Quotation]) -> None:
        self._doc = doc
        self._starts = [t.idx for t in doc]
        self.quote_ranges = [(self._token_range(q), q) for q in quotes]

    def of(self, frame: Frame, group: Group, sent: Span, source: Range | None) -> tuple[tuple[Range, ...], bool] | None:
        """The content of a cue and whether it is a clause; None when the cue has none."""
        head = frame.head
        if head.dep_ in ("parataxis",) or (head.dep_ == "ccomp" and self._parenthetical(head)):
            around = self._around(head, sent, source)
            return (around, True) if around else None
        clause = self._clause(frame, group)
        if clause is None and (told := self._told_before(frame, sent)):
            return (told,), True
        if clause is not None:
            ranges = self._minus(self._subtree(clause), self._own_parts(head, clause))
            extra = self._loose_quotes(ranges, frame, sent)
            return tuple(sorted(ranges + extra)), True
        loose = self._loose_quotes([], frame, sent)
        if group == "call" or head.lemma_.casefold() in words("cues", "call"):
            called = self._called(frame)
            if called:
                return tuple(called), False
        if loose:
            return tuple(loose), False
        if group == "say" and (told := self._after_that(head, sent)):
            return (told,), True
        if group in ("say", "stance", "believe") and (group != "stance"):
            return self._object_content(frame, group)
        if group == "stance" and head.lemma_.casefold() in words("cues", "object"):
            return self._object_content(frame, group)
        return self._stance_content(frame)

    def quote_in(self, ranges: tuple[Range, ...]) -> Quotation | None:
        """The longest quotation within these ranges."""
        inside = [
            q
            for (s, e), q in self.quote_ranges
            if any((a - 1 <= s and e <= b + 1) or (s <= a and b <= e) for a, b in ranges)
        ]
        return max(inside, key=lambda q: q.end - q.start) if inside else None

    def trim(self, start: int, end: int) -> Range:
        """Without marks, conjunctions and spaces at the edges; "that" is no part of the content."""
        doc = self._doc
        while start < end and (
            doc[start].is_space
            or (doc[start].is_punct and doc[start].text not in "([")
            or (doc[start].lower_ == "that" and doc[start].dep_ == "mark")
            or doc[start].dep_ == "cc"
        ):
            start += 1
        while end > start and (
            doc[end - 1].is_space
            or (doc[end - 1].is_punct and doc[end - 1].text not in ")]%")
            or doc[end - 1].dep_ == "cc"
        ):
            end -= 1
        return start, end

    def _told_before(self, frame: Frame, sent: Span) -> Range | None:
        """ "..., the ministry said on Monday." however the parse hangs it: the content is what stands before."""
        head = frame.head
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.i > head.i or sent.end - head.i > 12:
            return None
        start = subject.left_edge.i
        while start - 1 > sent.start and self._doc[start - 1].text != "," and head.i - start < 14:
            start -= 1
        before = self._doc[start - 1] if start > sent.start else None
        joined = any(c.dep_ == "cc" for c in head.head.children if c.i < head.i) and head.dep_ == "conj"
        if before is None or before.text != "," or joined or start - sent.start < 4:
            return None
        return self.trim(sent.start, start - 1)

    def _after_that(self, head: Token, sent: Span) -> Range | None:
        """ "Told a rally of supporters that all strikes were off": what follows "that", wherever it hangs."""
        mark = next((t for t in self._doc[head.i + 1 : sent.end] if t.lower_ == "that" and _opens(t)), None)
        if mark is None or any(t.text in ",;" for t in self._doc[head.i : mark.i]):
            return None
        return self.trim(mark.i + 1, max(mark.head.right_edge.i + 1, mark.i + 1))

    def _stance_content(self, frame: Frame) -> tuple[tuple[Range, ...], bool] | None:
        """What follows a stance verb: it lends authority to records in it, and makes no statement."""
        start = frame.head.i + 1
        end = frame.head.right_edge.i + 1
        for child in frame.head.children:
            if child.dep_ == "conj" and child.i > frame.head.i:
                end = min(end, child.left_edge.i)
        return (((start, end),), False) if end > start and not frame.passive else None

    def _clause(self, frame: Frame, group: Group) -> Token | None:
        head = frame.head
        for child in head.children:
            if child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADP", "ADV"):
                return child
        for child in head.children:
            if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and group in ("say", "believe"):
                return child
            if child.dep_ in ("acomp", "oprd", "xcomp", "advmod") and (head.lemma_.casefold(), child.lower_) in LIGHT:
                return next((c for c in child.children if c.dep_ in ("ccomp", "xcomp")), None) or next(
                    (c for c in head.children if c.dep_ in ("advcl",) and c.i > child.i), None
                )
        if group in ("say", "believe"):
            for child in head.children:
                clauses = [c for c in child.children if c.dep_ in ("acl", "relcl") and child.dep_ == "dobj"]
                for clause in clauses:
                    if any(m.dep_ == "mark" and m.lower_ == "that" for m in clause.children):
                        return clause
        return None

    def _object_content(self, frame: Frame, group: Group) -> tuple[tuple[Range, ...], bool] | None:
        head = frame.head
        lemma = head.lemma_.casefold()
        if lemma in words("cues", "object"):
            for child in head.children:
                counted = child.pos_ == "ADJ" and any(c.like_num for c in child.children)  # "counts 129 dead"
                if child.dep_ == "dobj" and (counted or child.pos_ in ("NOUN", "PROPN", "PRON", "NUM")):
                    start, end = child.left_edge.i, head.right_edge.i + 1
                    return (self.trim(start, self._before_clauses(head, child, end)),), False
        if lemma in ("warn", "speak", "complain", "boast", "hint", "write", "report"):
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "about", "against") and list(child.children):
                    return (self.trim(child.i + 1, child.right_edge.i + 1),), False
        if group == "believe" and lemma in ("fear", "doubt", "suspect", "hope", "expect", "want"):
            for child in head.children:
                if child.dep_ == "dobj" and child.pos_ == "NOUN" and list(child.subtree):
                    return (self.trim(child.left_edge.i, child.right_edge.i + 1),), False
        return None

    def _before_clauses(self, head: Token, child: Token, end: int) -> int:
        for other in head.children:
            if other.i > child.i and other.dep_ in ("conj", "advcl", "parataxis", "cc"):
                end = min(end, other.left_edge.i)
        return end

    def _called(self, frame: Frame) -> list[Range] | None:
        """ "called the move a mistake", "described it as reckless": the predicate is the content."""
        head = frame.head
        for child in head.children:
            if child.dep_ in ("oprd", "xcomp", "ccomp", "attr") and child.i > head.i:
                return [self.trim(child.left_edge.i if child.dep_ != "ccomp" else head.i + 1, child.right_edge.i + 1)]
            if child.dep_ == "prep" and child.lower_ == "as":
                return [self.trim(child.i + 1, child.right_edge.i + 1)]
        quoted = [r for r, q in self.quote_ranges if head.i < r[0] <= head.right_edge.i]
        return quoted[:1] or None

    def _parenthetical(self, head: Token) -> bool:
        return (
            any(c.dep_ == "punct" and c.text == "," for c in head.children)
            and head.left_edge.i > 0
            and self._doc[head.left_edge.i - 1].text in ",—–-"
        )

    def _around(self, head: Token, sent: Span, source: Range | None) -> tuple[Range, ...]:
        """A parenthetical cue ("X, the ministry said, ..."): the content is the rest of the sentence."""
        own_start, own_end = head.left_edge.i, head.right_edge.i + 1
        if source:
            own_start, own_end = min(own_start, source[0]), max(own_end, min(source[1], own_end + 25))
        pieces = [self.trim(sent.start, own_start), self.trim(own_end, sent.end)]
        return tuple(p for p in pieces if p[1] > p[0])

    def _subtree(self, clause: Token) -> list[Range]:
        start, end = clause.left_edge.i, clause.right_edge.i + 1
        return [self.trim(start, end)]

    def _own_parts(self, head: Token, clause: Token) -> list[Range]:
        """The cue and its subject, when they stand inside the stretch of the clause."""
        parts = [(head.i, head.i + 1)]
        for child in head.children:
            if child is not clause and child.dep_ in _OWN:
                parts.append((child.left_edge.i, child.right_edge.i + 1))
        astray = next((c for c in clause.children if c.left_edge.i == head.i + 1), None)
        if astray is not None and astray.dep_ in ("prep", "npadvmod", "nmod") and _timed(astray):
            parts.append((astray.left_edge.i, astray.right_edge.i + 1))  # "said on Monday it would leave"
        return parts

    def _minus(self, ranges: list[Range], holes: list[Range]) -> list[Range]:
        for low, high in sorted(holes):
            cut: list[Range] = []
            for start, end in ranges:
                if low >= end or high <= start:
                    cut.append((start, end))
                else:
                    cut += [p for p in (self.trim(start, low), self.trim(high, end)) if p[1] > p[0]]
            ranges = cut
        return ranges

    def _loose_quotes(self, ranges: list[Range], frame: Frame, sent: Span) -> list[Range]:
        """Quotations of the sentence that no content holds yet and that this cue is nearest to."""
        found = []
        for (start, end), _ in self.quote_ranges:
            inside = sent.start <= start < sent.end
            held = any(a <= start and end <= b + 1 for a, b in ranges) or _of_first(frame.head, start, end)
            if inside and not held and not start <= frame.head.i < end:
                gap = frame.head.i - end if end <= frame.head.i else start - frame.head.right_edge.i - 1
                words_long = end - start
                if gap <= 12 and (words_long >= 4 or gap <= 2):
                    found.append((start, min(end, sent.end) if end > sent.end else end))
        return [r for r in found if r[1] > r[0]]

    def _token_range(self, quote: Quotation) -> Range:
        first = bisect_right(self._starts, quote.start) - 1
        if self._starts[first] < quote.start and self._doc[first].text in '"“„«':
            first += 1
        last = bisect_right(self._starts, quote.end - 1)
        return first, max(first + 1, last)
