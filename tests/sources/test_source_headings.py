"""Titles, outlets and dates of plain texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.sources import dates
from readout.sources.heading import Heading, read_heading
from readout.sources.reading import Defaults

BODY = "The two sides agreed on Tuesday to stop firing. Nobody said for how long."


def heading(text: str, *, blank: bool = False, published: str | None = None, outlet: str | None = None) -> Heading:
    return read_heading(text, blank_after_first=blank, defaults=Defaults(published, outlet))


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("The Courant | 2025-03-18", "The Courant", "2025-03-18"),
        ("Press Office, Capital | 2025-03-18T15:00Z", "Press Office, Capital", "2025-03-18T15:00:00+00:00"),
        ("The Courant — 18 March 2025", "The Courant", "2025-03-18"),
        ("The Courant · March 18, 2025 3:05 pm", "The Courant", "2025-03-18T15:05:00"),
        ("March 18, 2025 | The Courant", "The Courant", "2025-03-18"),
        ("By Ann Author | The Courant | Tuesday, 18 March 2025", "The Courant", "2025-03-18"),
        ("Published: 18 March 2025, 14:30 GMT", None, "2025-03-18T14:30:00+00:00"),
        ("Geneva, 18 March 2025", None, "2025-03-18"),
        ("Geneva, 18 March 2025 (Lake Wire)", "Lake Wire", "2025-03-18"),
        ("The Courant | 18.03.2025", "The Courant", "2025-03-18"),
        ("The Courant | 18 March 2025 09:00 EDT", "The Courant", "2025-03-18"),
    ],
)
def test_metadata_lines(line: str, outlet: str | None, published: str) -> None:
    assert heading(f"Sides stop firing\n{line}\n{BODY}") == Heading("Sides stop firing", outlet, published)


@pytest.mark.parametrize(
    "line",
    [
        "They signed it on 18 March 2025.",
        "On 18 March 2025 the sides met",
        "The Courant | 03/04/2025",
        "x | 2025-02-30",
    ],
)
def test_lines_that_give_no_date(line: str) -> None:
    assert heading(f"Sides stop firing\n{line}\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "published", "agency"),
    [
        ("BRUSSELS, March 18 (Wire) — " + BODY, "2025-03-18", "Wire"),
        ("GENEVA, 20 March — " + BODY, "2025-03-20", None),
        ("NEW DELHI/ISLAMABAD, May 11 (Wire) - " + BODY, "2025-05-11", "Wire"),
        ("Geneva, December 31 (Wire) – " + BODY, "2024-12-31", "Wire"),
        ("KYIV — " + BODY, "2025-01-02", None),
    ],
)
def test_datelines(line: str, published: str, agency: str | None) -> None:
    near = "2025-01-02"
    found = heading(f"Sides stop firing\n{line}", blank=True, published=near)
    assert found == Heading("Sides stop firing", agency, published)


def test_a_dateline_without_a_year_stays_unknown() -> None:
    assert heading("GENEVA, 20 March — " + BODY) == Heading()
    assert heading("GENEVA, 20 March 2025 — " + BODY).published == "2025-03-20"


def test_the_texts_own_date_wins_over_the_option() -> None:
    text = f"Sides stop firing\nThe Courant | 2025-03-18\n{BODY}"
    assert heading(text, published="2020-01-01", outlet="Other") == Heading(
        "Sides stop firing", "The Courant", "2025-03-18"
    )
    assert heading(BODY, published="2020-01-01", outlet="Other") == Heading(None, "Other", "2020-01-01")


@pytest.mark.parametrize(
    "text", [BODY, f"{BODY}\nA subhead\n{BODY}", "One line", "- an item\n- another", f"KYIV — They met\n{BODY}"]
)
def test_no_title(text: str) -> None:
    assert heading(text).title is None


def test_long_headline_needs_a_blank_line() -> None:
    line = "A headline of many words " * 6 + "ends"
    assert heading(f"{line}\n{BODY}").title is None
    assert heading(f"{line}\n{BODY}", blank=True).title == line


@given(st.text(max_size=80))
def test_any_words_are_read_without_error(text: str) -> None:
    heading(text, published="2025-03-18")
    heading(f"KYIV, March {text} —", published="2024-02-29")
    found = dates.find(text)
    assert found is None or dates.iso(found[0])
