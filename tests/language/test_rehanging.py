"""Mended trees are still trees: whatever is hung anew, every token has one head and every head knows its children."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.parse import parse_all
from readout.language.tokens import Doc

WORDS = st.sampled_from(
    "The the Front Army for of and Change Plain (FCC) (EHP) (FACT) al - Masri Delegations of Ambry , Orlen gunmen On "
    "on Monday morning attacked denied that its men took part called for talks had said left . said “ ” in "
    "FLA MRP UNR - / ; namely among them militias signed parties".split(" ")
)


def _is_tree(doc: Doc) -> bool:
    for token in doc:
        above = list(token.ancestors)
        if len(above) > len(doc) or any(c.head is not token for c in token.children):
            return False
        if token.head is not token and not any(c is token for c in token.head.children):
            return False
        if not token.left_edge.i <= token.i <= token.right_edge.i:
            return False
    return True


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=3, max_size=28))
def test_a_mended_tree_is_a_tree(words: list[str]) -> None:
    (doc,) = parse_all([" ".join(words)])
    assert _is_tree(doc)


@pytest.mark.parametrize(
    "text",
    [
        "The High Plain Army (HPA) left the truce.",
        "The Front for Change and Concord in Ambry (FCCA) refused to sign.",
        "(FCCA) refused.",
        "Delegations of the Council for Peace (CP), the Orlen Front (OF) and Mirabad came.",
    ],
)
def test_names_before_a_bracket_leave_a_tree(text: str) -> None:
    (doc,) = parse_all([text])
    assert _is_tree(doc)
