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
    "FLA MRP UNR - / ; namely among them militias signed parties told reporters he hoped informed envoy that".split(" ")
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


def _clause_heads(text: str) -> dict[str, tuple[str, str]]:
    (doc,) = parse_all([text])
    return {t.text: (t.dep_, t.head.text) for t in doc}


@pytest.mark.parametrize(
    ("text", "verb", "cue"),
    [
        ("General Tola told reporters he had hoped for rain.", "hoped", "told"),
        ("The front informed the mission that two planes had bombed its camp at Lasu.", "bombed", "informed"),
    ],
)
def test_what_is_told_belongs_to_the_verb_and_not_to_the_hearer(text: str, verb: str, cue: str) -> None:
    assert _clause_heads(text)[verb] == ("ccomp", cue)


def test_a_relative_clause_stays_with_its_noun() -> None:
    heads = _clause_heads("He told the envoy who had come from Lima that nothing would change.")
    assert heads["come"] == ("relcl", "envoy")


def test_an_apposed_subject_has_its_verb() -> None:
    heads = _clause_heads("The army chief, General Marco Prado, repeated on Tuesday that his men would not move.")
    assert heads["repeated"][0] == "ROOT"
    assert heads["chief"] == ("nsubj", "repeated")
