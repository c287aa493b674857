"""The front door: a few verbs with types, for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readout.ledger import Ledger, open_ledger
from readout.model import Decision, Record, Report, View
from readout.passes import Problem, Progress, Tally, code_reports, said_together
from readout.passes import record as _record
from readout.sources import read as _read

if TYPE_CHECKING:
    from readout.model.compliance import TermsSheet
    from readout.monitor.run import Compliance

__all__ = ["assess", "code", "open_ledger", "publish", "read", "reconcile", "record"]


class UnreadableSource(ValueError):  # noqa: N818  a public name
    """A source could not be read; the message names it, the place and the remedy."""


def read(
    paths: str | Path | Iterable[str | Path], *, published: str | None = None, outlet: str | None = None
) -> Iterator[Report]:
    """Reports from text files, saved pages, folders, JSON Lines files or http(s) addresses.

    Raises:
        UnreadableSource: at the first source that cannot be read. ``record`` goes on past such a source instead.
    """
    for reading in _read([paths] if isinstance(paths, str | Path) else paths, published=published, outlet=outlet):
        if reading.report is None:
            raise UnreadableSource(str(reading.problem))
        yield reading.report


def code(reports: Iterable[Report], *, jobs: int = 1) -> Iterator[tuple[Report, list[Record]]]:
    """The records of each report.

    Raises:
        RuntimeError: when a report cannot be coded; names the report.
    """
    for report, outcome in code_reports(list(reports), jobs=jobs):
        if isinstance(outcome, Problem):
            raise RuntimeError(str(outcome))
        yield report, outcome


def record(
    paths: str | Path | Iterable[str | Path],
    ledger: Ledger,
    *,
    published: str | None = None,
    outlet: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Read and code sources into a ledger; what it holds already is left alone. Broken sources are in the tally."""
    chosen = [paths] if isinstance(paths, str | Path) else list(paths)
    return _record(chosen, ledger, published=published, outlet=outlet, jobs=jobs, progress=progress)


def reconcile(reports: Sequence[Report], records: Sequence[Record], decisions: Sequence[Decision] = ()) -> View:
    """The view of these reports and records with what they say together, held against the shipped office holders."""
    return said_together(View(tuple(reports), tuple(records), (), tuple(decisions)))


def assess(
    terms: Sequence[TermsSheet | str | Path], incidents: Sequence[str | Path], view: View | None = None
) -> Compliance:
    """Whether a truce is kept, under each account's terms, by incident tables and a view's own incidents.

    Args:
        terms: terms sheets, or the TOML files that hold them.

    Raises:
        ValueError: a sheet or a table cannot be used; the message names the file and the line.
    """
    from readout.monitor.run import assess as _assess
    from readout.monitor.terms import load_terms

    sheets = [load_terms(Path(t)) if isinstance(t, str | Path) else t for t in terms]
    return _assess(sheets, [Path(i) for i in incidents], view=view)


def publish(view: View, out: str | Path, *, title: str | None = None) -> list[Path]:
    """Write the dossier and every export into a folder; returns the files written."""
    from readout.publish.dossier import write_dossier
    from readout.publish.export import export

    folder = Path(out)
    return [write_dossier(view, folder / "dossier.html", title=title), *export(view, folder)]
