"""The docs are kept true: generated pages are current, links lead somewhere, and every example runs as it is told."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from readout.cli import app
from readout.cli.reference import page as commands_page
from readout.codebook.reference import page as codebook_page

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]
EXIT = re.compile(r"\[exit code (\d+)\]")


@dataclass(frozen=True)
class Told:
    """A command of a page, and what the page says that it prints."""

    command: str
    output: tuple[str, ...]

    @property
    def code(self) -> int:
        """The exit code that the last line of the output tells; 0 where it tells none."""
        found = EXIT.fullmatch(self.output[-1]) if self.output else None
        return int(found[1]) if found else 0


def _commands(body: str) -> Iterator[Told]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *output = part.rstrip("\n").split("\n")
        yield Told(command, tuple(output))


def _pattern(output: tuple[str, ...]) -> str:
    """The lines told as a pattern: ``...`` stands for anything, and blanks at the ends of lines do not count."""
    lines = [line for line in output if not EXIT.fullmatch(line)]
    return (
        r"\s*" + r"\s*\n\s*".join(r"[\s\S]*".join(map(re.escape, line.strip().split("..."))) for line in lines) + r"\s*"
    )


def _run(told: Told) -> None:
    program, *arguments = shlex.split(told.command)
    assert program == "readout", f"only readout is run in docs, not {program}"
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == told.code, f"{told.command}\n{result.output}"
    if told.output:
        shown = (result.stderr + result.stdout).strip()
        assert re.fullmatch(_pattern(told.output), shown), f"{told.command}\n{shown}"


@pytest.mark.parametrize(
    "page", [p for p in PAGES if BLOCK.search(p.read_text(encoding="utf-8"))], ids=lambda p: p.stem
)
def test_the_examples_of_a_page_run_in_order(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "docs"}
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "console":
            for told in _commands(block["body"]):
                _run(told)
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block["body"], str(page), "exec"), names)


def test_generated_pages_are_current() -> None:
    told = "is not what the code says: run `make docs`"
    assert (ROOT / "docs/codebook.md").read_text(encoding="utf-8") == codebook_page(), f"docs/codebook.md {told}"
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == commands_page(), f"docs/commands.md {told}"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"], ids=lambda p: p.stem)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, fragment = target.partition("#")
        linked = (page.parent / name) if name else page
        assert linked.exists(), f"{page.name} links to {target}"
        if fragment:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", heading).casefold().replace(" ", "-") for heading in headings}
            assert fragment in anchors, f"{page.name} links to {target}"
