"""Which slip a milestone calls for, and with what words."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from tasks.models import Receipt, Slip
from tasks.plan.actors import Actor
from tasks.slips import rules
from tasks.slips.rules import by_slip, proposals
from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_report,
)
from tests.supervising import make_slip, overdue

pytestmark = pytest.mark.django_db
Level = Slip.Level
DAY = timedelta(days=1)


def levels(plan, on=TODAY):
    return [one.level for one in proposals(plan, on)]


@pytest.mark.parametrize(
    ("due_in", "reported", "level"),
    [
        (15, None, Level.BLUE),
        (0, 7, Level.BLUE),
        (5, 6, None),
        (16, None, None),
        (-1, 0, Level.YELLOW),
        (-29, None, Level.YELLOW),
        (-30, 0, Level.RED),
    ],
)
def test_light_silence_and_days_decide_the_colour(due_in, reported, level, plan, task):
    milestone = make_milestone(task=task, due_on=TODAY + due_in * DAY)
    if reported is not None:
        make_report(milestone, reported_on=TODAY - reported * DAY)
    assert levels(plan) == ([level] if level else [])


@pytest.mark.parametrize(("issued_in", "expected"), [(0, [Level.YELLOW]), (1, [])])
def test_a_plan_that_is_not_issued_yet_calls_for_nothing(issued_in, expected, plan, task):
    overdue(task)
    plan.issued_on = TODAY + issued_in * DAY
    assert levels(plan) == expected


@pytest.mark.parametrize(("due_in", "day"), [(1, 30), (-1, 26), (-30, 24)])
def test_a_reply_has_seven_five_or_three_working_days(due_in, day, plan, task):
    """The 22nd is a holiday."""
    make_milestone(task=task, due_on=TODAY + due_in * DAY)
    assert proposals(plan, TODAY)[0].reply_by == date(2015, 6, day)


@pytest.mark.parametrize(("stage", "expected"), [("submitted", []), ("signing", [Level.YELLOW])])
def test_what_waits_for_the_supervisors_is_not_the_units_delay(stage, expected, plan, task):
    overdue(task, stage=stage)
    assert levels(plan) == expected


def test_what_an_open_slip_says_is_not_said_again(plan, task):
    milestone = overdue(task)
    slip = make_slip(milestone, level=Level.YELLOW, issued_on=TODAY - DAY)
    assert levels(plan) == []
    assert levels(plan, TODAY - 2 * DAY) == [Level.BLUE]  # the slip was not issued yet
    Slip.objects.filter(pk=slip.pk).update(level=Level.BLUE)
    assert levels(plan) == [Level.YELLOW]


def test_a_yellow_slip_without_an_answer_calls_for_a_red_one(plan, task, unit):
    milestone = overdue(task, 10)
    slip = make_slip(milestone, unit, issued_on=TODAY - 9 * DAY, reply_by=TODAY - DAY)
    assert levels(plan) == [Level.RED]
    assert proposals(plan, TODAY)[0].grounds.endswith(
        f"已于2015年6月9日印发{slip.reference}督办单。该督办单要求于2015年6月17日前书面回复，至今未收到回复。"
    )
    slip.receipts.update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    assert levels(plan) == []


def test_the_answer_may_come_on_its_last_day(plan, task, unit):
    make_slip(overdue(task, 10), unit, issued_on=TODAY - 9 * DAY, reply_by=TODAY)
    assert levels(plan) == []
    assert levels(plan, TODAY + DAY) == [Level.RED]


def test_every_unit_has_to_answer(plan, task, unit):
    past = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - DAY}
    slip = make_slip(overdue(task, 10), unit, make_assignment(task).unit, **past)
    first = slip.receipts.first()
    slip.receipts.filter(pk=first.pk).update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    assert levels(plan) == [Level.RED]


def test_a_blue_slip_that_nobody_answered_is_followed_by_a_yellow_one(plan, task):
    past = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - DAY}
    make_slip(overdue(task), level=Level.BLUE, **past)
    assert levels(plan) == [Level.YELLOW]


def test_a_slip_that_was_lifted_says_nothing_any_more(plan, task):
    gone = {"lifted_on": TODAY, "lifted_because": "withdrawn"}
    make_slip(overdue(task), issued_on=TODAY - DAY, **gone)
    assert levels(plan) == [Level.YELLOW]


def test_the_gravest_stand_first_and_the_lead_units_receive(plan, task, unit):
    make_assignment(task, role="participating")
    make_milestone(task=task)
    overdue(task, 40)
    found = proposals(plan, TODAY)
    assert [one.level for one in found] == [Level.RED, Level.BLUE]
    assert found[0].units == [unit]


def test_the_unit_that_was_named_receives_alone(plan, task):
    named = make_assignment(task).unit
    milestone = overdue(task, answering_unit=named, named_on=date(2015, 5, 1))
    assert proposals(plan, TODAY)[0].units == [named]
    assert milestone.pk == proposals(plan, TODAY)[0].milestone.pk


def test_the_grounds_are_in_chinese_with_wording_dates_days_and_reports(plan, task):
    milestone = overdue(task, 3, text="完成河道整治")
    make_report(milestone, reported_on=date(2015, 6, 1))
    with translation.override("en"):
        said = proposals(plan, TODAY)[0].grounds
    assert said == (
        "“完成河道整治”时限为2015年6月15日，截至6月18日已逾期3天。最近一次填报时间为2015年6月1日。"
    )


def test_due_today_has_no_day_left_and_is_not_overdue(plan, task):
    make_milestone(task=task, due_on=TODAY)
    assert "截至6月18日时限已到。" in proposals(plan, TODAY)[0].grounds
    assert "截至6月17日距到期还有1天。" in proposals(plan, TODAY - DAY)[0].grounds


def test_an_answer_is_owed_until_it_is_given_or_the_slip_lifted(plan, task, unit, liaison):
    past = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - DAY}
    owed = make_slip(overdue(task), unit, **past)
    make_slip(overdue(task), unit, **past, lifted_on=TODAY, lifted_because="done")
    answered = make_slip(overdue(task), unit, **past)
    answered.receipts.update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    actor = Actor.of(liaison, TODAY)
    receipts = Receipt.objects.of_plan(plan)
    assert [row.slip for row in receipts.of_units(actor.units).owed()] == [owed]
    assert by_slip(receipts.late(TODAY)) == [(owed, [unit])]
    assert by_slip(receipts.late(TODAY - DAY)) == []


@pytest.mark.parametrize("milestones", [2, 12])
def test_proposals_ask_as_often_for_many_as_for_few(milestones, task, django_assert_num_queries):
    for _number in range(milestones):
        make_slip(overdue(task), level=Level.BLUE)
    with django_assert_num_queries(4):
        assert len(proposals(task.plan, TODAY)) == milestones


def test_words_are_written_when_they_are_asked_for(plan, task, monkeypatch):
    written = []
    monkeypatch.setattr(
        rules, "grounds", lambda milestone, _slip, _on: written.append(milestone.pk)
    )
    rows = [overdue(task, days) for days in (9, 8, 7)]
    first, *_rest = proposals(plan, TODAY)
    assert written == []
    assert first.grounds is None
    assert written == [rows[0].pk]


def test_a_reply_is_late_from_the_day_after_its_day(task, unit):
    receipt = make_slip(overdue(task), unit, reply_by=TODAY).receipts.get()
    assert [receipt.is_late(TODAY), receipt.is_late(TODAY + DAY)] == [False, True]
