"""One pipeline for all tests of the coder, and a short way from a sentence to its records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.coding import code
from readout.language.parse import parse_all
from readout.model import Record, Report

Coded = Callable[..., list[Record]]


@pytest.fixture(scope="session")
def coded() -> Coded:
    """``coded(text, published=...)``: the records of a text, in its order."""

    def records(text: str, published: str | None = "2024-05-14") -> list[Record]:
        report = Report.create(text, file="case.txt", published=published)
        (doc,) = parse_all([report.text])
        return code(report, doc)

    return records
