"""Bytes to characters: byte-order mark, strict UTF-8, the declared charset, Windows-1252, then detection."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from readout.sources.reading import SourceError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Character sets of the web. A page's word is not taken for other codecs of Python (utf-7, unicode_escape, zlib).
DECLARABLE = re.compile(
    r"(utf-?(8|16|32)|windows-?125\d|cp125\d|iso-?8859-?\d+|latin-?\d|us-?ascii|ascii|koi8-?[ru]|ibm866|cp866"
    r"|mac|macintosh|x-mac-cyrillic|mac-?cyrillic|gbk|gb2312|gb18030|big5(-hkscs)?|euc-?(jp|kr)|shift-?jis|sjis"
    r"|tis-?620)(-?(le|be))?",
    re.I,
)
# Signs of documents that are no text, by their first bytes.
BINARY = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
PUNCTUATION_1252 = frozenset("‘’‚“”„–—…•€£©®™°½¼¾§«»·\u00a0\u00ad")
SAVE_AS_UTF8 = "Save it as plain UTF-8 text and read it again."


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and how they were made of bytes.

    Attributes:
        text: without the byte-order mark.
        encoding: Python's name.
        warning: set when some bytes did not fit and became U+FFFD.
    """

    text: str
    encoding: str
    warning: str | None = None


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The characters of ``raw``.

    Args:
        declared: charset that the page or the server names; used only where the bytes fit it.

    Raises:
        SourceError: for a binary document, or when no encoding fits.
    """
    for sign, what in BINARY:
        if raw.startswith(sign):
            raise SourceError(f"This is {what}, not a text.", "Save its text as .txt or .html and read that.")
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], encoding)
    wide = _wide(raw)
    decoded = _strict(raw, wide) if wide else _strict(raw, "utf-8") or _as_declared(raw, declared)
    decoded = decoded or _nearly_utf8(raw) or _western(raw) or _detected(raw)
    if decoded is None or _looks_binary(decoded.text):
        raise SourceError("No text encoding fits these bytes.", SAVE_AS_UTF8)
    return decoded


def declared_in_page(raw: bytes) -> str | None:
    """The charset that a page names in its first 2048 bytes (``meta`` or XML declaration)."""
    found = re.search(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,30})""", raw[:2048], re.I)
    found = found or re.search(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,30})""", raw[:2048], re.I)
    return found[1].decode("ascii", "replace") if found else None


def _marked(raw: bytes, encoding: str) -> Decoded:
    strict = _strict(raw, encoding)
    if strict is not None:
        return strict
    text = raw.decode(encoding, "replace")
    if text.count("\ufffd") > max(3, len(text) // 200):
        raise SourceError(f"The file begins as {encoding} but does not go on so.", SAVE_AS_UTF8)
    return Decoded(text, encoding, _replaced(text, encoding))


def _strict(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark shows as a NUL in every second byte of Latin text."""
    head = raw[:2000]
    if len(head) < 8 or head.count(0) < len(head) * 0.4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _as_declared(raw: bytes, declared: str | None) -> Decoded | None:
    if declared is None or not DECLARABLE.fullmatch(declared.strip()):
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return None
    # Browsers read these two names as Windows-1252, and pages are written for browsers.
    return _strict(raw, "cp1252" if name in ("iso8859-1", "ascii") else name)


def _nearly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: far likelier than another encoding that happens to look like UTF-8."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - broken
    return Decoded(text, "utf-8", _replaced(text, "utf-8")) if good > 4 * broken else None


def _western(raw: bytes) -> Decoded | None:
    decoded = _strict(raw, "cp1252")
    if decoded is None:
        return None
    letters = sum(1 for char in decoded.text if "\u00c0" <= char <= "\u017f" or char == "ƒ")
    others = sum(1 for char in decoded.text if char > "\x7f" and not char.isalpha() and char not in PUNCTUATION_1252)
    ascii_letters = sum(1 for char in decoded.text if char.isascii() and char.isalpha())
    return decoded if letters * 10 <= ascii_letters and others * 100 <= ascii_letters else None


def _detected(raw: bytes) -> Decoded | None:
    # Imported here since most inputs are UTF-8 and never need it.
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    return None if best is None else _strict(raw, best.encoding)


def _looks_binary(text: str) -> bool:
    head = text[:20_000]
    controls = sum(1 for char in head if char < " " and char not in "\t\n\r\f\v\x1c\x1d\x1e")
    return controls * 5 > len(head)


def _replaced(text: str, encoding: str) -> str:
    return f"{text.count(chr(0xFFFD))} broken characters of {encoding} became U+FFFD."
