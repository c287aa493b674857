"""Reads our own training passages: a plain text format that people write by hand (training/data/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.labels import KINDS, MEANS, MEASURES, ROOTS, STANCES, TARGET_CLASSES

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPES = {"person", "government", "military", "armed_group", "igo", "ngo", "bloc", "media", "public"}
_ACTOR_FIELDS = {
    "parties", "proposer", "addressees", "holder", "toward", "participants", "attacker", "target", "speaker", "source",
    "said_by",
}  # fmt: skip
_CODES: dict[str, set[str]] = {
    "measure": set(MEASURES),
    "condition_of": set(MEASURES),
    "stance": set(STANCES),
    "target_class": set(TARGET_CLASSES),
    "prohibits": set(TARGET_CLASSES),
    "means": set(MEANS),
    "plover": set(ROOTS),
    "factuality": {"fact", "negated", "planned", "possible"},
    "mode": {"direct", "indirect", "mixed"},
    "outcome": {"hit", "repelled", "intercepted", "attempted", "unknown"},
    "format": {"call", "meeting", "talks", "visit", "summit", "message"},
}
_NEEDED: dict[str, tuple[str, ...]] = {
    "agreement": ("parties", "measure"),
    "proposal": ("proposer", "measure"),
    "position": ("holder", "stance"),
    "condition": ("holder", "measure"),
    "talks": ("participants", "status"),
    "incident": ("target_class",),
    "statement": ("speaker",),
    "figure": ("value",),
    "event": ("source", "plover"),
}


class PassageError(ValueError):
    """A passages file breaks the format; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as annotated: ``state`` is an ISO 3166-1 alpha-3 code or empty."""

    name: str
    state: str
    type: str


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """One annotated record; ``evidence`` holds ``[start, end)`` characters of the passage's text."""

    kind: str
    evidence: tuple[tuple[int, int], ...]
    fields: tuple[tuple[str, str], ...]
    line: int

    def value(self, field: str) -> str:
        """The field's words, or an empty string."""
        return next((v for k, v in self.fields if k == field), "")

    def codes(self, field: str) -> tuple[str, ...]:
        """A comma-separated field as its codes."""
        return tuple(c.strip() for c in self.value(field).split(",") if c.strip())

    def actors(self, field: str) -> tuple[Actor, ...]:
        """An actor field as its actors."""
        return tuple(_actor(words) for words in self.value(field).split(" & ") if words.strip())


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three sentences with their complete annotation."""

    text: str
    conflict: str
    register: str
    year: str
    records: tuple[PassageRecord, ...]

    def spans(self, words: str, within: tuple[tuple[int, int], ...] = ()) -> tuple[tuple[int, int], ...]:
        """Where ``words`` (parts joined by `` || ``) stand, each part after the one before; first inside ``within``."""
        found: list[tuple[int, int]] = []
        low = within[0][0] if within else 0
        for part in words.split(" || "):
            at = self.text.find(part, found[-1][1] if found else low)
            if at < 0:
                at = self.text.find(part)
            if at >= 0 and part:
                found.append((at, at + len(part)))
        return tuple(found)


def read_folder(folder: Path) -> list[Passage]:
    """Every passage of the ``*.passages`` files of a folder, files by name.

    Raises:
        PassageError: a file breaks the format, or the folder holds none.
    """
    files = sorted(folder.glob("*.passages"))
    if not files:
        raise PassageError(f"{folder}: no *.passages file; name the folder that holds the training passages")
    return [passage for file in files for passage in read_file(file)]


def read_file(file: Path) -> list[Passage]:
    """The passages of one file. Raises PassageError naming file and line."""
    return list(_passages(file, file.read_text(encoding="utf-8").split("\n")))


def _passages(file: Path, lines: list[str]) -> Iterator[Passage]:
    header: tuple[str, str, str] | None = None
    text, records = "", list[PassageRecord]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if line[:2] in ("@ ", "> ") and text and header:
            yield Passage(text, *header, tuple(records))
            text, records = "", []
        if line.startswith("@ "):
            header = _header(file, number, line)
        elif line.startswith("> "):
            if header is None:
                raise PassageError(f"{file}:{number}: a passage before any '@ conflict; register; year' line; add one")
            text = line[2:]
        elif line.startswith("< "):
            if not _DATE.fullmatch(line[2:].strip()):
                raise PassageError(f"{file}:{number}: {line!r} is no date; write '< YYYY-MM-DD'")
        elif not text:
            raise PassageError(f"{file}:{number}: a record before any '> ' line; put the passage first")
        else:
            records.append(_record(file, number, line, text))
    if text and header:
        yield Passage(text, *header, tuple(records))


def _header(file: Path, number: int, line: str) -> tuple[str, str, str]:
    parts = [p.strip() for p in line[2:].split(";")]
    if len(parts) != 3 or not all(parts):
        raise PassageError(f"{file}:{number}: header needs three parts, '@ conflict; register; year'")
    return parts[0], parts[1], parts[2]


def _record(file: Path, number: int, line: str, text: str) -> PassageRecord:
    parts = line.split(" ! ")
    if len(parts) != 3:
        raise PassageError(
            f"{file}:{number}: a record has three parts, 'kind ! evidence ! fields', this has {len(parts)}"
        )
    kind, evidence, rest = (p.strip() for p in parts)
    if kind not in KINDS:
        raise PassageError(f"{file}:{number}: unknown kind {kind!r}; one of {', '.join(KINDS)}")
    fields = []
    for pair in rest.split(" ; "):
        name, equals, value = (p.strip() for p in pair.partition("="))
        if not equals or not value:
            raise PassageError(f"{file}:{number}: {pair!r} is no field; write name=value")
        _check_field(file, number, name, value, text)
        fields.append((name, value))
    missing = [f for f in _NEEDED[kind] if f not in dict(fields)]
    if missing:
        raise PassageError(f"{file}:{number}: {kind} lacks {', '.join(missing)}")
    return PassageRecord(kind, _evidence(file, number, evidence, text), tuple(fields), number)


def _evidence(file: Path, number: int, words: str, text: str) -> tuple[tuple[int, int], ...]:
    if words == "*":
        return ((0, len(text)),)
    found, low = [], 0
    for part in words.split(" || "):
        at = text.find(part, low)
        at = at if at >= 0 else text.find(part)
        if at < 0 or not part:
            raise PassageError(
                f"{file}:{number}: evidence {part!r} does not stand in the passage; copy its exact words"
            )
        low = at + len(part)
        found.append((at, low))
    return tuple(found)


def _check_field(file: Path, number: int, name: str, value: str, text: str) -> None:
    if name in _CODES:
        for code in value.split(","):
            if code.strip() not in _CODES[name]:
                raise PassageError(f"{file}:{number}: {code!r} is no {name}; see the codebook")
    elif name in _ACTOR_FIELDS:
        for words in value.split(" & "):
            try:
                _actor(words)
            except ValueError as error:
                raise PassageError(f"{file}:{number}: {error}") from error
    elif name in ("cue", "quote", "content"):
        for part in value.split(" || "):
            if part not in text:
                raise PassageError(
                    f"{file}:{number}: {name} {part!r} does not stand in the passage; copy its exact words"
                )


def _actor(words: str) -> Actor:
    parts = [p.strip() for p in words.split("|")]
    if len(parts) not in (3, 4) or not parts[0] or parts[2] not in _TYPES:
        raise ValueError(f"{words!r} is no actor; write Name|ISO3|type, with type one of {', '.join(sorted(_TYPES))}")
    return Actor(parts[0], parts[1], parts[2])
