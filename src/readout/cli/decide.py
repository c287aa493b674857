"""`readout decide`: a person's judgement of a record."""

from __future__ import annotations

from typing import Annotated, Literal, cast

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Accept, reject, correct, merge or split records, or take a decision back.")(decide)


def decide(
    verb: Annotated[str, typer.Argument(help="accept, reject, correct, merge, split or undo.")],
    ids: Annotated[list[str], typer.Argument(help="Record ids; for undo, the id of the decision.")],
    ledger: Annotated[str, typer.Option(help="Ledger file or PostgreSQL URL.")] = "ledger.sqlite",
    field: Annotated[
        str | None, typer.Option(help="For correct: the field, dotted where it is nested (terms.duration).")
    ] = None,
    value: Annotated[
        str | None, typer.Option(help='For correct: the new value as JSON (30, "reject", ["talks"], null).')
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; kept with the decision.")] = None,
    author: Annotated[str | None, typer.Option(help="Who decides. Default: your user name.")] = None,
) -> None:
    """The record is never changed: the decision is a row of its own, and can be taken back."""
    from readout.ledger import LedgerError, open_ledger
    from readout.workbench import decide as keep
    from readout.workbench import undo

    verbs = ("accept", "reject", "correct", "merge", "split", "undo")
    if verb not in verbs:
        raise screen.fail(f"unknown verb {verb!r}; choose from {', '.join(verbs)}", screen.WRONG_USE)
    if verb == "correct" and (field is None or value is None):
        raise screen.fail("correct needs --field and --value", screen.WRONG_USE)
    try:
        with open_ledger(ledger, create=False) as floor:
            if verb == "undo":
                kept = undo(floor, ids[0], author=author, reason=reason)
            else:
                chosen = cast(Literal["accept", "reject", "correct", "merge", "split"], verb)
                kept = keep(floor, chosen, ids, author=author, reason=reason, field=field, value=value)
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    typer.echo(f"kept as {kept.id}; take it back with: readout decide undo {kept.id}")
