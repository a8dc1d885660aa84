"""The reminders before and after a due date: who is written to on which days."""

from datetime import date, timedelta

import pytest

from tasks.digests.reminders import is_near, reminders, write_reminders
from tests.factories import (
    TODAY,
    grant,
    make_extension,
    make_milestone,
    make_request,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("due_in", "reminded"),
    [(16, 0), (15, 1), (14, 0), (8, 0), (7, 1), (3, 1), (2, 0), (1, 1), (0, 1), (-1, 0)],
)
def test_reminders_come_on_four_days_before_and_on_the_due_day(due_in, reminded, task, liaison):
    wednesday = date(2015, 7, 8)
    make_milestone(task=task, due_on=wednesday + due_in * DAY)
    assert len(list(reminders(wednesday))) == reminded


def days_reminded(first, last):
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return [f"{day.month}-{day.day}" for day in days for _letter in reminders(day)]


def test_what_falls_on_a_day_off_comes_on_the_last_working_day_before(task, liaison):
    make_milestone(task=task, due_on=date(2015, 10, 8))
    found = days_reminded(date(2015, 9, 22), date(2015, 10, 8))
    assert found == ["9-23", "9-30", "10-8"]


def test_what_is_overdue_is_reminded_of_every_third_working_day(task, liaison, plan):
    make_milestone(task=task, due_on=date(2015, 7, 8))
    first, last = date(2015, 7, 8), date(2015, 7, 21)
    assert days_reminded(first, last) == ["7-8", "7-13", "7-16", "7-21"]
    type(plan).objects.update(reminds_after_every=5)
    assert days_reminded(first, last) == ["7-8", "7-15"]


def test_who_signs_is_reminded_to_sign_and_who_asked_of_nothing(task, unit, liaison):
    head = make_user(role="head", unit=unit)
    make_request(
        make_milestone(task=task, due_on=TODAY), state="signing", unit=unit, requested_by=liaison
    )
    make_extension(
        make_milestone(task=task, due_on=TODAY),
        decision="signing",
        unit=unit,
        submitted_on=None,
        requested_by=liaison,
    )
    (letter,) = reminders(TODAY)
    assert letter.recipient == head
    assert [(section.title, len(section.lines)) for section in letter.sections] == [("待您审签", 2)]


def test_nobody_is_reminded_of_what_is_done_stopped_handed_in_or_moved(task, unit, liaison):
    make_milestone(task=task, due_on=TODAY, stage="done", completed_on=TODAY)
    make_milestone(task=task, due_on=TODAY, stage="stopped", stopped_on=TODAY)
    make_request(make_milestone(task=task, due_on=TODAY), unit=unit, requested_by=liaison)
    make_extension(make_milestone(task=task, due_on=TODAY), unit=unit, requested_by=liaison)
    grant(make_milestone(task=task, due_on=TODAY), new_due_on=TODAY + 99 * DAY, decided_on=TODAY)
    assert list(reminders(TODAY)) == []


def test_all_of_a_day_comes_in_one_mail_and_once(task, liaison):
    make_milestone(task=task, due_on=TODAY + 7 * DAY, text="甲事")
    make_milestone(task=task, due_on=TODAY + DAY, text="乙事")
    make_milestone(task=task, due_on=TODAY + DAY, stage="submitted", text="已报审")
    assert [write_reminders(TODAY) for _time in range(2)] == [1, 0]
    mail = liaison.mails.get()
    assert "6月18日时限提醒：2项" in mail.subject
    assert "已报审" not in str(mail.body)


def test_everybody_chooses_his_own_days(task, liaison):
    due_on = date(2015, 7, 8)
    make_milestone(task=task, due_on=due_on)
    liaison.reminder_days = [1]
    liaison.save()
    assert list(reminders(due_on - 7 * DAY)) == []
    assert len(list(reminders(due_on - DAY))) == 1
    liaison.reminder_days = [6]  # none of those on offer
    liaison.save()
    assert list(reminders(due_on - DAY)) == []


def test_heads_are_reminded_too_and_nobody_else(task, unit):
    make_milestone(task=task, due_on=TODAY + DAY)
    head = make_user(role="head", unit=unit)
    make_user(role="viewer", unit=unit)
    make_user(role="liaison", unit=unit, is_active=False)
    assert [letter.recipient for letter in reminders(TODAY)] == [head]


def test_each_day_has_a_reminder_of_its_own(task, liaison):
    for due_in in (0, 1):
        make_milestone(task=task, due_on=TODAY + due_in * DAY)
    assert [write_reminders(TODAY + number * DAY) for number in (0, 1)] == [1, 1]


def test_nobody_is_reminded_of_what_has_no_date(plan):
    assert not is_near(None, {15, 7, 3, 1}, plan, TODAY)
