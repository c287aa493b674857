"""Our own pairs of accounts: two short tellings of one thing, and how sentence stands to sentence.

See ``training/data/README.md`` for the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CONTRASTS = (
    "number", "date", "place", "party", "scope", "stance", "status", "quote", "role", "attribution", "same",
)  # fmt: skip
"""How two sentences of different accounts stand to each other: types of dispute, or that they tell the same."""


class AccountsError(ValueError):
    """A file of accounts breaks the format; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Sentence ``first`` of account A and ``second`` of B, from 0, and how they stand to each other."""

    label: str
    first: int
    second: int


@dataclass(slots=True)
class Accounts:
    """Two accounts, a sentence a string. Pairs of sentences without a contrast tell other things, or may both be."""

    topic: str
    a: list[str] = field(default_factory=list)
    b: list[str] = field(default_factory=list)
    contrasts: list[Contrast] = field(default_factory=list)

    def labels(self, first: int, second: int) -> frozenset[str]:
        """How sentence ``first`` of A stands to sentence ``second`` of B; nothing where neither."""
        return frozenset(c.label for c in self.contrasts if (c.first, c.second) == (first, second))


def read_folder(folder: Path) -> list[Accounts]:
    """Every pair of accounts of the ``*.accounts`` files of a folder, files by name.

    Raises:
        AccountsError: a file breaks the format, or the folder holds none.
    """
    files = sorted(folder.glob("*.accounts"))
    if not files:
        raise AccountsError(f"{folder}: no *.accounts file; name the folder that holds the training accounts")
    return [accounts for file in files for accounts in read_file(file)]


def read_file(file: Path) -> list[Accounts]:
    """The pairs of accounts of one file. Raises AccountsError naming file and line."""
    return list(_accounts(file, file.read_text(encoding="utf-8").splitlines()))


def _accounts(file: Path, lines: list[str]) -> Iterator[Accounts]:
    now: Accounts | None = None
    side: list[str] | None = None
    for number, line in enumerate(map(str.strip, lines), 1):
        if line.startswith("@"):
            if now:
                yield now
            now, side = Accounts(line[1:].strip()), None
        elif line and now is None:
            raise AccountsError(f"{file}:{number}: words before any '@ topic' line; add one")
        elif line and now:
            contrast = _contrast(file, number, line, now)
            if contrast:
                now.contrasts.append(contrast)
            elif line in ("A", "B"):
                side = now.a if line == "A" else now.b
            elif side is None or now.contrasts:
                raise AccountsError(f"{file}:{number}: {line!r} is no contrast; write 'scope A2 B1'")
            else:
                side.append(line)
    if now:
        yield now


def _contrast(file: Path, number: int, line: str, accounts: Accounts) -> Contrast | None:
    words = line.split()
    if len(words) != 3 or words[0] not in CONTRASTS:
        return None
    at = []
    for word, letter, side in zip(words[1:], "AB", (accounts.a, accounts.b), strict=True):
        if word[0] != letter or not word[1:].isdecimal() or not 1 <= int(word[1:]) <= len(side):
            raise AccountsError(f"{file}:{number}: {word!r} is no sentence of account {letter}, which has {len(side)}")
        at.append(int(word[1:]) - 1)
    return Contrast(words[0], at[0], at[1])
