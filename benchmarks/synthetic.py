"""Synthetic reports with their records, for measuring cost: made-up events, retold, perturbed and copied.

Every event has two sides, a go-between and a pool of facts. A report retells some of them in one of several phrasings,
with a number, a day or a stance changed now and then; one report in twenty repeats an earlier one with a few words
changed. The same seed gives the same corpus.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from readout.model import (
    Actor,
    Agreement,
    Condition,
    Event,
    Figure,
    Incident,
    Place,
    Position,
    Record,
    Report,
    Span,
    Statement,
    Talks,
    Terms,
    When,
)
from readout.model.wire import sealed

_STATES = ("ARG", "BOL", "CHL", "ECU", "PER", "TCD", "NER", "MLI", "GHA", "TGO", "LAO", "KHM", "NPL", "BTN", "MNG")
_SYLLABLES = ("bar", "del", "kor", "mi", "ta", "ven", "lo", "sar", "qui", "ned", "zha", "pol", "ruk", "em", "os", "gan")
_MEASURES = ("ceasefire.full", "ceasefire.energy", "ceasefire.maritime", "prisoner_exchange", "troop_withdrawal")
_DEMANDS = ("sanctions_relief", "monitoring", "security_guarantees", "disarmament", "territory")
_STANCES = ("accept", "support", "open", "doubt", "reject")
_CODER = "synthetic"


@dataclass(frozen=True)
class Story:
    """What really happened in one made-up event; reports retell it."""

    start: date
    sides: tuple[Actor, Actor]
    leaders: tuple[Actor, Actor]
    mediator: Actor
    places: tuple[str, ...]
    measure: str
    duration: int
    counts: tuple[int, ...]


@dataclass
class Draft:
    """A report as it is being written."""

    rng: random.Random
    story: Story
    day: date
    sentences: list[str] = field(default_factory=list)
    made: list[tuple[int, Callable[[str, tuple[Span, ...]], Record]]] = field(default_factory=list)

    def say(self, sentence: str, kind: type[Record], **fields: Any) -> None:
        """Adds a sentence and the record that it carries."""
        at = len(self.sentences)
        self.sentences.append(sentence)
        self.made.append((at, lambda report, spans: kind(report=report, evidence=spans, **fields)))


@dataclass(frozen=True)
class Corpus:
    """Reports and sealed records."""

    reports: tuple[Report, ...]
    records: tuple[Record, ...]


def corpus(reports: int, events: int, seed: int = 1) -> Corpus:
    """``reports`` reports of ``events`` events, some eight to sixteen records each."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    stories = [_story(random.Random(f"{seed}/{n}"), n) for n in range(events)]  # noqa: S311
    made: list[Report] = []
    records: list[Record] = []
    by_story: dict[int, list[int]] = {}
    for number in range(reports):
        which = number % events
        earlier = by_story.setdefault(which, [])
        if earlier and rng.random() < 0.05:
            report, found = _copied(made[rng.choice(earlier)], records, rng, number)
        else:
            report, found = _written(stories[which], rng, number)
        earlier.append(len(made))
        made.append(report)
        records += found
    return Corpus(tuple(made), tuple(records))


def _word(rng: random.Random, size: int = 3) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(size)).capitalize()


def _story(rng: random.Random, number: int) -> Story:
    first, second, third = rng.sample(_STATES, 3)
    group = rng.random() < 0.4
    other = (
        Actor(f"{_word(rng)} Front", None, None, "armed_group") if group else Actor(second, second, None, "government")
    )
    return Story(
        start=date(2031, 1, 1) + timedelta(days=number * 5),
        sides=(Actor(first, first, None, "government"), other),
        leaders=(
            Actor(f"{_word(rng, 2)} {_word(rng)}", first, "President", "person"),
            Actor(f"{_word(rng, 2)} {_word(rng)}", other.state, "commander", "person"),
        ),
        mediator=Actor(third, third, None, "government"),
        places=tuple(_word(rng) for _ in range(6)),
        measure=rng.choice(_MEASURES),
        duration=rng.choice((7, 10, 14, 30, 60)),
        counts=tuple(rng.randint(5, 900) for _ in range(6)),
    )


def _written(story: Story, rng: random.Random, number: int) -> tuple[Report, list[Record]]:
    draft = Draft(rng, story, story.start + timedelta(days=rng.randint(0, 4)))
    tellers = [_agreement, _call, _demand, _stance, _incident, _toll, _quote, _event, _next_round, _stance, _incident]
    for teller in rng.sample(tellers, rng.randint(7, len(tellers))):
        teller(draft)
    title = f"{_word(rng)} watches talks at {rng.choice(story.places)}"
    head = f"{title}\n"
    text, spans = head, []
    for at, sentence in enumerate(draft.sentences):
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + ("\n" if at % 3 == 2 else " ")
    outlet = f"{_word(rng)} Courier {number % 400}"
    report = Report.create(text.rstrip() + "\n", outlet=outlet, title=title, published=draft.day.isoformat())
    return report, [sealed(make(report.id, (spans[at],)), _CODER) for at, make in draft.made]


