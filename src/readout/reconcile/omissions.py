"""What a report that tells of an agreement leaves out, though others give it.

A record may be missing because the coder missed it; so nothing counts as left out unless the report's own text has no
word of it either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from readout.model import Agreement, Condition, Position, Proposal, Report, Span
from readout.reconcile.actors import Identities
from readout.reconcile.agreements import length, terms_of
from readout.reconcile.counting import durations
from readout.reconcile.groups import Difference
from readout.reconcile.items import Item, actors, around, sentence
from readout.reconcile.lines import read, states_in
from readout.reconcile.sentences import named, outlet, quoted
from readout.reconcile.threads import TRUCE, Thread, family
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import clipped, content, plain, stem, tokens

_REASON = "reports that tell of one agreement"
_HELD = 0.5
TRUCE_WORD = re.compile(r"\b(?:truce|ceasefire|cease-fire|pause|armistice|cessation)\b")
_SHORT = 3
_GOVERNMENT = re.compile(r"\bgovernment\b")
_BOTH = re.compile(
    r"\b(?:the (?:two|warring|rival) (?:sides|parties|countries|governments|armies|delegations)"
    r"|both (?:sides|parties|countries|governments|armies))\b"
)
_VAGUE = frozenset({"other", "peace_settlement", "talks"})
_TITLES = frozenset(word_lists().titles)


def omissions(threads: Sequence[Thread], items: Sequence[Item], who: Identities) -> list[Difference]:
    """Durations, conditions, go-betweens and areas that some accounts of a truce give and others leave out."""
    found: list[Difference] = []
    for thread in threads:
        if not thread.facts:
            continue
        found += _duration(thread, items)
        if thread.family.startswith(TRUCE):
            found += _mediators(thread, items, who)
            found += _areas(thread)
            found += _signatories(thread, who)
    found += _conditions([t for t in threads if t.family.startswith(TRUCE)], items, who)
    return found


def _duration(thread: Thread, items: Sequence[Item]) -> list[Difference]:
    giving = [i for i in thread.facts if (length(i) or math.inf) < math.inf]
    days = {length(i) for i in giving}
    lacking = [
        i
        for i in first_facts(thread)
        if not any(length(o) for o in thread.of(i.report.id)) and not _times(i.report, days, thread, items)
    ]
    return left_out("duration", thread, giving, lacking, "how long it lasts")


def _times(report: Report, days: set[float | None], thread: Thread, items: Sequence[Item]) -> bool:
    """True when the report names one of ``days`` in a sentence that is not about another measure."""
    others = [] if not thread.family.startswith(TRUCE) else [
        s
        for i in items
        if i.report.id == report.id and isinstance(i.record, Agreement | Proposal | Position | Condition)
        and (family(i.record.measure) or thread.family) != thread.family
        and all(m.startswith(TRUCE) for m in i.record.measure)
        for s in i.record.evidence
    ]  # fmt: skip
    at = 0
    while at < len(report.text):
        span = around(report.text, Span(at, at + 1))
        named_days = durations(span.of(report.text))
        mine = bool(set(named_days) & days) or (
            bool(named_days) and bool(TRUCE_WORD.search(plain(span.of(report.text))))
        )
        if mine and not any(span.overlap(o) for o in others):
            return True
        at = max(span.end, at + 1)
    return False


def first_facts(thread: Thread) -> list[Item]:
    """The first fact of each report."""
    first: dict[str, Item] = {}
    for item in thread.facts:
        first.setdefault(item.report.id, item)
    return list(first.values())


def left_out(
    about: str, thread: Thread, giving: Sequence[Item], lacking: Sequence[Item], what: str
) -> list[Difference]:
    """One omission of ``what`` that ``giving`` tell and ``lacking`` leave out; none where either is empty."""
    if not giving or not lacking:
        return []
    outlets = named(i.report for i in lacking)
    tell = "tells" if len(lacking) == 1 else "tell"
    words = f"{quoted(giving[0])}; {outlets} {tell} of it without {what}: “{clipped(lacking[0].text, 120)}”."
    silent = tuple(lacking)
    return [Difference("omitted", about, (*giving, *silent), words, thread.subject, _REASON)]


def _mediators(thread: Thread, items: Sequence[Item], who: Identities) -> list[Difference]:
    giving = [i for i in thread.facts if terms_of(i).mediator]
    sides = frozenset(s for i in giving for s in who.sides(terms_of(i).mediator)) - thread.parties
    if not sides:
        return []
    names = _names(items, sides, who)
    lacking = [i for i in first_facts(thread) if not any(terms_of(o).mediator for o in thread.of(i.report.id))]
    lacking = [i for i in lacking if not names & set(tokens(i.report.text))]
    return left_out("party", thread, giving, lacking, "naming a go-between")


def _signatories(thread: Thread, who: Identities) -> list[Difference]:
    """An account that tells of the truce as made and in no sentence about it names two of those who made it."""
    told = {i.report.id for i in thread.facts if _named_sides(sentence(i), i, who) > 1}
    giving = [i for i in thread.facts if i.report.id in told and _named_sides(sentence(i), i, who) > 1]
    if len({i.source for i in giving}) < 2 or not thread.parties:
        return []
    names = {plain(a.name) for i in giving if isinstance(i.record, Agreement) for a in i.record.parties}
    states = frozenset(a.state for i in giving if isinstance(i.record, Agreement) for a in i.record.parties if a.state)
    lacking = [h for h in first_facts(thread) if h.report.id not in told and not _tells_who(h.report, names, states)]
    return left_out("party", thread, giving, lacking, "saying who agreed to it")


def _named_sides(text: str, item: Item, who: Identities) -> int:
    """How many of the parties of a record its sentence names."""
    words, states = set(tokens(text)), states_in(text)
    parties = item.record.parties if isinstance(item.record, Agreement) else ()
    return len({who.side(a) for a in parties if a.state in states or set(tokens(a.name)) & words - _TITLES})


def _tells_who(report: Report, names: set[str], states: frozenset[str]) -> bool:
    """A sentence of an agreement or a truce names two parties."""
    for said in read(report.text):
        text = plain(said.span.of(report.text))
        if said.words & {"agree", "truce", "halt"}:
            named = {n for n in names if any(w in text for w in n.split() if len(w) > _SHORT and w not in _TITLES)}
            if (
                len(said.states & states) > 1
                or len(named) > 1
                or (named and (said.states & states or (states and _GOVERNMENT.search(text))))
                or _BOTH.search(text)
            ):
                return True
    return False


def _names(items: Sequence[Item], sides: frozenset[str], who: Identities) -> set[str]:
    """Every word by which the actors of these sides go in any report."""
    found: set[str] = set()
    for item in items:
        for actor in actors(item.record):
            if who.side(actor) in sides:
                found |= {plain(w) for w in re.findall(r"\b[A-ZÀ-Þ][^\W\d_]{3,}", actor.name)} - _TITLES
    return found


def _areas(thread: Thread) -> list[Difference]:
    if thread.family != "ceasefire.full":
        return []
    extra = [i for i in thread.facts if isinstance(i.record, Agreement) and len(_codes(i)) > 1]
    if len({i.source for i in extra}) < 2:
        return []
    shared = content(" ".join(i.text for i in extra))
    giving = {i.report.id for i in extra}
    lacking = [
        i for i in first_facts(thread) if i.report.id not in giving and not _tells(i.report, {"air", "sea"} & shared)
    ]
    return left_out("scope", thread, extra, lacking, "what it covers")


def _codes(item: Item) -> set[str]:
    return {m for m in item.record.measure if m.startswith(TRUCE)} if isinstance(item.record, Agreement) else set()


def _tells(report: Report, stems: set[str] | frozenset[str]) -> bool:
    return bool(stems) and stems <= content(report.text)


def _conditions(truces: Sequence[Thread], items: Sequence[Item], who: Identities) -> list[Difference]:
    """What one side asks for: each report that tells of some of it, or of the truce, is held against the whole list."""
    found = []
    for side, told in sorted(demands(items, who).items()):
        near = (t for t in truces if side in t.parties and any(near_facts(t, giving) for giving in told.values()))
        thread = next(near, None)
        if thread is None:
            continue
        missing: dict[str, list[str]] = {}
        giving: list[Item] = []
        for code, members in sorted(told.items()):
            shared = _core(members)
            silent = [h for h in first_facts(thread) if not carries(h.report, code, members, items, shared)]
            if silent and len({i.source for i in members}) > 1:
                giving += [i for i in members if i not in giving]
                for head in silent:
                    missing.setdefault(outlet(head.report), []).append(code.replace("_", " "))
        if giving:
            lists = "; ".join(f"{name} leaves out {', '.join(codes)}" for name, codes in missing.items())
            words = f"Of what {who.name(side)} asks for, {quoted(giving[0])}; {lists}."
            found.append(Difference("omitted", "condition", tuple(giving), words, thread.subject, _REASON))
    return found


def demands(items: Sequence[Item], who: Identities) -> dict[str, dict[str, list[Item]]]:
    """Demands by the side that makes them, then by measure."""
    told: dict[str, dict[str, list[Item]]] = {}
    for item in items:
        if isinstance(item.record, Condition) and item.record.factuality == "fact":
            for side in sorted(who.sides(item.record.holder)):
                for code in item.record.measure:
                    if code not in _VAGUE and not code.startswith(TRUCE):
                        told.setdefault(side, {}).setdefault(code, []).append(item)
    return told


def near_facts(thread: Thread, giving: Sequence[Item]) -> bool:
    facts = thread.facts
    return any(a.near(b, 7) for b in giving for a in facts)


def _core(giving: Sequence[Item]) -> frozenset[str]:
    """Stems that at least two accounts of the condition share."""
    counts: dict[str, set[str]] = {}
    for item in giving:
        for word in item.words:
            counts.setdefault(word, set()).add(item.source)
    return frozenset(w for w, sources in counts.items() if len(sources) > 1)


def carries(report: Report, code: str, giving: Sequence[Item], items: Sequence[Item], shared: frozenset[str]) -> bool:
    """A record of the report has it, or the text has most of the words that tell of it elsewhere."""
    if any(i.report.id == report.id for i in giving):
        return True
    for record in (i.record for i in items if i.report.id == report.id):
        told = isinstance(record, Condition | Agreement | Proposal | Position) and record.factuality != "negated"
        if told and code in getattr(record, "measure", ()):
            return True
    words = {stem(w) for w in tokens(plain(report.text))}
    return bool(shared) and len(shared & words) / len(shared) > _HELD
