"""Whose communiqué a report is: whom its "we" stands for."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from readout.coding.cast import Cast
from readout.model import Actor, Report

if TYPE_CHECKING:
    from readout.language.tokens import Doc

_ISSUED = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|bulletin|message|appeal|proclamation|to the people"
    r"|(?:press|information|media) (?:office|service|bureau|desk|department|unit|release|statement)"
    r"|headquarters|command|directorate|secretariat)\b",
    re.IGNORECASE,
)
"""Words in the heading of what a body says of itself."""


def issuer(report: Report, doc: Doc, cast: Cast) -> tuple[Actor, ...]:
    """The body named in the outlet or the headline of a communiqué, the one that the text names most often.

    Empty for a newspaper's own text, and where the heading names no body of the text.
    """
    above = f"{report.outlet or ''} {report.title or ''}"
    if not _ISSUED.search(above):
        return ()
    named_above = set(re.findall(r"\w{3,}", above.casefold()))
    told: Counter[Actor] = Counter()
    for mention in cast.mentions_in(0, len(doc)):
        head, one = doc[mention.at], mention.actors[0]
        named = head.pos_ == "PROPN" and head.lower_ in named_above
        if named and len(mention.actors) == 1 and one.type not in ("person", "public", "media"):
            told[one] += 1
    return (max(told, key=lambda a: told[a]),) if told else ()
