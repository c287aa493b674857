"""The reference page of the commands, made from the application: ``python -m readout.cli.reference PAGE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from readout.cli import app

INTRODUCTION = """\
# Commands

<!-- Made from the commands themselves by `make docs`; change those, not this page. -->
"""


def page() -> str:
    """The page as Markdown: every command with its arguments and options."""
    group: Any = typer.main.get_command(app)
    lines = [INTRODUCTION, group.help, "", group.epilog, ""]
    for name, command in group.commands.items():
        lines += _command(name, command)
    return "\n".join(lines).rstrip() + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    words = " ".join(_argument(p) for p in arguments)
    yield from (f"## readout {name}", "", command.help, "", f"    readout {name} [OPTIONS] {words}".rstrip(), "")
    more = (command.callback.__doc__ or "").strip()
    if more and more != command.help:
        yield from (more, "")
    yield from ("| | |", "| --- | --- |")
    for parameter in arguments:
        yield f"| `{_argument(parameter)}` | {_cell(parameter.help)} |"
    for parameter in options:
        yield f"| `{_option(parameter)}` | {_cell(parameter.help)}{_default(parameter)} |"
    yield ""


def _argument(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name).upper() + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    flags = ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len, reverse=True))
    if parameter.is_flag:
        return flags
    return f"{flags} {parameter.metavar or parameter.name.upper()}"


def _default(parameter: Any) -> str:
    return "" if parameter.default in (None, False) else f" Default: `{parameter.default}`."


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or print it where no path is given."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
