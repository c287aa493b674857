"""Writes whole annotated reports as gold files, so that the coder can be scored on them.

    python -m training.whole_reports training/data/reports --out DIR
    python -m benchmarks coding --gold DIR

Each ``@`` line of a passages file begins a report; its passages are the report's paragraphs, in order.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.passages import Actor, Passage, PassageRecord, read_file

_ACTORS = frozenset(
    "parties proposer addressees holder toward participants attacker target speaker source said_by".split()
)
_CODES = frozenset("measure condition_of target_class means".split())
_NUMBERS = frozenset("value killed injured".split())


@dataclass(frozen=True, slots=True)
class WholeReport:
    """One report of a passages file.

    Attributes:
        name: file stem and number, for the names of its gold files.
        day: YYYY-MM-DD; empty where no line gives it.
        passages: its paragraphs.
    """

    name: str
    day: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The report with a line for outlet and day, as gold reports have it."""
        return f"Agency | {self.day}\n\n" + "\n".join(p.text for p in self.passages) + "\n"

    def records(self) -> list[dict[str, Any]]:
        """The records of all its paragraphs, with the fields of gold files; evidence as exact words."""
        return [_gold(record, passage) for passage in self.passages for record in passage.records]


def whole_reports(file: Path) -> Iterator[WholeReport]:
    """The reports of a file, in order. Raises PassageError naming file and line."""
    passages = iter(read_file(file))
    blocks = [[line for line in b.split("\n") if line] for b in f"\n{file.read_text('utf-8')}".split("\n@ ")[1:]]
    for number, block in enumerate(blocks, 1):
        size = sum(line.startswith("> ") for line in block)
        day = next((line[2:].strip() for line in block if line.startswith("< ")), "")
        yield WholeReport(f"{file.stem}_{number:02d}", day, tuple(next(passages) for _ in range(size)))


def _gold(record: PassageRecord, passage: Passage) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": record.kind, "factuality": "fact"}
    found["evidence"] = [passage.text[start:end] for start, end in record.evidence]
    for name, value in record.fields:
        if name in _ACTORS:
            found[name] = [_actor(a) for a in record.actors(name)]
        elif name in _CODES:
            found[name] = list(record.codes(name))
        elif name in _NUMBERS:
            found[name] = float(value.replace(",", ""))
        elif name == "duration":
            found.setdefault("terms", {})["duration"] = float(value)
        elif name == "prohibits":
            found.setdefault("terms", {})["prohibits"] = list(record.codes(name))
        else:
            found[name] = value
    return found


def _actor(actor: Actor) -> dict[str, str | None]:
    return {"name": actor.name, "state": actor.state or None, "type": actor.type or None, "role": None}


def main() -> None:
    """Writes NAME.txt and NAME.json for every report of the folder's files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of *.passages whose @ lines begin reports")
    parser.add_argument("--out", type=Path, required=True, help="folder for the gold files; made if need be")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for file in sorted(args.folder.glob("*.passages")):
        for report in whole_reports(file):
            (args.out / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
            records = {"records": report.records()}
            (args.out / f"{report.name}.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
