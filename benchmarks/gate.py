"""The gate: the quick benchmarks on our own gold against ``floors.toml``; exit code 1 when a floor is missed."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.calibration import calibration_error, judged
from benchmarks.coding import Figures
from benchmarks.findings import summary
from benchmarks.gold_files import OWN, gold_findings, gold_reports
from benchmarks.product import RunError, as_coded, as_told, coded, reports_of, say, view_of
from benchmarks.scoring import counted, scored
from benchmarks.scoring_findings import counted_findings

FLOORS = Path(__file__).parent / "floors.toml"
AT_MOST = frozenset({"calibration.ece"})
"""Figures of which less is better."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure with the least (of an error, the most) that it may be."""

    figure: str
    floor: float
    measured: float

    @property
    def holds(self) -> bool:
        """Whether the figure keeps to its floor."""
        return self.measured <= self.floor if self.figure in AT_MOST else self.measured >= self.floor


def register(parser: argparse.ArgumentParser) -> None:
    """The options of the gate."""
    parser.add_argument("--gold", type=Path, default=OWN, metavar="DIR", help="other gold than our own")
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE", help="other floors")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measures everything that the floors name."""
    figures = measured(args.gold)
    floors = list(compared(floors_of(args.floors), figures))
    for one in floors:
        sign = "≤" if one.figure in AT_MOST else "≥"
        said = "holds " if one.holds else "MISSED"
        say(f"{said} {one.figure:28} {one.measured:.3f} {sign} {one.floor:.3f}")
    missed = [asdict(one) for one in floors if not one.holds]
    return {"floors": len(floors), "missed_floors": missed, "figures": figures}


def measured(folder: Path) -> dict[str, float]:
    """Every figure of the gate by its dotted name, from one coding of the gold reports."""
    gold, wanted = gold_reports(folder), gold_findings(folder)
    say(f"coding and comparing {len(gold)} reports")
    reports = reports_of(one.file for one in gold.values())
    records = coded(reports)
    results = [scored(one, two) for one, two in zip(gold.values(), as_coded(reports, records), strict=True)]
    counts = counted(results)
    every = Figures.of(counts.all)
    figures = {"coding.detected": every.detected.f1, "coding.right": every.right.f1}
    figures |= {f"coding.kinds.{kind}": Figures.of(c).right.f1 for kind, c in counts.kinds.items() if c.gold}
    told = summary(counted_findings(gold, wanted, as_told(gold.values(), view_of(reports, records))))
    figures |= {f"findings.{name}": told[name] for name in ("recall", "precision", "corroborated_recall")}
    figures["calibration.ece"] = round(calibration_error(judged(results)), 3)
    return figures


def floors_of(file: Path) -> dict[str, float]:
    """The floors by dotted name.

    Raises:
        RunError: when the file is not TOML or a floor is no number.
    """
    try:
        floors = dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))
    except tomllib.TOMLDecodeError as error:
        raise RunError(f"{file}: {error}") from error
    wrong = [name for name, value in floors.items() if not isinstance(value, int | float)]
    if wrong or not floors:
        raise RunError(f"{file}: {wrong[0] if wrong else 'it'} has no number")
    return floors


def compared(floors: Mapping[str, float], figures: Mapping[str, float]) -> Iterator[Floor]:
    """Each floor with what was measured.

    Raises:
        RunError: for a floor of something that is not measured, which would otherwise hold for ever.
    """
    for name, floor in floors.items():
        if name not in figures:
            raise RunError(f"floor {name!r} names no figure of the gate; known are {', '.join(figures)}")
        yield Floor(name, float(floor), figures[name])


def _flat(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
