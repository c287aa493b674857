"""The second reader: where the encoder sees a record that no rule found, its fields are filled from the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from readout.codebook.lexicon import data, words
from readout.coding.actors import distinct
from readout.coding.appointments import status_of
from readout.coding.casualties import casualties
from readout.coding.demands import addressed
from readout.coding.dependence import dependent
from readout.coding.measures import NOTHING, Found, Measures
from readout.coding.opponents import apart
from readout.coding.reading import Reading
from readout.coding.sense import Sense
from readout.coding.stances import OPPOSITE, PLOVER, first
from readout.coding.terms import target_classes, terms
from readout.coding.unlisted import unlisted
from readout.coding.unreal import questioned
from readout.language.frames import Frame
from readout.model import Actor, Agreement, Condition, Event, Incident, Position, Proposal, Record, Span, Talks
from readout.model.record import Factuality, Stance, TalksFormat

if TYPE_CHECKING:
    from readout.language.tokens import Token

LEAST = 0.45
"""Likelihood from which a word piece belongs to a stretch."""

_DENYING = frozenset("not no never n't without refusal refuse unwilling unwillingness decline unable failure".split())
"""Words that turn round the stance that is named soon after them."""

_HARMING = frozenset({"hurt", "injure", "wound", "harm", "kill"})
_CEASING = frozenset({"stop", "cease", "halt", "end", "suspend", "pause"})
_CHARGING = frozenset({"blame", "accuse", "suspect"})

_NEAR = 300
"""Most characters from where a contact is told to words that point back to it."""

_WORDS = 3
"""Words below which a stretch says nothing."""


@dataclass(frozen=True)
class Stretch:
    """Words that the encoder takes for a record.

    Attributes:
        head: the predicate or noun that heads them.
        bound: the parties of the deal that rules found last before them.
        met: those of the contact that rules found just before them.
    """

    span: Span
    head: Token
    frame: Frame | None
    likelihood: float
    bound: tuple[Actor, ...] = ()
    met: tuple[Actor, ...] = ()


@dataclass(frozen=True)
class SecondReader:
    """Fills records for stretches of one report."""

    reading: Reading
    measures: Measures
    sense: Sense

    def records(self, known: list[Record], floors: dict[str, float]) -> Iterator[Record]:
        """Records for the stretches of each kind that no known record of the kind already covers.

        Args:
            floors: likelihood from which a stretch counts, by kind; a kind without one is left to the rules.
        """
        deals = [(r.evidence[0].start, r.parties) for r in known if isinstance(r, Agreement) and len(r.parties) > 1]
        contacts = [(r.evidence[0].start, r.participants) for r in known if isinstance(r, Talks)]
        for kind, least in floors.items():
            fill = _FILLERS[kind]
            taken = [s for r in known if r.kind == kind for s in r.evidence]
            for span, likelihood in self.sense.stretches(kind, LEAST):
                if likelihood < least or any(_shared(span, s) for s in taken):
                    continue
                stretch = self._stretch(span, likelihood, _before(deals, span.start))
                if stretch is not None:
                    stretch = replace(stretch, met=_before(contacts, span.start, _NEAR))
                if stretch is not None and (made := fill(self, stretch)) is not None:
                    yield made

    def _stretch(self, span: Span, likelihood: float, bound: tuple[Actor, ...]) -> Stretch | None:
        """The clause that a run of word pieces stands in; None outside the body and for a name or scrap alone."""
        doc = self.reading.doc
        found = doc.expanded(span.start, span.end)
        if found is None or sum(t.is_alpha for t in found) < _WORDS:
            return None
        sent = max(self.reading.sents, key=lambda s: min(s.end, found.end) - max(s.start, found.start))
        first, last = max(sent.start, found.start), min(sent.end, found.end)
        if last - first < _WORDS:
            return None
        frames = [
            _acting(self.reading, self.reading.frame_at[t.i]) for t in doc[first:last] if t.i in self.reading.frame_at
        ]
        frames.sort(key=lambda f: (len(list(f.head.ancestors)), f.head.i))
        if frames:
            return Stretch(self._clause(frames[0], first, last), frames[0].head, frames[0], likelihood, bound)
        root = doc[first:last].root
        if root.pos_ not in ("NOUN", "VERB", "ADJ", "AUX"):
            return None
        return Stretch(self.reading.chars(min(first, root.left_edge.i), last), root, None, likelihood, bound)

    def _clause(self, frame: Frame, first: int, last: int) -> Span:
        """The clause of a predicate where the run holds most of it, else the run."""
        run, clause = self.reading.chars(first, last), self.reading.evidence(frame.head)
        size = clause.end - clause.start
        return clause if 2 * run.overlap(clause) >= size else run

    def _measure(self, at: Stretch) -> Found:
        start, end = self._tokens(at)
        return self.measures.within(start, end) or Found(("other",), False, start, end)

    def _tokens(self, at: Stretch) -> tuple[int, int]:
        found = self.reading.doc.expanded(at.span.start, at.span.end)
        return (found.start, found.end) if found is not None else (at.head.i, at.head.i + 1)

    def _stance(self, at: Stretch) -> tuple[Stance, float]:
        """The stance that the words show, else the encoder's; a denial turns it round."""
        start, end = self._tokens(at)
        told = list(self.reading.doc[start:end])
        lemmas = [t.lemma_.casefold() for t in told]
        for sort in ("verbs", "adjectives", "terms"):
            shown = first(sort, lemmas, told if sort == "verbs" else None)
            if shown is not None:
                stance, place = shown
                denied = any(w in _DENYING for w in lemmas[max(0, place - 4) : place])
                return (OPPOSITE[stance] if denied else stance), 0.7
        return self.sense.stance(at.span)

    def _doers(self, at: Stretch) -> tuple[Actor, ...]:
        if at.frame is not None and (found := self.reading.agents(at.frame)):
            return found
        if at.frame is not None and at.frame.passive:
            return ()
        start, _ = self._tokens(at)
        mentions = self.reading.cast.mentions_in(start, at.head.i + 1)
        return mentions[0].actors if mentions else ()

    def _factuality(self, at: Stretch) -> Factuality:
        if self.sense.denied(at.span) > 0.5 or (at.frame is not None and at.frame.negated):
            return "negated"
        return "fact"

    def agreement(self, at: Stretch) -> Agreement | None:
        """Parties from the subject, else those of the deal."""
        found = self._measure(at)
        if not found.named and self.reading.report.text[at.span.end :].lstrip().startswith(":"):
            return None  # "The two leaders agreed:" is told by the list below it
        parties = self._parties(at)
        factuality = "fact" if _forbids(at) else self._factuality(at)
        if not parties:
            return None
        return Agreement(
            **self.reading.ground(at.head, factuality, at.span),
            plover="AGREE",
            parties=parties,
            measure=found.codes,
            status="agreed" if factuality == "fact" else None,
            terms=terms(self.reading, at.head, found),
            confidence=at.likelihood * 0.8,
        )

    def _parties(self, at: Stretch) -> tuple[Actor, ...]:
        """Who of the two sides does what is agreed; what others do under a deal binds both of them."""
        doers = tuple(a for a in self._doers(at) if a.type not in ("public", "media"))
        pair = self.reading.cast.pair
        giving = at.head.lemma_.casefold() in words("agreements", "giving")
        strange = () if giving else apart(doers, pair)
        bound = tuple(a for a in doers if a not in strange or self.reading.cast.signing(a))
        return bound or at.bound or self.reading.cast.company or pair or doers

    def proposal(self, at: Stretch) -> Proposal | None:
        """The subject or the speaker puts it forward."""
        proposer = self._doers(at) or self.reading.said_by(at.head)
        found = self._measure(at)
        if not proposer:
            return None
        return Proposal(
            **self.reading.ground(at.head, self._factuality(at), at.span),
            proposer=proposer,
            measure=found.codes,
            terms=terms(self.reading, at.head, found),
            confidence=at.likelihood * 0.8,
        )

    def position(self, at: Stretch) -> Position | None:
        """Held by the subject where it can hold one, else by the speaker."""
        doers = self._doers(at)
        speaker = self.reading.said_by(at.head)
        sided = [a for a in doers if any(a == b or (a.state and a.state == b.state) for b in speaker)]
        holder = tuple(sided) or speaker or doers
        stance, share = self._stance(at)
        if not holder or share < 0.3:
            return None
        found = self._measure(at)
        toward = tuple(a for a in self.reading.actors(*(at.frame.patients if at.frame else ())) if a not in holder)
        return Position(
            **self.reading.ground(at.head, "fact", at.span),
            plover=PLOVER.get(stance),
            holder=holder,
            stance=stance,
            measure=found.codes,
            toward=toward,
            confidence=at.likelihood * share,
        )

    def condition(self, at: Stretch) -> Condition | None:
        """Demanded by the speaker of what is attributed, else by the subject."""
        speaker = self.reading.said_by(at.head)
        doers = self._doers(at) if (above := self._hung(at)) is None else self.reading.agents(above)
        demanding = at.head.lemma_.casefold() in words("demands", "direct")
        own = demanding and at.frame is not None and not at.frame.passive
        holder = (doers if own else ()) or speaker or doers  # "according to the report, the council demanded it"
        if not holder:
            return None
        hanging = dependent(self.measures, *self._tokens(at))
        found, of = hanging if hanging is not None else (self._measure(at), NOTHING)
        asked = [*(doers if speaker else ()), *self.reading.actors(*(at.frame.patients if at.frame else ()))]
        return Condition(
            **self.reading.ground(at.head, "fact", at.span),
            plover="REQUEST",
            holder=holder,
            addressees=addressed(self.reading, holder, tuple(asked), found),
            measure=found.codes or ("other",),
            condition_of=of.codes,
            confidence=at.likelihood * 0.7,
        )

    def _hung(self, at: Stretch) -> Frame | None:
        """The predicate that a clause hangs on: of "until he goes", who says what will not be until then."""
        return self.reading.frame_at.get(at.head.head.i) if at.head.dep_ == "advcl" else None

    def talks(self, at: Stretch) -> Talks | None:
        """Everybody named in the stretch who is no place, else the two that the report is about."""
        start, end = self._tokens(at)
        people = distinct([a for m in self.reading.cast.mentions_in(start, end) for a in m.actors])
        people = tuple(a for a in people if a.type not in ("public", "media"))
        doers = self._doers(at)
        people = distinct([*doers, *people])
        if len(people) < 2:
            people = distinct([*people, *(at.met or self.reading.cast.pair)])
        if len(people) < 2:
            return None
        status = status_of(at.head, at.frame)
        negated = self._factuality(at) == "negated"
        return Talks(
            **self.reading.ground(
                at.head, "negated" if negated else "planned" if status == "planned" else "fact", at.span
            ),
            plover="CONSULT",
            participants=people[:6],
            format=_format(self.reading, start, end),
            status=status,
            confidence=at.likelihood * 0.7,
        )

    def incident(self, at: Stretch) -> Incident | None:
        """Attacker from the subject where it acts; class and means as the encoder sees them; None for a question, and
        for force that stopped."""
        if questioned(at.head) or (at.frame is not None and at.frame.lemma in _CEASING and not at.frame.negated):
            return None
        doers = self._doers(at)
        striking = at.frame is not None and at.frame.lemma in words("incidents", "weak") and bool(at.frame.patients)
        attacker = tuple(a for a in doers if a.type != "public" or striking)
        struck = self.reading.actors(*(at.frame.patients if at.frame else ()))
        factuality = self._factuality(at)
        start, end = self._tokens(at)
        unhurt = at.head.lemma_ in _HARMING and factuality == "negated"
        if factuality == "negated" and not attacker and not unhurt:
            attacker = self.reading.said_by(at.head)
        ground = self.reading.ground(at.head, factuality, at.span)
        if at.head.lemma_ in _CHARGING and struck and doers and not ground["said_by"]:
            ground["said_by"], attacker, struck = doers, struck, ()  # "blamed the brigade": it is who struck
        killed, injured = casualties(at.span.of(self.reading.report.text))
        named = target_classes([t.lemma_.casefold() for t in self.reading.doc[start:end]])
        classes = named[:2] or self.sense.codes("target_class", at.span, least=0.3) or ("unspecified",)
        return Incident(
            **ground,
            plover="ASSAULT",
            attacker=attacker,
            target=tuple(a for a in struck if a not in attacker),
            target_class=classes,
            means=self.sense.codes("means", at.span, least=0.4) or ("unspecified",),
            outcome="hit" if (killed or injured) and factuality == "fact" else "unknown",
            killed=killed,
            injured=injured,
            confidence=at.likelihood * 0.7,
        )

    def event(self, at: Stretch) -> Event | None:
        """The deed of the clause, by its words or by the encoder's reading of the pair."""
        return unlisted(self.reading, self.sense, at.frame, at.span, at.likelihood) if at.frame is not None else None


