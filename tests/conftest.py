"""What tests of several rooms share: the example reports, coded once for a whole run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from readout.ledger import open_ledger
from readout.passes import compare, record

settings.register_profile("timeless", deadline=None)  # a busy machine fails no test
settings.load_profile("timeless")

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def yemen() -> Path:
    """Five reports on the truce in Yemen of April 2022."""
    return EXAMPLES / "yemen-truce"


@pytest.fixture(scope="session")
def tigray() -> Path:
    """Three reports on the agreement of Pretoria of November 2022."""
    return EXAMPLES / "tigray-accord"


@pytest.fixture(scope="session")
def coded_examples(tmp_path_factory: pytest.TempPathFactory, yemen: Path, tigray: Path) -> Path:
    """A ledger that holds both sets, coded and compared. To be copied, never written to."""
    path = tmp_path_factory.mktemp("coded") / "ledger.sqlite"
    with open_ledger(path) as ledger:
        record([yemen, tigray], ledger)
        compare(ledger)
    return path


@pytest.fixture
def ledger_file(coded_examples: Path, tmp_path: Path) -> Path:
    """A copy of the coded examples that a test may write to."""
    return Path(shutil.copy(coded_examples, tmp_path / "ledger.sqlite"))
