"""Figures: quantities that the report claims and that no other record's field holds (codebook section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.coding.reading import Reading
from readout.coding.shares import Share, shares
from readout.language.dates import MONTHS, dates
from readout.language.quantities import Quantity, durations, quantities
from readout.model import Agreement, Figure, Incident, Proposal, Record
from readout.model import Span as TextSpan

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

_TIME_UNITS = frozenset(
    [
        "day",
        "night",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "second",
        "fortnight",
        "decade",
        "century",
        "a.m.",
        "p.m.",
        "am",
        "pm",
        "o'clock",
        "gmt",
    ]
)
_LOOSE_HEADS = frozenset(
    [
        "side",
        "party",
        "leader",
        "country",
        "government",
        "army",
        "president",
        "man",
        "minister",
        "state",
        "thing",
        "way",
        "time",
        "place",
        "front",
        "hand",
        "point",
        "phase",
        "stage",
        "round",
        "delegation",
        "neighbour",
        "neighbor",
        "half",
        "ally",
        "general",
        "team",
        "power",
        "one",
        "king",
        "premier",
    ]
)


_SPAN_BEFORE = re.compile(r"\b(?:for|after|of)\s+(?:some|about|nearly|almost|more than|over)?\s*$", re.I)
"""Words before a length of time that tell how long something went on."""

_TOLL = re.compile(
    r"\b(?:dead|killed|deaths|(?:death )?toll(?: (?:on|in|among|for|of) [\w' -]{3,40}?)?|wounded|injured|displaced"
    r"|uprooted|refugees|victims|attendance|turnout|fallen|missing|crowd|number of [a-z ]{3,40})"
    r"\s+(?:at|to|rose to|stands at|stood at|as)\s+(?:[a-z ]{0,16})$",
    re.IGNORECASE,
)
"""Words before a number that make it one of people: "put the dead at"."""

_UNNAMED = re.compile(
    r"\s+(?:others?\s+|more\s+|again\s+|have\s+|had\s+|has\s+|were\s+|are\s+|been\s+|people\s+|was\s+)*"
    r"(?:injured|wounded|hurt|arrested|detained|killed|displaced|uprooted|driven|evacuated|missing|dead|marched|fled"
    r"|rallied|gathered|demonstrated|protested|died|homeless|jailed|captured|kidnapped|turned out|took to)\b"
)
"""What is done by or to people whom a number counts without a noun: "71 injured", "thousands fled"."""


def figures(reading: Reading, coded: list[Record]) -> Iterator[Figure]:
    """Every figure; ``coded`` are the records so far, whose fields already hold some numbers."""
    taken = [(s, {r.killed, r.injured}) for r in coded if isinstance(r, Incident) for s in r.evidence]
    lasting = [s for r in coded if isinstance(r, Agreement | Proposal) and r.terms.duration for s in r.evidence]
    for sent in reading.sents:
        text = sent.text
        blocked = [(m.start, m.end) for m in dates(text, None)]
        blocked += [(d.start, d.end) for d in durations(text) if not _long(sent, d.start, d.end, lasting)]
        for share in shares(text):
            if not any(s < share.end and share.start < e for s, e in blocked):
                blocked.append((share.start, share.end))
                yield _share(reading, sent, share)
        for q in quantities(text):
            if any(s < q.end and q.number_start < e for s, e in blocked):
                continue
            at = sent.start_char + q.number_start
            if any(span.start <= at < span.end and q.value in values for span, values in taken):
                continue
            made = _figure(reading, sent, q)
            if made is not None:
                yield made


def _long(sent: Span, start: int, end: int, lasting: list[TextSpan]) -> bool:
    """ "For ten years", "seventeen months": a figure, unless it is how long a deal lasts."""
    words_of = sent.text[start:end]
    if not re.search(r"\s(?:years|months|decades)$", words_of) or not re.search(_SPAN_BEFORE, sent.text[:start]):
        return False
    at = sent.start_char + start
    return not any(s.start <= at < s.end for s in lasting)


def _share(reading: Reading, sent: Span, share: Share) -> Figure:
    start = sent.start_char + share.start
    token = next(t for t in sent if t.idx + len(t) > start)
    span = TextSpan(start, sent.start_char + share.end)
    ground = reading.ground(token, "fact", span)
    ground["when"], ground["where"] = None, ()
    return Figure(
        **ground, plover=None, value=share.percent, value_max=None, unit="percent", approximate=True, of=None,
        confidence=0.5,
    )  # fmt: skip


def _figure(reading: Reading, sent: Span, q: Quantity) -> Figure | None:
    start = sent.start_char + q.start
    token = next((t for t in sent if t.idx >= sent.start_char + q.number_start), None)
    if token is None or _no_count(sent.text, q):
        return None
    unit, last = _unit(sent, token, q)
    if unit is None:
        return None
    last_end = last.idx + len(last)
    end = max(sent.start_char + q.end, last_end)
    if not q.percent and not q.currency and (_idle(q.value, token, last, unit) or _speaking(reading, q.value, last)):
        return None
    span = reading.chars(token.i, last.i + 1) if last.i >= token.i else None
    evidence = type(span)(min(start, span.start), max(span.end, end)) if span is not None else None
    ground = reading.ground(token, "fact", evidence)
    ground["when"], ground["where"] = None, ()
    of = sent.doc[last.left_edge.i : last.right_edge.i + 1].text if last.i >= token.i else None
    return Figure(
        **ground,
        plover=None,
        value=q.value,
        value_max=q.high,
        unit=unit,
        approximate=q.approximate,
        of=of,
        confidence=0.6,
    )


def _idle(value: float, token: Token, last: Token, unit: str) -> bool:
    """Small numbers that count nobody and nothing of note: "one side", "the two leaders", "two presidents"."""
    noun = last.lemma_.casefold()
    if value < 2 and (token.lower_ == "one" or token.pos_ != "NUM"):
        return True
    if noun in _LOOSE_HEADS and value < 5:
        return True
    definite = any(c.lower_ in ("the", "these", "those", "both", "all", "its", "their") for c in last.children)
    return value < 3 and token.text.isalpha() and (definite or not unit[0].isalpha())


def _speaking(reading: Reading, value: float, last: Token) -> bool:
    """ "Three residents said": a few who speak are speakers."""
    return value < 10 and any(
        a.source is not None and a.source[0] <= last.i < a.source[1] for a in reading.attributions
    )


def _no_count(text: str, q: Quantity) -> bool:
    """Ordinals, clock times, years, ages, addresses and names with numbers are no figures."""
    if re.match(r"\s*[.)]\s", text[q.end : q.end + 3]) and (
        q.number_start == 0 or text[q.number_start - 2 : q.number_start] in (". ", "; ", ": ")
    ):
        return True
    if re.match(
        r"-(?:point|stage|nation|party|man|member|week|day|sided|way|star|part|step|story|storey|page)\b", text[q.end :]
    ):
        return True
    after = text[q.end : q.end + 12]
    before = text[max(0, q.number_start - 16) : q.number_start]
    if re.match(
        r"(?:st|nd|rd|th)\b|\s*(?:a\.m\.|p\.m\.|am\b|pm\b|GMT|UTC|o'clock)|:\d\d|-year-old|\s*years? old|\.\d"
        r"|\s+in the (?:morning|aft|even)|\s+at night",
        after,
    ):
        return True
    if (
        re.search(
            r"(?:\bNo\.?|\bnumber|\bResolution|\bArticles?|\bparagraphs?|\bsection|\bitem|\bday|\bchapter|\bRoute|\bHighway"
            r"|\baged|\bF-|\bMi-|\bSu-|#)\s*$",
            before,
            re.IGNORECASE,
        )
        and not q.percent
    ):
        return True
    if q.value <= 24 and not q.percent and re.search(r"\bat\s*$", before, re.IGNORECASE):
        return True  # a clock time
    if re.search(r"\bArticles?\s+[\d, ]+(?:and|to|or)\s*$", text[: q.number_start], re.IGNORECASE):
        return True
    words = text[q.number_start : q.end].strip()
    if re.fullmatch(r"(?:1[89]|20)\d\d", words) and not re.match(
        r"\s+(?:people|soldiers|prisoners|men|civilians|troops|families)", after
    ):
        return True
    return (
        any(before.casefold().rstrip().endswith(m) for m in MONTHS)
        or re.match(rf"\s+(?:{'|'.join(MONTHS)})\b", after, re.IGNORECASE) is not None
    )


def _unit(sent: Span, token: Token, q: Quantity) -> tuple[str | None, Token]:
    """The noun counted, in the plural, and the token that bears it."""
    last_number = next((t for t in reversed(list(sent)) if t.idx < sent.start_char + q.end), token)
    if q.percent:
        return "percent", last_number
    if q.currency:
        return {"$": "dollars", "€": "euros", "£": "pounds"}[q.currency], last_number
    toll = _TOLL.search(sent.text[: q.number_start])
    if toll and re.match(r"\s*(?:[.,;]|$|\s(?:and|were|was|in)\b)", sent.text[q.end :]):
        return "people", last_number
    if _UNNAMED.match(sent.text[q.end :]) and token.dep_ not in ("nummod", "amod", "compound"):
        return "people", last_number
    head = last_number
    for _ in range(4):
        if head.pos_ in ("NOUN", "PROPN") and head.i > last_number.i:
            break
        nxt = head.head
        if nxt is head:
            break
        head = nxt
    if not (head.pos_ in ("NOUN", "PROPN") and last_number.i < head.i <= last_number.i + 6):
        follow = [t for t in sent if last_number.i < t.i <= last_number.i + 4]
        skipped = [t for t in follow if t.pos_ in ("NOUN", "PROPN")]
        if not skipped or any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in follow[: follow.index(skipped[0])]):
            return None, last_number
        head = skipped[0]
    if head.lemma_.casefold() in _TIME_UNITS - {"year", "month"}:
        return None, head
    return head.text.casefold(), head
