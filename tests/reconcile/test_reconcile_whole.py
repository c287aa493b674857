"""What holds for the comparison as a whole: order, copies, decisions, noise, omissions, references, upkeep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from retelling import ARVENIA, BELMARK, CORDIA, ORLEN, TASK, Telling, about, corpus, on

from readout.model import Actor, Agreement, Condition, Decision, Figure, Incident, Place, Record, Report, Talks, Terms
from readout.model.wire import finding_to_json
from readout.reconcile import Reconciler, accounts, changes, reconcile
from readout.reconcile.actors import identities

TRUCE = {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed"}
LONG = (
    "Envoys of Arvenia and Belmark met for a second night in the customs house at Port Sel, officials of both said.",
    "They agreed to a truce of thirty days that is to begin at dawn, and to open the mountain road to flour lorries.",
    "The relief office counts 1,100 families that have fled the valley since the fighting began in spring, it said.",
    "A farmer from the upper valley said that he would believe in the truce when he could sleep in his house again.",
)


def story() -> tuple[list[Report], list[Record]]:
    """Three reports of one truce, with a dispute, an omission and a copy among them."""
    terms = Terms(duration=30, starts="2031-05-05", mediator=(CORDIA,))
    wire = Telling("Lakeside Wire")
    wire.say(LONG[0], (Talks, {"participants": (ARVENIA, BELMARK), "format": "talks", "status": "held"}))
    wire.say(LONG[1], (Agreement, {**TRUCE, "terms": terms}))
    wire.say(LONG[2], (Figure, {"value": 1100.0, "unit": "families", "of": "families that fled the valley"})).say(
        LONG[3]
    )
    copy = Telling("Hill Post")
    copy.say(LONG[0]).say(LONG[1], (Agreement, {**TRUCE, "terms": terms}))
    copy.say(
        LONG[2].replace("1,100", "1,300"),
        (Figure, {"value": 1300.0, "unit": "families", "of": "families that fled the valley"}),
    )
    copy.say(LONG[3])
    daily = Telling("Harbour Daily").say("Arvenia and Belmark agreed to a truce.", (Agreement, TRUCE))
    daily.say("Cordia's envoy carried the papers between the two rooms of the customs house.")
    return corpus(wire, copy, daily)


@given(st.randoms())
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_input_does_not_matter(rng: object) -> None:
    reports, records = story()
    wanted = [finding_to_json(f) for f in reconcile(reports, records)]
    rng.shuffle(reports)  # type: ignore[attr-defined]
    rng.shuffle(records)  # type: ignore[attr-defined]
    assert [finding_to_json(f) for f in reconcile(reports, records)] == wanted


def test_a_near_copy_is_found_its_changes_shown_and_counted_once() -> None:
    findings = reconcile(*story())
    [copy] = about(findings, "near_copy")
    assert "1,100" in copy.explanation and "1,300" in copy.explanation
    assert len(about(findings, "disputed", "number")) == 1, "a changed number in a copy is a finding"
    [shared] = [f for f in about(findings, "corroborated") if f.subject and "truce" in f.subject]
    assert "2 independent sources" in shared.explanation


def test_a_number_changed_in_a_copy_is_found_without_any_record() -> None:
    reports, _ = story()
    [changed] = about(reconcile(reports, []), "disputed", "number")
    assert "1,100" in changed.explanation and "1,300" in changed.explanation
    assert {report for report, _ in changed.evidence} <= {r.id for r in reports}


def test_two_reports_in_their_own_words_are_no_copies() -> None:
    other = Telling("Harbour Daily")
    for line in LONG:
        other.say(" ".join(reversed(line.split())))
    reports, records = story()
    more, _ = corpus(other)
    assert len(about(reconcile([*reports, *more], records), "near_copy")) == 1


def test_a_copy_alone_corroborates_nothing() -> None:
    reports, records = story()
    two = [r for r in reports if r.outlet != "Harbour Daily"]
    assert not about(reconcile(two, records), "corroborated")


def test_a_duration_left_out_is_told_and_one_in_the_text_is_not() -> None:
    reports, records = story()
    [left] = about(reconcile(reports, records), "omitted", "duration")
    assert "Harbour Daily" in left.explanation
    there = Telling("Harbour Daily").say("They agreed to a truce; it is to last 30 days.", (Agreement, TRUCE))
    more, extra = corpus(there)
    kept = [r for r in reports if r.outlet != "Harbour Daily"]
    assert not about(reconcile([*kept, *more], [*records, *extra]), "omitted", "duration")


def test_a_demand_left_out_by_one_report() -> None:
    demand = (Condition, {"holder": (TASK,), "measure": ("sanctions_relief",), "condition_of": ("ceasefire.full",)})
    first = Telling("A Wire").say("They agreed to a truce.", (Agreement, TRUCE))
    first.say("Task wants the grain embargo on Belmark lifted.", demand)
    second = Telling("B Daily").say("A truce was agreed.", (Agreement, TRUCE))
    second.say("Belmark's Task asks for an end of the grain embargo.", demand)
    third = Telling("C Post").say("The guns fell silent under a truce.", (Agreement, TRUCE))
    [left] = about(reconcile(*corpus(first, second, third)), "omitted", "condition")
    assert "C Post leaves out sanctions relief" in left.explanation


def figures(a: int, b: int) -> tuple[list[Report], list[Record]]:
    """Two reports that count the families, in words that do not meet."""
    one = Telling("A Wire").say(
        f"{a} families fled the valley.", (Figure, {"value": float(a), "unit": "families", "of": "fled valley"})
    )
    other = Telling("B Daily").say(
        f"{b} households are gone.", (Figure, {"value": float(b), "unit": "families", "of": "fled valley"})
    )
    for telling in (one, other):
        telling.say("Arvenia and Belmark agreed to a truce.", (Agreement, TRUCE))
    return corpus(one, other)


def ruling(verb: Literal["merge", "split"], records: Sequence[Record]) -> Decision:
    """A person's decision."""
    return Decision.create(verb, tuple(r.id for r in records), author="ana", at="2031-05-06T10:00:00Z")


