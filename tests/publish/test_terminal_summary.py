"""What `brief` and `show` print."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console, RenderableType

from readout.model import Actor, Agreement, Report, Span, Terms, View
from readout.model.wire import sealed
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


def test_truces_of_two_conflicts_are_two_deals(catatumbo: View) -> None:
    text = "Arvenia and Belmark agreed to a truce of 20 days at the lake."
    lake = Report.create(text, outlet="Lake Post", title="Twenty days", published="2034-09-01")
    truce = Agreement(
        report=lake.id,
        evidence=(Span(0, len(text)),),
        parties=(Actor("Arvenia", "SWE", type="government"), Actor("Belmark", "NOR", type="government")),
        measure=("ceasefire.local",),
        status="agreed",
        terms=Terms(duration=20),
    )
    view = View((*catatumbo.reports, lake), (*catatumbo.records, sealed(truce, "test")), catatumbo.findings)
    said = " ".join(_printed(summary(view), 100).split())
    assert "Local ceasefire: Arvenia and Belmark (1 of 1 report)" in said
    assert "of 4 reports" not in said.split("Agreements")[1].split("Who stands where")[0]
    assert "on 2 negotiations" in said
