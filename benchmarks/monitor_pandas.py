"""The monitor's rules as one would write them in pandas straight away: the yardstick of ``monitor_scale.py``.

Same words, same question per incident: date, attacker, target class. It takes over the word lists and party names of
the package and leaves out what the package does besides (precision, coordinates, area, linking, reasons per row).
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from readout.model.compliance import TermsSheet
from readout.monitor.lexicon import lexicon
from readout.monitor.terms import load_terms
from readout.monitor.vocabulary import TARGET_CLASSES, covered, mask

VERBS = "attacked|shelled|struck|hit|bombed|fired|launched"


def class_patterns(sheets: list[TermsSheet]) -> dict[str, str]:
    """One alternation a target class."""
    words: dict[str, list[str]] = {}
    for entry in lexicon(sheets[0].parties).entries:
        if entry.room == "class":
            words.setdefault(entry.code, []).append(entry.exact.pattern)
    return {code: rf"\b(?:{'|'.join(patterns)})\b" for code, patterns in words.items()}


def judge(path: Path, sheets: list[TermsSheet]) -> dict[str, dict[str, int]]:
    """Verdict counts by account."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table = table[table["event_type"].isin(["Battles", "Explosions/Remote violence", "Violence against civilians"])]
    day = pd.to_datetime(table["event_date"], format="%Y-%m-%d", errors="coerce")
    notes = table["notes"].str.lower()
    bits = pd.Series(0, index=table.index)
    for code, pattern in class_patterns(sheets).items():
        bits |= notes.str.contains(pattern, regex=True).astype(int) * mask([code])
    bits = bits.where((bits != 0) | (table["event_type"] != "Battles"), mask(["military"]))
    attackers = {
        party.key: notes.str.contains(rf"{re.escape(party.name.lower())}\w* (?:\w+ ){{0,3}}(?:{VERBS})", regex=True)
        for party in sheets[0].parties
    }
    known = sum(found.astype(int) for found in attackers.values()) == 1
    return {sheet.account: _verdicts(sheet, day, bits, known) for sheet in sheets}


def _verdicts(sheet: TermsSheet, day: pd.Series, bits: pd.Series, known: pd.Series) -> dict[str, int]:
    prohibited = (bits & covered(sheet.clauses[0].prohibits)) != 0
    outside = (day < sheet.opens) | (day >= (sheet.closes or pd.Timestamp.max)) | ((bits != 0) & ~prohibited)
    verdict = np.select([outside, prohibited & known], ["not_covered", "breach"], "undetermined")
    reason = np.where(
        outside, "outside the dates or the classes", np.where(verdict == "breach", "all hold", "not known")
    )
    return {str(k): int(v) for k, v in pd.DataFrame({"v": verdict, "r": reason})["v"].value_counts().items()}


if __name__ == "__main__":
    begun = time.perf_counter()
    print(len(TARGET_CLASSES), judge(Path(sys.argv[1]), [load_terms(Path(sheet)) for sheet in sys.argv[2:]]))
    print(f"{time.perf_counter() - begun:.1f} s")
