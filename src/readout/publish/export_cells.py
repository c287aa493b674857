"""Columns of flat tables: what a cell may hold, and how a field of a record becomes cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from readout.model import Span

Holds = Literal["text", "number", "whole", "flag"]
Scalar = str | float | int | bool | None
Cell = Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flat table.

    Attributes:
        name: lower case, parts joined by underscores ("terms_mediator_state").
        holds: type of its cells, or of their items.
        many: True when a cell is a list.
    """

    name: str
    holds: Holds = "text"
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table. Every row has one cell a column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A column and how its cell is cut from a value and the text of its report."""

    column: Column
    take: Callable[[Any, str], Cell]


def table(name: str, cuts: Sequence[Cut], values: Sequence[tuple[Any, str]]) -> Table:
    """The table of values, each given with the text of its report."""
    rows = tuple(tuple(cut.take(value, text) for cut in cuts) for value, text in values)
    return Table(name, tuple(cut.column for cut in cuts), rows)


def field_cuts(cls: type, skip: frozenset[str] = frozenset()) -> tuple[Cut, ...]:
    """The cuts of every field of a dataclass, in the order of its fields.

    A nested value becomes a column a field; a list of nested values becomes columns of lists that run side by side.
    Spans become their starts, their ends and their words.
    """
    hints = _hints(cls)
    names = [f.name for f in fields(cls) if f.name not in skip]
    return tuple(cut for name in names for cut in _cuts(name, _bare(hints[name]), _getter(name)))


def _cuts(name: str, hint: Any, get: Callable[[Any], Any]) -> list[Cut]:
    if get_origin(hint) is tuple:
        return _list_cuts(name, _bare(get_args(hint)[0]), get)
    if is_dataclass(hint) and isinstance(hint, type):
        inner = _hints(hint)
        return [
            cut
            for f in fields(hint)
            for cut in _cuts(f"{name}_{f.name}", _bare(inner[f.name]), _through(get, _getter(f.name)))
        ]
    return [Cut(Column(name, _holds(hint)), lambda value, _text: get(value))]


def _list_cuts(name: str, item: Any, get: Callable[[Any], Any]) -> list[Cut]:
    if item is Span:
        return [
            Cut(Column(f"{name}_start", "whole", True), lambda value, _text: tuple(s.start for s in get(value) or ())),
            Cut(Column(f"{name}_end", "whole", True), lambda value, _text: tuple(s.end for s in get(value) or ())),
            Cut(Column(f"{name}_text", "text", True), lambda value, text: tuple(s.of(text) for s in get(value) or ())),
        ]
    if not is_dataclass(item):
        return [Cut(Column(name, _holds(item), True), lambda value, _text: tuple(get(value) or ()))]
    inner = _hints(item) if isinstance(item, type) else {}
    return [_side_by_side(name, part, _bare(hint), get) for part, hint in inner.items()]


def _side_by_side(name: str, part: str, hint: Any, get: Callable[[Any], Any]) -> Cut:
    column = Column(name if part == "name" else f"{name}_{part}", _holds(hint), True)
    return Cut(column, lambda value, _text: tuple(getattr(item, part) for item in get(value) or ()))


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda value: None if value is None else getattr(value, name)


def _through(outer: Callable[[Any], Any], inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: inner(outer(value))


def _holds(hint: Any) -> Holds:
    kinds: dict[Any, Holds] = {bool: "flag", int: "whole", float: "number"}
    return kinds.get(hint, "text")


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(cls).items() if get_origin(hint) is not ClassVar}


def _bare(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(option for option in get_args(hint) if option is not NoneType)
    return hint
