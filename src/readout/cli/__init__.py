"""The command line: one file a command, no logic."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

COMMANDS = ("brief", "code", "reconcile", "changes", "show", "export", "decide", "monitor", "terms")

app = typer.Typer(
    name="readout",
    help="Reads reports of truces and negotiations and keeps the record, every cell with the sentence that says it.",
    epilog="Exit codes: 0 done; 1 done, but some inputs could not be used; 2 wrong use; 3 nothing could be done.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        from readout import __version__

        typer.echo(f"readout {__version__}")
        raise typer.Exit


for _name in COMMANDS:
    import_module(f"readout.cli.{_name}").register(app)


def main() -> None:
    """Entry point of the ``readout`` command."""
    try:
        app()
    except KeyboardInterrupt:
        print("Stopped. What was done is kept; the same command goes on from there.", file=sys.stderr)
        raise SystemExit(130) from None
