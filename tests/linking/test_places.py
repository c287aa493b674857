"""Places: the right one of several, alternate spellings, divisions, the index itself."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.linking import gazetteer, places
from readout.linking.places import best, find

pytestmark = pytest.mark.usefixtures("place_index")


@pytest.mark.parametrize(
    ("name", "countries", "country", "kind"),
    [
        ("Sloviansk", (), "UKR", "city"),
        ("Slovyansk", (), "UKR", "city"),
        ("Goma", (), "COD", "city"),
        ("Goma", ("PHL",), "PHL", "city"),
        ("Kursk region", (), "RUS", "division"),
        ("Belgorod oblast", (), "RUS", "division"),
        ("North Darfur", (), "SDN", "division"),
        ("Rakhine State", (), "MMR", "region"),
        ("Odessa", ("UKR",), "UKR", "city"),
        ("Georgia", (), "GEO", "country"),
        ("Georgia", ("USA",), "USA", "division"),
        ("southern Lebanon", (), "LBN", "country"),
        ("the city of Aleppo", (), "SYR", "city"),
        ("Sana’a", (), "YEM", "city"),
        ("Bogota", (), "COL", "city"),
        ("the Gaza Strip", (), "PSE", "region"),
        ("Baghdad airport", (), "IRQ", "city"),
    ],
)
def test_the_likeliest_place(name: str, countries: tuple[str, ...], country: str, kind: str) -> None:
    found = find(name, countries=countries)
    assert found
    assert (found[0].country, found[0].kind) == (country, kind)


def test_place_keeps_the_words_of_the_report_and_has_coordinates() -> None:
    place = best("Sloviansk", ["UKR"])
    assert place is not None
    assert (place.name, place.country, place.geonames) == ("Sloviansk", "UKR", 693468)
    assert place.latitude == pytest.approx(48.85, abs=0.01) and place.longitude == pytest.approx(37.6, abs=0.01)


def test_a_division_known_by_its_seat_has_no_coordinates() -> None:
    place = best("Poltava region", ["UKR"])
    assert place is not None
    assert (place.country, place.latitude, place.geonames) == ("UKR", None, None)


@pytest.mark.parametrize("name", ["", "the", "xqzzy", "'; DROP TABLE place; --", "%", "\x00"])
def test_words_that_are_no_place(name: str) -> None:
    assert find(name) == []
    assert best(name) is None


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert all(0 <= candidate.score <= 1.01 for candidate in find(name))


def test_look_up_is_quick() -> None:
    names = [c.name for c in find("San José") + find("Santa Cruz")]
    find("Paris")
    places._find.cache_clear()
    began = time.perf_counter()
    for name in names:
        find(name)
    assert (time.perf_counter() - began) / len(names) < 0.02  # 1 ms on an idle machine; room for a busy one


def test_index_appears_only_when_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))

    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gazetteer.build(stop)
    assert list((tmp_path / "cache").iterdir()) == []


def test_index_is_sound(place_index: Path) -> None:
    with sqlite3.connect(f"{place_index.as_uri()}?mode=ro", uri=True) as connection:
        kinds = dict(connection.execute("SELECT kind, count(*) FROM place GROUP BY kind"))
    assert kinds["city"] > 200_000 and kinds["country"] > 240 and kinds["division"] > 3000


def test_command_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert places._main(["make"]) == 2
    assert "build" in capsys.readouterr().err
    assert places._main(["build"]) == 0
