"""What a page may show of text from outside: control characters and direction overrides become visible signs."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")


def shown(text: str) -> str:
    """The text with what would break a page or reorder its words replaced by a sign for it.

    C0 controls become their control pictures (NUL is ␀), direction overrides, embeddings and isolates their code point
    in brackets (``[U+202E]``), everything else that is no text U+FFFD. Line feeds, tabs and marks of single
    characters' direction stay.
    """
    return _NOT_TEXT.sub(_sign, text)


def visible(value: Any) -> Any:
    """What a template shows of a value: text as ``shown`` gives it, our own markup and everything else as it is."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0x202A <= code <= 0x2069:
        return f"[U+{code:04X}]"
    return "\ufffd"
