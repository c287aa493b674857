"""Parties in tables: one name for a group, one order for those that are bound."""

from __future__ import annotations

from readout.model import Actor
from readout.publish.parties import bound_names, party

PERU = Actor("Peru", "PER", None, "government")


def test_the_order_of_a_report_makes_no_other_parties() -> None:
    path = Actor("Shining Path", None, None, "armed_group")
    other = Actor("Sendero Luminoso", None, None, "armed_group")
    assert bound_names((PERU, path)) == bound_names((other, PERU)) == "Peru and Shining Path"


def test_an_unknown_group_keeps_its_own_name() -> None:
    assert party(Actor("the Amber Front", None, None, "armed_group")).name == "Amber Front"
