"""Parties in tables: one name for a group, one order for those that are bound, and what parties are at odds."""

from __future__ import annotations

from readout.model import Actor, Agreement, Finding, Report, Span, View
from readout.model.wire import sealed
from readout.publish.parties import bound_names, party
from readout.publish.register import Register
from readout.publish.stakes import stakes

PERU = Actor("Peru", "PER", None, "government")
CHILE = Actor("Chile", "CHL", None, "government")
PATH = Actor("Shining Path", None, None, "armed_group")
SENDERO = Actor("Sendero Luminoso", None, None, "armed_group")


def test_the_order_of_a_report_makes_no_other_parties() -> None:
    assert bound_names((PERU, PATH)) == bound_names((SENDERO, PERU)) == "Peru and Shining Path"


def test_an_unknown_group_keeps_its_own_name() -> None:
    assert party(Actor("the Amber Front", None, None, "armed_group")).name == "Amber Front"


def test_one_sides_word_is_no_value_where_others_name_two() -> None:
    told = ((PERU, PATH), (SENDERO, PERU), (PERU,), (PERU, CHILE))
    reports = [Report.create(f"They agreed to a truce, outlet {n} said.", outlet=f"Outlet {n}") for n in range(4)]
    records = [
        sealed(Agreement(report=r.id, evidence=(Span(0, 22),), parties=p, measure=("ceasefire.full",)), "test")
        for r, p in zip(reports, told, strict=True)
    ]
    finding = Finding.create("disputed", tuple(r.id for r in records), about="party", explanation="They differ.")
    values = stakes(finding, Register(View(tuple(reports), tuple(records), (finding,))))
    assert [v.text for v in values] == ["Peru and Shining Path", "Chile and Peru"]
