"""Official facts are corrected in the administration: with a reason, for every day, and told."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse

from tasks.models import Assignment, Correction, Event, Milestone
from tasks.plan.correcting import Change, correct
from tasks.plan.keeping import differences
from tests.correcting import form_of, save
from tests.factories import (
    grant,
    make_assignment,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
JULY_31 = date(2015, 7, 31)


@pytest.fixture
def admin(client_as):
    return client_as("admin")


@pytest.fixture
def task():
    task = make_task(title="旧题目")
    make_assignment(task, make_unit(name="区司法局"), order=1)
    make_task_leader(task, make_leader(name="某书记"), order=1)
    make_milestone(task=task, order=1, text="制定办法", date_confirmed_on=None)
    return task


def light_on(milestone, day):
    return Milestone.objects.of(milestone.task.plan, day).get(pk=milestone.pk)


def test_a_corrected_date_holds_for_every_day_and_is_told(admin, task, viewer):
    milestone = task.milestones.get()
    save(admin, milestone, original_due_on="2015-07-31")
    event = Event.objects.get()
    assert (event.action, event.milestone, event.note) == ("correct", milestone, "校对原文")
    (line,) = event.corrections.all()
    assert (line.before, line.after) == ("2015-06-30", "2015-07-31")
    for day in (date(2015, 3, 1), date(2015, 6, 18)):
        row = light_on(milestone, day)
        assert (row.original_due_on, row.due) == (JULY_31, JULY_31)
    assert list(differences(Milestone.objects.values_list("pk", flat=True))) == []
    milestone.refresh_from_db()
    assert milestone.version == event.version == 1
    page = viewer.get(address("task", task.plan, task.number)).text
    for words in ("更正", "2015-06-30", "2015-07-31", "校对原文"):
        assert words in page


@pytest.mark.parametrize(
    "of, locked", [("task", [Assignment, Milestone]), ("milestone", [Milestone])]
)
def test_rows_are_locked_before_they_are_read(admin, task, of, locked, monkeypatch):
    read, lock = [], QuerySet.select_for_update

    def noted(rows, **options):
        read.append(rows.model)
        return lock(rows, **options)

    row = task if of == "task" else task.milestones.get()
    sent = form_of(admin, row)
    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    admin.post(reverse(f"admin:tasks_{of}_change", args=[row.pk]), sent)
    assert read == locked


def test_a_date_that_was_granted_stays(admin, task):
    milestone = task.milestones.get()
    grant(milestone, new_due_on=date(2015, 9, 30), decided_on=date(2015, 6, 10))
    save(admin, milestone, original_due_on="2015-07-31")
    milestone.refresh_from_db()
    assert (milestone.original_due_on, milestone.due_on) == (JULY_31, date(2015, 9, 30))
    assert list(differences([milestone.pk])) == []


def test_without_a_reason_nothing_is_saved_and_what_was_typed_stays(admin, task):
    page = save(admin, task, title="新题目", reason=" ")
    assert page.status_code == 200
    assert "新题目" in page.text
    task.refresh_from_db()
    assert (task.title, Event.objects.count()) == ("旧题目", 0)


def test_what_acts_decide_cannot_be_sent(admin, task):
    milestone = task.milestones.get()
    sent = {"due_on": "2015-12-31", "stage": "done", "completed_on": "2015-06-01"}
    save(admin, milestone, **sent)
    save(admin, task, **{f"milestones-0-{name}": value for name, value in sent.items()})
    milestone.refresh_from_db()
    assert (milestone.due_on, milestone.stage) == (date(2015, 6, 30), "open")
    assert not Event.objects.exists()
    page = admin.get(reverse("admin:tasks_milestone_change", args=[milestone.pk])).text
    assert f"{address('task', task.plan, task.number)}#m1" in page


def test_words_units_and_leaders_are_one_correction_of_the_task(admin, task, viewer):
    other = make_unit(name="区法制办")
    sent = {
        "title": "新题目",
        "assignments-0-DELETE": "on",
        "assignments-TOTAL_FORMS": 2,
        "assignments-1-task": task.pk,
        "assignments-1-unit": other.pk,
        "assignments-1-role": "lead",
        "assignments-1-order": 2,
        "lead_leaders-0-leader": make_leader(name="某主任").pk,
    }
    assert save(admin, task, **sent).status_code == 302
    lines = Correction.objects.values_list("before", "after")
    assert Event.objects.get().milestone is None
    assert set(lines) == {
        ("旧题目", "新题目"),
        ("", "区法制办"),
        ("", "牵头"),
        ("区司法局", ""),
        ("某书记", "某主任"),
    }
    page = viewer.get(address("task", task.plan, task.number)).text
    assert "区司法局" in page


def corrections_on(page):
    """(field, before, after) of each line in the history of the task's page."""
    lines = re.findall(r'class="correction".*?</p>', page, re.DOTALL)
    texts = [" ".join(re.sub("<[^>]*>", " ", line.partition(">")[2]).split()) for line in lines]
    return {tuple(re.fullmatch("(.+?)： (.*?) ?→ ?(.*)", text).groups()) for text in texts}


