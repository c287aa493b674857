"""Who does what to whom: one frame a predicate, with voice, negation, modality and the clause's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from readout.language.dates import Tense

if TYPE_CHECKING:
    from readout.language.tokens import Span, Token

Modality = Literal["none", "future", "obligation", "possible", "conditional"]

_NEGATIONS = {"not", "n't", "never", "no", "hardly", "nor", "neither", "nobody", "none", "nothing", "without", "n’t"}
_OBLIGE = {"must", "shall", "should"}
_MAY = {"may", "might", "could", "can"}
_PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_DONE = frozenset("manage begin start continue fail use seem appear happen go come help force first last".split())
"""Words whose infinitive tells of the same time as they do."""
_CLAUSES = {"conj", "parataxis", "advcl", "ccomp"}


@dataclass(frozen=True, eq=False)
class Frame:
    """A predicate and its arguments, as head tokens.

    Attributes:
        head: the verb; for "is ready", "is a mistake" the copula.
        lemma: of the predicate with its particle ("pull out"), lower case.
    """

    head: Token
    lemma: str

    @cached_property
    def agents(self) -> tuple[Token, ...]:
        """Logical subjects, coordination expanded; empty when nobody is named."""
        return tuple(_agents(self.head, depth=0))

    @cached_property
    def patients(self) -> tuple[Token, ...]:
        """Direct objects, or the subjects of a passive."""
        return tuple(_patients(self.head))

    @cached_property
    def passive(self) -> bool:
        """True for a passive or a bare past participle after a noun."""
        return _is_passive(self.head)

    @cached_property
    def negated(self) -> bool:
        """True when the predicate itself is denied."""
        return is_negated(self.head)

    @cached_property
    def modality(self) -> Modality:
        """Future, obligation or possibility, from auxiliaries and "is to", "set to", "have to"."""
        return _modality(self.head)

    @property
    def tense(self) -> Tense:
        """Whether the clause looks back or ahead, for resolving weekdays; an infinitive looks ahead of its verb."""
        ahead = self.modality in ("future", "obligation", "possible", "conditional") or _to_come(self.head)
        return "future" if ahead else "past"

    def complement(self) -> Token | None:
        """Head of the clause or infinitive that the predicate governs."""
        return next(
            (
                c
                for c in self.head.children
                if c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
            ),
            None,
        )

    def preposition(self, *words: str) -> list[Token]:
        """Objects of these prepositions, coordination expanded."""
        found: list[Token] = []
        for prep in self.head.children:
            if prep.dep_ in ("prep", "dative", "agent", "prt") and prep.lower_ in words:
                for obj in prep.children:
                    if obj.dep_ in ("pobj", "pcomp"):
                        found += [obj, *conjuncts(obj)]
        return found


def frames(sent: Span) -> list[Frame]:
    """The frames of a sentence, in text order; auxiliaries that only help a verb are left out."""
    return [Frame(t, _lemma(t)) for t in sent if _is_predicate(t)]


def conjuncts(token: Token) -> list[Token]:
    """What is coordinated with ``token`` to its right, without clauses of their own."""
    found = []
    for child in token.children:
        joined = child.dep_ == "conj" and (child.pos_ not in ("VERB", "AUX") or token.pos_ in ("VERB", "AUX"))
        if (joined and not _lifted(child)) or listed_next(child):
            found += [child, *conjuncts(child)]
        if child.dep_ == "prep" and child.lower_ == "of":
            found += [t for o in child.children for c in o.children if _lifted(c) for t in (c, *conjuncts(c))]
    return found


def _lifted(token: Token) -> bool:
    """True for "the guard" in "the government of X, the guard and ...", which parsers join to the name."""
    name = token.head
    if token.dep_ != "conj" or name.dep_ != "pobj" or name.head.lower_ != "of" or name.pos_ != "PROPN":
        return False
    owner = name.head.head
    articled = any(c.dep_ == "det" for c in token.children) and not any(c.dep_ == "det" for c in name.children)
    return articled and owner.tag_ in ("NN", "NNP") and token.pos_ in ("NOUN", "PROPN")


def first_of_list(token: Token) -> Token:
    """The first of the list that a noun is coordinated in; the noun itself when it stands alone or first."""
    while token.dep_ == "conj" or listed_next(token):
        token = token.head.head.head if _lifted(token) else token.head
    return token


def listed_next(token: Token) -> bool:
    """True for "B" in the list "A, B and C", which parsers take for another name of "A".

    What another name says of "A" is closed by a comma ("A, the buyer and lender of arms, said"), and a list is not.
    """
    if token.dep_ != "appos" or token.i < token.head.i:
        return False
    if not any(c.dep_ == "conj" for c in token.children):
        later = (c for c in token.head.children if c.i > token.i and c.dep_ == "appos")
        return token.pos_ == "PROPN" and any(listed_next(c) for c in later)
    doc, first, last = token.doc, token.left_edge, token.right_edge
    if first.i == 0 or doc[first.i - 1].text != "," or "and" not in [t.lower_ for t in token.subtree if t.dep_ == "cc"]:
        return False
    after = doc[last.i + 1].text if last.i + 1 < len(doc) else "."
    if after == "," or last.text == ",":
        return False
    article = any(c.dep_ == "det" for c in token.children)
    if token.pos_ == "PROPN" and token.head.pos_ == "PROPN":
        return True
    single = token.head.pos_ == "PROPN" or token.head.tag_ == "NN"
    return single and article and after not in (".", "-", "\u2013", "\u2014", ":", ";")


def _is_predicate(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.dep_ not in ("amod", "compound", "case", "aux") or (token.tag_ == "VBG" and token.dep_ == "pcomp")
    return token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")


def _lemma(token: Token) -> str:
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    return f"{token.lemma_.casefold()} {particle}" if particle else token.lemma_.casefold()


def is_negated(token: Token) -> bool:
    """Denied by "not", "never", "no longer", a negative subject or object, or "refuse/fail to" is the caller's."""
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATIONS and child.dep_ in ("advmod", "det", "preconj", "cc")):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj") and child.pos_ in ("NOUN", "PRON", "PROPN"):
            first = (
                child.lower_
                if child.pos_ == "PRON"
                else next((d.lower_ for d in child.children if d.dep_ in ("det", "neg")), "")
            )
            if first in ("no", "none", "nobody", "nothing", "neither", "nowhere"):
                return True
            if child.left_edge.lower_ == "not" and child.i < token.i:
                return True  # "not one soldier will go"
        if child.lower_ == "nor" and child.i < token.i:
            return True
    if token.dep_ == "conj" and any(c.lower_ == "nor" and c.i < token.i for c in token.head.children):
        return True
    return token.dep_ in ("xcomp", "acomp") and token.head.pos_ == "AUX" and is_negated(token.head)


