"""Pictures of every page, both languages, wide and phone: ``make screenshots ADDRESS=…``.

The ledger must be running with the demonstration data.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.pages import CHROMIUM_FLAGS, ERROR_PAGES, PAGES, Site

FOLDER = Path("screenshots")
SIZES = {"wide": (1400, 900), "phone": (390, 844)}


def main(address):
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
        )
        for language in ("zh-hans", "en"):
            for size, (width, height) in SIZES.items():
                site = Site(browser, address, width=width, height=height, language=language)
                take(site, f"{size}-{language}")
                site.close()


def take(site, suffix):
    site.go("/accounts/login/")
    site.page.screenshot(path=FOLDER / f"login-{suffix}.png")
    site.sign_in("supervisor")
    for name, path in (PAGES | ERROR_PAGES).items():
        site.go(path)
        site.page.screenshot(path=FOLDER / f"{name}-{suffix}.png", full_page=True)


if __name__ == "__main__":
    main(sys.argv[1])
