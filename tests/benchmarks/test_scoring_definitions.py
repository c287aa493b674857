"""The definitions of the scorer, on cases small enough to be counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.comparing import FURTHER, KEYS, agrees
from benchmarks.evidence import compact, places, shared
from benchmarks.gold_files import GoldReport
from benchmarks.scoring import CodedReport, Rates, Scored, counted, mistakes, scored, wrong_fields
from hypothesis import given
from hypothesis import strategies as st

from readout.model.record import KINDS

TEXT = "Arvania agreed to a truce. Belmark refused. “We will not sign,” its envoy said. Forty people were killed."
ARVANIA = {"name": "Arvania", "state": "ARV"}
BELMARK = {"name": "Belmark", "state": "BEL"}


def _gold(*records: dict[str, Any]) -> GoldReport:
    return GoldReport("one", Path("one.txt"), TEXT, records)


def _pairing(gold: list[dict[str, Any]], coded: list[dict[str, Any]]) -> Scored:
    return scored(_gold(*gold), CodedReport(TEXT, tuple(coded)))


def _position(words: str, holder: object = BELMARK, stance: str = "reject") -> dict[str, Any]:
    return {"kind": "position", "evidence": [words], "holder": holder, "stance": stance}


def test_every_kind_has_its_key_fields() -> None:
    assert set(KEYS) == set(FURTHER) == set(KINDS)


@pytest.mark.parametrize(
    ("sort", "gold", "coded", "result"),
    [
        ("actors", [ARVANIA, BELMARK], [ARVANIA], True),
        ("actors", [ARVANIA], [ARVANIA, BELMARK, {"name": "Cordova"}], False),
        ("actors", {"name": "President Ivo Marek"}, {"name": "Marek"}, True),
        ("actors", {"name": "a Belmark envoy", "state": "BEL"}, {"name": "Ivo Marek", "state": "BEL"}, True),
        ("actors", "Arvania's army", "army of Arvania", True),
        ("actors", None, [], True),
        ("actors", None, [ARVANIA], None),
        ("actors", [ARVANIA], [], False),
        ("codes", ["energy", "port"], "port", True),
        ("codes", ["energy"], None, False),
        ("codes", [], ["energy"], None),
        ("stance", "accept", "open", True),
        ("stance", "doubt", "conditional", True),
        ("stance", "reject", "doubt", False),
        ("stance", "reject", None, False),
        ("number", 40, 40.0, True),
        ("number", 40, None, False),
        ("number", 0, 0, True),
        ("date", {"start": "2025-03-18", "end": None}, {"text": "that day", "start": "2025-03-18"}, True),
        ("date", "2025-03-18", "2025-03-19", False),
        ("words", "the port of Odra", "Odra port", True),
        ("words", "the port of Odra", "a railway bridge at Odra", False),
        ("places", [{"name": "Odra port"}], {"name": "Odra"}, True),
        ("places", ["Odra"], [], False),
        ("factuality", None, "fact", True),
        ("factuality", "negated", None, False),
        ("same", "held", "held", True),
        ("same", None, "held", None),
    ],
)
def test_agreement_of_fields(sort: str, gold: object, coded: object, result: bool | None) -> None:
    assert agrees(sort, gold, coded) is result


def test_evidence_stands_where_it_is_whatever_its_layout() -> None:
    ((start, end),) = places(['"We  will\nnot SIGN,"'], TEXT)
    assert compact(TEXT)[start:end] == '"wewillnotsign,"'
    assert places(["never written"], TEXT) == ()


def test_words_that_recur_are_taken_first_and_offsets_nearest() -> None:
    assert places(["ab"], "ab x ab") == ((0, 2),)
    assert places([[5, 7]], "ab x ab") == ((3, 5),)


@given(st.text(max_size=60), st.data())
def test_a_slice_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for a, b in places([[start, end]], text):
        assert 0 <= a < b <= len(compact(text))
        assert compact(text)[a:b] == compact(text[start:end])


def test_shared_counts_by_the_shorter() -> None:
    assert shared(((0, 10),), ((5, 9),)) == 1.0
    assert shared(((0, 10),), ((6, 20),)) == 0.4
    assert shared((), ((0, 4),)) == 0.0


def test_a_record_is_detected_by_kind_and_evidence_and_right_by_its_key_fields() -> None:
    result = _pairing([_position("Belmark refused")], [_position("Belmark refused.", stance="accept")])
    count = counted([result]).all
    assert (count.gold, count.predicted, count.detected, count.right) == (1, 1, 1, 0)
    assert wrong_fields(result.gold.records[0], result.coded.records[0]) == ("stance",)
    assert [m.sort for m in mistakes([result])] == ["wrong"]


def test_another_kind_or_too_little_evidence_in_common_is_no_match() -> None:
    event = {"kind": "event", "evidence": ["Belmark refused"]}
    far = _position("refused. “We will not sign,” its envoy said")
    count = counted([_pairing([_position("truce. Belmark refused")], [event, far])]).all
    assert (count.predicted, count.detected) == (2, 0)


def test_the_right_one_is_chosen_and_a_repeat_is_neither_found_nor_false() -> None:
    wrong, right = _position("Belmark refused", stance="accept"), _position("refused")
    again = _position("Belmark refused.")
    result = _pairing([_position("Belmark refused")], [wrong, right, again])
    count = counted([result]).all
    assert (count.gold, count.predicted, count.detected, count.right) == (1, 2, 1, 1)
    assert [m.sort for m in mistakes([result])] == ["false"]
    assert len(result.repeats) == 1


def test_pairs_are_one_to_one() -> None:
    twice = [_position("Belmark refused"), _position("Belmark refused", stance="doubt")]
    count = counted([_pairing(twice, [_position("Belmark refused")])]).all
    assert (count.detected, count.right) == (1, 1)


def test_evidence_by_offsets_of_a_text_that_was_cleaned_is_compared_by_its_words() -> None:
    cleaned = TEXT.removeprefix("Arvania agreed to a truce. ")
    coded = CodedReport(cleaned, ({**_position(""), "evidence": [[0, 15]]},))
    assert counted([scored(_gold(_position("Belmark refused")), coded)]).all.right == 1


def test_rates() -> None:
    assert Rates.of(0, 0, 0) == Rates(0.0, 0.0, 0.0)
    assert Rates.of(3, 4, 6) == Rates(0.75, 0.5, 0.6)
