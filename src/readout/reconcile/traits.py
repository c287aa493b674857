"""What one sentence says, in parts that can be held against those of another: lengths, days, places, offices, cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from readout.model import Actor, Record
from readout.reconcile.calendar_words import days_named, weekdays_named
from readout.reconcile.counted_text import counted
from readout.reconcile.counting import durations, numbers
from readout.reconcile.doers import doers
from readout.reconcile.items import Item
from readout.reconcile.kinship import meaning, meanings
from readout.reconcile.lines import Line
from readout.reconcile.moments import Moment, moments
from readout.reconcile.quantities import interval, unit_of
from readout.reconcile.vocabulary import contrast_words, word_lists
from readout.reconcile.words import content, plain, stem, tokens

_PLACE = re.compile(
    r"\b(?i:in|at|near|off|on|from|to|of|outside|around|over)\s+(?:the\s+(?:\w+\s+){0,2}of\s+)?"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d|May \d)"
    r"([A-ZÀ-Þ][\w-]+)"
)
_WORD = re.compile(r"[\w'-]+")
_OPPOSITE = "opposite "
_HOUR = re.compile(r"\b(\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b|noon|midnight|dawn|dusk|morning|evening|afternoon|night)")
_QUOTED = re.compile(r"[\"“”]([^\"“”\n]{8,})[\"“”]")
_BEHIND = re.compile(r"\bq\s+(?:[a-z]+ )?(?:Mrs?\.? |Ms\.? |Dr\.? )?([A-ZÀ-Þ][\w-]+)")
_BREAK = 60
"""Characters of "he said" between two parts of one quotation, at most."""
_HEADS = (*sorted(word_lists().offices), "leader", "head", r"chair\w*", r"spokes\w+", "general", "mediator")
_OFFICE_WORDS = frozenset(
    {*word_lists().offices, *word_lists().lesser, *word_lists().portfolios, "general", "leader", "head", "former"}
)
_TITLED = re.compile(
    rf"\b(?P<office>(?i:(?:[\w-]+ ){{0,2}}(?:{'|'.join(_HEADS)})(?:[ -]general)?)),? "
    r"(?P<name>(?:[A-ZÀ-Þ][\w'’-]+ ?){1,3})"
)
_FIELDS: dict[str, tuple[str, ...]] = {
    "agreement": ("status", "measure", "parties", "factuality"),
    "proposal": ("measure", "proposer"),
    "position": ("stance", "holder", "measure"),
    "condition": ("holder", "measure"),
    "talks": ("status", "participants", "format"),
    "incident": ("attacker", "target_class", "outcome"),
    "statement": ("speaker",),
    "event": ("source", "target", "plover"),
}


@dataclass(frozen=True, slots=True)
class Traits:
    """One sentence, taken apart.

    Attributes:
        values: what it names, by sort ("weekday", "place", "agreement.status"); a sort that it does not name is absent.
        spans: lengths of time in days, and counted things by unit, each as the lowest and highest value it allows.
        cues: which lists of words of ``data/contrasts.toml`` it uses.
        kinds: of the records that the sentence holds.
        quotes: stems of each quotation that reaches into the sentence, all its parts taken together.
        times: when it was or will be, by the day of the report.
        mouths: surnames named outside quotation marks.
        offices: plain surname to the words that tell the office before it from others.
    """

    values: dict[str, frozenset[str]]
    spans: dict[str, tuple[tuple[float, float], ...]]
    cues: frozenset[str]
    kinds: frozenset[str]
    quotes: tuple[frozenset[str], ...]
    offices: dict[str, frozenset[str]]
    times: tuple[Moment, ...] = ()
    mouths: frozenset[str] = frozenset()


def traits(line: Line, items: Iterable[Item]) -> Traits:
    """The traits of a sentence; ``items`` are those of its report whose evidence lies in it."""
    told = _told(line.item.text)
    values = {**told.values, **_recorded([i.record for i in items])}
    if line.said.states:
        values["state"] = line.said.states
    if line.said.names:
        values["name"] = line.said.names
    span, report = line.said.span, line.item.report
    quotes = tuple(w for start, end, w in _quotations(report.text) if start < span.end and span.start < end)
    times = moments(line.item.text, line.item.published)
    kinds = frozenset(i.record.kind for i in items)
    return Traits(values, told.spans, told.cues, kinds, quotes, told.offices, times, _mouths(line))


def _mouths(line: Line) -> frozenset[str]:
    """Surnames outside quotation marks; after a quotation a name opens no sentence, though it stands behind a mark."""
    outside = _QUOTED.sub(" q ", line.item.text)
    behind = {meaning(stem(plain(word))) for word in _BEHIND.findall(outside)}
    return frozenset(behind | (line.said.heads & meanings(outside)))


@lru_cache(maxsize=4096)
def _quotations(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Start, end and words of every quotation of a text; parts with no more than "he said" between them are one."""
    found: list[tuple[int, int, frozenset[str]]] = []
    for match in _QUOTED.finditer(text):
        words = content(match[1])
        if found and match.start() - found[-1][1] <= _BREAK and "\n" not in text[found[-1][1] : match.start()]:
            start, _, before = found.pop()
            found.append((start, match.end(), before | words))
        else:
            found.append((match.start(), match.end(), words))
    return tuple(found)


