"""The words that show each code, as phrase tables made from the codebook's data files."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


class CodebookError(ValueError):
    """A codebook data file is missing, is not TOML, or does not have the shape its loader asks for."""


def pieces(phrase: str) -> tuple[str, ...]:
    """A phrase of a data file as the parser cuts text: words and hyphens apart, lower case."""
    return tuple(_WORD.findall(phrase.casefold()))


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a sequence of lemmas: ``[start, end)`` counts the lemmas; ``code`` is what it shows."""

    start: int
    end: int
    code: str


@dataclass(slots=True)
class PhraseTable:
    """Phrases by their first word; the longest phrase at a place wins."""

    _by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, codes: Mapping[str, Iterable[str]]) -> PhraseTable:
        """A table of ``{code: phrases}``; a phrase may show several codes."""
        collected: dict[tuple[str, ...], list[str]] = {}
        for code, phrases in codes.items():
            for phrase in phrases:
                collected.setdefault(pieces(phrase), []).append(code)
        table = cls()
        for words, found in collected.items():
            table._by_first.setdefault(words[0], []).append((words, tuple(dict.fromkeys(found))))
        for entries in table._by_first.values():
            entries.sort(key=lambda e: -len(e[0]))
        return table

    def find(self, lemmas: Sequence[str]) -> Iterator[Hit]:
        """Every longest match in ``lemmas``, left to right; matches do not overlap, one hit a code."""
        by_first = self._by_first
        if by_first.keys().isdisjoint(lemmas):
            return
        free = 0
        for at in [at for at, lemma in enumerate(lemmas) if lemma in by_first]:
            if at < free:
                continue
            for words, codes in by_first[lemmas[at]]:
                if len(words) == 1 or tuple(lemmas[at : at + len(words)]) == words:
                    free = at + len(words)
                    for code in codes:
                        yield Hit(at, free, code)
                    break

    def begins(self, *lemmas: str) -> bool:
        """Whether a phrase of the table begins with one of these words."""
        return not self._by_first.keys().isdisjoint(lemmas)

    def get(self, phrase: str) -> tuple[str, ...]:
        """The codes of exactly this phrase."""
        words = pieces(phrase)
        for entry, codes in self._by_first.get(words[0], ()) if words else ():
            if entry == words:
                return codes
        return ()


@cache
def data(name: str) -> dict[str, Any]:
    """The data file ``name`` (without ``.toml``) of the codebook.

    Raises:
        CodebookError: if the file is missing or is not TOML; names the file and the line.
    """
    file = resources.files("readout.codebook") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CodebookError(f"codebook data file {name}.toml is missing from the installation") from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"codebook data file {name}.toml: {error}") from error


@cache
def digest() -> str:
    """Eight hexadecimal digits of the word lists: other lists make another coder."""
    folder = resources.files("readout.codebook") / "data"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:8]


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The word list ``key`` (dotted for a table within a table) of a data file, as written."""
    value: Any = data(name)
    for step in key.split("."):
        if step not in value:
            raise CodebookError(f"codebook data file {name}.toml has no entry {key!r}")
        value = value[step]
    return frozenset(value)


@cache
def table(name: str, key: str | None = None) -> PhraseTable:
    """The phrase table of a file of ``code = [phrases]`` entries, or of its table ``key``."""
    source: Any = data(name)
    for step in key.split(".") if key else ():
        source = source[step]
    return PhraseTable.of({k: v for k, v in source.items() if isinstance(v, list)})


@cache
def listing(name: str, key: str) -> PhraseTable:
    """One word list as a phrase table whose only code is ``key``."""
    return PhraseTable.of({key: words(name, key)})
