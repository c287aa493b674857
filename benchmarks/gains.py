"""Gains and losses: what a change of the coder does to texts that nobody has annotated.

Two exports of the same reports, made by two versions, are laid over each other. Records of one kind whose evidence
overlaps by half of the shorter one are one record before and after; what is left on either side is lost or gained. A
person reads the lists and says whether the change is for the better.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.evidence import Spans, compact, places, shared, words_of
from benchmarks.gold_files import Json
from benchmarks.product import RunError
from benchmarks.scoring import LEAST_SHARED

PASSED_OVER = frozenset({"id", "report", "kind", "evidence", "confidence", "content"})
"""Fields whose change is no change of what was read (evidence and content are compared as places, not by offset)."""


@dataclass(frozen=True, slots=True)
class Export:
    """Texts by compact text, which is what two exports share whatever their ids, and the records of each."""

    titles: Mapping[str, str]
    texts: Mapping[str, str]
    records: Mapping[str, Sequence[Json]]


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; ``before`` or ``after`` is None where it is only in one."""

    report: str
    kind: str
    before: Json | None
    after: Json | None
    words: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, when it is in both."""
        if self.before is None or self.after is None:
            return ()
        names = sorted((self.before.keys() | self.after.keys()) - PASSED_OVER)
        return tuple(n for n in names if self.before.get(n) != self.after.get(n))


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the report."""
    parser.add_argument("--before", type=Path, required=True, metavar="EXPORT", help="folder with reports.jsonl")
    parser.add_argument("--after", type=Path, required=True, metavar="EXPORT", help="the same of the newer version")
    parser.add_argument("--most", type=int, default=20, metavar="N", help="list N of each sort and kind (default 20)")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Prints the lists and gives the counts."""
    before, after = read_export(args.before), read_export(args.after)
    shared_texts = [key for key in before.texts if key in after.texts]
    if not shared_texts:
        raise RunError(f"{args.before} and {args.after} have no report in common; export the same reports twice")
    changes = [c for key in shared_texts for c in changes_of(key, before, after)]
    lost = [c for c in changes if c.after is None]
    gained = [c for c in changes if c.before is None]
    changed = [c for c in changes if c.fields]
    for heading, rows in (("lost", lost), ("gained", gained), ("changed", changed)):
        for line in _listed(heading, rows, args.most):
            print(line)
    fields: dict[str, Counter[str]] = defaultdict(Counter)
    for one in changed:
        fields[one.kind].update(one.fields)
    return {
        "reports": len(shared_texts),
        "only_before": len(before.texts) - len(shared_texts),
        "only_after": len(after.texts) - len(shared_texts),
        "same": len(changes) - len(lost) - len(gained) - len(changed),
        "lost": dict(Counter(c.kind for c in lost)),
        "gained": dict(Counter(c.kind for c in gained)),
        "changed": {kind: dict(counts) for kind, counts in fields.items()},
    }


def read_export(folder: Path) -> Export:
    """The reports and records of an export.

    Raises:
        RunError: when a file is missing or is no JSON Lines.
    """
    reports = _lines(folder / "reports.jsonl")
    keys = {r["id"]: compact(r["text"]) for r in reports}
    records: dict[str, list[Json]] = defaultdict(list)
    for record in _lines(folder / "records.jsonl"):
        records[keys[record["report"]]].append(record)
    titles = {keys[r["id"]]: str(r.get("file") or r.get("title") or r["id"]) for r in reports}
    return Export(titles, {keys[r["id"]]: r["text"] for r in reports}, records)


def changes_of(key: str, before: Export, after: Export) -> Iterator[Change]:
    """Every record of a report, in pairs where there are two, the most alike first."""
    one, two = list(before.records.get(key, ())), list(after.records.get(key, ()))
    ground = after.texts[key]
    left = [_ground(r, before.texts[key], ground) for r in one]
    right = [_ground(r, ground, ground) for r in two]
    candidates = sorted(
        (-_alike(a, b), -shared(left[i], right[k]), i, k)
        for i, a in enumerate(one)
        for k, b in enumerate(two)
        if a["kind"] == b["kind"] and shared(left[i], right[k]) >= LEAST_SHARED
    )
    paired: dict[int, int] = {}
    for _, _, i, k in candidates:
        if i not in paired and k not in paired.values():
            paired[i] = k
    name = after.titles[key]
    for i, a in enumerate(one):
        match = two[paired[i]] if i in paired else None
        yield Change(name, a["kind"], a, match, _shown(match or a, ground if match else before.texts[key]))
    for k, b in enumerate(two):
        if k not in paired.values():
            yield Change(name, b["kind"], None, b, _shown(b, ground))


def _alike(one: Json, two: Json) -> int:
    return sum(one.get(n) == two.get(n) for n in (one.keys() | two.keys()) - PASSED_OVER)


def _ground(record: Json, text: str, ground: str) -> Spans:
    return places(words_of(record.get("evidence"), text), ground)


def _shown(record: Json, text: str) -> str:
    return " … ".join(" ".join(w.split()) for w in words_of(record.get("evidence"), text))[:240]


def _listed(heading: str, changes: Sequence[Change], most: int) -> Iterator[str]:
    kinds = Counter(c.kind for c in changes)
    yield f"{heading}: {len(changes)}"
    for kind in sorted(kinds):
        yield f"  {kind}: {kinds[kind]}"
        for one in [c for c in changes if c.kind == kind][:most]:
            yield f"    {one.report}: {one.words}"
            for name in one.fields:
                if one.before is not None and one.after is not None:
                    yield f"      {name}: {_value(one.before.get(name))} → {_value(one.after.get(name))}"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:160]


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except FileNotFoundError as error:
        raise RunError(f"{path}: no such file; make an export with readout export") from error
    except ValueError as error:
        raise RunError(f"{path}: no JSON Lines ({error}); make the export anew") from error
