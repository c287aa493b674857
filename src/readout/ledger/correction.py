"""A person's correction of one field of a record, checked against the type of that field."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from readout.model import Record, When
from readout.model.wire import record_from_json, record_to_json

_FIXED = frozenset({"id", "report", "kind"})


def corrected(record: Record, field: str, value: str, text_length: int) -> Record:
    """The record with one field replaced; its id stays.

    Args:
        field: dotted name as in ``records.jsonl`` ("stance", "terms.duration", "parties.0.state").
        value: the new value as JSON text, as ``records.jsonl`` would hold it.
        text_length: characters of the report, beyond which no evidence may reach.

    Raises:
        ValueError: in words for the person who corrects, if there is no such field or the value does not fit it.
    """
    try:
        parsed = json.loads(value, parse_constant=_no_constant)
    except ValueError as error:
        raise ValueError(f"the value is not JSON: {error}") from error
    steps = field.split(".")
    if steps[0] in _FIXED:
        raise ValueError(f"{steps[0]} cannot be corrected: reject the record instead")
    body = record_to_json(record)
    holder, last = _place(body, steps, record.kind)
    holder[last] = parsed
    try:
        changed = record_from_json(body)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"{field} cannot be {value}: {error}") from error
    if parsed is None and _at(record_to_json(changed), steps) not in (None, []):
        raise ValueError(f"{field} of {record.kind} cannot be null")
    complaint = complaint_about(changed, text_length)
    if complaint:
        raise ValueError(f"{field} cannot be {value}: {complaint}")
    return changed


def complaint_about(record: Record, text_length: int) -> str | None:
    """What is wrong with the values of a record, or None when nothing is."""
    wrong = _mismatch(record, type(record), record.kind)
    if wrong:
        return wrong
    if not record.evidence:
        return "a record needs evidence"
    spans = [*record.evidence, *getattr(record, "content", ())]
    beyond = next((s for s in spans if s.end > text_length), None)
    if beyond:
        return f"the span [{beyond.start}, {beyond.end}) reaches beyond the report's {text_length} characters"
    if not 0.0 <= record.confidence <= 1.0:
        return "confidence is from 0 to 1"
    return _bad_date(record.when)


def _place(body: Any, steps: list[str], kind: str) -> tuple[Any, Any]:
    holder = body
    for depth, step in enumerate(steps):
        key: Any = step
        if isinstance(holder, list) and step.isascii() and step.isdigit() and int(step) < len(holder):
            key = int(step)
        elif not isinstance(holder, dict) or step not in holder:
            raise ValueError(f"{kind} has no field {'.'.join(steps[: depth + 1])}")
        if depth == len(steps) - 1:
            return holder, key
        holder = holder[key]
    raise ValueError("the name of a field is needed")


def _at(body: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(body, list):
            body = body[int(step)] if int(step) < len(body) else None
        elif isinstance(body, dict):
            body = body.get(step)
    return body


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _bad_date(when: When | None) -> str | None:
    for name, value in (("start", when.start), ("end", when.end)) if when else ():
        try:
            if value is not None:
                dt.date.fromisoformat(value)
        except ValueError:
            return f"when.{name} is an ISO date like 2024-01-31"
    return None


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(cls).items() if get_origin(hint) is not ClassVar}


def _mismatch(value: Any, hint: Any, place: str) -> str | None:
    origin = get_origin(hint)
    if origin is Literal:
        choices = get_args(hint)
        return None if value in choices else f"{place} is one of {', '.join(map(str, choices))}"
    if origin in (Union, UnionType):
        if value is None and NoneType in get_args(hint):
            return None
        found = [_mismatch(value, option, place) for option in get_args(hint) if option is not NoneType]
        return None if None in found else found[0]
    if origin is tuple:
        if not isinstance(value, tuple):
            return f"{place} is a list"
        each = (_mismatch(item, get_args(hint)[0], f"{place}[{i}]") for i, item in enumerate(value))
        return next((wrong for wrong in each if wrong), None)
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, hint):
            return f"{place} is {hint.__name__}"
        hints = _hints(hint)
        parts = (_mismatch(getattr(value, f.name), hints[f.name], f"{place}.{f.name}") for f in fields(hint))
        return next((wrong for wrong in parts if wrong), None)
    return None if _is_plain(value, hint) else f"{place} is {_NAMES[hint]}"


_WHOLE_LIMIT = 2**63  # what databases and tables can hold
_NAMES = {str: "text", float: "a finite number", int: "a whole number below 2^63", bool: "true or false"}


def _is_plain(value: Any, hint: type) -> bool:
    if hint is bool or isinstance(value, bool):
        return hint is bool and isinstance(value, bool)
    if hint is float:
        return isinstance(value, int | float) and math.isfinite(value)
    if hint is int:
        return isinstance(value, int) and abs(value) < _WHOLE_LIMIT
    return isinstance(value, hint)
