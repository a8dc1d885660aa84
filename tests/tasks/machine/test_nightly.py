"""The night goes on: what stops one slip or one plan is told and stops nothing else."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tasks.machine import nightly
from tasks.machine.jobs import flag_overdue_milestones
from tasks.machine.nightly import supervise
from tasks.mail.watchdog import alarms
from tasks.models import Flag, JobRun, Slip
from tasks.slips import acts as slips
from tests.factories import TODAY, make_assignment, make_milestone, make_plan, make_task, make_user
from tests.supervising import issue, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def plan_with_work(by):
    """One milestone is overdue, two call for blue slips, which ``by`` issues."""
    task = make_task(plan=make_plan(short_title="法治方案", auto_blue=by))
    make_assignment(task)
    overdue(task)
    for _number in range(2):
        make_milestone(task=task, due_on=TODAY + timedelta(days=7))
    return task.plan


@pytest.mark.parametrize("gone", [{"is_active": False}, {"role": "viewer"}], ids=str)
def test_the_person_of_the_blue_slips_left(gone):
    left = plan_with_work(make_user(**{"role": "supervisor"} | gone))
    other = plan_with_work(make_user(role="supervisor"))
    flag_overdue_milestones()
    assert Flag.objects.count() == 2
    assert set(Slip.objects.values_list("plan", flat=True)) == {other.pk}
    run = JobRun.objects.get()
    assert run.state == JobRun.State.DONE
    assert "印发督办单0份。2份蓝色督办单未能印发。" in run.result
    assert "印发督办单2份。" in run.result
    assert alarms(now(), TODAY) == ["法治方案的蓝色督办单未能自动印发：指定的人员已无权印发。"]
    left.auto_blue = None
    left.save()
    assert alarms(now(), TODAY) == []


def test_the_supervisors_and_the_administrator_are_told(client_as):
    plan = plan_with_work(make_user(role="supervisor", is_active=False))
    assert "蓝色督办单未能自动印发" in client_as("supervisor").get(f"/plans/{plan.slug}/desk/").text
    assert "蓝色督办单未能自动印发" in client_as("admin").get(f"/plans/{plan.slug}/jobs/").text


def test_a_slip_that_somebody_else_issued_first_stops_no_other(monkeypatch, caplog):
    supervisor = make_user(role="supervisor")
    plan = plan_with_work(supervisor)
    seen = [one for one in slips.proposals(plan, TODAY) if one.level == Slip.Level.BLUE]
    issue(seen[0].milestone, Slip.Level.BLUE, supervisor)
    monkeypatch.setattr(slips, "proposals", lambda plan, on: seen)
    flag_overdue_milestones()
    assert "印发督办单1份。1份蓝色督办单未能印发。" in JobRun.objects.get().result
    assert Slip.objects.count() == 2
    assert "Conflict" in caplog.text


def test_a_plan_that_fails_leaves_the_others_done_and_is_tried_again(monkeypatch):
    broken, _other = plan_with_work(None), plan_with_work(make_user(role="supervisor"))

    def flag(plan, on):
        return 1 / 0 if plan == broken else flag_overdue(plan, on)

    flag_overdue = nightly.flag_overdue
    monkeypatch.setattr(nightly, "flag_overdue", flag)
    with pytest.raises(ZeroDivisionError):
        flag_overdue_milestones()
    assert (Flag.objects.count(), Slip.objects.count()) == (1, 2)
    assert JobRun.objects.get().state == JobRun.State.FAILED
    monkeypatch.undo()
    flag_overdue_milestones()
    assert Flag.objects.count() == 2


def test_forecasts_are_frozen_on_the_first_night_of_the_week():
    make_milestone(task=make_task(plan=make_plan(in_use_from=TODAY - timedelta(days=7))))
    assert supervise(TODAY) == "新开标记0个，关闭0个，印发督办单0份。 已固定1条预测。"
    assert supervise(TODAY + timedelta(days=1)) == "新开标记0个，关闭0个，印发督办单0份。"
