"""What reconcile costs: synthetic reports of made-up events, at a size and at half of it, on one core.

    python benchmarks/reconcile_scale.py [--reports 10000] [--events 200] [--json]

Prints one line of JSON: seconds and peak memory, the growth when the corpus doubles, and the seconds that one more
report costs when the state of the run before is kept.
"""

from __future__ import annotations

import argparse
import json
import resource
import time

from synthetic import corpus

from readout.language.encoder import Encoder, load
from readout.reconcile import Reconciler, reconcile


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=200)
    args = parser.parse_args()
    reader = load(threads=1)
    half = _timed(args.reports // 2, args.events // 2, reader)
    made = corpus(args.reports, args.events)
    start = time.process_time()
    findings = reconcile(made.reports, made.records, reader=reader)
    whole = time.process_time() - start
    kept = Reconciler(reader)
    kept.update(made.reports[:-1], made.records)
    start = time.process_time()
    again = kept.update(made.reports, made.records)
    added = time.process_time() - start
    result = {
        "reports": args.reports,
        "events": args.events,
        "records": len(made.records),
        "findings": len(findings),
        "seconds": round(whole, 2),
        "seconds_half": round(half, 2),
        "growth_on_doubling": round(whole / half, 2),
        "seconds_one_more_report": round(added, 2),
        "same_as_from_scratch": again == findings,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(result))


def _timed(reports: int, events: int, reader: Encoder | None) -> float:
    made = corpus(reports, events)
    start = time.process_time()
    reconcile(made.reports, made.records, reader=reader)
    return time.process_time() - start


if __name__ == "__main__":
    main()
