"""Speed and memory of the monitor: rows in ACLED's shape from file to verdicts under two accounts.

    python benchmarks/monitor_scale.py --rows 3000000
    python benchmarks/monitor_scale.py --rows 3000000 --every-note --rates --pandas

Plain runs end with the verdicts; ``--rates`` adds runs with the comparison before and during and the sensitivity
table, which read the notes of twice as much time. Each measurement runs in a process of its own: wall time, processor
time and peak memory, as the system counts them.
Targets (two cores, three million rows): CSV 12 s and 2.5 GB, Parquet 5 s, five times as fast as pandas.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHEET = """name = "Scale"
account = "{account}"
start = {start}
duration = 30
zone = "Europe/Kyiv"
[[party]]
key = "ARV"
name = "Arvania"
[[party]]
key = "BEL"
name = "Belmark"
[[clause]]
id = "main"
prohibits = {prohibits}
"""
TARGETS = {"csv": 12.0, "parquet": 5.0}


def sheets(folder: Path) -> list[Path]:
    """Two accounts that differ in start and scope."""
    narrow, wide = folder / "narrow.toml", folder / "wide.toml"
    narrow.write_text(SHEET.format(account="narrow", start="2025-03-18", prohibits='["energy"]'), encoding="utf-8")
    wide.write_text(
        SHEET.format(account="wide", start="2025-03-25", prohibits='["energy", "infrastructure"]'), encoding="utf-8"
    )
    return [narrow, wide]


def judge(path: Path, terms: list[Path], every_note: bool, rates: bool) -> dict[str, object]:
    """One run in this process."""
    begun = time.perf_counter()
    import polars as pl

    from readout.monitor.run import Choices, assess
    from readout.monitor.terms import load_terms
    from readout.monitor.verdicts import date_verdicts

    choices = Choices(every_note=every_note, compare=rates)
    result = assess([load_terms(sheet) for sheet in terms], [path], choices=choices)
    counts = {a.sheet.account: dict(a.rows["verdict"].cast(pl.String).value_counts().rows()) for a in result.accounts}
    for account in result.accounts:
        far = date_verdicts(result.rest, account.sheet)["verdict"].len()
        counts[account.sheet.account]["not_covered"] += far
    return {
        "seconds": round(time.perf_counter() - begun, 2),
        "taken": result.rows.height + result.rest.height,
        "verdicts": counts,
    }


def measured(command: list[str]) -> dict[str, object]:
    """Run a command; its last line with wall time, processor time and peak memory added."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = process.stdout.read().strip().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    processor, peak = round(used.ru_utime + used.ru_stime, 1), round(used.ru_maxrss / 1e6, 2)
    return {
        "said": lines[-1] if lines else "",
        "wall_s": round(time.perf_counter() - begun, 1),
        "processor_s": processor,
        "peak_gb": peak,
    }


def main() -> None:
    """Generate the rows, measure, print one JSON line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--folder", type=Path, help="keep the generated rows here")
    parser.add_argument(
        "--every-note", action="store_true", help="read the notes of all rows, not only of the time compared"
    )
    parser.add_argument("--rates", action="store_true", help="measure runs with rates and sensitivity as well")
    parser.add_argument("--pandas", action="store_true", help="measure the pandas version as well (needs pandas)")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--terms", type=Path, nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(judge(asked.run, asked.terms, asked.every_note, asked.rates)))
        return
    with tempfile.TemporaryDirectory() as spare:
        folder = asked.folder or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, asked)


def measure(folder: Path, asked: argparse.Namespace) -> None:
    """All measurements over the rows in ``folder``."""
    here, terms = Path(__file__).parent, sheets(folder)
    paths = [folder / f"rows-{asked.rows}.csv", folder / f"rows-{asked.rows}.parquet"]
    for path in paths:
        if not path.exists():
            subprocess.run([sys.executable, here / "monitor_rows.py", str(asked.rows), path], check=True)
    print(
        json.dumps(
            {
                "rows": asked.rows,
                "cores": len(os.sched_getaffinity(0)),
                "load": os.getloadavg(),
                "csv_gb": paths[0].stat().st_size / 1e9,
            }
        )
    )
    flags: list[list[str]] = [
        [],
        *([["--every-note"]] if asked.every_note else []),
        *([["--rates"]] if asked.rates else []),
    ]
    walls: dict[str, float] = {}
    for path in paths:
        command = [str(Path(__file__)), "--run", str(path), "--terms", *map(str, terms)]
        for given in flags:
            found = measured([*command, *given])
            kind = path.suffix[1:]
            walls.setdefault(kind, float(str(found["wall_s"])))
            print(json.dumps({"file": kind, "flags": given, "target_s": TARGETS[kind], **found}), flush=True)
    if asked.pandas:
        found = measured([str(here / "monitor_pandas.py"), str(paths[0]), *map(str, terms)])
        factor = round(float(str(found["wall_s"])) / walls["csv"], 1)
        print(json.dumps({"file": "csv", "pandas": True, "times_as_long": factor, **found}), flush=True)


if __name__ == "__main__":
    main()
