"""Our components against spaCy's own: the same parse, token by token."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.components import Attributes
from readout.language.parse import BATCH, PIPELINE, pipeline

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = [
    "There",
    "is",
    "'s",
    "gets",
    "had",
    "n't",
    "'d",
    "that",
    "to",
    "no",
    "one",
    "\n",
    "  ",
    "-",
    "Kirun",
    "do",
    ".",
]


@cache
def shipped() -> Any:
    """spaCy's own components, with sentences begun where ours begin them."""
    pipeline()  # makes the component of lines known
    nlp = spacy.load(PIPELINE)
    nlp.add_pipe("readout_lines", before="parser")
    return nlp


def told(parsed: Any) -> Iterator[tuple[object, ...]]:
    for t in parsed:
        named = (t.ent_iob, t.ent_type, t.is_sent_start)
        yield t.text, t.tag, t.pos, t.dep, t.head.i, t.lemma, str(t.morph), t.norm_, *named


def test_the_same_parse_of_whole_reports() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))]
    texts += ["", " ", "\n\n", "Don't. I'd've gone; he's got 3:15 - there's no \U0001f600."]
    ours = list(pipeline().pipe(texts, batch_size=BATCH))
    assert len(ours) == len(texts)
    for one, other in zip(ours, shipped().pipe(texts, batch_size=BATCH), strict=True):
        assert list(told(one)) == list(told(other))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_the_same_parse_of_any_words(words: list[str]) -> None:
    text = " ".join(words)
    assert list(told(pipeline()(text))) == list(told(shipped()(text)))


def test_a_rule_of_several_words_and_a_later_rule_of_one() -> None:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "no"}, {"LOWER": {"REGEX": "^o"}}]], {"LEMMA": "none"}, index=-1)
    ruler.add([[{"LOWER": {"NOT_IN": ["no", "way"]}}]], {"POS": "X"})
    ruler.add([[{"LOWER": "one"}], [{"LENGTH": 4}]], {"POS": "NOUN", "LEMMA": "last"})
    for text in ("No one went no way", "no", "one"):
        theirs, ours = ruler(nlp.make_doc(text)), Attributes(ruler)(nlp.make_doc(text))
        assert list(told(theirs)) == list(told(ours))


def test_the_shipped_components_are_switched_off() -> None:
    assert {"readout_parser", "readout_ner", "readout_attribute_ruler"} <= set(pipeline().pipe_names)
    assert not {"parser", "ner", "attribute_ruler"} & set(pipeline().pipe_names)
