"""The arrows between the rooms: what each may import of ours, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import readout

PACKAGE = Path(readout.__file__).parent
MODEL = {"model"}
ARROWS: dict[str, set[str]] = {
    "model": set(),
    "codebook": MODEL,
    "sources": MODEL,
    "language": {"model.when", "codebook.lexicon"},
    "linking": MODEL,
    "coding": MODEL | {"codebook", "language", "linking"},
    "ledger": MODEL | {"codebook"},
    "reconcile": MODEL
    | {"codebook", "language.datelines", "linking.bodies", "linking.offices", "linking.persons", "linking.seats"}
    | {"linking.states"},
    "monitor": MODEL | {"codebook", "linking"},
    "publish": MODEL | {"codebook", "reconcile", "monitor"},
    "workbench": MODEL | {"ledger", "publish", "codebook"},
    "passes": MODEL | {"sources", "language", "coding", "linking", "ledger", "reconcile", "monitor"},
    "verbs": MODEL | {"sources", "ledger", "passes", "reconcile", "monitor", "publish"},
    "cli": MODEL | {"codebook", "ledger", "passes", "verbs", "publish", "monitor", "workbench", "linking"},
}
"""For each room, the rooms (or modules of a room) whose import is right. Those of the report pass know no ledger."""


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _imports(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, also within functions, without the name of the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import in line {node.lineno}"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.removeprefix("readout.") for name in names if name.startswith("readout."))


def _room(module: str) -> str:
    return module.split(".")[0]


def _allowed(name: str, allowed: set[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in allowed)


def test_every_room_has_its_arrows() -> None:
    rooms = {_room(module) for module, _ in _modules() if module} - {"__main__"}
    assert rooms == set(ARROWS)


@pytest.mark.parametrize("room", sorted(ARROWS))
def test_a_room_imports_only_what_its_arrows_allow(room: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, path in _modules()
        if _room(module) == room
        for name in _imports(path)
        if _room(name) != room and _room(name) != "__version__" and not _allowed(name, ARROWS[room])
    ]
    assert not wrong, "\n".join(wrong)


def test_only_the_passes_know_more_than_one_stage_of_the_report_pass() -> None:
    stages = {"sources", "coding"}
    both = {module for module, path in _modules() if stages <= {_room(name) for name in _imports(path)}}
    assert {_room(module) for module in both} <= {"passes"}


def test_storage_stays_in_the_ledger() -> None:
    libraries = ("sqlalchemy", "alembic", "psycopg")
    wrong = [
        module
        for module, path in _modules()
        if _room(module) != "ledger"
        and any(
            f"import {each}" in line or f"from {each}" in line
            for line in path.read_text(encoding="utf-8").splitlines()
            for each in libraries
        )
    ]
    assert not wrong


def test_the_rooms_can_be_found() -> None:
    assert all(find_spec(f"readout.{room}") for room in ARROWS)
