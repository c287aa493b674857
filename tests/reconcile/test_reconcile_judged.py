"""Sentences held against each other as wholes: what the odds tell, what must be there first, what rules it out."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from retelling import ARVENIA, Telling, about, corpus

from readout.language.encoder import load
from readout.model import Figure, Record, Statement
from readout.reconcile import reconcile
from readout.reconcile.contrasts import features, grounded
from readout.reconcile.items import item
from readout.reconcile.likening import likenesses
from readout.reconcile.lines import Line, read
from readout.reconcile.odds import Odds, odds
from readout.reconcile.traits import traits

WORDS = st.sampled_from(
    "the rebels will leave stay in Ambry Mirabad talks on Monday Friday 30 40 days General Task Orlen said denied "
    "never signed proposed open closed prime minister president “a fair step on the road” , .".split(" ")
)


def told(*texts: str) -> list[Line]:
    """One line for each text, each of a report of its own."""
    made = []
    for number, text in enumerate(texts):
        reports, _ = corpus(Telling(f"Outlet {number}").say(text))
        (said,) = read(reports[0].text)[-1:]
        record = Figure(report=reports[0].id, id=f"text {reports[0].id}", evidence=(said.span,))
        made.append(Line(item(record, reports[0], reports[0].id), said))
    return made


def compared(first: str, second: str) -> dict[str, float]:
    """Features of two sentences that are each other's only counterpart."""
    (pair,) = likenesses(told(first, second))
    return features(pair, traits(pair.a, ()), traits(pair.b, ()))


def test_what_both_name_is_alike_or_unlike() -> None:
    found = compared("The envoys signed in Ambry on Monday.", "The envoys signed in Mirabad on Friday.")
    assert {"unlike place", "unlike weekday", "unlike date"} <= found.keys()
    assert grounded("place", found, read=False)
    again = compared("The envoys signed in Ambry on Monday.", "On Monday, in Ambry, the envoys signed.")
    assert {"alike place", "alike weekday"} <= again.keys()
    assert not grounded("place", again, read=False)


def test_counted_things_are_held_against_what_their_words_allow() -> None:
    assert "unlike counted" in compared("The raid killed 30 soldiers.", "The raid killed 48 soldiers.")
    assert "alike counted" in compared("The raid killed at least 30 soldiers.", "The raid killed 34 soldiers.")


def test_an_office_told_at_length_is_the_same_office() -> None:
    short, long = "President Mila Orlen signed the accord.", "Arvenian President Mila Orlen signed the accord."
    assert "alike office" in compared(short, long)
    assert "unlike office" in compared(short, "Foreign minister Mila Orlen signed the accord.")
    assert "unlike office" in compared(short, "Former president Mila Orlen signed the accord.")


def test_a_quotation_that_is_part_of_another_is_no_rival() -> None:
    whole, part = "“A fair step on a long road,” Orlen said.", "“A fair step,” Orlen said of the long road."
    assert not grounded("quote", compared(whole, part), read=False)
    assert grounded("quote", compared(whole, "“A fair start on a hard road,” Orlen said."), read=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=4, max_size=14), st.lists(WORDS, min_size=4, max_size=14))
def test_features_do_not_depend_on_the_order(first: list[str], second: list[str]) -> None:
    a, b = told(f"Ambry and the lake: {' '.join(first)}", f"Mirabad and the lake: {' '.join(second)}")
    one, other = likenesses([a, b]), likenesses([b, a])
    assert len(one) == len(other)
    for x, y in zip(one, other, strict=True):
        forth = features(x, traits(x.a, ()), traits(x.b, ()))
        back = features(y, traits(y.a, ()), traits(y.b, ()))
        assert forth == pytest.approx(back)
        assert all(0 <= value < 40 for value in forth.values())


def test_a_sentence_is_held_against_a_few_of_each_report_only() -> None:
    many = [f"The envoys met in Ambry for the {n}th time over the lake and the road." for n in range(40)]
    pairs = likenesses(told(*many))
    held: dict[str, int] = {}
    for pair in pairs:
        for line in (pair.a, pair.b):
            held[line.item.id] = held.get(line.item.id, 0) + 1
    assert len(pairs) <= 6 * len(many)
    assert held


