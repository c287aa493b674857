"""A report's text with its records marked: nothing is lost, and each piece knows its records."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readout.model import Span
from readout.publish.marking import paragraphs
from readout.publish.passage import passage, sentence_around
from readout.publish.shown import shown

TEXTS = st.text(alphabet="ab. \n“é", min_size=1, max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[str, Span]]]:
    text = draw(TEXTS)
    starts = st.integers(0, len(text) - 1)
    spans = [
        (name, Span(start, draw(st.integers(start + 1, len(text) + 3))))
        for name, start in draw(st.lists(st.tuples(st.sampled_from("xyz"), starts), max_size=6))
    ]
    return text, spans


@given(marked())
def test_segments_give_the_text_back_and_cover_what_the_spans_cover(case: tuple[str, list[tuple[str, Span]]]) -> None:
    text, marks = case
    made = paragraphs(text, marks)
    characters = [(c, set(s.covers)) for line in made for s in line for c in s.text]
    expected = [
        (c, {name for name, span in marks if span.start <= i < span.end}) for i, c in enumerate(text) if c != "\n"
    ]
    assert characters == expected


@given(marked())
def test_every_anchor_stands_once_where_there_is_text_to_stand_in(case: tuple[str, list[tuple[str, Span]]]) -> None:
    text, marks = case
    begun = [name for line in paragraphs(text, marks) for segment in line for name in segment.begins]
    assert len(begun) == len(set(begun))
    assert {name for name, span in marks if text[span.start : span.end].strip("\n")} <= set(begun)


@given(marked())
def test_evidence_stands_in_its_sentence(case: tuple[str, list[tuple[str, Span]]]) -> None:
    text, marks = case
    for _, span in marks:
        inside = Span(span.start, min(span.end, len(text)))
        assert sentence_around(text, inside).covers(inside)
        assert passage(text, (inside,)).words == inside.of(text)


def test_a_sentence_does_not_end_at_a_title_or_an_initial() -> None:
    text = "It began. Gen. A. Torres said that Mr. Ruiz had left. Nobody answered."
    found = sentence_around(text, Span(text.index("Ruiz"), text.index("Ruiz") + 4))
    assert found.of(text).strip() == "Gen. A. Torres said that Mr. Ruiz had left."


def test_what_would_break_or_reorder_a_page_is_shown_as_a_sign() -> None:
    assert shown("a\x00b\u202ec\u2066d\ud800e") == "a␀b[U+202E]c[U+2066]d\ufffde"
    assert shown("Каир\nקהיר\tالقاهرة") == "Каир\nקהיר\tالقاهرة"
