"""One coded fact from one report: the nine kinds (codebook sections 2 to 5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from readout.model.actor import Actor, Place
from readout.model.span import Span
from readout.model.when import When

Kind = Literal["agreement", "proposal", "position", "condition", "talks", "incident", "statement", "figure", "event"]
Factuality = Literal["fact", "negated", "planned", "possible"]
Stance = Literal["accept", "support", "open", "conditional", "doubt", "criticise", "reject"]
AgreementStatus = Literal["agreed", "ordered", "in_force", "ended", "violated"]
TalksFormat = Literal["call", "meeting", "talks", "visit", "summit", "message"]
TalksStatus = Literal["held", "ongoing", "planned", "postponed", "cancelled"]
Outcome = Literal["hit", "repelled", "intercepted", "attempted", "unknown"]
Mode = Literal["direct", "indirect", "mixed"]
Actors = tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement or a proposal says beyond its measure (codebook section 4).

    Attributes:
        prohibits: target classes.
        duration: days.
        starts, ends: ISO date where it can be resolved, else the words.
        conditions: ids of ``condition`` records of the same report.
        text: the words that give the scope.
    """

    prohibits: tuple[str, ...] = ()
    area: str | None = None
    duration: float | None = None
    starts: str | None = None
    ends: str | None = None
    deadline: str | None = None
    monitoring: str | None = None
    mediator: Actors = ()
    conditions: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. ``id`` is empty until the record is sealed by ``wire.sealed``.

    Attributes:
        evidence: at least one span of the report's text, in order.
        said_by: the authority behind the content; empty when the report itself vouches.
        confidence: 0 to 1, calibrated by kind.
    """

    kind: ClassVar[Kind]

    report: str
    evidence: tuple[Span, ...]
    id: str = ""
    said_by: Actors = ()
    factuality: Factuality = "fact"
    when: When | None = None
    where: tuple[Place, ...] = ()
    plover: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """Parties agreed on a measure, or one committed to it, ordered it or announced it."""

    kind: ClassVar[Kind] = "agreement"

    parties: Actors = ()
    measure: tuple[str, ...] = ()
    status: AgreementStatus | None = None
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Record):
    """An actor puts a measure forward."""

    kind: ClassVar[Kind] = "proposal"

    proposer: Actors = ()
    addressees: Actors = ()
    measure: tuple[str, ...] = ()
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """An actor's stance on a measure, a proposal or another actor's conduct."""

    kind: ClassVar[Kind] = "position"

    holder: Actors = ()
    stance: Stance = "support"
    measure: tuple[str, ...] = ()
    toward: Actors = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """An actor demands something, or makes one thing depend on another."""

    kind: ClassVar[Kind] = "condition"

    holder: Actors = ()
    addressees: Actors = ()
    measure: tuple[str, ...] = ()
    condition_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks(Record):
    """Contact between actors. ``duration`` in minutes from begin to end."""

    kind: ClassVar[Kind] = "talks"

    participants: Actors = ()
    format: TalksFormat | None = None
    duration: float | None = None
    status: TalksStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """Force used, attempted or alleged; also an alleged breach."""

    kind: ClassVar[Kind] = "incident"

    attacker: Actors = ()
    target: Actors = ()
    target_class: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    outcome: Outcome | None = None
    killed: int | None = None
    injured: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """An attribution: somebody says, believes or intends something."""

    kind: ClassVar[Kind] = "statement"

    speaker: Actors = ()
    cue: str | None = None
    content: tuple[Span, ...] = ()
    quote: str | None = None
    mode: Mode = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A quantity that the report claims and that no other record's field holds."""

    kind: ClassVar[Kind] = "figure"

    value: float = 0.0
    value_max: float | None = None
    unit: str | None = None
    approximate: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Any other interaction between actors; ``plover`` is always set."""

    kind: ClassVar[Kind] = "event"

    source: Actors = ()
    target: Actors = ()


KINDS: dict[str, type[Record]] = {
    cls.kind: cls for cls in (Agreement, Proposal, Position, Condition, Talks, Incident, Statement, Figure, Event)
}
