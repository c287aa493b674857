"""`changes`: what moved since a day or since a dossier that was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from readout.ledger import open_ledger


def _days(path: Path) -> list[str]:
    with open_ledger(path, create=False) as ledger:
        return sorted(r.published[:10] for r in ledger.reports() if r.published)


def test_before_the_first_report_everything_is_new(run: Run, ledger_file: Path) -> None:
    found = json.loads(run("changes", "--since", "1999-01-01", "--ledger", ledger_file, "--json").stdout)
    assert found and {c["change"] for c in found} == {"new"}
    assert all(c["before"] is None and c["after"]["id"] for c in found)
    shown = run("changes", "--since", "1999-01-01", "--ledger", ledger_file).stdout
    assert shown.startswith("NEW (") and "that one source alone has" in shown


def test_after_the_last_report_nothing_changed(run: Run, ledger_file: Path) -> None:
    last = _days(ledger_file)[-1]
    assert run("changes", "--since", last, "--ledger", ledger_file).stdout == f"Nothing changed since {last}.\n"


def test_the_day_between_tells_what_the_later_reports_brought(run: Run, ledger_file: Path) -> None:
    first, last = _days(ledger_file)[0], _days(ledger_file)[-1]
    found = json.loads(run("changes", "--since", first, "--as-of", last, "--ledger", ledger_file, "--json").stdout)
    assert found and {"id", "finding", "records"} <= set((found[0]["after"] or found[0]["before"]).keys())


def test_an_export_that_was_kept_is_the_older_state(run: Run, ledger_file: Path, tmp_path: Path) -> None:
    run("reconcile", "--ledger", ledger_file)
    run("export", tmp_path / "kept", "--ledger", ledger_file)
    assert "Nothing changed" in run("changes", "--since", tmp_path / "kept", "--ledger", ledger_file).stdout
    (tmp_path / "kept" / "findings.jsonl").write_text("", encoding="utf-8")
    assert "NEW (" in run("changes", "--since", tmp_path / "kept", "--ledger", ledger_file).stdout


def test_the_ledger_stays_as_it_is(run: Run, ledger_file: Path) -> None:
    with open_ledger(ledger_file, create=False) as ledger:
        before = ledger.findings()
    run("changes", "--since", "1999-01-01", "--ledger", ledger_file)
    with open_ledger(ledger_file, create=False) as ledger:
        assert ledger.findings() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [('{"finding": 1}\n', "line 1"), ("not json\n", "line 1"), (None, "readout export")],
    ids=["no finding", "no JSON", "no file"],
)
def test_a_folder_without_findings_is_named(
    run: Run, ledger_file: Path, tmp_path: Path, content: str | None, told: str
) -> None:
    if content is not None:
        (tmp_path / "findings.jsonl").write_text(content, encoding="utf-8")
    result = run("changes", "--since", tmp_path, "--ledger", ledger_file, code=3)
    assert told in result.stderr and tmp_path.name in result.stderr


def test_what_is_no_day_is_named(run: Run, ledger_file: Path) -> None:
    assert "yesterday" in run("changes", "--since", "yesterday", "--ledger", ledger_file, code=3).stderr
    late = run("changes", "--since", "2030-01-02", "--as-of", "2030-01-01", "--ledger", ledger_file, code=3)
    assert "lies after" in late.stderr


def test_findings_of_other_reports_are_refused(run: Run, ledger_file: Path, tmp_path: Path) -> None:
    strange: dict[str, object] = {
        "id": "f1",
        "finding": "single_source",
        "records": ["unknown"],
        "about": None,
        "evidence": {},
    }
    strange |= {"explanation": "", "reference": None, "subject": None, "reason": None}
    (tmp_path / "findings.jsonl").write_text(json.dumps(strange) + "\n", encoding="utf-8")
    result = run("changes", "--since", tmp_path, "--ledger", ledger_file, code=3)
    assert "another version" in result.stderr
