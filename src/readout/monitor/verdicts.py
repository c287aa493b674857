"""Every incident under every clause of every account: breach, not covered, undetermined, and why.

The answers to the single questions (``trials``) are packed into one number a row; each distinct number is then turned
into a verdict and a sentence once. Anything surely outside: not covered. Else anything that cannot be told:
undetermined. Else: breach. So no incident can be both a breach and not covered.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from readout.model.compliance import Clause, TermsSheet
from readout.monitor import trials
from readout.monitor.reasons import RADIX, Answers, sentence, span, verdict

BREACH, NOT_COVERED, UNDETERMINED = "breach", "not_covered", "undetermined"
VERDICTS = pl.Enum([BREACH, NOT_COVERED, UNDETERMINED])
# Worst first: what an account as a whole says of an incident that several of its clauses judge.
ORDER = {BREACH: 0, UNDETERMINED: 1, NOT_COVERED: 2}


def verdicts(rows: pl.DataFrame, sheet: TermsSheet) -> pl.DataFrame:
    """``verdict``, ``reason``, ``clause`` and ``undated`` for each row of coded incidents under one account.

    ``clause`` is the clause whose verdict counts for the account: the first with a breach, else the first that is
    undetermined, else the first. ``undated`` is the verdict with the question of the date left out; rates use it.
    """
    each = [clause_verdicts(rows, sheet, clause) for clause in sheet.clauses]
    if len(each) == 1:
        return each[0].with_columns(clause=pl.lit(sheet.clauses[0].id))
    joined = pl.concat(
        [frame.rename({name: f"{name}:{n}" for name in frame.columns}) for n, frame in enumerate(each)],
        how="horizontal",
    )
    return joined.select(*(_of_account(name, range(len(each))) for name in ("verdict", "reason")),
                         undated=_worst("undated", range(len(each))),
                         clause=_clause_that_counts(sheet.clauses))  # fmt: skip


def clause_verdicts(rows: pl.DataFrame, sheet: TermsSheet, clause: Clause) -> pl.DataFrame:
    """``verdict``, ``reason`` and ``undated`` for each row under one clause."""
    answers = (
        trials.when(sheet),
        trials.who(clause),
        trials.what(clause.prohibits),
        trials.where(clause.area),
        trials.by_what_means(clause.acts),
        trials.excepted(sheet.exceptions, clause.prohibits),
        trials.telling(),
    )
    packed: pl.Expr = pl.lit(0, dtype=pl.UInt32)
    for size, answer in zip(RADIX, answers, strict=True):
        packed = packed * size + answer
    packed_rows = rows.lazy().select(packed.alias("packed")).collect()["packed"]
    distinct = packed_rows.unique()
    read = [Answers.unpacked(value) for value in distinct]
    said = [sentence(answer, sheet, clause) for answer in read]
    reasons = pl.Enum(sorted(set(said)))
    return pl.select(
        verdict=packed_rows.replace_strict(
            distinct, pl.Series([verdict(a) for a in read], dtype=VERDICTS), return_dtype=VERDICTS
        ),
        reason=packed_rows.replace_strict(distinct, pl.Series(said, dtype=reasons), return_dtype=reasons),
        undated=packed_rows.replace_strict(
            distinct, pl.Series([verdict(a.undated) for a in read], dtype=VERDICTS), return_dtype=VERDICTS
        ),
    )


def date_verdicts(rest: pl.DataFrame, sheet: TermsSheet) -> pl.DataFrame:
    """``verdict`` and ``reason`` of incidents of which only the date was read.

    Raises:
        ValueError: if one of them may lie within the terms: it should have been read in full.
    """
    when = rest.select(trials.when(sheet).alias("when"))["when"]
    inside = set(when.unique()) - {int(trials.When.BEFORE), int(trials.When.AFTER)}
    if inside:
        raise ValueError(f"an incident within the terms of {sheet.account} was read by its date only")
    words = {int(w): f"Not covered: {side} by this account ({span(sheet)})." for w, side in
             ((trials.When.BEFORE, "before the start"), (trials.When.AFTER, "after the end"))}  # fmt: skip
    return pl.select(
        verdict=pl.repeat(NOT_COVERED, rest.height).cast(VERDICTS),
        reason=when.replace_strict(words, return_dtype=pl.String),
    )


def _first(value: str, numbers: Iterable[int], wanted: str) -> pl.Expr:
    chain: pl.Expr = pl.lit(None)
    for n in reversed(list(numbers)):
        chain = pl.when(pl.col(f"verdict:{n}") == value).then(pl.col(f"{wanted}:{n}").cast(pl.String)).otherwise(chain)
    return chain


def _of_account(name: str, numbers: range) -> pl.Expr:
    chosen = pl.coalesce([_first(value, numbers, name) for value in ORDER])
    return chosen.cast(VERDICTS).alias(name) if name == "verdict" else chosen.alias(name)


def _worst(name: str, numbers: range) -> pl.Expr:
    columns = [pl.col(f"{name}:{n}") for n in numbers]
    return (
        pl.when(pl.any_horizontal(column == BREACH for column in columns))
        .then(pl.lit(BREACH))
        .when(pl.any_horizontal(column == UNDETERMINED for column in columns))
        .then(pl.lit(UNDETERMINED))
        .otherwise(pl.lit(NOT_COVERED))
        .cast(VERDICTS)
    )


def _clause_that_counts(clauses: tuple[Clause, ...]) -> pl.Expr:
    chosen: pl.Expr = pl.lit(None)
    for value in reversed(ORDER):
        for n in reversed(range(len(clauses))):
            chosen = pl.when(pl.col(f"verdict:{n}") == value).then(pl.lit(clauses[n].id)).otherwise(chosen)
    return chosen
