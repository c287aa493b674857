"""The verbs as a notebook uses them: from the package, in any order."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import readout


def test_five_lines_from_reports_to_a_dossier(tigray: Path, tmp_path: Path) -> None:
    reports = list(readout.read(tigray))
    records = [record for _, found in readout.code(reports) for record in found]
    view = readout.reconcile(reports, records)
    assert readout.publish(view, tmp_path)[0].name == "dossier.html"
    assert readout.reconcile(reports, records) == view


def test_a_verb_stays_a_verb_when_the_room_of_its_name_is_imported() -> None:
    for name in ("reconcile", "publish"):
        room = import_module(f"readout.{name}")
        assert room.__name__ == f"readout.{name}"
        assert callable(getattr(readout, name))


def test_the_package_itself_brings_in_no_parser() -> None:
    script = "import sys, readout, readout.cli; sys.exit('spacy' in sys.modules or 'polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
