"""What the notes of an incident say: the object that was struck, with what, and who struck it.

Notes are first boiled down to the sequence of their known words; each distinct sequence is read once.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from readout.monitor.lexicon import Lexicon, Token
from readout.monitor.vocabulary import mask

MARK = "\x1f"
READING = {"note_classes": pl.UInt32(), "note_means": pl.UInt32(), "note_attacker": pl.String()}
BOTH = "*both*"
"""Stands for notes by which more than one party attacked."""


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What one sequence of words says; ``attacker`` is a party's key, ``BOTH`` or None."""

    classes: int
    means: int
    attacker: str | None


def boiled(notes: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Notes as their known words, joined by ``MARK``; null stays null."""
    return notes.str.to_lowercase().str.extract_all(lexicon.pattern).list.join(MARK)


def read_notes(tokens: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """``READING`` columns for a column of boiled notes, row by row."""
    distinct = tokens.unique().drop_nulls()
    known: dict[str, Token | None] = {}
    readings = [_read(sequence, lexicon, known) for sequence in distinct]
    table = pl.DataFrame(
        {
            "tokens": distinct,
            "note_classes": [reading.classes for reading in readings],
            "note_means": [reading.means for reading in readings],
            "note_attacker": [reading.attacker for reading in readings],
        },
        schema={"tokens": pl.String(), **READING},
    )
    joined = tokens.to_frame("tokens").join(table, on="tokens", how="left", maintain_order="left")
    return joined.select(list(READING))


def _read(sequence: str, lexicon: Lexicon, known: dict[str, Token | None]) -> NoteReading:
    tokens = []
    for form in sequence.split(MARK):
        if form not in known:
            known[form] = lexicon.token(form)
        token = known[form]
        if token is not None:
            tokens.append(token)
    classes = means = 0
    denied = False
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n else Token(stop=True)
        denied = before.negation or (denied and before.classes != 0)
        classes |= 0 if denied else token.classes
        means |= 0 if denied else token.means
    return NoteReading(classes, means, attacker(tokens))


def attacker(tokens: list[Token]) -> str | None:
    """The party that these words name as the one who struck, ``BOTH`` for several, None for nobody.

    A party followed by a verb of attack, with no speaking, passive or struck object between, or a party after "by",
    is said outright. A party right before a weapon ("Arvanian drones") counts only when nothing is said outright.
    """
    outright: set[str] = set()
    implied: set[str] = set()
    subject: str | None = None
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n else Token(stop=True)
        if token.party is not None:
            subject = _named(tokens, n, subject, outright)
        elif token.stop or token.speech or token.passive:
            subject = None
        elif token.verb:
            subject = _verb(tokens, n, subject, outright, implied)
        elif token.weapon and subject is not None and before.party == subject and not before.placed:
            implied.add(subject)
        elif token.classes and not token.weapon:
            subject = None if token.classes & ~MILITARY else subject
    said = outright or implied
    return next(iter(said)) if len(said) == 1 else BOTH if said else None


MILITARY = mask(["military"])
"""Words of the military class may stand inside the name of the attacker ("artillery positions of Arvania fired")."""


def _named(tokens: list[Token], n: int, subject: str | None, outright: set[str]) -> str | None:
    """The subject after a party's name."""
    token = tokens[n]
    by = n > 0 and tokens[n - 1].by and not (n > 1 and tokens[n - 2].speech)
    if token.party is not None and (by or token.agent):
        outright.add(token.party)
        return None
    return subject if token.placed else token.party


def _verb(tokens: list[Token], n: int, subject: str | None, outright: set[str], implied: set[str]) -> str | None:
    """The subject after a verb of attack. Destroying the other side's drones is no attack but theirs."""
    after = tokens[n + 1 : n + 4]
    if after and after[0].by:
        return None
    if subject is None:
        return None
    other = after[0].party if after else None
    weapon = len(after) > 1 and after[1].weapon and not (len(after) > 2 and after[2].classes)
    if other is not None and other != subject and not after[0].placed and weapon:
        implied.add(other)
    else:
        outright.add(subject)
    return None
