"""What stands beside a view: above its list, on the desk, on the page of views."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.models import Edition, SavedView
from tasks.restricted.acts import restrict
from tasks.saved.acts import save_view
from tasks.saved.rules import shown
from tasks.workflow.acts import completion
from tests.conftest import IN_MEMORY
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_extension,
    make_extra_task,
    make_leader,
    make_milestone,
    make_plan,
    make_rating,
    make_report,
    make_task,
    make_task_leader,
    make_unit,
    make_view,
)
from tests.pages import address, rows_of
from tests.supervising import make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OVERDUE = TODAY - timedelta(days=3)
EARLY = TODAY - timedelta(days=90)
LATE = TODAY + timedelta(days=42)


@pytest.fixture(autouse=True)
def pages(settings):
    """What is kept is kept, as in use."""
    settings.CACHES = settings.CACHES | {"pages": IN_MEMORY | {"LOCATION": "views"}}
    caches["pages"].clear()


def lines(answer):
    """``{name: what stands beside it}`` in the line above a list, on the desk or on the page of views."""
    _before, found, text = answer.text.partition('class="saved-line')
    pairs = re.findall(
        r"<li>\s*<a[^>]*>([^<]*)</a>\s*<span[^>]*>([^<]*)</span>", text if found else answer.text
    )
    return {name.strip(): said.strip() for name, said in pairs}


@pytest.fixture
def busy(plan, unit):
    """Tasks, overdue and not, with slips, extensions and ratings."""
    plan = make_plan()
    task = make_task(plan=plan, number=11)
    make_assignment(task, unit)
    make_task_leader(task, make_leader())
    for number, due_on in enumerate((OVERDUE, OVERDUE, TODAY + timedelta(days=90)), 1):
        milestone = make_milestone(task=task, order=number, due_on=due_on)
        make_report(milestone, unit=unit, rating="confident", reported_on=OVERDUE)
        make_rating(milestone, "unable", TODAY)
        make_slip(milestone, unit)
        make_extension(milestone, unit=unit)
    make_extra_task(plan, due_on=OVERDUE, added_on=OVERDUE)
    return plan


QUERIES = [
    ("task-list", "light=red", 1),
    ("task-list", "unit={unit}", 1),
    ("milestone-list", "light=red", 2),
    ("milestone-list", "due_from=2015-07-01", 1),
    ("milestone-list", "unit={unit}&light=red", 2),
    ("milestone-list", "q=%E6%B2%A1%E6%9C%89", 0),
    ("extension-list", "decision=pending", 3),
    ("supervision", "state=open", 3),
    ("supervision", "unit={unit}&level=2", 3),
    ("supervision", "level=1", 0),
    ("rating-list", "unit={unit}", 3),
]


@pytest.mark.parametrize(("page", "query", "number"), QUERIES)
def test_the_number_is_that_of_the_list(page, query, number, busy, unit, person, reader):
    query = query.format(unit=unit.pk)
    make_view(person, plan=busy, page=page, query=query, name="我的视图")
    answer = reader.get(f"{address(page, busy)}?{query}")
    table = answer.context.get("table")
    plan = type(busy).objects.for_page().get(pk=busy.pk)
    [view] = shown(list(SavedView.objects.all()), plan, person, TODAY)
    assert view.number == number
    assert lines(answer)["我的视图"].split()[0] == str(number)
    if table is not None:
        assert len(table.rows) == number
    else:
        count = re.search(r'<span class="quiet" role="status">\s*(\d+)', answer.text)
        assert int(count[1]) == number


def test_the_timeline_lists_the_tasks_that_are_counted(busy, person, reader):
    make_view(person, plan=busy, page="timeline", query="light=red", name="我的视图")
    answer = reader.get(f"{address('timeline', busy)}?light=red")
    assert lines(answer)["我的视图"] == "1 +1"


def test_what_is_outside_the_plan_is_counted_apart(busy, person, reader):
    make_view(person, plan=busy, query="light=red", name="我的视图")
    assert lines(reader.get(address("milestone-list", busy))) == {"我的视图": "2 +1"}


def test_the_number_is_of_the_day_that_is_shown_and_links_keep_it(busy, person, reader):
    make_view(person, plan=busy, query="light=red", name="我的视图")
    day = (OVERDUE - timedelta(days=1)).isoformat()
    answer = reader.get(address("milestone-list", busy, as_of=day))
    assert lines(answer) == {"我的视图": "0"}
    assert f"light=red&amp;as_of={day}" in answer.text


def test_the_number_is_kept_until_the_plan_changes(busy, person, reader, supervisor):
    make_view(person, plan=busy, query="light=red", name="我的视图")
    page = address("milestone-list", busy)
    for _time in range(2):
        assert lines(reader.get(page)) == {"我的视图": "2 +1"}
    with CaptureQueriesContext(connection) as again:
        reader.get(page)
    assert not [query for query in again if "COUNT(*)" in query["sql"]]
    milestone = busy.tasks.get(number=11).milestones.get(order=1)
    completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="另案")
    assert lines(reader.get(page)) == {"我的视图": "1 +1"}
    before = address("milestone-list", busy, as_of=(OVERDUE - timedelta(days=1)).isoformat())
    assert lines(reader.get(before)) == {"我的视图": "0"}


def test_nobody_counts_what_only_some_may_read(busy, person, reader, client_as, supervisor):
    """The forecast of a restricted report is nobody's, whoever looks: docs/roles.md."""
    milestone = busy.tasks.get(number=11).milestones.get(order=1)
    said = {"forecast_on": OVERDUE, "reported_on": OVERDUE - timedelta(days=1)}
    report = make_report(milestone, **said)
    make_view(supervisor, plan=busy, query="forecast=missed", name="未兑现", is_shared=True)
    page = address("milestone-list", busy)
    assert lines(reader.get(page)) == {"未兑现": "1"}
    restrict(report, by=supervisor, on=TODAY, text="保密。")
    for one in (reader, client_as("supervisor")):
        assert lines(one.get(page)) == {"未兑现": "0"}


