"""Our own pairs of accounts: their format, and what an error says."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from training.accounts import CONTRASTS, AccountsError, read_file, read_folder  # noqa: E402

ACCOUNTS = ROOT / "training" / "data" / "accounts"
PLAIN = [ROOT / "training" / "data" / name for name in ("plain_accounts", "more_plain_accounts")]
TWO = "@ Moor truce; 1900; wire / daily\nA\nThe earl agreed.\nGuns are still.\nB\nThe earl refused.\n"


def _write(folder: Path, text: str) -> Path:
    file = folder / "x.accounts"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_committed_pair_keeps_the_format_and_every_contrast_is_common() -> None:
    pairs = read_folder(ACCOUNTS)
    count = Counter(c.label for two in pairs for c in two.contrasts)
    assert all(two.a and two.b and two.contrasts for two in pairs)
    assert min(count[label] for label in CONTRASTS) >= 80
    sentences = [s for two in pairs for s in (*two.a, *two.b)]
    assert len(sentences) == len(set(sentences))


def test_plain_accounts_differ_little_and_are_told_once() -> None:
    pairs = [two for folder in PLAIN for two in read_folder(folder)]
    disputes = [c for two in pairs for c in two.contrasts if c.label != "same"]
    assert len(disputes) < 2 * len(pairs)
    sentences = [s for two in (*pairs, *read_folder(ACCOUNTS)) for s in (*two.a, *two.b)]
    assert len(sentences) == len(set(sentences))


def test_reads_sentences_and_contrasts(tmp_path: Path) -> None:
    first, second = read_file(_write(tmp_path, f"{TWO}stance A1 B1\nstatus A1 B1\n\n{TWO}same A2 B1\n"))
    assert first.topic == "Moor truce; 1900; wire / daily"
    assert first.a == ["The earl agreed.", "Guns are still."]
    assert first.labels(0, 0) == {"stance", "status"}
    assert first.labels(1, 0) == frozenset()
    assert second.labels(1, 0) == {"same"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A\nThe earl agreed.\n", "1: words before any '@ topic'"),
        (f"{TWO}stance A3 B1\n", "7: 'A3' is no sentence of account A, which has 2"),
        (f"{TWO}stance B1 A1\n", "7: 'B1' is no sentence of account A"),
        (f"{TWO}stance A1 B1\nquarrel A1 B1\n", "8: 'quarrel A1 B1' is no contrast"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(AccountsError, match=rf"x\.accounts:{says}"):
        read_file(_write(tmp_path, text))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccountsError, match=r"no \*\.accounts file"):
        read_folder(tmp_path)
