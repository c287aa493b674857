"""A made-up conflict between a government and an armed group, told by three invented outlets; and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, sync_playwright

from readout.model import (
    Actor,
    Agreement,
    Condition,
    Figure,
    Finding,
    Incident,
    Place,
    Position,
    Proposal,
    Record,
    Report,
    Span,
    Statement,
    Talks,
    Terms,
    View,
    When,
)
from readout.model.wire import sealed

GOVERNMENT = Actor("Colombian government", "COL", type="government")
MINISTER = Actor("Marta Quiroga", "COL", "defence minister", "person")
FRONT = Actor("Frente del Norte", type="armed_group")
CAUCE = Report.create(
    "The Colombian government and the Frente del Norte agreed to a truce of 60 days in the Catatumbo.\n"
    "The truce starts on 3 May. Marta Quiroga, the defence minister, said: “We will hold our fire.”\n"
    "A drone hit a clinic in Tibú on 1 May, wounding 4 people. The front denied it.",
    outlet="Cauce Diario",
    title="Sixty days",
    published="2031-05-02",
    url="https://cauce.example/sixty",
)
MERIDA = Report.create(
    "Government and front have agreed on a truce of 90 days, the government said.\n"
    "The front asks for the release of prisoners before a full ceasefire. "
    "Talks are to open in Cúcuta on Monday. About 300 fighters have gone home.",
    outlet="Radio Mérida",
    title="Ninety days of truce",
    published="2031-05-02",
)
UNDATED = Report.create(
    "The front rejected a full ceasefire, which the government had proposed. Both sides spoke last week.",
    file="notes/undated.txt",
)


def words(report: Report, *pieces: str) -> tuple[Span, ...]:
    """The spans of exact words."""
    return tuple(Span(report.text.index(p), report.text.index(p) + len(p)) for p in pieces)


def _records() -> tuple[Record, ...]:
    tibu = Place("Tibú", "COL", 8.64, -72.73, 3665657)
    clinic = Incident(
        report=CAUCE.id,
        evidence=words(CAUCE, "A drone hit a clinic in Tibú on 1 May, wounding 4 people."),
        when=When("on 1 May", "2031-05-01"),
        where=(tibu,),
        target=(GOVERNMENT,),
        target_class=("health",),
        means=("drone",),
        outcome="hit",
        injured=4,
    )
    return (
        Agreement(
            report=CAUCE.id,
            evidence=words(CAUCE, CAUCE.text.split("\n")[0], "The truce starts on 3 May."),
            parties=(GOVERNMENT, FRONT),
            measure=("ceasefire.local",),
            status="agreed",
            terms=Terms(duration=60, area="Catatumbo", starts="2031-05-03", text="a truce of 60 days in the Catatumbo"),
            when=When("", "2031-05-02"),
        ),
        Statement(
            report=CAUCE.id,
            evidence=words(CAUCE, "Marta Quiroga, the defence minister, said: “We will hold our fire.”"),
            speaker=(MINISTER,),
            cue="said",
            quote="We will hold our fire.",
            mode="direct",
        ),
        clinic,
        replace(
            clinic, evidence=words(CAUCE, "The front denied it."), said_by=(FRONT,), factuality="negated", injured=None
        ),
        Agreement(
            report=MERIDA.id,
            evidence=words(MERIDA, "Government and front have agreed on a truce of 90 days"),
            said_by=(GOVERNMENT,),
            parties=(GOVERNMENT, FRONT),
            measure=("ceasefire.local",),
            status="agreed",
            terms=Terms(duration=90, text="a truce of 90 days"),
        ),
        Condition(
            report=MERIDA.id,
            evidence=words(MERIDA, "The front asks for the release of prisoners before a full ceasefire."),
            holder=(FRONT,),
            addressees=(GOVERNMENT,),
            measure=("prisoner_exchange",),
            condition_of=("ceasefire.full",),
        ),
        Talks(
            report=MERIDA.id,
            evidence=words(MERIDA, "Talks are to open in Cúcuta on Monday."),
            participants=(GOVERNMENT, FRONT),
            format="talks",
            status="planned",
            factuality="planned",
            when=When("on Monday", "2031-05-05"),
            where=(Place("Cúcuta", "COL", 7.89, -72.5),),
        ),
        Figure(
            report=MERIDA.id, evidence=words(MERIDA, "About 300 fighters"), value=300, unit="fighters", approximate=True
        ),
        Position(
            report=UNDATED.id,
            evidence=words(UNDATED, "The front rejected a full ceasefire"),
            holder=(FRONT,),
            stance="reject",
            measure=("ceasefire.full",),
            confidence=0.2,
        ),
        Proposal(
            report=UNDATED.id,
            evidence=words(UNDATED, "a full ceasefire, which the government had proposed"),
            proposer=(GOVERNMENT,),
            measure=("ceasefire.full",),
        ),
        Talks(
            report=UNDATED.id,
            evidence=words(UNDATED, "Both sides spoke last week."),
            participants=(GOVERNMENT, FRONT),
            format="call",
            status="held",
            when=When("last week"),
        ),
    )


@pytest.fixture(scope="session")
def catatumbo() -> View:
    """Three reports; sixty days against ninety, a term left out, and one thing that two reports carry."""
    records = tuple(sealed(r, "test") for r in _records())
    first, second = records[0].id, records[4].id
    starts = words(MERIDA, "agreed on a truce of 90 days")
    findings = (
        Finding.create(
            "disputed",
            (first, second),
            about="number",
            explanation="The accounts give different durations: one has “60 days”; the other “90 days”.",
            subject="the truce (COL, frente del norte)",
        ),
        Finding.create(
            "omitted", (first,), about="term", evidence=((MERIDA.id, starts),), explanation="The start is left out."
        ),
        Finding.create("corroborated", (first, second), explanation="Both carry it."),
    )
    return View((CAUCE, MERIDA, UNDATED), records, findings)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: READOUT_CHROMIUM, Debian's, or what is on PATH."""
    named = os.environ.get("READOUT_CHROMIUM")
    known = ["/usr/bin/chromium", *(shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome"))]
    path = named or next((p for p in known if p and os.access(p, os.X_OK)), None)
    if path is None:
        pytest.fail(
            "no browser found for the tests of the dossier: install chromium (Debian: apt-get install chromium), "
            "or name one in READOUT_CHROMIUM"
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
