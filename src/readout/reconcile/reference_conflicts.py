"""Offices that reports give to people, held against the reference facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from readout.linking.offices import MINISTRIES
from readout.linking.persons import alike, spells
from readout.linking.seats import Seat, named_so, seat_of
from readout.reconcile.groups import Difference
from readout.reconcile.items import around
from readout.reconcile.lines import states_in
from readout.reconcile.references import OfficeTerm, References
from readout.reconcile.titles import OWNED, Title, difference, told_by
from readout.reconcile.words import tokens

_GRACE = 2
_SLACK = 31
"""Days around a change of minister, envoy or head of a body in which either may be named."""
_FULL = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEN = re.compile(r"\b(?:[Tt]hen|at the time)\b")
_BELOW = frozenset({"deputy", "vice", "assistant"})
_SERVICES = frozenset({"intelligence", "spy", "army", "police", "security"})
_NOT_YET = frozenset({"elect", "elected", "incoming", "future", "designate", "acting", "interim"})
_STANDING_IN = frozenset({"acting", "interim", "caretaker", "deputy", "transitional"})


def against_reference(title: Title, references: References, otherwise: date | None) -> list[Difference]:
    """A holder called former, somebody called the holder whose time was over, or whose office is another's.

    Args:
        otherwise: the day to hold a report against that has none of its own; None for no comparison.
    """
    published = title.item.published
    on = date.fromordinal(published) if published is not None else otherwise
    if on is None or _of_the_past(title):
        return []
    if title.office and title.actor.state:
        known = _known(title, references)
        told = _out_of_time(title, known, on, _GRACE) or _ahead_of_time(title, known, references, on)
        return told or ([] if known else _misplaced(title, references, on))
    seat = seat_of(OWNED.sub("", title.written), title.actor.state)
    if seat is not None:
        return _seat_of_another(title, seat, references, on)
    return _seated_elsewhere(title, references, on)


def _out_of_time(title: Title, known: Sequence[OfficeTerm], on: date, slack: int) -> list[Difference]:
    """In office and called former, or called the holder and no longer so; ``known`` are the person's terms."""
    now = [t for t in known if _lasts(t, on)]
    over = [t for t in known if t.end is not None and (on - t.end).days > slack]
    firm = [t for t in now if (on - t.start).days > slack and (t.end is None or (t.end - on).days > 0)]
    soon = [t for t in known if t.start > on and (t.start - on).days <= slack]
    if (title.former and firm) or (not title.former and not now and over and not soon):
        return [_conflict(title, on, max(firm or over, key=lambda t: t.start))]
    return []


def _ahead_of_time(title: Title, known: Sequence[OfficeTerm], references: References, on: date) -> list[Difference]:
    """Called the holder of one of a state's two highest offices before the first such term, while another held it."""
    first = min(known, key=lambda t: t.start, default=None)
    if first is None or title.former or (first.start - on).days <= _SLACK or _NOT_YET & set(tokens(title.role)):
        return []
    held = [t for t in references.holders(first.state, first.office, on) if _firmly(t, on, references.known_until)]
    return [_conflict(title, on, first, held[0])] if held and _fits(held[0], title.office) else []


def _seat_of_another(title: Title, seat: Seat, references: References, on: date) -> list[Difference]:
    """A minister, head of a body or envoy whose time is told wrongly, or whose unshared office somebody else holds."""
    name = title.actor.name
    if len(name.split()) < _FULL:
        return []
    known = [t for t in references.offices_of(name) if _sits(t, seat, title) and spells(name, t.name)]
    known = [t for t in known if (t.start - on).days <= _SLACK]
    if known or seat.office == "envoy" or title.former or _STANDING_IN & set(tokens(title.role)):
        return _out_of_time(title, known, on, _SLACK)
    held = [t for t in references.holders(seat.owner, seat.office, on) if _sits(t, seat, title)]
    firm = [t for t in held if t.end or t is held[0]]  # a later holder ends a term that has no end
    if len(firm) != 1 or not _firmly(firm[0], on, references.known_until) or _near(name, firm[0].name):
        return []
    if title.actor.state and not _named(title, seat.owner):
        return []  # whose minister it is was inferred: it may be that of a breakaway government
    return [_conflict(title, on, firm[0])]


def _named(title: Title, state: str) -> bool:
    """The role, or a sentence that gives it, names the state."""
    text = title.item.report.text
    return any(state in states_in(words) for words in (title.written, *(around(text, s).of(text) for s in title.spans)))


