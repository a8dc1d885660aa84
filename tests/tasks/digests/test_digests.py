"""The weekly digest: who reads what, once, in his language."""

from datetime import date, timedelta

import pytest

from tasks.digests.weekly import digests
from tasks.frame.words import week
from tasks.mail.rendering import render
from tests.factories import (
    TODAY,
    make_assignment,
    make_deputy,
    make_event,
    make_leader,
    make_milestone,
    make_relief,
    make_request,
    make_round,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import rows_of
from tests.supervising import NOW, make_inspection, make_instruction, make_slip, overdue
from tests.tasks.digests.conftest import acknowledged
from units.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letter_to(person, on=TODAY):
    return next((one for one in digests(on) if one.recipient == person), None)


def titles(letter):
    return [section.title for section in letter.sections]


def test_nobody_gets_a_mail_that_says_nothing(task, liaison):
    make_milestone(task=task, due_on=TODAY + 100 * DAY)
    make_user(role="head", unit=liaison.unit)
    User.objects.update(last_login=NOW, email="somebody@example.org")
    make_user(role="supervisor")
    make_user(role="leader")
    assert list(digests(TODAY)) == []


def test_unit_staff_read_of_their_overdue_and_due_soon_work(task, liaison):
    overdue(task, 3, text="整治河道")
    make_milestone(task=task, text="建立机制")
    overdue(make_assignment(make_task(plan=task.plan)).task, text="别家的事")
    letter = letter_to(liaison)
    assert letter.subject == "【法治宝安督办】6月15日—21日：今天必须处理1、之后1"
    assert titles(letter) == ["今天必须处理", "之后"]
    line = letter.sections[0].lines[0]
    assert line.text == f"任务11 {task.title} · 整治河道"
    assert line.note == "填报进展 · 2015-06-15 · 逾期3天"
    assert line.path.startswith(f"/plans/{task.plan.slug}/tasks/11/#m")


def test_slips_and_instructions_to_answer_stand_in_it(task, unit, liaison):
    make_slip(overdue(task), unit)
    make_instruction(task, unit, text="抓紧办", reply_by=TODAY - DAY)
    make_instruction(task, unit, text="不限时", reply_by=None)
    letter = letter_to(liaison)
    assert [(section.title, len(section.lines)) for section in letter.sections] == [
        ("今天必须处理", 2), ("本周", 1), ("之后", 1),
    ]  # fmt: skip
    assert letter.sections[1].lines[0].note.startswith("签收督办单 · 区水务局 · 任务11")
    assert letter.sections[2].lines[0].text == "不限时"


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
    part.confirmations.create(
        milestone=task.milestones.get(),
        unit=part.unit,
        confirmed_by=make_user(),
        confirmed_on=TODAY,
    )
    acknowledged(task)
    assert letter_to(make_user(role="liaison", unit=part.unit)) is None


def test_papers_that_were_answered_or_lifted_are_told_no_more(task, unit, liaison):
    answered, gone = (make_slip(make_milestone(task=task, stage="submitted"), unit) for _ in "12")
    answered.receipts.update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    gone.milestone.slips.lift(TODAY, "withdrawn")
    given = make_instruction(task, unit)
    given.replies.update(state="answered", text="已办。", replied_on=TODAY, replied_by=liaison)
    assert letter_to(liaison) is None
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
    assert titles(letter) == [
        "待您审核",
        "逾期未回复的督办单",
        "责任到人情况",
        "拟发督办单",
        "逾期（红）",
        "临期（橙）",
    ]
    assert len(letter.sections[1].lines) == 1
    assert letter.sections[0].lines[0].note.startswith("申请办结")
    told = [line.path for section in letter.sections[3:] for line in section.lines]
    assert len(told) == len(set(told)) == 4
    assert "逾期3、临期1" in letter.subject


def test_a_supervisor_reads_what_units_owe_and_what_else_waits(task, unit):
    late = TODAY - DAY
    make_instruction(task, unit, text="抓紧办", given_on=late, reply_by=late)
    make_inspection(make_milestone(task=task), unit, inspected_on=late, rectify_by=late)
    done = {
        "rectify_by": late,
        "inspected_on": late,
        "rectified_on": late,
        "rectification": "已补。",
    }
    make_inspection(make_milestone(task=task), unit, **done)
    make_round(plan=task.plan, opened_on=late, deadline_on=late, title="上半年")
    make_relief(task.assignments.get(), reason="非我职责")
    make_milestone(task=task, date_note="before_month", raw_date="6月前")
    asked = {"state": "signing", "unit": unit}
    make_request(make_milestone(task=task, due_on=TODAY + 99 * DAY, text="无人签"), **asked)
    letter = letter_to(make_user(role="supervisor"))
    notes = {section.title: section.lines[0] for section in letter.sections}
    assert list(notes)[:8] == [
        "无人可审签的申请",
        "转办申请",
        "待核查的整改",
        "逾期未回复的批示",
        "逾期未报的整改",
        "逾期未填的自查自评",
        "责任到人情况",
        "待核对的时限",
    ]
    assert "无人签" in notes["无人可审签的申请"].text
    assert notes["逾期未填的自查自评"].note.startswith("1项未填")


def test_what_was_handed_in_is_not_called_overdue(task, unit, liaison):
    asked = overdue(task, 13, text="已报审")
    make_request(asked, unit=unit, requested_by=liaison)
    make_event(asked, action="sign", holder="supervisor", on=date(2015, 6, 16))
    make_milestone(task=task)
    letter = letter_to(liaison)
    assert titles(letter) == ["之后", "已报送，等待审核"]
    line = letter.sections[1].lines[0]
    assert "已报审" in line.text
    assert line.note == "等待督查员审核，自6月16日起"
    assert "逾期" not in str(letter)


def test_nothing_but_what_was_handed_in_is_no_news(task, unit, liaison):
    make_request(overdue(task, 13), unit=unit, requested_by=liaison)
    assert letter_to(liaison) is None


def test_rounds_and_returns_stand_in_the_digest_of_a_unit(task, unit, liaison):
    make_round(plan=task.plan, deadline_on=TODAY, title="上半年自评")
    back = {"state": "returned", "decided_on": TODAY, "decision_note": "缺附件"}
    make_request(make_milestone(task=task, due_on=TODAY), unit=unit, **back)
    letter = letter_to(liaison)
    lines = letter.sections[0].lines
    assert [line.text for line in lines][0] == "上半年自评"
    assert "缺附件" in lines[1].note


def test_another_plan_is_told_by_its_name(task, liaison, unit):
    other = make_task()
    make_assignment(other, unit)
    overdue(acknowledged(other))
    assert titles(letter_to(liaison)) == [f"{other.plan.full_name} · 今天必须处理"]


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
    assert titles(letter) == ["Must be done now"]
    assert letter.subject.startswith("[Rule of law in Bao'an] Week of 15–21 June: to do now 1")
    assert "1 day overdue" in letter.sections[0].lines[0].note


def test_ninety_items_stay_a_page_with_a_link_to_the_rest(task, liaison):
    for _number in range(90):
        overdue(task, text="很长的任务原文" * 20)
    letter = letter_to(liaison)
    assert len(letter.sections[0].lines) == 7
    assert letter.sections[0].more.text == "全部90项请在系统中查看。"
    assert letter.sections[0].more.path.endswith("/desk/")
    mail = letter.mail(NOW)
    assert all(len(part.encode()) < 100_000 for part in render(mail))


@pytest.mark.parametrize(("many", "is_more"), [(7, False), (8, True)])
def test_seven_items_need_no_link_to_the_rest(many, is_more, task, liaison):
    for _number in range(many):
        overdue(task)
    assert bool(letter_to(liaison).sections[0].more) == is_more


def test_the_link_to_all_counts_what_the_line_says(task, client):
    leader = make_leader(user=make_user(role="leader"))
    make_task_leader(task, leader)
    for _number in range(8):
        overdue(task)
        overdue(make_task(plan=task.plan))
    submitted = [overdue(task, stage="submitted") for _number in range(8)]
    for person, number in ((leader.user, 16), (make_user(role="supervisor"), 24)):
        more = next(one for one in letter_to(person).sections if one.title == "逾期（红）").more
        assert more.text == f"全部{number}项请在系统中查看。"
        client.force_login(person)
        page = client.get(more.path, {"as_of": TODAY.isoformat()})
        assert page.status_code == 200
        assert len(rows_of(client.get(f"{more.path}&as_of={TODAY}"))) == number
    assert len(submitted) == 8


@pytest.mark.parametrize(
    ("day", "said"), [(date(2015, 6, 15), "6月15日—21日"), (date(2015, 7, 5), "6月29日—7月5日")]
)
def test_a_week_is_said_from_monday_to_sunday(day, said):
    assert week(day) == said
