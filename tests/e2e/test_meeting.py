"""A stocktake by keyboard and remote, in a real browser: full screen, on the day of the meeting."""

import pytest

from tests.e2e.pages import PLAN, TODAY

pytestmark = pytest.mark.e2e
COMPOSED = """document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: "ArrowRight", isComposing: true, bubbles: true })
)"""
SMALL = """[...document.querySelectorAll(".meet-keys a, .meet-form button, .meet-kind, .meet-places a")]
    .filter((one) => one.offsetHeight && one.offsetHeight < 44).map((one) => one.outerHTML)"""


@pytest.fixture
def site(open_as):
    """A supervisor has prepared a meeting of today and opened it full screen."""
    site = open_as("supervisor", width=1600)
    site.go(f"{PLAN}meeting/prepare/")
    site.page.fill("input[name=held_on]", TODAY)
    site.page.fill("input[name=chair_words]", "区委书记")
    site.follow("main form button.btn-primary")
    site.follow("a.btn", has_text="全屏调度")
    return site


@pytest.fixture
def press(site):
    """``press(key)`` where it leads to another page."""

    def press(key):
        with site.page.expect_navigation():
            site.page.keyboard.press(key)
        return site.page

    return press


def place(page):
    return page.inner_text(".meet-places strong").partition("/")[0]


def test_arrows_and_remotes_lead_on_and_back(press):
    assert [place(press(key)) for key in ("ArrowRight", "PageDown", "ArrowRight")] == [
        "1",
        "2",
        "3",
    ]
    assert [place(press(key)) for key in ("ArrowLeft", "PageUp")] == ["2", "1"]


def test_a_number_chooses_the_kind_and_the_words_are_written_down(site, press):
    page = press("ArrowRight")
    kinds = page.locator(".meet-kinds input")
    page.keyboard.press(str(kinds.count()))
    assert kinds.last.is_checked()
    page.keyboard.type("2项另行研究。")
    assert page.input_value("textarea[name=text]") == "2项另行研究。"
    page.click("[data-day] >> nth=1")
    assert page.input_value("input[name=reply_by]") == "2015-06-25"
    page.fill("input[name=owner]", "王某")
    site.follow(".meet-write")
    assert "2项另行研究。" in page.inner_text("main")
    assert place(page) == "1"


def test_who_writes_stays_until_escape_and_escape_leaves(site, press):
    page = press("ArrowRight")
    field = page.locator("textarea[name=text]")
    field.focus()
    page.keyboard.press("ArrowRight")
    assert place(page) == "1"
    page.keyboard.press("Escape")
    assert not field.evaluate("field => field === document.activeElement")
    press("Escape")
    assert site.headline().endswith("次调度会")
    assert "run" not in page.url


def test_what_an_input_method_composes_leads_nowhere(press):
    page = press("ArrowRight")
    page.evaluate(COMPOSED)
    assert place(page) == "1"


def test_numbers_can_be_switched_off(site, press):
    page = press("ArrowRight")
    page.evaluate("localStorage.setItem('keys off', 'yes')")
    page.keyboard.press("1")
    assert page.locator(".meet-kinds input:checked").count() == 0


def test_what_is_pressed_is_large_and_nothing_is_cut(site, press):
    page = press("ArrowRight")
    assert page.evaluate(SMALL) == []
    assert [site.overflow(width) for width in (1920, 1024, 390)] == [0, 0, 0]
    assert site.complaints == []
