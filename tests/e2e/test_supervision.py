"""What supervision is for, clicked through: slips, instructions from a phone, the Monday mails."""

import re
import shutil
import time
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from tests import files
from tests.baoan_rule.test_launch import lines_until, start, stop
from tests.e2e.conftest import opening
from tests.e2e.pages import PLAN

pytestmark = pytest.mark.e2e

SECONDS = 60
REPLY = {"name": "整改方案.pdf", "mimeType": "application/pdf", "buffer": files.PDF}


def answer(site, words):
    """Fill in the page for an answer, with a file that is kept at once, and send it."""
    site.page.set_input_files("input[name=files]", REPLY)
    site.page.get_by_role("link", name=REPLY["name"]).wait_for()
    site.page.fill("[name=text]", words)
    site.follow(".act-buttons button")


def test_proposed_slips_are_chosen_all_at_once_read_and_issued(open_shared_as):
    site = open_shared_as("supervisor")
    site.go(f"{PLAN}supervision/")
    proposed = site.page.locator("article.proposal").count()
    site.page.check("[data-check-all]")
    site.follow(".proposal-acts button")
    assert site.page.locator("form section.card").count() == proposed
    site.follow(".act-buttons button")
    assert "已印发" in site.page.inner_text("main")
    assert site.page.locator("article.proposal").count() == 0


def test_a_slip_prints_as_one_page(open_shared_as):
    site = open_shared_as("supervisor")
    site.go(f"{PLAN}slips/4/")
    printed = site.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    site.page.emulate_media(media="print")
    assert site.page.locator(".paper-number").is_visible()


def test_a_unit_confirms_a_slip_and_answers_it_with_a_file(open_shared_as):
    site = open_shared_as("liaison")
    site.go(f"{PLAN}desk/")
    red = site.page.locator(".duty", has_text="督办〔2015〕5号")
    with site.page.expect_navigation():
        red.get_by_role("button", name="签收").click()
    with site.page.expect_navigation():
        red.get_by_role("link", name="回复督办单").click()
    answer(site, "主要负责同志已牵头，6月底前完成。")
    assert red.count() == 0
    reader = open_shared_as("supervisor")
    reader.go(f"{PLAN}slips/5/")
    said = reader.page.inner_text("main")
    assert "主要负责同志已牵头" in said
    assert REPLY["name"] in said


def test_a_leader_instructs_from_his_phone_and_sends_a_poor_reply_back(open_shared_as):
    leader = open_shared_as("leader", width=390, height=844)
    leader.go("/")
    leader.page.locator(".led-write > summary").first.click()
    leader.page.fill(".led-write[open] [name=text]", "请于本周报送清单。")
    leader.page.click(".led-write[open] .pick-day >> text=7天")
    leader.follow(".led-write[open] .act-buttons button")
    assert "请于6月25日前回复。" in leader.page.inner_text("main")
    unit = open_shared_as("liaison")
    unit.go(f"{PLAN}desk/")
    unit.follow(".duty:has-text('请于本周报送清单。') a.btn")
    answer(unit, "正在办理。")
    leader.go(f"{PLAN}desk/")
    leader.follow("a", has_text="请于本周报送清单。")
    leader.follow("a", has_text="退回回复")
    leader.page.fill("[name=text]", "请写明完成时间。")
    leader.follow(".act-buttons button")
    unit.go(f"{PLAN}desk/")
    assert "请写明完成时间。" in unit.page.inner_text("main")


def subjects(folder):
    """The subjects of the mails in ``folder``, one file each."""
    return [
        str(make_header(decode_header(message_from_bytes(path.read_bytes())["Subject"] or "")))
        for path in folder.iterdir()
    ]


def wait_for_the_digest(site, folder):
    """Return once its mails lie in ``folder`` and the job page says how many it was."""
    end = time.monotonic() + SECONDS
    row = ""
    while not re.search(r"已完成.*\d+封", row, re.S) or not any(
        "6月15日—21日" in one for one in subjects(folder)
    ):
        assert time.monotonic() < end, row
        site.go(f"{PLAN}jobs/")
        row = site.page.inner_text("tr:has-text('每周摘要')")


def test_the_digest_started_from_the_job_page_fills_the_mail_folder(
    demonstration, tmp_path, browser
):
    shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)
    process = start(tmp_path)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+", lines_until(process, "Ctrl-C"))[0]
        with opening(address, browser) as open_as:
            site = open_as("admin")
            site.go(f"{PLAN}jobs/")
            site.follow("tr:has-text('每周摘要') button")
            wait_for_the_digest(site, tmp_path / "mail")
    finally:
        stop(process)