def test_a_split_forces_apart_ever_after() -> None:
    reports, records = figures(110, 300)
    assert about(reconcile(reports, records), "disputed", "number")
    counted = [r for r in records if r.kind == "figure"]
    split = ruling("split", counted)
    findings = reconcile(reports, records, [split])
    assert not about(findings, "disputed")
    assert not any(set(f.records) >= {r.id for r in counted} for f in findings)
    undo = Decision.create("undo", (), author="ana", at="2031-05-07T10:00:00Z", value=split.id)
    assert about(reconcile(reports, records, [split, undo]), "disputed", "number")


def test_a_merge_forces_one_group() -> None:
    one = Telling("A Wire").say(
        "A depot burned near the river.", (Incident, {"where": (Place("Kelm"),), "attacker": (BELMARK,)})
    )
    other = Telling("B Daily").say(
        "Fire took the old mill.", (Incident, {"where": (Place("Ostrava"),), "attacker": (BELMARK,)})
    )
    for telling in (one, other):
        telling.say("Arvenia and Belmark agreed to a truce.", (Agreement, TRUCE))
    reports, records = corpus(one, other)
    incidents = [r for r in records if r.kind == "incident"]
    ids = {r.id for r in incidents}
    assert not any(ids <= set(f.records) for f in about(reconcile(reports, records), "corroborated"))
    merged = reconcile(reports, records, [ruling("merge", incidents)])
    [joined] = [f for f in about(merged, "corroborated") if ids <= set(f.records)]
    assert joined.reason == "joined by ana"


@dataclass(frozen=True)
class Term:
    """A made-up fact about an office."""

    state: str
    office: Literal["head_of_state", "head_of_government"]
    title: str
    name: str
    start: date
    end: date | None
    source: str = "the test's own table"


class Facts:
    """A made-up reference."""

    def offices_of(self, name: str, on: date | None = None) -> list[Term]:
        """Jory Task has governed since 2028; Ada Reyn did before."""
        terms = [
            Term("XBE", "head_of_government", "Prime Minister", "Jory Task", date(2028, 3, 1), None),
            Term("XBE", "head_of_government", "Prime Minister", "Ada Reyn", date(2020, 3, 1), date(2028, 3, 1)),
        ]
        return [t for t in terms if t.name.endswith(name.split()[-1])]


def named(person: Actor, words: str, day: str | None = "2031-05-04") -> tuple[list[Report], list[Record]]:
    """One report that gives a person a role."""
    fact = (Talks, {"participants": (ORLEN, person), "format": "call", "status": "held"})
    return corpus(Telling("A Wire", day).say(words, fact))


def test_a_role_against_the_reference_on_the_day_of_the_report() -> None:
    former = named(replace(TASK, role="former Prime Minister"), "Orlen rang former Prime Minister Jory Task.")
    [found] = about(reconcile(*former, references=Facts()), "reference_conflict", "role")
    assert found.reference and "2028-03-01" in found.reference and "the test's own table" in found.reference
    gone = Actor("Ada Reyn", "XBE", "Prime Minister", "person")
    assert about(
        reconcile(*named(gone, "Orlen rang Prime Minister Ada Reyn."), references=Facts()), "reference_conflict"
    )


