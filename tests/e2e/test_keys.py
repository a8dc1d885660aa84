"""The list of keys opens and closes by keys, and never while somebody writes."""

import pytest

from tests.e2e.pages import PLAN

pytestmark = pytest.mark.e2e

COMPOSED = """document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: "?", isComposing: true, bubbles: true })
)"""


@pytest.fixture
def page(open_as):
    site = open_as("viewer")
    site.go(f"{PLAN}tasks/")
    return site.page


def test_a_question_mark_opens_the_list_and_escape_closes_it(page):
    keys = page.locator("dialog[data-keys]")
    page.keyboard.press("?")
    assert keys.is_visible()
    page.keyboard.press("Escape")
    assert not keys.is_visible()


def test_who_writes_gets_the_mark(page):
    field = page.locator("main input[name=q]")
    field.focus()
    page.keyboard.press("?")
    assert (field.input_value(), page.locator("dialog[open]").count()) == ("?", 0)


def test_what_an_input_method_composes_opens_nothing(page):
    page.evaluate(COMPOSED)
    assert page.locator("dialog[open]").count() == 0


def test_escape_closes_a_menu_and_gives_the_focus_back(page):
    page.click(".account > summary")
    page.keyboard.press("Escape")
    assert page.locator(".account[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.account > summary')")


def test_the_single_key_can_be_switched_off(page):
    page.keyboard.press("?")
    page.check("[data-keys-off]")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0


def test_a_stroke_leads_to_the_box_and_its_words_to_what_is_found(page):
    page.set_viewport_size({"width": 1800, "height": 900})  # beside the switch of plans
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "band-search"
    page.keyboard.type("执法/")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main mark").count() > 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_on_a_phone_a_stroke_leads_to_the_page(page):
    page.set_viewport_size({"width": 390, "height": 844})
    with page.expect_navigation():
        page.keyboard.press("/")
    assert page.url.endswith("/search/")
