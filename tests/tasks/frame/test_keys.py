"""The keys that act: one list for people, one table in the script, and both name the same."""

import re
from pathlib import Path

import pytest

from tests.pages import address

ROOT = Path(__file__).resolve().parents[3]
HANDLED = re.compile(r"^const KEYS = \{(.*)\};$", re.M)
ASKED_ALONE = re.compile(r"event\.key\s*===|event\.code")


def scripts():
    return {file.name: file.read_text() for file in (ROOT / "static").glob("*.js")}


def listed(page):
    return set(re.findall(r'<kbd data-key="([^"]+)">', page))


def handled():
    (table,) = HANDLED.findall(scripts()["ledger.js"])
    return set(re.findall(r'"?([^\s",:]+)"?: \w+', table))


def test_no_script_asks_for_a_key_beside_the_table():
    assert [name for name, text in scripts().items() if ASKED_ALONE.search(text)] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
class TestPages:
    def test_every_key_that_acts_is_listed_and_every_listed_one_acts(self, viewer, plan):
        page = viewer.get(address("about", plan)).text
        assert listed(page) == handled() == {"?", "/", "Escape"}

    def test_the_list_is_a_part_of_a_page_and_every_page_leads_there(self, viewer, plan):
        assert 'id="keys"' in viewer.get(address("about", plan)).text
        page = viewer.get(address("task-list", plan)).text
        to_keys = f'href="{address("about", plan)}#keys"'
        account, foot = page.partition("<main")[0], page.partition("<footer")[2]
        assert to_keys in account
        assert to_keys in foot
        assert listed(page) == handled()

    def test_no_key_acts_where_nobody_is_signed_in(self, client):
        assert "data-keys" not in client.get("/accounts/login/").text