def test_roles_that_the_reference_bears_out_and_roles_of_aides_and_without_a_day() -> None:
    right = named(TASK, "Orlen rang Prime Minister Jory Task.")
    aide = named(replace(TASK, role="adviser to the former Prime Minister"), "Orlen rang an adviser, Jory Task.")
    undated = named(replace(TASK, role="former Prime Minister"), "Orlen rang former Prime Minister Jory Task.", None)
    for told in (right, aide, undated):
        assert not about(reconcile(*told, references=Facts()), "reference_conflict")
    assert about(reconcile(*undated, references=Facts(), as_of="2031-05-09"), "reference_conflict")


def test_conflicts_are_not_mixed_up() -> None:
    reports, records = story()
    north, south = Actor("Norland", "XNO", None, "government"), Actor("Sudria", "XSU", None, "government")
    other = {"parties": (north, south), "measure": ("ceasefire.full",), "terms": Terms(duration=90), "status": "agreed"}
    more, extra = corpus(
        Telling("North Wire").say("Norland and Sudria agreed to 90 days of truce.", (Agreement, other))
    )
    together = reconcile([*reports, *more], [*records, *extra])
    ours, theirs = {r.id for r in records}, {r.id for r in extra}
    assert not any(set(f.records) & ours and set(f.records) & theirs for f in together)


def test_records_without_actors_time_or_terms_do_no_harm() -> None:
    reports, records = story()
    stripped: list[Record] = []
    for record in records:
        bare = replace(record, when=None, said_by=())
        if isinstance(bare, Agreement):
            bare = replace(bare, parties=(), terms=Terms(), status=None)
        stripped.append(bare)
    assert not about(reconcile(reports, stripped), "disputed", "party")
    assert not about(reconcile(reports, []), "omitted")
    assert reconcile([], records) == []


def test_upkeep_gives_what_a_run_from_scratch_gives() -> None:
    reports, records = story()
    kept = Reconciler()
    kept.update(reports[:1], records)
    kept.update(reports[:2], records)
    assert kept.update(reports, records) == reconcile(reports, records)
    corrected = [replace(r, when=on("2031-05-01")) if r.kind == "agreement" else r for r in records]
    assert kept.update(reports, corrected) == reconcile(reports, corrected), "a corrected record keeps its id"


def test_what_changed_between_two_days() -> None:
    reports, records = figures(110, 300)
    more, extra = corpus(Telling("C Post").say("Arvenia and Belmark agreed to a truce.", (Agreement, TRUCE)))
    before = reconcile(reports[:1] + more, [*records, *extra])
    after = reconcile([*reports, *more], [*records, *extra])
    found = changes(before, after)
    assert any(c.change == "confirmed" and c.after and "truce" in (c.after.subject or "") for c in found)
    assert any(c.change == "contradicted" and c.after and c.after.about == "number" for c in found)
    assert changes(after, after) == ()
    assert all(c.change == "withdrawn" for c in changes(after, []))


def test_accounts_side_by_side() -> None:
    own = Telling("Press Service of the Government of Arvenia")
    own.say("Arvenia and Belmark agreed to a truce of 30 days.", (Agreement, {**TRUCE, "terms": Terms(duration=30)}))
    press = Telling("Harbour Daily")
    said = {**TRUCE, "terms": Terms(duration=10), "said_by": (TASK,)}
    press.say("A truce of ten days was agreed, Jory Task said.", (Agreement, said))
    press.say("A truce was agreed.", (Agreement, TRUCE))
    [table] = accounts(*corpus(own, press))
    voices = {(a.speaker.voice, a.speaker.side) for a in table.accounts}
    assert voices == {("party", "XAR"), ("party", "XBE"), ("press", None)}
    [duration] = [r for r in table.rows if r.term == "duration"]
    assert sorted(c.mark for c in duration.cells) == ["differs", "differs", "left_out"]
    assert all(c.records for c in duration.cells if c.mark != "left_out")


def test_a_group_by_its_other_names_is_one_side() -> None:
    names = ("Shining Path", "Sendero Luminoso", "Amber movement", "Ambers", "Northern Front")
    known = [Actor(name, None, None, "armed_group") for name in names]
    path, sendero, *ambers, front = map(identities(known).side, known)
    assert path == sendero
    assert len(set(ambers)) == 1
    assert len({path, front, *ambers}) == 3
