"""A parsed report to its records: attribution first, then a module a kind (codebook section 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.codebook.lexicon import digest
from readout.model import Record, Report, Talks
from readout.model.wire import sealed

if TYPE_CHECKING:
    from readout.coding.measures import Measures
    from readout.coding.reading import Reading
    from readout.coding.sense import Sense, Tagged
    from readout.language.encoder import Encoder
    from readout.language.tokens import Doc

CODER = "1"
"""Version of the rules; part of ``coder`` and so of every record's id."""


def coder(encoder: Encoder | None) -> str:
    """The name under which records are kept: other rules, word lists or weights are another coder."""
    return f"{CODER}.{digest()}.{encoder.version if encoder is not None else 'rules'}"


FLOORS = {
    "agreement": 0.85, "proposal": 0.8, "position": 0.85, "condition": 0.85, "talks": 0.6, "incident": 0.65,
    "event": 0.75,
}  # fmt: skip
"""Likelihood from which the encoder's reading alone makes a record of a kind."""

DROP = {
    "agreement": 0.02, "proposal": 0.02, "position": 0.02, "condition": 0.05, "talks": 0.02, "incident": 0.02,
}  # fmt: skip
"""Likelihood below which a rule's record is dropped."""


_SPOKEN = ("THREATEN", "SANCTION")
"""Roots of deeds that are done in words, whatever clause they stand in."""

_MISTAKEN = {"event": ("agreement", "condition", "talks"), "talks": ("agreement", "condition", "position")}
"""Kinds that a deed or a meeting only spoken of belongs to."""


def code(
    report: Report, doc: Doc, encoder: Encoder | None = None, *, ahead: Tagged | None = None, raw: bool = False
) -> list[Record]:
    """All records of a report from its parse, in text order, sealed with their ids. Pure.

    Args:
        encoder: the second reader; without it the rules stand alone.
        ahead: what the encoder sees in the report, when it has been asked already.
        raw: leave confidence as the rules and the encoder give it, for fitting its calibration.
    """
    from readout.coding.agreement import agreements
    from readout.coding.condition import conditions
    from readout.coding.confidence import calibrated
    from readout.coding.event import events
    from readout.coding.figure import figures
    from readout.coding.incident import incidents
    from readout.coding.measures import Measures
    from readout.coding.merge import merged
    from readout.coding.position import positions
    from readout.coding.proposal import proposals
    from readout.coding.reading import Reading
    from readout.coding.sense import Sense
    from readout.coding.sensed import SensedMeasures
    from readout.coding.statement import statements
    from readout.coding.talks import talks

    reading = Reading(report, doc)
    sense = Sense(encoder, report, ahead) if encoder is not None else None
    measures = SensedMeasures(reading, sense) if sense is not None else Measures(reading)
    records: list[Record] = [
        *statements(reading),
        *agreements(reading, measures),
        *proposals(reading, measures),
        *conditions(reading, measures),
        *positions(reading, measures),
        *talks(reading),
        *incidents(reading),
    ]
    records += [e for e in events(reading) if not any(_same_deed(e, r) for r in records)]
    if sense is not None:
        records = _second(reading, measures, sense, records)
    records += figures(reading, records)
    name = coder(encoder)
    return [sealed(r if raw else calibrated(r), name) for r in merged(records)]


def _same_deed(event: Record, other: Record) -> bool:
    """An event is what no other kind holds: force, contact, and what is only agreed on are not coded again."""
    settled = other.kind == "agreement" and event.factuality == "planned"
    if isinstance(other, Talks) and other.status in ("postponed", "cancelled"):
        return False  # what is broken off is a deed as well
    if other.kind not in ("incident", "talks") and not settled:
        return False
    one, two = event.evidence[0], other.evidence[0]
    return one.overlap(two) >= 0.8 * max(one.end - one.start, two.end - two.start)


def _ruled_out(sense: Sense, record: Record) -> bool:
    """What the encoder does not see at all; an event that it takes for a term, a demand or a meeting."""
    if record.kind in DROP and sense.supports(record) < DROP[record.kind]:
        return True
    others = _MISTAKEN.get(record.kind, ())
    if not others or record.plover in _SPOKEN or sense.supports(record) > 0.1:
        return False
    return any(sense.likelihood(kind, record.evidence[0]) > 0.55 for kind in others)


def _second(reading: Reading, measures: Measures, sense: Sense, records: list[Record]) -> list[Record]:
    """The rules' records that the encoder does not rule out, and those that only the encoder sees."""
    from readout.coding.second import SecondReader

    kept = [r for r in records if not _ruled_out(sense, r)]
    more = list(SecondReader(reading, measures, sense).records(kept, FLOORS))
    struck = [r for r in more if r.kind == "incident"]
    return [*(r for r in kept if r.kind != "event" or not any(_same_deed(r, s) for s in struck)), *more]
