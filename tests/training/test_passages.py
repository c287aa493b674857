"""Our own training passages: their format, and that no sentence of a gold folder is among them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from training.accounts import read_folder as accounts_of  # noqa: E402
from training.passages import PassageError, read_file, read_folder  # noqa: E402
from training.whole_reports import whole_reports  # noqa: E402

PASSAGES = ROOT / "training" / "data" / "passages"
MORE = ROOT / "training" / "data" / "more_passages"
REPORTS = ROOT / "training" / "data" / "reports"
ACCOUNTS = ROOT / "training" / "data" / "accounts"
PLAIN = ROOT / "training" / "data" / "plain_accounts"
CLUSTERS = ROOT / "training" / "data" / "clusters"
GOLD = ROOT / "benchmarks" / "gold"
NEAR, NEAR_SHORT, SHORT = 0.5, 0.7, 12
"""Share of a sentence's word 4-grams that may stand in one passage before it counts as a near-copy; more for sentences
of fewer than twelve 4-grams, which official formulas ("a telephone conversation with the President of ...") fill."""


def _write(folder: Path, text: str) -> Path:
    file = folder / "x.passages"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_committed_passage_keeps_the_format() -> None:
    passages = [*read_folder(PASSAGES), *read_folder(MORE), *read_folder(REPORTS)]
    assert len({p.conflict for p in passages}) >= 30
    texts = [p.text for p in passages]
    assert len(texts) == len(set(texts))


def test_whole_reports_hold_their_paragraphs_and_the_words_of_their_records() -> None:
    reports = [r for file in sorted(REPORTS.glob("*.passages")) for r in whole_reports(file)]
    assert len(reports) > 100
    assert sum(len(r.passages) for r in reports) == len(read_folder(REPORTS))
    for report in reports:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", report.day), report.name
        assert all(words in report.text for record in report.records() for words in record["evidence"])


def test_a_report_begins_at_its_header(tmp_path: Path) -> None:
    text = "@ A; wire; 1900\n> The king spoke.\n< 1900-01-02\n> He left.\n< 1900-01-02\n@ A; wire; 1900\n> It rained.\n"
    one, two = whole_reports(_write(tmp_path, text))
    assert (one.name, one.day, len(one.passages)) == ("x_01", "1900-01-02", 2)
    assert (two.name, two.day, two.text) == ("x_02", "", "Agency | \n\nIt rained.\n")


def test_reads_spans_and_codes(tmp_path: Path) -> None:
    text = "@ A; wire; 1900\n\n> The king agreed, and the queen agreed.\n< 1900-01-02\n"
    text += (
        "agreement ! The king agreed || the queen agreed ! parties=king||person & queen||person ; measure=talks,other\n"
    )
    (passage,) = read_file(_write(tmp_path, text))
    (record,) = passage.records
    assert [passage.text[a:b] for a, b in record.evidence] == ["The king agreed", "the queen agreed"]
    assert record.codes("measure") == ("talks", "other")
    assert [a.name for a in record.actors("parties")] == ["king", "queen"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("agreement ! no such words ! parties=king||person ; measure=talks", "does not stand in the passage"),
        ("accord ! * ! parties=king||person", "unknown kind"),
        ("agreement ! * ! parties=king||person ; measure=cheese", "no measure"),
        ("agreement ! * ! parties=king||monarch ; measure=talks", "no actor"),
        ("agreement ! * ! parties=king||person", "lacks measure"),
        ("agreement ! *", "three parts"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    file = _write(tmp_path, f"@ A; wire; 1900\n\n> The king agreed.\n{line}\n")
    with pytest.raises(PassageError, match=rf"x\.passages:4: .*{says}"):
        read_file(file)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def _sentences(texts: Iterable[str]) -> set[str]:
    return {s for text in texts for s in re.split(r"(?<=[.!?])\s+|\n", text)}


def _near_copies(sentences: Iterable[str], ours: Sequence[str]) -> list[tuple[str, str]]:
    """Each sentence with the text of ours that has too much of it."""
    index: dict[tuple[str, ...], list[int]] = {}
    for number, text in enumerate(ours):
        for gram in _grams(text):
            index.setdefault(gram, []).append(number)
    found = []
    for sentence in sentences:
        grams = _grams(sentence)
        if len(grams) < 3:
            continue
        shared = Counter(number for gram in grams for number in index.get(gram, ()))
        least = NEAR if len(grams) >= SHORT else NEAR_SHORT
        found += [(sentence, ours[number]) for number, count in shared.items() if count / len(grams) >= least]
    return found


def _compared() -> list[str]:
    """Every sentence that the comparison of two is trained on."""
    accounts = [s for two in (*accounts_of(ACCOUNTS), *accounts_of(PLAIN)) for s in (*two.a, *two.b)]
    return accounts + sorted(_sentences(f.read_text(encoding="utf-8") for f in CLUSTERS.glob("*.txt")))


def test_no_near_copy_of_gold() -> None:
    """Every gold sentence (READOUT_GOLD names a folder of texts or a TSV) is far from everything trained on."""
    where = os.environ.get("READOUT_GOLD")
    if not where:
        pytest.skip("READOUT_GOLD names no folder of gold texts")
    texts = [f.read_text(encoding="utf-8") for f in sorted(Path(where).rglob("*.txt"))]
    texts += [
        str(json.loads(f.read_text(encoding="utf-8")).get("text", "")) for f in sorted(Path(where).rglob("*.json"))
    ]
    assert any(texts), f"{where}: no gold text found"
    passages = [p.text for p in (*read_folder(PASSAGES), *read_folder(MORE), *read_folder(REPORTS))]
    assert not _near_copies(_sentences(texts), [*passages, *_compared()])


def test_what_measures_the_comparison_is_far_from_what_it_was_trained_on() -> None:
    texts = [f.read_text(encoding="utf-8") for name in ("unseen", "clusters") for f in (GOLD / name).rglob("*.txt")]
    assert len(texts) > 60
    assert not [sentence[:20] for sentence, _ in _near_copies(_sentences(texts), _compared())]


def test_every_finding_of_a_cluster_cites_words_of_its_reports() -> None:
    folder = CLUSTERS
    texts = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.txt")}
    clusters = sorted(folder.glob("*.findings"))
    assert len(clusters) >= 16
    for file in clusters:
        for finding in json.loads(file.read_text(encoding="utf-8")):
            assert finding["finding"] in (
                "disputed",
                "omitted",
                "reference_conflict",
                "corroborated",
                "near_copy",
                "single_source",
            )
            assert set(finding["evidence"]) <= texts.keys()
            for report, pieces in finding["evidence"].items():
                assert report.startswith(f"{file.stem}_")
                assert all(piece in texts[report] for piece in pieces)
