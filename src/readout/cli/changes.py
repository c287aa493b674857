"""`readout changes`: what is new, confirmed, contradicted or withdrawn since an earlier dossier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli import screen

if TYPE_CHECKING:
    from readout.passes import Changed

_HEADS = {
    "contradicted": "CONTRADICTED: stood undisputed, is disputed now",
    "new": "NEW",
    "confirmed": "CONFIRMED: further reports carry it",
    "withdrawn": "WITHDRAWN: no longer holds",
}
"""The kinds of change with their headings, what matters most first."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Tell what changed in the findings since a day or since an earlier dossier.")(changes)


def changes(
    since: Annotated[
        str,
        typer.Option(metavar="DATE|FOLDER", help="Day of the older state, or a folder with its findings.jsonl."),
    ],
    ledger: Annotated[str, typer.Option(help="Ledger file or PostgreSQL URL.")] = "ledger.sqlite",
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Leave out reports later than this from the newer state.")
    ] = None,
    offices: Annotated[
        Path | None, typer.Option(help="CSV of further office holders, in the shape of the shipped one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """With a DATE the older state is what the reports up to that day say together; reports without a date count as
    later ones. With a FOLDER it is what an earlier `brief` or `export` wrote there. The ledger is not changed. What one
    source alone has is only counted, save with --json."""
    from readout.ledger import LedgerError, open_ledger
    from readout.passes import changes_since

    try:
        with open_ledger(ledger, create=False) as floor:
            found = changes_since(floor, since, as_of=as_of, offices=offices)
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    if as_json:
        screen.print_json([_object(c) for c in found])
        return
    if not found:
        typer.echo(f"Nothing changed since {since}.")
    for change, head in _HEADS.items():
        _tell(head, [c for c in found if c.change == change])


def _tell(head: str, found: Sequence[Changed]) -> None:
    """One heading with the findings under it; those of a single source as a number."""
    if not found:
        return
    shown = [f for c in found if (f := c.after or c.before) is not None]
    singles = sum(f.finding == "single_source" for f in shown)
    typer.echo(f"{head} ({len(found)})")
    for f in shown:
        if f.finding != "single_source":
            typer.echo(f"  {f.id[:10]}  {f.finding.replace('_', ' ')} {f.about or ''}: {f.explanation}")
    if singles:
        typer.echo(f"  {singles} that one source alone has")


def _object(change: Changed) -> dict[str, Any]:
    from readout.model.wire import finding_to_json

    return {
        "change": change.change,
        "before": finding_to_json(change.before) if change.before else None,
        "after": finding_to_json(change.after) if change.after else None,
    }
