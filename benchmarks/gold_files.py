"""Gold on disk: reports with the records, and groups of reports with the findings, that a careful person gives them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent / "gold" / "unseen"
"""The gold that comes with the project (see ``gold/README.md``)."""

Json = Mapping[str, Any]


class GoldError(ValueError):
    """A gold file cannot be used; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report and its gold records, as JSON objects with evidence in words or ``[start, end)`` offsets of ``text``."""

    name: str
    file: Path
    text: str
    records: tuple[Json, ...]


def gold_reports(folder: Path) -> dict[str, GoldReport]:
    """Every NAME.json of the folder and those below it that has a NAME.txt beside it, by name.

    Raises:
        GoldError: when there is none, two bear one name, or a file is not in the format.
    """
    found: dict[str, GoldReport] = {}
    for path in sorted(folder.rglob("*.json")):
        beside = path.with_suffix(".txt")
        if not beside.exists():
            continue
        if path.stem in found:
            raise GoldError(f"{path}: a second report called {path.stem}; rename one of the two")
        records = _loaded(path)
        records = records.get("records") if isinstance(records, dict) else None
        if not isinstance(records, list) or not all(isinstance(r, dict) and "kind" in r for r in records):
            raise GoldError(f'{path}: not {{"records": [{{"kind": ...}}, ...]}}; see docs/codebook.md')
        found[path.stem] = GoldReport(path.stem, beside, beside.read_text(encoding="utf-8"), tuple(records))
    if not found:
        raise GoldError(f"{folder}: no NAME.json with its NAME.txt; name a folder of gold with --gold")
    return found


def gold_findings(folder: Path) -> tuple[Json, ...]:
    """The findings of every ``*.findings`` file of the folder and those below it.

    Raises:
        GoldError: when there is none, or a file is not a list of findings.
    """
    found: list[Json] = []
    for path in sorted(folder.rglob("*.findings")):
        listed = _loaded(path)
        if not isinstance(listed, list) or not all(isinstance(f, dict) and "finding" in f for f in listed):
            raise GoldError(f"{path}: not a list of findings")
        found += listed
    if not found:
        raise GoldError(f"{folder}: no *.findings file; name a folder of gold with --gold")
    return tuple(found)


def _loaded(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError(f"{path}: no JSON in UTF-8 ({error})") from error
