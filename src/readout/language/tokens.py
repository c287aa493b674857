"""A parse as plain objects: tokens that know their head and children, spans of them, and the document of one text.

The parser's own objects make a new token whenever one is asked for, which is most of what walking a tree costs. These
are made once a document, and name everything as the parser does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, overload

from readout.language.rehanging import rehang

if TYPE_CHECKING:
    import spacy.tokens

_MISREAD = {
    form: verb
    for verb in ("hope", "spare", "rape", "rage", "stage", "route", "fine")
    for form in (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
} | {"installed": "install", "installing": "install"}
"""Verbs that the parser takes for shorter ones, "hoped" for a form of "hop", with their lemmas."""
_NAMED = ("LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_DEEPEST = 1 << 30
"""A mark or blank alone heads a span only where nothing else does."""
_COUNTED = ("HEAD", "IDX", "LENGTH", "SPACY", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "LIKE_NUM")


class Token:
    """One word or mark with its place in the sentence's tree.

    Attributes:
        i: index in the document; ``idx``: offset of its first character.
        lower_, lemma_, pos_, tag_, dep_, ent_type_: as the parser calls them; empty where it says nothing.
        head: what it hangs on, itself for the root of a sentence; ``children``: what hangs on it, in order.
        left_edge, right_edge: first and last token of its subtree.
    """

    __slots__ = (
        "_subtree",
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "left_edge",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    whitespace_: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    like_num: bool
    head: Token
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    _subtree: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    @property
    def text_with_ws(self) -> str:
        """The text with the blank after it."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and everything that hangs on it, its left side first."""
        if self._subtree is None:
            found: list[Token] = []
            for child in self.children:
                if child.i < self.i:
                    found += child.subtree
            found.append(self)
            for child in self.children:
                if child.i > self.i:
                    found += child.subtree
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """Heads, from the nearest up."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def depth(self) -> int:
        """How many heads are above it."""
        return sum(1 for _ in self.ancestors)

    @property
    def sent(self) -> Span:
        """The sentence that holds it."""
        return self.doc.sentence(self.i)

    def nbor(self, step: int = 1) -> Token:
        """The token so many places further on; raises IndexError beyond the document."""
        at = self.i + step
        if at < 0:
            raise IndexError(f"no token at {at}")
        return self.doc.tokens[at]


class Span:
    """Tokens in a row. Equal to another with the same bounds in the same document.

    Attributes:
        start, end: index of the first token, and one past the last.
        label_: kind of the name, for entities.
    """

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = max(start, end)
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self))
            return Span(self.doc, self.start + low, self.start + high)
        return self.doc.tokens[self.start : self.end][at]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and (self.start, self.end, self.label_) == (other.start, other.end, other.label_)
            and self.doc is other.doc
        )

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Offset of the first character."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Offset after the last character."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters from the first token to the last."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The highest token of the tree in it, the first where several are; raises ValueError for an empty span."""
        inside = self.doc.tokens[self.start : self.end]
        for token in inside:
            if token.head is token:
                return token
        free = [t for t in inside if not self.start <= t.head.i < self.end]
        if not inside:
            raise ValueError("an empty span has no root")
        return min(
            free or inside[:1], key=lambda t: _DEEPEST if (t.is_punct or t.is_space) and not t.children else t.depth
        )


class Doc:
    """The parse of one text: ``text`` is the whole of it, ``sents`` its sentences, ``ents`` its named entities.

    Attributes:
        names: of each name that a bracketed short form explains, its head's index and the index after its last word.
    """

    __slots__ = ("_offsets", "_starts", "ents", "names", "sents", "text", "tokens")

    def __init__(self, parsed: spacy.tokens.Doc) -> None:
        self.text: str = parsed.text
        self.tokens = _tokens(self, parsed)
        self.names = rehang(self.tokens)
        _edges(self.tokens)
        self._offsets = [t.idx for t in self.tokens]
        self.ents = tuple(Span(self, e.start, e.end, e.label_) for e in parsed.ents)
        self.sents = tuple(Span(self, s.start, s.end) for s in parsed.sents) if self.tokens else ()
        self._starts = [s.start for s in self.sents]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self.tokens))
            return Span(self, low, high)
        return self.tokens[at]

    def sentence(self, at: int) -> Span:
        """The sentence that holds the token of that index."""
        return self.sents[bisect_right(self._starts, at) - 1]

    def expanded(self, start: int, end: int) -> Span | None:
        """The tokens that the characters from ``start`` to ``end`` touch; None where they touch none."""
        first, last = bisect_right(self._offsets, start) - 1, bisect_right(self._offsets, end - 1) - 1
        if first < 0 or start >= self._offsets[first] + len(self.tokens[first].text):
            first += 1
        return Span(self, first, last + 1) if first <= last else None


def _tokens(doc: Doc, parsed: spacy.tokens.Doc) -> list[Token]:
    strings = parsed.vocab.strings
    named = parsed.to_array(list(_NAMED)).tolist()
    names = {key: strings[key] if key else "" for key in {k for row in named for k in row}}
    counted = parsed.to_array(list(_COUNTED)).astype("int64").tolist()
    tokens = [Token.__new__(Token) for _ in counted]
    hanging: list[list[Token]] = [[] for _ in counted]
    for at, (token, codes, counts) in enumerate(zip(tokens, named, counted, strict=True)):
        head, idx, length, spaced, space, punct, alpha, number = counts
        token.doc, token.i, token.idx = doc, at, idx
        token.text = doc.text[idx : idx + length]
        token.whitespace_ = " " if spaced else ""
        token.lower_, token.lemma_, token.pos_, token.tag_, token.dep_, token.ent_type_ = (names[c] for c in codes)
        if token.lower_ in _MISREAD and token.pos_ in ("VERB", "AUX"):
            token.lemma_ = _MISREAD[token.lower_]
        token.is_space, token.is_punct, token.is_alpha = bool(space), bool(punct), bool(alpha)
        token.like_num = bool(number)
        token.head = tokens[at + head]
        token._subtree = None
        if head:
            hanging[at + head].append(token)
    for token, children in zip(tokens, hanging, strict=True):
        token.children = tuple(children)
    return tokens


def _edges(tokens: list[Token]) -> None:
    """Sets the first and the last token under each, also where lines of the tree cross."""
    for token in tokens:
        token.left_edge = token.right_edge = token
    for token in tokens:
        up = token
        while up.head is not up:
            up = up.head
            if token.i < up.left_edge.i:
                up.left_edge = token
            elif token.i > up.right_edge.i:
                up.right_edge = token
