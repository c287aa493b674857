"""`readout brief`: reports in, a dossier out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.cli import screen


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Read reports and write a dossier and the exports.")(brief)


def brief(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Text files, saved pages, folders, JSON Lines files, http(s) addresses, or - for standard input."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for dossier.html and the exports.")] = Path("dossier"),
    ledger: Annotated[
        str | None,
        typer.Option(
            help="Ledger file or PostgreSQL URL; its other reports are part of the dossier. Default: "
            "OUT/ledger.sqlite, and only the reports named here."
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Date of reports that carry none (ISO).")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of reports that name none.")] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the dossier.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Leave out reports published after this day (ISO).")
    ] = None,
    offices: Annotated[
        Path | None, typer.Option(help="CSV of further office holders, in the shape of the shipped one.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Cores to use; by default all there are.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let addresses of this machine or network be read.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of the summary.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read reports, code them, compare them, and write what they say together."""
    from readout.ledger import LedgerError, open_ledger
    from readout.passes import compare, record
    from readout.verbs import publish

    out.mkdir(parents=True, exist_ok=True)
    try:
        with open_ledger(ledger or out / "ledger.sqlite") as floor, screen.progress(quiet or as_json) as tell:
            tally = record(
                paths, floor, published=published, outlet=outlet, jobs=jobs, allow_private=allow_private, progress=tell
            )
            view = compare(floor, only=None if ledger else tally.reports, as_of=as_of, offices=offices)
            files = publish(view, out, title=title) if view.reports else []
    except (LedgerError, ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    screen.say_problems(tally.problems, tally.warnings)
    if not view.reports:
        raise screen.fail("no report could be read; nothing was written")
    if as_json:
        screen.print_json(_document(view, tally, files))
    elif not quiet:
        from readout.publish.terminal import summary

        screen.print_rich(summary(view))
        typer.echo(f"\nDossier: {files[0]}\nExports: {out} ({len(files) - 1} files)")
    if tally.problems:
        raise typer.Exit(screen.SOME_FAILED)


def _document(view: object, tally: object, files: list[Path]) -> dict[str, object]:
    from readout.model import View
    from readout.model.wire import finding_to_json
    from readout.passes import Tally

    assert isinstance(view, View) and isinstance(tally, Tally)
    kinds: dict[str, int] = {}
    for r in view.records:
        kinds[r.kind] = kinds.get(r.kind, 0) + 1
    return {
        "reports": len(view.reports),
        "added": tally.added,
        "coded": tally.coded,
        "records": kinds,
        "findings": [finding_to_json(f) for f in view.findings],
        "files": [str(f) for f in files],
        "problems": [{"source": p.source, "message": p.message, "remedy": p.remedy} for p in tally.problems],
    }
