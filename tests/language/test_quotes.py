"""Quotations by paragraph."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from readout.language.quotes import quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


def test_straight_curly_and_angle_marks() -> None:
    assert quoted('He said "no" and “not yet” and «plus tard».') == ["no", "not yet", "plus tard"]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("The rebels' offer wasn't 'final', they said.") == []


def test_speech_that_runs_to_the_end_of_its_paragraph_is_open() -> None:
    found = list(quotations("“We signed.\n“And we keep our word,” she said."))
    assert [q.closed for q in found] == [False, True]


def test_inch_marks_after_digits_are_left_alone() -> None:
    assert quoted('a 12" shell and then silence') == []


@given(st.text(alphabet='ab "“”«»\n.', max_size=80))
def test_quotations_stay_within_a_line_and_do_not_overlap(text: str) -> None:
    found = list(quotations(text))
    assert all("\n" not in text[q.start : q.end] and q.start < q.end for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
