"""One runner for everything that is measured.

    python -m benchmarks NAME [options]

Every benchmark tells its progress on standard error and ends with one line of JSON on standard output. Exit codes: 0
done; 1 a floor is missed (`gate`); 2 wrong use; 3 something it needs is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module

BENCHMARKS = {
    "coding": "records against gold: found, and found right, by kind",
    "findings": "what several reports say together, against gold",
    "calibration": "whether confidence means what it says",
    "relations": "PLOVER roots of marked pairs",
    "attribution": "source, cue and content of attributions",
    "speed": "the report pass against a bare parse, one process and two, memory",
    "cold": "the first answer of a fresh process",
    "gains": "what changed between two exports of the same texts",
    "scale": "reconcile on thousands of synthetic reports",
    "monitor": "incident tables of millions of rows",
    "gate": "the quick ones on our own gold against pinned floors",
}
DELEGATED = {"relations", "attribution", "scale", "monitor"}
"""Benchmarks with a command line of their own, in `benchmarks.delegated`."""

FLOOR_MISSED, UNABLE = 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one benchmark; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in DELEGATED:
        from benchmarks.delegated import delegate

        return delegate(given[0], given[1:])
    args = _parser(given).parse_args(given)
    from benchmarks.gold_files import GoldError
    from benchmarks.product import RunError

    try:
        result = import_module(f"benchmarks.{args.name}").run(args)
    except (GoldError, RunError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return UNABLE
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return FLOOR_MISSED if result.get("missed_floors") else 0


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Only the benchmark asked for is imported: `gains` need not wait for the parser to load."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name, what in BENCHMARKS.items():
        one = names.add_parser(name, help=what, description=what)
        if given and given[0] == name and name not in DELEGATED:
            import_module(f"benchmarks.{name}").register(one)
    return parser


if __name__ == "__main__":
    sys.exit(main())
