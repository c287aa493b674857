"""Lists of short names, however they were parsed."""

from __future__ import annotations

import pytest

from readout.language.frames import conjuncts
from readout.language.parse import parse_all


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KLA, KNF, NPSM, SSP, KNPA and CHF will answer with one voice.", ["KLA", "KNF", "NPSM", "SSP", "KNPA", "CHF"]),
        ("Delegates of CRP, MADA, FRNI, UPDC-R and RALO signed it.", ["CRP", "MADA", "FRNI", "R", "RALO"]),
        ("The envoys of CRP, MADA and RALO met the governor.", ["CRP", "MADA", "RALO"]),
        ("It binds the High Plain Army (HPA), the Front for Bread (FB) and the Reed Union (RU).", None),
    ],
)
def test_every_name_hangs_on_the_one_before(text: str, names: list[str] | None) -> None:
    (doc,) = parse_all([text])
    first = next(t for t in doc if t.text == (names[0] if names else "Army"))
    found = [t.text for t in (first, *conjuncts(first))]
    assert found == (names or ["Army", "Front", "Union"])


@pytest.mark.parametrize("text", ["In Ambry, FLA fighters and police clashed.", "The FLA spokesman, Ann Dey, came."])
def test_what_is_no_list_stays_as_it_was(text: str) -> None:
    (doc,) = parse_all([text])
    assert not [t.text for t in doc if t.dep_ == "conj" and t.text in ("FLA", "Ambry", "Dey")]
