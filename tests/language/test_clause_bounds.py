"""The words of the clause around a predicate, where edges of the tree cross too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.frames import clause_bounds
from readout.language.parse import parse_all

WORDS = st.sampled_from(
    "whom which that Ambry Orlen rebels used threw agreed said and or , not to away before if “ ” . left sign".split()
)


@pytest.mark.parametrize(
    ("text", "verb", "clause"),
    [
        ("Petrik, whom Ambry used and threw away, was left outside the door.", "used", "whom Ambry used"),
        ("The man whom they praised and sent home signed.", "praised", "whom they praised"),
    ],
)
def test_a_pronoun_that_two_verbs_share_does_not_turn_the_clause_round(text: str, verb: str, clause: str) -> None:
    (doc,) = parse_all([text])
    start, end = clause_bounds(next(t for t in doc if t.text == verb))
    assert doc[start:end].text == clause


@given(st.lists(WORDS, min_size=3, max_size=24))
def test_a_clause_holds_its_predicate(words: list[str]) -> None:
    (doc,) = parse_all([" ".join(words)])
    for token in doc:
        start, end = clause_bounds(token)
        assert 0 <= start <= token.i < end <= len(doc)
