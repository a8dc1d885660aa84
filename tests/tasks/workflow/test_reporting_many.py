"""One report that answers several milestones of a unit, also of several plans."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.evidence import kinds
from tasks.models import Draft, Event, Evidence, Plan, ProgressReport
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tasks.workflow import others
from tasks.workflow.acts import completion
from tasks.workflow.acts.reports import report
from tasks.workflow.others import others_of
from tests.factories import (
    TODAY,
    changed,
    make_assignment,
    make_evidence,
    make_milestone,
    make_plan,
    make_request,
    make_task,
    make_unit,
)
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def elsewhere(unit):
    """A milestone of the unit in another plan."""
    task = make_task(plan=make_plan(), number=5)
    make_assignment(task, unit)
    return make_milestone(task=task, text="另一方案的节点")


@pytest.fixture
def second(task):
    return make_milestone(task=task, text="第二个节点")


def told(milestone, liaison, *also, **words):
    return report(milestone, by=liaison, on=TODAY, done="已印发3份。", also=also, **words)


class TestAct:
    def test_each_has_its_own_report_and_event(self, milestone, second, elsewhere, unit, liaison):
        first = told(milestone, liaison, second, elsewhere, difficulties="缺人。")
        rows = ProgressReport.objects.order_by("milestone")
        assert [(one.milestone, one.unit, one.done, one.difficulties) for one in rows] == [
            (one, unit, "已印发3份。", "缺人。") for one in (milestone, second, elsewhere)
        ]
        assert first.milestone == milestone
        events = Event.objects.filter(action="report", note="已印发3份。").order_by("milestone")
        assert [event.milestone for event in events] == [milestone, second, elsewhere]

    def test_the_same_one_twice_is_one(self, milestone, second, liaison):
        told(milestone, liaison, milestone, second, second)
        assert ProgressReport.objects.count() == 2

    def test_files_stand_at_each_and_their_bytes_once(self, milestone, elsewhere, unit, liaison):
        file = make_evidence(milestone, uploaded_by=liaison, name="纪要.pdf")
        told(milestone, liaison, elsewhere)
        rows = Evidence.objects.sent().order_by("pk")
        about = [(one.milestone, one.task, one.report.milestone) for one in rows]
        assert about == [(one, one.task, one) for one in (milestone, elsewhere)]
        assert {(one.sha256, one.name, one.size, one.unit, one.uploaded_at) for one in rows} == {
            (file.sha256, "纪要.pdf", 12, unit, file.uploaded_at)
        }

    def test_all_or_nothing_and_what_does_not_take_it_is_named(
        self, milestone, second, elsewhere, liaison, supervisor
    ):
        make_evidence(milestone, uploaded_by=liaison)
        completion.stop(elsewhere, by=supervisor, on=TODAY, seen=0, reason="另案办理。")
        make_request(second, unit=milestone.lead)
        with pytest.raises(ValidationError) as refused:
            told(milestone, liaison, second, elsewhere)
        waits, stopped = refused.value.message_dict["also"]
        assert waits == "未填报：任务11第二个节点不能填报（现在不能填报）。"
        assert stopped.startswith("未填报：任务5另一方案的节点不能填报（2015-06-18")
        assert "另案办理。" in stopped
        assert not ProgressReport.objects.exists()
        assert not Evidence.objects.sent().exists()

    def test_others_milestones_and_plans_at_rest_are_named(self, milestone, elsewhere, liaison):
        strange = make_milestone(task=make_task(), text="别人的节点")
        Plan.objects.filter(pk=elsewhere.task.plan_id).update(in_use_from=None)
        elsewhere.task.plan.refresh_from_db()
        with pytest.raises(ValidationError) as refused:
            told(milestone, liaison, strange, elsewhere)
        both = refused.value.message_dict["also"]
        assert sum("别人的节点" in one and "不属于本单位" in one for one in both) == 1
        assert sum("另一方案的节点" in one and "筹备" in one for one in both) == 1
        assert not ProgressReport.objects.exists()

    def test_a_milestone_without_room_for_the_files_is_named(
        self, milestone, second, liaison, monkeypatch
    ):
        monkeypatch.setattr(kinds, "FILES_OF_ONE_PLACE", 1)
        make_evidence(milestone, uploaded_by=liaison)
        make_evidence(second)
        with pytest.raises(ValidationError) as refused:
            told(milestone, liaison, second)
        assert "第二个节点" in refused.value.message_dict["also"][0]

    def test_what_its_own_milestone_does_not_take_is_refused_as_before(
        self, milestone, second, liaison
    ):
        changed(milestone, stage="stopped", stopped_on=TODAY)
        with pytest.raises(Conflict):
            told(milestone, liaison, second)
        with pytest.raises(PermissionDenied):
            told(make_milestone(), liaison, second)
        assert not ProgressReport.objects.exists()


class TestOthers:
    def test_the_open_ones_that_the_unit_leads(self, task, unit, milestone, second, liaison, plan):
        make_request(make_milestone(task=task), unit=unit)
        taken_part = make_task(plan=plan)
        make_assignment(taken_part, unit, role="participating")
        named = make_milestone(task=taken_part, answering_unit=unit, named_on=TODAY)
        for about in (make_task(plan=plan), taken_part):
            make_milestone(task=about)
        make_milestone(task=task, answering_unit=make_unit(), named_on=TODAY)
        found = others_of(milestone, Actor.of(liaison, TODAY), [plan], TODAY)
        assert found == [second, named]

    def test_a_unit_that_is_there_twice_has_each_once(self, task, group, milestone, second, plan):
        group.part.role = "lead"
        group.part.save()
        make_assignment(task, group.members.first())
        actor = Actor.of(group.people[0], TODAY)
        assert others_of(milestone, actor, [plan], TODAY) == [second]

    def test_of_very_many_the_first_are_offered(
        self, monkeypatch, milestone, second, task, liaison, plan
    ):
        monkeypatch.setattr(others, "MOST", 2)
        third, _fourth = make_milestone(task=task), make_milestone(task=task)
        found = others_of(milestone, Actor.of(liaison, TODAY), [plan], TODAY)
        assert found == [second, third]

    def test_one_query_for_each_plan(
        self, milestone, elsewhere, liaison, plan, django_assert_num_queries
    ):
        for _time in range(5):
            make_milestone(task=milestone.task)
        actor = Actor.of(liaison, TODAY)
        with django_assert_num_queries(2):
            found = others_of(milestone, actor, [plan, elsewhere.task.plan], TODAY)
            assert [one.task.plan for one in found] == [plan] * 5 + [elsewhere.task.plan]


class TestPage:
    def test_it_offers_them_with_their_plans(self, as_liaison, milestone, second, elsewhere):
        page = as_liaison.get(act("report", milestone))
        labels = [label for _pk, label in page.context["form"].fields["also"].choices]
        assert sorted(labels) == [
            "2015年工作方案 任务11 第二个节点",
            "2015年工作方案 任务5 另一方案的节点",
        ]

    def test_plans_at_rest_are_not_offered(self, as_liaison, milestone, elsewhere):
        Plan.objects.filter(pk=elsewhere.task.plan_id).update(in_use_from=None)
        assert "also" not in as_liaison.get(act("report", milestone)).context["form"].fields

    def test_it_is_sent_once_for_all(self, as_liaison, milestone, second, elsewhere):
        words = {
            "seen": 0,
            "done": "已印发3份。",
            "rating": "confident",
            "also": [second.pk, elsewhere.pk],
        }
        answer = as_liaison.post(act("report", milestone), words, follow=True)
        assert "同一内容已填报3个节点。" in answer.text
        assert ProgressReport.objects.count() == 3

    def test_what_is_refused_keeps_the_words(self, as_liaison, milestone, second):
        changed(second, stage="stopped", stopped_on=TODAY)
        make_milestone(task=milestone.task)
        words = {"seen": 0, "done": "已印发3份。", "rating": "confident", "also": [second.pk]}
        answer = as_liaison.post(act("report", milestone), words)
        assert "第二个节点不能填报" in answer.text
        assert "已印发3份。" in answer.text
        assert not ProgressReport.objects.exists()

    @pytest.mark.parametrize("bad", ["x", "9" * 30])
    def test_what_is_no_milestone_is_refused(self, bad, as_liaison, milestone, second):
        words = {"seen": 0, "done": "已印发3份。", "rating": "confident", "also": [bad]}
        assert as_liaison.post(act("report", milestone), words).status_code == 200
        assert not ProgressReport.objects.exists()

    def test_a_draft_keeps_what_is_ticked(self, as_liaison, milestone, second, task):
        third = make_milestone(task=task)
        words = {"draft": "1", "done": "写到一半", "also": [second.pk, third.pk]}
        as_liaison.post(act("report", milestone), words)
        assert Draft.objects.get().fields["also"] == [str(second.pk), str(third.pk)]
        page = as_liaison.get(act("report", milestone)).text
        assert page.count('name="also"') == page.count("checked") == 2

    def test_without_others_nothing_is_offered(self, as_liaison, milestone, plan):
        page = as_liaison.get(address("act-report", plan, milestone.pk))
        assert "also" not in page.context["form"].fields
