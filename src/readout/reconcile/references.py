"""What reconcile asks of reference data: who held which office when. ``readout.linking.offices.load()`` answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from readout.linking.offices import Office


class OfficeTerm(Protocol):
    """One person's time in one office: state (ISO 3166-1 alpha-3) or body, title, days, and where the fact is from."""

    @property
    def state(self) -> str: ...
    @property
    def office(self) -> Office: ...
    @property
    def title(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date | None: ...
    @property
    def source(self) -> str: ...


class References(Protocol):
    """Dated facts about offices."""

    def offices_of(self, name: str, on: date | None = None) -> Sequence[OfficeTerm]:
        """Every time in office of persons that ``name`` can mean; only those lasting on a day if one is given."""
        ...

    def holders(self, state: str, office: Office, on: date) -> Sequence[OfficeTerm]:
        """Who held an office of a state or body on a day, latest start first."""
        ...

    @property
    def known_until(self) -> date:
        """The latest day on which the facts tell of a change: whoever has no end may have left since."""
        ...
