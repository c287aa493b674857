"""What `brief` and `show` print."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console, RenderableType

from readout.model import View
from readout.publish.terminal import record_in_context, summary


def _printed(what: RenderableType, width: int) -> str:
    console = Console(file=StringIO(), width=width)
    console.print(what)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_summary_fits_and_is_plain_when_piped(catatumbo: View, width: int) -> None:
    printed = _printed(summary(catatumbo), width)
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) <= width
    said = " ".join(printed.split())
    for expected in ("60 days [1]", "90 days [2]", "≠ number", "rejects", "denied by Frente del Norte"):
        assert expected in said


def test_a_record_stands_in_its_sentence_with_its_fields(catatumbo: View) -> None:
    said = " ".join(_printed(record_in_context(catatumbo, catatumbo.records[5].id), 100).split())
    assert "The front asks for the release of prisoners before a full ceasefire. Talks are" not in said
    assert "condition_of ceasefire.full" in said and "Radio Mérida" in said


def test_an_unknown_record_is_a_key_error(catatumbo: View) -> None:
    with pytest.raises(KeyError):
        record_in_context(catatumbo, "c0")
