"""What a truce covers, when it ends, who said a thing and who fired first: differences between bare sentences."""

from __future__ import annotations

import pytest
from retelling import ARVENIA, BELMARK, Telling, about, corpus

from readout.model import Agreement, Finding, Report, Statement
from readout.reconcile import reconcile
from readout.reconcile.coverage import days_named
from readout.reconcile.groups import Joining
from readout.reconcile.voices import speaker
from readout.reconcile.windows import joined_near

TRUCE = (Agreement, {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed"})


def found(first: str, second: str) -> list[Finding]:
    """The findings on two reports of one truce, each with one or more sentences that no record holds."""
    base = "Arvenia and Belmark agreed to a truce at the lake."
    made = [
        Telling(outlet).say(base, TRUCE).say(words)
        for outlet, words in (("Lakeside Wire", first), ("Harbour Daily", second))
    ]
    return reconcile(*corpus(*made))


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("The truce covers shells and drones.", "The truce does not extend to drones or balloons.", True),
        ("The truce covers shells and drones.", "The truce does not extend to balloons.", False),
        ("The pause applies to drones only.", "The pause applies to drones and tanks.", True),
        ("The pause applies to drones only.", "The pause applies to drones.", False),
        ("The truce is in force in Ambry and Tolle.", "Under the truce, Tolle was not covered.", True),
        ("The truce covers drones.", "If the truce does not cover drones, it fails.", False),
        ("The truce bars the movement of drones.", "Under the truce fighters keep the right to move.", True),
    ],
)
def test_scope(first: str, second: str, apart: bool) -> None:
    assert bool(about(found(first, second), "disputed", "scope")) is apart


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("The truce ends on 31 August.", "The truce runs until 30 September.", True),
        ("The truce ends on 31 August.", "The truce holds until Aug. 31.", False),
        ("The truce ends on 31 August.", "The truce could run until 30 September.", False),
        ("Ambry is ready to host envoys on 20 October.", "Ambry offered to host envoys on 25 October.", True),
        ("The siege of Tolle was lifted on 20 October.", "The siege of Tolle was lifted by 25 October.", True),
    ],
)
def test_days(first: str, second: str, apart: bool) -> None:
    assert bool(about(found(first, second), "disputed", "date")) is apart


def test_one_finding_for_the_end_of_one_truce() -> None:
    base = "Arvenia and Belmark agreed to a truce at the lake."
    ends = ("The truce ends on 31 August.", "The truce runs until 30 September.", "The truce holds until 31 August.")
    tellings = [Telling(f"Paper {at}").say(base, TRUCE).say(words) for at, words in enumerate(ends)]
    [dispute] = about(reconcile(*corpus(*tellings)), "disputed", "date")
    assert "31 August" in dispute.explanation and "30 September" in dispute.explanation
    assert len(dispute.evidence) == 3


def test_one_saying_in_two_mouths_and_in_two_wordings() -> None:
    first = 'The envoy Oskar Lunde said it was "the final hour for reason".'
    mouths = found(first, 'The envoy Petra Holm called it "the last, final hour of reason".')
    assert about(mouths, "disputed", "attribution")
    wording = found(first, 'Mr Lunde called it "the final and only hour of reason".')
    assert about(wording, "disputed", "quote") and not about(wording, "disputed", "attribution")
    piece = found(first, 'Mr Lunde spoke of "the final hour".')
    assert not about(piece, "disputed", "quote")


def test_each_side_said_to_have_begun() -> None:
    told = found(
        "A colonel in Peru accused Chile of opening fire first at the lake.",
        "Chile said Peru started the fighting at the lake.",
    )
    assert about(told, "disputed", "party")
    agreed = found(
        "Peru accused Chile of starting the fighting.", "An envoy said Chile started the fighting, not Peru."
    )
    assert not [f for f in about(agreed, "disputed", "party") if "who began it" in f.explanation]


def test_a_deadline_is_no_duration_and_a_demand_no_offer() -> None:
    first = "Rebels must leave the northern ridge at Ambry within ten days."
    assert not about(found(first, "A halt of thirty days holds on the northern ridge at Ambry."), "disputed", "date")
    offer = "Ministers offered the rebels at Ambry a pause of one month."
    assert not about(found(offer, "A pause at Ambry must last three months, rebels said."), "disputed", "number")


@pytest.mark.parametrize(
    ("first", "second", "subject"),
    [
        ("The ferry deal will take effect once tolls are lifted.", "No conditions attach to the ferry deal.", "scope"),
        ("The ferry deal will take effect once tolls are lifted.", "No conditions attach to the grain deal.", None),
        ("In Ambry the Heron League accepted the truce.", "The Heron League has signed nothing.", "stance"),
        ("In Ambry the Heron League accepted the truce.", "The Osprey League has signed nothing.", None),
        ("Mr Lunde is willing to leave the old fort.", "Mr Lunde said he would not leave the old fort.", "stance"),
        ("Mr Lunde is willing to leave the old fort.", "Mr Holm said he would not leave the old fort.", None),
    ],
)  # fmt: skip
def test_conditions_consent_and_willingness(first: str, second: str, subject: str | None) -> None:
    told = {f.about for f in found(first, second) if f.finding == "disputed"}
    assert told == ({subject} if subject else set())


def test_what_is_disputed_is_not_told_as_agreed() -> None:
    first, second = "Ambry is ready to host envoys on 20 October.", "Ambry offered to host envoys on 25 October."
    together = [f for f in found(first, second) if f.finding == "corroborated"]
    assert not any("October" in f.explanation for f in together)


def test_one_toll_in_many_reports_is_one_finding() -> None:
    base = "Arvenia and Belmark agreed to a truce at the lake."
    tellings = [
        Telling(f"Paper {at}").say(base, TRUCE).say(f"The fighting has killed {dead} people.")
        for at, dead in enumerate((3000, 4100, 5200, 3000, 6100, 7100))
    ]
    [dispute] = about(reconcile(*corpus(*tellings)), "disputed", "number")
    assert "and others" in dispute.explanation and dispute.explanation.count("3000") == 1


def test_only_what_is_near_in_time_is_joined() -> None:
    days = [None, 1, 2, 9, 30]
    assert joined_near(range(5), days.__getitem__, lambda a, b: a > 0, 7) == [[0], [1, 2, 3], [4]]
    assert joined_near(range(5), days.__getitem__, lambda a, b: True, 7) == [[0, 1, 2, 3, 4]]


def test_days_named() -> None:
    assert days_named("on 20 october and oct. 3, then sept. 30th") == {(10, 20), (10, 3), (9, 30)}
    assert not days_named("in october 2021 and on the 20th")


def test_what_hangs_together_is_not_asked_again() -> None:
    asked = []

    def fits(a: int, b: int) -> bool:
        asked.append((a, b))
        return a % 2 == b % 2

    assert joined_near(range(5), lambda _: None, fits) == [[0, 2, 4], [1, 3]]
    assert (2, 4) not in asked
    made = Joining(3)
    made.join(2, 1)
    assert made.clusters("abc") == [["a"], ["b", "c"]]


@pytest.mark.parametrize("file", ["/home/desk/private/lake.txt", "C:\\desk\\private\\lake.txt"])
def test_a_speaker_shows_no_folders(file: str) -> None:
    report = Report.create("Some words.", file=file)
    record = Statement(id="a", report=report.id, evidence=(), cue="said")
    assert speaker(report, record, None).label == "lake.txt"
