"""The same form sent twice makes one thing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tasks.frame.once import forget
from tasks.models import Draft, Instruction, Milestone, ProgressReport, SentForm, Urge
from tests.factories import make_leader, make_task_leader, make_user
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LOOKED = {"looked": "1434600000.123456"}
WORDS = {"seen": 0, "rating": "confident", "done": "已培训412家企业。"} | LOOKED
TWICE = "请勿重复提交"


def test_a_report_sent_twice_is_one_report_and_leads_to_the_same_page(as_liaison, milestone):
    first = as_liaison.post(act("report", milestone), WORDS)
    again = as_liaison.post(act("report", milestone), WORDS)
    assert (again.status_code, again.url) == (302, first.url)
    assert TWICE in as_liaison.get(again.url).text
    assert ProgressReport.objects.count() == 1


def test_the_form_of_another_moment_or_person_is_another_one(
    as_liaison, milestone, liaison, client
):
    page = act("report", milestone)
    as_liaison.post(page, WORDS)
    as_liaison.post(page, WORDS | {"looked": "1434600001.5"})
    client.force_login(make_user(role="head", unit=liaison.unit))
    client.post(page, WORDS)
    assert ProgressReport.objects.count() == 3


def test_what_was_refused_can_be_corrected_by_going_back(as_liaison, milestone):
    page = act("report", milestone)
    assert as_liaison.post(page, WORDS | {"done": ""}).status_code == 200
    assert as_liaison.post(page, WORDS).status_code == 302
    assert ProgressReport.objects.count() == 1


def test_keeping_a_draft_is_no_sending(as_liaison, milestone):
    page = act("report", milestone)
    as_liaison.post(page, WORDS | {"draft": ""})
    assert Draft.objects.exists()
    assert as_liaison.post(page, WORDS).status_code == 302
    assert ProgressReport.objects.exists()


def test_while_the_first_is_at_work_the_second_does_nothing(as_liaison, milestone, liaison):
    page = act("report", milestone)
    as_liaison.post(page, WORDS)
    SentForm.objects.update(location="")
    answer = as_liaison.post(page, WORDS, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert TWICE in answer.text
    assert ProgressReport.objects.count() == 1


def test_where_a_process_died_the_form_can_be_sent_again(as_liaison, milestone):
    page = act("report", milestone)
    as_liaison.post(page, WORDS)
    SentForm.objects.update(location="", at=timezone.now() - timedelta(minutes=3))
    as_liaison.post(page, WORDS)
    assert ProgressReport.objects.count() == 2
    as_liaison.post(page, WORDS)
    assert ProgressReport.objects.count() == 2


def test_where_the_page_breaks_the_form_can_be_sent_again(as_liaison, milestone, monkeypatch):
    page = act("report", milestone)
    with monkeypatch.context() as broken:
        broken.setattr("tasks.workflow.forms.ReportForm.perform", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            as_liaison.post(page, WORDS)
    assert as_liaison.post(page, WORDS).status_code == 302
    assert ProgressReport.objects.count() == 1


def test_every_form_that_adds_something_is_guarded(plan, task, milestone, client, client_as):
    leader = make_user(role="leader")
    make_task_leader(task, make_leader(user=leader))
    supervisor = client_as("supervisor")
    unit = milestone.task.units.first()
    new = {"text": "补充培训", "kind": "ongoing", "unit": unit.pk, "reason": "会议要求"}
    urged = {"m": [milestone.pk], "units": [unit.pk], "recipients": ["liaison"], "text": "请抓紧。"}
    client.force_login(leader)
    order = {"text": "请说明。", "units": [unit.pk]}
    for _time in range(2):
        supervisor.post(address("add-milestone", plan, task.number), new | LOOKED)
        supervisor.post(address("urge", plan), urged | LOOKED)
        client.post(address("instruct", plan, task.number), order | LOOKED)
    assert Milestone.objects.filter(text="补充培训").count() == 1
    assert (Urge.objects.count(), Instruction.objects.count()) == (1, 1)


def test_forms_of_the_week_before_are_forgotten(as_liaison, milestone):
    as_liaison.post(act("report", milestone), WORDS)
    forget(timezone.now() - timedelta(minutes=1))
    assert SentForm.objects.exists()
    forget(timezone.now() + timedelta(minutes=1))
    assert not SentForm.objects.exists()
