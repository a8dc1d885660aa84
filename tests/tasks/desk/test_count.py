"""The number beside the desk in the navigation: shown where it is known, asked for where not."""

from datetime import date

import pytest
from django.core.cache import caches

from tasks.workflow.acts import reports
from tests.conftest import IN_MEMORY
from tests.factories import TODAY, make_milestone, make_report, make_request, make_unit, make_user
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture(autouse=True)
def pages(settings):
    settings.CACHES = settings.CACHES | {"pages": IN_MEMORY | {"LOCATION": "counts"}}
    caches["pages"].clear()


@pytest.fixture
def late(led):
    """Two milestones of the task that must be done now."""
    return [make_milestone(task=led, due_on=date(2015, 6, 17)) for _time in "12"]


def badge(client, page):
    """What stands beside the desk: its number, or where the number can be asked for."""
    text = client.get(page).text.partition("<header")[2].partition("</header>")[0]
    link = text.partition("desk/")[2].partition("</a>")[0]
    if "data-count" in link:
        return link.partition('data-count="')[2].partition('"')[0]
    return link.partition('class="count">')[2].partition("<")[0]


def test_the_desk_works_it_out_and_other_pages_show_it(client, plan, led, late):
    client.force_login(led.liaison)
    other = address("task-list", plan)
    assert badge(client, other) == address("desk-count", plan)
    assert badge(client, address("desk", plan)) == "2"
    assert badge(client, other) == "2"
    assert badge(client, address("task-list", plan, as_of="2015-03-31")) == "2"


def test_what_is_asked_for_is_known_from_then_on(client, plan, led, late):
    client.force_login(led.head)
    assert '<span class="count">2<' in client.get(address("desk-count", plan)).text
    assert badge(client, address("unit-list", plan)) == "2"


def test_an_act_makes_it_unknown(client, plan, led, late):
    client.force_login(led.liaison)
    client.get(address("desk", plan))
    reports.report(late[0], by=led.liaison, on=TODAY, done="已办3件。")
    other = address("task-list", plan)
    assert badge(client, other) == address("desk-count", plan)
    client.get(address("desk-count", plan))
    assert badge(client, other) == "1"


def test_nothing_to_do_has_no_number(client, plan, led):
    client.force_login(led.liaison)
    assert client.get(address("desk-count", plan)).text.strip() == ""
    assert badge(client, address("task-list", plan)) == ""


def test_supervisors_see_how_many_requests_wait_for_them(client_as, plan, led):
    make_request(make_milestone(task=led), unit=led.liaison.unit)
    client = client_as("supervisor")
    assert badge(client, address("desk", plan)) == "1"
    assert client.get(address("desk", plan)).context["parts"][0]["reviews"].number == 1


@pytest.mark.parametrize("role", ["viewer", "leader", "admin"])
def test_who_owes_nothing_has_no_number(role, client_as, plan, led, late):
    client = client_as(role)
    for page in ("desk", "task-list"):
        assert badge(client, address(page, plan)) == ""
    assert client.get(address("desk-count", plan)).text.strip() == ""


def test_no_page_asks_more_for_it(client, plan, led, late, django_assert_num_queries):
    client.force_login(led.liaison)
    page = address("about", plan)
    with django_assert_num_queries(3):
        client.get(page)
    client.get(address("desk-count", plan))
    with django_assert_num_queries(3):
        client.get(page)


def test_everybody_has_a_number_of_his_own(client, plan, led, late):
    make_report(late[0], unit=led.liaison.unit)
    client.force_login(led.liaison)
    client.get(address("desk", plan))
    client.force_login(make_user(role="liaison", unit=make_unit()))
    assert badge(client, address("task-list", plan)) == address("desk-count", plan)
