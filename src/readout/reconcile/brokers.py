"""Who brought an agreement about: a go-between named here, none needed there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.model import Agreement, Event, Statement, Talks
from readout.reconcile.agreements import terms_of
from readout.reconcile.groups import Difference
from readout.reconcile.items import Item
from readout.reconcile.sentences import quoted
from readout.reconcile.threads import TRUCE, Thread
from readout.reconcile.words import plain

_BETWEEN = re.compile(r"\b(?:mediat\w+|broker\w+|go-between|facilitat\w+)\b")
_ALONE = re.compile(
    r"\b(?:between themselves|nobody'?s help|no (?:third|outside|foreign) \w+|bilateral(?:ly)?|directly between"
    r"|without (?:any )?(?:outside|foreign|third)\b|no mediat\w+|did not (?:mediate|broker))"
)
_REASON = "accounts of how one truce came about"


def brokers_compared(thread: Thread, items: Sequence[Item]) -> list[Difference]:
    """A dispute over attribution: one account names a go-between of a truce, another says that there was none."""
    facts = thread.facts if thread.family.startswith(TRUCE) else ()
    if not facts:
        return []
    near = [i for i in items if isinstance(i.record, Agreement | Talks | Event | Statement)]
    near = [i for i in near if any(i.near(f, 7) for f in facts)]
    alone = [i for i in near if _ALONE.search(plain(i.text))]
    helped = [i for i in near if i not in alone and (_BETWEEN.search(plain(i.text)) or terms_of(i).mediator)]
    rivals = [(a, b) for a in helped for b in alone if a.report.id != b.report.id]
    if not rivals:
        return []
    words = f"The accounts differ over who brought it about: {quoted(rivals[0][0])}; {quoted(rivals[0][1])}."
    return [Difference("disputed", "attribution", (*helped, *alone), words, thread.subject, _REASON)]
