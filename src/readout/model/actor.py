"""Who acts and where (codebook section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorType = Literal["person", "government", "military", "armed_group", "igo", "ngo", "bloc", "media", "public"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks.

    Attributes:
        name: the fullest form in the report.
        state: ISO 3166-1 alpha-3 of the state it belongs to or speaks for; None for groups, blocs and bodies.
        role: as the report gives it ("former US President").
    """

    name: str
    state: str | None = None
    role: str | None = None
    type: ActorType | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is.

    Attributes:
        country: ISO 3166-1 alpha-3.
        latitude, longitude: WGS 84, degrees; None when the gazetteer does not know the place.
        geonames: GeoNames id.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
