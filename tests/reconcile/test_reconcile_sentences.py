"""Sentences held against sentences: each rule fires where two reports differ, and stays silent where they need not."""

from __future__ import annotations

from typing import Any

import pytest
from retelling import ARVENIA, BELMARK, Telling, about, corpus

from readout.model import Agreement, Finding, Record, Statement
from readout.reconcile import reconcile

TRUCE = (Agreement, {"parties": (ARVENIA, BELMARK), "measure": ("ceasefire.full",), "status": "agreed"})
BASE = "Arvenia and Belmark agreed to a truce at the lake."
NOTHING: tuple[type[Record], dict[str, Any]] = (Statement, {"cue": "said"})


def found(
    first: list[str], second: list[str], outlets: tuple[str, str] = ("Lakeside Wire", "Harbour Daily")
) -> list[Finding]:
    """The findings on two reports of one truce, each with sentences that no record holds."""
    tellings = []
    for outlet, sentences in zip(outlets, (first, second), strict=True):
        telling = Telling(outlet).say(BASE, TRUCE)
        for sentence in sentences:
            telling.say(sentence)
        tellings.append(telling)
    return reconcile(*corpus(*tellings))


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("The fighting has killed some 3,000 people.", "The war has cost 4,100 lives.", True),
        ("The fighting has killed at least 3,000 people.", "The war has cost 3,400 lives.", False),
        ("The fighting has killed some 3,000 people.", "On Friday a blast killed 41 people.", False),
        ("Some 40,000 people fled their homes.", "The war has driven 90,000 people from their homes.", True),
        ("Some 40,000 people fled.", "Some 90,000 displaced Brazilians hope to return.", False),
        ("In Ambry four soldiers were wounded.", "A mine went off near Ambry. Seven soldiers were hurt.", True),
        ("On Friday four soldiers were wounded in Ambry.", "In Ambry on Sunday seven soldiers were hurt.", False),
        ("In Ambry four soldiers were wounded.", "In Ambry seven civilians were wounded.", False),
    ],
)
def test_tolls_without_records(first: str, second: str, apart: bool) -> None:
    assert bool(about(found([first], [second]), "disputed", "number")) is apart


def test_the_explanation_shows_the_number_and_whole_words() -> None:
    long = "He called on everybody in both capitals, on the mediators and on the neighbours, to see that the people"
    told = found(
        [f"{long} displaced, whose number relief agencies put at 90,000, can return."], ["40,000 people fled."]
    )
    [dispute] = about(told, "disputed", "number")
    assert "90,000" in dispute.explanation and "40,000" in dispute.explanation
    quotes = [part.split("”")[0] for part in dispute.explanation.split("“")[1:]]
    known = set(
        (long + " displaced, whose number relief agencies put at 90,000, can return. 40,000 people fled.").split()
    )
    assert all(word in known or word == "…" for quote in quotes for word in quote.split())


@pytest.mark.parametrize(
    ("first", "second", "subject"),
    [
        ("Foreign fighters must leave the valley in three months.", "Fighters from abroad have six months to go.",
         "date"),
        ("The accord was concluded after three weeks of negotiation in Ambry.",
         "The accord was concluded after five weeks of negotiation in Ambry.", "number"),
        ("Foreign fighters must leave within three months.", "Foreign fighters must leave within 90 days.", None),
    ],
)  # fmt: skip
def test_terms_of_time(first: str, second: str, subject: str | None) -> None:
    told = {f.about for f in found([first], [second]) if f.finding == "disputed"}
    assert told == ({subject} if subject else set())


def test_provisions_that_one_account_leaves_out() -> None:
    first = ["1. All prisoners held since the spring are exchanged.", "2. Neither army may bring up heavier guns."]
    second = ["The two armies will swap every prisoner held since the spring."]
    [left_out] = about(found(first, second, ("Government Press Office, Arva", "Harbour Daily")), "omitted", "term")
    assert "heavier guns" in left_out.explanation and "Harbour Daily tells" in left_out.explanation
    assert "prisoners" not in left_out.explanation


def test_a_plan_of_one_paper_is_no_provision() -> None:
    told = found(["The fishermen would like to sail again.", "A bakery in Ambry reopened."], ["It rained."])
    assert not about(told, "omitted")


def test_sentences_corroborate_without_records_and_a_denial_does_not() -> None:
    tells = "Dredgers will clear the Ambry channel of sunken barges."
    again = "The sunken barges in the Ambry channel will be cleared by dredgers."
    denies = "Dredgers will never clear the Ambry channel of sunken barges."
    held = [f for f in found([tells], [again]) if f.finding == "corroborated" and "barges" in f.explanation]
    assert len(held) == 1 and len(held[0].evidence) == 2 and not held[0].records
    assert not [f for f in found([tells], [denies]) if f.finding == "corroborated" and "barges" in f.explanation]


def test_who_broke_the_truce_is_read_off_claim_and_denial() -> None:
    claim = "Belmark violated the truce by shelling Ambry, the Arvenian army said."
    denial = "Arvenia accused Belmark of breaking the truce. Belmark denied any shelling."
    [dispute] = about(found([claim], denial.split(". ")), "disputed", "party")
    assert "who broke the truce" in dispute.explanation
    assert not about(found([claim], ["Belmark denied that its minister was ill."]), "disputed", "party")


def test_consent_given_and_withheld() -> None:
    given = ["Observers will verify the calm.", "Both governments gave their consent to this."]
    withheld = ["The premier of Belmark said he had never consented to foreign observers."]
    assert about(found(given, withheld), "disputed", "stance")
    other = ["The premier of Belmark said he had never consented to a tax on salt."]
    assert not about(found(given, other), "disputed", "stance")


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("Parliament speaker Dana Verrill was hurt.", "Dana Verrill, the foreign minister, was hurt.", True),
        ("Chief negotiator Dana Verrill was hurt.", "Dana Verrill, the foreign minister, was hurt.", False),
        ("Parliament speaker Dana Verrill was hurt.", "Parliament speaker Dana Verrill is well.", False),
    ],
)
def test_offices_that_nobody_holds_together(first: str, second: str, apart: bool) -> None:
    told = about(found([first], [second]), "disputed", "role")
    assert bool(told) is apart
    assert all("Dana Verrill" in f.explanation for f in told)


def test_an_account_that_does_not_say_who_agreed() -> None:
    silent = Telling("Harbour Daily").say("The truce was signed on Friday.", (Agreement, {**TRUCE[1]}))
    tellings = [Telling(outlet).say(BASE, TRUCE) for outlet in ("Lakeside Wire", "Hill Courier")]
    [left_out] = about(reconcile(*corpus(*tellings, silent)), "omitted", "party")
    assert "Harbour Daily tells of it without saying who agreed to it" in left_out.explanation
    named = Telling("Harbour Daily").say("The two sides signed the truce on Friday.", (Agreement, {**TRUCE[1]}))
    assert not about(reconcile(*corpus(*tellings, named)), "omitted", "party")
