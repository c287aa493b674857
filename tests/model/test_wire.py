"""Records as JSON and back, and ids from content."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.model import Actor, Agreement, Condition, Figure, Place, Position, Span, Statement, Talks, Terms, When
from readout.model.wire import record_from_json, record_to_json, sealed

ACTORS = st.builds(Actor, name=st.text(min_size=1, max_size=12), state=st.sampled_from([None, "NPL", "COL"]))
SPANS = st.integers(0, 500).flatmap(lambda s: st.builds(Span, st.just(s), st.integers(s + 1, s + 80)))
MANY = st.lists(ACTORS, max_size=3).map(tuple)
BASE = {
    "report": st.just("r1"),
    "evidence": st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    "said_by": MANY,
    "where": st.lists(st.builds(Place, name=st.text(min_size=1, max_size=8)), max_size=2).map(tuple),
    "when": st.one_of(st.none(), st.builds(When, text=st.text(max_size=8))),
}
RECORDS = st.one_of(
    st.builds(
        Agreement,
        **BASE,
        parties=MANY,
        terms=st.builds(Terms, duration=st.one_of(st.none(), st.floats(0, 999)), mediator=MANY),
    ),
    st.builds(Position, **BASE, holder=MANY, toward=MANY),
    st.builds(Statement, **BASE, speaker=MANY, content=st.lists(SPANS, max_size=2).map(tuple)),
    st.builds(Figure, **BASE, value=st.floats(0, 1e9)),
)


@given(RECORDS)
def test_every_record_reads_back_as_it_was(record) -> None:  # type: ignore[no-untyped-def]
    assert record_from_json(record_to_json(record)) == record


@given(RECORDS)
def test_sealing_is_stable_and_blind_to_confidence(record) -> None:  # type: ignore[no-untyped-def]
    assert sealed(record, "v1").id == sealed(replace(record, confidence=0.9), "v1").id
    assert sealed(record, "v1").id != sealed(record, "v2").id


def test_singular_fields_are_null_an_object_or_a_list() -> None:
    one, two = Actor("Front"), Actor("Union", "NPL")
    base = Condition(report="r", evidence=(Span(0, 3),))
    assert record_to_json(base)["holder"] is None
    assert record_to_json(replace(base, holder=(one,)))["holder"]["name"] == "Front"
    assert len(record_to_json(replace(base, holder=(one, two)))["holder"]) == 2


def test_unknown_kind_and_field_are_named() -> None:
    with pytest.raises(ValueError, match="unknown record kind: 'rumour'"):
        record_from_json({"kind": "rumour"})
    with pytest.raises(ValueError, match="fields unknown to talks: colour"):
        record_from_json({**record_to_json(Talks(report="r", evidence=(Span(0, 1),))), "colour": "red"})


def test_a_span_must_hold_something() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(4, 4)
