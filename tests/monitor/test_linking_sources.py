"""The same event in several sources is one event; claims, confirmations and denials stay apart."""

from __future__ import annotations

from pathlib import Path

from monitor_tables import acled, acled_file, sheet_file, write_rows

from readout.model import Actor, Incident, Place, Report, Span, View, When
from readout.model.compliance import Party
from readout.monitor.naming import party_of, speakers
from readout.monitor.run import Compliance, assess
from readout.monitor.summary import by_party, by_source
from readout.monitor.terms import load_terms

GED = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "latitude", "longitude", "country",
       "best",
       "where_prec", "source_headline", "source_office")  # fmt: skip
PARTIES = (
    Party("ARV", "Arvania", None, ("Arvania",), ("Arvan Radio",)),
    Party("BEL", "Belmark", None, ("Belmark",)),
)


def ged(number: int, day: str, headline: str, latitude: float = 49.5) -> dict[str, object]:
    return {"id": number, "type_of_violence": 1, "side_a": "Government of Arvania", "side_b": "Government of Belmark",
            "date_start": day, "date_end": day, "latitude": latitude, "longitude": 32.0, "country": "Ukraine",
            "best": 1,
            "where_prec": 1, "source_headline": headline, "source_office": "Agency"}  # fmt: skip


def run(
    tmp_path: Path, rows: list[dict[str, object]], others: list[dict[str, object]], view: View | None = None
) -> Compliance:
    files = [acled_file(tmp_path / "a.csv", *rows)] + ([write_rows(tmp_path / "g.csv", GED, others)] if others else [])
    return assess([load_terms(sheet_file(tmp_path / "s.toml"))], files, view=view)


def test_one_event_in_two_sources_counts_once(tmp_path: Path) -> None:
    shelled = "Arvania forces shelled a substation."
    result = run(
        tmp_path,
        [acled(1, "2025-03-20", shelled), acled(2, "2025-03-20", shelled, latitude=49.52)],
        [
            ged(1, "2025-03-20", "A substation was hit"),
            ged(2, "2025-03-22", "A substation was hit"),
            ged(3, "2025-03-20", "A school was hit"),
            ged(4, "2025-03-20", "A substation was hit by Belmark drones"),
        ],
    )
    events = dict(result.rows.select("id", "event").rows())
    assert events["1"] == "TST1", "same day, same place, no contradiction: nearest first"
    assert events["2"] == "2", "another day"
    assert events["3"] == "3", "another target"
    assert events["4"] == "4", "another attacker"
    assert events["TST2"] == "TST2", "two rows of one source are two events"
    counted = [row for row in by_party(result, result.accounts[0]) if row.party == "ARV"]
    assert counted[0].breaches == 2
    assert by_source(result, result.accounts[0]) == (("ACLED", 2, 0), ("UCDP GED", 1, 2))


def test_who_says_it_is_kept_apart(tmp_path: Path) -> None:
    shelled = "Arvania forces shelled a substation."
    sources = [
        "Ministry of Defence of Belmark",
        "Arvan Radio",
        "Ministry of Defence of Belmark; Arvan Radio",
        "Coastal Courier",
        "",
    ]
    rows = [acled(n, f"2025-03-{20 + n}", shelled, source=source) for n, source in enumerate(sources)]
    result = run(tmp_path, rows, [])
    order = dict(result.rows.select("id", "standing").rows())
    assert [order[f"TST{n}"] for n in range(5)] == ["one_side", "admitted", "both_sides", "third_party", "unsaid"]
    counted = by_party(result, result.accounts[0])[0]
    assert (counted.breaches, counted.standings) == (5, (1, 1, 1, 1, 1))


def test_a_denial_is_no_incident_and_stands_beside_the_claim(tmp_path: Path) -> None:
    report = Report.create(
        "Belmark said Arvania struck a depot. Arvania denied it.", outlet="Courier", published="2025-03-21"
    )
    common = {"report": report.id, "where": (Place("Ostburg", "UKR", 49.5, 32.0),),
              "when": When("20 March", "2025-03-20"),
              "attacker": (Actor("Arvania", "ARV"),)}  # fmt: skip
    claim = Incident(
        **common, id="c1", evidence=(Span(0, 36),), said_by=(Actor("Belmark", "BEL"),), target_class=("energy",)
    )
    denial = Incident(
        **common, id="c2", evidence=(Span(37, 55),), said_by=(Actor("Arvania", "ARV"),), factuality="negated"
    )
    possible = Incident(**common | {"when": When("22 March", "2025-03-22")}, id="c3", evidence=(Span(0, 5),),
                        target_class=("energy",), factuality="possible")  # fmt: skip
    undated = Incident(**common | {"when": None}, id="c4", evidence=(Span(0, 7),), target_class=("energy",))
    result = run(tmp_path, [], [], View((report,), (claim, denial, possible, undated)))
    judged = {
        row[0]: row[1:]
        for row in result.rows.select("id", "counted", "denied_by", "standing")
        .hstack(result.accounts[0].rows.select("verdict"))
        .rows()
    }
    assert judged["c1"] == (True, "ARV", "one_side", "breach")
    assert judged["c2"][0] is False
    assert judged["c2"][3] == "not_covered"
    assert judged["c3"][3] == "undetermined"
    assert judged["c4"][3] == "undetermined"
    counted = by_party(result, result.accounts[0])[0]
    assert (counted.breaches, counted.denied) == (1, 1)


def test_names_of_actors_and_speakers() -> None:
    assert party_of("Military Forces of Arvania (2000-)", PARTIES) == "ARV"
    assert party_of("Government of Belmark and Arvania", PARTIES) is None
    assert party_of("Unidentified Armed Group (Arvania)", PARTIES) is None
    assert party_of("Corvian Front", PARTIES) == "other"
    assert speakers("Arvania Today; Ministry of Defence of Arvania", PARTIES) == "ARV+third"
    assert speakers("General Staff of Belmark", PARTIES) == "BEL"
