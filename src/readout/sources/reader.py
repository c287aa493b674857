"""The front door: paths and addresses in, readings out, one broken input never stopping the others."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from readout.sources import dates
from readout.sources.fetching import SAVE_IT, fetch, is_address
from readout.sources.jsonlines import read_json_lines
from readout.sources.plain import read_plain
from readout.sources.reading import SIZE_LIMIT, Defaults, Reading, SourceError
from readout.sources.walking import KINDS, LINES, PAGE, TEXT, files_of
from readout.sources.webpage import read_page

Progress = Callable[[int, int, str], None]

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
LINES_TYPES = frozenset(
    {"application/jsonl", "application/x-jsonlines", "application/jsonlines", "application/x-ndjson"}
)
PLAIN_TYPES = frozenset({"text/plain", "text/markdown"})
UNSAID_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream"})
STDIN = "-"


def read(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    progress: Progress | None = None,
    allow_private: bool = False,
) -> Iterator[Reading]:
    """Read files, folders, saved pages, JSON Lines, http(s) addresses, and standard input for ``-``.

    Args:
        published: ISO date or date-time of the reports that do not give their own; a report's own date wins. It also
            lends its year to a dateline without one ("KYIV, March 18").
        outlet: outlet of the reports that do not name their own.
        progress: called after each input with the number done, the number of all and the input's name.
        allow_private: also fetch from private, loopback and link-local addresses.

    Yields:
        A reading an input, in the order given; one a line for JSON Lines. What cannot be read is a reading with a
        ``problem``.

    Raises:
        ValueError: before anything is read, when ``published`` is no ISO date or date-time.
    """
    try:
        defaults = Defaults(dates.stated(published), outlet)
    except SourceError as error:
        raise ValueError(f"{error.message} {error.remedy}") from error
    return _read_all([str(path) for path in paths], defaults, progress, allow_private=allow_private)


def _read_all(
    sources: list[str], defaults: Defaults, progress: Progress | None, *, allow_private: bool
) -> Iterator[Reading]:
    inputs = [each for source in sources for each in _expanded(source)]
    for done, each in enumerate(inputs, start=1):
        if isinstance(each, Reading):
            yield each
        else:
            yield from _read_one(each, defaults, allow_private=allow_private)
        if progress is not None:
            progress(done, len(inputs), each.source if isinstance(each, Reading) else each)


def _expanded(source: str) -> list[str | Reading]:
    """A folder's files; anything else as it is; a problem where a folder gives nothing."""
    try:
        if not source.strip():
            raise SourceError("The path is empty.", "Give a file, a folder or an address.")
        if source != STDIN and not is_address(source) and Path(source).is_dir():
            return [*files_of(source)]
    except SourceError as error:
        return [error.reading(source)]
    except (OSError, ValueError) as error:
        return [SourceError(f"This path cannot be used: {error}.", "Check how it is written.").reading(source)]
    return [source]


def _read_one(source: str, defaults: Defaults, *, allow_private: bool) -> Iterator[Reading]:
    raw: bytes | None = None
    try:
        if is_address(source):
            yield from _read_address(source, defaults, allow_private=allow_private)
            return
        suffix = "" if source == STDIN else Path(source).suffix.lower()
        with nullcontext(_standard_input()) if source == STDIN else _opened(source) as stream:
            if suffix in LINES or (suffix not in TEXT | PAGE and _begins_json(stream)):
                yield from read_json_lines(stream, source, defaults)
                return
            raw = stream.read(SIZE_LIMIT + 1)
        yield _read_bytes(raw, source, defaults, suffix)
    except SourceError as error:
        yield error.reading(source, raw if raw is not None and len(raw) <= SIZE_LIMIT else None)
    except OSError as error:
        yield SourceError(f"It cannot be read: {error.strerror or error}.", "Check it and its rights.").reading(source)


def _read_address(address: str, defaults: Defaults, *, allow_private: bool) -> Iterator[Reading]:
    fetched = fetch(address, allow_private=allow_private)
    suffix = Path(urlsplit(fetched.url).path).suffix.lower()
    kind = fetched.media_type
    try:
        if kind in LINES_TYPES or (suffix in LINES and kind not in PAGE_TYPES):
            yield from read_json_lines(BytesIO(fetched.raw), address, defaults)
        elif kind in PAGE_TYPES or (kind in UNSAID_TYPES and (suffix in PAGE or _begins_page(fetched.raw))):
            yield read_page(fetched.raw, address, defaults, declared=fetched.charset, url=fetched.url)
        elif kind in UNSAID_TYPES or kind in PLAIN_TYPES:
            yield read_plain(fetched.raw, address, defaults, declared=fetched.charset, url=fetched.url)
        else:
            raise SourceError(f"The server sends {kind}, which is no page and no text.", SAVE_IT)
    except SourceError as error:
        yield error.reading(address, fetched.raw)


def _standard_input() -> BufferedReader:
    return cast(BufferedReader, sys.stdin.buffer)


def _opened(source: str) -> BufferedReader:
    path = Path(source)
    if not path.exists():
        raise SourceError("There is no such file or folder.", "Check the path.")
    if not path.is_file():
        raise SourceError("This is neither a file nor a folder.", f"Readable are {KINDS}, folders and http addresses.")
    return path.open("rb")


def _read_bytes(raw: bytes, source: str, defaults: Defaults, suffix: str) -> Reading:
    if suffix in PAGE or (suffix not in TEXT and _begins_page(raw)):
        return read_page(raw, source, defaults)
    return read_plain(raw, source, defaults)


def _begins_page(raw: bytes) -> bool:
    return (
        re.match(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
            raw[:4000],
            re.I | re.S,
        )
        is not None
    )


def _begins_json(stream: BufferedReader) -> bool:
    """Looked at without taking it off the stream, so that standard input can be read on."""
    return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"', stream.peek(64)[:64]) is not None
