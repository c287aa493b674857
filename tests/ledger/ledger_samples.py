"""Reports and records for the ledger's tests, and strategies that make any of them."""

from __future__ import annotations

import string
from dataclasses import fields
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from readout.model import KINDS, Actor, Decision, Incident, Place, Position, Record, Report, Span, Terms, When
from readout.model.record import Agreement

TEXT = "The northern council accepted the truce on Monday. The southern army refused it, and shelling went on."
CODER = "coder-1"
LONG_TEXT = string.ascii_letters * 4
AT = "2024-05-01T12:00:00+00:00"


def report(text: str = TEXT, **fields_: Any) -> Report:
    return Report.create(text, **{"outlet": "Daily", "published": "2024-04-30", "title": "Truce", **fields_})


def position(of: Report, start: int = 0, end: int = 50, **fields_: Any) -> Position:
    values = {"stance": "accept", "holder": (Actor("northern council"),), **fields_}
    return Position(report=of.id, evidence=(Span(start, end),), **values)


def agreement(of: Report, start: int = 0, end: int = 50, **fields_: Any) -> Agreement:
    values = {"terms": Terms(duration=30.0), "when": When("on Monday", "2024-04-29"), **fields_}
    return Agreement(report=of.id, evidence=(Span(start, end),), **values)


def incident(of: Report, start: int = 0, end: int = 50, **fields_: Any) -> Incident:
    values = {"killed": 2, "where": (Place("Port", "AAA", -3.5, 7.25, 12),), **fields_}
    return Incident(report=of.id, evidence=(Span(start, end),), **values)


def decision(verb: Any, *records: str, at: str = AT, **fields_: Any) -> Decision:
    return Decision.create(verb, records, author="R. Reader", at=at, **fields_)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
days = st.dates().map(str)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    origin = get_origin(hint)
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=3).map(tuple)
    if origin is Union or isinstance(hint, type(int | None)):
        return st.one_of([st.none() if option is type(None) else values_of(option) for option in get_args(hint)])
    if hint is Span:
        return spans
    if hint is When:
        return st.builds(When, words, st.none() | days, st.none() | days)
    if hasattr(hint, "__dataclass_fields__"):
        hints = get_type_hints(hint)
        return st.builds(hint, **{f.name: values_of(hints[f.name]) for f in fields(hint)})
    plain = {
        str: words,
        bool: st.booleans(),
        int: st.integers(0, 10**9),
        float: st.floats(allow_nan=False, allow_infinity=False),
    }
    return plain[hint]


def records(of: Report) -> st.SearchStrategy[Record]:
    """Any record of any kind of a report of at least 100 characters."""

    def one(cls: type[Record]) -> st.SearchStrategy[Record]:
        hints = get_type_hints(cls)
        values = {f.name: values_of(hints[f.name]) for f in fields(cls)}
        values |= {
            "report": st.just(of.id),
            "id": st.just(""),
            "evidence": st.lists(spans, min_size=1, max_size=3).map(tuple),
            "confidence": st.floats(0, 1),
        }
        return st.builds(cls, **values)

    return st.one_of([one(cls) for cls in KINDS.values()])
