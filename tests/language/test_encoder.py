"""The encoder as it is served: offsets, windows, probabilities, and its absence."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.attributed import attributed
from readout.language.encoder import Encoder, EncoderError, load

SENTENCE = "The foreign ministry said on Tuesday that its envoys had agreed to a truce in the northern valley."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load()
    assert found is not None
    return found


def test_file_is_at_most_thirty_megabytes() -> None:
    import readout.language

    file = Path(readout.language.__file__).parent / "weights" / "encoder.onnx"
    assert file.stat().st_size <= 30_000_000


def test_probabilities_have_the_shape_of_their_labels(encoder: Encoder) -> None:
    (tags,) = encoder.tags([SENTENCE])
    n = len(tags.start)
    for group in ("kinds", "negated", "stance", "measure", "target_class", "means", "attribution"):
        values = tags.groups[group]
        assert values.shape == (n, len(encoder.labels(group)))
        assert (values >= 0).all() and (values <= 1).all()
    assert tags.negated.shape == (n,)


def test_order_of_the_answers_is_the_order_asked(encoder: Encoder) -> None:
    texts = [SENTENCE, "No.", SENTENCE * 2, "", "The port burned."]
    together = encoder.tags(texts)
    for text, tags in zip(texts, together, strict=True):
        (alone,) = encoder.tags([text])
        assert (alone.start == tags.start).all() and (alone.end == tags.end).all()
        if len(alone.kinds):
            # int8 takes its scale from the whole batch, so that a text's neighbours move its numbers a little
            assert np.abs(alone.kinds - tags.kinds).mean() < 0.05


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_offsets_lie_in_the_text_and_go_forward(text: str) -> None:
    found = load()
    assert found is not None
    (tags,) = found.tags([text])
    assert (tags.start >= 0).all() and (tags.end <= len(text)).all()
    assert (tags.start[1:] >= tags.start[:-1]).all()


def test_a_long_text_is_read_to_its_end(encoder: Encoder) -> None:
    text = " ".join([SENTENCE] * 20)
    (tags,) = encoder.tags([text])
    assert tags.end[-1] == len(text)
    assert (tags.start[1:] >= tags.end[:-1]).all()
    assert "".join(text[a:b] for a, b in zip(tags.start, tags.end, strict=True)) == text.replace(" ", "")


def test_mean_over_characters(encoder: Encoder) -> None:
    (tags,) = encoder.tags([SENTENCE])
    start = SENTENCE.index("said")
    piece = tags.pieces(start, start + 4)
    assert np.allclose(tags.mean("attribution", start, start + 4), tags.attribution[piece].mean(0))
    assert tags.mean("stance", 3, 4).tolist() == [0.0] * len(encoder.labels("stance"))
    with pytest.raises(KeyError):
        tags.mean("weather", 0, 4)


def test_relation_reads_direction_and_deed(encoder: Encoder) -> None:
    found = encoder.relation(
        [
            "<s>The army</s> shelled <t>a fishing village</t> on the eastern shore, killing nine people.",
            "<s>The two presidents</s> held talks with <t>the secretary of the league</t> on Monday.",
            "<s>The ministry</s> accused <t>the rebels</t> of lying about the number of the dead.",
        ]
    )
    assert found.shape == (3, len(encoder.roots))
    assert np.allclose(found.sum(1), 1, atol=1e-3)
    assert [encoder.roots[i] for i in found.argmax(1)] == ["ASSAULT", "CONSULT", "ACCUSE"]


def test_nothing_asked_nothing_answered(encoder: Encoder) -> None:
    assert encoder.tags([]) == []
    assert encoder.linked([]) == []
    assert encoder.relation([]).shape == (0, len(encoder.roots))


def test_attribution_joins_source_cue_and_content(encoder: Encoder) -> None:
    (found,) = attributed(encoder, SENTENCE)
    assert SENTENCE[slice(*found.cue)] == "said"
    assert "foreign ministry" in SENTENCE[slice(*found.source[0])]
    assert "agreed to a truce" in SENTENCE[slice(*found.content[0])]


def test_two_sentences_are_compared_whichever_is_the_first(encoder: Encoder) -> None:
    a, b = "The envoys signed the accord on Monday.", "No accord was signed, and the envoys have left."
    found = encoder.compared(a, b)
    assert found.shape == (len(encoder.contrasts),)
    assert (found == encoder.compared(b, a)).all()
    assert {"status", "number", "corroborated"} <= set(encoder.contrasts)


def test_what_is_said_of_two_sentences_depends_on_nothing_else(encoder: Encoder) -> None:
    a, b = "Thirty men died.", "The toll stands at forty, the ministry said."
    first = encoder.compared(a, b)
    encoder.compared(SENTENCE, SENTENCE * 9)
    assert (encoder.compared(a, b) == first).all()


def test_long_sentences_are_cut_not_refused(encoder: Encoder) -> None:
    assert np.isfinite(encoder.compared(SENTENCE * 20, SENTENCE * 30)).all()


def test_the_same_again_is_told_from_its_contrary(encoder: Encoder) -> None:
    at = encoder.contrasts.index("corroborated")
    one = "The two armies agreed to a truce of thirty days in the northern valley."
    again = "A thirty-day truce in the valley to the north was accepted by both armies."
    other = "The fishing season opened late on the southern coast."
    assert encoder.compared(one, again)[at] > encoder.compared(one, other)[at]


def test_absent_file_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert load(tmp_path / "none.onnx") is None
        assert load(tmp_path / "none.onnx") is None
    assert len(caplog.records) == 1
    assert "none.onnx" in caplog.text


def test_broken_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "encoder.onnx"
    file.write_bytes(b"not a network")
    with pytest.raises(EncoderError, match=r"encoder\.onnx"):
        load(file)
