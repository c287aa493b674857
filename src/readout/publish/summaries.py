"""One line for one record: what it says, in a few words, without judging it."""

from __future__ import annotations

from readout.model import (
    Actor,
    Agreement,
    Condition,
    Event,
    Figure,
    Incident,
    Position,
    Proposal,
    Record,
    Statement,
    Talks,
)
from readout.publish import wording
from readout.publish.parties import names, party_names
from readout.publish.passage import shortened

_FACTUALITY = {"negated": "not so: ", "planned": "planned: ", "possible": "possible: "}


def summary(record: Record, text: str = "") -> str:
    """A line such as ``Russia and United States agreed to energy ceasefire, 30 days``.

    Args:
        text: the report's text, for the content of statements without a quotation.
    """
    match record:
        case Agreement():
            return _agreement(record)
        case Proposal():
            terms = wording.duration(record.terms.duration) if record.terms.duration is not None else ""
            what = wording.measure(record.measure) or "a measure"
            return _join(f"{_who(record.proposer)} proposed {what}", terms, _to(record.addressees))
        case Position():
            what = wording.measure(record.measure)
            toward = f"toward {party_names(record.toward)}" if record.toward else ""
            return f"{_who(record.holder)}: {wording.label(record.stance, wording.STANCES)} " + _join(what, toward)
        case Condition():
            hangs = f", for {wording.measure(record.condition_of)}" if record.condition_of else ""
            return f"{_who(record.holder)} asked for {wording.measure(record.measure) or 'something'}{hangs}"
        case Talks():
            return talks_line(record)
        case Incident():
            return incident_line(record)
        case Statement():
            return f"{_who(record.speaker, own=True)}: {_said(record, text)}"
        case Figure():
            return figure_line(record)
        case Event():
            does = wording.label(record.plover or "acts toward", wording.EVENTS)
            return _factual(record) + f"{_who(record.source)} {does} {_who(record.target)}"
    return record.kind


def talks_line(record: Talks) -> str:
    """``Call: Donald Trump and Vladimir Putin, 1 hour 30 minutes``."""
    kind = wording.capital(wording.label(record.format or "contact"))
    if record.format == "visit":
        kind = "Visit"
    length = wording.minutes(record.duration) if record.duration else ""
    return f"{kind}: " + _join(names(record.participants) or "participants not named", length, places(record))


def incident_line(record: Incident) -> str:
    """``Russia strikes energy sites in Ukraine with drones (Sumy)``, negated and attempted said."""
    by = f" by {party_names(record.attacker)}" if record.attacker else ""
    means = wording.listed(wording.label(m, wording.MEANS) for m in record.means if m != "unspecified")
    target = wording.listed(wording.label(c, wording.TARGETS) for c in record.target_class if c != "unspecified")
    what = wording.capital(means) or "Force used"
    on = target or party_names(record.target)
    return _factual(record) + _join(f"{what}{by}" + (f" on {on}" if on else ""), places(record))


def figure_line(record: Figure) -> str:
    """``about 80 percent: energy facilities destroyed``."""
    return quantity(record) + (f": {record.of}" if record.of else "")


def quantity(record: Figure) -> str:
    """The number with its unit: ``about 80 percent``, ``40 to 50 drones``."""
    upper = f" to {wording.number(record.value_max)}" if record.value_max is not None else ""
    about = "about " if record.approximate else ""
    return f"{about}{wording.number(record.value)}{upper} {record.unit or ''}".strip()


def places(record: Record) -> str:
    """The record's places in words."""
    return wording.listed(p.name for p in record.where)


def casualties(record: Incident) -> str:
    """``3 killed and 11 injured``; empty when the report gives no number."""
    killed = f"{record.killed:,} killed" if record.killed is not None else ""
    injured = f"{record.injured:,} injured" if record.injured is not None else ""
    return wording.listed([killed, injured])


def _said(record: Statement, text: str) -> str:
    if record.quote:
        return f"“{shortened(record.quote, 90)}”"
    words = " … ".join(s.of(text) for s in record.content) if text else ""
    return shortened(words, 90) or record.cue or "says"


def _agreement(record: Agreement) -> str:
    what = wording.measure(record.measure) or "a measure"
    terms = wording.duration(record.terms.duration) if record.terms.duration is not None else ""
    who = _who(record.parties)
    if record.factuality == "negated":
        return _join(f"{who} did not agree to {what}", terms)
    told = {
        "ordered": f"{who} gave the order for {what}",
        "violated": f"{who} said to break {what}",
        "ended": f"{who} ended {what}",
    }.get(record.status or "", f"{who} agreed to {what}")
    return _factual(record) + _join(told, terms)


def _who(actors: tuple[Actor, ...], *, own: bool = False) -> str:
    return (names(actors) if own else party_names(actors)) or "somebody not named"


def _to(addressees: tuple[Actor, ...]) -> str:
    return f"to {party_names(addressees)}" if addressees else ""


def _factual(record: Record) -> str:
    return _FACTUALITY.get(record.factuality, "")


def _join(*pieces: str) -> str:
    return ", ".join(p for p in pieces if p)
