"""The files behind the paths that a user gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from readout.sources.reading import SourceError

TEXT = frozenset({".txt", ".md"})
PAGE = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
READABLE = TEXT | PAGE | LINES
KINDS = ", ".join(sorted(READABLE))


def files_of(folder: str) -> list[str]:
    """Every readable file under ``folder``, sorted by path; hidden files and folders are passed over.

    Links are followed, but no folder is entered twice, so that links in a ring come to an end.

    Raises:
        SourceError: when there is none, or the folder may not be listed.
    """
    found = sorted(_walk(Path(folder), set()))
    if not found:
        raise SourceError("There is no readable file in this folder.", f"Readable are {KINDS}.")
    return [str(path) for path in found]


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(f"The folder {folder} cannot be listed: {error.strerror}.", "Check its rights.") from error
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, entered)
        elif path.suffix.lower() in READABLE and (path.is_file() or path.is_symlink()):
            yield path
