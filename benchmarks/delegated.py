"""Benchmarks that are programs of their own, run in a process of their own so that their memory is theirs alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

PROGRAMS = {
    "relations": "relations.py",
    "attribution": "attribution.py",
    "scale": "reconcile_scale.py",
    "monitor": "monitor_scale.py",
}
UNABLE = 3


def delegate(name: str, arguments: Sequence[str]) -> int:
    """Runs a benchmark's own program with these arguments; its output and exit code are handed on."""
    if "--cross-validate" in arguments and find_spec("torch") is None:
        remedy = "install what training needs: python -m pip install -r training/requirements.txt"
        print(f"error: cross-validation trains, and torch is not installed; {remedy}", file=sys.stderr)
        return UNABLE
    program = Path(__file__).parent / PROGRAMS[name]
    return subprocess.run([sys.executable, str(program), *arguments], check=False).returncode
