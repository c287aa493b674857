"""`readout reconcile`: what the reports of a ledger say together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Compare the reports of a ledger and keep the findings.")(reconcile)


def reconcile(
    ledger: Annotated[str, typer.Option(help="Ledger file or PostgreSQL URL.")] = "ledger.sqlite",
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Leave out later reports; the kept findings then stay as they are."),
    ] = None,
    offices: Annotated[
        Path | None, typer.Option(help="CSV of further office holders, in the shape of the shipped one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Findings are recomputed as a whole; the same ledger gives the same findings."""
    from readout.ledger import LedgerError, open_ledger
    from readout.model.wire import finding_to_json
    from readout.passes import compare

    try:
        with open_ledger(ledger, create=False) as floor:
            view = compare(floor, as_of=as_of, offices=offices)
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    if as_json:
        screen.print_json([finding_to_json(f) for f in view.findings])
        return
    for (finding, about), count in sorted(Counter((f.finding, f.about or "") for f in view.findings).items()):
        typer.echo(f"{count:5}  {finding} {about}".rstrip())
    for f in view.findings:
        if f.finding in ("disputed", "omitted", "reference_conflict"):
            typer.echo(f"{f.id}  {f.finding} {f.about or ''}: {f.explanation}")