def test_a_plan_that_is_archived_keeps_its_views_and_takes_new_ones(person, reader):
    plan = make_plan(closing_from=OVERDUE, archived_from=TODAY)
    make_milestone(task=make_task(plan=plan), due_on=OVERDUE)
    save_view(plan, "milestone-list", "light=red", by=person, on=TODAY, name="红灯")
    assert lines(reader.get(address("milestone-list", plan))) == {"红灯": "1"}
    assert lines(reader.get(address("saved-views", plan))) == {}
    assert reader.get(address("saved-views", plan)).context["mine"][0].number == 1


def test_a_unit_that_is_gone_is_gone_from_its_day_on(plan, person, reader):
    unit = make_unit(name="区旧局")
    make_milestone(task=(task := make_task(plan=plan)), due_on=OVERDUE)
    make_assignment(task, unit)
    make_view(person, plan=plan, name="旧局", query=f"unit={unit.pk}")
    page = address("milestone-list", plan)
    assert lines(reader.get(page)) == {"旧局": "1"}
    type(unit).objects.filter(pk=unit.pk).update(dissolved_on=TODAY)
    Edition.objects.rise([plan.pk])
    assert not lines(reader.get(page))["旧局"].isdecimal()
    before = address("milestone-list", plan, as_of=OVERDUE.isoformat())
    assert lines(reader.get(before)) == {"旧局": "1"}


def test_one_sees_ones_own_and_what_supervisors_share(plan, person, reader, supervisor):
    make_view(supervisor, plan=plan, name="共享的", is_shared=True)
    make_view(person, plan=plan, name="我的")
    make_view(person, plan=plan, name="别的列表", page="task-list")
    make_view(person, name="别的方案")
    make_view(supervisor, plan=plan, name="他的")
    assert list(lines(reader.get(address("milestone-list", plan)))) == ["我的", "共享的"]
    page = reader.get(address("saved-views", plan))
    assert [one.view.name for one in page.context["mine"]] == ["我的", "别的列表"]
    assert [one.view.name for one in page.context["shared"]] == ["共享的"]


