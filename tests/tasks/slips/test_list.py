"""The page of supervision lists proposals and slips: by state, unit and level, page by page."""

import re
from datetime import timedelta

import pytest

from tests.factories import TODAY, make_unit, make_user
from tests.pages import address, rows_of
from tests.supervising import make_slip, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


@pytest.fixture
def supervisor(client):
    person = make_user(role="supervisor", unit=make_unit())
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("state", "numbers"),
    [("", {1, 2, 3}), ("open", {1, 2}), ("late", {1}), ("lifted", {3}), ("referred", {2})],
)
def test_slips_are_filtered_by_state(state, numbers, plan, task, unit, supervisor, client):
    past = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - DAY}
    make_slip(overdue(task), unit, number=1, **past)
    make_slip(overdue(task), number=2, level=3, referred_on=TODAY, referral="请核查。")
    make_slip(overdue(task), number=3, lifted_on=TODAY, lifted_because="done")
    page = client.get(address("supervision", plan, state=state))
    assert {row.record.number for row in page.context["table"].rows} == numbers
    assert len(rows_of(page)) >= len(numbers)


def test_each_unit_s_slips_are_counted_by_colour(plan, task, unit, supervisor, client):
    make_slip(overdue(task), unit, level=1, lifted_on=TODAY, lifted_because="raised")
    make_slip(overdue(task), unit, level=3)
    row = client.get(address("supervision", plan)).context["by_unit"].get()
    assert (row.blue, row.yellow, row.red, row.still_open) == (1, 0, 1, 1)


@pytest.mark.parametrize("many", [1, 8])
def test_the_page_asks_as_often_for_many_as_for_few(
    many, plan, task, unit, supervisor, client, django_assert_num_queries
):
    for _number in range(many):
        make_slip(overdue(task), unit)
        overdue(task)
    with django_assert_num_queries(13):
        client.get(address("supervision", plan))


def test_each_level_shows_twenty_proposals_and_how_many_there_are(plan, task, supervisor, client):
    yellow = [overdue(task, days) for days in range(27, 2, -1)]
    red = overdue(task, 40)
    page = client.get(address("supervision", plan))
    assert chosen(page) == [red.pk, *(row.pk for row in yellow[:20])]
    assert '<span class="quiet">26</span>' in page.text
    assert "25 ·" in page.text
    rest = client.get(address("supervision", plan, page_2="2"))
    assert f'href="{rest.request["PATH_INFO"]}?page_2=2"' in page.text
    assert chosen(rest) == [red.pk, *(row.pk for row in yellow[20:])]


def test_printed_sheets_of_the_list_say_what_was_asked(plan, supervisor, client):
    asked = {"state": "late", "task": "11", "as_of": "2015-06-17"}
    page = client.get(address("supervision", plan, **asked)).text
    said = " ".join(re.search(r'data-sheet="([^"]*)"', page)[1].split())
    assert said == "工作方案 · 数据截至 2015-06-17 · 任务：11、状态：逾期未回复"
    page = client.get(address("supervision", plan)).text
    assert (
        " ".join(re.search(r'data-sheet="([^"]*)"', page)[1].split())
        == "工作方案 · 数据截至 2015-06-18"
    )


def test_slips_stand_a_hundred_on_a_page(plan, task, supervisor, client):
    for number in range(101):
        make_slip(overdue(task), number=number, issued_by=supervisor)
    pages = [client.get(address("supervision", plan, page=page)) for page in (1, 2)]
    assert [len(page.context["table"].paginated_rows) for page in pages] == [100, 1]
    assert all('role="status">101<' in page.text for page in pages)


def chosen(page):
    """The milestones whose slips can be chosen, in the page's order."""
    return [int(pk) for pk in re.findall(r'name="m" value="(\d+)"', page.text)]
