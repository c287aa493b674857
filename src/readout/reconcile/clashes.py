"""Numbers of two sentences that cannot both be right of one thing: of one sort, and no bound allows both.

Whether the two sentences speak of one thing at all is left to the odds; here stands what speaks for and against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from readout.reconcile.calendar_words import MONTH, days_named, weekdays_named
from readout.reconcile.counting import numbers
from readout.reconcile.groups import by_key
from readout.reconcile.kinship import meaning
from readout.reconcile.lines import states_named
from readout.reconcile.quantities import interval, vocabulary
from readout.reconcile.words import content, plain, stem

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|dozen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_VALUE = re.compile(
    rf"(?<![\w.,:/$-])"
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{_TENS})(?:-[a-z]+)?|{_WORDS}|an?(?= (?:hundred|dozen)))"
    r"(?: (?:hundred|thousand|million|billion|dozen))?(?![\w:]|\.\d)"
)
_MONTH_BEFORE = re.compile(rf"\b{MONTH}\.? $")
_DATED = re.compile(r"\b(?:resolution|article|chapter|brigade|room|no\.?|number|at|by|until) $")
_DATE = re.compile(rf"^(?:st|nd|rd|th)? ?(?:of )?{MONTH}\b|^ ?(?:a\.?m\b|p\.?m\b|o'clock|hours gmt|gmt)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_HALF = re.compile(r"^ and a half")
_AFTER = re.compile(r"^[- ]((?:[a-z'-]+ ?){1,5})")
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0, "minute": 1 / 1440}
_LINKS = frozenset("of in at on to for from by with and or the a an were was are is had have who that which".split())
_CLAUSE = re.compile(r"[,;:()]| (?:and|but|while|though) ")
_TIME = "time"
_BEFELL = frozenset({"dead", "hurt", "displaced"})
_CROWDED = 40
"""A noun that more sentences than this count tells nothing apart."""
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 200 / 3, "quarter": 25.0, "quarters": 75.0}
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_ROUNDS = ("round", "meeting", "session", "sitting")
_DEALS = ("agreement", "accord", "promise", "deal", "pact", "truce", "ceasefire")
_FORMS = (
    (re.compile(r"\b(?:an?|one) (?P<of>million|thousand|hundred|dozen) and a half\b"), lambda m: f"1.5 {m['of']}"),
    (re.compile(r"\bhalf an? (?P<of>million|thousand|dozen|hour|year)\b"), lambda m: f"0.5 {m['of']}"),
    (re.compile(r"\b(?:an? |one )?quarter of an? (?P<of>million|thousand|hour)\b"), lambda m: f"0.25 {m['of']}"),
    (
        re.compile(r"\b(?:an? |one |two |three )?(?P<of>half|thirds?|quarters?) of (?=(?:all|the|its|their)\b)"),
        lambda m: f"{_FRACTIONS[m['of']]:.4g} percent of ",
    ),
    (
        re.compile(rf"\b(?P<nth>{'|'.join(_NTH)})(?: \w+){{0,2}}? (?P<of>{'|'.join((*_ROUNDS, *_DEALS))})\b"),
        lambda m: f"{_NTH.index(m['nth']) + 1} nth-{'rounds' if m['of'] in _ROUNDS else 'deals'}",
    ),
)
"""Ways of telling a number that stand for a plain one: "a million and a half", "two thirds of the", "tenth round"."""
_FAINT = 0.0
"""Two numbers that have less in common than this count different things."""
_KINSHIP = 2.0
"""What two numbers must have in common at least to be held together for their own sake."""
_FEW = 15
_CLOSE = 1.35
_FAR = 5.0


@dataclass(frozen=True, slots=True)
class Count:
    """One number of a sentence with what it counts.

    Attributes:
        low, high: what the words allow.
        noun: stem of the counted noun by its meaning; empty where none follows.
        unit: class of the noun; "time" for lengths, whose values are days.
        group, deeds: which people, and what befell them in the clause.
        words: stems of the clause.
        states: codes of the states that the sentence names up to the end of the clause, in order.
        times: days that the clause names.
        each: it holds for each of several.
    """

    value: float
    low: float
    high: float
    noun: str
    unit: str
    group: str | None
    deeds: frozenset[str]
    words: frozenset[str]
    states: tuple[str, ...]
    times: frozenset[str]
    each: bool


@lru_cache(maxsize=16384)
def counts(text: str) -> tuple[Count, ...]:
    """Every number of a sentence but dates, hours, years and names of things."""
    line = plain(text)
    for form, as_number in _FORMS:
        line = form.sub(as_number, line)
    return tuple(_counts(text, line))


def _counts(text: str, line: str) -> Iterator[Count]:
    for match in _VALUE.finditer(line):
        before, after = line[: match.start()], line[match.end() :]
        if _DATE.search(after) or (_DATED.search(before) and not _AFTER.match(after)) or _MONTH_BEFORE.search(before):
            continue
        half = _HALF.match(after)
        values = numbers(match.group()) or ((12.0,) if "dozen" in match.group() else ())
        if len(values) != 1 or (_YEAR.fullmatch(match.group()) and not _AFTER.match(after)):
            continue
        value = values[0] + (0.5 if half else 0.0)
        yield _count(text, line, match, value, after[half.end() :] if half else after)


def _count(text: str, line: str, match: re.Match[str], value: float, after: str) -> Count:
    vocab = vocabulary()
    told = _AFTER.match(after)
    words = [w for w in re.split(r"[ -]", told.group(1)) if w] if told else []
    phrase = words[: next((i for i, w in enumerate(words) if w in _LINKS), len(words))]
    known = (w for w in phrase if w in vocab.units or w.rstrip("s") in _DAYS)
    plural = (w for w in phrase if w.endswith("s") and not w.endswith("ss"))
    noun = next(known, None) or next(plural, phrase[-1] if phrase else "")
    length = _DAYS.get(noun.rstrip("s"))
    noun = "" if stem(noun) in vocab.deeds else noun
    first, last = _clause(line, match.start(), match.end())
    clause = line[first:last]
    upto = text[:last] if len(text) == len(line) else text
    low, high = interval(value, line[max(0, match.start() - 30) : match.end()])
    scale = length or 1.0
    found = {vocab.deeds[w] for w in content(clause) if w in vocab.deeds}
    unit = vocab.units.get(noun, "") if noun else "people" if found & _BEFELL else ""
    return Count(
        value * scale,
        low * scale,
        high * scale,
        _TIME if length else meaning(stem(noun)) if noun else "",
        _TIME if length else unit,
        next((vocab.groups[w] for w in phrase if w in vocab.groups), None),
        frozenset(found),
        frozenset(meaning(w) for w in content(clause)),
        states_named(upto),
        frozenset(f"{m}-{d}" for m, d in days_named(clause)) | weekdays_named(clause),
        vocab.each.search(clause) is not None,
    )


def _clause(line: str, start: int, end: int) -> tuple[int, int]:
    first = max((m.end() for m in _CLAUSE.finditer(line, 0, start)), default=0)
    last = next((m.start() for m in _CLAUSE.finditer(line, end)), len(line))
    return first, last


def counterparts(texts: Sequence[str], reports: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of sentences of two reports that count one sort of thing and clash, each the other's likeliest.

    Args:
        texts, reports: sentence by sentence, its words and its report's id.
    """
    by = by_key(range(len(texts)), lambda at: {c.noun for c in counts(texts[at]) if c.noun})
    kinship: dict[tuple[int, int], float] = {}
    for members in by.values():
        for a, b in combinations(members, 2) if len(members) <= _CROWDED else ():
            if reports[a] != reports[b] and (a, b) not in kinship:
                kinship[a, b] = clash(texts[a], texts[b]).get("clash kinship", 0.0)
    best: dict[tuple[int, str], float] = {}
    for (a, b), near in kinship.items():
        for end in ((a, reports[b]), (b, reports[a])):
            best[end] = max(near, best.get(end, 0.0))
    for (a, b), near in sorted(kinship.items()):
        if near >= _KINSHIP and near == best[a, reports[b]] == best[b, reports[a]]:
            yield a, b


