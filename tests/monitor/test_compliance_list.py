"""The list of incidents on the page, in a real browser: paged, filtered, by keyboard, within a stated limit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from monitor_tables import acled, acled_file, sheet_file
from playwright.sync_api import Page, sync_playwright

from readout.monitor.run import Compliance, assess
from readout.monitor.terms import load_terms
from readout.publish import compliance
from readout.publish.compliance import write_compliance

STRUCK = "{} forces attacked {} in Ostburg."


def many(tmp_path: Path, count: int = 120) -> Compliance:
    """Days 1 to 30 of the pause over and over: every third by Belmark, every fifth against a refinery."""
    rows = [
        acled(
            n,
            f"2025-03-{18 + n % 10}",
            STRUCK.format("Belmark" if n % 3 == 0 else "Arvania", "a refinery" if n % 5 == 0 else "a substation"),
        )
        for n in range(count)
    ]
    sheets = [
        load_terms(sheet_file(tmp_path / "a.toml", account="early")),
        load_terms(sheet_file(tmp_path / "b.toml", account="late", start="2025-03-23")),
    ]
    return assess(sheets, [acled_file(tmp_path / "a.csv", *rows)])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = os.environ.get("READOUT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("no browser found: install chromium, or name one in READOUT_CHROMIUM")
    folder = tmp_path_factory.mktemp("page")
    written = write_compliance(many(folder), folder / "compliance.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        faults: list[str] = []
        opened.on("console", lambda message: faults.append(message.text))
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.goto(written.as_uri())
        yield opened
        assert not faults, "the policy lets the page's own script run, and nothing fails"
        browser.close()


def test_pages_and_keys(page: Page) -> None:
    status = page.locator(".status")
    assert status.inner_text() == "1 to 50 of 120 listed; page 1 of 3"
    assert page.locator("tr[data-row]:visible").count() == 50
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    assert status.inner_text() == "51 to 100 of 120 listed; page 2 of 3"
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert status.inner_text() == "101 to 120 of 120 listed; page 3 of 3"
    page.keyboard.press("p")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_filters_by_words_attacker_and_account(page: Page) -> None:
    """24 of 120 name a refinery; every third of these is Belmark's; those of 18 to 22 March are early's alone."""
    status = page.locator(".status")
    page.get_by_label("Find words").fill("REFINERY")
    assert status.inner_text().startswith("1 to 24 of 24 that fit, of 120 listed")
    page.get_by_label("Attacker").select_option("BEL")
    assert status.inner_text().startswith("1 to 8 of 8 that fit")
    page.get_by_label("Verdict").select_option("differ")
    assert status.inner_text().startswith("1 to 4 of 4 that fit")
    page.get_by_label("Find words").fill("no such word")
    assert status.inner_text() == "none of the 120 listed fits"


def test_a_pin_leads_to_its_row_on_whatever_page(page: Page) -> None:
    page.evaluate("location.hash = '#kept-110'")
    page.locator("#kept-110").wait_for(state="visible")
    assert page.locator(".status").inner_text().endswith("page 3 of 3")


def test_the_limit_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compliance, "LISTED", 100)
    text = compliance.compliance_page(many(tmp_path))
    assert "Listed are the first 100 of 120 events" in text
    assert "a page lists 100 at most" in text
    assert "<code>verdicts.csv</code>" in text
    assert text.count("data-row data-attacker") == 100
