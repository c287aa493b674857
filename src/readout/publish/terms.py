"""The rows of a table of terms: what an agreement may say, and how to read it off a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from readout.model import Agreement, Condition
from readout.publish import wording
from readout.publish.parties import bound_names, names
from readout.publish.passage import shortened
from readout.publish.register import Register

Reading = Callable[[Agreement, Register], str]


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term.

    Attributes:
        name: as readers see it.
        read: its value in one record; empty when the record does not give it.
        about: the differences (codebook section 8) that concern it.
        coded: values are comparable as they stand, so two that differ are a difference.
        quote: the value is the report's own words.
    """

    name: str
    read: Reading
    about: frozenset[str] = frozenset()
    coded: bool = False
    quote: bool = False


def _conditions(record: Agreement, register: Register) -> str:
    wanted = [register.records.get(i) for i in record.terms.conditions]
    return wording.listed(wording.measure(c.measure) for c in wanted if isinstance(c, Condition))


def _said_day(value: str | None) -> str:
    return wording.day(value)


ROWS: tuple[TermRow, ...] = (
    TermRow("Measure", lambda r, _: wording.measure(r.measure), frozenset({"scope"}), coded=True),
    TermRow("Who is bound", lambda r, _: bound_names(r.parties), frozenset({"party", "attribution"})),
    TermRow("Status", lambda r, _: wording.STATUSES.get(r.status or "", ""), frozenset({"status"})),
    TermRow(
        "Off limits",
        lambda r, _: wording.listed(wording.label(c, wording.TARGETS) for c in r.terms.prohibits),
        frozenset({"scope"}),
        coded=True,
    ),
    TermRow("Area", lambda r, _: r.terms.area or "", frozenset({"place", "scope"})),
    TermRow(
        "Duration",
        lambda r, _: wording.duration(r.terms.duration) if r.terms.duration is not None else "",
        frozenset({"number", "duration"}),
        coded=True,
    ),
    TermRow("Starts", lambda r, _: _said_day(r.terms.starts), frozenset({"date"}), coded=True),
    TermRow("Ends", lambda r, _: _said_day(r.terms.ends), frozenset({"date"}), coded=True),
    TermRow("Deadline", lambda r, _: _said_day(r.terms.deadline), frozenset({"date", "number"})),
    TermRow("Monitoring", lambda r, _: r.terms.monitoring or ""),
    TermRow("Mediator", lambda r, _: names(r.terms.mediator), frozenset({"party"})),
    TermRow("Conditions", _conditions, frozenset({"condition"})),
    TermRow("In its words", lambda r, g: shortened(r.terms.text or g.words(r), 140), quote=True),
)
