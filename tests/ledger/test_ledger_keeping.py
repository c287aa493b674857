"""What goes into a ledger comes out of it, on both engines, and never changes there."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import AT, CODER, LONG_TEXT, TEXT, agreement, decision, incident, position, records, report

from readout.ledger import Ledger, LedgerError, UnknownIdError, open_ledger
from readout.ledger.schema import APPEND_ONLY, metadata, report_sources, sources
from readout.model import Finding, Record, Report, Span
from readout.model.wire import sealed
from readout.publish.export import export


def filled(ledger: Ledger, *found: Record, of: Report | None = None) -> Report:
    kept = of or report()
    ledger.add_report(kept)
    ledger.add_coding(kept.id, CODER, found, at=AT)
    return kept


def test_an_empty_ledger_has_an_empty_view(ledger: Ledger) -> None:
    view = ledger.view()
    assert (view.reports, view.records, view.findings, view.decisions) == ((), (), (), ())
    assert ledger.view("2024-01-01", "nobody").records == ()


def test_a_report_read_twice_is_one_report(ledger: Ledger) -> None:
    kept = report(url="https://example.org/a", language="fr")
    assert ledger.add_report(kept) is True
    assert ledger.add_report(kept) is False
    assert ledger.reports() == (kept,)
    assert ledger.report(kept.id) == kept
    with pytest.raises(LedgerError, match="another text"):
        ledger.add_report(replace(kept, text="changed"))


def test_sources_come_back_byte_for_byte(ledger: Ledger) -> None:
    kept, raw = report(file="page.html"), bytes(range(256)) * 50
    ledger.add_report(kept)
    ledger.add_report(kept, raw, [[0, 10], [5, 40]])
    ledger.add_report(kept, raw, [[9, 9]])
    other = report("Another text on the same page, kept with the same bytes.")
    ledger.add_report(other, raw, origin="archive.warc")
    ledger.add_report(other, b"")
    (source,) = ledger.sources(kept.id)
    assert (source.raw, source.offsets, source.origin) == (raw, [[0, 10], [5, 40]], "page.html")
    assert {s.raw: s.origin for s in ledger.sources(other.id)} == {raw: "archive.warc", b"": None}


def test_a_coding_is_added_once_even_when_it_found_nothing(ledger: Ledger) -> None:
    kept = report()
    ledger.add_report(kept)
    assert not ledger.has_coding(kept.id, CODER)
    assert ledger.add_coding(kept.id, CODER, []) is True
    assert ledger.has_coding(kept.id, CODER) and not ledger.has_coding(kept.id, "coder-2")
    assert ledger.add_coding(kept.id, CODER, [position(kept)]) is False
    assert ledger.view().records == ()
    assert ledger.codings(kept.id) == (CODER,)


def test_records_are_sealed_and_doubles_collapse_to_the_surer(ledger: Ledger) -> None:
    kept = report()
    filled(ledger, position(kept, confidence=0.4), position(kept, confidence=0.7), of=kept)
    (record,) = ledger.view().records
    assert record == sealed(position(kept, confidence=0.7), CODER)
    assert ledger.record(record.id) == record
    with pytest.raises(UnknownIdError, match="no record"):
        ledger.record("c0")


BROKEN = {
    "of another report": (lambda r: position(report("other")), "was given with report"),
    "beyond the text": (lambda r: position(r, 0, len(TEXT) + 1), "beyond the report"),
    "no evidence": (lambda r: replace(position(r), evidence=()), "needs evidence"),
    "unknown stance": (lambda r: position(r, stance="shrugs"), "stance is one of"),
    "not a number": (lambda r: position(r, confidence=float("nan")), "finite"),
    "beyond counting": (lambda r: replace(incident(r), killed=2**63), "below 2\\^63"),
    "beyond certainty": (lambda r: position(r, confidence=1.5), "from 0 to 1"),
    "text that is none": (lambda r: position(r, plover="A\0"), "U\\+0000"),
    "half a character": (lambda r: position(r, plover="A\ud800"), "U\\+D800"),
    "one id, two contents": (lambda r: replace(position(r, stance="reject"), id="c1"), "two different records"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_keeps_its_whole_report_out(ledger: Ledger, name: str) -> None:
    make, message = BROKEN[name]
    kept = report()
    ledger.add_report(kept)
    with pytest.raises(LedgerError, match=message):
        ledger.add_coding(kept.id, CODER, [replace(position(kept, 5, 20), id="c1"), make(kept)])
    assert not ledger.has_coding(kept.id, CODER)
    assert ledger.view().records == ()


def test_a_record_id_belongs_to_one_coding(ledger: Ledger) -> None:
    kept = report()
    filled(ledger, replace(position(kept), id="c1"), of=kept)
    with pytest.raises(LedgerError, match="never changed"):
        ledger.add_coding(kept.id, "coder-2", [replace(position(kept, 1), id="c1")])
    with pytest.raises(UnknownIdError, match="add it before"):
        ledger.add_coding("r0", CODER, [])
    with pytest.raises(LedgerError, match="coder"):
        ledger.add_coding(kept.id, " ", [])


@pytest.mark.parametrize("bad", ["a\0b", "a\udc00b"])
def test_a_report_that_is_no_text_is_refused(ledger: Ledger, bad: str) -> None:
    with pytest.raises(LedgerError, match="character 1 of its title"):
        ledger.add_report(report(title=bad))


def test_hostile_text_is_only_text(ledger: Ledger) -> None:
    nasty = "Robert'); DROP TABLE records;-- %s :id {0} \\ \" ' \u2028 \U0001f600"
    kept = report(nasty, outlet=nasty, title=nasty)
    filled(ledger, position(kept, 0, 5, plover=nasty), of=kept)
    (record,) = ledger.view().records
    assert (record.plover, ledger.reports()) == (nasty, (kept,))
    assert not ledger.has_coding(nasty, nasty)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_evidence_and_decisions_are_never_changed(ledger: Ledger, table: str, deed: str) -> None:
    kept = report()
    ledger.add_report(kept, b"raw")
    filled(ledger, position(kept), of=kept)
    ledger.add_decision(decision("accept", ledger.view().records[0].id))
    rows = metadata.tables[table]
    column = list(rows.columns)[-1]
    statement = sa.delete(rows) if deed == "delete" else sa.update(rows).values({column.name: column})
    with pytest.raises(LedgerError, match="append-only"), ledger._store.writing() as connection:
        connection.execute(statement)
    assert len(ledger.view().decisions) == 1


def test_view_order_and_as_of(ledger: Ledger) -> None:
    late, early = report(published="2024-05-02T09:00:00+02:00"), report(published="2024-04-01")
    undated = report(published=None)
    for kept in (undated, late, early):
        filled(ledger, position(kept, 50, 60), position(kept, 0, 10), of=kept)
    assert ledger.reports() == ledger.view().reports == (early, late, undated)
    order = [(r.report, r.evidence[0].start) for r in ledger.view().records]
    assert order == [(r.id, start) for r in (early, late, undated) for start in (0, 50)]
    assert ledger.view("2024-05-02").reports == (early, late)
    assert ledger.view("2024-05-01").reports == (early,)
    assert {r.report for r in ledger.view("2024-05-01").records} == {early.id}
    with pytest.raises(ValueError, match="Invalid isoformat"):
        ledger.view("yesterday")


def test_findings_are_replaced_whole_or_where_touched(ledger: Ledger) -> None:
    one, two = report(), report("A second account of the same truce, told otherwise.", outlet="Weekly")
    for kept in (one, two):
        filled(ledger, position(kept, 0, 10), position(kept, 20, 30), of=kept)
    a, b, c, d = (record.id for record in ledger.view().records)
    spans = ((two.id, (Span(0, 5),)),)
    first = Finding.create("corroborated", (a, c), explanation="Both say it.")
    second = Finding.create("omitted", (b,), about="duration", evidence=spans)
    ledger.replace_findings([first, second])
    assert set(ledger.findings()) == set(ledger.view().findings) == {first, second}
    third = Finding.create("disputed", (a, d), about="date")
    ledger.replace_findings([third, replace(second, explanation="new words")], touched=[a])
    assert set(ledger.findings()) == {third, replace(second, explanation="new words")}
    ledger.add_decision(decision("reject", d))
    assert ledger.view().findings == (replace(second, explanation="new words"),)
    with pytest.raises(UnknownIdError, match="cites record"):
        ledger.replace_findings([Finding.create("single_source", ("c0",))])
    assert len(ledger.findings()) == 2
    ledger.replace_findings([])
    assert ledger.findings() == ()


def test_assessments_are_kept_by_run(ledger: Ledger) -> None:
    rows = [{"clause": "energy", "rate": 0.5, "days": [1, 2]}, {"clause": "порт", "rate": None}]
    ledger.replace_assessment("run-1", rows)
    ledger.replace_assessment("run-2", [1])
    ledger.replace_assessment("run-1", rows[1:])
    assert ledger.assessment("run-1") == (rows[1],)
    assert ledger.assessment_runs() == ("run-1", "run-2")
    with pytest.raises(LedgerError, match="JSON"):
        ledger.replace_assessment("run-1", [float("nan")])


def test_the_body_is_the_json_line_of_the_export(ledger: Ledger) -> None:
    kept = report()
    filled(ledger, agreement(kept), of=kept)
    table = metadata.tables["records"]
    with ledger._store.reading() as connection:
        row = connection.execute(sa.select(table)).mappings().one()
    assert json.loads(row["body"])["terms"]["duration"] == 30.0
    assert (row["kind"], row["starts"], row["first"], row["coder"]) == ("agreement", "2024-04-29", 0, CODER)


@pytest.fixture(scope="module")
def shared_ledgers(new_postgres: Callable[[], str], tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("round-trip")
    with open_ledger(folder / "ledger.db") as one, open_ledger(new_postgres()) as other:
        yield one, other


example = itertools.count()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_record_survives_both_engines(shared_ledgers: tuple[Ledger, Ledger], data: st.DataObject) -> None:
    kept = report(LONG_TEXT, title=f"example {next(example)}")
    found = data.draw(st.lists(records(kept), max_size=4))
    expected = {}
    for record in (sealed(record, CODER) for record in found):
        if record.id not in expected or record.confidence > expected[record.id].confidence:
            expected[record.id] = record
    for ledger in shared_ledgers:
        ledger.add_report(kept)
        ledger.add_coding(kept.id, CODER, found)
        assert {r.id: r for r in ledger.view().records if r.report == kept.id} == expected
        assert all(ledger.record(known) == record for known, record in expected.items())


def test_a_damaged_source_is_told(target: str) -> None:
    kept = report()
    with open_ledger(target) as ledger:
        ledger.add_report(kept)
        with ledger._store.writing() as connection:
            connection.execute(sa.insert(sources), {"sha256": "0" * 64, "size": 3, "compressed": b"abc"})
            connection.execute(sa.insert(report_sources), {"report": kept.id, "sha256": "0" * 64})
        with pytest.raises(LedgerError, match="is damaged; restore"):
            ledger.sources(kept.id)


def test_both_engines_export_the_same_bytes(tmp_path: Path, new_postgres: Callable[[], str]) -> None:
    kept, other = report(), report("Ні, перемир'я не було. Shelling went on near the port.", published=None)
    written = []
    for name, target in (("sqlite", str(tmp_path / "ledger.db")), ("postgresql", new_postgres())):
        with open_ledger(target) as ledger:
            filled(ledger, position(kept), agreement(kept), of=kept)
            filled(ledger, incident(other, 0, 20), of=other)
            first, second = (r.id for r in ledger.view().records[:2])
            ledger.replace_findings([Finding.create("disputed", (first, second), about="date")])
            ledger.add_decision(decision("accept", first))
            paths = export(ledger.view(), tmp_path / name)
            written.append({path.name: path.read_bytes() for path in paths})
    assert written[0] == written[1]
    assert len(written[0]) == 27
