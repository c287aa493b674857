"""The plain tokens name and walk the tree just as the parser's own objects do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.parse import pipeline
from readout.language.tokens import Doc

TEXT = (
    "KOTAN, 3 May - The general, who had refused to sign, said on Monday that 1,200 men would leave the valley.\n\n"
    '"We keep our word," he told reporters in Mirabad; neither side fired. Both are to meet again on Thursday.'
)
WORDS = st.sampled_from(
    "the The envoy rebels government said that withdraw from town in thirty days if not , . ; \" ' ( ) - who and or "
    "Monday agreed will would talks of to peace 40 1,500 \n is was they it by a no".split(" ")
)


@pytest.mark.parametrize("text", [TEXT, "", "\n", "Word", " two  blanks ", "é ñ 🙂 done."])
def test_the_tree_is_the_parsers(text: str) -> None:
    hold_against_the_parser(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_row_of_words_keeps_its_tree(words: list[str]) -> None:
    hold_against_the_parser(" ".join(words))


def hold_against_the_parser(text: str) -> None:
    """Every name, every step through the tree and every span is what the parser's objects say."""
    theirs = pipeline()(text)
    ours = Doc(theirs)
    assert len(ours) == len(theirs)
    assert "".join(t.text_with_ws for t in ours) == text
    for mine, token in zip(ours, theirs, strict=True):
        for name in ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_"):
            assert getattr(mine, name) == getattr(token, name)
        for name in ("is_space", "is_punct", "is_alpha", "like_num"):
            assert getattr(mine, name) is bool(getattr(token, name))
        assert mine.head.i == token.head.i
        assert [c.i for c in mine.children] == [c.i for c in token.children]
        assert [c.i for c in mine.subtree] == [c.i for c in token.subtree]
        assert [c.i for c in mine.ancestors] == [c.i for c in token.ancestors]
        assert (mine.left_edge.i, mine.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert (mine.sent.start, mine.sent.end) == (token.sent.start, token.sent.end)
    for mine_in, span in zip(ours.sents, theirs.sents, strict=True):
        assert (mine_in.text, mine_in.root.i) == (span.text, span.root.i)
        assert (mine_in.start_char, mine_in.end_char) == (span.start_char, span.end_char)
    assert [(e.text, e.label_, e.root.i) for e in ours.ents] == [(e.text, e.label_, e.root.i) for e in theirs.ents]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 40))
def test_characters_widen_to_whole_tokens(start: int, length: int) -> None:
    theirs = pipeline()(TEXT)
    end = min(len(TEXT), start + length)
    wide, expected = Doc(theirs).expanded(start, end), theirs.char_span(start, end, alignment_mode="expand")
    if expected is None or len(expected) == 0:
        assert wide is None
    else:
        assert wide is not None
        assert (wide.start, wide.end) == (expected.start, expected.end)


def test_slices_and_neighbours() -> None:
    doc = Doc(pipeline()(TEXT))
    assert doc[2:5] == doc[0:9][2:5]
    assert doc[-1] is doc[len(doc) - 1]
    assert [t.i for t in doc[4:2]] == []
    assert doc[3].nbor() is doc[4]
    assert doc[3].nbor(-2) is doc[1]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[len(doc) - 1].nbor()
