"""What happens to slips: issued, confirmed, answered, lifted, referred."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tasks.models import Event, Mail, Slip
from tasks.plan.recording import Conflict
from tasks.slips import acts as slips
from tasks.workflow.acts import completion, extensions
from tests.factories import (
    TODAY,
    make_assignment,
    make_extension,
    make_milestone,
    make_plan,
    make_request,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import issue, make_slip, overdue
from tests.tasks.workflow.test_concurrency import at_once

pytestmark = pytest.mark.django_db
Level = Slip.Level
DAY = timedelta(days=1)


def test_an_issued_slip_has_the_next_number_its_units_and_a_mail(task, unit, liaison, supervisor):
    first = issue(overdue(task), Level.YELLOW, supervisor)
    second = issue(overdue(task, 31), Level.RED, supervisor)
    assert [first.reference, second.reference] == ["督办〔2015〕1号", "督办〔2015〕2号"]
    assert [receipt.unit for receipt in first.receipts.all()] == [unit]
    assert liaison.mails.filter(kind=Mail.Kind.SLIP).count() == 2
    event = Event.objects.filter(action="issue-slip").last()
    assert (event.note, event.unit, event.on) == ("督办〔2015〕1号", supervisor.unit, TODAY)


def test_a_blue_slip_waits_for_the_weekly_mail(task, liaison, supervisor):
    issue(make_milestone(task=task), Level.BLUE, supervisor)
    assert liaison.mails.count() == 0


def test_each_year_counts_from_one_over_all_plans(task, supervisor):
    make_slip(year=2014, plan=task.plan, number=9)
    assert issue(overdue(task), Level.YELLOW, supervisor).number == 1
    make_slip(year=2015, number=7)
    assert issue(overdue(task), Level.YELLOW, supervisor).number == 8


def test_only_what_is_called_for_can_be_issued(task, supervisor):
    milestone = overdue(task)
    for level in (Level.BLUE, Level.RED):
        with pytest.raises(Conflict):
            issue(milestone, level, supervisor)
    issue(milestone, Level.YELLOW, supervisor)
    with pytest.raises(Conflict):
        issue(milestone, Level.YELLOW, supervisor)


def test_a_graver_slip_takes_the_place_of_the_first(task, unit, supervisor):
    milestone = overdue(task, 31)
    first = make_slip(milestone, unit)
    issue(milestone, Level.RED, supervisor)
    first.refresh_from_db()
    assert (first.lifted_on, first.lifted_because) == (TODAY, "raised")
    assert Slip.objects.open().get().level == Level.RED


def test_only_supervisors_act_for_the_supervision(task, liaison):
    milestone = overdue(task)
    slip = make_slip(overdue(task), level=Level.RED)
    for act in (
        lambda: issue(milestone, Level.YELLOW, liaison),
        lambda: slips.withdraw(slip, by=liaison, on=TODAY, text="错"),
        lambda: slips.refer(slip, by=liaison, on=TODAY, text="请核查。"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_unit_confirms_and_answers_once(task, unit, liaison):
    receipt = make_slip(overdue(task), unit).receipts.get()
    slips.receive(receipt, by=liaison, on=TODAY)
    with pytest.raises(Conflict):
        slips.receive(receipt, by=liaison, on=TODAY)
    slips.answer(receipt, by=liaison, on=TODAY + DAY, text="已加快。")
    with pytest.raises(Conflict):
        slips.answer(receipt, by=liaison, on=TODAY + DAY, text="再说一次。")
    receipt.refresh_from_db()
    assert (receipt.received_on, receipt.replied_on, receipt.text) == (
        TODAY,
        TODAY + DAY,
        "已加快。",
    )
    assert not receipt.is_late(TODAY + 30 * DAY)


def test_an_answer_confirms_the_receipt(task, unit, liaison):
    receipt = make_slip(overdue(task), unit).receipts.get()
    assert receipt.is_late(TODAY + 8 * DAY)
    slips.answer(receipt, by=liaison, on=TODAY, text="已加快。")
    receipt.refresh_from_db()
    assert receipt.received_by == liaison


def test_other_units_confirm_and_answer_nothing(task, unit):
    stranger = make_user(role="liaison", unit=make_unit())
    receipt = make_slip(overdue(task), unit).receipts.get()
    for act in (slips.receive, lambda row, **who: slips.answer(row, text="我来。", **who)):
        with pytest.raises(PermissionDenied):
            act(receipt, by=stranger, on=TODAY)


def test_a_slip_is_withdrawn_with_a_reason_once(task, supervisor):
    slip = make_slip(overdue(task))
    slips.withdraw(slip, by=supervisor, on=TODAY, text="日期有误。")
    slip.refresh_from_db()
    assert (slip.lifted_because, slip.lifted_note) == ("withdrawn", "日期有误。")
    with pytest.raises(Conflict):
        slips.withdraw(slip, by=supervisor, on=TODAY, text="再撤。")


def test_a_milestone_that_is_done_or_stopped_lifts_its_slip(task, supervisor):
    done, stopped = overdue(task), overdue(task)
    for milestone in (done, stopped):
        make_slip(milestone)
    make_request(done)
    completion.approve(done, by=supervisor, on=TODAY, seen=done.version)
    completion.stop(stopped, by=supervisor, on=TODAY, seen=stopped.version, reason="另案办理。")
    causes = Slip.objects.order_by("pk").values_list("lifted_on", "lifted_because")
    assert list(causes) == [(TODAY, "done"), (TODAY, "stopped")]


def test_a_later_date_lifts_the_slip(task, supervisor):
    milestone = overdue(task)
    make_slip(milestone)
    make_extension(milestone, decision="pending", new_due_on=TODAY + 40 * DAY)
    extensions.grant(milestone, by=supervisor, on=TODAY, seen=0, reason="属实。")
    assert Slip.objects.get().lifted_because == "extended"


def test_a_red_slip_is_referred_once_and_others_never(task, supervisor):
    red = make_slip(overdue(task), level=Level.RED)
    slips.refer(red, by=supervisor, on=TODAY, text="请核查。")
    for slip in (red, make_slip(overdue(task))):
        with pytest.raises(Conflict):
            slips.refer(slip, by=supervisor, on=TODAY, text="请核查。")
    assert Event.objects.filter(action="refer").count() == 1


def test_blue_slips_issue_themselves_where_the_plan_says_in_whose_name(task, supervisor):
    plan = task.plan
    make_milestone(task=task)
    overdue(task)
    assert slips.issue_blue(plan, TODAY) == (0, 0)
    plan.auto_blue = supervisor
    assert [slips.issue_blue(plan, TODAY) for _time in range(2)] == [(1, 0), (0, 0)]
    assert Slip.objects.get().level == Level.BLUE


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_double_when_many_issue_at_once():
    plan = make_plan()
    task = make_task(plan=plan)
    make_assignment(task)
    milestones = [overdue(task) for _number in range(20)]
    by = make_user(role="supervisor", unit=make_unit())
    acts = [lambda row=row: issue(row, Level.YELLOW, by) for row in milestones * 2]
    assert at_once(acts) == {"done": 20, "Conflict": 20}
    assert sorted(Slip.objects.values_list("number", flat=True)) == list(range(1, 21))


def test_a_slip_that_was_lifted_takes_no_reply(task, unit, liaison):
    lifted = {"lifted_on": TODAY, "lifted_because": "withdrawn"}
    receipt = make_slip(overdue(task), unit, **lifted).receipts.get()
    with pytest.raises(Conflict):
        slips.answer(receipt, by=liaison, on=TODAY, text="已整改。")
    receipt.refresh_from_db()
    assert (receipt.text, receipt.received_on) == ("", None)
