"""How long a person waits for a fresh process: `readout --help`, and `readout brief` of two short reports.

The brief is compared with loading spaCy and its pipeline, which no brief can do without. Each is run in fresh
processes; the shortest of the runs counts, since whatever else the machine does can only make them longer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.product import say
from benchmarks.speed import EXAMPLES
from benchmarks.tree_memory import Ran, ran
from readout.language.parse import PIPELINE


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the benchmark."""
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measures the three by turns."""
    short = sorted(EXAMPLES.rglob("*.txt"), key=lambda path: path.stat().st_size)[:2]
    readout = [sys.executable, "-c", "from readout.cli import main; main()"]
    helped, briefed, loaded = [], [], []
    for number in range(args.runs):
        say(f"run {number + 1} of {args.runs}")
        helped.append(ran([*readout, "--help"]))
        loaded.append(ran([sys.executable, "-c", f"import spacy; spacy.load({PIPELINE!r})"]))
        with tempfile.TemporaryDirectory() as name:
            briefed.append(ran([*readout, "brief", *map(str, short), "--out", str(Path(name) / "out")]))
    return {
        "help_seconds": _shortest(helped),
        "brief_seconds": _shortest(briefed),
        "load_seconds": _shortest(loaded),
        "ratio": round(_shortest(briefed) / _shortest(loaded), 2),
        "ratio_processor": round(min(r.processor for r in briefed) / min(r.processor for r in loaded), 2),
    }


def _shortest(runs: list[Ran]) -> float:
    return round(min(r.seconds for r in runs), 2)
