"""Headings are not coded; items of lists and the text below are."""

from __future__ import annotations

from collections.abc import Callable

from readout.coding.headings import headline_end, is_heading
from readout.model import Record

TEXT = """Ministers meet in Tallinn

The talks ended late.

A deal within reach

Estonia and Latvia agreed on a ceasefire on Monday.
- Withdrawal of guns within ten days
- Exchange of prisoners
"""


def test_a_short_line_over_a_paragraph_is_a_heading() -> None:
    assert is_heading(TEXT, TEXT.index("deal within"))


def test_sentences_items_and_last_lines_are_none() -> None:
    for words in ("The talks", "Estonia", "Withdrawal", "Exchange"):
        assert not is_heading(TEXT, TEXT.index(words)), words


def test_a_line_over_a_list_introduces_it() -> None:
    text = "Both sides undertake\n- to stop all fire\n- to free all prisoners\n"
    assert not is_heading(text, 0)


def test_the_headline_ends_with_its_line() -> None:
    assert TEXT[: headline_end(TEXT, None)] == "Ministers meet in Tallinn"
    assert headline_end("The talks ended late.\nMore follows.", None) == 0
    assert headline_end("Only one line", None) == 0


def test_what_a_heading_says_is_coded_where_the_text_says_it(coded: Callable[..., list[Record]]) -> None:
    text = (
        "Wire | 2024-03-02\n\nThe talks ended late on Friday.\n\nEstonia and Latvia agree truce\n\n"
        "Estonia and Latvia agreed on a ceasefire on Friday, the Finnish foreign ministry said.\n"
    )
    heading = text.index("Estonia and Latvia agree truce")
    found = [r for r in coded(text) if r.kind == "agreement"]
    assert found
    assert all(span.start > heading + 10 for r in found for span in r.evidence)