def test_what_is_kept_of_a_list_shows_nobody_the_views_of_another(plan, person, reader, client_as):
    make_view(person, plan=plan, name="只有我")
    assert "只有我" in reader.get(address("milestone-list", plan)).text
    assert "只有我" not in client_as("viewer").get(address("milestone-list", plan)).text


def test_the_desk_has_all_of_them(plan, person, reader):
    make_view(person, plan=plan, name="我的")
    make_view(person, plan=plan, name="任务", page="task-list")
    assert lines(reader.get(address("desk", plan))) == {"我的": "0", "任务": "0"}


def test_what_no_longer_fits_is_said_and_the_list_says_why(plan, person, reader):
    unit = make_unit(name="区旧局")
    make_assignment(make_task(plan=plan), unit)
    make_view(person, plan=plan, name="旧局", query=f"unit={unit.pk + 1000}")
    assert "tag-check" in reader.get(address("milestone-list", plan)).text
    assert "hint" in reader.get(address("saved-views", plan)).text
    answer = reader.get(address("milestone-list", plan, unit=unit.pk + 1000))
    assert answer.status_code == 200
    assert "error-summary" in answer.text


def ready(answer):
    """``{label: (address, what stands beside it)}`` of the ready-made views."""
    part = answer.text.partition('class="views')[2].partition("</ul>")[0]
    found = re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>\s*<span[^>]*>([^<]*)</span>', part)
    return {label: (at.replace("&amp;", "&"), said.strip()) for at, label, said in found}


def test_ready_made_views_list_what_they_say_and_as_many(reader, plan):
    task = make_task(plan=plan)
    make_milestone(task=task, due_on=EARLY, text="逾期")
    make_milestone(task=task, text="本月")
    make_done(LATE, task=task, due_on=EARLY, text="已办")
    make_milestone(task=task, kind="ongoing", due_on=None, text="沉默")
    make_milestone(task=task, due_on=None, text="待定")
    make_milestone(task=task, due_on=LATE, is_key=True, text="重点")
    found, numbers = {}, {}
    for label, (at, said) in ready(reader.get(address("milestone-list", plan))).items():
        caches["pages"].clear()
        found[label] = [row.text for row in rows_of(reader.get(at))]
        numbers[label] = (said, str(len(found[label])))
    assert found["本月到期"] == ["本月"]
    assert found["久未更新"] == ["沉默"]
    assert found["待定时限"] == ["待定"]
    assert found["近期重点突破"] == ["重点"]
    assert sorted(found["逾期"]) == ["已办", "逾期"]
    assert (len(found["全部"]), found["逾期办结"]) == (6, [])
    assert all(said == listed for said, listed in numbers.values())


def test_the_ready_made_view_that_is_shown_says_so_and_keeps_the_day(reader, busy):
    day = OVERDUE.isoformat()
    answer = reader.get(address("milestone-list", busy, light="red", as_of=day))
    assert ready(answer)["全部"] == (address("milestone-list", busy, as_of=day), "3 +1")
    assert re.search(r'aria-current="true">([^<]*)<', answer.text)[1] == "逾期"


@pytest.mark.parametrize("number", [1, 3, 20])
@pytest.mark.parametrize(("name", "queries"), [("saved-views", 8), ("milestone-list", 22)])
def test_many_views_ask_as_often_as_one(
    number, name, queries, busy, person, reader, django_assert_num_queries
):
    for place in range(number):
        make_view(person, plan=busy, query=f"due_from=2015-05-{place + 1:02}")
    with django_assert_num_queries(queries):
        reader.get(address(name, busy))
