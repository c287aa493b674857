"""Running commands as a user does, within this process so that the language model is loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from readout.cli import app

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """``run("show", path, code=3)``: runs a command and holds its exit code against ``code``."""

    def run(*arguments: object, code: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return run