def _copied(source: Report, records: list[Record], rng: random.Random, number: int) -> tuple[Report, list[Record]]:
    text = source.text.replace(" said ", " stated ", 1)
    report = Report.create(text, outlet=f"{_word(rng)} Post {number}", title=source.title, published=source.published)
    shift = len(text) - len(source.text)
    found = []
    for record in (r for r in records[-4000:] if r.report == source.id):
        spans = tuple(Span(max(0, s.start + shift), max(1, s.end + shift)) for s in record.evidence)
        found.append(sealed(replace(record, id="", report=report.id, evidence=spans), _CODER))
    return report, found


def _off(rng: random.Random, value: int) -> int:
    return value if rng.random() < 0.85 else max(1, round(value * rng.choice((0.8, 1.1, 1.4))))


def _on(day: date) -> When:
    return When(day.strftime("on %d %B"), day.isoformat())


def _agreement(d: Draft) -> None:
    a, b = d.story.sides
    days = _off(d.rng, d.story.duration) if d.rng.random() < 0.8 else None
    span = f" for {days} days" if days else ""
    verb = d.rng.choice(("agreed to", "accepted", "signed up to"))
    plan = d.story.measure.split(".")[-1].replace("_", " ")
    text = f"{a.name} and {b.name} {verb} the {plan} plan{span} at {d.story.places[0]}."
    terms = Terms(duration=days, mediator=(d.story.mediator,) if d.rng.random() < 0.6 else (), text=text[:40])
    d.say(
        text,
        Agreement,
        parties=(a, b),
        measure=(d.story.measure,),
        status="agreed",
        terms=terms,
        when=_on(d.story.start),
    )


def _call(d: Draft) -> None:
    minutes = _off(d.rng, 60 + d.story.counts[0] % 120)
    a, b = d.story.leaders
    text = f"{a.name} and {b.name} spoke on the telephone for about {minutes} minutes."
    d.say(text, Talks, participants=(a, b), format="call", duration=minutes, status="held", when=_on(d.story.start))


def _demand(d: Draft) -> None:
    code = _DEMANDS[(d.story.counts[1] + d.rng.randint(0, 1)) % len(_DEMANDS)]
    who = d.rng.choice(d.story.leaders)
    text = f"{who.name} insisted on {code.replace('_', ' ')} before anything else is done."
    d.say(text, Condition, holder=(who,), measure=(code,), condition_of=(d.story.measure,), said_by=(who,))


def _stance(d: Draft) -> None:
    who = d.rng.choice((*d.story.leaders, d.story.mediator))
    stance = _STANCES[(d.story.counts[2] + d.rng.randint(0, 1)) % len(_STANCES)]
    text = f"{who.name} was said to {stance} the plan in a brief remark near {d.rng.choice(d.story.places)}."
    d.say(text, Position, holder=(who,), stance=stance, measure=(d.story.measure,))


def _incident(d: Draft) -> None:
    at = d.rng.randint(1, 4)
    killed = _off(d.rng, d.story.counts[at] % 60 + 1)
    place, attacker = d.story.places[at], d.story.sides[at % 2 if d.rng.random() < 0.9 else 0]
    text = f"Shells fired by {attacker.name} hit the market at {place} and killed {killed} people."
    d.say(
        text,
        Incident,
        attacker=(attacker,),
        target=(d.story.sides[0],),
        target_class=("civilian",),
        means=("shelling",),
        outcome="hit",
        killed=killed,
        where=(Place(place),),
        when=_on(d.story.start + timedelta(days=at % 3)),
        factuality="fact" if d.rng.random() < 0.95 else "negated",
    )


def _toll(d: Draft) -> None:
    value = _off(d.rng, d.story.counts[5] * 7)
    text = (
        f"At least {value} people have been driven from their homes around {d.story.places[5]}, the relief office said."
    )
    d.say(
        text,
        Figure,
        value=float(value),
        unit="people",
        approximate=True,
        of=f"people displaced around {d.story.places[5]}",
    )


def _quote(d: Draft) -> None:
    who = d.story.leaders[0]
    words = d.rng.choice(
        ("our patience with broken promises has an end", "patience with these broken promises is at an end")
    )
    text = f"“{words.capitalize()},” {who.name} said in {d.story.places[0]}."
    d.say(text, Statement, speaker=(who,), cue="said", quote=words, mode="direct")


def _event(d: Draft) -> None:
    a = d.story.mediator
    text = f"{a.name} sent {d.story.counts[3]} tonnes of grain to {d.story.places[2]} as relief for the displaced."
    d.say(text, Event, source=(a,), target=(d.story.sides[0],), plover="AID")


def _next_round(d: Draft) -> None:
    day = d.story.start + timedelta(days=9 + (d.rng.random() < 0.15))
    place = d.story.places[3] if d.rng.random() < 0.85 else d.story.places[4]
    a, b = d.story.sides
    text = f"The delegations of {a.name} and {b.name} are to meet again in {place} on {day.isoformat()}."
    where = (Place(place, d.story.mediator.state),)
    d.say(
        text,
        Talks,
        participants=(a, b),
        format="talks",
        status="planned",
        factuality="planned",
        where=where,
        when=_on(day),
    )


def sizes(smallest: int, doublings: int) -> Iterator[int]:
    """``smallest`` and its doubles."""
    for step in range(doublings + 1):
        yield smallest * 2**step
