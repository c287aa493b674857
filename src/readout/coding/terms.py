"""Terms of a measure as its clause gives them: what is prohibited, where, how long, from when, under whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readout.codebook.lexicon import table
from readout.coding.measures import Found
from readout.coding.reading import Reading
from readout.language.dates import dates
from readout.language.quantities import durations
from readout.model import Actor, Terms

if TYPE_CHECKING:
    from readout.language.tokens import Token

_DUE = re.compile(r"\b(?:by|no later than|not later than|before|at the latest(?: by)?)(?: the)?\s*$", re.IGNORECASE)
_BY = re.compile(r"(?:by|before|within)\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:from|starting|beginning|begin(?:s|ning)?|began|effective|as of|takes? effect|took effect|in(?:to)? force"
    r"|start(?:s|ed|ing)?|commenc\w+|come into|came into)"
    r"(?:\s+(?:from|on|at|in|as|of|effect|force|early|late|the|morning|noon|midnight|dawn|\d{1,2}(?:[:.]\d\d)?|a\.?m\.?|p\.?m\.?|[A-Z]{2,4}|local|time|o'clock))*,?\s*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till|through|expir\w+|ends?|ended|run(?:s|ning)? out|laps\w+)"
    r"(?:\s+(?:on|at|in|the|noon|midnight|dawn|end|of|\d{1,2}))*\s*$",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"\b(?:from|starting at|beginning at|as of)\s+(?P<hour>midnight|noon|midday|dawn|dusk|sunset|sunrise)\b",
    re.IGNORECASE,
)
_IMMEDIATE = re.compile(
    r"\b(?:immediate(?:ly)?|at once|with immediate effect|without delay|forthwith)\b", re.IGNORECASE
)
_PROHIBITING = {
    "ceasefire.energy": "energy",
    "ceasefire.infrastructure": "infrastructure",
    "ceasefire.maritime": "shipping",
}


def terms(reading: Reading, head: Token, found: Found) -> Terms:
    """The terms that the clause around ``head`` gives for the measures ``found`` in it."""
    span = reading.evidence(head)
    text = span.of(reading.report.text)
    duration, deadline = _lengths(text, truce=any(c.startswith("ceasefire") for c in found.codes))
    starts, ends, due = _bounds(reading, text)
    scope = (
        reading.chars(found.start, found.end).of(reading.report.text)
        if found.named and found.end > found.start
        else None
    )
    prohibits = [p for c in found.codes if (p := _PROHIBITING.get(c))]
    return Terms(
        prohibits=tuple(prohibits),
        area=_area(reading, head),
        duration=duration,
        starts=starts,
        ends=ends,
        deadline=due or deadline,
        mediator=_mediators(reading, head),
        text=scope,
    )


def _lengths(text: str, *, truce: bool) -> tuple[float | None, str | None]:
    """Days a measure lasts, and the words of a deadline: "within 30 days" limits the doing, not the measure."""
    for found in durations(text):
        before = text[max(0, found.start - 22) : found.start]
        if re.search(r"\b(?:within|in under|in less than)\s+(?:the\s+next\s+)?$", before, re.IGNORECASE):
            return None, text[
                found.start - len(before.split("within")[-1]) - 6 : found.end
            ].strip() if "within" in before else text[found.start : found.end]
        if re.search(r"\b(?:after|ago|past|last|old|previous|every)\s*$", before) or re.match(
            r"\s*(?:ago|later|earlier|after|before|ahead|early|late|behind|-?old"
            r"|of (?:fighting|war|talks|negotiation|clashes|violence|conflict))",
            text[found.end :],
        ):
            continue
        if found.unit == "minute" or (not truce and found.unit == "hour"):
            continue
        return round(found.days, 4) if found.days < 1 else float(round(found.days)), None
    return None, None


def _bounds(reading: Reading, text: str) -> tuple[str | None, str | None, str | None]:
    """When the measure starts, ends, and by when it is to be done, from the words right before each date."""
    starts = ends = due = None
    for mention in dates(text, reading.day, "future"):
        own = mention.when.text
        before = text[: mention.start]
        value = mention.when.start or own
        if _UNTIL.search(before) or own.casefold().startswith(("until", "till")):
            ends = ends or mention.when.end or value
        elif _DUE.search(before) or _BY.match(own):
            due = due or mention.when.end or value
        elif _FROM.search(before) or own.casefold().startswith("from"):
            starts = starts or value
    if starts is None and (hour := _HOUR.search(text)):
        starts = hour["hour"].casefold()
    if starts is None and _IMMEDIATE.search(text):
        starts = "immediate"
    return starts, ends, due


def _area(reading: Reading, head: Token) -> str | None:
    places = reading.where(head)
    return places[0].name if places else None


def _mediators(reading: Reading, head: Token) -> tuple[Actor, ...]:
    """ "brokered by", "mediated by", "with X as mediator", anywhere in the sentence."""
    sent = reading.sentence(head)
    for token in sent:
        if token.lemma_ in ("broker", "mediate", "facilitate", "sponsor", "host") and token.pos_ == "VERB":
            frame = reading.frame_at.get(token.i)
            if frame is not None and (found := reading.agents(frame)):
                return found
    return ()


def target_classes(lemmas: list[str]) -> tuple[str, ...]:
    """Target classes named in a stretch of lemmas, in order, each once."""
    return tuple(dict.fromkeys(h.code for h in table("target_classes").find(lemmas)))
