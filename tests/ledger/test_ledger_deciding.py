"""What people decide about records, and how it outlives a new coder version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ledger_samples import AT, CODER, TEXT, agreement, decision, position, report

from readout.ledger import Ledger, LedgerError, RefusedDecisionError, UnknownIdError
from readout.ledger.carrying import same_facts
from readout.model import Actor, Agreement, Decision, Position, Record, Report, Span, Terms, When

HOLDER = '{"name": "council", "state": null, "role": null, "type": "government"}'


def coded(ledger: Ledger, *found: Record, of: Report, coder: str = CODER) -> tuple[Record, ...]:
    ledger.add_report(of)
    ledger.add_coding(of.id, coder, found, at=AT)
    return ledger.view(coder=coder).records


def only(ledger: Ledger) -> Any:
    (record,) = ledger.view().records
    return record


def test_reject_hides_accept_shows_and_later_wins(ledger: Ledger) -> None:
    kept = report()
    (record,) = coded(ledger, position(kept), of=kept)
    assert ledger.add_decision(decision("reject", record.id)) is True
    assert ledger.add_decision(decision("reject", record.id)) is False
    assert ledger.view().records == ()
    ledger.add_decision(decision("accept", record.id))
    assert only(ledger) == replace(record, confidence=1.0)
    assert ledger.record(record.id) == record
    ledger.add_decision(decision("reject", record.id, reason="on second thoughts"))
    assert ledger.view().records == ()
    assert [d.verb for d in ledger.view().decisions] == ["reject", "accept", "reject"]


def test_undo_takes_back_and_an_undo_can_be_undone(ledger: Ledger) -> None:
    kept = report()
    (record,) = coded(ledger, position(kept), of=kept)
    reject = decision("reject", record.id)
    undo = decision("undo", value=reject.id)
    again = decision("undo", value=undo.id)
    for made, shown in ((reject, 0), (undo, 1), (again, 0)):
        ledger.add_decision(made)
        assert len(ledger.view().records) == shown
    assert ledger.decisions() == (reject, undo, again)
    assert ledger.view().decisions == (reject,)


CORRECTIONS = [
    ("stance", '"reject"', "stance", "reject"),
    ("factuality", '"negated"', "factuality", "negated"),
    ("holder", HOLDER, "holder", (Actor("council", type="government"),)),
    ("holder", f'[{HOLDER}, {{"name": "army"}}]', "holder", (Actor("council", type="government"), Actor("army"))),
    ("holder", "null", "holder", ()),
    ("holder.state", '"FRA"', "holder", (Actor("northern council", "FRA"),)),
    ("toward", '[{"name": "army"}]', "toward", (Actor("army"),)),
    ("measure", '["ceasefire.full", "talks"]', "measure", ("ceasefire.full", "talks")),
    ("when", '{"text": "on Monday", "start": "2024-04-29"}', "when", When("on Monday", "2024-04-29")),
    ("evidence", "[[4, 20], [30, 40]]", "evidence", (Span(4, 20), Span(30, 40))),
    ("confidence", "0.25", "confidence", 0.25),
    ("plover", '"AGREE"', "plover", "AGREE"),
]


@pytest.mark.parametrize(("field", "value", "name", "expected"), CORRECTIONS)
def test_a_correction_replaces_one_field(ledger: Ledger, field: str, value: str, name: str, expected: Any) -> None:
    kept = report()
    (record,) = coded(ledger, position(kept), of=kept)
    ledger.add_decision(decision("correct", record.id, field=field, value=value))
    assert only(ledger) == replace(record, **{name: expected})
    assert ledger.record(record.id) == record


def test_corrections_reach_into_terms_and_build_on_each_other(ledger: Ledger) -> None:
    kept = report()
    (record,) = coded(ledger, agreement(kept, when=None), of=kept)
    first = decision("correct", record.id, field="when", value='{"text": "on Monday"}')
    for made in (
        decision("correct", record.id, field="terms.duration", value="60"),
        decision("correct", record.id, field="terms.mediator", value='[{"name": "envoy"}]'),
        first,
        decision("correct", record.id, field="when.start", value='"2024-04-29"'),
    ):
        ledger.add_decision(made)
    found = only(ledger)
    assert found.terms == Terms(duration=60, mediator=(Actor("envoy"),))
    assert found.when == When("on Monday", "2024-04-29")
    ledger.add_decision(decision("undo", value=first.id))
    assert only(ledger).when is None
    assert [d.field for d in ledger.view().decisions] == ["terms.duration", "terms.mediator"]


REFUSED = [
    ("stance", '"shrugs"', "stance is one of accept"),
    ("stance", "null", "cannot be null"),
    ("stance", "reject", "not JSON"),
    ("stance", "[1]", "stance is one of"),
    ("confidence", "NaN", "no JSON number"),
    ("confidence", "2", "from 0 to 1"),
    ("confidence", '"high"', "finite number"),
    ("confidence", "true", "finite number"),
    ("terms.duration", "30", "position has no field terms"),
    ("when.start", '"2024-04-29"', "position has no field when.start"),
    ("when", '{"text": "soon", "start": "soon"}', "ISO date"),
    ("when", '{"start": "2024-04-29"}', "text"),
    ("holder", '{"name": "a", "colour": "red"}', "colour"),
    ("holder", '"council"', "holder cannot be"),
    ("holder", '{"name": "a", "type": "tribe"}', "type is one of"),
    ("toward.3.name", '"a"', "no field toward.3"),
    ("measure", "[1]", "is text"),
    ("evidence", "[]", "needs evidence"),
    ("evidence", "[[9, 4]]", "not a span"),
    ("evidence", "[[0, 100000]]", "reaches beyond"),
    ("id", '"c1"', "cannot be corrected"),
    ("report", '"r1"', "cannot be corrected"),
    ("kind", '"talks"', "cannot be corrected"),
    ("colour", '"red"', "no field colour"),
    ("", '"red"', "needs the name of a field"),
]


@pytest.mark.parametrize(("field", "value", "message"), REFUSED)
def test_a_correction_that_does_not_fit_is_refused(ledger: Ledger, field: str, value: str, message: str) -> None:
    kept = report()
    (record,) = coded(ledger, position(kept), of=kept)
    with pytest.raises(RefusedDecisionError, match=message):
        ledger.add_decision(decision("correct", record.id, field=field, value=value))
    assert ledger.decisions() == ()
    assert only(ledger) == record


def test_decisions_of_the_wrong_form_are_refused(ledger: Ledger) -> None:
    kept = report()
    one, two = coded(ledger, position(kept), position(kept, 51, 60), of=kept)
    for made, message in (
        (decision("merge", one.id, one.id), "two or more"),
        (decision("accept", one.id, two.id), "one record"),
        (decision("applaud", one.id), "no decision"),
        (decision("undo"), "take back"),
        (decision("accept", one.id, at="noon"), "ISO date-time"),
        (Decision.create("accept", (one.id,), author=" ", at=AT), "author"),
    ):
        with pytest.raises(RefusedDecisionError, match=message):
            ledger.add_decision(made)
    for made in (decision("reject", "c0"), decision("undo", value="d0")):
        with pytest.raises(UnknownIdError, match="not in the ledger"):
            ledger.add_decision(made)
    with pytest.raises(LedgerError, match="reason"):
        ledger.add_decision(decision("accept", one.id, reason="\0"))


def test_merge_and_split_are_left_to_reconcile(ledger: Ledger) -> None:
    kept = report()
    one, two = coded(ledger, position(kept), position(kept, 51, 60), of=kept)
    merge, split = decision("merge", one.id, two.id), decision("split", two.id, one.id)
    ledger.add_decision(merge)
    ledger.add_decision(split)
    assert ledger.view().decisions == (merge, split)
    assert ledger.view().records == (one, two)


def test_the_newest_coding_is_shown_and_decisions_go_along(ledger: Ledger) -> None:
    kept = report()
    old = coded(ledger, position(kept, 0, 40), position(kept, 51, 60, stance="reject"), of=kept)
    ledger.add_decision(decision("correct", old[0].id, field="measure", value='["ceasefire.full"]'))
    ledger.add_decision(decision("reject", old[1].id))
    ledger.add_decision(decision("merge", old[0].id, old[1].id))
    new = coded(ledger, position(kept, 4, 50), position(kept, 52, 101, stance="reject"), of=kept, coder="coder-2")
    raw = [ledger.record(d.records[0]) for d in ledger.view().decisions]
    assert [r.evidence[0].start for r in raw] == [4, 52, 4]
    assert ledger.view().records == new[:1]
    assert isinstance(new[0], Position) and new[0].measure == ("ceasefire.full",)
    assert ledger.view().decisions[2].records == (raw[0].id, raw[1].id)
    assert ledger.view(coder=CODER).records[0].id == old[0].id
    assert ledger.record(old[0].id) == old[0]


def test_a_decision_on_a_newer_record_reaches_the_older_view(ledger: Ledger) -> None:
    kept = report()
    coded(ledger, position(kept, 0, 40), of=kept)
    (new,) = coded(ledger, position(kept, 0, 44), of=kept, coder="coder-2")
    ledger.add_decision(decision("reject", new.id))
    assert ledger.view(coder=CODER).records == ledger.view().records == ()


def test_a_decision_on_a_fact_not_found_again_rests(ledger: Ledger) -> None:
    kept = report()
    (old,) = coded(ledger, position(kept, 0, 20), of=kept)
    ledger.add_decision(decision("reject", old.id))
    found = coded(ledger, position(kept, 11, 40), agreement(kept, 0, 20), of=kept, coder="coder-2")
    assert ledger.view().records == found and len(found) == 2
    assert ledger.view().decisions == ()
    assert len(ledger.decisions()) == 1


def test_conditions_of_corrected_terms_follow_to_the_new_coding(ledger: Ledger) -> None:
    kept = report()
    old = coded(ledger, agreement(kept), position(kept, 60, 80), of=kept)
    ledger.add_decision(decision("correct", old[0].id, field="terms.conditions", value=f'["{old[1].id}"]'))
    coded(ledger, agreement(kept, 0, 44), position(kept, 60, 81), of=kept, coder="coder-2")
    first, second = ledger.view().records
    assert isinstance(first, Agreement) and first.terms.conditions == (second.id,)


def test_the_same_fact_shares_half_of_the_shorter_evidence() -> None:
    kept = Report.create(TEXT)
    one = [replace(position(kept, 0, 20), id="old")]

    def found(start: int, end: int, **fields: Any) -> dict[str, str]:
        return same_facts(one, [replace(position(kept, start, end, **fields), id="new")])

    assert found(10, 90) == {"old": "new"}
    assert found(11, 90) == {}
    assert found(15, 25) == {"old": "new"}
    assert same_facts(one, [replace(agreement(kept, 0, 20), id="new")]) == {}


def test_two_facts_in_one_sentence_are_told_apart_by_their_fields() -> None:
    kept = Report.create(TEXT)
    welcome, blame = (replace(position(kept, stance=s), id=s) for s in ("support", "criticise"))
    again = replace(position(kept, 0, 45, stance="criticise"), id="new")
    assert same_facts([welcome, blame], [again]) == {"criticise": "new"}
