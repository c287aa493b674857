"""What changed in what the reports say together, since a day or since an export that was kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from readout.ledger import Ledger
from readout.model import Finding
from readout.model.wire import finding_from_json
from readout.passes.corpus import compare
from readout.reconcile import Changed, changes

__all__ = ["Changed", "changes_since"]

KEPT = "findings.jsonl"


def changes_since(
    ledger: Ledger, since: str | Path, *, as_of: str | None = None, offices: Path | None = None
) -> tuple[Changed, ...]:
    """What is new, confirmed, contradicted or withdrawn in the findings over the ledger; the ledger stays as it is.

    A ledger keeps only the newest findings, so those of a day are worked out again from the reports published up to
    it (reports without a date count as later ones). A folder that an earlier run wrote holds its findings as they
    were, with the decisions and the coder of that time.

    Args:
        since: ISO date, or a folder of the dossier or of an export that holds ``findings.jsonl``.
        as_of: ISO date; leaves out later reports from the newer side too.
        offices: a file of further office holders (columns as in the shipped data).

    Raises:
        ValueError: when ``since`` is neither a date nor such a folder, lies after ``as_of``, or a line of the file is
            no finding; the message names it and the remedy.
        OSError: when the file cannot be read.
    """
    folder = Path(since)
    if folder.is_dir():
        before: Sequence[Finding] = _kept(folder)
    else:
        day = _day(str(since))
        if as_of is not None and day > _day(as_of):
            raise ValueError(f"--since {day} lies after --as-of {as_of}: nothing can have changed")
        before = compare(ledger, as_of=day, offices=offices).findings
    every = None if as_of else [r.id for r in ledger.reports()]
    after = compare(ledger, only=every, as_of=as_of, offices=offices)
    if folder.is_dir():
        _check_same_coding(before, {r.id for r in after.records}, folder)
    return changes(before, after.findings)


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(
            f"{text!r} is neither a day (2025-03-26) nor a folder that is there; give the day of the older dossier, or"
            f" the folder that holds its {KEPT}"
        ) from None


def _kept(folder: Path) -> list[Finding]:
    """The findings of a folder, from its own file or from one a level below."""
    places = [folder / KEPT, *sorted(folder.glob(f"*/{KEPT}"))]
    file = next((p for p in places if p.is_file()), None)
    if file is None:
        raise ValueError(f"{folder} holds no {KEPT}; write it with `readout export`, or give a day instead")
    found = []
    for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(finding_from_json(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{file}, line {at}: no finding ({error}); export it anew") from error
    return found


def _check_same_coding(before: Sequence[Finding], records: set[str], folder: Path) -> None:
    """Findings of another ledger, or of other versions of the coder, share no record with these."""
    cited = {record for finding in before for record in finding.records}
    if cited and records and not cited & records:
        raise ValueError(
            f"the findings in {folder} rest on no record of this ledger: it is of other reports or of another version"
            " of the coder; give a day instead"
        )
