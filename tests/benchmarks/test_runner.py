"""The runner: one line of JSON in the shape that is documented, exit codes, errors that name the remedy."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.__main__ import main
from benchmarks.calibration import Judged, bins, calibration_error
from benchmarks.cold import register as register_cold
from benchmarks.gate import FLOORS, Floor, floors_of
from benchmarks.gold_files import OWN, gold_findings, gold_reports
from benchmarks.tree_memory import ran

from benchmarks import delegated

HEAD = "Envoys meet\nThe Harbour Wire | 2031-05-06\n"
FIRST = HEAD + "“We will sign tomorrow,” said Ada Brandt, the Norwegian foreign minister. Ten people were killed.\n"
SECOND = HEAD.replace("Wire", "Post") + "Norway rejected the truce, its foreign minister Ada Brandt said.\n"
QUOTE = {"kind": "statement", "evidence": ["“We will sign tomorrow,” said Ada Brandt"], "speaker": "Ada Brandt"}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports with two gold records and a gold finding; a README that is no report."""
    folder = tmp_path_factory.mktemp("gold")
    (folder / "below").mkdir()
    (folder / "README.md").write_text("not a report")
    for name, text, records in (("wire", FIRST, [QUOTE]), ("below/post", SECOND, [])):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps({"records": records}), encoding="utf-8")
    finding = {"finding": "disputed", "about": "stance", "evidence": {"wire": ["We will sign"], "post": ["rejected"]}}
    (folder / "envoys.findings").write_text(json.dumps([finding]), encoding="utf-8")
    return folder


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[dict[str, Any], int]:
    code = main([str(a) for a in arguments])
    lines = capsys.readouterr().out.splitlines()
    return json.loads(lines[-1]), code


def test_coding_tells_figures_in_all_and_by_kind(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, code = _run(capsys, "coding", "--gold", gold, "--errors", 2, "--write", tmp_path / "export")
    assert code == 0
    assert found["reports"] == 2
    assert set(found["detected"]) == set(found["right"]) == {"p", "r", "f1"}
    assert found["detected"]["r"] == found["right"]["r"] == 1.0
    assert set(found["kinds"]["statement"]) == {"gold", "predicted", "detected", "right"}
    assert (tmp_path / "export" / "records.jsonl").exists()


def test_findings_tell_recall_by_type_and_precision(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, code = _run(capsys, "findings", "--gold", gold)
    assert code == 0
    assert found["types"]["disputed stance"]["gold"] == 1
    assert {"recall", "precision", "disputed_recall", "corroborated_recall"} <= set(found)


def test_calibration_tells_its_error_by_kind_and_the_bins(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = _run(capsys, "calibration", "--gold", gold)
    assert 0 <= found["ece"] <= 1
    assert (
        sum(b["records"] for b in found["bins"])
        == found["records"]
        == sum(k["records"] for k in found["kinds"].values())
    )


def test_gains_lists_what_changed_and_ends_with_counts(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    _run(capsys, "coding", "--gold", gold, "--write", before)
    after.mkdir()
    (after / "reports.jsonl").write_text((before / "reports.jsonl").read_text())
    records = [json.loads(line) for line in (before / "records.jsonl").read_text().splitlines()]
    quote = next(r for r in records if r["kind"] == "statement")
    changed = [{**quote, "id": "new", "mode": "changed"}, {**quote, "id": "more", "kind": "event"}]
    (after / "records.jsonl").write_text("".join(json.dumps(r) + "\n" for r in changed))
    main(["gains", "--before", str(before), "--after", str(after)])
    lines = capsys.readouterr().out.splitlines()
    found = json.loads(lines[-1])
    assert found["changed"] == {"statement": {"mode": 1}}
    assert found["gained"] == {"event": 1}
    assert sum(found["lost"].values()) == len(records) - 1
    assert any("mode: " in line and '"changed"' in line for line in lines)


def test_the_gate_fails_where_a_floor_is_missed(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[coding]\nright = 0.0\n[findings]\nrecall = 1.01\n")
    found, code = _run(capsys, "gate", "--gold", gold, "--floors", floors)
    assert code == 1
    assert [m["figure"] for m in found["missed_floors"]] == ["findings.recall"]
    floors.write_text("[coding]\nright = 0.0\n")
    assert _run(capsys, "gate", "--gold", gold, "--floors", floors)[1] == 0
    floors.write_text("[coding]\nwrong = 0.0\n")
    assert main(["gate", "--gold", str(gold), "--floors", str(floors)]) == 3
    assert "wrong" in capsys.readouterr().err


def test_an_error_is_better_the_less_it_is() -> None:
    assert Floor("calibration.ece", 0.1, 0.05).holds
    assert not Floor("calibration.ece", 0.1, 0.15).holds


def test_our_own_gold_and_floors_are_whole() -> None:
    assert len(gold_reports(OWN)) >= 12
    assert gold_findings(OWN)
    assert {"coding.detected", "coding.right"} <= set(floors_of(FLOORS))


def test_what_is_missing_is_named_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coding", "--gold", str(tmp_path)]) == 3
    assert "--gold" in capsys.readouterr().err
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "a.json").write_text("[]")
    assert main(["coding", "--gold", str(tmp_path)]) == 3
    assert "a.json" in capsys.readouterr().err
    assert main(["gains", "--before", str(tmp_path), "--after", str(tmp_path)]) == 3
    assert "reports.jsonl" in capsys.readouterr().err


def test_cross_validation_without_torch_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(delegated, "find_spec", lambda _name: None)
    assert main(["relations", "--cross-validate"]) == 3
    assert "training/requirements.txt" in capsys.readouterr().err


def test_every_program_that_is_delegated_to_is_there() -> None:
    folder = Path(delegated.__file__).parent
    assert [p for p in delegated.PROGRAMS.values() if not (folder / p).exists()] == []


def test_calibration_error_by_hand() -> None:
    judged = [Judged("event", 0.9, True), Judged("event", 0.9, False), Judged("event", 1.0, True)]
    judged.append(Judged("event", 0.2, False))
    assert [(b.records, round(b.right, 3)) for b in bins(judged)] == [(1, 0.0), (3, 0.667)]
    assert calibration_error(judged) == pytest.approx((0.2 + abs(2 - 2.8)) / 4)
    assert calibration_error([]) == 0


def test_speed_takes_turns_in_one_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(FIRST, encoding="utf-8")
    found, _ = _run(capsys, "speed", "--texts", tmp_path, "--articles", 2, "--part", "turns")
    assert found["ratio"] > 0 and found["ratio_processor"] > 0 and found["pass_seconds"] > 0


def test_memory_of_a_process_counts_its_children() -> None:
    child = "import time; kept = bytearray(b'x' * 40_000_000); time.sleep(0.4)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True); print('done')"
    result = ran([sys.executable, "-c", program])
    assert result.output == "done\n"
    assert result.seconds > 0.3
    assert result.peak_mb is None or result.peak_mb > 45


def test_cold_has_its_options() -> None:
    import argparse

    parser = argparse.ArgumentParser()
    register_cold(parser)
    assert parser.parse_args([]).runs == 3
