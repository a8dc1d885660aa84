"""What people come to do, clicked through."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e


def number_in(text):
    return int(re.search(r"\d+", text)[0])


def test_a_supervisor_finds_the_overdue_and_reads_what_the_document_says(open_as):
    site = open_as("supervisor")
    page = site.page
    count = number_in(page.inner_text("h1 a.count-red"))
    site.follow("h1 a.count-red")
    rows = page.locator("table.ledger-table tbody tr")
    assert rows.count() == count
    assert set(page.locator("tbody .at-mark .word").all_inner_texts()) == {"逾期"}
    site.follow("tbody a.row-link")
    assert page.locator("nav.breadcrumbs a").first.inner_text() == "任务台账"
    page.locator(".milestone a", has_text="原文条款").first.click()
    assert page.locator(".clause:target").count() == 1


def test_every_number_of_the_headline_leads_to_as_many_rows(open_as):
    site = open_as("viewer")
    links = site.page.locator("h1 a.count")
    numbers = [number_in(text) for text in links.all_inner_texts()]
    addresses = [link.get_attribute("href") for link in links.all()]
    listed = []
    for address in addresses:
        site.go(address)
        listed.append(number_in(site.page.inner_text("h1 .quiet")))
    assert listed == numbers


def test_filters_live_in_the_address_and_come_off_one_by_one(open_as):
    site = open_as("liaison")
    page = site.page
    site.go("/plans/baoan-2015/tasks/")
    page.select_option("select[name=project]", "2")
    page.check("input[name=light][value=red]")
    site.follow("form[data-filter] button.btn-primary")
    assert "project=2" in page.url
    assert "light=red" in page.url
    assert page.locator("main tbody tr").count() == 1
    site.follow(".chips a", has_text="逾期")
    assert "light" not in page.url
    assert page.locator("main tbody tr").count() == 10


def test_typing_finds_a_unit(open_as):
    site = open_as("viewer")
    page = site.page
    site.go("/plans/baoan-2015/tasks/")
    page.click(".field-unit .ts-control")
    page.keyboard.type("卫计")
    page.locator(".ts-dropdown .option", has_text="区卫计局").click()
    site.follow("form[data-filter] button.btn-primary")
    assert page.locator("tbody .at-number").all_inner_texts() == ["11", "35"]


def test_an_earlier_day_is_loud_follows_every_link_and_leads_back(open_as):
    site = open_as("viewer")
    page = site.page
    today = site.headline()
    page.click("details.as-of summary")
    page.fill("#as_of", "2015-03-31")
    site.follow("details.as-of button")
    assert "3月31日" in site.headline()
    assert page.locator(".banner-as-of").is_visible()
    site.follow(".band-nav a >> nth=2")
    assert "as_of=2015-03-31" in page.url
    site.follow(".banner-as-of a")
    assert "as_of" not in page.url
    site.follow(".band-nav a >> nth=1")
    assert site.headline() == today


def test_the_language_is_kept_for_the_person(open_as):
    site = open_as(None)
    site.sign_in("head")
    page = site.page
    page.click("details.account summary")
    site.follow("details.account .language button")
    assert "must be done now" in site.headline()
    page.click("details.account summary")
    site.follow("details.account form button", has_text="Sign out")
    site.context.clear_cookies()
    site.sign_in("head")
    assert "must be done now" in site.headline()
    page.click("details.account summary")
    site.follow("details.account .language button")
    assert "必须处理" in site.headline()


def test_signing_out_shows_nothing_behind(open_as):
    site = open_as(None)
    site.sign_in("viewer")
    page = site.page
    page.click("details.account summary")
    site.follow("details.account form button", has_text="退出登录")
    page.go_back()
    page.wait_for_url("**/accounts/login/**")
    assert page.locator("input[name=password]").count() == 1


def test_the_list_can_be_walked_with_the_keyboard_alone(open_as):
    site = open_as("supervisor")
    page = site.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.focus("details.as-of summary")
    page.keyboard.press("Enter")
    assert page.locator("details.as-of").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("details.as-of").get_attribute("open") is None


def test_on_a_phone_the_bottom_bar_leads_everywhere(open_as):
    site = open_as("leader", width=390, height=844)
    page = site.page
    site.follow(".bottom-bar a >> nth=2")
    assert page.url.endswith("/tasks/")
    assert not page.locator("main form[data-filter] input[name=q]").is_visible()
    page.click(".filter .phone-fold > summary")
    page.fill("main form[data-filter] input[name=q]", "11")
    site.follow("form[data-filter] button.btn-primary")
    site.follow("tbody a.row-link")
    assert page.inner_text("h1").startswith("11")
    page.click(".bottom-bar summary")
    site.follow(".bottom-bar .menu-body a", has_text="时间轴")
    assert page.locator(".timeline-words li").first.is_visible()


def test_the_number_beside_the_desk_is_that_of_the_desk(open_as):
    site = open_as("liaison")
    site.go("/plans/baoan-2015/leaders/")
    badge = site.page.locator(".band-nav .count")
    badge.wait_for()
    number = badge.inner_text().split()[0]
    site.follow(".band-nav a >> nth=0")
    assert site.headline() == f"今天有{number}件必须处理"


@pytest.mark.parametrize("width", [1400, 390])
def test_a_light_says_why_by_keyboard_and_closes_again(open_as, width):
    site = open_as("viewer", width=width)
    site.go("/plans/baoan-2015/tasks/27/")
    why = site.page.locator(".milestone-state .why").first
    why.locator("summary").focus()
    site.page.keyboard.press("Enter")
    assert "按原定时限：时限5月31日，尚未办结，逾期18天。" in why.locator(".why-body").inner_text()
    assert Axe().run(site.page).response["violations"] == []
    site.page.keyboard.press("Escape")
    assert not why.locator(".why-body").is_visible()


def test_every_mark_of_the_timeline_can_be_seen_and_hit(open_as):
    site = open_as("viewer")
    page = site.page
    site.go("/plans/baoan-2015/timeline/")
    boxes = [target.bounding_box() for target in page.locator(".timeline .target").all()]
    outside = page.locator(".timeline-other .light-link").count()
    assert len(boxes) + outside == 90
    corners = {(round(box["x"]), round(box["y"])) for box in boxes}
    assert len(corners) == len(boxes)
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24


def test_a_date_is_said_again_in_the_language_of_the_page(open_as):
    site = open_as("viewer")
    site.page.click("details.as-of summary")
    assert site.page.inner_text("details.as-of output") == "2015年6月18日星期四"
