"""The words of explanations: who says what, both sides quoted, nobody called right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from readout.model import Report, Span
from readout.reconcile.items import Item
from readout.reconcile.words import clipped

_MARK = re.compile(r"^(?:[-–—•*]|\d{1,2}[.)]) ")
_BACKSLASH = "\\"


def outlet(report: Report) -> str:
    """How a report is called in a sentence: by its outlet, its title, or the bare name of its file."""
    if report.outlet or report.title:
        return report.outlet or f"“{clipped(report.title or '', 80)}”"
    return f"the report in {PurePath(report.file.replace(_BACKSLASH, '/')).name}" if report.file else "a report"


def quoted(item: Item, words: str | None = None) -> str:
    """``Outlet has “words”``, with the authority where the report names one; the mark of a list is left away."""
    said = " and ".join(a.name for a in item.record.said_by)
    head = f"{outlet(item.report)} has" if not said else f"{outlet(item.report)}, citing {said}, has"
    return f"{head} “{clipped(_MARK.sub('', words or item.text), 120)}”"


def window(text: str, sentence: Span, focus: Span, length: int = 110) -> str:
    """The whole words of ``sentence`` around ``focus``, about ``length`` characters, with "…" where it is cut."""
    if sentence.end - sentence.start <= length:
        return sentence.of(text)
    start = max(sentence.start, focus.start - length // 2)
    end = min(sentence.end, start + length)
    start = start if start == sentence.start else text.find(" ", start, focus.start + 1) + 1 or focus.start
    end = end if end == sentence.end else max(text.rfind(" ", focus.end, end), focus.end)
    head = "… " if start > sentence.start else ""
    return f"{head}{text[start:end]}{' …' if end < sentence.end else ''}"


def named(reports: Iterable[Report]) -> str:
    """Outlets in one phrase: "A", "A and B", "A, B and C"; each once."""
    names = list(dict.fromkeys(outlet(r) for r in reports))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
