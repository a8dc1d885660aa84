"""The pictures of docs/first-week.md: ``python -m tests.e2e.first_week``, in an empty ledger of its own."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.e2e.first_hour import PASSWORD, FirstHour, make_fresh
from tests.e2e.pages import CHROMIUM_FLAGS, Site
from tests.e2e.serving import serving

FOLDER = Path("docs/images/first-week")
SIZE = {"width": 1100, "height": 760}
COLOURS = 64  # a picture of a page in some 40 KB


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "baoan_rule.settings"
    django.setup()
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        made = Path(made)
        make_fresh(made / "fresh")
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        with serving(made / "fresh", made / "served", DEMO="0", PLAN_TODAY="") as address:
            live(Site(browser, address, **SIZE))
        browser.close()


def live(site):
    def take(name):
        file = FOLDER / f"{name}.png"
        site.page.screenshot(path=file)
        Image.open(file).quantize(COLOURS).save(file, optimize=True)

    site.sign_in("admin", PASSWORD)
    take("setup")
    hour = FirstHour(site, take)
    hour.fill_in_settings()
    codes = hour.import_people()
    hour.come_in("ducha", codes["ducha"])
    hour.name_members()
    hour.confirm_dates()
    hour.enter_past_work()
    hour.put_in_use()
    hour.digests()


if __name__ == "__main__":
    main()
