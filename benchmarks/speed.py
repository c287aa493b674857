"""The report pass against a bare parse of the same texts, one core against two, and memory.

The texts are the example reports (and those of ``--texts``), repeated to as many articles as asked for. Parse and pass
take turns on the same few texts on one core, so that another load on the machine bears on both alike. The pass is
all of it: reading the files, parsing, coding and linking, with the encoder where there is one; beside it stands the
pass by rules alone. One core and two run one after the other, in fresh processes; there loading the pipeline counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.product import RunError, reports_of, say
from benchmarks.tree_memory import Ran, ran
from readout.coding import code
from readout.language.parse import BATCH, PIPELINE, parse_all
from readout.model import Report
from readout.passes import Problem, code_reports

EXAMPLES = Path(__file__).parents[1] / "examples"


@dataclass(slots=True)
class Times:
    """Seconds on the wall and of the processor."""

    wall: float = 0.0
    processor: float = 0.0

    def since(self, start: tuple[float, float]) -> None:
        """Adds what has gone by since `now` gave ``start``."""
        self.wall += time.perf_counter() - start[0]
        self.processor += time.process_time() - start[1]


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the benchmark."""
    parser.add_argument("--texts", type=Path, metavar="DIR", help="further reports (*.txt, any depth)")
    parser.add_argument("--articles", type=int, default=250, help="repeat the reports to so many (default 250)")
    parser.add_argument("--part", choices=["turns", "pass"], help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measures; with ``--part`` one of the measurements, in this process."""
    if args.part == "turns":
        return _turns(args.texts, args.articles)
    if args.part == "pass":
        return _pass(args.texts, args.jobs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = _laid_out(folder, args.texts, args.articles)
        turns = json.loads(_fresh(folder, "turns", "--articles", str(args.articles)).output)
        one = _fresh(folder, "pass", "--jobs", "1")
        two = _fresh(folder, "pass", "--jobs", "2")
    memory = [r.peak_mb for r in (one, two) if r.peak_mb is not None]
    return {
        "articles": args.articles,
        "characters": characters,
        **turns,
        "articles_per_second": round(args.articles / turns["pass_seconds"], 2),
        "one_core_seconds": round(one.seconds, 2),
        "two_cores_seconds": round(two.seconds, 2),
        "two_cores_speedup": round(one.seconds / two.seconds, 2),
        "one_core_processor_seconds": round(one.processor, 2),
        "two_cores_processor_seconds": round(two.processor, 2),
        "peak_mb": round(max(memory)) if memory else None,
        "peak_mb_one_core": round(memory[0]) if memory else None,
        "load_average": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
    }


def _laid_out(folder: Path, further: Path | None, articles: int) -> int:
    """Copies the texts into a folder under numbered names; returns how many characters they have."""
    texts = sorted(EXAMPLES.rglob("*.txt")) + (sorted(further.rglob("*.txt")) if further else [])
    if not texts:
        raise RunError(f"no *.txt in {EXAMPLES}")
    characters = 0
    for number, text in enumerate(islice(cycle(texts), articles)):
        place = folder / f"{number:05}.txt"
        shutil.copy(text, place)
        characters += len(place.read_text(encoding="utf-8"))
    return characters


def _fresh(folder: Path, part: str, *options: str) -> Ran:
    say(f"{part} {' '.join(options)} in a fresh process")
    command = [sys.executable, "-m", "benchmarks", "speed", "--texts", str(folder), "--part", part, *options]
    return ran(command)


def _turns(folder: Path, articles: int) -> dict[str, Any]:
    """Parse, pass and rules by turns, after a turn of each that does not count, in which everything is loaded."""
    import spacy

    bare = spacy.load(PIPELINE)
    files = sorted(folder.glob("*.txt"))
    parse, whole, rules = Times(), Times(), Times()
    _parsed(bare, reports_of(files[:BATCH]), Times())
    _passed(files[:BATCH], 1, Times())
    for at in range(0, articles, BATCH):
        reports = _passed(files[at : at + BATCH], 1, whole)
        _parsed(bare, reports, parse)
        _ruled(files[at : at + BATCH], rules)
    return {
        "ratio": round(whole.wall / parse.wall, 3),
        "ratio_processor": round(whole.processor / parse.processor, 3),
        "ratio_by_rules": round(rules.wall / parse.wall, 3),
        "ratio_by_rules_processor": round(rules.processor / parse.processor, 3),
        "pass_seconds": round(whole.wall, 2),
        "parse_seconds": round(parse.wall, 2),
    }


def _parsed(bare: Any, reports: Sequence[Report], into: Times) -> None:
    start = (time.perf_counter(), time.process_time())
    for _ in bare.pipe([r.text for r in reports], batch_size=BATCH):
        pass
    into.since(start)


def _passed(files: Sequence[Path], jobs: int, into: Times) -> list[Report]:
    start = (time.perf_counter(), time.process_time())
    reports = reports_of(files)
    for report, outcome in code_reports(reports, jobs=jobs):
        if isinstance(outcome, Problem):
            raise RunError(f"{report.file}: {outcome}")
    into.since(start)
    return reports


def _ruled(files: Sequence[Path], into: Times) -> None:
    """The pass without the encoder."""
    start = (time.perf_counter(), time.process_time())
    reports = reports_of(files)
    for report, doc in zip(reports, parse_all(r.text for r in reports), strict=True):
        code(report, doc)
    into.since(start)


def _pass(folder: Path, jobs: int) -> dict[str, Any]:
    """The whole pass on so many cores."""
    taken = Times()
    _passed(sorted(folder.glob("*.txt")), jobs, taken)
    return {"seconds": round(taken.wall, 2)}
