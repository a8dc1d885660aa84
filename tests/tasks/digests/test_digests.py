"""The weekly digest and the reminders: who reads what, once, in his language."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from tasks.digests.news import News, days
from tasks.digests.reminders import reminders, write_reminders
from tasks.digests.weekly import digests, write_digests
from tasks.ground.days import next_monday, week_of
from tasks.mail.letters import render
from tasks.models import Delivery, Mail
from tests.factories import (
    TODAY,
    make_assignment,
    make_deputy,
    make_leader,
    make_milestone,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.supervising import NOW, make_instruction, make_slip, overdue

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def plan(plan):
    type(plan).objects.update(is_active=True)
    plan.is_active = True
    return plan


def letter_to(person, on=TODAY):
    return next((one for one in digests(on) if one.recipient == person), None)


def titles(letter):
    return [section.title for section in letter.sections]


def test_nobody_gets_a_mail_that_says_nothing(task, liaison):
    make_milestone(task=task, due_on=TODAY + 100 * DAY)
    make_user(role="supervisor")
    make_user(role="leader")
    assert list(digests(TODAY)) == []


def test_unit_staff_read_of_their_overdue_and_due_soon_work(task, liaison):
    overdue(task, 3, text="整治河道")
    make_milestone(task=task, text="建立机制")
    overdue(make_assignment(make_task(plan=task.plan)).task, text="别家的事")
    letter = letter_to(liaison)
    assert letter.subject == "【法治宝安督办】6月18日周：逾期1、临期1"
    assert titles(letter) == ["逾期（红）", "临期（黄）"]
    line = letter.sections[0].lines[0]
    assert line.text == "第11项 整治河道"
    assert line.note == "区水务局 · 2015-06-15 · 逾期3天"
    assert line.path.startswith(f"/plans/{task.plan.slug}/tasks/11/#m")


def test_slips_and_instructions_to_answer_stand_in_it(task, unit, liaison):
    make_slip(overdue(task), unit)
    make_instruction(task, unit, text="抓紧办", reply_by=TODAY - DAY)
    make_instruction(task, unit, text="不限时", reply_by=None)
    letter = letter_to(liaison)
    assert titles(letter) == ["逾期（红）", "待回复督办单", "待回复批示"]
    assert [line.text for line in letter.sections[2].lines] in (
        [["抓紧办", "不限时"], ["不限时", "抓紧办"]]
    )


def test_a_group_s_work_reaches_its_members_and_a_deputy_reads_too(task, plan):
    member = make_unit()
    group = make_unit(kind="group")
    group.members.add(member)
    overdue(make_assignment(make_task(plan=plan), group).task, text="各街道的事")
    person = make_user(role="head", unit=member)
    deputy = make_user(role="liaison", unit=make_unit())
    make_deputy(person=person, deputy=deputy, from_on=TODAY, until_on=TODAY)
    for reader in (person, deputy):
        assert "各街道的事" in letter_to(reader).sections[0].lines[0].text
    assert letter_to(deputy, TODAY + DAY) is None
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert letter_to(deputy) is None


def test_participating_units_are_not_told_of_others_delays(task):
    overdue(task)
    part = make_assignment(task, role="participating")
    assert letter_to(make_user(role="liaison", unit=part.unit)) is None


def test_papers_that_were_answered_or_lifted_are_told_no_more(task, unit, liaison):
    answered, gone = (make_slip(make_milestone(task=task, stage="submitted"), unit) for _ in "12")
    answered.receipts.update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    gone.milestone.slips.lift(TODAY, "withdrawn")
    given = make_instruction(task, unit)
    given.replies.update(state="answered", text="已办。", replied_on=TODAY, replied_by=liaison)
    assert titles(letter_to(liaison)) == ["临期（黄）"]
    assert letter_to(given.given_by) is None


def test_a_leader_reads_of_his_tasks_and_of_unanswered_instructions(task, unit):
    person = make_user(role="leader")
    make_task_leader(task, make_leader(user=person))
    overdue(task)
    overdue(make_task(plan=task.plan), text="别人的任务")
    make_instruction(task, unit, given_by=person, text="抓紧办")
    letter = letter_to(person)
    assert titles(letter) == ["逾期（红）", "您的批示（未回复）"]
    assert len(letter.sections[0].lines) == 1


def test_a_supervisor_reads_of_the_whole_plan_and_what_waits_on_him(task, unit):
    person = make_user(role="supervisor")
    late = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - DAY}
    make_slip(overdue(task, 40), unit, level=3, **late)
    make_slip(overdue(task, 40), unit, level=3, **late | {"reply_by": TODAY})
    overdue(make_assignment(make_task(plan=task.plan)).task)
    make_request(make_milestone(task=task))
    letter = letter_to(person)
    assert titles(letter) == ["逾期（红）", "临期（黄）", "待回复督办单", "待您审核", "拟发督办单"]
    assert len(letter.sections[2].lines) == 1


def test_another_plan_is_told_by_its_name(task, liaison, unit):
    other = make_task()
    make_assignment(other, unit)
    overdue(other)
    assert titles(letter_to(liaison)) == [f"{other.plan.short_title} · 逾期（红）"]


def test_viewers_administrators_and_those_who_left_get_none(task, unit):
    overdue(task)
    make_user(role="viewer", unit=unit)
    make_user(role="admin")
    make_user(role="liaison", unit=unit, is_active=False)
    assert list(digests(TODAY)) == []


def test_it_comes_in_the_reader_s_language(task, unit):
    overdue(task)
    make_user(role="liaison", unit=unit, language="en")
    letter = next(digests(TODAY))
    assert titles(letter) == ["Overdue (red)"]
    assert "1 day overdue" in letter.sections[0].lines[0].note


def test_ninety_items_stay_a_page_with_a_link_to_the_rest(task, liaison):
    for _number in range(90):
        overdue(task, text="很长的任务原文" * 20)
    letter = letter_to(liaison)
    assert len(letter.sections[0].lines) == 7
    assert letter.sections[0].more.text == "其余83项请在系统中查看。"
    assert "light=red" in letter.sections[0].more.path
    mail = letter.mail(NOW)
    assert all(len(part.encode()) < 100_000 for part in render(mail))


@pytest.mark.parametrize(("many", "is_more"), [(7, False), (8, True)])
def test_seven_items_need_no_link_to_the_rest(many, is_more, task, liaison):
    for _number in range(many):
        overdue(task)
    assert bool(letter_to(liaison).sections[0].more) == is_more


@pytest.mark.parametrize(("left", "said"), [(-1, "逾期1天"), (0, "今天到期"), (1, "还有1天")])
def test_how_a_date_lies_to_the_day_of_the_letter(left, said):
    assert days(TODAY + left * DAY, TODAY) == said


def test_one_per_person_and_week(task, liaison):
    overdue(task)
    monday = date(2015, 6, 15)
    assert [write_digests(monday + number * DAY) for number in range(8)] == [1, *[0] * 6, 1]
    assert set(Mail.objects.values_list("period", flat=True)) == {"2015-W25", "2015-W26"}


def test_who_has_no_address_is_shown_as_undeliverable(task, unit):
    overdue(task)
    make_user(role="liaison", unit=unit, email="")
    write_digests(TODAY)
    assert Delivery.objects.get().state == Delivery.State.NO_ADDRESS


@pytest.mark.parametrize(
    ("day", "week", "monday"),
    [
        (date(2015, 6, 15), "2015-W25", date(2015, 6, 15)),
        (date(2015, 6, 21), "2015-W25", date(2015, 6, 22)),
        (date(2016, 1, 3), "2015-W53", date(2016, 1, 4)),
        (date(2016, 2, 29), "2016-W09", date(2016, 2, 29)),
        (date(2018, 12, 31), "2019-W01", date(2018, 12, 31)),
    ],
)
def test_weeks_are_those_of_the_calendar(day, week, monday):
    assert (week_of(day), next_monday(day)) == (week, monday)


@pytest.mark.parametrize("many", [1, 30])
def test_news_are_read_in_a_fixed_number_of_queries(many, task, unit, django_assert_num_queries):
    for _number in range(many):
        make_slip(overdue(task), unit)
        make_instruction(task, unit)
        make_user(role="liaison", unit=unit)
    with django_assert_num_queries(13):
        letters = list(digests(TODAY))
    assert len([one for one in letters if one.recipient.unit == unit]) == many
    assert len(News.of(task.plan, TODAY).urgent) == many


def test_the_command_queues_and_tells(task, liaison, capsys):
    overdue(task)
    call_command("send_digests", as_of=TODAY, dry_run=True)
    said = capsys.readouterr().out
    assert liaison.name in said
    assert Mail.objects.count() == 0
    for number in (1, 0):
        call_command("send_digests", as_of=TODAY)
        assert str(number) in capsys.readouterr().out
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("due_in", "reminded"),
    [(16, 0), (15, 1), (14, 0), (8, 0), (7, 1), (3, 1), (2, 0), (1, 1), (0, 0), (-1, 0)],
)
def test_reminders_come_on_four_days_before(due_in, reminded, task, liaison):
    make_milestone(task=task, due_on=TODAY + due_in * DAY)
    assert len(list(reminders(TODAY))) == reminded


def test_all_of_a_day_comes_in_one_mail_and_once(task, liaison):
    make_milestone(task=task, due_on=TODAY + 7 * DAY, text="甲事")
    make_milestone(task=task, due_on=TODAY + DAY, text="乙事")
    make_milestone(task=task, due_on=TODAY + DAY, stage="submitted", text="已报审")
    assert [write_reminders(TODAY) for _time in range(2)] == [1, 0]
    mail = liaison.mails.get()
    assert "临期2" in mail.subject
    assert "已报审" not in str(mail.body)


def test_everybody_chooses_his_own_days(task, liaison):
    make_milestone(task=task, due_on=TODAY + 7 * DAY)
    liaison.reminder_days = [1]
    liaison.save()
    assert list(reminders(TODAY)) == []
    assert len(list(reminders(TODAY + 6 * DAY))) == 1
    liaison.reminder_days = [6]  # none of those on offer
    liaison.save()
    assert list(reminders(TODAY + DAY)) == []


def test_heads_are_reminded_too_and_nobody_else(task, unit):
    make_milestone(task=task, due_on=TODAY + DAY)
    head = make_user(role="head", unit=unit)
    make_user(role="viewer", unit=unit)
    make_user(role="liaison", unit=unit, is_active=False)
    assert [letter.recipient for letter in reminders(TODAY)] == [head]


def test_each_day_has_a_reminder_of_its_own(task, liaison):
    for due_in in (1, 2):
        make_milestone(task=task, due_on=TODAY + due_in * DAY)
    assert [write_reminders(TODAY + number * DAY) for number in (0, 1)] == [1, 1]
