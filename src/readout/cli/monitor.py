"""`readout monitor`: incidents judged under each account of a truce."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli import screen

if TYPE_CHECKING:
    from readout.model import View
    from readout.monitor.run import Compliance


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help="Judge incidents under each account of a truce: breach, not covered, undetermined, and why.")(
        monitor
    )


def monitor(
    terms: Annotated[list[Path], typer.Option(help="Terms sheet (TOML), one an account; may be repeated.")],
    incidents: Annotated[
        list[Path] | None,
        typer.Option(
            help="Incident table or folder: ACLED, UCDP GED, GDELT 2.0, VIINA 2.0, or any with --mapping; may be "
            "repeated."
        ),
    ] = None,
    mapping: Annotated[
        list[Path] | None, typer.Option(help="Mapping file (TOML) for other tables; may be repeated.")
    ] = None,
    facilities: Annotated[
        Path | None, typer.Option(help="CSV or GeoJSON of known facilities with coordinates.")
    ] = None,
    facility_class: Annotated[str, typer.Option(help="Target class of facilities whose file gives none.")] = "energy",
    within: Annotated[
        float,
        typer.Option(metavar="KM", min=0.0, max=100.0, help="Distance within which a facility gives the target class."),
    ] = 2.0,
    days: Annotated[
        float | None,
        typer.Option(min=0.5, help="Length of the windows compared; by default as long as terms and data reach."),
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option(
            help="Ledger whose own incidents are judged as well; with --out its dossier is written, with this in it."
        ),
    ] = None,
    every_note: Annotated[
        bool, typer.Option("--every-note", help="Read the notes of incidents outside the time compared, too.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the page, verdicts as CSV and Parquet, ceasefire rows, and with --ledger the dossier."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Prints accounts by parties; with --out writes everything."""
    from readout.monitor.adapters.mapped import load_mapping
    from readout.monitor.facilities import load_facilities
    from readout.monitor.run import Choices, assess
    from readout.monitor.terms import load_terms

    if not incidents and ledger is None:
        raise screen.fail("no incidents: give --incidents FILE, --ledger FILE, or both", screen.WRONG_USE)
    try:
        view = _view(ledger)
        result = assess(
            [load_terms(path) for path in terms],
            incidents or [],
            mappings=[load_mapping(path) for path in mapping or []],
            facilities=load_facilities(facilities, (facility_class,)) if facilities else None,
            view=view,
            choices=Choices(within, days, every_note),
        )
        written = _write(result, out, view) if out else []
    except (ValueError, OSError) as error:
        raise screen.fail(str(error)) from error
    _say(result, written, as_json)


def _view(ledger: str | None) -> View | None:
    if ledger is None:
        return None
    from readout.ledger import LedgerError, open_ledger

    try:
        with open_ledger(ledger, create=False) as floor:
            return floor.view()
    except LedgerError as error:
        raise ValueError(str(error)) from error


def _write(result: Compliance, out: Path, view: View | None) -> list[Path]:
    from readout.publish.compliance import compliance_section, write_compliance
    from readout.publish.compliance_export import write_ceasefires, write_verdicts

    sheets = tuple(account.sheet for account in result.accounts)
    page = write_compliance(result, out / "compliance.html")
    files = [page, *write_verdicts(result, out), write_ceasefires(sheets, out / "ceasefires.csv")]
    if view is not None:
        from readout.publish.dossier import write_dossier

        files.append(write_dossier(view, out / "dossier.html", kept=compliance_section(result)))
    return files


def _say(result: Compliance, written: list[Path], as_json: bool) -> None:
    from readout.publish.compliance_terminal import as_plain, tables

    if as_json:
        screen.print_json(as_plain(result, [str(path) for path in written]))
        return
    for renderable in tables(result):
        screen.print_rich(renderable)
    for path in written:
        typer.echo(f"written: {path}")
