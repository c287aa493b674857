"""A saved or fetched HTML page to a report: its article text, and what the page says of itself."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from readout.model import Report
from readout.sources.alignment import align
from readout.sources.cleaning import clean
from readout.sources.decoding import declared_in_page, decode
from readout.sources.heading import read_heading
from readout.sources.pagefacts import read_facts
from readout.sources.plain import check_size, script_warnings
from readout.sources.reading import Defaults, Reading, SourceError

FAST_FROM = 1_000_000
"""Bytes from which the second extraction, made to compare, is left out: it doubles the time (5 MB: 26 s, then 16 s)."""

NO_ARTICLE = "No article text found in the page."
SAVE_WHOLE = "Save the page with its text, not only its frame and scripts, or paste the text into a .txt file."


def read_page(
    raw: bytes, source: str, defaults: Defaults, *, declared: str | None = None, url: str | None = None
) -> Reading:
    """The report of a page: article text with its lists, title, outlet, date and address.

    The date comes from the page's data (JSON-LD, meta, time elements), else from the first lines or the dateline of
    the article. Nothing that the page names is fetched, and no script of it runs.

    Args:
        declared: charset that the server names; wins over the page's own.
        url: address that it was fetched from, after redirects.

    Raises:
        SourceError: for an empty page, one beyond the size limit, or one without an article.
    """
    check_size(raw)
    decoded = decode(raw, declared or declared_in_page(raw))
    article = _extracted(decoded.text, fast=len(raw) > FAST_FROM)
    text, _ = clean(_tidied(article))
    if not text:
        raise SourceError(NO_ARTICLE, SAVE_WHOLE)
    facts = read_facts(decoded.text)
    heading = read_heading(text, blank_after_first=True, defaults=Defaults(facts.published or defaults.published))
    report = Report.create(
        text,
        outlet=facts.outlet or heading.outlet or defaults.outlet,
        title=facts.title or heading.title,
        published=facts.published or heading.published,
        url=_address(facts.canonical, url),
        file=None if url else source,
    )
    warnings = (*((decoded.warning,) if decoded.warning else ()), *script_warnings(text))
    offsets = align(text, decoded.text)
    return Reading(source, report, raw, offsets, None, encoding=decoded.encoding, warnings=warnings)


def _extracted(page: str, *, fast: bool) -> str:
    # Imported here: it takes most of a second, and a run over text files never needs it.
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            _parsable(page), fast=fast, include_comments=False, include_tables=True, with_metadata=False
        )
    except RecursionError as error:
        raise SourceError("The page is nested too deep to be read.", SAVE_WHOLE) from error
    article = getattr(document, "text", None)
    if not article:
        raise SourceError(NO_ARTICLE, SAVE_WHOLE)
    return str(article)


def _parsable(page: str) -> str:
    """Without what the parser refuses or would take for its own: an XML declaration, NUL, lone surrogates."""
    page = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", page)
    return page.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _tidied(article: str) -> str:
    """Without the rules of tables, and without a headline that the page shows twice in a row."""
    lines = [line for line in article.split("\n") if not re.fullmatch(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*", line)]
    while len(lines) > 1 and lines[0].strip() == lines[1].strip():
        del lines[0]
    return "\n".join(lines)


def _address(canonical: str | None, url: str | None) -> str | None:
    """The page's own address where it is one of the web, else the one that it was fetched from."""
    address = urljoin(url or "", canonical.strip()) if canonical else url
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return url
    return address if parts.scheme in ("http", "https") and parts.hostname else url
