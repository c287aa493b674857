"""Claims and denials read off the sentences: who broke a truce, who consented, what did not happen.

Records of such things are what coders miss most. Each rule asks for a claim in one report and a denial in another about
the same days, and for words that tie the two to one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from readout.reconcile.groups import Difference, by_key
from readout.reconcile.items import Item, covered
from readout.reconcile.kinship import meanings
from readout.reconcile.lines import Line, spelled
from readout.reconcile.matching import Match, Weighing
from readout.reconcile.sentences import quoted
from readout.reconcile.words import plain

_FORCE = frozenset({"strike", "breach", "mine", "dron", "hurt", "dead", "blast", "explosion", "gunfir"})
_BREACH = re.compile(
    r"\b(?:violat\w+|breach\w*|broke(?:n)? (?:the|a|it)|(?:went|kept) on (?:shooting|firing|shelling)"
    r"|(?:after|since|hours? (?:of|into)) (?:\w+ ){0,3}(?:truce|ceasefire|deadline|signature|signing|midnight)\b)"
)
_BLAMES = re.compile(r"\b(?:accus\w+|blam\w+|according to|attribut\w+|said|reported|charg\w+ that)\b")
_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ies)|reject(?:s|ed)? (?:the|any|this|that) (?:version|charge|claim|accusation|allegation)s?"
    r"|none of it|not (?:a single|one) shot|did not (?:fire|break|violate|open fire|attack)|not the first to"
    r"|(?:only|merely) (?:to repel|repelled|defended|answered|responded|returned fire)|(?:an|as an?"
    r"|pure) (?:invention|lie|fabrication))\b"
)
_TRUCE = frozenset({"truce"})
_ASIDE = frozenset({"agree", "truce", "talk", "full", "@"})
_BOTH = re.compile(r"\bboth\b|\bthe two (?:sides|parties|leaders|governments|countries)\b")
_YES = r"(?:consent|accept|agree|sign|approv|endors|ratif|undertak|pledg|promis|committ)"
_WITHHELD = re.compile(
    rf"\b(?:never|not|nor|neither|refus\w+|declin\w+|stopped short|den(?:y|ied|ies)"
    rf"|without)\b(?: \w+){{0,3}}? {_YES}\w*"
    rf"|n't (?:\w+ )?{_YES}\w*|\b{_YES}(?:e?d) nothing\b"
)
_NOTHING = re.compile(rf"\b{_YES}(?:e?d) nothing\b")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
_GIVEN = re.compile(rf"\b(?:{_YES}(?:e?[dn]|s)|undertook|(?:gave|given) (?:\w+ )?consent)\b")
_LOOSE = re.compile(
    r"\b(?:if|would|could|may|might|should|urg\w+|call(?:s|ed) (?:on|for)|demand\w*|hop\w+|wants?|earlier"
    r"|previous|propos\w+)\b"
)
# neither borne out nor denied
_OPEN = re.compile(r"\b(?:not|n't|nor|neither|declined to|unable to) (?:\w+ )?(?:confirm|verif|comment)\w*")
_READY = re.compile(r"\b(?<!not )(?:willing|ready|prepared) to\b")
_UNREADY = re.compile(
    r"\b(?:(?:would|will) (?:not|never)|(?:refuse[sd]?|decline[sd]?|(?:not|un)(?: )?(?:willing|ready|prepared)) to)\b"
)
_DEED = 2
_FIRM = 3.0
_WORDS = 3
_SPAN = 4
_RARE = 0.5
_MOST = 0.6
_NEAREST = 0.8
_BEFORE = 7


def denials_compared(
    told: Sequence[Line], matched: Sequence[Match], weigh: Weighing, differences: Sequence[Difference]
) -> list[Difference]:
    """Disputes over who broke a truce, who consented to a thing, and whether something was done at all."""
    by_report = list(by_key(told, lambda line: [line.item.report.id]).values())
    answered = [i for d in differences if d.finding == "disputed" for i in d.items]
    found = [*_breaches(by_report, answered), *_consents(by_report, weigh), *_willing(by_report), *_undone(matched)]
    return [d for d in found if not any(o.about == d.about and _same(o, d) for o in differences)]


def _same(found: Difference, other: Difference) -> bool:
    """Both bear on the same words of two reports."""
    touched = {
        i.report.id
        for i in other.items
        for o in found.items
        if i.report.id == o.report.id and any(a.overlap(b) for a in i.record.evidence for b in o.record.evidence)
    }
    return len(touched) > 1


def _breaches(by_report: Sequence[Sequence[Line]], answered: Sequence[Item]) -> Iterator[Difference]:
    """A breach of the truce told in one report and denied in another, where the denial answers nothing else."""
    claims = [line for own in by_report for line in _claims(own)]
    denied = [
        line for own in by_report for line in _denied(own) if not covered(line.said.span, line.item.report.id, answered)
    ]
    pairs = [
        (c, d)
        for c, d in product(claims, denied)
        if c.item.report.id != d.item.report.id and c.item.near(d.item, _SPAN)
    ]
    if pairs:
        members = dict.fromkeys(line.item for pair in pairs for line in pair)
        words = f"The accounts differ over who broke the truce: {quoted(pairs[0][0].item)}; {quoted(pairs[0][1].item)}."
        reason = "a breach of the truce told of, and one denied, within days"
        yield Difference("disputed", "party", tuple(members), words, "who broke the truce", reason)


def _claims(own: Sequence[Line]) -> Iterator[Line]:
    """Sentences that tell of force after a truce was to begin."""
    for line in own:
        text = plain(line.item.text)
        if (
            len(line.said.words) > _WORDS
            and line.said.words & _FORCE
            and _BREACH.search(text)
            and not _DENIES.search(text)
            and not _LOOSE.search(text)
        ):
            yield line


def _denied(own: Sequence[Line]) -> Iterator[Line]:
    """Denials of force in a truce: in a sentence that tells of a breach, or just after one that blames somebody."""
    for at, line in enumerate(own):
        text = plain(line.item.text)
        if not _DENIES.search(text):
            continue
        context = [line, *own[max(0, at - 2) : at]]
        forced = any(one.said.words & _FORCE for one in context)
        truce = any(
            _BREACH.search(plain(o.item.text)) or o.said.words & _TRUCE for o in own[max(0, at - _BEFORE) : at + 1]
        )
        if forced and truce and any(_BLAMES.search(plain(one.item.text)) for one in context):
            yield line


def _consents(by_report: Sequence[Sequence[Line]], weigh: Weighing) -> Iterator[Difference]:
    """A side said to have consented in one report, and not to have in another, to a thing that both name."""
    yes = [(line, context) for own in by_report for line, context in _agreeing(own)]
    no = [line for own in by_report for line in own if _withheld(line)]
    for line in no:
        alike = [(a, weigh.sum(a.said.words & line.said.words)) for a, c in yes if _one(line, a, c, weigh)]
        rivals = [a for a, weight in alike if weight >= _NEAREST * max(w for _, w in alike)]
        if rivals:
            words = f"One account has consent given, another withheld: {quoted(rivals[0].item)}; {quoted(line.item)}."
            items = (*(r.item for r in rivals), line.item)
            yield Difference(
                "disputed", "stance", items, words, "consent", "the same thing agreed to and not agreed to"
            )


def _willing(by_report: Sequence[Sequence[Line]]) -> Iterator[Difference]:
    """Somebody willing to do a thing in one account, who will not do it in another."""
    ready: list[tuple[Line, frozenset[str], frozenset[str]]] = []
    unready: list[tuple[Line, frozenset[str], frozenset[str]]] = []
    for own in by_report:
        for at, line in enumerate(own):
            text = plain(line.item.text)
            names = line.said.names or (own[at - 1].said.names if at else frozenset())
            for pattern, found in ((_READY, ready), (_UNREADY, unready)):
                match = pattern.search(text)
                if match:
                    found.append((line, meanings(text[match.end() :]) & line.said.words, names))
    for a, will, x in ready:
        rivals = [
            b.item
            for b, wont, y in unready
            if len(will & wont - _ASIDE) >= _DEED
            and x & y
            and a.item.report.id != b.item.report.id
            and a.item.near(b.item, _SPAN)
        ]
        if rivals:
            words = f"One account has them willing, another not: {quoted(a.item)}; {quoted(rivals[0])}."
            reason = "the same people and the same deed, offered and refused"
            yield Difference("disputed", "stance", (a.item, *rivals), words, "willingness", reason)


def _agreeing(own: Sequence[Line]) -> Iterator[tuple[Line, frozenset[str]]]:
    """Sentences that tell of consent, with their words and those of the sentence before."""
    for at, line in enumerate(own):
        text = plain(line.item.text)
        if _GIVEN.search(text) and not line.said.denied and not _LOOSE.search(text):
            yield line, line.said.words | (own[at - 1].said.words if at else frozenset())


def _withheld(line: Line) -> bool:
    text = plain(line.item.text)
    rest = _WITHHELD.sub("", text)
    return rest != text and not _GIVEN.search(rest) and not _LOOSE.search(text)


def _one(no: Line, yes: Line, context: frozenset[str], weigh: Weighing) -> bool:
    if no.item.report.id == yes.item.report.id or not no.item.near(yes.item, _SPAN):
        return False
    if _NOTHING.search(plain(no.item.text)):
        named = meanings(" ".join(_CAPITAL.findall(no.item.text)))  # also a name that opens the sentence
        return bool(named) and named <= context and bool(yes.said.words & _TRUCE)
    telling = {w for w in no.said.words & context - _ASIDE if w[0] not in "@#" and weigh.of.get(w, 1.0) >= _RARE}
    if not telling & no.said.denied:
        return False
    who = bool(no.said.states & yes.said.states or no.said.names & yes.said.names or _BOTH.search(plain(yes.item.text)))
    return who and "full" not in no.said.words - context


def _undone(matched: Sequence[Match]) -> Iterator[Difference]:
    """What one sentence tells in detail and another denies in the same words; each denial told once."""
    told: set[str] = set()
    for match in sorted((m for m in matched if m.strength >= _FIRM), key=lambda m: -m.strength):
        sides = [line.said.denied & match.topic for line in (match.a, match.b)]
        whole, bare = max(sides, key=len), min(sides, key=len)
        most = len(whole) >= _MOST * len(match.topic)
        no = match.a if sides[0] else match.b
        if no.item.id in told or _OPEN.search(plain(no.item.text)):
            continue
        if len(whole) >= _WORDS and most and not bare and whole & _FORCE:
            told.add(no.item.id)
            words = f"One account tells of it, another denies it: {quoted(match.a.item)}; {quoted(match.b.item)}."
            items = (match.a.item, match.b.item)
            yield Difference("disputed", "status", items, words, spelled(no, whole), "the same telling words")
