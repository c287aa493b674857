"""From the answers to the single questions to a verdict and a sentence that gives its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from readout.model.compliance import Clause, TermsSheet, Verdict
from readout.monitor.trials import Answer, Telling, What, When, Who

RADIX = (6, 5, 4, 3, 3, 3, 4)
"""How many answers each question has, in the order of ``Answers``."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers about one incident under one clause."""

    when: When
    who: Who
    what: What
    where: Answer
    means: Answer
    excepted: Answer
    telling: Telling

    @classmethod
    def unpacked(cls, packed: int) -> Answers:
        """The answers that a packed number holds."""
        digits = []
        for size in reversed(RADIX):
            packed, digit = divmod(packed, size)
            digits.append(digit)
        when, who, what, where, means, excepted, telling = reversed(digits)
        return cls(When(when), Who(who), What(what), Answer(where), Answer(means), Answer(excepted), Telling(telling))

    @property
    def undated(self) -> Answers:
        """The same, taken to lie within the dates."""
        return replace(self, when=When.DURING)


def verdict(answers: Answers) -> Verdict:
    """Surely outside: not covered. Else not to be told: undetermined. Else: breach."""
    if _outside(answers):
        return "not_covered"
    return "undetermined" if _unknown(answers) else "breach"


def _outside(answers: Answers) -> bool:
    return (
        answers.when in (When.BEFORE, When.AFTER)
        or answers.who in (Who.NOT_BOUND, Who.ELSEWHERE)
        or answers.what is What.OTHER_CLASS
        or Answer.OUTSIDE in (answers.where, answers.means, answers.excepted)
        or answers.telling is Telling.DENIAL
    )


def _unknown(answers: Answers) -> bool:
    return any(
        (answers.when, answers.who, answers.what, answers.where, answers.means, answers.excepted, answers.telling)
    )


def sentence(answers: Answers, sheet: TermsSheet, clause: Clause) -> str:
    """The reason in words, for a reader who has the incident before them."""
    reasons = _why_outside(answers, sheet, clause)
    if reasons:
        return f"Not covered: {reasons[0]}."
    reasons = _why_unknown(answers, sheet, clause)
    if reasons:
        return f"Undetermined: {'; '.join(reasons)}."
    return f"Breach: within the dates ({span(sheet)}), by a party that is bound, against {listed(clause.prohibits)}" + (
        f", by {listed(clause.acts)}." if clause.acts else "."
    )


def _why_outside(answers: Answers, sheet: TermsSheet, clause: Clause) -> list[str]:
    pairs = (
        (answers.telling is Telling.DENIAL, "this row is a denial, not an incident"),
        (answers.when is When.BEFORE, f"before the start by this account ({span(sheet)})"),
        (answers.when is When.AFTER, f"after the end by this account ({span(sheet)})"),
        (answers.who is Who.ELSEWHERE, "another conflict: neither a party of the terms nor their area is named"),
        (answers.what is What.OTHER_CLASS, f"what was struck is not among {listed(clause.prohibits)}"),
        (answers.where is Answer.OUTSIDE, "outside the area of the terms"),
        (
            answers.who is Who.NOT_BOUND,
            f"the attacker is not bound by this clause (bound: {', '.join(clause.parties)})",
        ),
        (answers.means is Answer.OUTSIDE, f"the means is not among {listed(clause.acts)}"),
        (answers.excepted is Answer.OUTSIDE, "an exception of the terms applies"),
    )
    return [words for holds, words in pairs if holds]


def _why_unknown(answers: Answers, sheet: TermsSheet, clause: Clause) -> list[str]:
    pairs = (
        (answers.when is When.NO_DATE, "no date"),
        (answers.when is When.OVER_THE_START, f"the time given reaches over the start ({span(sheet)})"),
        (answers.when is When.OVER_THE_END, f"the time given reaches over the end ({span(sheet)})"),
        (answers.who is Who.NOT_SAID, "nobody says who attacked"),
        (answers.who is Who.CONTRADICTED, "the source does not say with one voice who attacked"),
        (answers.what is What.NOT_KNOWN, "what was struck is not known"),
        (
            answers.what is What.TOO_WIDE,
            f"what was struck is told too widely to be told from {listed(clause.prohibits)}",
        ),
        (answers.where is Answer.UNKNOWN, "the place is not known well enough"),
        (answers.means is Answer.UNKNOWN, f"the means may or may not be {listed(clause.acts)}"),
        (answers.excepted is Answer.UNKNOWN, "an exception of the terms may apply"),
        (answers.telling is Telling.LEAD, "a machine-coded lead is no verdict by itself"),
        (answers.telling is Telling.POSSIBLE, "the report gives it as possible only"),
    )
    return [words for holds, words in pairs if holds]


def span(sheet: TermsSheet) -> str:
    """The dates of an account in words."""
    from datetime import time

    start = f"{sheet.opens:%Y-%m-%d}" if sheet.opens.time() == time() else f"{sheet.opens:%Y-%m-%d %H:%M}"
    if sheet.closes is None:
        return f"from {start}, no end given, {sheet.zone}"
    end = f"{sheet.last_day}" if sheet.closes.time() == time() else f"{sheet.closes:%Y-%m-%d %H:%M}"
    return f"{start} to {end}, {sheet.zone}"


def listed(codes: tuple[str, ...]) -> str:
    """Codes as words: "energy, port or transport"."""
    words = [code.replace("_", " ") for code in codes]
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} or {words[-1]}"