@lru_cache(maxsize=16384)
def _told(text: str) -> Traits:
    """What the words alone give."""
    line = plain(text)
    cues = _shown(line, "cues")
    values = {
        "weekday": weekdays_named(line),
        "hour": frozenset(_HOUR.findall(line)),
        "day": frozenset(f"{m}-{d}" for m, d in days_named(line)),
        "place": frozenset(plain(m) for m in _PLACE.findall(text)),
        "number": frozenset(f"{n:g}" for n in numbers(text)),
    }
    values["date"] = values["weekday"] | values["day"]
    for opposite in (c for c in cues if c.startswith(_OPPOSITE)):
        sort, _, side = opposite.rpartition(" ")
        values[sort] = values.get(sort, frozenset()) | {side}
    values["lean"] = _one_of(cues, favour="favour", disfavour="disfavour")
    values["extent"] = _one_of(cues, whole="whole", part="only")
    values["stage"] = _shown(line, "stages")
    values["part"] = _shown(line, "parts")
    values |= {f"by {deed}": who for deed, who in doers(text).items()}
    return Traits(
        {sort: found for sort, found in values.items() if found},
        _spans(text),
        frozenset(c for c in cues if not c.startswith(_OPPOSITE)),
        frozenset(),
        (),
        _offices(text),
    )


def _one_of(cues: frozenset[str], **names: str) -> frozenset[str]:
    """The name of the one cue that is there; nothing where several are."""
    found = frozenset(name for name, cue in names.items() if cue in cues)
    return found if len(found) == 1 else frozenset()


def _spans(text: str) -> dict[str, tuple[tuple[float, float], ...]]:
    found: dict[str, list[tuple[float, float]]] = {}
    for days in durations(text):
        found.setdefault("time", []).append((days * 0.95, days * 1.05))
    for told in counted(text):
        span = interval(told.value, text)
        noun = meaning(stem(plain(told.noun.split()[-1])))
        found.setdefault(f"counted {noun}", []).append(span)
        unit = unit_of(told)
        if unit:
            found.setdefault(unit, []).append(span)
    return {unit: tuple(spans) for unit, spans in found.items()}


def _offices(text: str) -> dict[str, frozenset[str]]:
    found = {}
    for match in _TITLED.finditer(text):
        name = tokens(match["name"])  # without the ending of "Vey's"
        words = frozenset(tokens(match["office"])) & _OFFICE_WORDS
        if name and words:
            found[name[-1]] = words
    return found


def _recorded(records: Sequence[Record]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for record in records:
        for field in _FIELDS.get(record.kind, ()):
            found.setdefault(f"{record.kind}.{field}", set()).update(_texts(getattr(record, field)))
        found.setdefault("said by", set()).update(_texts(record.said_by))
        found.setdefault("where", set()).update(plain(p.name) for p in record.where)
        if record.when and record.when.start:
            found.setdefault("when", set()).add(record.when.start[:10])
    return {sort: frozenset(values) for sort, values in found.items() if values}


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, tuple):
        return {(v.state or plain(v.name)) if isinstance(v, Actor) else str(v) for v in value}
    return set()


@dataclass(frozen=True, slots=True)
class _Words:
    """One list of words: whole ones, beginnings (``welcom*``), endings (``*n't``) and several words in a row."""

    name: str
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    rows: tuple[str, ...]

    def has(self, word: str) -> bool:
        """True for one of its words."""
        return word in self.whole or word.startswith(self.beginnings) or word.endswith(self.endings)


@cache
def _lists(section: str) -> tuple[_Words, ...]:
    """The lists of a section of the contrasting words; cues take in opposites, as "opposite NUMBER NAME"."""
    data = contrast_words()
    made = [_words(name, words) for name, words in data[section].items()]
    for number, pair in enumerate(data["opposites"] if section == "cues" else ()):
        made += [_words(f"{_OPPOSITE}{number} {name}", words) for name, words in pair.items()]
    return tuple(made)


def _words(name: str, words: Sequence[str]) -> _Words:
    single = [w for w in words if " " not in w]
    return _Words(
        name,
        frozenset(w for w in single if "*" not in w),
        tuple(w[:-1] for w in single if w.endswith("*")),
        tuple(w[1:] for w in single if w.startswith("*")),
        tuple(" " + w.rstrip("*") + ("" if w.endswith("*") else " ") for w in words if " " in w),
    )


@lru_cache(maxsize=65536)
def _lists_of(word: str, section: str) -> tuple[str, ...]:
    return tuple(one.name for one in _lists(section) if one.has(word))


def _shown(line: str, section: str) -> frozenset[str]:
    """Names of the lists of which a plain sentence has a word, or several in a row."""
    words = _WORD.findall(line)
    row = f" {' '.join(words)} "
    found = {name for word in words for name in _lists_of(word, section)}
    return frozenset(found | {one.name for one in _lists(section) if any(several in row for several in one.rows)})
