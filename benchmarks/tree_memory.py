"""Memory and processor time of a process with all its children, watched from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.product import RunError

_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished process.

    Attributes:
        output: its standard output.
        seconds: wall time from start to end.
        processor: seconds of processor time, user and system, its children included.
        peak_mb: most megabytes (10^6 bytes) of resident memory at one time, its children included; what processes
            share counts for each. None where the system has no /proc.
    """

    output: str
    seconds: float
    processor: float
    peak_mb: float | None


def ran(command: Sequence[str], environment: dict[str, str] | None = None) -> Ran:
    """Runs a command to its end, its standard error passed on.

    Raises:
        RunError: when it fails; names the command.
    """
    begun = time.perf_counter()
    before = os.times()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}) as one:
        watch = _Watch(one.pid)
        watch.start()
        output, _ = one.communicate()
        watch.ended.set()
        watch.join()
    after = os.times()
    if one.returncode:
        raise RunError(f"this failed with exit code {one.returncode}: {' '.join(command)}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(output, time.perf_counter() - begun, processor, watch.peak / 1e6 if watch.peak else None)


class _Watch(threading.Thread):
    """Adds up the resident memory of a process and its children, again and again, and keeps the most."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while sys.platform == "linux" and not self.ended.wait(_EVERY):
            self.peak = max(self.peak, sum(_resident(p) for p in _family(self._root)))


def _family(root: int) -> list[int]:
    """A process and all its children that are alive."""
    found = [root]
    for process in found:
        try:
            for task in Path(f"/proc/{process}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:  # it has just ended
            continue
    return found


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):  # it has just ended
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
