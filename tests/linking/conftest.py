"""One index of places for the whole test run, made by the product itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readout.linking import gazetteer


@pytest.fixture(scope="session")
def place_index() -> Iterator[Path]:
    """The index where the installation has it; made when it is missing."""
    path = gazetteer.index_path()
    yield path if path.exists() else gazetteer.build()
