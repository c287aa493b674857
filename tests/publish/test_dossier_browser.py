"""The dossier in a real browser: evidence opens, nothing is fetched, everybody can use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from readout.model import View
from readout.publish.dossier import write_dossier

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(catatumbo: View, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_dossier(catatumbo, tmp_path_factory.mktemp("page") / "dossier.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport=WIDE, reduced_motion="reduce")
    trouble: list[str] = []
    opened.on("console", lambda message: trouble.append(message.text))
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith(address) else trouble.append(request.url))
    opened.goto(address)
    yield opened
    assert trouble == []
    opened.close()


def test_evidence_opens_in_its_sentence_and_gives_the_focus_back(page: Page) -> None:
    link = page.locator("#conditions a.ev").first
    link.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel.locator("mark")).to_have_text("The front asks for the release of prisoners before a full ceasefire.")
    expect(panel).to_contain_text("Radio Mérida")
    expect(panel).to_contain_text("Condition")
    page.keyboard.press("n")
    expect(panel.locator("mark").first).not_to_contain_text("release of prisoners")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('a.ev')")


def test_overlapping_words_open_every_record_over_them(page: Page) -> None:
    page.locator("#report-3 details").first.evaluate("d => d.open = true")
    page.locator(".text mark.deep", has_text="a full ceasefire").click()
    expect(page.locator("#panel .rec")).to_have_count(2)


def test_an_address_with_a_record_opens_it_in_its_report(page: Page, catatumbo: View, address: str) -> None:
    record = catatumbo.records[0]
    page.goto("about:blank")
    page.goto(f"{address}#{record.id}")
    expect(page.locator("#panel mark")).to_have_count(2)
    page.get_by_text("Open in the full report").click()
    expect(page.locator("#report-1 mark.hit").first).to_be_in_viewport()


def test_the_filter_leaves_what_has_the_words(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("tibu drone")
    expect(page.locator("#incidents tbody tr")).to_be_visible()
    expect(page.locator("#conditions")).to_be_hidden()
    expect(page.locator("#found")).to_contain_text("of")
    page.keyboard.press("Escape")
    expect(page.locator("#conditions")).to_be_visible()


def test_without_scripts_links_lead_to_the_words(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    plain = context.new_page()
    plain.goto(address)
    plain.locator("#conditions a.ev").first.click()
    expect(plain.locator("#sources mark", has_text="release of prisoners")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str, size: dict[str, int]) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(address)
    opened.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    opened.locator("#differ a.ev").first.click()
    found = Axe().run(opened).response["violations"]
    grave = [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found if v["impact"] in {"serious", "critical"}]
    assert grave == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()


def test_it_prints_with_every_report(browser: Browser, address: str, tmp_path: Path) -> None:
    opened = browser.new_page(viewport=WIDE)
    opened.goto(address)
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(opened.locator("nav.side")).to_be_hidden()
    expect(opened.locator("#report-3 .text")).to_be_visible()
    assert len(opened.pdf(path=tmp_path / "dossier.pdf")) > 10_000
    opened.close()
