"""A monitor run in the dossier: its section and style, and both pages in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from readout.model import View
from readout.monitor.run import Compliance
from readout.publish.compliance import compliance_section, write_compliance
from readout.publish.dossier import dossier, write_dossier
from readout.verbs import assess

EXAMPLE = Path(__file__).parents[2] / "examples" / "truce-monitor"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def run() -> Compliance:
    return assess(
        [EXAMPLE / f"{name}.toml" for name in ("white-house", "kremlin", "kyiv")], [EXAMPLE / "incidents.csv"]
    )


@pytest.fixture(scope="module")
def addresses(run: Compliance, catatumbo: View, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("kept")
    return {
        "compliance": write_compliance(run, folder / "compliance.html").as_uri(),
        "dossier": write_dossier(catatumbo, folder / "dossier.html", kept=compliance_section(run)).as_uri(),
    }


def test_the_section_stands_in_the_dossier_with_its_style(run: Compliance, catatumbo: View) -> None:
    page = dossier(catatumbo, kept=compliance_section(run))
    assert re.search(r'<li><a href="#kept"[^>]*><span>Is it kept\?</span>', page)
    assert page.count('<section id="kept"') == 1
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None and ".caveats" in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    levels = [int(n) for n in re.findall(r"<h(\d)", page.split("<main")[1].split("</main>")[0])]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


def test_without_a_run_there_is_no_section(catatumbo: View) -> None:
    assert "Is it kept?" not in dossier(catatumbo)
    assert ".caveats" not in dossier(catatumbo)


def test_what_reorders_words_is_shown_as_a_sign(run: Compliance, catatumbo: View) -> None:
    account = replace(run.accounts[0], sheet=replace(run.accounts[0].sheet, account="White \u202eHouse<b>"))
    section = compliance_section(replace(run, accounts=(account,)))
    assert "White [U+202E]House&lt;b&gt;" in section
    assert "\u202e" not in dossier(catatumbo, kept=section)


@pytest.mark.parametrize("page", ["compliance", "dossier"])
def test_it_is_read_without_scripts_and_nothing_is_fetched(
    browser: Browser, addresses: dict[str, str], page: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)  # type: ignore[arg-type]
    plain, trouble = context.new_page(), list[str]()
    plain.on("console", lambda message: trouble.append(message.text))
    plain.on("request", lambda asked: None if asked.url.startswith(addresses[page]) else trouble.append(asked.url))
    plain.goto(addresses[page])
    plain.locator("nav.side a", has_text="Is it kept?" if page == "dossier" else "Caveats").click()
    expect(plain.locator("#kept .caveats")).to_be_in_viewport()
    expect(plain.locator("#kept-incidents")).to_be_visible()
    expect(plain.locator("#kept .incidents tbody tr").last).to_be_visible()
    assert plain.locator("#kept td.num").first.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    assert trouble == []
    context.close()


def test_a_pin_leads_to_its_row_in_a_list_that_was_shortened(browser: Browser, addresses: dict[str, str]) -> None:
    opened = browser.new_page(viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
    opened.goto(addresses["dossier"])
    row = opened.locator("#kept-60")
    expect(row).to_be_hidden()
    opened.evaluate("location.hash = 'kept-60'")
    expect(row).to_be_in_viewport()
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("page", ["compliance", "dossier"])
def test_axe_finds_nothing_serious_in_it(
    browser: Browser, addresses: dict[str, str], page: str, size: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(addresses[page])
    opened.evaluate("document.querySelectorAll('#kept details').forEach((d, n) => d.open = n < 5)")
    found = Axe().run(opened).response["violations"]
    grave = [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found if v["impact"] in {"serious", "critical"}]
    assert grave == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()
