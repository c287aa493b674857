"""`readout terms`: terms sheets drafted from the ledger, and sheets checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Draft a terms sheet for each account of a truce, or check sheets.")(terms)


def terms(
    agreements: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="AGREEMENT",
            help="Record id of an agreement; may be repeated. Without it: every truce in the ledger.",
        ),
    ] = None,
    ledger: Annotated[str, typer.Option(help="Ledger file or PostgreSQL URL.")] = "ledger.sqlite",
    out: Annotated[Path | None, typer.Option(help="Folder for the sheets; without it they are printed.")] = None,
    check: Annotated[list[Path] | None, typer.Option(help="Check this sheet instead; may be repeated.")] = None,
) -> None:
    """A sheet is text for a person to read, correct and keep beside the report."""
    if check:
        _check(check)
        return
    from readout.ledger import LedgerError, open_ledger
    from readout.monitor.drafting import draft_terms

    try:
        with open_ledger(ledger, create=False) as floor:
            drafts = draft_terms(floor.view(), tuple(agreements or ()))
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    taken: set[str] = set()
    for draft in drafts:
        if out is None:
            typer.echo(draft.text)
            continue
        out.mkdir(parents=True, exist_ok=True)
        path = _free(out, draft.file_name, taken)
        path.write_text(draft.text, encoding="utf-8")
        typer.echo(f"{path}  by {draft.account}")


def _free(folder: Path, name: str, taken: set[str]) -> Path:
    """A name that no sheet has: an edited sheet is never written over."""
    stem, number = Path(name).stem, 1
    while name in taken or (folder / name).exists():
        number += 1
        name = f"{stem}-{number}.toml"
    taken.add(name)
    return folder / name


def _check(sheets: list[Path]) -> None:
    from readout.monitor.reasons import span
    from readout.monitor.terms import load_terms

    failed = False
    for path in sheets:
        try:
            sheet = load_terms(path)
        except ValueError as error:
            typer.echo(f"error: {error}", err=True)
            failed = True
        else:
            typer.echo(f"{path}: {sheet.account}, {span(sheet)} ({sheet.end_said})")
    if failed:
        raise typer.Exit(screen.SOME_FAILED if len(sheets) > 1 else screen.NOTHING_DONE)
