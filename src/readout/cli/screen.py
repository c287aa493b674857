"""What every command shares with the terminal: progress, problems, exit codes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from readout.passes import Problem, Progress

SOME_FAILED = 1
WRONG_USE = 2
NOTHING_DONE = 3


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A bar on standard error, shown only when the work takes longer than a second and somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _what, _done, _total: None
        return
    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    tasks: dict[str, Any] = {}
    begun = time.monotonic()

    def tell(what: str, done: int, total: int) -> None:
        if time.monotonic() - begun < 1 and not bar.live.is_started:
            return
        if not bar.live.is_started:
            bar.start()
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=total)
        bar.update(tasks[what], completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()


def say_problems(problems: Sequence[Problem], warnings: Sequence[str] = ()) -> None:
    """Problems and warnings on standard error, a line each."""
    for warning in warnings:
        typer.echo(f"note: {warning}", err=True)
    for problem in problems:
        typer.echo(f"problem: {problem}", err=True)


def fail(message: str, code: int = NOTHING_DONE) -> typer.Exit:
    """Say what is wrong and give the exit to raise."""
    typer.echo(f"error: {message}", err=True)
    return typer.Exit(code)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_rich(renderable: Any) -> None:
    """A rich renderable on standard output; plain when it is piped."""
    from rich.console import Console

    Console(highlight=False).print(renderable)
