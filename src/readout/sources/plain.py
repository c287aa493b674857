"""Plain text to a report."""

from __future__ import annotations

from readout.model import Report
from readout.sources.cleaning import clean
from readout.sources.decoding import decode
from readout.sources.heading import Heading, read_heading
from readout.sources.offsets import OffsetMap
from readout.sources.reading import SIZE_LIMIT, Defaults, Reading, SourceError


def read_plain(
    raw: bytes, source: str, defaults: Defaults, *, declared: str | None = None, url: str | None = None
) -> Reading:
    """The report of a text file. Its title and metadata lines stay in ``text``.

    Args:
        declared: charset that the server names.
        url: address that it was fetched from; then the report has no ``file``.

    Raises:
        SourceError: for an empty text, one beyond ``SIZE_LIMIT``, or bytes that are no text.
    """
    check_size(raw)
    decoded = decode(raw, declared)
    text, offsets = clean(decoded.text)
    if not text:
        raise SourceError("There is no text in it.", "Check that the file was saved whole.")
    heading = text_heading(text, decoded.text, offsets, defaults)
    report = Report.create(
        text,
        outlet=heading.outlet,
        title=heading.title,
        published=heading.published,
        url=url,
        file=None if url else source,
    )
    warnings = (*((decoded.warning,) if decoded.warning else ()), *script_warnings(text))
    return Reading(source, report, raw, offsets, None, encoding=decoded.encoding, warnings=warnings)


def text_heading(text: str, source: str, offsets: OffsetMap, defaults: Defaults) -> Heading:
    """The heading of ``text``; ``source`` shows whether a blank line follows the first."""
    end = text.find("\n")
    gap = offsets.source_range(end, end + 1) if end >= 0 else None
    breaks = source[gap[0] : gap[1]].replace("\r\n", "\n").splitlines() if gap else []
    return read_heading(text, blank_after_first=len(breaks) > 1, defaults=defaults)


def check_size(raw: bytes) -> None:
    """Refuse what is no article.

    Raises:
        SourceError: for no bytes at all, or more than ``SIZE_LIMIT``.
    """
    if not raw:
        raise SourceError("It is empty.", "Check that the file was saved whole.")
    if len(raw) > SIZE_LIMIT:
        raise SourceError(
            f"It is larger than {SIZE_LIMIT // 1_000_000} MB.",
            "Give one report a file, or many as JSON Lines (.jsonl), one a line.",
        )


def script_warnings(text: str) -> tuple[str, ...]:
    """A warning for a text that is mostly not in Latin letters, which the English coder cannot read."""
    letters = [char for char in text[:20_000] if char.isalpha()]
    latin = sum(1 for char in letters if char < "\u0250" or "\u1e00" <= char <= "\u1eff")
    if len(letters) < 40 or latin * 10 >= len(letters) * 6:
        return ()
    return ("Most letters are not Latin; the text is coded as English, and little will be found.",)
