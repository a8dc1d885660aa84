"""How punctually a unit reported: each period as it was on its last day."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tasks.models import Milestone, Plan
from tasks.rhythm.punctuality import Punctuality, Reports, reports_of
from tasks.rhythm.rules import with_reports
from tests.factories import (
    make_assignment,
    make_milestone,
    make_naming,
    make_plan,
    make_report,
    make_request,
    make_rhythm,
    make_unit,
    told,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FAR = date(2015, 12, 31)
DAY = timedelta(days=1)
JUNE_25, JULY_24 = date(2015, 6, 25), date(2015, 7, 24)


@pytest.fixture
def plan():
    """Reports are expected each month by the 25th, with three working days of grace."""
    plan = make_plan()
    make_rhythm(plan, grace=3, since=date(2015, 6, 1))
    return plan


def silent(task, *days, **fields):
    """A milestone of ``task`` about which something was reported on these days only."""
    milestone = make_milestone(task=task, due_on=FAR, **fields)
    for day in days:
        make_report(milestone, reported_on=day)
    return told(milestone)


def periods(plan, unit, on):
    found = reports_of(plan, unit, on).periods
    return {row.due_on: (row.in_time, row.in_grace, row.missing) for row in found}


def test_a_report_comes_in_time_in_grace_or_not_at_all(plan, task, unit):
    silent(task, JUNE_25)
    silent(task, JUNE_25 + DAY, date(2015, 6, 30))
    silent(task, date(2015, 6, 30))
    silent(task, date(2015, 7, 1))
    asked = silent(task)
    make_request(asked, requested_on=JUNE_25, state="withdrawn", decided_on=JUNE_25 + DAY)
    told(asked)
    assert periods(plan, unit, date(2015, 6, 30)) == {}
    assert periods(plan, unit, date(2015, 7, 1)) == {JUNE_25: (2, 2, 1)}
    assert periods(plan, unit, date(2015, 7, 30)) == {JUNE_25: (2, 2, 1), JULY_24: (1, 0, 4)}


def test_what_others_held_then_is_not_counted(plan, task, unit, supervisor):
    for fields in ({"stage": "submitted"}, {"stage": "stopped", "stopped_on": date(2015, 6, 2)}):
        told(make_milestone(task=task, due_on=FAR, **fields))
    asked = make_milestone(task=task, due_on=FAR)
    asked.events.create(
        task=task, action="request-extension", person=supervisor, on=JUNE_25, holder="head"
    )
    told(asked)
    silent(task, added_on=JUNE_25)
    named = make_milestone(task=task, due_on=FAR, answering_unit=make_unit())
    make_naming(named, named.answering_unit, date(2015, 6, 2))
    told(named)
    assert periods(plan, unit, date(2015, 7, 1)) == {}
    assert periods(plan, named.answering_unit, date(2015, 7, 1)) == {}
    make_assignment(task, named.answering_unit, role="participating")
    assert periods(plan, named.answering_unit, date(2015, 7, 1)) == {JUNE_25: (0, 0, 1)}


def test_who_takes_part_or_had_the_task_at_another_time_is_not_counted(plan, task):
    silent(task)
    took_part, left = make_unit(), make_unit()
    make_assignment(task, took_part, role="participating")
    part = make_assignment(task, left)
    part.tenures.update(until=date(2015, 6, 30))
    assert periods(plan, took_part, date(2015, 7, 1)) == {}
    assert periods(plan, left, date(2015, 7, 1)) == {}
    part.tenures.update(until=date(2015, 7, 1))
    assert periods(plan, left, date(2015, 7, 1)) == {JUNE_25: (0, 0, 1)}


def test_a_changed_rhythm_leaves_the_periods_that_were_over(plan, task, unit):
    silent(task)
    make_rhythm(plan, "none", None, date(2015, 7, 10))
    make_rhythm(plan, "weekly", 5, date(2015, 7, 20))
    assert periods(plan, unit, date(2015, 7, 25)) == {
        date(2015, 7, 24): (0, 0, 1), JUNE_25: (0, 0, 1),
    }  # fmt: skip


def test_a_task_that_follows_the_general_rule_again_keeps_its_own_periods(plan, task, unit):
    silent(task)
    make_rhythm(plan, "none", None, date(2015, 6, 1), kind="deadline")
    make_rhythm(plan, "weekly", 5, date(2015, 6, 8), task=task)
    make_rhythm(plan, "inherit", None, date(2015, 6, 15), task=task)
    assert periods(plan, unit, date(2015, 7, 1)) == {date(2015, 6, 12): (0, 0, 1)}


def test_the_last_six_are_shown_the_latest_first(plan, task, unit):
    silent(task)
    make_rhythm(plan, "weekly", 3, date(2015, 6, 1), task=task)
    found = reports_of(plan, unit, date(2015, 8, 1)).periods
    assert found[0] == Punctuality(date(2015, 7, 29), missing=1)
    assert [row.expected for row in found] == [1] * 6
    assert [row.due_on for row in found] == [
        date(2015, 7, 29) - number * 7 * DAY for number in range(6)
    ]


def test_what_the_list_calls_late_is_among_the_missing(plan, task, unit):
    make_rhythm(plan, "weekly", 4, date(2015, 6, 3), kind="ongoing", grace=2)
    for number, kind in enumerate(("deadline", "start", "ongoing") * 4):
        silent(task, *(date(2015, 6, 1) + number * 3 * DAY * n for n in range(5)), kind=kind)
    later = [date(2015, 6, 2) + number * DAY for number in range(70)]
    for day in later:
        rows = with_reports(Milestone.objects.of(plan, day), plan, day)
        late = rows.filter(report_state="late").values_list("report_by", flat=True)
        missing = {
            row.due_on: row.missing for row in reports_of(plan, unit, day).periods if row.missing
        }
        assert all(number <= missing.get(due, 0) for due, number in Counter(late).items())


def test_where_nothing_was_set_nothing_is_told(task, unit, django_assert_num_queries):
    make_milestone(task=task)
    plan = Plan.objects.get(pk=task.plan_id)
    plan.rhythms.all().delete()
    with django_assert_num_queries(1):
        assert reports_of(plan, unit, JULY_24) is None
    make_rhythm(plan, since=JULY_24)
    for _number in range(3):
        silent(task)
    with django_assert_num_queries(6):
        assert reports_of(plan, unit, JULY_24) == Reports(0, 0, [])


def test_the_page_of_the_unit_tells_it(plan, task, unit, viewer):
    silent(task)
    place = address("unit", plan, unit.pk)
    page = viewer.get(f"{place}?as_of=2015-06-18")
    assert page.context["reports"] == Reports(1, 0, [])
    page = viewer.get(f"{place}?as_of=2015-07-01")
    assert page.context["reports"].late == 1
    assert "2015-06-25" in page.text[page.text.index('id="reports"') :]
    assert "report=late" in page.text


def test_the_page_of_the_task_tells_it(plan, task, as_supervisor, settings):
    silent(task)
    settings.PLAN_TODAY = date(2015, 7, 1)
    page = as_supervisor.get(address("task", plan, task.number)).text
    assert "tag report-late" in page
    assert address("task-rhythm", plan, task.number) in page
