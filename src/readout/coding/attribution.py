"""Who says what: source, cue and content of every attribution. First of all kinds, since the others need `said_by`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.cast import Cast
from readout.language.frames import Frame, is_negated
from readout.language.quotes import Quotation
from readout.linking.roles import actor_type
from readout.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Range = tuple[int, int]
Group = Literal["say", "believe", "call", "stance", "object", "according"]
_NO_SPEAKER = frozenset({"it", "there", "this", "that", "which", "what", "these", "those"})
_LIGHT = {("make", "clear"), ("make", "plain"), ("make", "known"), ("let", "known")}
_OBJECT_OF_CALL = ("dobj", "nsubj", "ccomp")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; ranges count tokens, ``[start, end)``.

    Attributes:
        head: index of the cue's head token.
        source: the speaker's words, None when only implied.
        content: what is attributed, in text order.
        statement: False when it only lends authority ("rejected the plan"), True for a `statement` record.
    """

    head: int
    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    speaker: tuple[Actor, ...]
    group: Group
    negated: bool
    quote: Quotation | None
    statement: bool

    def covers(self, token: int) -> bool:
        """True when the token is part of what is attributed."""
        return any(start <= token < end for start, end in self.content)

    @property
    def size(self) -> int:
        """Tokens of content."""
        return sum(end - start for start, end in self.content)