def _is_passive(token: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children):
        return True
    if token.dep_ in ("acl", "advcl") and token.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in token.children):
        return not any(c.dep_ == "aux" for c in token.children)
    if token.dep_ == "conj" and token.tag_ == "VBN" and token.head.pos_ == "VERB":
        return not any(c.dep_ in ("nsubj", "aux") for c in token.children) and _is_passive(token.head)
    return False


def _modality(token: Token) -> Modality:
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _OBLIGE:
        return "obligation"
    if helpers & {"will", "'ll", "’ll", "wo"}:
        return "future"
    if helpers & _MAY:
        return "possible"
    if "would" in helpers:
        return "conditional"
    if token.dep_ in ("xcomp", "ccomp", "acl") and token.head.lemma_ in ("be", "have", "need") and "to" in helpers:
        return "obligation" if token.head.lemma_ != "be" else "future"
    if token.dep_ == "xcomp" and token.head.lemma_ in (
        "set",
        "due",
        "schedule",
        "expect",
        "slate",
        "plan",
        "ready",
        "prepare",
        "intend",
        "hope",
        "go",
        "aim",
        "likely",
    ):
        return "future"
    if (
        token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and not (helpers or any(c.dep_ == "nsubj" for c in token.children))
    ):
        return _modality(token.head)
    return "none"


def _to_come(token: Token) -> bool:
    """ "Agreed to leave by Sunday", "due to run out": not "managed to leave", nor "to have left"."""
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if "to" not in helpers:
        joined = token.dep_ == "conj" and token.tag_ == "VB" and not helpers and token.head.pos_ == "VERB"
        return joined and _to_come(token.head)
    return "have" not in helpers and token.head.lemma_.casefold() not in _DONE


def _agents(token: Token, depth: int) -> Iterator[Token]:
    if depth > 6:
        return
    by = [
        o
        for p in token.children
        if p.dep_ == "agent" or (p.dep_ == "prep" and p.lower_ == "by")
        for o in p.children
        if o.dep_ == "pobj"
    ]
    if _is_passive(token):
        for obj in by:
            yield from [obj, *conjuncts(obj)]
        return
    own = [c for c in token.children if c.dep_ in ("nsubj", "csubj") and c.dep_ not in _PASSIVE_SUBJECTS]
    if not own and token.head.pos_ == "AUX" and token.dep_ in ("acomp", "attr", "xcomp"):
        own = [c for c in token.head.children if c.dep_ == "nsubj"]
    if own:
        for subject in own:
            if subject.lower_ in _RELATIVE and token.dep_ == "relcl":
                yield from _antecedent(token)
            elif subject.lower_ in ("that", "who") and token.dep_ == "ccomp" and token.head.lemma_ == "be":
                yield from (c for c in token.head.children if c.dep_ == "attr")  # "it was Peru that asked"
            elif subject.lower_ != "there":
                yield from [subject, *conjuncts(subject)]
        return
    yield from _inherited(token, depth)


