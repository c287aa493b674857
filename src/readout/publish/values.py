"""Equal values of several records as one, with the evidence of all."""

from __future__ import annotations

from collections.abc import Iterable

from readout.model import Record
from readout.publish.register import Register, Value


def gathered(pairs: Iterable[tuple[str, Record]], register: Register, *, quote: bool = False) -> tuple[Value, ...]:
    """One value for each distinct text, most told first; texts that differ only in case and space are one."""
    found: dict[str, tuple[str, list[Record]]] = {}
    for text, record in pairs:
        if text:
            found.setdefault(" ".join(text.casefold().split()), (text, []))[1].append(record)
    ranked = sorted(found.values(), key=lambda pair: -len({r.report for r in pair[1]}))
    return tuple(Value(text, register.cites(records), quote) for text, records in ranked)
