"""The codebook's vocabularies and kinds: every code and field with its title and definition, checked when loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, get_args

from readout.codebook.lexicon import CodebookError, data
from readout.model import record as model
from readout.model.actor import ActorType
from readout.model.finding import FindingType

FIELD_TYPES = frozenset(
    {"actors", "code", "codes", "date", "id", "ids", "integer", "number"}
    | {"places", "spans", "terms", "text", "time", "yes_no"}
)
_TYPED: Mapping[str, Any] = {
    "actor_types": ActorType,
    "agreement_statuses": model.AgreementStatus,
    "factuality": model.Factuality,
    "findings": FindingType,
    "modes": model.Mode,
    "outcomes": model.Outcome,
    "stances": model.Stance,
    "talks_formats": model.TalksFormat,
    "talks_statuses": model.TalksStatus,
}
NAMES: tuple[str, ...] = (
    "measures",
    "stances",
    "agreement_statuses",
    "talks_formats",
    "talks_statuses",
    "target_classes",
    "means",
    "outcomes",
    "modes",
    "factuality",
    "actor_types",
    "plover",
    "findings",
    "about",
)
"""Every vocabulary, in the order of the reference page."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a vocabulary."""

    code: str
    title: str
    definition: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of codes."""

    name: str
    title: str
    definition: str
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[str]:
        return (entry.code for entry in self.codes)

    def title_of(self, code: str) -> str:
        """What a reader sees for ``code``.

        Raises:
            KeyError: if the vocabulary does not have it.
        """
        for entry in self.codes:
            if entry.code == code:
                return entry.title
        raise KeyError(f"{self.name} has no code {code!r}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind. ``vocabulary`` is set where ``type`` is ``code`` or ``codes``."""

    name: str
    type: str
    vocabulary: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of record, or the fields that every record has, or those of terms."""

    name: str
    title: str
    definition: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that the data files say."""

    record: Shape
    kinds: tuple[Shape, ...]
    terms: Shape
    vocabularies: tuple[Vocabulary, ...]

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary ``name``.

        Raises:
            KeyError: if there is none of that name.
        """
        return {each.name: each for each in self.vocabularies}[name]


@cache
def codebook() -> Codebook:
    """The codebook that the package ships.

    Raises:
        CodebookError: if a data file is broken; names the file and the entry.
    """
    return load(resources.files("readout.codebook") / "data")


def load(folder: Traversable) -> Codebook:
    """The codebook of a folder with ``kinds.toml`` and ``vocabularies/*.toml``, held against the types of the model.

    Raises:
        CodebookError: if a file is missing or broken, or an entry is missing, unknown or incomplete; names both.
    """
    vocabularies = tuple(_vocabulary(folder, name) for name in NAMES)
    shapes = _toml(folder, "kinds.toml")
    _same("kinds.toml", "table", set(shapes), {"record", "kinds", "terms"})
    common = {f.name for f in fields(model.Record)} | {"kind"}
    kinds = shapes["kinds"]
    _same("kinds.toml", "kind", set(kinds), set(model.KINDS))
    return Codebook(
        _shape("record", shapes["record"], common),
        tuple(_shape(k, kinds[k], {f.name for f in fields(cls)} - common) for k, cls in model.KINDS.items()),
        _shape("terms", shapes["terms"], {f.name for f in fields(model.Terms)}),
        vocabularies,
    )


def expected(name: str) -> frozenset[str] | None:
    """The codes that the model's types or the word lists give a vocabulary; None where its file alone defines it."""
    if name in _TYPED:
        return frozenset(get_args(_TYPED[name]))
    if name == "measures":
        words = data("measures")
        # "none" gathers phrases that look like a measure and are not; it is no code.
        return (frozenset(words["measures"]) | frozenset(words["scopes"]) | {"other"}) - {"none"}
    if name == "plover":
        return frozenset(data("plover"))
    if name in ("target_classes", "means"):
        return frozenset(code for code, listed in data(name).items() if isinstance(listed, list)) | {"unspecified"}
    return None


def _vocabulary(folder: Traversable, name: str) -> Vocabulary:
    file = f"vocabularies/{name}.toml"
    table = _toml(folder, file)
    entries = table.pop("codes", None)
    if not isinstance(entries, dict):
        raise CodebookError(f"codebook data file {file}: the table [codes] is missing")
    title, definition = _texts(file, "the head of the file", table, ("title", "definition"))
    wanted = expected(name)
    if wanted is not None:
        _same(file, "code", set(entries), set(wanted))
    codes = tuple(Code(c, *_texts(file, f"code {c!r}", entry, ("title", "definition"))) for c, entry in entries.items())
    return Vocabulary(name, title, definition, codes)


def _shape(name: str, table: dict[str, Any], wanted: set[str]) -> Shape:
    entries = table.get("fields", {})
    head = {key: value for key, value in table.items() if key != "fields"}
    title, definition = _texts("kinds.toml", name, head, ("title", "definition"))
    _same("kinds.toml", f"field of {name}", set(entries), wanted)
    return Shape(name, title, definition, tuple(_field(f"{name}.{f}", f, entry) for f, entry in entries.items()))


def _field(place: str, name: str, entry: dict[str, Any]) -> Field:
    coded = entry.get("type") in ("code", "codes")
    keys = ("type", "meaning", "vocabulary") if coded else ("type", "meaning")
    values = _texts("kinds.toml", place, entry, keys)
    if values[0] not in FIELD_TYPES:
        choice = ", ".join(sorted(FIELD_TYPES))
        raise CodebookError(f"codebook data file kinds.toml, {place}: unknown type {values[0]!r}; choose from {choice}")
    if coded and values[2] not in NAMES:
        raise CodebookError(f"codebook data file kinds.toml, {place}: unknown vocabulary {values[2]!r}")
    return Field(name, values[0], values[2] if coded else None, values[1])


def _texts(file: str, place: str, entry: Any, keys: tuple[str, ...]) -> list[str]:
    """The texts under ``keys``, which must be all that the entry holds."""
    if not isinstance(entry, dict) or set(entry) != set(keys):
        held = ", ".join(entry) if isinstance(entry, dict) else repr(entry)
        raise CodebookError(f"codebook data file {file}, {place}: needs {', '.join(keys)}, and has {held or 'nothing'}")
    for key in keys:
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise CodebookError(f"codebook data file {file}, {place}: {key} must be a text")
    return [entry[key] for key in keys]


def _same(file: str, what: str, found: set[str], wanted: set[str]) -> None:
    if missing := sorted(wanted - found):
        raise CodebookError(f"codebook data file {file}: {what} {missing[0]!r} is missing")
    if unknown := sorted(found - wanted):
        raise CodebookError(f"codebook data file {file}: unknown {what} {unknown[0]!r}")


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(*name.split("/")).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CodebookError(f"codebook data file {name} is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"codebook data file {name}: {error}") from error
