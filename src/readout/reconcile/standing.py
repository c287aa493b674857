"""Steps that one account says stay in place and another says are lifted, read off the sentences of the reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from readout.model import Figure, Span
from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item, covered, sentences, unrecorded
from readout.reconcile.sentences import quoted
from readout.reconcile.words import content, plain

_STAYS = re.compile(
    r"\b(?:(?:remain|stay|continue|is still|are still)\w* (?:\w+ )?"
    r"(?:in (?:force|place|effect)|shut|closed|suspended|frozen|barred)"
    r"|(?:will|would) not be (?:lifted|reopened|restored|revoked)|until further notice)\b"
)
_LIFTED = re.compile(
    r"\b(?:lift|revok|reopen|restor|reinstat|rescind|repeal|unfreez|resum)(?:s|e|es|ed|ing)?\b(?! (?:a|her|his|their) )"
)
_DENIED = re.compile(
    r"\b(?:not|never|no|denied|refus\w+|declin\w+|reject\w+|demand\w*|unless|only if)\b[^,;]{0,40}?" + _LIFTED.pattern
)
_STEP = re.compile(
    r"\b(?:suspension|suspended|closure|closed|ban|blockade|sanctions|restrictions|embargo|curfew|freeze)\b"
)
_SHARED = 3
REASON = "sentences about one step that share its name"


def standing_compared(items: Sequence[Item], absent: Sequence[Item] = ()) -> list[Difference]:
    """One difference for each step that stands in one report and is lifted in another.

    Args:
        absent: items whose words are left unread.
    """
    stays: list[Item] = []
    lifted: list[Item] = []
    for report in by_key(items, lambda i: [i.report.id]).values():
        for span, lifts in _told(report[0].report.text):
            if not covered(span, report[0].report.id, absent):
                figure = Figure(report=report[0].report.id, evidence=(span,))
                (lifted if lifts else stays).append(unrecorded(figure, report[0]))
    found: list[Difference] = []
    for b in lifted:
        rivals = [a for a in stays if a.report.id != b.report.id and a.near(b) and _one(a, b)]
        if rivals:
            words = f"One account has the step in place, another has it lifted: {quoted(rivals[0])}; {quoted(b)}."
            found.append(Difference("disputed", "status", (*rivals, b), words, "whether a step stands", REASON))
    return found


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[tuple[Span, bool], ...]:
    """Sentences that say of a step that it stands (False) or is lifted (True)."""
    found = []
    for sentence in sentences(text):
        line = plain(sentence.of(text))
        if _STEP.search(line) and (_STAYS.search(line) or _LIFTED.search(line)):
            found.append((sentence, not _STAYS.search(line)))
    return tuple(found)


def _one(a: Item, b: Item) -> bool:
    """Names or words of the step shared, and the lifting not itself denied."""
    return len(content(a.text) & content(b.text)) >= _SHARED and not _DENIED.search(plain(b.text))
