"""One report, read: the parse with its frames, cast, attributions and dates, as every kind's module needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from readout.coding.actors import distinct, states_named
from readout.coding.attribution import Attribution, Attributor
from readout.coding.cast import FIRST, Cast
from readout.coding.headings import headline_end, is_heading
from readout.coding.issuers import issuer
from readout.language.dates import DateMention, Tense, dateline_day, dates
from readout.language.frames import Frame, clause_bounds, conjuncts, frames
from readout.language.parse import sentences
from readout.language.quotes import quotations
from readout.linking.places import best as best_place
from readout.linking.states import state_of
from readout.model import Actor, Place, Report, When
from readout.model import Span as TextSpan
from readout.model.record import Factuality

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Span, Token

_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "over",
        "across",
        "around",
        "outside",
        "inside",
        "off",
        "into",
        "from",
        "to",
        "toward",
        "towards",
        "against",
        "north",
        "south",
        "east",
        "west",
        "between",
        "along",
    ]
)
_PLACE_HEADS = frozenset(
    [
        "region",
        "city",
        "town",
        "village",
        "province",
        "district",
        "state",
        "oblast",
        "governorate",
        "peninsula",
        "island",
        "strait",
        "river",
        "valley",
        "border",
        "sea",
        "coast",
        "gulf",
        "bay",
    ]
)


_WISHING = frozenset(
    [
        "call",
        "urge",
        "want",
        "demand",
        "ask",
        "press",
        "hope",
        "expect",
        "wish",
        "invite",
        "beg",
        "appeal",
        "encourage",
        "push",
        "seek",
        "persuade",
        "try",
        "help",
        "propose",
        "suggest",
        "plan",
        "need",
        "threaten",
        "fail",
        "offer",
        "recommend",
        "consider",
        "discuss",
        "aim",
        "intend",
        "decline",
        "refuse",
        "implore",
        "exhort",
        "insist",
    ]
)


def wished(frame: Frame) -> bool:
    """True for what is only asked, hoped, offered or made a condition of, and so is no fact of its own."""
    head = frame.head
    if (
        head.dep_ in ("xcomp", "ccomp")
        and head.head.lemma_.casefold() in _WISHING
        and head.head.pos_ in ("VERB", "ADJ")
    ):
        return head.head.lemma_ not in ("fail", "refuse", "decline", "insist", "propose", "suggest")
    if head.dep_ == "pcomp" and head.head.head.lemma_.casefold() in ("call", "appeal", "idea", "hope"):
        return True
    node = head
    for _ in range(3):
        if node.dep_ == "advcl" and any(
            c.lower_ in ("if", "unless", "until", "before", "provided", "till") and c.dep_ in ("mark", "prep", "advmod")
            for c in node.children
        ):
            return True
        if node.head is node or node.dep_ not in ("conj", "xcomp"):
            return False
        node = node.head
    return False


def _after_place_word(token: Token) -> bool:
    """The object of a preposition of place, or a name between one and "and" that the parser hung on what follows."""
    if token.dep_ == "pobj":
        return token.head.lower_ in _PLACE_PREPOSITIONS
    astray = token.pos_ == "PROPN" and token.dep_ in ("nmod", "compound") and 0 < token.i < len(token.doc) - 1
    return astray and token.nbor(-1).lower_ in _PLACE_PREPOSITIONS and token.nbor(1).lower_ in ("and", ",")


_DIRECTIONS = frozenset({"north", "south", "east", "west", "centre", "center", "far north"})
"""Parts of whatever country is meant, though places bear these names too."""
_PLAIN = frozenset(
    "gulf coast capital central centre center northern southern eastern western highlands islands lakes plains hills "
    "north-east north-west south-east south-west northeast northwest southeast southwest".split()
)
"""Words that are names of divisions somewhere: meant as such only in reports that name their country."""


class Ground(TypedDict):
    """What every record of a clause shares, ready to be passed to a record type."""

    report: str
    evidence: tuple[TextSpan, ...]
    said_by: tuple[Actor, ...]
    factuality: Factuality
    when: When | None
    where: tuple[Place, ...]


@dataclass(frozen=True)
class Reading:
    """A parsed report. Everything derived is computed once and never changed."""

    report: Report
    doc: Doc

    @cached_property
    def sents(self) -> list[Span]:
        """Sentences of the body; headline and headings only when there is nothing else."""
        found = sentences(self.doc)
        text, title = self.report.text, headline_end(self.report.text, self.report.title)
        body = [s for s in found if s.start_char >= title and not is_heading(text, s.start_char)]
        return body or found

    @cached_property
    def frames(self) -> dict[int, list[Frame]]:
        """Frames by the first token of their sentence."""
        return {s.start: frames(s) for s in self.sents}

    @cached_property
    def frame_at(self) -> dict[int, Frame]:
        """Frames by the index of their head token."""
        return {f.head.i: f for found in self.frames.values() for f in found}

    @cached_property
    def cast(self) -> Cast:
        """Who appears."""
        return Cast(self.doc, sentences(self.doc), self.day, self.report.outlet)

    @cached_property
    def day(self) -> date | None:
        """The day from which the report's "today" and "Monday" count; None when unknown."""
        return dateline_day(self.report.text, self.report.published)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """Who says what."""
        return Attributor(self.doc, self.cast, list(quotations(self.report.text))).attributions(self.sents, self.frames)

    @cached_property
    def _covering(self) -> dict[int, Attribution]:
        """The innermost attribution over each token."""
        over: dict[int, Attribution] = {}
        for found in sorted(self.attributions, key=lambda a: -a.size):
            for start, end in found.content:
                for at in range(start, end):
                    over[at] = found
        return over

    def attribution(self, token: Token) -> Attribution | None:
        """The innermost attribution whose content holds the token."""
        return self._covering.get(token.i)

    def said_by(self, token: Token) -> tuple[Actor, ...]:
        """The authority behind a token; empty when the report itself vouches."""
        found = self.attribution(token)
        return found.speaker if found else ()

    def sentence(self, token: Token) -> Span:
        """The sentence that a token stands in."""
        return self._sentence_at.get(token.i) or token.sent

    @cached_property
    def _sentence_at(self) -> dict[int, Span]:
        return {at: s for s in reversed(self.sents) for at in range(s.start, s.end)}

    def actors(self, *heads: Token) -> tuple[Actor, ...]:
        """The actors of these heads; "we" and "I" are whoever speaks, "we" of a communiqué whoever issues it."""
        found: list[Actor] = []
        for head in heads:
            if head.lower_ in FIRST and head.pos_ != "NOUN":  # "the mine"
                found += self.said_by(head) or (self.issuer if head.lower_ in ("we", "us") else ())
            else:
                found += self.cast.of(head)
        return distinct(found)

    @cached_property
    def issuer(self) -> tuple[Actor, ...]:
        """The body whose communiqué the report is; empty for a newspaper's own text."""
        return issuer(self.report, self.doc, self.cast)

    def agents(self, frame: Frame) -> tuple[Actor, ...]:
        """Who does what the frame says."""
        return self.actors(*frame.agents)

    def evidence(self, head: Token) -> TextSpan:
        """The smallest clause around a predicate, clipped to what is attributed when it is attributed."""
        start, end = clause_bounds(head)
        over = self.attribution(head)
        if over is not None:
            for low, high in over.content:
                if low <= head.i < high:
                    start, end = max(start, low), min(end, high)
        sent = self.sentence(head)
        return self.chars(max(start, sent.start), min(end, sent.end))

    def chars(self, start: int, end: int) -> TextSpan:
        """The character span of a token range."""
        while end - 1 > start and self.doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and self.doc[start].is_space:
            start += 1
        last = self.doc[end - 1]
        return TextSpan(self.doc[start].idx, last.idx + len(last))

    def ground(self, head: Token, factuality: Factuality = "fact", evidence: TextSpan | None = None) -> Ground:
        """What a record of the clause around ``head`` starts from."""
        span = evidence or self.evidence(head)
        return {
            "report": self.report.id,
            "evidence": (span,),
            "said_by": self.said_by(head),
            "factuality": factuality,
            "when": self.when(head),
            "where": self.where(head),
        }

    @cached_property
    def _dates(self) -> dict[tuple[int, Tense], list[DateMention]]:
        return {}

    def _dates_in(self, sent: Span, tense: Tense) -> list[DateMention]:
        if (sent.start, tense) not in self._dates:
            found = dates(sent.text, self.day, tense)
            at = sent.start_char
            self._dates[sent.start, tense] = [DateMention(m.start + at, m.end + at, m.when) for m in found]
        return self._dates[sent.start, tense]

    def dates_of(self, head: Token, *, ahead: bool | None = None) -> list[DateMention]:
        """Date expressions of the clause around ``head``, each read with the tense of its verb or as ``ahead`` says."""
        sent = self.sentence(head)
        start, end = head.left_edge.idx, self.doc[head.right_edge.i].idx + len(self.doc[head.right_edge.i])
        over = self.attribution(head)
        told = [self.chars(low, high) for low, high in over.content] if over is not None else []
        if not any(s.start <= head.idx < s.end for s in told):
            told = []
        chosen = []
        for past, future in zip(self._dates_in(sent, "past"), self._dates_in(sent, "future"), strict=True):
            if not start <= past.start < end or (told and not any(s.start <= past.start < s.end for s in told)):
                continue  # "said on Monday the army had left"
            chosen.append(future if (self._ahead(head, past) if ahead is None else ahead) else past)
        return chosen

    def _ahead(self, head: Token, mention: DateMention) -> bool:
        """True where the verb that a date hangs on looks ahead, or else the clause's own does."""
        token = next((t for t in head.subtree if t.idx + len(t) > mention.start), head)
        steps = 0
        while token.i not in self.frame_at and token.head is not token and steps < 12:
            token, steps = token.head, steps + 1
        frame = self.frame_at.get(token.i) or self.frame_at.get(head.i)
        return frame is not None and frame.tense == "future"

    def when(self, head: Token, *, ahead: bool | None = None) -> When | None:
        """The time of the clause, read with its tense or as ``ahead`` says."""
        inside = [m for m in self.dates_of(head, ahead=ahead) if self._governs(head, m)]
        return inside[0].when if inside else None

    def _governs(self, head: Token, mention: DateMention) -> bool:
        """True when no other predicate between ``head`` and the date claims it."""
        token = next(
            (t for t in head.subtree if t.idx <= mention.start < t.idx + len(t) or t.idx >= mention.start), None
        )
        steps = 0
        while token is not None and token.i != head.i and steps < 12:
            if token.i in self.frame_at and token.dep_ in ("ccomp", "advcl", "conj", "parataxis", "relcl"):
                return False
            if token.i < head.i and token.i in self.frame_at and token.dep_ in ("acl", "xcomp"):
                return False  # "the truce, due to end on Sunday, was extended"
            token, steps = token.head, steps + 1
        return True

    def where(self, head: Token) -> tuple[Place, ...]:
        """Places named in the clause after a preposition of place."""
        return tuple(self._places(head))

    def _places(self, head: Token) -> Iterator[Place]:
        seen = set()
        for token in head.subtree:
            if not _after_place_word(token):
                continue
            for node in (token, *conjuncts(token)):
                name = self._place_name(node)
                if name and name not in seen and (place := self.place(name)) is not None:
                    seen.add(name)
                    yield place

    def _place_name(self, token: Token) -> str | None:
        named = token.pos_ == "PROPN" or (
            token.lower_ in _PLACE_HEADS and any(c.pos_ == "PROPN" for c in token.children)
        )
        if (
            not named
            or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL")
            or (token.ent_type_ == "PERSON" and self._is_person(token))
        ):
            return None
        start = token.i
        while (
            start > token.left_edge.i
            and self.doc[start - 1].dep_ in ("compound", "amod", "punct")
            and self.doc[start - 1].text not in ',;"“'
        ):
            start -= 1
        name = self.doc[start : token.i + 1].text.removeprefix("the ").strip()
        return name if name[:1].isupper() or " " in name else None

    def _is_person(self, token: Token) -> bool:
        return any(a.type == "person" for a in self.cast.of(token))

    def place(self, name: str) -> Place | None:
        """A place by name: the gazetteer's, preferring the countries that the report speaks of."""
        if name.casefold() in _DIRECTIONS or name.islower():
            return None
        match = state_of(name)
        if match is not None and match.how == "name":
            return Place(name, match.code)
        found = best_place(name, self.countries)
        if found is not None and name.casefold().removeprefix("the ") in _PLAIN and found.country not in self.countries:
            return None
        return found

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """States that the report names, most often first."""
        counts = states_named(self.doc)
        return tuple(sorted(counts, key=lambda c: -counts[c]))