def clash(one: str, other: str) -> dict[str, float]:
    """Features of the numbers of two sentences that stand against each other the most; empty where none do."""
    a, b = counts(one), counts(other)
    if not a or not b:
        return {}
    found = [_features(x, y, a, b) for x in a for y in b if _against(x, y, a, b)]
    best = max(found, key=lambda f: f["clash kinship"], default={})
    return best if best.get("clash kinship", 0.0) >= _FAINT else {}


def _against(x: Count, y: Count, a: Sequence[Count], b: Sequence[Count]) -> bool:
    """Of one sort, not both right, and neither the same as another number of the other sentence."""
    if not _kin(x, y) or _both_right(x, y):
        return False
    return not any(_kin(x, z) and _both_right(x, z) for z in b) and not any(_kin(y, z) and _both_right(y, z) for z in a)


def _kin(x: Count, y: Count) -> bool:
    if x.group and y.group and x.group != y.group:
        return False
    if (_TIME in (x.unit, y.unit)) and x.unit != y.unit:
        return False
    if x.deeds and y.deeds and ("dead" in x.deeds) != ("dead" in y.deeds) and {"hurt"} & (x.deeds ^ y.deeds):
        return False
    return bool(x.noun == y.noun or (x.unit and x.unit == y.unit) or not x.noun or not y.noun or x.words & y.words)


