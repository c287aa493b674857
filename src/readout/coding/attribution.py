"""Who says what: source, cue and content of every attribution. First of all kinds, since the others need `said_by`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readout.codebook.lexicon import words
from readout.coding.actors import distinct
from readout.coding.cast import Cast
from readout.coding.content import LIGHT, Contents, Group, Range
from readout.language.frames import Frame
from readout.language.quotes import Quotation
from readout.linking.roles import actor_type
from readout.model import Actor

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

_NO_SPEAKER = frozenset({"it", "there", "this", "that", "which", "what", "these", "those"})


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


def _wanted(frame: Frame) -> bool:
    """ "Wanted him to confirm it", "asked the ministry to say": what somebody else is to say has not been said."""
    head = frame.head
    own = any(c.dep_ == "nsubj" for c in head.children)
    asking = words("demands", "direct") | {"want", "ask", "urge", "expect", "wish", "like"}
    return head.tag_ == "VB" and own and head.dep_ in ("xcomp", "ccomp") and head.head.lemma_.casefold() in asking


class Attributor:
    """Finds the attributions of one report."""

    def __init__(self, doc: Doc, cast: Cast, quotes: list[Quotation]) -> None:
        self._doc = doc
        self._cast = cast
        self._contents = Contents(doc, quotes)

    def attributions(self, sents: list[Span], frames: dict[int, list[Frame]]) -> list[Attribution]:
        """All attributions in text order; a quotation that runs on belongs to the one before it."""
        found: list[Attribution] = []
        for sent in sents:
            here = [a for f in frames[sent.start] if (a := self._of_frame(f, sent)) is not None]
            here += self._according(sent)
            here += self._labelled(sent)
            here += self._closing(sent, here)
            if not any(a.statement and a.quote for a in here):
                self._continue(found, here, sent)
            found += here
        return found

    def _of_frame(self, frame: Frame, sent: Span) -> Attribution | None:
        group, cue = self._cue(frame)
        if group is None or (_wanted(frame) and group != "stance"):
            return None
        source, speaker = self._speaker(frame, group)
        if not speaker:
            return None
        content = self._contents.of(frame, group, sent, source)
        if not content:
            return None
        ranges, clause = content
        quote = self._contents.quote_in(ranges)
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
                and (lemma, child.lower_) in LIGHT
            ):
                return "say", (head.i, child.i + 1)
        if lemma == "accord" and head.dep_ == "prep":
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
        """ "called for talks", "put the army on alert", "continued its offensive": the verb says nothing here."""
        lemma = frame.head.lemma_.casefold()
        if lemma == "call":
            after = [c for c in frame.head.children if c.i > frame.head.i and c.dep_ in ("prt", "prep")]
            return any(c.lower_ in ("for", "on", "upon", "up", "off", "in") for c in after)
        if lemma == "hold":
            return not self._that(frame)
        if lemma == "continue":
            below = frame.complement()
            ahead = frame.modality != "none"  # "patrols would continue"
            return ahead or bool(frame.patients) or (below is not None and below.dep_ == "xcomp")
        if lemma == "put":
            totals = words("cues", "totals")
            counted = any(p.lemma_ in totals or p.lower_ in totals or p.like_num for p in frame.patients)
            return not counted and frame.complement() is None
        return False

    def _speaker(self, frame: Frame, group: Group) -> tuple[Range | None, tuple[Actor, ...]]:
        heads = list(frame.agents)
        after = [t for t in heads if t.i > frame.head.i]
        if after and frame.head.i and self._doc[frame.head.i - 1].text == ",":
            heads = after  # "Norway, say officials in Oslo, drew up the text"
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
        if token.lemma_.casefold() in words("cues", "nouns") | words("cues", "counts") and token.pos_ == "NOUN":
            for child in token.children:
                if child.dep_ in ("poss", "compound", "amod") and (found := self._cast.of(child)):
                    return found
                if child.dep_ == "prep" and child.lower_ in ("from", "by", "of"):
                    for obj in child.children:
                        if found := self._cast.of(obj):
                            return found
        actors = self._cast.of(token)
        actors = actors or next((a for c in token.children if c.dep_ == "appos" and (a := self._cast.of(c))), ())
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

    def _that(self, frame: Frame) -> bool:
        clause = next((c for c in frame.head.children if c.dep_ == "ccomp"), None)
        if clause is not None and clause.i < frame.head.i and frame.head.lemma_ in words("cues", "say"):
            return True  # "they had not slept, two ministers complained"
        return (
            clause is not None
            and any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in clause.children)
            and frame.head.lemma_ != "agree"
        )

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
            after = self._contents.trim(end, sent.end)
            before = self._contents.trim(sent.start, token.i)
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
                    self._contents.quote_in(content),
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
        content = self._contents.trim(colon.i + 1, sent.end)
        if speaker and content[1] - content[0] > 1 and not any(a.type == "public" for a in speaker):
            yield Attribution(
                colon.i,
                (sent.start, colon.i + 1),
                (sent.start, colon.i),
                (content,),
                speaker,
                "say",
                False,
                self._contents.quote_in((content,)),
                True,
            )

    def _closing(self, sent: Span, here: list[Attribution]) -> Iterator[Attribution]:
        """ "..., the relief agency estimates.": a last word that says, though it was read as a noun."""
        words_of = [t for t in sent if not t.is_space and t.text != "."]
        if len(words_of) < 8 or words_of[-1].tag_ not in ("NNS", "NNP", "NNPS", "NN"):
            return
        cue = words_of[-1]
        said = cue.lower_.endswith("s") and cue.lower_[:-1] in words("cues", "say") and cue.text.islower()
        comma = next((t for t in reversed(words_of[:-2]) if t.text == ","), None)
        if not said or comma is None or not 2 <= cue.i - comma.i <= 8 or any(a.covers(comma.i - 1) for a in here):
            return
        between = self._doc[comma.i + 1 : cue.i]
        if any(t.pos_ in ("VERB", "AUX", "CCONJ") for t in between):
            return
        speaker = self._cast.of(between.root) or self._cast.of(between[-1])
        name = between.text.removeprefix("the ")
        content = self._contents.trim(sent.start, comma.i)
        somebody = speaker or name[:1].isupper() or actor_type(between[-1].lemma_.casefold(), name)
        if somebody and content[1] > content[0]:
            yield Attribution(
                cue.i, (cue.i, cue.i + 1), (comma.i + 1, cue.i), (content,), speaker or (Actor(name),), "say", False,
                self._contents.quote_in((content,)), True,
            )  # fmt: skip

    def _continue(self, found: list[Attribution], here: list[Attribution], sent: Span) -> None:
        """A sentence inside quotation marks without a cue of its own goes on with the speaker before it."""
        for (start, end), _ in self._contents.quote_ranges:
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
            found[at] = replace(
                last, content=(*last.content, self._contents.trim(max(start, sent.start), min(end, sent.end)))
            )
