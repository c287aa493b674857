"""The report pass: sources to records, one report at a time, cached in the ledger by content and coder version."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from readout.coding import code, coder
from readout.coding.sense import Tagged, tagged
from readout.language.encoder import Encoder, load
from readout.language.parse import BATCH, parse_all, pipeline
from readout.model import Record, Report
from readout.sources import read

if TYPE_CHECKING:
    from readout.language.tokens import Doc
    from readout.ledger import Ledger

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "coding"), how many are done, and how many there are."""

PARALLEL_FROM = 16
"""Reports from which several processes are faster than one in which the encoder reads on a second core."""
_LEAST = 2
"""Reports of the last batches."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An input or a report that could not be used: what, where, why, and what to do."""

    source: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a report pass did.

    Attributes:
        reports: ids of every report that was read, new or known, in order of reading.
        added: reports that the ledger did not have.
        coded: reports coded now; the others had been coded by this coder before.
        records: records coded now.
    """

    reports: tuple[str, ...]
    added: int
    coded: int
    records: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]


def record(
    paths: Iterable[str | Path],
    ledger: Ledger,
    *,
    published: str | None = None,
    outlet: str | None = None,
    jobs: int | None = None,
    allow_private: bool = False,
    progress: Progress | None = None,
) -> Tally:
    """Read, code and keep reports. What the ledger has from this coder is not coded again.

    Args:
        published, outlet: for reports that name none themselves.
        jobs: cores; by default all there are.

    Every report is written on its own, so that an interrupted run goes on where it was.
    """
    tell = progress or _silent
    found, added, problems, warnings = _take_in(paths, ledger, published, outlet, allow_private, tell)
    name = coder(encoder())
    waiting = [r for r in found.values() if not ledger.has_coding(r.id, name)]
    coded = total = 0
    tell("coding", 0, len(waiting))
    for done, (report, outcome) in enumerate(code_reports(waiting, jobs=jobs), 1):
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            ledger.add_coding(report.id, name, outcome)
            coded, total = coded + 1, total + len(outcome)
        tell("coding", done, len(waiting))
    return Tally(tuple(found), added, coded, total, tuple(problems), tuple(warnings))


def _take_in(
    paths: Iterable[str | Path],
    ledger: Ledger,
    published: str | None,
    outlet: str | None,
    private: bool,
    tell: Progress,
) -> tuple[dict[str, Report], int, list[Problem], list[str]]:
    found: dict[str, Report] = {}
    problems: list[Problem] = []
    warnings: list[str] = []
    added = 0

    def step(done: int, total: int, _source: str) -> None:
        tell("reading", done, total)

    for reading in read(paths, published=published, outlet=outlet, progress=step, allow_private=private):
        warnings += [f"{reading.source}: {w}" for w in reading.warnings]
        if reading.problem is not None:
            trouble = reading.problem
            place = f"{trouble.place}: " if trouble.place else ""
            problems.append(Problem(trouble.source, f"{place}{trouble.message}", trouble.remedy))
        elif reading.report is not None:
            segments = [list(s) for s in reading.offsets.segments] if reading.offsets is not None else []
            kept = {"encoding": reading.encoding, "segments": segments}
            added += ledger.add_report(reading.report, reading.raw, kept, origin=reading.source)
            found[reading.report.id] = reading.report
    return found, added, problems, warnings


Coded = tuple[Report, list[Record] | Problem]
"""A report with its records, or with what kept it from being coded."""


def code_reports(reports: Sequence[Report], *, jobs: int | None = None) -> Iterator[Coded]:
    """Parse and code reports, in order. One that cannot be coded yields a problem; the others go on.

    Args:
        jobs: cores; by default all there are. One core does everything in turn. On several, few reports are parsed
            and coded on one while the encoder reads on another; many are shared out among as many processes.
    """
    encoder()  # says once, and before any work, when there is none
    cores = jobs or os.cpu_count() or 1
    if cores > 1 and len(reports) >= PARALLEL_FROM:
        yield from _shared_out(reports, cores)
        return
    code_batch = _code_in_turn if cores == 1 else _code_beside
    for at in range(0, len(reports), BATCH):
        yield from code_batch(reports[at : at + BATCH])


def _shared_out(reports: Sequence[Report], cores: int) -> Iterator[Coded]:
    """Batches that grow smaller towards the end, so that no process is left with a long last one."""
    pipeline()  # where processes are forked, they take the pipeline over and need not load their own
    gc.freeze()  # nor do they look through what it holds, whenever they look for what can go
    batches = list(_shrinking(reports, cores))
    try:
        with ProcessPoolExecutor(max_workers=min(cores, len(batches))) as pool:
            for outcomes in pool.map(_code_in_turn, batches):
                yield from outcomes
    finally:
        gc.unfreeze()


def _shrinking(reports: Sequence[Report], cores: int) -> Iterator[Sequence[Report]]:
    at = 0
    while at < len(reports):
        size = max(_LEAST, min(BATCH, (len(reports) - at) // (3 * cores)))
        yield reports[at : at + size]
        at += size


@cache
def encoder() -> Encoder | None:
    """The second reader of this process; None, said once, when its weights are not installed."""
    return load(threads=1)


def _code_in_turn(reports: Sequence[Report]) -> list[Coded]:
    """All on this core."""
    second = encoder()
    docs = parse_all(r.text for r in reports)
    return [
        (report, _coded(report, doc, second, partial(tagged, second, report.text) if second is not None else None))
        for report, doc in zip(reports, docs, strict=True)
    ]


def _code_beside(reports: Sequence[Report]) -> list[Coded]:
    """The encoder reads ahead in a thread: it works outside the interpreter's lock, on another core."""
    if (second := encoder()) is None:
        return _code_in_turn(reports)
    with ThreadPoolExecutor(max_workers=1) as beside:
        ahead = [beside.submit(tagged, second, r.text) for r in reports]
        docs = parse_all(r.text for r in reports)
        return [
            (report, _coded(report, doc, second, tags.result))
            for report, doc, tags in zip(reports, docs, ahead, strict=True)
        ]


def _coded(
    report: Report, doc: Doc, second: Encoder | None, ahead: Callable[[], Tagged] | None
) -> list[Record] | Problem:
    try:
        return code(report, doc, second, ahead=ahead() if ahead is not None else None)
    except Exception as error:  # one broken report never stops the others; the run says which and why
        where = report.file or report.title or report.id
        return Problem(where, f"could not be coded: {type(error).__name__}: {error}", "please report this text")


def _silent(_what: str, _done: int, _total: int) -> None:
    return None
