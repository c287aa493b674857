"""Confidence that means what it says: of records given 0.8, about 80% should be right (codebook section 2).

Each kind's raw confidence is mapped by a logistic curve (Platt 1999), fitted by `training/calibrate.py` on reports
with gold records and kept in `calibration.toml` beside this module.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from readout.model import Record

LOWEST, HIGHEST = 0.02, 0.98


def calibrated(record: Record) -> Record:
    """The record with its confidence as the share of such records that are right."""
    shift, slope = _curves().get(record.kind, (0.0, 1.0))
    return replace(record, confidence=round(curve(record.confidence, shift, slope), 3))


def curve(raw: float, shift: float, slope: float) -> float:
    """The logistic map of a raw confidence, 0 to 1."""
    raw = min(HIGHEST, max(LOWEST, raw))
    return 1 / (1 + math.exp(-(shift + slope * math.log(raw / (1 - raw)))))


@cache
def _curves() -> dict[str, tuple[float, float]]:
    text = (resources.files("readout.coding") / "calibration.toml").read_text(encoding="utf-8")
    return {kind: (float(c["shift"]), float(c["slope"])) for kind, c in tomllib.loads(text)["kinds"].items()}