def _both_right(x: Count, y: Count) -> bool:
    """Their bounds meet; a number for each of two sides stands for its double beside a plain one."""
    a, b = (2 if x.each and not y.each else 1), (2 if y.each and not x.each else 1)
    return x.low * a <= y.high * b * 1.0001 and y.low * b <= x.high * a * 1.0001


def _features(x: Count, y: Count, a: Sequence[Count], b: Sequence[Count]) -> dict[str, float]:
    ratio = max(x.value, y.value) / max(1e-9, min(x.value, y.value))
    shared = (x.words & y.words) - {x.noun, y.noun}
    found = {
        "clash": 1.0,
        "clash same noun": float(x.noun == y.noun != ""),
        "clash same sort": float(bool(x.unit) and x.unit == y.unit),
        "clash other noun": float(bool(x.noun and y.noun) and x.noun != y.noun and (not x.unit or x.unit != y.unit)),
        "clash bare": float(not x.noun or not y.noun),
        "clash time": float(x.unit == _TIME),
        "clash same deed": float(bool(x.deeds & y.deeds)),
        "clash other deed": float(bool(x.deeds and y.deeds and not x.deeds & y.deeds)),
        "clash same people": float(bool(x.group) and x.group == y.group),
        "clash other state": float(bool(x.states and y.states) and not set(x.states) & set(y.states)),
        "clash states turned": float(bool(set(x.states) & set(y.states)) and x.states[0] != y.states[0]),
        "clash one state": float(bool(x.states) != bool(y.states)),
        "clash other day": float(bool(x.times and y.times and not x.times & y.times)),
        "clash same day": float(bool(x.times & y.times)),
        "clash words": min(4, len(shared)) / 4,
        "clash close": float(ratio < _CLOSE),
        "clash far": float(ratio > _FAR),
        "clash alone": float(len(a) == 1 and len(b) == 1),
        "clash several": float(len(a) > 2 or len(b) > 2),
        "clash small": float(max(x.value, y.value) <= _FEW),
        "clash loose": float(x.low != x.high or y.low != y.high),
    }
    kinship = 2 * found["clash same noun"] + found["clash same sort"] + found["clash same deed"] + found["clash words"]
    return {**found, "clash kinship": kinship + found["clash same people"] - found["clash other noun"]}
