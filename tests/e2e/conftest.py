"""A real server with the demonstration data, and a real browser in front of it."""

import os
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import require
from tests.e2e.pages import CHROMIUM_FLAGS, Site
from tests.e2e.serving import serving

SESSIONS = {}  # of the people who have signed in: {(address, role): cookies}


@pytest.fixture(scope="session")
def chromium():
    """The path of the system's browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    require(path, "no Chromium on this machine: install Debian's chromium")
    return path


@pytest.fixture(scope="session")
def site(demonstration, tmp_path_factory):
    """The address of a server that tests only read from."""
    with serving(demonstration, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def shared_site(demonstration, tmp_path_factory):
    """The address of a server whose data the tests of one file change, each rows of its own."""
    with serving(demonstration, tmp_path_factory.mktemp("shared")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium):
    # Playwright leaves its event loop on this thread; tests that follow here ask the database all
    # the same, and nothing of ours runs in that loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(site, browser):
    """``open_as(role, width=…, language=…)``: a signed-in Site, closed after the test."""
    with opening(site, browser) as open_site:
        yield open_site


@pytest.fixture
def open_shared_as(shared_site, browser):
    """Like ``open_as``, on the server that the tests of this file change."""
    with opening(shared_site, browser) as open_site:
        yield open_site


@contextmanager
def opening(address, browser):
    """Whatever the pages complain about, and any request to another host, fails the test."""
    opened = []

    def open_site(role="supervisor", **options):
        opened.append(Site(browser, address, **options))
        if role:
            opened[-1].enter(role, SESSIONS)
        return opened[-1]

    yield open_site
    complaints = [complaint for one in opened for complaint in one.complaints]
    for one in opened:
        one.close()
    assert complaints == []
