"""Where in a TOML file a key stands, so that a message about its meaning can name the line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]")
KEY = re.compile(r"^\s*(\"[^\"]+\"|[A-Za-z0-9_-]+)\s*=")
LARGEST_SHEET = 1_000_000

KeyPath = tuple[str | int, ...]


class SheetError(ValueError):
    """A file that a person wrote cannot be read as meant; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed TOML file that remembers its lines."""

    path: Path
    content: dict[str, Any]
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """Line of a key, or of the nearest table around it, counted from 1."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, path: KeyPath, problem: str, remedy: str) -> SheetError:
        """The error to raise about the key at ``path``."""
        return SheetError(f"{self.path}, line {self.line(path)}: {problem}. {remedy}")


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file with the line of each key.

    Raises:
        SheetError: if the file is absent, too large, not UTF-8 or not TOML.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SheetError(f"{path}: cannot be opened ({error.strerror}). Check the path.") from error
    if size > LARGEST_SHEET:
        raise SheetError(f"{path}: {size:,} bytes are too many for a sheet of terms. Is it the right file?")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SheetError(f"{path}: not valid TOML: {error}. See https://toml.io for the notation.") from error
    return TomlFile(path, content, _key_lines(text))


def _key_lines(text: str) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            table = _opened(header, counts)
            lines.setdefault(table, number)
        elif key := KEY.match(line):
            lines.setdefault((*table, key[1].strip('"')), number)
    return lines


def _opened(header: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a table header; an element of an array of tables gets its index."""
    path: KeyPath = ()
    names = [name.strip().strip('"') for name in header[2].split(".")]
    for depth, name in enumerate(names, start=1):
        path = (*path, name)
        if depth == len(names) and header[1] == "[[":
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
