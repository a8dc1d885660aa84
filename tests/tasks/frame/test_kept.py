"""Contents of pages are kept as long as they are true, and for whom they are true."""

import pickle
import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.models import Edition
from tasks.workflow.acts import completion, reports
from tests.conftest import IN_MEMORY
from tests.factories import (
    TODAY,
    make_plan_of,
    make_unit,
    make_user,
)
from tests.mail_server import free_port
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KEPT = (
    "overview",
    "task-list",
    "milestone-list",
    "timeline",
    "calendar",
    "unit-list",
    "leader-list",
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
WARM = 3  # queries: session, person, plan with its edition
OWN = {
    "units": 2,
    "leaders": 1,
}  # and whether the person follows it; what the unit was asked this month
LISTS = {"tasks", "milestones", "timeline"}  # and the views that the person saved


@pytest.fixture(autouse=True)
def pages(settings):
    settings.CACHES = settings.CACHES | {"pages": IN_MEMORY | {"LOCATION": "pages"}}
    caches["pages"].clear()
    return caches["pages"]


@pytest.fixture
def plan():
    return make_plan_of(2)


@pytest.fixture
def milestone(plan):
    return plan.tasks.first().milestones.first()


@pytest.fixture
def supervisor():
    return make_user(role="supervisor")


def addresses(plan):
    task = plan.tasks.first()
    yield from (address(name, plan) for name in KEPT)
    yield address("unit", plan, task.units.first().pk)
    yield address("leader", plan, task.leaders.first().pk)


def contents(page):
    """All but the token of the star, which is new each time."""
    return TOKEN.sub("", page.text.partition("<main")[2])


def test_the_second_time_nothing_is_counted(plan, viewer, django_assert_num_queries):
    for page in addresses(plan):
        first = contents(viewer.get(page))
        *_plan, kind, last, _end = page.split("/")
        with django_assert_num_queries(WARM + OWN.get(kind, 0) + (last in LISTS)):
            assert contents(viewer.get(page)) == first


def test_what_an_act_changes_is_shown_at_once(plan, milestone, viewer, supervisor):
    page = address("overview", plan)
    viewer.get(page)
    completion.stop(milestone, by=supervisor, on=plan.issued_on, seen=0, reason="另案")
    assert viewer.get(page).context["tally"].stopped == 1


def test_slips_that_are_called_for_are_looked_up_once_an_edition(
    plan, milestone, client_as, supervisor
):
    page, client = address("supervision", plan), client_as("supervisor")
    proposed = client.get(page, {"as_of": "2015-12-31"}).context["proposed"]
    with CaptureQueriesContext(connection) as again:
        assert client.get(page, {"as_of": "2015-12-31"}).context["proposed"] == proposed > 1
    assert not [query for query in again if '"stage" IN' in query["sql"]]
    completion.stop(milestone, by=supervisor, on=plan.issued_on, seen=0, reason="另案")
    assert client.get(page, {"as_of": "2015-12-31"}).context["proposed"] == proposed - 1


def test_a_word_that_an_act_leaves_is_shown_at_once(plan, milestone, viewer):
    unit = milestone.task.assignments.get(role="lead").unit
    who = {"by": make_user(role="liaison", unit=unit), "on": milestone.due_on}
    page = f"{address('milestone-list', plan)}?as_of={milestone.due_on}"
    viewer.get(page)
    reports.report(milestone, **who, done="刚刚填报")
    assert str(milestone.due_on) in viewer.get(page).text


def test_what_is_amiss_with_a_unit_is_asked_once_and_new_people_show(
    plan, supervisor, client, pages, monkeypatch, django_assert_num_queries
):
    unit = plan.tasks.first().units.first()
    make_user(role="head", unit=unit, name="周明", password="never-kept-anywhere")
    client.force_login(supervisor)
    page = address("unit", plan, unit.pk)
    stored = []
    keep = type(pages).set
    monkeypatch.setattr(type(pages), "set", lambda *row: stored.append(row[2]) or keep(*row))
    assert "没有在用的联络员" in client.get(page).text
    with django_assert_num_queries(WARM + OWN["units"]):
        client.get(page)
    assert not any(b"pbkdf2" in row or b"md5$" in row for row in map(pickle.dumps, stored))
    make_user(role="liaison", unit=unit)
    assert "没有在用的联络员" not in client.get(page).text


def test_each_language_day_and_right_has_its_own(plan, client_as):
    page, viewer, supervisor = (
        address("milestone-list", plan),
        *map(client_as, ("viewer", "supervisor")),
    )
    in_chinese = contents(viewer.get(page))
    assert "催办" not in in_chinese
    assert "催办" in contents(supervisor.get(page))
    viewer.cookies["language"] = "en"
    assert "节点" in in_chinese
    assert "节点" not in contents(viewer.get(page))
    assert "2015-03-01" in viewer.get(page, {"as_of": "2015-03-01"}).text


@pytest.mark.parametrize(
    "fresh", [{"PLAN_TODAY": TODAY + timedelta(1)}, {"VERSION": "another"}], ids=str
)
def test_a_new_day_and_a_new_version_have_their_own(
    fresh, plan, viewer, pages, settings, monkeypatch
):
    keys = []
    monkeypatch.setattr(pages, "set", lambda key, *_what: keys.append(key))
    viewer.get(address("overview", plan))
    for name, value in fresh.items():
        setattr(settings, name, value)
    viewer.get(address("overview", plan))
    assert len(set(keys)) == 2


def test_a_name_of_a_person_is_never_kept(plan, client_as, pages, monkeypatch):
    seen = []

    def of_a_page(key, blocks, seconds=None):
        if seconds is None:
            seen.append("".join(blocks))

    monkeypatch.setattr(pages, "set", of_a_page)
    people = [make_user(role=role, unit=make_unit()) for role in ("liaison", "supervisor", "admin")]
    client = client_as("viewer")
    for person in people:
        client.force_login(person)
        for page in addresses(plan):
            client.get(page)
    assert len(seen) == len(people) * 9
    assert not [text for text in seen for person in people if person.name in text]
    assert not [text for text in seen if "csrf" in text]


@pytest.mark.parametrize("query", [{"q": "制度"}, {"project": "1" * 300}])
def test_searches_and_long_addresses_are_not_kept(query, plan, viewer, pages, monkeypatch):
    monkeypatch.setattr(pages, "set", lambda *_kept: pytest.fail("kept"))
    assert viewer.get(address("task-list", plan), query).status_code == 200


def test_a_redis_that_fails_costs_no_page(plan, viewer, settings, caplog):
    nowhere = f"redis://127.0.0.1:{free_port()}"
    gone = {"BACKEND": "baoan_rule.redis_pages.PageCache", "LOCATION": nowhere}
    settings.CACHES = settings.CACHES | {"pages": gone}
    assert viewer.get(address("overview", plan)).status_code == 200
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_one_act_raises_its_own_plan_once(plan, milestone, supervisor):
    other = make_plan_of(1)
    Edition.objects.all().delete()
    Edition.objects.bulk_create([Edition(plan=plan, number=7), Edition(plan=other, number=7)])
    completion.stop(milestone, by=supervisor, on=plan.issued_on, seen=0, reason="另案")
    assert list(Edition.objects.order_by("plan_id").values_list("number", flat=True)) == [8, 7]


def test_what_an_address_asks_for_is_kept_apart(plan, viewer):
    for query in ({}, {"light": "red"}):
        page = viewer.get(address("task-list", plan), query).text
        assert ("没有符合条件的内容" in page) == bool(query)