def test_the_page_of_the_task_says_of_which_unit_leader_and_milestone(admin, task, viewer):
    other, number = make_assignment(task, make_unit(name="区财政局"), order=2), task.number
    make_task_leader(task, make_leader(name="某主任"), order=2)
    sent = {
        "title": "新题目",
        "description": "新内容",
        "schedule": "2015年7月底前，完成。",
        "key_focus": "新重点",
        "assignments-1-role": "participating",
        "assignments-0-written_as": "司法局",
        "assignments-0-unit": make_unit(name="区法制办").pk,
        "lead_leaders-0-order": 3,
        "lead_leaders-1-leader": make_leader(name="某区长").pk,
        "milestones-0-raw_date": "7月底前",
        "milestones-0-original_due_on": "2015-07-31",
    }
    assert save(admin, task, **sent).status_code == 302
    page = viewer.get(address("task", task.plan, number)).text
    assert corrections_on(page) == {
        ("标题", "旧题目", "新题目"),
        ("工作内容", "内容", "新内容"),
        ("进度安排", "2015年6月底前，完成。", "2015年7月底前，完成。"),
        ("近期重点突破", "—", "新重点"),
        ("责任分工", "区司法局", "区法制办"),
        ("区法制办：文件中的写法", "—", "司法局"),
        (f"{other}：角色", "牵头", "参与"),
        ("牵头区领导", "某主任", "某区长"),
        ("某书记：次序", "1", "3"),
        ("时限原文", "—", "7月底前"),
        ("原定时限", "2015-06-30", "2015-07-31"),
    }


def test_a_unit_that_comes_in_comes_with_its_role_however_long_its_name(admin, task):
    name = "宝安区" + "很长的" * 31 + "办"
    sent = {"assignments-TOTAL_FORMS": 2, "assignments-1-task": task.pk}
    sent |= {"assignments-1-unit": make_unit(name=name).pk}
    save(admin, task, **sent, **{"assignments-1-role": "lead", "assignments-1-order": 2})
    came, role = Correction.objects.order_by("pk")
    assert (came.after, role.after, len(role.field)) == (name, "牵头", 100)


def test_a_leader_who_comes_in_is_named(admin, task):
    sent = {"lead_leaders-TOTAL_FORMS": 2, "lead_leaders-1-task": task.pk}
    sent |= {"lead_leaders-1-leader": make_leader(name="某区长").pk, "lead_leaders-1-order": 2}
    save(admin, task, **sent)
    line = Correction.objects.get()
    assert (line.field, line.before, line.after) == ("牵头区领导", "", "某区长")


def test_what_is_no_number_is_no_task(admin, task):
    assert admin.post("/admin/tasks/task/word/change/", {"title": "新题目"}).status_code == 302
    assert admin.post("/admin/tasks/task/add/", {"title": "新题目"}).status_code == 403
    task.refresh_from_db()
    assert task.title == "旧题目"


def test_a_milestone_of_the_task_has_a_correction_of_its_own(admin, task):
    sent = {"milestones-0-text": "制定细则", "milestones-0-is_key": "on", "title": "新题目"}
    save(admin, task, **sent)
    told = {
        (event.milestone_id, line.before, line.after)
        for event in Event.objects.all()
        for line in event.corrections.all()
    }
    milestone = task.milestones.get()
    assert told == {
        (None, "旧题目", "新题目"),
        (milestone.pk, "制定办法", "制定细则"),
        (milestone.pk, "否", "是"),
    }


@pytest.mark.parametrize(
    "change",
    [{"date_note": ""}, {"raw_date": "7月底前"}, {"original_due_on": "2015-07-31"}],
)
def test_a_reading_that_changes_is_looked_at_again(admin, task, change):
    noted = make_milestone(task=task, order=2, date_note="inherited", date_confirmed_on=JULY_31)
    save(admin, noted, **change)
    noted.refresh_from_db()
    assert noted.date_confirmed_on is None


def test_other_words_leave_a_reading_confirmed(admin, task):
    noted = make_milestone(task=task, order=2, date_note="inherited", date_confirmed_on=JULY_31)
    save(admin, noted, text="制定细则")
    noted.refresh_from_db()
    assert (noted.text, noted.date_confirmed_on) == ("制定细则", JULY_31)


def test_the_record_is_in_the_official_language_whoever_corrects(client, task):
    client.force_login(make_user(role="admin", language="en"))
    milestone = task.milestones.get()
    save(client, milestone, kind="ongoing", is_key="on", raw_date="6月底前")
    lines = Correction.objects.values_list("field", "before", "after")
    assert set(lines) == {
        ("类型", "限期", "长期"),
        ("近期重点突破", "否", "是"),
        ("时限原文", "—", "6月底前"),
    }


def test_lines_that_a_browser_ends_in_its_own_way_are_no_correction(admin, task):
    task.description = "第一行\n第二行"
    task.save()
    save(admin, task, description="第一行\r\n第二行")
    assert not Event.objects.exists()
    save(admin, task, description="第一行\r\n第三行")
    task.refresh_from_db()
    assert task.description == "第一行\n第三行"


def test_nothing_changed_is_no_correction(admin, task):
    save(admin, task)
    assert not Event.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "leader", "supervisor"])
def test_nobody_but_an_administrator_corrects(task, role):
    words = {"by": make_user(role=role), "on": date(2015, 6, 18), "reason": "校对原文"}
    with pytest.raises(PermissionDenied):
        correct(task, [Change("题目", "旧题目", "新题目")], **words)
    assert not Event.objects.exists()
