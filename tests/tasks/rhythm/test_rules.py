"""Which report is due or late on which day: each bound, and who holds the item."""

from datetime import date, timedelta

import pytest

from tasks.models import Milestone, Plan
from tasks.rhythm.rules import with_reports
from tests.factories import (
    make_milestone,
    make_plan,
    make_report,
    make_request,
    make_rhythm,
    make_task,
    make_user,
    told,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def june(day):
    return date(2015, 6, day)


def july(day):
    return date(2015, 7, day)


def state(milestone, on):
    """Its state and when the report was due, at the end of the day; "" where none is expected."""
    plan = Plan.objects.get(pk=milestone.task.plan_id)
    found = with_reports(Milestone.objects.of(plan, on), plan, on).get(pk=milestone.pk)
    return (found.report_state, found.report_by) if found.report_state else ""


@pytest.fixture
def plan():
    """Reports are expected each month by the 25th, with three working days of grace."""
    plan = make_plan()
    make_rhythm(plan, grace=3, since=june(1))
    return plan


@pytest.fixture
def milestone(plan):
    return make_milestone(task=make_task(plan=plan), due_on=date(2015, 12, 31))


DUE, LATE = ("due", june(25)), ("late", june(25))


def test_a_report_is_asked_for_a_week_before_its_day_and_late_after_the_days_of_grace(milestone):
    days = [june(1), june(17), june(18), june(25), june(30), july(1), july(16), july(17)]
    assert [state(milestone, day) for day in days] == ["", "", DUE, DUE, DUE, LATE, LATE, LATE]


@pytest.mark.parametrize(
    ("reported_on", "on", "expected"),
    [
        (date(2015, 5, 28), june(25), DUE),  # the last day of the period before
        (date(2015, 5, 29), june(25), ""),
        (june(30), july(1), ""),
        (june(30), july(17), ("due", date(2015, 7, 24))),
        (july(1), july(1), ""),  # late, but it came, and it counts for July
        (july(1), july(17), ""),
        (july(1), june(30), DUE),  # what is reported later changes no day before
    ],
)
def test_a_report_of_the_period_answers_it(milestone, reported_on, on, expected):
    make_report(milestone, reported_on=reported_on, kind="no-change")
    assert state(told(milestone), on) == expected


def test_a_request_for_completion_answers_too_even_when_it_is_returned(milestone):
    make_request(milestone, requested_on=june(10), state="returned", decided_on=june(12))
    told(milestone)
    assert (state(milestone, june(9)), state(milestone, june(25))) == ("", "")
    assert state(milestone, july(1)) == ""
    assert state(milestone, july(17)) == ("due", date(2015, 7, 24))


@pytest.mark.parametrize(("back_on", "expected"), [(june(24), LATE), (june(25), "")])
def test_who_got_it_back_on_the_day_of_the_report_owes_none_for_that_period(
    milestone, supervisor, back_on, expected
):
    milestone.events.create(
        task=milestone.task, action="grant", person=supervisor, on=back_on, holder="unit"
    )
    assert state(told(milestone), july(1)) == expected


def test_nothing_is_expected_where_somebody_else_holds_it(plan, supervisor):
    task = make_task(plan=plan)
    for fields in (
        {"stage": "signing"},
        {"stage": "submitted"},
        {"stage": "done", "completed_on": june(2)},
        {"stage": "stopped", "stopped_on": june(2)},
    ):
        assert state(told(make_milestone(task=task, **fields)), june(25)) == ""
    asked = make_milestone(task=task)
    asked.events.create(
        task=task, action="request-extension", person=supervisor, on=june(20), holder="head"
    )
    assert (state(told(asked), june(19)), state(told(asked), june(20))) == (DUE, "")


def test_a_milestone_that_was_added_owes_what_is_due_after_that_day(plan):
    task = make_task(plan=plan)
    added = [make_milestone(task=task, added_on=day) for day in (june(24), june(25))]
    assert [state(one, july(1)) for one in added] == [LATE, ""]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"in_use_from": None}, ""),
        ({"in_use_from": june(26)}, ""),
        ({"in_use_from": june(25)}, ""),
        ({"in_use_from": june(24)}, DUE),
        ({"closing_from": june(26)}, DUE),
        ({"closing_from": june(25)}, ""),
        ({"closing_from": june(2), "archived_from": june(3)}, ""),
        ({"issued_on": june(26)}, ""),
        ({"issued_on": june(24)}, DUE),
    ],
)
def test_only_a_plan_in_use_asks(plan, milestone, fields, expected):
    Plan.objects.filter(pk=plan.pk).update(**fields)
    assert state(milestone, june(25)) == expected