def _inherited(token: Token, depth: int) -> Iterator[Token]:
    governor = token.head
    if governor is token:
        return
    if token.dep_ == "conj" and governor.pos_ in ("VERB", "AUX"):
        passive = _is_passive(governor)
        yield from _patients(governor) if passive else _agents(governor, depth + 1)
    elif token.dep_ in ("xcomp", "ccomp", "oprd") and governor.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        objects = [
            c
            for c in governor.children
            if c.dep_ in ("dobj", "dative") and c.i < token.i and c.pos_ in ("NOUN", "PROPN", "PRON")
        ]
        if objects and governor.lemma_ not in ("promise", "vow", "threaten", "take", "make"):
            for obj in objects:
                yield from [obj, *conjuncts(obj)]
        else:
            yield from _patients(governor) if _is_passive(governor) else _agents(governor, depth + 1)
    elif token.dep_ == "acl" and (token.tag_ == "VBG" or (token.tag_ in _FINITE and governor.dep_ == "ROOT")):
        yield from _antecedent(token)  # finite: "the minister, Ann Lee, called on ..." parsed as one noun phrase
    elif token.dep_ == "acl" and governor.pos_ == "NOUN" and token.tag_ == "VB":
        verb = governor.head
        if verb.pos_ in ("VERB", "AUX"):
            yield from _agents(verb, depth + 1)
    elif token.dep_ == "advcl" and governor.pos_ in ("VERB", "AUX"):
        yield from _patients(governor) if _is_passive(governor) else _agents(governor, depth + 1)
    elif token.dep_ == "pcomp":
        verb = governor.head
        blamed = verb.lemma_ in (
            "accuse",
            "blame",
            "criticise",
            "criticize",
            "condemn",
            "suspect",
            "praise",
            "thank",
            "denounce",
            "charge",
        )
        if verb.pos_ in ("VERB", "AUX", "ADJ"):
            yield from _patients(verb) if blamed or _is_passive(verb) else _agents(verb, depth + 1)
        elif verb.pos_ == "NOUN":
            yield from (c for c in verb.children if c.dep_ == "poss")


def _antecedent(token: Token) -> Iterable[Token]:
    noun = token.head
    return [noun, *(c for c in conjuncts(noun) if c.i < token.i)]


def _patients(token: Token) -> Iterator[Token]:
    if _is_passive(token):
        subjects = [c for c in token.children if c.dep_ in _PASSIVE_SUBJECTS]
        for subject in subjects:
            if subject.lower_ in _RELATIVE and token.dep_ == "relcl":
                yield from _antecedent(token)
            else:
                yield from [subject, *conjuncts(subject)]
        if not subjects and token.dep_ == "acl":
            yield from _antecedent(token)
        if not subjects and token.dep_ == "conj":
            yield from _patients(token.head)
        return
    for child in token.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP":
            if child.lower_ in _RELATIVE and token.dep_ == "relcl":
                yield from _antecedent(token)
            else:
                yield from [child, *conjuncts(child)]


def clause_bounds(token: Token) -> tuple[int, int]:
    """Token range ``[start, end)`` of the smallest clause around a predicate: its subtree without coordinated clauses.

    Raises nothing; a predicate without children is its own clause.
    """
    start, end = token.left_edge.i, token.right_edge.i + 1
    for child in token.children:
        separate = (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")) or child.dep_ == "parataxis"
        if separate and child.i > token.i:
            end = min(end, max(token.i + 1, child.left_edge.i))  # "whom they used and threw away": the edges cross
        elif separate and child.i < token.i:
            start = max(start, min(token.i, child.right_edge.i + 1))
        if child.dep_ == "xcomp" and child.tag_ == "VB" and child.i > token.i:
            hung = [c.left_edge.i for c in child.children if c.dep_ == "conj" and c.tag_ in ("VBD", "VBZ", "VBP")]
            # "called on X to send Y and asked Z": a clause of its own
            end = min([end, *(max(token.i + 1, at) for at in hung)])
    doc = token.doc
    while (
        end - 1 > token.i
        and (doc[end - 1].is_punct or doc[end - 1].dep_ in ("cc", "punct") or doc[end - 1].is_space)
        and doc[end - 1].text not in "\"”’')"
    ):
        end -= 1
    while start < token.i and (
        (doc[start].is_punct and doc[start].text not in "\"“‘'(") or doc[start].dep_ == "cc" or doc[start].is_space
    ):
        start += 1
    return start, end