def _seated_elsewhere(title: Title, references: References, on: date) -> list[Difference]:
    """Given a lesser or another post while at the head of a ministry ("the deputy foreign minister", "spy chief")."""
    name, role = title.actor.name, tokens(title.role)
    if title.former or not title.actor.state or len(name.split()) < _FULL:
        return []
    held = [
        t
        for t in references.offices_of(name, on)
        if (t.state, t.office in MINISTRIES) == (title.actor.state, True)
        and spells(name, t.name)
        and _firmly(t, on, references.known_until)
    ]
    below = seat_of(" ".join(w for w in role if w not in _BELOW), title.actor.state) if _BELOW & set(role) else None
    other = "minister" in title.heads and title.portfolios and not title.lesser and "prime" not in role
    apart = "chief" in title.heads and bool(_SERVICES & set(role))
    told = [t for t in held if other or apart or (below is not None and below.office == t.office)]
    return [_conflict(title, on, told[0])] if told else []


def _sits(term: OfficeTerm, seat: Seat, title: Title) -> bool:
    if (term.state, term.office) != (seat.owner, seat.office):
        return False
    if seat.office == "head_of_body":
        return named_so(title.written, term.title, seat.owner)
    return seat.office == "envoy" or seat.secretary == ("secretary" in tokens(term.title))


def _lasts(term: OfficeTerm, on: date) -> bool:
    return term.start <= on and (term.end is None or on <= term.end)


def _firmly(term: OfficeTerm, on: date, known_until: date) -> bool:
    """Well within the term, and not later than the table knows."""
    last = term.end or known_until
    return (on - term.start).days > _SLACK and (last - on).days > (_SLACK if term.end else 0)


def _near(name: str, other: str) -> bool:
    """The last word of one name may be a spelling of a word of the other: no ground to call them different people."""
    ends = ((name.split()[-1], other), (other.split()[-1], name))
    return any(alike(last, word) for last, words in ends for word in words.split())


def _conflict(title: Title, on: date, *terms: OfficeTerm) -> Difference:
    fact = "; ".join(map(_fact, terms))
    words = f"{told_by(title)}; the reference, held against {on.isoformat()}, gives: {fact}."
    return difference("reference_conflict", [title], words, f"office of {title.actor.name}", fact)


def _misplaced(title: Title, references: References, on: date) -> list[Difference]:
    """Somebody called by the one of a state's two highest offices, who holds the other, while another holds this, or
    who holds both under the other's name."""
    state = title.actor.state or ""
    own = [t for t in references.offices_of(title.actor.name, on) if t.state == state]
    held = references.holders(state, "head_of_state" if title.office == "president" else "head_of_government", on)
    others = [t for t in held if _fits(t, title.office) and all(t.name != o.name for o in own)]
    if len(title.actor.name.split()) < _FULL or not own:
        return []
    firm = [t for t in own if _firmly(t, on, references.known_until)] if _alone_at_the_head(own, on) else []
    if not others and (title.former or not firm):
        return []
    return [_conflict(title, on, *(firm or own)[:1], *others[:1])]


def _known(title: Title, references: References) -> list[OfficeTerm]:
    """Terms of the person; by the last name alone where the given name finds nothing (a nickname)."""
    for name in (title.actor.name, title.actor.name.split()[-1]):
        own = [t for t in references.offices_of(name) if t.state == title.actor.state]
        own = [t for t in own if len(t.name.split()) > 1 or len(title.actor.name.split()) == 1]  # a name of a reign
        found = [t for t in own if _fits(t, title.office)]
        if found and title.office != "president":
            found = [t for t in found if "president" not in tokens(t.title) or not _alone_at_the_head(own, t.start)]
        if found:
            return found
    return []


def _alone_at_the_head(own: Sequence[OfficeTerm], on: date) -> bool:
    """One person is at the head of the state and of its government: a president with no prime minister."""
    held = [t for t in own if _lasts(t, on) and "president" in tokens(t.title)]
    return {"head_of_state", "head_of_government"} <= {t.office for t in held}


def _fits(term: OfficeTerm, office: str | None) -> bool:
    """A president by title, whatever else the office is; a prime minister or chancellor as head of government."""
    named = "president" in tokens(term.title) and "vice" not in tokens(term.title)
    return named if office == "president" else term.office == "head_of_government"


def _of_the_past(title: Title) -> bool:
    """The sentence itself speaks of another year or says "then": the role is of its time."""
    text, published = title.item.report.text, title.item.report.published or ""
    sentence = around(text, title.spans[0]).of(text)
    years = set(_YEAR.findall(sentence))
    return bool(_THEN.search(sentence)) or bool(years and published and published[:4] not in years)


def _fact(term: OfficeTerm) -> str:
    until = f"to {term.end.isoformat()}" if term.end else "on"
    return f"{term.name}: {term.title}, {term.state}, from {term.start.isoformat()} {until} ({term.source})"
