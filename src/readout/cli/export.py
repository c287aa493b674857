"""`readout export`: the ledger's view as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Write the records of a ledger as JSON Lines, CSV and Parquet, and the dossier.")(export)


def export(
    out: Annotated[Path, typer.Argument(help="Folder to write to.")],
    ledger: Annotated[str, typer.Option(help="Ledger file or PostgreSQL URL.")] = "ledger.sqlite",
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="jsonl, csv, parquet or dossier; may be given again. Default: all."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Leave out reports published after this day (ISO).")
    ] = None,
) -> None:
    """People's decisions are applied; findings are those of the last comparison, or of `--as-of`."""
    from readout.ledger import LedgerError, open_ledger
    from readout.passes import compare
    from readout.publish.dossier import write_dossier
    from readout.publish.export import FORMATS
    from readout.publish.export import export as write

    chosen = formats or [*FORMATS, "dossier"]
    if unknown := [f for f in chosen if f not in (*FORMATS, "dossier")]:
        raise screen.fail(
            f"unknown format {unknown[0]!r}; choose from {', '.join((*FORMATS, 'dossier'))}", screen.WRONG_USE
        )
    try:
        with open_ledger(ledger, create=False) as floor:
            view = floor.view() if as_of is None else compare(floor, as_of=as_of)
        files = write(view, out, [f for f in chosen if f != "dossier"])
        if "dossier" in chosen:
            files.append(write_dossier(view, out / "dossier.html"))
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    typer.echo(f"{len(files)} files in {out}")