class Attributor:
    """Finds the attributions of one report."""

    def __init__(self, doc: Doc, cast: Cast, quotes: list[Quotation]) -> None:
        self._doc = doc
        self._cast = cast
        self._quotes = quotes
        self._starts = [t.idx for t in doc]
        self._quote_ranges = [(self._token_range(q), q) for q in quotes]

    def attributions(self, sents: list[Span], frames: dict[int, list[Frame]]) -> list[Attribution]:
        """All attributions in text order; a quotation that runs on belongs to the one before it."""
        found: list[Attribution] = []
        for sent in sents:
            here = [a for f in frames[sent.start] if (a := self._of_frame(f, sent)) is not None]
            here += self._according(sent)
            here += self._labelled(sent)
            if not any(a.statement and a.quote for a in here):
                self._continue(found, here, sent)
            found += here
        return found

    def _of_frame(self, frame: Frame, sent: Span) -> Attribution | None:
        group, cue = self._cue(frame)
        if group is None:
            return None
        source, speaker = self._speaker(frame, group)
        if not speaker:
            return None
        content = self._content(frame, group, sent, source)
        if not content:
            return None
        ranges, clause = content
        quote = self._quote_in(ranges)
        statement = group in ("say", "believe", "object", "call") or quote is not None or (clause and self._that(frame))
        negated = frame.negated and group != "believe"
        return Attribution(frame.head.i, cue, source, ranges, speaker, group, negated, quote, statement)

    def _cue(self, frame: Frame) -> tuple[Group | None, Range]:
        head = frame.head
        lemma = head.lemma_.casefold()
        end = head.i + 1
        for child in head.children:
            if (
                child.dep_ in ("acomp", "oprd", "prt", "ccomp", "xcomp", "amod", "advmod")
                and (lemma, child.lower_) in _LIGHT
            ):
                return "say", (head.i, child.i + 1)
        if lemma == "accord" and head.dep_ == "prep":
            return None, (head.i, end)
        if self._within_other(head):
            return None, (head.i, end)
        if self._no_saying(frame):
            return None, (head.i, end)
        negations = [c.i for c in head.children if c.dep_ == "neg"]
        start = min([head.i, *negations])
        cue = (start, end)
        if lemma in words("cues", "stance"):
            return "stance", cue
        if frame.lemma in words("cues", "say") or lemma in words("cues", "say"):
            return "say", cue
        if lemma in words("cues", "believe"):
            return "believe", cue
        if lemma in words("cues", "call"):
            return "call", cue
        return None, cue

    def _no_saying(self, frame: Frame) -> bool:
        """ "called for talks", "called up reservists", "put the army on alert": the verb says nothing here."""
        lemma = frame.head.lemma_.casefold()
        if lemma == "call":
            return any(
                c.dep_ in ("prt", "prep") and c.lower_ in ("for", "on", "upon", "up", "off", "in")
                for c in frame.head.children
            )
        if lemma == "put":
            counted = any(
                p.lemma_ in ("toll", "number", "figure", "total", "cost", "count", "it", "loss") or p.like_num
                for p in frame.patients
            )
            return not counted and frame.complement() is None
        return False

    def _within_other(self, head: Token) -> bool:
        """ "declined to say", "refused to comment": the governing verb is the cue then; "was told to" is no saying."""
        return head.dep_ == "auxpass"

    def _speaker(self, frame: Frame, group: Group) -> tuple[Range | None, tuple[Actor, ...]]:
        heads = list(frame.agents)
        if not heads and frame.passive:
            return None, ()
        actors: list[Actor] = []
        ranges: list[Range] = []
        for token in heads:
            if token.lower_ in _NO_SPEAKER and token.pos_ in ("PRON", "DET", "SCONJ") and token.lower_ != "it":
                continue
            resolved = self._authority(token, group)
            actors += resolved
            if resolved:
                ranges.append(self._noun_phrase(token))
        if not actors:
            return None, ()
        return (min(r[0] for r in ranges), max(r[1] for r in ranges)), distinct(actors)

    def _authority(self, token: Token, group: Group) -> tuple[Actor, ...]:
        if token.lemma_.casefold() in words("cues", "nouns") and token.pos_ == "NOUN":
            for child in token.children:
                if child.dep_ in ("poss", "compound", "amod") and (found := self._cast.of(child)):
                    return found
                if child.dep_ == "prep" and child.lower_ in ("from", "by", "of"):
                    for obj in child.children:
                        if found := self._cast.of(obj):
                            return found
        actors = self._cast.of(token)
        if actors or group in ("believe", "object") or token.pos_ not in ("NOUN", "PROPN"):
            return actors
        if (
            token.pos_ == "PROPN"
            or actor_type(token.lemma_.casefold(), token.text)
            or token.lemma_.casefold() in ("report", "document", "text", "paper", "source", "letter")
        ):
            name = self._doc[token.left_edge.i : token.i + 1].text
            return (Actor(name.removeprefix("the ").removeprefix("The ").removeprefix("a ").removeprefix("A ")),)
        return ()

    def _noun_phrase(self, token: Token) -> Range:
        end = token.i + 1
        for child in token.children:
            if child.i > token.i and child.dep_ in ("appos", "prep", "relcl", "acl", "conj"):
                end = max(end, child.right_edge.i + 1)
        return token.left_edge.i, end

    def _content(
        self, frame: Frame, group: Group, sent: Span, source: Range | None
    ) -> tuple[tuple[Range, ...], bool] | None:
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
        if group in ("say", "stance", "believe") and (group != "stance"):
            return self._object_content(frame, group)
        if group == "stance" and head.lemma_.casefold() in words("cues", "object"):
            return self._object_content(frame, group)
        return self._stance_content(frame)

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
        return self._trim(sent.start, start - 1)

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
            if child.dep_ in ("acomp", "oprd", "xcomp", "advmod") and (head.lemma_.casefold(), child.lower_) in _LIGHT:
                return next((c for c in child.children if c.dep_ in ("ccomp", "xcomp")), None) or next(
                    (c for c in head.children if c.dep_ in ("advcl",) and c.i > child.i), None
                )
        if group in ("say", "believe"):
            for child in head.children:
                if (
                    child.dep_ == "dobj"
                    and (
                        clause := next(
                            (
                                c
                                for c in child.children
                                if c.dep_ in ("acl", "relcl")
                                and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
                            ),
                            None,
                        )
                    )
                    is not None
                ):
                    return clause
        return None

    def _object_content(self, frame: Frame, group: Group) -> tuple[tuple[Range, ...], bool] | None:
        head = frame.head
        lemma = head.lemma_.casefold()
        if lemma in words("cues", "object"):
            for child in head.children:
                if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
                    start, end = child.left_edge.i, head.right_edge.i + 1
                    return (self._trim(start, self._before_clauses(head, child, end)),), False
        if lemma in ("warn", "speak", "complain", "boast", "hint", "write", "report"):
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "about", "against") and list(child.children):
                    return (self._trim(child.i + 1, child.right_edge.i + 1),), False
        if group == "believe" and lemma in ("fear", "doubt", "suspect", "hope", "expect", "want"):
            for child in head.children:
                if child.dep_ == "dobj" and child.pos_ == "NOUN" and list(child.subtree):
                    return (self._trim(child.left_edge.i, child.right_edge.i + 1),), False
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
                return [self._trim(child.left_edge.i if child.dep_ != "ccomp" else head.i + 1, child.right_edge.i + 1)]
            if child.dep_ == "prep" and child.lower_ == "as":
                return [self._trim(child.i + 1, child.right_edge.i + 1)]
        quoted = [r for r, q in self._quote_ranges if head.i < r[0] <= head.right_edge.i]
        return quoted[:1] or None

    def _that(self, frame: Frame) -> bool:
        clause = next((c for c in frame.head.children if c.dep_ == "ccomp"), None)
        return (
            clause is not None
            and any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in clause.children)
            and frame.head.lemma_ != "agree"
        )

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
        pieces = [self._trim(sent.start, own_start), self._trim(own_end, sent.end)]
        return tuple(p for p in pieces if p[1] > p[0])

    def _subtree(self, clause: Token) -> list[Range]:
        start, end = clause.left_edge.i, clause.right_edge.i + 1
        return [self._trim(start, end)]

    def _own_parts(self, head: Token, clause: Token) -> list[Range]:
        """The cue and its subject, when they stand inside the stretch of the clause."""
        parts = [(head.i, head.i + 1)]
        for child in head.children:
            if child is not clause and child.dep_ in (
                "nsubj",
                "prep",
                "dobj",
                "dative",
                "npadvmod",
                "advmod",
                "punct",
                "aux",
            ):
                parts.append((child.left_edge.i, child.right_edge.i + 1))
        return parts

    def _minus(self, ranges: list[Range], holes: list[Range]) -> list[Range]:
        for low, high in sorted(holes):
            cut: list[Range] = []
            for start, end in ranges:
                if low >= end or high <= start:
                    cut.append((start, end))
                else:
                    cut += [p for p in (self._trim(start, low), self._trim(high, end)) if p[1] > p[0]]
            ranges = cut
        return ranges

    def _trim(self, start: int, end: int) -> Range:
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

    def _loose_quotes(self, ranges: list[Range], frame: Frame, sent: Span) -> list[Range]:
        """Quotations of the sentence that no content holds yet and that this cue is nearest to."""
        found = []
        for (start, end), _ in self._quote_ranges:
            inside = sent.start <= start < sent.end
            held = any(a <= start and end <= b + 1 for a, b in ranges)
            if inside and not held and not start <= frame.head.i < end:
                gap = frame.head.i - end if end <= frame.head.i else start - frame.head.right_edge.i - 1
                words_long = end - start
                if gap <= 12 and (words_long >= 4 or gap <= 2):
                    found.append((start, min(end, sent.end) if end > sent.end else end))
        return [r for r in found if r[1] > r[0]]

    def _quote_in(self, ranges: tuple[Range, ...]) -> Quotation | None:
        inside = [
            q
            for (s, e), q in self._quote_ranges
            if any((a - 1 <= s and e <= b + 1) or (s <= a and b <= e) for a, b in ranges)
        ]
        return max(inside, key=lambda q: q.end - q.start) if inside else None

    def _according(self, sent: Span) -> Iterator[Attribution]:
        for token in sent:
            if token.lower_ != "according" or token.i + 1 >= len(self._doc) or self._doc[token.i + 1].lower_ != "to":
                continue
            to = self._doc[token.i + 1]
            objects = [o for o in to.children if o.dep_ == "pobj"] or [o for o in token.children if o.dep_ == "pobj"]
            if not objects:
                continue
            speaker = self._cast.all_of(objects[0]) or self._authority(objects[0], "say")
            if not speaker:
                continue
            source = self._noun_phrase(objects[0])
            end = max(source[1], to.right_edge.i + 1)
            after = self._trim(end, sent.end)
            before = self._trim(sent.start, token.i)
            chosen = [after] if token.i - sent.start <= 2 else [before] if after[1] - after[0] < 4 else [before, after]
            content = tuple(r for r in chosen if r[1] - r[0] > 0)
            if content:
                yield Attribution(
                    token.i,
                    (token.i, to.i + 1),
                    source,
                    content,
                    speaker,
                    "according",
                    False,
                    self._quote_in(content),
                    True,
                )

    def _labelled(self, sent: Span) -> Iterator[Attribution]:
        """ "NAME: words", as transcripts, live blogs and headlines have it: the label speaks."""
        colon = next((t for t in sent[:8] if t.text == ":"), None)
        if colon is None or colon.i == sent.start or colon.i + 2 >= sent.end:
            return
        label = self._doc[sent.start : colon.i]
        head = label.root
        short = all(t.text[:1].isupper() or t.pos_ in ("DET", "ADP", "NOUN", "ADJ", "PART", "PUNCT") for t in label)
        if not short or any(t.pos_ in ("VERB", "AUX", "NUM") for t in label):
            return
        speaker = self._cast.of(head) or (self._cast.of(label[-1]) if label[-1] is not head else ())
        if not speaker and label.text.isupper() and len(label.text) > 2:
            speaker = (Actor(label.text.title(), None, None, "person"),)
        content = self._trim(colon.i + 1, sent.end)
        if speaker and content[1] - content[0] > 1 and not any(a.type == "public" for a in speaker):
            yield Attribution(
                colon.i,
                (sent.start, colon.i + 1),
                (sent.start, colon.i),
                (content,),
                speaker,
                "say",
                False,
                self._quote_in((content,)),
                True,
            )

    def _continue(self, found: list[Attribution], here: list[Attribution], sent: Span) -> None:
        """A sentence inside quotation marks without a cue of its own goes on with the speaker before it."""
        for (start, end), quote in self._quote_ranges:
            whole = start <= sent.start + 1 and end >= sent.end - 2 and sent.end - sent.start > 2
            if not whole or not found:
                continue
            last = next((a for a in reversed(found) if a.quote is not None and a.statement), None)
            if (
                last is None
                or sent.start - max(e for _, e in last.content) > 60
                or any(a.covers(sent.start + 1) for a in found)
            ):
                continue
            at = found.index(last)
            found[at] = replace(last, content=(*last.content, self._trim(max(start, sent.start), min(end, sent.end))))

    def _token_range(self, quote: Quotation) -> Range:
        first = bisect_right(self._starts, quote.start) - 1
        if self._starts[first] < quote.start and self._doc[first].text in '"“„«':
            first += 1
        last = bisect_right(self._starts, quote.end - 1)
        return first, max(first + 1, last)


def declined(frame: Frame) -> bool:
    """ "declined to say", "did not say": a saying that did not happen."""
    return is_negated(frame.head) or (frame.head.dep_ == "xcomp" and frame.head.head.lemma_ in ("decline", "refuse"))
