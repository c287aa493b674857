"""Coding against gold: what of a careful person's records the coder finds, and what of that is right, by kind."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold_files import OWN, GoldReport, gold_reports
from benchmarks.product import RunError, as_coded, coded, has_encoder, reports_of, say, view_of
from benchmarks.scoring import Count, Counts, Mistake, Rates, Scored, counted, mistakes, scored, wrong_fields
from readout.publish.export import export


@dataclass(frozen=True, slots=True)
class Figures:
    """How many records gold and the coder have, and the rates of what was found and of what is right."""

    gold: int
    predicted: int
    detected: Rates
    right: Rates

    @classmethod
    def of(cls, count: Count) -> Figures:
        """The rates of a count."""
        detected = Rates.of(count.detected, count.predicted, count.gold)
        return cls(count.gold, count.predicted, detected, Rates.of(count.right, count.predicted, count.gold))


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the benchmark."""
    parser.add_argument("--gold", type=Path, default=OWN, metavar="DIR", help="NAME.txt and NAME.json, any depth")
    parser.add_argument(
        "--without-encoder", action="store_true", help="code by rules alone as well, and show the difference"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N mistakes of each sort and kind")
    parser.add_argument("--write", type=Path, metavar="DIR", help="keep the records as an export (JSON Lines)")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Codes the gold reports and scores them."""
    gold = gold_reports(args.gold)
    encoder = has_encoder()
    if args.without_encoder and not encoder:
        raise RunError("no encoder file to compare with; make it with python -m training.train")
    results = results_of(gold, write=args.write)
    counts = counted(results)
    _show(counts)
    _show_mistakes(mistakes(results), args.errors)
    found = {"reports": len(gold), **_scores(counts), "encoder": encoder}
    found["kinds"] = {kind: asdict(Figures.of(c)) for kind, c in counts.kinds.items() if c.gold or c.predicted}
    if args.without_encoder:
        say("\nby rules alone:")
        alone = counted(results_of(gold, rules_alone=True))
        _show(alone)
        found["without_encoder"] = _scores(alone)
        found["difference"] = {
            what: round(found[what]["f1"] - found["without_encoder"][what]["f1"], 3) for what in ("detected", "right")
        }
    return found


def results_of(gold: dict[str, GoldReport], *, rules_alone: bool = False, write: Path | None = None) -> list[Scored]:
    """Codes the gold reports, pairs their records, and keeps them as an export when told to."""
    say(f"coding {len(gold)} reports")
    reports = reports_of(one.file for one in gold.values())
    records = coded(reports, rules_alone=rules_alone)
    if write is not None:
        export(view_of(reports, records), write, ["jsonl"])
    return [scored(one, two) for one, two in zip(gold.values(), as_coded(reports, records), strict=True)]


def _scores(counts: Counts) -> dict[str, Any]:
    figures = Figures.of(counts.all)
    return {"detected": asdict(figures.detected), "right": asdict(figures.right)}


def _show(counts: Counts) -> None:
    say(f"{'':10} {'gold':>5} {'coded':>5}   detected P    R    F1      right P    R    F1")
    for kind, count in [*counts.kinds.items(), ("all", counts.all)]:
        if count.gold or count.predicted:
            f = Figures.of(count)
            d, r = f.detected, f.right
            shown = f"{d.p:10.3f} {d.r:.3f} {d.f1:.3f}   {r.p:8.3f} {r.r:.3f} {r.f1:.3f}"
            say(f"{kind:10} {f.gold:5} {f.predicted:5}   {shown}")


def _show_mistakes(found: Sequence[Mistake], most: int) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    for one in sorted(found, key=lambda m: (m.kind, m.sort)) if most else ():
        shown[one.kind, one.sort] += 1
        if shown[one.kind, one.sort] <= most:
            fields = ", ".join(wrong_fields(one.gold, one.coded)) if one.gold and one.coded else ""
            say(f"\n{one.kind} {one.sort} in {one.report} {fields}")
            for label, record in (("gold", one.gold), ("coded", one.coded)):
                if record is not None:
                    told = {k: v for k, v in record.items() if v not in (None, [], "") and k not in ("id", "report")}
                    say(f"  {label:6}{json.dumps(told, ensure_ascii=False)[:500]}")
