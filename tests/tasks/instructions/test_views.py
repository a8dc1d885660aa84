"""Instructions: a leader orders, units answer, an answer can come back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tasks.instructions.acts import instruct, reply, send_back_reply
from tasks.models import Event, Instruction, Reply
from tasks.plan.recording import Conflict
from tests.factories import (
    TODAY,
    make_assignment,
    make_evidence,
    make_milestone,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def task(plan):
    task = make_task(plan=plan, number=11)
    task.lead = make_assignment(task).unit
    task.other = make_assignment(task, role="participating").unit
    return task


@pytest.fixture
def leader(client):
    """A district leader, signed in."""
    person = make_user(role="leader", name="廖某")
    client.force_login(person)
    client.person = person
    return client


def staff(as_liaison):
    return make_user(role="liaison", unit=as_liaison)


def test_a_leader_writes_one_and_the_lead_units_are_chosen_already(leader, plan, task):
    target = address("instruct", plan, 11)
    assert target in leader.get(address("task", plan, 11)).text
    page = leader.get(target)
    assert list(page.context["form"]["units"].initial) == [task.lead.pk]
    words = {"text": "月底前补齐台账。", "reply_by": "2015-06-25", "units": [task.lead.pk]}
    answer = leader.post(target, words, follow=True)
    for said in ("月底前补齐台账。", "廖某", "6月25日"):
        assert said in answer.text
    row = Reply.objects.get()
    assert (row.unit, row.state, row.instruction.reply_by) == (task.lead, "open", date(2015, 6, 25))
    assert Event.objects.get().action == "instruct"


@pytest.mark.parametrize(
    "change",
    [
        {"reply_by": "2015-06-17"},
        {"reply_by": "2015-02-30"},
        {"units": []},
        {"units": ["stranger"]},
        {"text": ""},
    ],
)
def test_what_is_missing_is_asked_for_and_the_words_stay(leader, plan, task, change):
    words = {"text": "月底前补齐。", "reply_by": "2015-06-25", "units": [task.lead.pk]}
    if change.get("units"):
        change = {"units": [make_unit().pk]}
    answer = leader.post(address("instruct", plan, 11), words | change)
    assert "错误：" in answer.text
    assert "text" in change or "月底前补齐。" in answer.text
    assert not Instruction.objects.exists()


def test_an_answer_can_be_asked_for_today(leader, plan, task):
    words = {"text": "今日报告。", "reply_by": "2015-06-18", "units": [task.lead.pk]}
    leader.post(address("instruct", plan, 11), words)
    assert Instruction.objects.get().reply_by == TODAY


def test_a_unit_answers_from_its_desk_and_the_leader_sees_it(client, leader, plan, task):
    given = make_instruction(task, task.lead, given_by=leader.person, text="补齐台账")
    row = given.replies.get()
    client.force_login(staff(task.lead))
    desk = address("desk", plan)
    page = client.get(desk).text
    assert "补齐台账" in page
    target = address("reply", plan, row.pk, next=desk)
    assert target.replace("&", "&amp;") in page
    answer = client.post(target, {"text": "已补齐两街道台账。", "next": desk}, follow=True)
    assert answer.redirect_chain == [(desk, 302)]
    assert "补齐台账" not in answer.text
    client.force_login(leader.person)
    assert "已补齐两街道台账。" in client.get(desk).text
    back = address("send-back-reply", plan, row.pk)
    assert back in client.get(address("task", plan, 11)).text
    page = client.get(back)
    assert "退回回复" in page.text
    client.post(back, {"text": "请附数字。", "seen": page.context["last_event"]})
    client.force_login(staff(task.lead))
    assert "请附数字。" in client.get(desk).text


def test_who_answers_second_keeps_his_words(client, plan, task):
    row = make_instruction(task, task.lead).replies.get()
    reply(row, by=staff(task.lead), on=TODAY, text="先答")
    client.force_login(staff(task.lead))
    answer = client.post(address("reply", plan, row.pk), {"text": "后答的内容"})
    assert answer.status_code == 409
    assert "后答的内容" in answer.text
    row.refresh_from_db()
    assert row.text == "先答"


def test_the_form_names_the_units_for_which_nobody_reads(leader, plan, task):
    staff(task.other)
    group = make_assignment(task, make_unit(kind="group")).unit
    group.members.add(staff(make_unit()).unit)
    page = leader.get(address("instruct", plan, 11))
    labels = [str(label) for _unit, label in page.context["form"].fields["units"].choices]
    silent = f"{task.lead}：系统内无人接收，请电话联系"
    assert labels == [silent, str(group), str(task.other)]
    assert silent in page.text


def test_only_an_answer_can_be_sent_back(plan, task):
    row = make_instruction(task, task.lead).replies.get()
    with pytest.raises(Conflict):
        send_back_reply(row, by=make_user(role="leader"), on=TODAY, text="再办")


def test_others_neither_order_nor_answer(client, plan, task):
    row = make_instruction(task, task.lead).replies.get()
    for person in (staff(task.other), staff(make_unit()), make_user(role="supervisor")):
        client.force_login(person)
        for target in (
            address("instruct", plan, 11),
            address("reply", plan, row.pk),
            address("send-back-reply", plan, row.pk),
        ):
            assert client.post(target, {"text": "越权"}).status_code == 403
    row.refresh_from_db()
    assert (row.state, Instruction.objects.count()) == ("open", 1)


def test_a_reply_that_is_late_turns_red(client, plan, task):
    row = make_instruction(task, task.lead, reply_by=date(2015, 6, 17)).replies.get()
    assert [row.is_late(date(2015, 6, day)) for day in (17, 18)] == [False, True]
    client.force_login(make_user(role="viewer"))
    page = client.get(address("task", plan, 11)).text
    assert "逾期未回复" in page
    assert "逾期未回复" not in client.get(address("task", plan, 11, as_of="2015-06-17")).text
    assert "请抓紧" not in client.get(address("task", plan, 11, as_of="2015-06-09")).text


def test_the_staff_of_the_addressed_units_get_a_mail(task):
    person, other = staff(task.lead), staff(task.other)
    by = make_user(role="leader")
    instruct(task, by=by, on=TODAY, text="补齐台账", reply_by=None, units=[task.lead])
    assert person.mails.get().body["opening"] == "补齐台账"
    assert other.mails.count() == 0


def test_the_files_that_were_chosen_go_with_the_answer(task):
    row, person = make_instruction(task, task.lead).replies.get(), staff(task.lead)
    file = make_evidence(
        make_milestone(task=task), uploaded_by=person, action="reply", answers=row.pk
    )
    type(file).objects.update(milestone=None)
    reply(row, by=person, on=TODAY, text="已补齐。")
    assert list(row.evidence.all()) == [file]


def test_another_unit_does_not_answer(task):
    row = make_instruction(task, task.lead).replies.get()
    with pytest.raises(PermissionDenied):
        reply(row, by=staff(task.other), on=TODAY, text="代答")


def test_the_acts_themselves_refuse_strangers(task):
    row = make_instruction(task, task.lead).replies.get()
    viewer = make_user(role="viewer", unit=task.lead)
    for act in (
        lambda: instruct(task, by=viewer, on=TODAY, text="x", reply_by=None, units=[]),
        lambda: reply(row, by=viewer, on=TODAY, text="x"),
        lambda: send_back_reply(row, by=viewer, on=TODAY, text="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
