"""A correction that is sent in the administration is kept, and nothing changes before consent."""

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied

from tasks.models import Correction, Event, Milestone, PlanCorrection, ProposedCorrection, Task
from tasks.plan.proposing import propose
from tests.correcting import form_of, save, send
from tests.factories import TODAY, make_leader, make_unit, make_user
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FIRST = "此处有一项更正待同意，待其处理或撤回后方可另行更正。2015-06-18 甲某：校对原文"


def official(task):
    """All that a correction could change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (type(task.plan), Task, Milestone, type(task.project))
    ] + [sorted(task.units.values_list("name")), sorted(task.leaders.values_list("name"))]


def all_of(task):
    """Changes of everything that a task's form holds."""
    return {
        "title": "新题目",
        "description": "第一行\r\n第二行",
        "milestones-0-original_due_on": "2015-07-31",
        "assignments-0-DELETE": "on",
        "assignments-TOTAL_FORMS": 2,
        "assignments-1-task": task.pk,
        "assignments-1-unit": make_unit(name="区法制办").pk,
        "assignments-1-role": "lead",
        "assignments-1-order": 2,
        "lead_leaders-0-leader": make_leader(name="某主任").pk,
    }


def test_nothing_official_changes_and_the_page_says_so(admin, first, task):
    sent = all_of(task)
    before, entries = official(task), LogEntry.objects.count()
    answer = save(admin, task, **sent)
    assert official(task) == before
    assert not Event.objects.exists()
    assert LogEntry.objects.count() == entries
    proposal = ProposedCorrection.objects.get()
    assert answer.url == address("consent", task.plan, proposal.pk)
    page = admin.get(answer.url).text
    assert "更正已留存，待另一名系统管理员或督查员同意。目前未作任何改动。" in page
    assert (proposal.proposed_by, proposal.proposed_on) == (first, TODAY)
    assert (proposal.reason, proposal.about, proposal.state) == ("校对原文", task, "waiting")


def test_what_was_before_and_would_be_after_is_kept_line_by_line(admin, task):
    save(admin, task, **all_of(task))
    lines = ProposedCorrection.objects.get().lines
    assert {(line["about"], line["before"], line["after"]) for line in lines} == {
        ("", "旧题目", "新题目"),
        ("", "内容", "第一行\n第二行"),
        ("", "", "区法制办"),
        ("", "", "牵头"),
        ("", "区司法局", ""),
        ("", "某书记", "某主任"),
        ("制定办法", "2015-06-30", "2015-07-31"),
    }


def test_no_key_of_the_session_and_no_button_is_kept(admin, task):
    save(admin, task, title="新题目", _continue="1", csrfmiddlewaretoken="k")
    sent = ProposedCorrection.objects.get().sent
    assert sent["title"] == ["新题目"]
    assert not {"_continue", "csrfmiddlewaretoken", "reason", "seen"} & set(sent)


@pytest.mark.parametrize(
    ("of", "change", "line"),
    [
        ("plan", {"issuer": "区政府"}, ("区委", "区政府")),
        ("plan", {"second_consent": ""}, ("是", "否")),
        ("plan", {"projects-0-title": "新专项"}, ("旧专项", "新专项")),
        ("milestone", {"text": "制定细则"}, ("制定办法", "制定细则")),
    ],
)
def test_the_plan_and_milestones_wait_too(admin, task, of, change, line):
    type(task.project).objects.update(title="旧专项")
    row = {"plan": task.plan, "milestone": task.milestones.get()}[of]
    before = official(task)
    save(admin, row, **change)
    assert official(task) == before
    assert not PlanCorrection.objects.exists()
    proposal = ProposedCorrection.objects.get()
    assert proposal.about == row
    ((told),) = proposal.lines
    assert (told["before"], told["after"]) == line


def test_what_is_wrong_is_refused_at_once(admin, task):
    page = save(admin, task.milestones.get(), original_due_on="2036-01-01")
    assert page.status_code == 200
    assert "最晚可填2035-12-31" in page.text
    assert not ProposedCorrection.objects.exists()


def test_nothing_changed_waits_for_nobody(admin, task):
    save(admin, task)
    assert not ProposedCorrection.objects.exists()


def test_without_the_setting_a_correction_holds_at_once(admin, task):
    type(task.plan).objects.update(second_consent=False)
    save(admin, task, title="新题目")
    assert Correction.objects.get().after == "新题目"
    assert not ProposedCorrection.objects.exists()


def test_a_second_one_is_refused_by_name_of_the_first_and_the_words_stay(admin, task, client_as):
    other = client_as("admin")
    opened = form_of(other, task)
    save(admin, task, title="新题目")
    for sent in (opened | {"key_focus": "新重点"}, form_of(other, task) | {"key_focus": "新重点"}):
        page = send(other, task, sent)
        assert page.status_code == 200
        assert FIRST in page.text
        assert "新重点" in page.text
    assert ProposedCorrection.objects.count() == 1


def test_sent_twice_it_is_kept_once(admin, task):
    sent = form_of(admin, task) | {"title": "新题目"}
    assert send(admin, task, sent).status_code == 302
    assert send(admin, task, sent).status_code == 200
    assert ProposedCorrection.objects.count() == 1


def test_the_page_says_beforehand_that_it_waits(admin, task):
    at = f"/admin/tasks/task/{task.pk}/change/"
    assert "须经另一名系统管理员或督查员同意后方可生效" in admin.get(at).text
    save(admin, task, title="新题目")
    assert "此处有一项更正待同意" in admin.get(at).text


def test_a_milestone_can_wait_beside_its_task(admin, task):
    save(admin, task, title="新题目")
    save(admin, task.milestones.get(), text="制定细则")
    save(admin, task.plan, issuer="区政府")
    assert ProposedCorrection.objects.waiting().count() == 3


def test_where_the_setting_was_turned_off_a_direct_one_goes_past_what_waits(admin, task):
    save(admin, task, title="新题目")
    type(task.plan).objects.update(second_consent=False)
    save(admin, task, title="别的题目")
    task.refresh_from_db()
    assert task.title == "别的题目"
    assert ProposedCorrection.objects.get().is_waiting


def test_what_a_plan_does_not_take_is_not_kept(admin, task):
    days = {"closing_from": date(2015, 6, 1), "archived_from": date(2015, 6, 1)}
    opened = form_of(admin, task) | {"title": "新题目"}
    type(task.plan).objects.update(**days)
    assert send(admin, task, opened).status_code == 409
    assert not ProposedCorrection.objects.exists()


def test_nobody_but_an_administrator_proposes(task):
    words = {"by": make_user(role="supervisor"), "on": TODAY, "reason": "校对原文", "seen": 0}
    with pytest.raises(PermissionDenied):
        propose(task, {}, [], **words)
