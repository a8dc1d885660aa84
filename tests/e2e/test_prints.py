"""What comes out of the printer, read from the browser's PDF."""

import re
import shutil
import subprocess

import pytest

from tests.conftest import require
from tests.e2e.pages import PLAN

pytestmark = [pytest.mark.e2e]
LISTS = {
    f"{PLAN}supervision/?state=open": "·状态：未解除",
    f"{PLAN}tasks/?light=red": "·灯：逾期",
    f"{PLAN}milestones/?light=red&as_of=2015-06-10": "·灯：逾期",
    f"{PLAN}extensions/?decision=granted": "·审核：已批准",
    f"{PLAN}desk/": "",
    f"{PLAN}units/": "",
}
CONTROLS = ".btn, button, input, select, textarea, .filter"


@pytest.fixture
def sheets(open_as, tmp_path):
    """``sheets(address)``: the text of each printed page, and the sizes that PDF tells of them."""
    require(shutil.which("pdftotext"), "no pdftotext on this machine: install poppler-utils")
    site, pdf = open_as("supervisor"), tmp_path / "page.pdf"

    def printed(address):
        site.go(address)
        site.page.pdf(path=pdf, prefer_css_page_size=True)
        said = subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True)
        about = subprocess.check_output(["pdfinfo", "-f", "1", "-l", "99", pdf], text=True)
        sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", about, re.MULTILINE)
        return said.split("\f")[:-1], [(float(width), float(height)) for width, height in sizes]

    return printed


@pytest.mark.parametrize(("address", "asked"), LISTS.items())
def test_every_sheet_says_plan_day_filter_and_page(address, asked, sheets):
    pages, _sizes = sheets(address)
    day = "2015-06-10" if "as_of" in address else "2015-06-18"
    for number, page in enumerate(pages, start=1):
        foot = page.strip().splitlines()[-1].replace(" ", "")
        count = f"{number}/{len(pages)}"
        assert foot == f"2015年加快建设一流法治城区的工作方案·数据截至{day}{asked}{count}"


def test_the_timeline_prints_every_title_whole(open_as):
    site = open_as("supervisor", width=1050)
    site.go(f"{PLAN}timeline/")
    titles = site.page.locator(".timeline tbody th a")
    cut = "links => links.filter(link => link.scrollWidth > link.clientWidth).length"
    assert titles.evaluate_all(cut) > 0
    site.page.emulate_media(media="print")
    assert titles.evaluate_all(cut) == 0


def test_what_was_not_asked_is_not_told(sheets):
    (page, *_others), _sizes = sheets(f"{PLAN}tasks/")
    assert "：" not in page.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("address", "fold", "words"),
    [
        (f"{PLAN}units/", "details.fold", "区委改革办"),
        (f"{PLAN}tasks/10/", ".older", "新旧法规衔接"),
    ],
)
def test_what_is_folded_is_printed(address, fold, words, open_as, sheets):
    site = open_as("supervisor")
    site.go(address)
    folded = site.page.locator(fold).first
    assert (words in folded.text_content(), words in site.page.inner_text("main")) == (True, False)
    pages, _sizes = sheets(address)
    assert words in "".join(pages)


@pytest.mark.parametrize("address", [*LISTS, f"{PLAN}inspections/", f"{PLAN}tasks/10/"])
def test_nothing_to_click_is_printed(address, open_as):
    site = open_as("supervisor")
    site.go(address)
    site.page.emulate_media(media="print")
    assert site.page.locator(CONTROLS).count() > 0
    assert site.page.locator(f":is({CONTROLS}):visible").count() == 0


@pytest.mark.parametrize(
    "address", [f"{PLAN}document/", f"{PLAN}tasks/10/", f"{PLAN}slips/5/", f"{PLAN}inspections/3/"]
)
def test_texts_print_upright(address, sheets):
    pages, sizes = sheets(address)
    assert all(width < height for width, height in sizes)
    assert len(sizes) == len(pages)


def test_the_last_sheet_of_a_task_is_no_orphan(sheets):
    pages, _sizes = sheets(f"{PLAN}tasks/10/")
    assert len(pages) <= 4
    assert len([line for line in pages[-1].splitlines() if line.strip()]) > 8
