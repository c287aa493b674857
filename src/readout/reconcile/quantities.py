"""Quantities as reports give them: a value, what the words around it allow, and what is counted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from readout.model import Figure, Incident
from readout.reconcile.calendar_words import weekdays_named
from readout.reconcile.counted_text import Counted, counted
from readout.reconcile.counting import number, numbers
from readout.reconcile.days import Days
from readout.reconcile.items import Item, around, covered, sentence, unrecorded
from readout.reconcile.words import clipped, content, plain, stem, tokens

_PROPER = re.compile(r"(?<![.!?\"“] )\b[A-ZÀ-Þ][^\W\d_]{3,}")
_TOKENS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)*")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SPAN = re.compile(rf"(?:\d+|[a-z]+)\s(?:hours?|days?|weeks?|months?|{_MONTH})\b|{_MONTH}\s\d+")
_CALENDAR = re.compile(rf"{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?")
_SPREAD = 0.1
_TELLING = 2
_BEFELL = frozenset({"dead", "hurt", "displaced", "missing"})
_TOLD = frozenset({"statement", "incident", "event", "agreement"})
_SHORT = 25
_HEADROOM = 1.3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of ``data/counted.toml``: deeds by stem, the others as they are ("offices" are no officers)."""

    people: frozenset[str]
    units: dict[str, str]
    groups: dict[str, str]
    deeds: dict[str, str]
    bounds: tuple[tuple[str, str], ...]
    each: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of one report.

    Attributes:
        low, high: what the report's words allow ("more than 40": 40 to 52; a plain number: the number alone).
        unit: unit class or stem of the unit.
        group: which people, where said (civilians, soldiers, children).
        deeds: what happened to what is counted.
        words: stems of all that describes it.
        core: the same of the bare description.
        names: heads of the proper names that describe it.
        nearby: the same for the whole clause, where the description says little.
        agents: sides that did it, where an incident of the same words says so.
        objects: classes of target of that incident.
        inside: other numbers of the description ("within 24 hours").
        phrase: the words of the report.
    """

    item: Item
    value: float
    low: float
    high: float
    unit: str
    group: str | None
    deeds: frozenset[str]
    words: frozenset[str]
    core: frozenset[str]
    names: frozenset[str]
    nearby: frozenset[str]
    agents: frozenset[str]
    objects: frozenset[str]
    inside: frozenset[float]
    each: bool
    phrase: str

    def agrees(self, other: Quantity) -> bool:
        """True when both may be right. A number "each" stands for its double beside a plain one."""
        a = 2 if self.each and not other.each else 1
        b = 2 if other.each and not self.each else 1
        low, high = self.low * a, self.high * a
        return low <= other.high * b * 1.0001 and other.low * b <= high * 1.0001


@cache
def vocabulary() -> Vocabulary:
    """Reads ``data/counted.toml``."""
    data = tomllib.loads(files("readout.reconcile").joinpath("data/counted.toml").read_text("utf-8"))
    bounds = [(phrase, sort) for sort, phrases in data["bounds"].items() for phrase in phrases]
    bounds.sort(key=lambda b: (-len(b[0]), b[0]))
    each = re.compile(r"\b(?:" + "|".join(map(re.escape, data["apart"]["each"])) + r")\b")
    units, groups = _by_word(data["units"]), _by_word(data["groups"])
    return Vocabulary(frozenset(data["units"]["people"]), units, groups, _by_stem(data["deeds"]), tuple(bounds), each)


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def _by_stem(table: dict[str, list[str]]) -> dict[str, str]:
    return {stem(word): name for name, words in table.items() for word in words}


@lru_cache(maxsize=16384)
def interval(value: float, text: str, approximate: bool = False) -> tuple[float, float]:
    """What "more than 40", "close to two and a half hours" or "12" allow: lowest and highest value.

    A lower bound gives room upward by three tenths: "at least 30" may be 34, "more than 40" is not 145.
    """
    sort = _bound(value, text) or ("about" if approximate else None)
    if sort == "lower":
        return value, value * _HEADROOM
    if sort == "upper":
        return value / _HEADROOM, value
    if sort == "about":
        return value * (1 - _SPREAD), value * (1 + _SPREAD)
    return value, value


def _bound(value: float, text: str) -> str | None:
    """The sort of bound that stands before the value; before any number when the value is not written as such."""
    line = plain(text)
    heads = [line[max(0, m.start() - 24) : m.start()] for m in _TOKENS.finditer(line) if number(m.group()) == value]
    for head in heads:
        for phrase, sort in vocabulary().bounds:
            if re.search(rf"\b{phrase}\W+$", head):
                return sort
    return None if heads else _loose_bound(line)


def _loose_bound(line: str) -> str | None:
    """The bound among the five words before a unit of time, for values that the text writes otherwise (minutes)."""
    for match in re.finditer(r"(?:\S+\s+){0,6}\b(?:hour|minute|day|week)", line):
        for phrase, sort in vocabulary().bounds:
            if re.search(rf"\b{phrase}\b", match.group()):
                return sort
    return None


def quantities(items: Sequence[Item], absent: Sequence[Item] = ()) -> list[Quantity]:
    """The quantities of one report: its figures, the dead and wounded of its incidents, what its text counts besides.

    Args:
        absent: items whose words are left unread.
    """
    found: list[Quantity] = []
    for item in items:
        record = item.record
        if isinstance(record, Figure) and record.factuality != "negated":
            found.append(_figure(item, record, items))
        elif isinstance(record, Incident) and record.factuality == "fact":
            found += _casualties(item, record)
    return found + _read_off(items, found, absent)


def _read_off(items: Sequence[Item], found: Sequence[Quantity], absent: Sequence[Item]) -> list[Quantity]:
    """Counted nouns of the report's text that no figure of it holds.

    A coder may miss a figure, or keep only the statement that gives it ("at least 40 people were killed, he said").
    """
    known = {q.value for q in found}
    read: list[Quantity] = []
    for told in counted(items[0].report.text) if items else ():
        unit = unit_of(told)
        if unit is None or told.value in known or covered(told.span, items[0].report.id, absent):
            continue
        line = around(items[0].report.text, told.span)
        if told_as_toll(line.of(items[0].report.text), told, told.span.start - line.start):
            continue  # the comparison of tolls reads it, with its day and place
        within = [i for i in items if any(s.overlap(told.span) for s in i.record.evidence)]
        if any(i.record.factuality == "negated" for i in within):
            continue
        known.add(told.value)
        figure = Figure(report=items[0].report.id, evidence=(told.span,), value=told.value, unit=unit, of=told.of)
        holder = next((i for i in within if i.record.kind in _TOLD), None)
        item = holder or unrecorded(figure, items[0])
        if holder:
            figure = replace(figure, evidence=holder.record.evidence)
        made = _figure(item, figure, [i for i in items if i.id == item.id or i.record.kind == "incident"])
        read.append(replace(made, phrase=clipped(item.text)) if holder else made)
    return read


def told_as_toll(line: str, told: Counted, at: int) -> bool:
    """True for people lost, as the comparison of tolls reads them: their loss told before their number, or with a day.

    Args:
        line: the sentence; ``at`` is where the number stands in it.
    """
    unit = unit_of(told) or ""
    if vocabulary().units.get(unit, unit) != "people":
        return False
    before, after = (_deeds(plain(t), content(t)) & _BEFELL for t in (line[:at], told.of))
    return bool(before and not after) or bool((before or after) and weekdays_named(plain(line)))


def unit_of(told: Counted) -> str | None:
    """The counted noun that may be compared; people where only what befell them is said."""
    vocab = vocabulary()
    words = plain(told.noun).split()
    unit = next((w for w in words if w in vocab.units), None)
    befell = _deeds(told.noun, content(told.noun)) & _BEFELL
    return unit or ("people" if befell else None)


def _figure(item: Item, record: Figure, items: Sequence[Item]) -> Quantity:
    vocab = vocabulary()
    line = sentence(item)
    around = [i for i in items if any(a.overlap(b) for a in i.record.evidence for b in record.evidence)]
    told = [i for i in around if isinstance(i.record, Incident)]
    clause = min((i.text for i in around if i.record.kind not in ("figure", "statement")), key=len, default=line)
    described = f"{record.of or ''} {record.unit or ''}"
    noun = plain(record.unit or "").split(" ")[-1]
    unit = stem(noun)
    sparse = len(content(record.of or "") - {unit}) < _TELLING
    words = content(f"{described} {item.text} {clause}" if sparse else described)
    low, high = interval(record.value, line, record.approximate)
    when = item.when or next((i.when for i in told if i.when), None)
    context = clause if sparse else record.of or item.text
    named = record.of or item.text
    retold = bool(record.of) and plain(record.of or "") in plain(line)
    near = line[max(0, line.find(item.text)) :][: len(item.text) + 20]
    return Quantity(
        item=_at(item, when),
        value=record.value,
        low=low,
        high=max(high, record.value_max or 0.0),
        unit="people" if _people(record.unit or "", item.text) else vocab.units.get(noun, unit),
        group=next((vocab.groups[w] for w in (noun, *sorted(tokens(item.text))) if w in vocab.groups), None),
        deeds=(retold and _deeds(clause, content(clause)))
        or _deeds(described, content(described))
        or _deeds(clause, content(clause)),
        words=_normal(words),
        core=_normal(content(described)),
        names=_names(named),
        nearby=_names(context),
        agents=frozenset(n for i in told for n in _attackers(i)),
        objects=frozenset(c for i in told for c in _objects(i)),
        inside=_spans_of_time(context) or _spans_of_time(clause),
        each=bool(vocab.each.search(plain(f"{record.of or ''} {near}"))),
        phrase=clipped(item.text if len(item.text) > _SHORT else clause),
    )


def _people(unit: str, text: str) -> bool:
    """Units that are names of peoples ("Bolivians"): written with a capital."""
    return bool(unit) and (unit[0].isupper() or unit.capitalize() in text.split())


def _spans_of_time(text: str) -> frozenset[float]:
    """Numbers that bound the time in which was counted ("within 24 hours", "since 7 May")."""
    return frozenset(n for m in _SPAN.finditer(plain(text)) for n in numbers(m.group()))


def _casualties(item: Item, record: Incident) -> list[Quantity]:
    vocab = vocabulary()
    found = []
    for deed, value in (("dead", record.killed), ("hurt", record.injured)):
        if not value or (float(value) not in numbers(item.text) and numbers(item.text)):
            continue  # a value that the words do not give
        low, high = interval(float(value), item.text)
        groups = (vocab.groups[w] for w in sorted(tokens(item.text)) if w in vocab.groups)
        found.append(
            Quantity(
                item=item,
                value=float(value),
                low=low,
                high=high,
                unit="people",
                group=next(groups, None),
                deeds=frozenset({deed}),
                words=_normal(item.words),
                core=_normal(item.words),
                names=_names(item.text),
                nearby=_names(item.text),
                agents=_attackers(item),
                objects=_objects(item),
                inside=frozenset(),
                each=False,
                phrase=clipped(item.text),
            )
        )
    return found


def _attackers(item: Item) -> frozenset[str]:
    record = item.record
    return frozenset(a.state or plain(a.name) for a in record.attacker) if isinstance(record, Incident) else frozenset()


def _objects(item: Item) -> frozenset[str]:
    record = item.record
    return frozenset(record.target_class) - {"unspecified"} if isinstance(record, Incident) else frozenset()


def _at(item: Item, when: Days | None) -> Item:
    return item if when is item.when else replace(item, when=when)


def _deeds(text: str, words: frozenset[str]) -> frozenset[str]:
    vocab, line = vocabulary(), plain(text)
    found = {vocab.deeds[w] for w in words if w in vocab.deeds}
    found |= {deed for phrase, deed in vocab.deeds.items() if " " in phrase and phrase in line}
    return frozenset(found)


def _normal(words: frozenset[str]) -> frozenset[str]:
    """Words that mean one deed become one word."""
    deeds = vocabulary().deeds
    return frozenset(deeds.get(w, w) for w in words)


def _names(text: str) -> frozenset[str]:
    """Heads of the capitalised words, those of the calendar left out."""
    words = (plain(m.group()) for m in _PROPER.finditer(text))
    return frozenset(w[:4] for w in words if not _CALENDAR.fullmatch(w))
