"""What reconcile asks of reference data: who held which office when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """One person's time in one office.

    Attributes:
        office: ``president`` (head of state) or ``prime minister`` (head of government).
        start, end: ISO dates; ``end`` is None while it lasts.
        source: name of the data.
    """

    name: str
    state: str
    office: str
    start: str
    end: str | None
    source: str


class References(Protocol):
    """Dated facts about offices."""

    def terms(self, name: str, state: str) -> Sequence[OfficeTerm]:
        """Every term of the person of that name in an office of ``state`` (ISO 3166-1 alpha-3), oldest first."""
        ...