def test_the_odds_are_a_logistic_model() -> None:
    model = Odds(bias=-2.0, weights={"unlike place": 3.0}, least=0.5)
    assert model.of({}) == pytest.approx(0.1192, abs=1e-4)
    assert model.of({"unlike place": 1.0, "unknown": 9.0}) == pytest.approx(0.7311, abs=1e-4)


def test_the_fitted_odds_can_be_read() -> None:
    data = json.loads(files("readout.reconcile").joinpath("data/odds.json").read_text("utf-8"))
    assert odds().alone.keys() == data["alone"].keys()
    assert odds().read.keys() == data["read"].keys() > odds().alone.keys()
    assert all(0 < model.least < 1 for models in (odds().alone, odds().read) for model in models.values())
    assert any("sensed" in name for model in odds().read.values() for name in model.weights)


def test_two_wordings_of_one_quotation_are_told_once_with_every_carrier() -> None:
    one = "“We have come a long way over the lake,” Mila Orlen told reporters in Ambry."
    other = "“We have come a hard way over the lake,” Mila Orlen told reporters in Ambry."
    tellings = [Telling(f"Outlet {n}").say(text) for n, text in enumerate((one, other, one, other))]
    for number, telling in enumerate(tellings):
        telling.say(f"Rain fell on town number {number} all day.")
    disputes = about(reconcile(*corpus(*tellings)), "disputed", "quote")
    assert len(disputes) <= 1
    for dispute in disputes:
        assert {report for report, _ in dispute.evidence} == {r.id for r in corpus(*tellings)[0]}


CONTRASTS = tuple(sorted(odds().read))


class Firm:
    """A reader that is sure of one contrast of whatever it reads, and keeps what it was asked."""

    contrasts = (*CONTRASTS, "any dispute")

    def __init__(self, sure: str) -> None:
        self.sure = sure
        self.asked: list[tuple[str, str]] = []

    def compared(self, a: str, b: str) -> list[float]:
        self.asked.append((a, b))
        return [8.0 if name in (self.sure, "any dispute") else -3.0 for name in self.contrasts]


SAID: tuple[type[Record], dict[str, Any]] = (Statement, {"speaker": (ARVENIA,), "cue": "said"})
FREED = "Every prisoner of the lake war is a free man, the Arvenian ministry said in Ambry."
HELD = "Nobody of the prisoners of the lake war has left his cell in Ambry, lawyers said."


def test_what_a_reader_is_sure_of_is_told_with_both_sentences() -> None:
    reports, records = corpus(Telling("Bay Letter").say(FREED, SAID), Telling("Hill Wire").say(HELD, SAID))
    assert not about(reconcile(reports, records), "disputed", "status")
    (found,) = about(reconcile(reports, records, reader=Firm("status")), "disputed", "status")
    assert FREED in found.explanation and HELD in found.explanation
    assert not about(reconcile(reports, records, reader=Firm("party")), "disputed", "status")


def test_near_copies_of_a_sentence_are_not_read() -> None:
    reader = Firm("status")
    reports, records = corpus(
        Telling("Bay Letter").say(FREED, SAID), Telling("Hill Wire").say(FREED.replace(" said in", " said, in"), SAID)
    )
    assert not about(reconcile(reports, records, reader=reader), "disputed", "status")
    assert not reader.asked


def test_the_pairs_read_stay_in_step_with_the_reports() -> None:
    def asked(reports: int) -> int:
        reader = Firm("corroborated")
        tellings = []
        for n in range(reports):
            telling = Telling(f"Outlet {n}")
            for thing in ("bridge", "harbour", "dam", "road", "market", "school", "mill", "ferry"):
                words = f"Soldiers of brigade {n} saw the {thing} of Ambry on a cold day with envoy number {n}."
                telling.say(words, SAID)
            tellings.append(telling)
        reconcile(*corpus(*tellings), reader=reader)
        return len(reader.asked)

    assert 0 < asked(40) <= 90


def test_the_shipped_reader_gives_the_same_in_any_order() -> None:
    reader = load()
    assert reader is not None
    reports, records = corpus(Telling("Bay Letter").say(FREED, SAID), Telling("Hill Wire").say(HELD, SAID))
    found = reconcile(reports, records, reader=reader)
    assert found == reconcile(reports[::-1], records[::-1], reader=reader)
