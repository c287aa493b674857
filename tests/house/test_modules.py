"""Modules stay small and say by their name what they hold."""

from __future__ import annotations

from pathlib import Path

import readout

PACKAGE = Path(readout.__file__).parent
LONGEST = 400
NAMELESS = {"utils", "util", "helpers", "helper", "misc", "common", "shared", "stuff", "tools"}


def test_no_module_is_longer_than_the_longest() -> None:
    lengths = {
        str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in PACKAGE.rglob("*") if path.stem in NAMELESS] == []
