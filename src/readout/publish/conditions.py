"""Who wants what, for what."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Condition
from readout.publish import wording
from readout.publish.parties import key_of, names, party_names
from readout.publish.passage import shortened
from readout.publish.register import Cite, Register

NOBODY = "Not said who"


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand as one or several reports give it.

    Attributes:
        holder: the party; ``by`` names the persons and bodies where they differ from it.
        wants: the measures demanded; ``words`` how a report puts it.
        of: whom it is demanded from; ``hangs`` what depends on it. Empty when not said.
    """

    holder: str
    by: str
    wants: str
    words: str
    of: str
    hangs: str
    denied: bool
    cites: tuple[Cite, ...]


def demands(register: Register) -> tuple[Demand, ...]:
    """Conditions, those of one party for one thing put together; most told first."""
    groups: dict[tuple[object, ...], list[Condition]] = {}
    for r in register.of_kind(Condition):
        key = (key_of(r.holder), tuple(sorted(r.measure)), tuple(sorted(r.condition_of)), r.factuality == "negated")
        groups.setdefault(key, []).append(r)
    ranked = sorted(groups.values(), key=lambda rs: (-len({r.report for r in rs}), -max(r.confidence for r in rs)))
    return tuple(_demand(records, register) for records in ranked)


def _demand(records: list[Condition], register: Register) -> Demand:
    first = max(records, key=lambda r: r.confidence)
    holder = party_names(first.holder) or NOBODY
    by = names(a for r in records for a in r.holder)
    return Demand(
        holder=holder,
        by=by if by != holder else "",
        wants=wording.capital(wording.measure(first.measure)),
        words=shortened(register.words(first)),
        of=party_names(a for r in records for a in r.addressees),
        hangs=wording.measure(first.condition_of),
        denied=first.factuality == "negated",
        cites=register.cites(records),
    )
