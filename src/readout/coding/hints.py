"""The measure that ordinary words hint at, where none is named: "the frigates go home", "six seats for the rebels".

Asked last, of what is known to be agreed, asked or offered; so "other" is left for what nothing hints at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from readout.codebook.lexicon import PhraseTable, data, table

if TYPE_CHECKING:
    from readout.language.tokens import Doc, Token

_UNITS = frozenset({"kilometre", "kilometer", "km", "mile", "metre", "meter"})
_KEEPING = frozenset({"keep", "stay", "draw", "pull", "hold", "remain", "move", "fall", "come", "withdraw", "station"})
_APART = frozenset({"back", "away", "from", "of", "off", "apart", "clear"})
_AFLOAT = frozenset({"navy", "vessel", "boat", "ship", "warship", "gunboat", "frigate", "nautical", "sea", "trawler"})
_FREEING = frozenset({"release", "free", "freeing", "freedom"})
_HELD = frozenset(
    {"hostage", "kidnap", "kidnapper", "kidnapping", "abduct", "abductor", "abduction", "ransom", "seize"}
)
_JAILED = frozenset({"prisoner", "detain", "detainee", "jail", "arrest", "captive", "capture", "prison", "imprison"})
_NEAR = 5
"""Most words between a deed and its object."""
_REACH = 9
"""Most words between a doer and its verb, or a deed and its object."""
_TITLES = frozenset({"minister", "member", "spokesman", "spokeswoman", "leader", "chief", "official", "secretary"})
_STOPS = frozenset({";", ".", ":"})
_OTHER = re.compile(
    r"\b(?:amnest|pardon|prosecut|on trial|tribunal|apolog|refugees|displaced|telephone|hotline|truth)", re.I
)
"""Words of what is coded `other`, though it stands near words of another measure."""


def hinted(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The one code hinted at in tokens ``[start, end)`` of ``doc``; empty when nothing hints at any."""
    if end <= start or _OTHER.search(doc[start:end].text):
        return ()
    lemmas = [_lemma(t) for t in doc[start:end]]
    return (
        _apart(lemmas)
        or _released(doc, lemmas, start)
        or _moves(doc, lemmas, start)
        or _pairs(doc, lemmas, start)
        or _words(doc, lemmas, start)
    )


def _lemma(token: Token) -> str:
    return token.lemma_.casefold()


def _apart(lemmas: list[str]) -> tuple[str, ...]:
    """ "keep fifteen kilometres back", "stay six miles from the rocks": a strip kept free."""
    for at, lemma in enumerate(lemmas):
        if lemma in _UNITS and _KEEPING & set(lemmas[max(0, at - 9) : at]) and _APART & set(lemmas[at + 1 : at + 6]):
            return ("ceasefire.maritime",) if _AFLOAT & set(lemmas) else ("buffer_zone",)
    return ()


def _released(doc: Doc, lemmas: list[str], base: int) -> tuple[str, ...]:
    """ "their release", "that they be freed", "let him go": hostages or prisoners, as the report calls them."""
    letting = any(a == "let" and "go" in lemmas[i + 1 : i + 5] for i, a in enumerate(lemmas))
    if not (_FREEING & set(lemmas) or letting):
        return ()
    words = {t.lemma_.casefold() for t in doc}
    if not any(t.pos_ == "PRON" or t.tag_ == "PRP$" for t in doc[base : base + len(lemmas)]):
        return ()
    if _HELD & words:
        return ("hostage_release",)
    return ("prisoner_exchange",) if _JAILED & words else ()


def _moves(doc: Doc, lemmas: list[str], base: int) -> tuple[str, ...]:
    """A doer before its verb: "Syrian forces will redeploy", "prisoners on both sides go home"."""
    doers, acts = _tables("moves", "doers", "acts")
    subjects = [h for h in doers.find(lemmas) if doc[base + h.end - 1].pos_ in ("NOUN", "PROPN", "VERB", "ADJ")]
    for act in acts.find(lemmas):
        if doc[base + act.start].pos_ not in ("VERB", "AUX"):
            continue
        for subject in reversed(subjects):
            if (
                subject.code == act.code
                and subject.end <= act.start <= subject.end + _REACH
                and doc[base + subject.end - 1].dep_ in ("nsubj", "nsubjpass", "conj", "appos", "dobj", "compound")
                and not _STOPS & set(lemmas[subject.end : act.start])
            ):
                return (act.code,)
    return ()


def _pairs(doc: Doc, lemmas: list[str], base: int) -> tuple[str, ...]:
    """A deed with its object near by: the nearest object to its deed speaks."""
    acts, objects = _tables("pairs", "acts", "objects")
    done = [h for h in acts.find(lemmas) if doc[base + h.start].pos_ in ("VERB", "NOUN", "AUX", "ADJ")]
    best: tuple[int, str] | None = None
    for target in objects.find(lemmas):
        if target.end - target.start == 1 and _no_thing(doc[base + target.start]):
            continue
        for act in done:
            if act.code != target.code:
                continue
            gap = target.start - act.end if target.start >= act.end else act.start - target.end + 2
            if 0 <= gap <= _NEAR and (best is None or gap < best[0]):
                best = (gap, act.code)
    return (best[1],) if best else ()


def _words(doc: Doc, lemmas: list[str], base: int) -> tuple[str, ...]:
    hits = table("hints", "words").find(lemmas)
    return next(((h.code,) for h in hits if h.end - h.start > 1 or not _no_thing(doc[base + h.start])), ())


def _no_thing(token: Token) -> bool:
    """A verb, or part of a name or title: "the Presidency Council", "a cabinet minister"."""
    titled = token.dep_ == "compound" and (token.pos_ == "PROPN" or token.head.lemma_.casefold() in _TITLES)
    return token.pos_ == "VERB" or titled


@cache
def _tables(name: str, first: str, second: str) -> tuple[PhraseTable, PhraseTable]:
    pairs = data("hints")[name]
    return (
        PhraseTable.of({code: pair[first] for code, pair in pairs.items()}),
        PhraseTable.of({code: pair[second] for code, pair in pairs.items()}),
    )
