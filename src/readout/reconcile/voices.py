"""Whose account a report is: a party's own (its readout, its speaker) or the press's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from readout.model import Actor, Record, Report
from readout.reconcile.items import actors
from readout.reconcile.words import plain, tokens

Voice = Literal["party", "press"]
_OFFICIAL = re.compile(
    r"\b(?:press (?:service|office|secretary|cent(?:er|re)|release)|ministry|department of|government|presidency"
    r"|presidential|prime minister'?s|chancellery|spokes(?:person|man|woman)|desk|executive|embassy"
    r"|permanent mission|general staff|armed forces|defence forces|army|readout|secretariat|office of"
    r"|council of ministers)\b"
)
_NOT = re.compile(
    r"\b(?:times|post|herald|wire|agency|daily|news|tribune|gazette|courier|chronicle|journal|observer|mail)\b"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in one account.

    Attributes:
        voice: ``party`` for a side's own words, ``press`` for a report in its own voice.
        side: state code or plain name of the side; None for the press.
        label: how a person would call it: outlet, and the authority where the report cites one.
    """

    voice: Voice
    side: str | None
    label: str


def official(report: Report) -> bool:
    """True when the outlet is an organ of a state or party, by its name; a newspaper's name outweighs it."""
    name = plain(report.outlet or "")
    return bool(_OFFICIAL.search(name)) and not _NOT.search(name)


def side_of(report: Report, records: Sequence[Record]) -> str | None:
    """The side that an official outlet speaks for: the one named in its own name, else the one it cites most."""
    named = set(tokens(report.outlet or ""))
    states: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    for record in records:
        for actor in actors(record):
            if set(tokens(actor.name)) & named - {"the", "of", "and", "office", "press", "ministry", "desk"}:
                states[side(actor)] += 1
        cited.update(side(a) for a in record.said_by)
    for counts in (states, cited):
        if counts:
            return min(counts, key=lambda s: (-counts[s], s))
    return None


def file_name(report: Report) -> str:
    """The bare name of the report's file, whatever system its path is of: folders are nobody else's business."""
    return PurePath((report.file or "").replace("\\", "/")).name


def side(actor: Actor) -> str:
    """State code, else plain name."""
    return actor.state or plain(actor.name)


def speaker(report: Report, record: Record, own: str | None) -> Speaker:
    """Who speaks in one record of a report; ``own`` is the side that the outlet speaks for, if it is official."""
    outlet = report.outlet or report.title or file_name(report) or "a report"
    if record.said_by:
        names = " and ".join(a.name for a in record.said_by)
        return Speaker("party", side(record.said_by[0]), names if own else f"{names} (in {outlet})")
    return Speaker("party", own, outlet) if own else Speaker("press", None, outlet)
