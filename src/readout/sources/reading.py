"""What comes of one input: a report, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model import Report
from readout.sources.offsets import OffsetMap

SIZE_LIMIT = 20_000_000
"""Bytes of one text, page or line of JSON Lines; more is refused, since a report is an article."""


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """Why an input gave no report.

    Attributes:
        source: path or address as given.
        place: where in the source ("line 3"); None when it concerns the whole.
        message: what is wrong, in a sentence.
        remedy: what to do about it, in a sentence.
    """

    source: str
    place: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.message} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One input, read. Exactly one of ``report`` and ``problem`` is set.

    Attributes:
        source: path or address as given; for a folder's files the path inside the folder.
        raw: the bytes as they came (of a JSON Lines file: of the line); None when there were none to keep.
        offsets: ``report.text`` back to ``raw`` decoded with ``encoding`` (without its byte-order mark); of JSON Lines:
            back to the value of the line's ``text`` field.
        place: the line in a JSON Lines file ("line 3"), else None.
        encoding: how ``raw`` was decoded, as Python names it; None when it was not.
        warnings: what a person should know although the report was read.
    """

    source: str
    report: Report | None
    raw: bytes | None
    offsets: OffsetMap | None
    problem: SourceProblem | None
    place: str | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user states of reports that do not say it themselves.

    Attributes:
        published: ISO date or date-time; also lends its year to a dateline that has none.
        outlet: name of the outlet.
    """

    published: str | None = None
    outlet: str | None = None


class SourceError(Exception):
    """An input that cannot be read; ``Reading.problem`` carries it to the caller."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def reading(self, source: str, raw: bytes | None = None, place: str | None = None) -> Reading:
        """The reading that reports this problem."""
        problem = SourceProblem(source, place, self.message, self.remedy)
        return Reading(source, None, raw, None, problem, place)