@cache
def _binding() -> frozenset[str]:
    return words("sides", "signing") | words("sides", "joining")


def _forbids(at: Stretch) -> bool:
    """ "The transition shall not last longer", "not to harbour ...": what a deal forbids is agreed, not denied."""
    if at.frame is None or not at.frame.negated or at.head.lemma_.casefold() in _binding():
        return False
    helpers = {c.lower_ for c in at.head.children if c.dep_ == "aux"}
    return bool(helpers & {"shall", "will", "must", "may"}) or (at.head.tag_ == "VB" and "to" in helpers)


def _before(told: list[tuple[int, tuple[Actor, ...]]], at: int, reach: int | None = None) -> tuple[Actor, ...]:
    """Those of the last deal or contact told before a place, at most ``reach`` characters before it."""
    earlier = (t for t in told if t[0] < at and (reach is None or at - t[0] <= reach))
    return max(earlier, key=lambda t: t[0], default=(0, ()))[1]


def _acting(reading: Reading, frame: Frame) -> Frame:
    """ "Is to speak", "are due to meet": the verb that says what is to be done."""
    below = frame.complement() if frame.lemma in ("be", "go", "be set", "be due") else None
    return reading.frame_at.get(below.i, frame) if below is not None and below.dep_ == "xcomp" else frame


def _shared(one: Span, two: Span) -> bool:
    return one.overlap(two) * 2 >= min(one.end - one.start, two.end - two.start)


def _format(reading: Reading, start: int, end: int) -> TalksFormat:
    tables = [data("talks")[name] for name in ("nouns", "verbs")]
    for lemma in (t.lemma_.casefold() for t in reading.doc[start:end]):
        for form in (f for table in tables for f, phrases in table.items() if lemma in phrases):
            return cast(TalksFormat, form)
    return "talks"


_FILLERS: dict[str, Callable[[SecondReader, Stretch], Record | None]] = {
    "agreement": SecondReader.agreement,
    "proposal": SecondReader.proposal,
    "position": SecondReader.position,
    "condition": SecondReader.condition,
    "talks": SecondReader.talks,
    "incident": SecondReader.incident,
    "event": SecondReader.event,
}