def test_nothing_is_expected_on_a_day_before_the_issue(plan, milestone):
    Plan.objects.filter(pk=plan.pk).update(issued_on=june(20))
    assert [state(milestone, day) for day in (june(19), june(20))] == ["", DUE]


def test_a_request_answers_from_its_day_on(milestone):
    make_request(milestone, requested_on=june(20), state="withdrawn", decided_on=june(20))
    told(milestone)
    assert [state(milestone, day) for day in (june(19), june(20))] == [DUE, ""]


@pytest.mark.parametrize(("since", "expected"), [(june(24), DUE), (june(25), ""), (june(26), "")])
def test_the_first_report_is_due_after_the_day_on_which_the_rhythm_was_set(
    milestone, since, expected
):
    milestone.task.plan.rhythms.update(since=since)
    assert state(milestone, june(25)) == expected


def test_a_changed_rhythm_leaves_past_days_as_they_were(milestone):
    make_rhythm(milestone.task.plan, "none", None, july(2))
    assert (state(milestone, july(1)), state(milestone, july(2))) == (LATE, "")


def test_a_task_goes_before_a_kind_and_a_kind_before_the_plan(plan):
    own, silent, inherits, other = (make_task(plan=plan) for _number in range(4))
    make_rhythm(plan, "weekly", 3, june(1), kind="ongoing")
    make_rhythm(plan, "weekly", 4, june(1), task=own)
    make_rhythm(plan, "none", None, june(1), task=silent)
    make_rhythm(plan, "weekly", 5, june(1), task=inherits)
    make_rhythm(plan, "inherit", None, june(2), task=inherits)
    by_kind = {
        task: {kind: make_milestone(task=task, kind=kind) for kind in ("deadline", "ongoing")}
        for task in (own, silent, inherits, other)
    }
    expected = {
        own: {"deadline": ("due", june(4)), "ongoing": ("due", june(4))},
        silent: {"deadline": "", "ongoing": ""},
        inherits: {"deadline": "", "ongoing": ("due", june(3))},
        other: {"deadline": "", "ongoing": ("due", june(3))},
    }
    for task, kinds in by_kind.items():
        for kind, one in kinds.items():
            assert state(one, june(3)) == expected[task][kind], (task, kind)


def test_what_follows_the_general_rule_again_owes_what_is_due_from_then_on(plan, milestone):
    make_rhythm(plan, "none", None, june(1), task=milestone.task)
    make_rhythm(plan, "inherit", None, july(2), task=milestone.task)
    kind = make_milestone(task=make_task(plan=plan), kind="start")
    make_rhythm(plan, "none", None, june(1), kind="start")
    make_rhythm(plan, "inherit", None, july(2), kind="start")
    for one in (milestone, kind):
        assert [state(one, day) for day in (july(1), july(2))] == ["", ""]
        assert state(one, july(17)) == ("due", date(2015, 7, 24))


def test_the_rhythm_of_another_plan_is_none(milestone):
    assert state(make_milestone(), june(25)) == ""


def test_lists_ask_once_for_the_rhythms(plan, milestone, django_assert_num_queries):
    for _number in range(3):
        make_rhythm(plan, "weekly", 2, june(1), task=make_task(plan=plan), set_by=make_user())
    with django_assert_num_queries(2):
        list(with_reports(Milestone.objects.of(plan, june(25)), plan, june(25)))
