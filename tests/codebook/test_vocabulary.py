"""The codebook's data files agree with the model, and a broken one is told of by file and entry."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import readout.codebook
from readout.codebook.lexicon import CodebookError
from readout.codebook.vocabulary import NAMES, codebook, expected, load
from readout.model.record import KINDS

DATA = Path(readout.codebook.__file__).parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_codebook_is_whole() -> None:
    book = codebook()
    assert {shape.name for shape in book.kinds} == set(KINDS)
    assert [v.name for v in book.vocabularies] == list(NAMES)
    assert {p.stem for p in (DATA / "vocabularies").iterdir()} == set(NAMES)
    titles = [code.title for v in book.vocabularies for code in v.codes]
    assert all(title == title.strip() and title[0].isupper() for title in titles)


def test_titles_are_told_apart_within_a_vocabulary() -> None:
    for vocabulary in codebook().vocabularies:
        titles = [code.title for code in vocabulary.codes]
        assert len(set(titles)) == len(titles), vocabulary.name


def test_a_title_is_found_by_its_code() -> None:
    measures = codebook().vocabulary("measures")
    assert measures.title_of("ceasefire.energy") == "Energy ceasefire"
    with pytest.raises(KeyError, match=re.escape("measures has no code 'ceasefire.lunar'")):
        measures.title_of("ceasefire.lunar")


def test_only_the_file_of_about_stands_alone() -> None:
    assert [name for name in NAMES if expected(name) is None] == ["about"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("stances", "[codes.doubt]", "[codes.doubts]", r"vocabularies/stances\.toml: code 'doubt' is missing"),
        ("means", "[codes.drone]", "[codes.laser]\ntitle='L'\ndefinition='L.'\n[codes.drone]", r"unknown code 'laser'"),
        ("measures", 'title = "Talks"\n', "", r"measures\.toml, code 'talks': needs title, definition"),
        ("modes", 'title = "Mixed"', 'title = ""', r"modes\.toml, code 'mixed': title must be a text"),
        ("modes", 'title = "Mixed"', "title = 3", r"modes\.toml, code 'mixed': title must be a text"),
        ("plover", "[codes.AID]", "[codes.AGREE]", r"plover\.toml: .*line"),
        ("about", "[codes.number]", "[codes.number", r"about\.toml: .*line"),
    ],
)
def test_a_broken_vocabulary_is_named(folder: Path, file: str, old: str, new: str, message: str) -> None:
    _replace(folder / "vocabularies" / f"{file}.toml", old, new)
    with pytest.raises(CodebookError, match=message):
        load(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[kinds.event]", "[kinds.events]", "kind 'event' is missing"),
        ("fields.killed", "fields.slain", "field of incident 'killed' is missing"),
        ('vocabulary = "means"', 'vocabulary = "tools"', r"incident\.means: unknown vocabulary 'tools'"),
        ('type = "yes_no"', 'type = "maybe"', r"figure\.approximate: unknown type 'maybe'; choose from actors"),
    ],
)
def test_broken_kinds_are_named(folder: Path, old: str, new: str, message: str) -> None:
    _replace(folder / "kinds.toml", old, new)
    with pytest.raises(CodebookError, match=r"kinds\.toml.*" + message):
        load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "vocabularies" / "outcomes.toml").unlink()
    with pytest.raises(CodebookError, match=r"vocabularies/outcomes\.toml is missing"):
        load(folder)
