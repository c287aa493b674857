"""What a parser hangs wrongly, hung anew: names that a bracket explains, hyphened names, lists, joined verbs, days.

Each repair looks at the shape of the tree alone, never at particular words of a report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readout.language.name_lists import chain_names
from readout.language.told_clauses import free_told_clauses

if TYPE_CHECKING:
    from readout.language.tokens import Token

_SHORT = re.compile(r"[A-Z][A-Z-]{1,}[A-Za-z]{0,5}$")
_LINKS = frozenset("of for and the in on de del la le las los des du et e y to against &".split())
_NAMING = frozenset({"namely", "notably", "chiefly"})
_DAYS = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LONGEST = 16
"""Most words of a name."""
_FINITE_PAST = "VBD"
_PERFECT = frozenset({"had", "have", "has", "would", "will", "could", "did", "'d", "\u2019d"})
_DENYING = frozenset({"deny", "reject", "dismiss", "dispute"})


def rehang(tokens: list[Token]) -> dict[int, int]:
    """Mends the tree in place; edges are to be set after it.

    Returns:
        Of each name that a bracketed short form explains, its head's index and the index after its last word.
    """
    _join_hyphened(tokens)
    _raise_verbs(tokens)
    free_told_clauses(tokens, move)
    _free_days(tokens)
    _join_lists(tokens)
    _lift_verbs(tokens)
    names: dict[int, int] = {}
    _call_proper(tokens)
    for at, token in enumerate(tokens[:-1]):
        opens = token.text == "(" and at > 1 and _SHORT.match(tokens[at + 1].text)
        if opens and at + 2 < len(tokens) and tokens[at + 2].text == ")" and tokens[at + 1].text != tokens[at - 1].text:
            found = _name_before(tokens, at)
            if found is not None:
                names[_bind(tokens, *found, at)] = found[1]
    _name_members(tokens)
    chain_names(tokens, move)
    return names


def _call_proper(tokens: list[Token]) -> None:
    """Short forms that a bracket introduces are names wherever they stand, also where they look like common nouns."""
    shorts = {
        b.text
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if a.text == "(" and c.text == ")" and b.text.isupper() and _SHORT.match(b.text)
    }
    for token in tokens if shorts else ():
        if token.text in shorts and token.pos_ in ("NOUN", "ADJ", "VERB", "X"):
            token.pos_, token.tag_ = "PROPN", "NNP"


def move(token: Token, head: Token, dep: str) -> None:
    """Hang a token elsewhere."""
    old = token.head
    if old is not token:
        old.children = tuple(c for c in old.children if c is not token)
    token.head, token.dep_ = head, dep
    if head is not token:
        head.children = tuple(sorted((*head.children, token), key=lambda t: t.i))


def _name_before(tokens: list[Token], bracket: int) -> tuple[int, int] | None:
    """Token range of the name that ends before a bracket; None when it has no linking word that could part it."""
    start = bracket
    while start > max(0, bracket - _LONGEST) and _of_name(tokens[start - 1]):
        start -= 1
    capitals = [i for i in range(start, bracket) if tokens[i].text[:1].isupper() and tokens[i].text[:1].isalpha()]
    if len(capitals) < 2 or capitals[-1] != bracket - 1:
        return None
    short = "".join(c for c in tokens[bracket + 1].text if c.isupper())
    fitting = [i for i in capitals if _initials(tokens, i, bracket) == short]
    fitting = fitting or [i for i in capitals if sorted(_initials(tokens, i, bracket)) == sorted(short)]
    first = fitting[0] if fitting else _climbed(tokens, start, bracket)
    parted = any(t.lower_ in _LINKS for t in tokens[first + 1 : bracket])
    return (first, bracket) if parted else None


def _of_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in _LINKS or token.text in ("-", "'", "\u2019")


def _initials(tokens: list[Token], first: int, end: int) -> str:
    return "".join(t.text[0] for t in tokens[first:end] if t.text[:1].isupper())


def _climbed(tokens: list[Token], start: int, end: int) -> int:
    """First word of the largest noun phrase of names that ends here and does not cross a person or several people."""
    token = tokens[end - 1]
    while start <= token.head.i < token.i or (token.dep_ == "compound" and token.head.i < end):
        above = token.head
        if above.tag_ in ("NNS", "NN") or above.ent_type_ == "PERSON" or (token.dep_ in ("conj", "appos")):
            break
        token = above
    if token.pos_ == "ADP":
        token = next(iter(token.children), token)
    if token.dep_ == "conj" and not any(c.dep_ == "det" for c in token.children):
        token = token.head  # "Change and Concord"
    first = min([token.i, *(c.i for c in token.children if c.i >= start and c.dep_ in ("compound", "amod", "nmod"))])
    while first > start and tokens[first - 1].text[:1].isupper() and tokens[first - 1].head.i <= token.i:
        first -= 1
    return first if start <= first < end else end - 1


def _bind(tokens: list[Token], first: int, end: int, bracket: int) -> int:
    """Hang the words of a name on the last one before its first linking word, whose index is given back."""
    link = next(i for i in range(first, end) if tokens[i].lower_ in _LINKS and i > first)
    head, inside = tokens[link - 1], range(first, end)
    close = bracket + 2
    top = next((tokens[i] for i in inside if not first <= tokens[i].head.i <= close), head)
    if top.head is top and head is not top:
        head.head.children = tuple(c for c in head.head.children if c is not head)
        head.head, head.dep_ = head, top.dep_
    elif head is not top:
        above, dep = top.head, top.dep_
        move(head, above, dep)
    for i in range(first, close + 1):
        token = tokens[i]
        for child in token.children if token is not head else ():
            if not first <= child.i <= close:
                move(child, head, child.dep_)
        if token is head or (i < head.i and token.head is head):
            continue
        move(token, head, "appos" if i == bracket + 1 else "punct" if i >= bracket else "compound")
    return head.i


def _join_hyphened(tokens: list[Token]) -> None:
    """ "al", "-" and "Name", three subjects of one verb: one name."""
    for at in range(2, len(tokens)):
        first, hyphen, last = tokens[at - 2 : at + 1]
        near = hyphen.text in ("-", "/") and not first.whitespace_ and not hyphen.whitespace_
        if near and first.text.isupper() and last.text.isupper() and len(first.text) > 1 and last.pos_ == "NOUN":
            last.pos_, last.tag_ = "PROPN", "NNP"  # "FLA-R"
        if near and first.head is last.head is hyphen.head and first.dep_ == last.dep_ and last.text[:1].isupper():
            move(first, last, "compound")
            move(hyphen, last, "compound")


def _free_days(tokens: list[Token]) -> None:
    """ "On Monday morning gunmen attacked": the morning belongs to "on", not to the gunmen."""
    for token in tokens:
        day = token.dep_ == "compound" and token.ent_type_ in _DAYS and token.head.ent_type_ not in _DAYS
        if not day or token.head.i < token.i:
            continue
        first = min([token.i, *(c.i for c in token.children)])
        before = tokens[first - 1] if first else None
        if before is None or before.pos_ != "ADP" or before.head is token:
            continue
        noun, verb = token.head, before.head
        bare = verb.pos_ == "VERB" and not any(c.dep_ in _SUBJECTS for c in verb.children)
        if bare and noun.head is before and noun.tag_ == "NNS" and verb.i > noun.i:
            move(noun, verb, "nsubj")  # "On Monday gunmen attacked": nobody else does
        if not any(c.dep_ == "pobj" for c in before.children):
            move(token, before, "pobj")


def _join_lists(tokens: list[Token]) -> None:
    """ "Delegations of A, B and C came": B is no other name of the delegations, it stands beside A."""
    for token in tokens:
        head = token.head
        if token.dep_ != "appos" or token.pos_ != "PROPN" or head.tag_ != "NNS" or token.i < head.i:
            continue
        if not any(c.dep_ == "conj" for c in token.children) or _closed(tokens, token):
            continue
        links = [c for c in head.children if c.i == head.i + 1 and c.lower_ in ("of", "from", "for")]
        named = [o for c in links for o in c.children if o.dep_ == "pobj" and o.pos_ == "PROPN" and o.i < token.i]
        if named:
            move(token, named[0], "conj")


def _name_members(tokens: list[Token]) -> None:
    """ "Groups active in the town, namely A, B and C": these name the groups, not the town."""
    for at, token in enumerate(tokens):
        if not 1 < at < len(tokens) - 1 or not (token.lower_ in _NAMING or _among_them(tokens, at)):
            continue
        noun = next((t for t in reversed(tokens[max(0, at - 10) : at]) if t.tag_ == "NNS"), None)
        if noun is None or tokens[at - 1].text not in (",", "(", "\u2014", "\u2013", "-"):
            continue
        stray = [t for t in tokens[at + 1 : at + 60] if t.dep_ in ("appos", "conj") and t.pos_ in ("PROPN", "NOUN")]
        named = [t for t in stray if t.head.i < at or t.head in stray]
        if not named or named[0].head.i >= at or _within(named[0], noun):
            continue
        for i, name in enumerate(named):
            if i and (name.head.i >= at or _within(name, noun)):
                continue
            move(name, named[0] if i else noun, "conj" if i else "appos")


def _among_them(tokens: list[Token], at: int) -> bool:
    return tokens[at].lower_ == "them" and tokens[at - 1].lower_ in ("among", "amongst")


def _within(token: Token, other: Token) -> bool:
    """True when ``token`` stands above ``other``."""
    while other.head is not other:
        other = other.head
        if other is token:
            return True
    return False


def _closed(tokens: list[Token], token: Token) -> bool:
    """True when a comma ends the list, so that it tells who somebody is."""
    last = token
    while last.children and last.children[-1].i > last.i:
        last = last.children[-1]
    return last.text == "," or (last.i + 1 < len(tokens) and tokens[last.i + 1].text == ",")


def _raise_verbs(tokens: list[Token]) -> None:
    """ "The FLA and the MRP, the main parties, signed on Monday.": a whole sentence, so the participle is its verb."""
    for noun in tokens:
        known = any(c.dep_ in ("det", "poss") for c in noun.children)
        if noun.head is not noun or noun.pos_ not in ("PROPN", "NOUN") or not (known or noun.ent_type_ == "PERSON"):
            continue
        verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > noun.i), None)
        ends = bool(noun.children) and noun.children[-1].text == "."
        if verb is None or not ends or tokens[verb.i - 1].text != "," or not verb.children:
            continue
        for child in noun.children:
            if child.i > verb.i:
                move(child, verb, child.dep_)
        noun.children = tuple(c for c in noun.children if c is not verb)
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        move(noun, verb, "nsubj")


def _lift_verbs(tokens: list[Token]) -> None:
    """ "X denied that its men had come and called for talks", "proposed that they go and thanked him": it is X who
    called and thanked, since the tenses differ."""
    for token in tokens:
        clause = token.head
        if token.dep_ != "conj" or token.tag_ != _FINITE_PAST or clause.dep_ != "ccomp" or clause.i > token.i:
            continue
        verb = clause.head
        own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "expl") for c in token.children)
        if own or verb.tag_ != _FINITE_PAST or verb.i > clause.i:
            continue
        helped = any(c.lower_ in _PERFECT for c in clause.children if c.dep_ in ("aux", "auxpass"))
        if helped or clause.tag_ in ("VB", "VBP") or verb.lemma_ in _DENYING:
            move(token, verb, "conj")
            for link in [c for c in clause.children if c.dep_ == "cc" and clause.i < c.i < token.i]:
                move(link, verb, "cc")
