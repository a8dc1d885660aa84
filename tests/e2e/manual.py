"""The pictures of docs/manual and the README, of a running demonstration: ``make screenshots``."""

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.e2e.pages import CHROMIUM_FLAGS, PLAN, Site

COLOURS = 256  # with fewer an amber number looks red
# Of each folder how wide and high, and for each person {picture: page}.
FOLDERS = {
    "docs/images/manual": ((1200, 820), {
        "leader": {"leader": f"{PLAN}leaders/4/", "meeting-item": f"{PLAN}meeting/items/1/run/"},
        "liaison": {"liaison-desk": f"{PLAN}desk/", "report": f"{PLAN}milestones/8/report/"},
        "supervisor": {
            "overview": PLAN,
            "supervisor-desk": f"{PLAN}desk/",
            "supervision": f"{PLAN}supervision/",
            "meeting": f"{PLAN}meeting/2/",
            "evaluation": f"{PLAN}evaluation/",
        },
        "admin": {"setup": f"{PLAN}setup/", "jobs": f"{PLAN}jobs/"},
    }),
    "docs/images": ((1400, 900), {
        "supervisor": {
            "overview": PLAN,
            "supervision": f"{PLAN}supervision/",
            "timeline": f"{PLAN}timeline/",
        },
        "liaison": {"desk": f"{PLAN}desk/"},
    }),
}  # fmt: skip


def main(address):
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        for folder, ((width, height), people) in FOLDERS.items():
            Path(folder).mkdir(exist_ok=True)
            for person, pictures in people.items():
                site = Site(browser, address, width=width, height=height, language="zh-hans")
                site.sign_in(person)
                take(site, Path(folder), pictures)
                site.close()


def take(site, folder, pictures):
    for name, path in pictures.items():
        site.go(path)
        file = folder / f"{name}.png"
        site.page.screenshot(path=file)
        Image.open(file).quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
