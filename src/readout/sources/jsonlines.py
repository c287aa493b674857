"""JSON Lines of reports, one a line; our own ``reports.jsonl`` reads back to the same reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from readout.model import Report
from readout.sources import dates
from readout.sources.cleaning import clean
from readout.sources.plain import script_warnings, text_heading
from readout.sources.reading import SIZE_LIMIT, Defaults, Reading, SourceError

FIELDS = ("id", "text", "outlet", "title", "published", "language", "url", "file")
REPORT_ID = re.compile(r"r[0-9a-f]{20}")
EXAMPLE = 'Write one object a line, such as {"text": "...", "outlet": "...", "published": "2025-03-18"}.'


def read_json_lines(stream: BinaryIO, source: str, defaults: Defaults) -> Iterator[Reading]:
    """A reading for each line that is not blank; a bad line is a problem and the others go on.

    A field that is absent is looked for in the text, as in a text file; null means unknown and stays so, unless
    ``defaults`` state it. An ``id`` counts when it is the id of exactly this content: then the line is a report of our
    own export and its text is kept as it stands. Any other id is replaced, with a warning where it has our form.
    """
    count = number = 0
    while line := stream.readline(SIZE_LIMIT + 1):
        number += 1
        place = f"line {number}"
        overlong = len(line) > SIZE_LIMIT
        while overlong and line and not line.endswith(b"\n"):
            line = stream.readline(SIZE_LIMIT)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not overlong and not line.strip():
            continue
        count += 1
        try:
            if overlong:
                raise SourceError(f"The line is longer than {SIZE_LIMIT // 1_000_000} MB.", "Give one report a line.")
            yield replace(_read_line(line.rstrip(b"\r\n"), source, defaults), place=place)
        except SourceError as error:
            yield error.reading(source, None if overlong else line, place)
    if count == 0:
        yield SourceError("It is empty.", EXAMPLE).reading(source)


def _read_line(line: bytes, source: str, defaults: Defaults) -> Reading:
    given = _fields(line)
    verified = _verified(given)
    if verified is not None:
        _, offsets = clean(given.text)
        report = _completed(verified, defaults)
        return Reading(source, report, line, offsets, None, encoding="utf-8", warnings=script_warnings(report.text))
    text, offsets = clean(given.text)
    if not text:
        raise SourceError('The field "text" is empty.', EXAMPLE)
    heading = text_heading(text, given.text, offsets, defaults)
    title = given.title if "title" in given.present else heading.title
    outlet = (given.outlet or defaults.outlet) if "outlet" in given.present else heading.outlet
    stated = dates.iso(given.published) if given.published else None
    published = (stated or defaults.published) if "published" in given.present else heading.published
    report = Report.create(
        text,
        outlet=outlet,
        title=title,
        published=published,
        language=given.language or "en",
        url=given.url,
        file=given.file if "file" in given.present else source,
    )
    warnings = script_warnings(text)
    if given.id and REPORT_ID.fullmatch(given.id):
        warnings = (*warnings, f"The id {given.id} does not fit the content, which was changed; it is now {report.id}.")
    return Reading(source, report, line, offsets, None, encoding="utf-8", warnings=warnings)


@dataclass(frozen=True, slots=True)
class _Given:
    """The fields of a line, checked; ``present`` names those that stand there, null or not."""

    text: str
    present: frozenset[str]
    id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    file: str | None = None


def _fields(line: bytes) -> _Given:
    data = _object(line)
    for name in FIELDS:
        if name in data and data[name] is not None and not isinstance(data[name], str):
            raise SourceError(f'The field "{name}" is not a string.', EXAMPLE)
    if not isinstance(data.get("text"), str):
        raise SourceError('There is no field "text".', EXAMPLE)
    published, language, url = data.get("published"), data.get("language"), data.get("url")
    if published is not None and dates.iso(published) is None:
        raise SourceError(
            f'The field "published" is {published[:40]!r}, not an ISO date or date-time.', "Write it as 2025-03-18."
        )
    if language is not None and not re.fullmatch(r"[a-z]{2}", language):
        raise SourceError(f'The field "language" is {language[:40]!r}.', 'Write a code of two letters, such as "en".')
    if url is not None and not re.match(r"https?://", url, re.I):
        raise SourceError('The field "url" is no http or https address.', "Give the whole address, or null.")
    given = {name: data.get(name) for name in FIELDS if name != "text"}
    return _Given(text=data["text"], present=frozenset(data), **given)


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(f"The line is not UTF-8 (byte {error.start + 1}).", "Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise SourceError(f"The line is not JSON: {error.msg} (character {error.pos + 1}).", EXAMPLE) from error
    except (RecursionError, ValueError) as error:
        raise SourceError("The line is nested too deep or holds a number too long.", EXAMPLE) from error
    if not isinstance(data, dict):
        raise SourceError("The line is not a JSON object.", EXAMPLE)
    return data


def _verified(given: _Given) -> Report | None:
    """The report of our own export, proved by its id; None for any other line."""
    if given.id is None or not REPORT_ID.fullmatch(given.id) or not given.text or clean(given.text)[0] != given.text:
        return None
    report = Report.create(
        given.text,
        outlet=given.outlet,
        title=given.title,
        published=given.published,
        language=given.language or "en",
        url=given.url,
        file=given.file,
    )
    return report if report.id == given.id else None


def _completed(report: Report, defaults: Defaults) -> Report:
    """The report with what the user states of it; its id changes only when that fills something."""
    return Report.create(
        report.text,
        outlet=report.outlet or defaults.outlet,
        title=report.title,
        published=report.published or defaults.published,
        language=report.language,
        url=report.url,
        file=report.file,
    )
