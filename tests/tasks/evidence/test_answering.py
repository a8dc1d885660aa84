"""Replies to instructions and slips, and rectifications: words, with the files that prove them."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from tasks.models import Event, Evidence
from tests import files
from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


class Owed:
    """What a unit has to answer: the page for it, and the page where everybody reads it."""

    def __init__(self, page, plan):
        task = make_task(plan=plan, number=11)
        self.unit = make_assignment(task).unit
        milestone = make_milestone(task=task)
        if page == "reply":
            row = make_instruction(task, self.unit).replies.get()
            self.read_at = address("task", plan, 11)
        elif page == "answer-slip":
            row = make_slip(milestone, self.unit).receipts.get()
            self.read_at = address("slip", plan, row.slip_id)
        else:
            row = make_visit(milestone, self.unit, rectify_by=TODAY + timedelta(days=7))
            self.read_at = address("inspection", plan, row.inspection_id)
        self.row, self.at = row, address(page, plan, row.pk)


@pytest.fixture(params=["reply", "answer-slip", "rectify"])
def owed(request, plan):
    return Owed(request.param, plan)


@pytest.fixture
def unit(client, owed):
    """A liaison officer of the unit that owes the answer, signed in."""
    client.force_login(make_user(role="liaison", unit=owed.unit))
    return client


def test_files_go_with_the_answer_and_everybody_reads_them(owed, unit, client_as, plan):
    unit.post(owed.at, {"text": "", "files": files.upload("台账.pdf")})
    file = Evidence.objects.get()
    download = address("file", plan, file.pk)
    assert client_as("leader").get(download).status_code == 404
    assert unit.post(owed.at, {"text": "已补齐。"}).url.startswith(owed.read_at)
    assert list(owed.row.evidence.all()) == [file]
    page = client_as("leader").get(owed.read_at).text
    assert "已补齐。" in page
    assert download in page
    assert client_as("leader").get(download).getvalue() == files.PDF


def test_words_and_files_survive_a_form_that_is_not_ready(owed, unit):
    answer = unit.post(owed.at, {"text": "正在补齐。", "files": files.upload(), "upload": "1"})
    assert "正在补齐。" in answer.text
    assert "纪要.pdf" in answer.text
    assert "错误：" not in answer.text
    assert not owed.row.evidence.exists()
    assert "纪要.pdf" in unit.get(owed.at).text


def test_a_refused_file_is_named_and_nothing_is_sent(owed, unit):
    bad = files.upload("页.pdf", b"<html>")
    answer = unit.post(owed.at, {"text": "已补齐。", "files": bad})
    assert "“页.pdf”的内容与扩展名不符" in answer.text
    assert "已补齐。" in answer.text
    assert not Evidence.objects.exists()
    assert not default_storage.exists("evidence")


def test_a_file_can_be_taken_back(owed, unit):
    unit.post(owed.at, {"files": files.upload(), "upload": "1"})
    file = Evidence.objects.get()
    answer = unit.post(owed.at, {"text": "改。", "upload": "1", "remove": file.pk}, **FETCH)
    assert "<h1" not in answer.text
    assert "纪要.pdf" not in answer.text
    assert not Evidence.objects.exists()


def test_a_second_answer_is_a_conflict_and_keeps_words_and_files(owed, unit):
    unit.post(owed.at, {"text": "第一次。"})
    answer = unit.post(owed.at, {"text": "第二次。", "files": files.upload()})
    assert answer.status_code == 409
    assert "第二次。" in answer.text
    assert "纪要.pdf" in answer.text
    assert not owed.row.evidence.exists()


def last_seen():
    """What the form of somebody says who saw all that happened."""
    last = Event.objects.order_by("pk").last()
    return {"seen": last.pk if last else 0}


def test_after_a_reply_was_sent_back_its_files_stay_and_new_ones_join_them(plan, client):
    owed = Owed("reply", plan)
    person = make_user(role="liaison", unit=owed.unit)
    for number in ("一", "二"):
        client.force_login(person)
        file = files.upload(f"{number}.pdf", files.PDF + number.encode())
        client.post(owed.at, {"text": "答。", "files": file} | last_seen())
        client.force_login(make_user(role="leader"))
        to = address("send-back-reply", plan, owed.row.pk)
        client.post(to, {"text": "不够具体。"} | last_seen())
    assert [file.name for file in owed.row.evidence.all()] == ["一.pdf", "二.pdf"]


def test_two_papers_of_one_task_have_two_forms(plan, client):
    """What was chosen for the second reply neither shows on the first nor goes with it."""
    task = make_task(plan=plan, number=11)
    unit = make_assignment(task).unit
    first, second = (make_instruction(task, unit).replies.get() for _time in range(2))
    client.force_login(make_user(role="liaison", unit=unit))
    client.post(address("reply", plan, second.pk), {"files": files.upload(), "upload": "1"})
    assert "纪要.pdf" not in client.get(address("reply", plan, first.pk)).text
    client.post(address("reply", plan, first.pk), {"text": "已补齐。"})
    assert not first.evidence.exists()
    client.post(address("reply", plan, second.pk), {"text": "已补齐。"})
    assert [file.name for file in second.evidence.all()] == ["纪要.pdf"]


def test_what_one_member_of_a_group_chose_no_other_sees(plan, client, client_as):
    task, group = make_task(plan=plan, number=11), make_unit(kind="group")
    members = [make_unit(), make_unit()]
    group.members.set(members)
    make_assignment(task, group)
    row = make_instruction(task, group).replies.get()
    mine, other = (make_user(role="liaison", unit=unit) for unit in members)
    client.force_login(mine)
    client.post(address("reply", plan, row.pk), {"files": files.upload(), "upload": "1"})
    download = address("file", plan, Evidence.objects.get().pk)
    assert client.get(download).status_code == 200
    client.force_login(other)
    assert client.get(download).status_code == 404
    assert "纪要.pdf" not in client.get(address("reply", plan, row.pk)).text


def test_nobody_takes_away_what_another_chose(owed, unit):
    unit.post(owed.at, {"files": files.upload(), "upload": "1"})
    file = Evidence.objects.get()
    unit.force_login(make_user(role="liaison", unit=owed.unit))
    unit.post(owed.at, {"upload": "1", "remove": file.pk})
    assert Evidence.objects.get() == file
