"""`readout show`: one record with its evidence in context, or what a ledger holds."""

from __future__ import annotations

from typing import Annotated

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Show one record with its evidence in context, or a summary of the ledger.")(show)


def show(
    record: Annotated[
        str | None, typer.Argument(help="Id of a record, or its first letters. Without it: the summary.")
    ] = None,
    ledger: Annotated[str, typer.Option(help="Ledger file or PostgreSQL URL.")] = "ledger.sqlite",
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Every cell leads back to a sentence: this is the way from a record's id."""
    from readout.ledger import LedgerError, open_ledger
    from readout.model.wire import record_to_json
    from readout.publish.terminal import record_in_context, summary

    try:
        with open_ledger(ledger, create=False) as floor:
            view = floor.view()
    except (LedgerError, OSError) as error:
        raise screen.fail(str(error)) from error
    if record is None:
        screen.print_rich(summary(view))
        return
    found = [r for r in view.records if r.id.startswith(record)]
    if not found:
        raise screen.fail(
            f"no record {record!r} in {ledger}; ids are in records.jsonl and beside each passage of the dossier"
        )
    if len(found) > 1 and found[0].id != record:
        raise screen.fail(
            f"{len(found)} records begin with {record!r}: {', '.join(r.id for r in found[:5])} ...", screen.WRONG_USE
        )
    if as_json:
        screen.print_json(record_to_json(found[0]))
    else:
        screen.print_rich(record_in_context(view, found[0].id))
