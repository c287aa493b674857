"""Takes the picture of the dossier that the README shows: ``python docs/images/take.py DOSSIER PICTURE``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1520, "height": 860}


def main(dossier: Path, picture: Path) -> None:
    """The top of the page as a reader first sees it, with the sentence behind one cell opened."""
    browser_path = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(dossier.resolve().as_uri())
        page.locator("a.ev:visible").first.click()
        page.wait_for_timeout(300)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
