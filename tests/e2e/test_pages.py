"""Every page, in both languages and at phone width."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.pages import ADMIN_PAGES, ERROR_PAGES, PAGES

pytestmark = pytest.mark.e2e

LANGUAGES = ("zh-hans", "en")
LAPTOP = 1280
PHONES = (390, 320)
THREE_LINES = 90  # pixels, with their space


def faults_of(page):
    """``{rule: [where, …]}`` of what axe finds, by all of its rules."""
    found = Axe().run(page).response["violations"]
    return {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_laptop(open_as, language):
    site = open_as("supervisor", language=language)
    found, wide = {}, {}
    for name, path in PAGES.items():
        assert site.go(path) == 200, name
        if faults := faults_of(site.page):
            found[name] = faults
        if pixels := site.overflow(LAPTOP):
            wide[name] = pixels
    assert (found, wide) == ({}, {})


def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(open_as):
    site = open_as("supervisor", width=PHONES[0], height=800)
    wide = {}
    found = {}
    for name, path in PAGES.items():
        site.go(path)
        if faults := faults_of(site.page):
            found[name] = faults
        for width in PHONES:
            if pixels := site.overflow(width):
                wide[name, width] = pixels
    assert (found, wide) == ({}, {})


def test_lists_on_a_phone_have_rows_of_two_lines(open_as):
    site = open_as("supervisor", width=PHONES[0], height=800)
    for name in ("tasks", "milestones", "units"):
        site.go(PAGES[name])
        rows = site.page.locator(".ledger-table tbody tr")
        heights = sorted(row["height"] for row in map(box_of, rows.all()))
        assert heights[len(heights) // 2] < THREE_LINES, name


def test_on_a_phone_what_follows_the_star_is_as_wide_as_the_page(open_as):
    site = open_as("supervisor", width=PHONES[0], height=800)
    for name in ("task", "unit", "leader"):
        site.go(PAGES[name])
        title, below = (
            box_of(site.page.locator(one).first) for one in (".breadcrumbs", "main .card")
        )
        assert below["width"] == title["width"], name


def test_the_head_of_a_list_stays_in_sight(open_as):
    site = open_as("supervisor")
    for name in ("tasks", "milestones", "units"):
        site.go(PAGES[name])
        band = box_of(site.page.locator(".band"))["height"]
        site.page.evaluate("scrollTo(0, 1200)")
        assert box_of(site.page.locator(".ledger-table th").first)["y"] == band, name


def box_of(element):
    return element.bounding_box()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_before_signing_in(open_as, language):
    site = open_as(None, language=language)
    for address in ("/accounts/login/", "/accounts/code/", "/accounts/forgotten/"):
        site.go(address)
        assert faults_of(site.page) == {}, address


@pytest.mark.parametrize(("name", "status"), [("bad-date", 400), ("not-found", 404)])
def test_error_pages_look_like_the_ledger_and_lead_back(open_as, name, status):
    site = open_as("viewer")
    assert site.go(ERROR_PAGES[name]) == status
    assert faults_of(site.page) == {}
    site.page.click("main a.btn")
    assert site.page.url.endswith("/plans/baoan-2015/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_admin_works_under_the_strict_policy(open_as, language):
    site = open_as("admin", language=language)
    found = {name: (site.go(path), faults_of(site.page)) for name, path in ADMIN_PAGES.items()}
    assert found == dict.fromkeys(ADMIN_PAGES, (200, {}))
