"""The roles that reports give to people, and where they give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from readout.model import Actor, Span
from readout.reconcile.actors import Identities, name_words
from readout.reconcile.groups import Difference
from readout.reconcile.items import Item, actors, around
from readout.reconcile.lines import states_in
from readout.reconcile.sentences import outlet
from readout.reconcile.vocabulary import word_lists
from readout.reconcile.words import clipped, plain, tokens

_FORMER = re.compile(r"\b(?:former|formerly|ex|late|one-time|erstwhile|deposed|ousted)\b")
_OFFICES = frozenset(word_lists().offices)
_LESSER = frozenset(word_lists().lesser)
_PORTFOLIOS = frozenset(word_lists().portfolios)
OWNED = re.compile(
    r"\b(?:secretary-general|general|president|premier|minister|chancellor|king|director|chairman)['’]s\b"
)
_OF_A_BODY = re.compile(r"\b(?i:presidents?) of (?:the )?(?P<body>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*)")
_STATE_WORDS = frozenset({"republic", "state", "states", "kingdom", "country", "nation", "federation", "faso", "union"})
_PARTS = re.compile(r"[;,]| and ")
_PLACES = 6
_REASON = "the same person or office, and roles of about the same days"
_REACH = 60
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Title:
    """A role that one report gives a person.

    Attributes:
        heads: the office nouns of the role ("minister", "negotiator").
        office: ``president`` or ``prime minister`` when the role names that of a state, else None.
        former: the report says that it is past.
        spans: where the report says so, at most six places.
        written: the role with its capitals.
    """

    item: Item
    actor: Actor
    person: str
    role: str
    heads: frozenset[str]
    office: str | None
    former: bool
    spans: tuple[Span, ...]
    written: str

    @property
    def portfolios(self) -> frozenset[str]:
        """The portfolios that the role names ("foreign")."""
        return frozenset(tokens(self.role)) & _PORTFOLIOS

    @property
    def lesser(self) -> bool:
        """The role is below the office it names ("deputy minister") or of another body."""
        return bool(set(tokens(OWNED.sub("", self.role))) & _LESSER)


def titles(items: Sequence[Item], who: Identities) -> list[Title]:
    """Every distinct role of every person, once a report."""
    found: dict[tuple[str, str, bool, frozenset[str]], Title] = {}
    for item in items:
        for actor in actors(item.record):
            person = (who.person(actor) or _unknown(item, actor)) if _is_name(actor) else None
            for written in _PARTS.split(actor.role or "") if person else ():
                role = plain(written)
                heads = frozenset(tokens(OWNED.sub("", role))) & _OFFICES
                former = bool(_FORMER.search(role))
                key = (item.report.id, person or "", former, heads)
                if heads and key not in found:
                    spans = _spans(item.report.text, actor.name, role)
                    if spans:
                        office = None if _of_a_body(written) else _office(role, heads, actor)
                        found[key] = Title(item, actor, key[1], role, heads, office, former, spans, written)
    return list(found.values())


def told_by(title: Title) -> str:
    """The outlet and its words for the role."""
    return f"{outlet(title.item.report)} has “{clipped(title.spans[0].of(title.item.report.text), 120)}”"


def difference(
    finding: Literal["disputed", "reference_conflict"],
    told: Sequence[Title],
    words: str,
    subject: str,
    reference: str | None = None,
) -> Difference:
    """A difference about roles, with the places that tell them."""
    spans = tuple((t.item.report.id, span) for t in told for span in t.spans)
    items = tuple(dict.fromkeys(t.item for t in told))
    return Difference(finding, "role", items, words, subject, _REASON, spans, reference)


def _is_name(actor: Actor) -> bool:
    """False for what an office stands for ("the country's president", "the Secretary-General")."""
    name = actor.name
    last = name.split()[-1] if name.split() else ""
    if set(tokens(name)) & _OFFICES and plain(name) == plain(actor.role or ""):
        return False
    return any(c.isupper() for c in last) and plain(last) not in _OFFICES


def _of_a_body(role: str) -> bool:
    """ "President of Renamo": the head of what is no state."""
    match = _OF_A_BODY.search(role)
    return bool(match) and not (states_in(role) or set(tokens(match["body"] if match else "")) & _STATE_WORDS)


def _unknown(item: Item, actor: Actor) -> str | None:
    """A key for somebody whom only the text names."""
    return None if item.recorded else f"{' '.join(name_words(actor.name))}|{actor.state or ''}"


def _office(role: str, heads: frozenset[str], actor: Actor) -> str | None:
    """The office of head of state or of government, for the two kinds that reference data holds."""
    words = set(tokens(OWNED.sub("", role)))
    if not actor.state or words & _LESSER or heads - {"president", "minister", "premier", "chancellor", "taoiseach"}:
        return None
    if "president" in heads:
        return "president"
    government = {"prime", "minister"} <= words or heads & {"premier", "chancellor", "taoiseach"}
    return "prime minister" if government else None


@lru_cache(maxsize=16384)
def _spans(text: str, name: str, role: str) -> tuple[Span, ...]:
    """Stretches that hold a name of the person and, just before or after it, every word of an office in the role."""
    last = name.split()[-1] if name.split() else ""
    wanted = {w for w in tokens(role) if w in _OFFICES or _FORMER.fullmatch(w)}
    if not all(word in plain(text) for word in wanted):
        return ()
    found = []
    for match in re.finditer(rf"\b{re.escape(last)}\b", text):
        sentence = around(text, Span(match.start(), match.end()))
        first = _first_name(text, name, match.start())
        before = Span(max(sentence.start, match.start() - _REACH), match.end())
        after = Span(first, min(sentence.end, max(match.end(), match.end() + _REACH)))
        if wanted <= set(tokens(before.of(text))):
            found.append(_from_role(text, before, wanted))
        elif wanted <= set(tokens(after.of(text))):
            found.append(_to_role(text, after, wanted))
        if len(found) == _PLACES:
            break
    return tuple(found)


def _first_name(text: str, name: str, at: int) -> int:
    """Where the full name begins, when it stands before its last word at ``at``."""
    head = " ".join(name.split()[:-1])
    start = at - len(head) - 1
    return start if head and text[max(0, start) : at] == f"{head} " else at


def _from_role(text: str, piece: Span, wanted: set[str]) -> Span:
    """The end of ``piece``, from a whole word or two before the first word of the role."""
    words = [m for m in _WORD.finditer(text, 0, piece.end) if m.end() > piece.start]
    at = next((i for i, w in enumerate(words) if set(tokens(w.group())) & wanted), 0)
    return Span(words[max(0, at - 1)].start(), piece.end) if words else piece


def _to_role(text: str, piece: Span, wanted: set[str]) -> Span:
    """The head of ``piece``, to the last word of the role."""
    ends = [m.end() for m in _WORD.finditer(text, piece.start, piece.end) if set(tokens(m.group())) & wanted]
    return Span(piece.start, ends[-1] if ends else piece.end)
