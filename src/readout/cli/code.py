"""`readout code`: reports into a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Read and code reports into a ledger.")(code)


def code(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Text files, saved pages, folders, JSON Lines files, http(s) addresses, or - for standard input."
        ),
    ],
    ledger: Annotated[
        str, typer.Option(help="Ledger file or PostgreSQL URL; made when it does not exist.")
    ] = "ledger.sqlite",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Date of reports that carry none (ISO).")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of reports that name none.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Cores to use; by default all there are.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let addresses of this machine or network be read.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Reading the same report again adds nothing; an interrupted run goes on where it was."""
    from readout.ledger import LedgerError, open_ledger
    from readout.passes import record

    try:
        with open_ledger(ledger) as floor, screen.progress(quiet or as_json) as tell:
            tally = record(
                paths, floor, published=published, outlet=outlet, jobs=jobs, allow_private=allow_private, progress=tell
            )
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    screen.say_problems(tally.problems, tally.warnings)
    if as_json:
        screen.print_json(
            {
                "read": len(tally.reports),
                "added": tally.added,
                "coded": tally.coded,
                "records": tally.records,
                "problems": [str(p) for p in tally.problems],
            }
        )
    elif not quiet:
        known = len(tally.reports) - tally.coded
        typer.echo(
            f"{len(tally.reports)} reports read, {tally.added} new; {tally.coded} coded into {tally.records} records, "
            f"{known} coded before."
        )
    if tally.problems:
        raise typer.Exit(screen.SOME_FAILED if tally.reports else screen.NOTHING_DONE)
