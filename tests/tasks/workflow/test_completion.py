from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tasks.ground.lights import Light
from tasks.models import CompletionRequest, Evidence, Milestone
from tasks.workflow.acts import completion
from tests.factories import (
    TODAY,
    make_assignment,
    make_confirmation,
    make_evidence,
    make_extension,
    make_milestone,
    make_plan,
    make_request,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import make_visit

pytestmark = pytest.mark.django_db
REASON = "该单位无此职责，已经函告。"
YESTERDAY, TOMORROW = date(2015, 6, 17), date(2015, 6, 19)


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def milestone(plan):
    """Due on 30 June; its lead unit's liaison officer has chosen a file."""
    milestone = make_milestone(task=make_task(plan=plan))
    lead = make_unit()
    make_assignment(milestone.task, lead)
    milestone.liaison = make_user(role="liaison", unit=lead)
    milestone.head = make_user(role="head", unit=lead)
    make_evidence(milestone, uploaded_by=milestone.liaison, action="request-completion")
    return milestone


def request(milestone, by=None, **fields):
    defaults = {"seen": 0, "completed_on": YESTERDAY, "statement": "3项制度已印发。"}
    return completion.request_completion(
        milestone, by=by or milestone.liaison, on=TODAY, **defaults | fields
    )


def problems_of(milestone, **fields):
    with pytest.raises(ValidationError) as refused:
        request(milestone, **fields)
    assert not CompletionRequest.objects.exists()
    assert Milestone.objects.get(pk=milestone.pk).stage == "open"
    return set(refused.value.message_dict)


def test_the_request_goes_to_the_head_first(milestone):
    made = request(milestone)
    milestone.refresh_from_db()
    assert (milestone.stage, made.state, made.submitted_on) == ("signing", "signing", None)
    assert milestone.events.get().holder == "head"
    assert made.unit == milestone.liaison.unit
    assert Evidence.objects.get().request == made


def test_a_head_asks_the_supervisors_directly(milestone):
    Evidence.objects.update(uploaded_by=milestone.head)
    made = request(milestone, by=milestone.head)
    milestone.refresh_from_db()
    assert (milestone.stage, made.state, made.submitted_on) == ("submitted", "submitted", TODAY)
    assert milestone.events.get().holder == "supervisor"


def test_a_plan_may_do_without_the_heads_signature(milestone, plan):
    plan.head_signoff = False
    plan.save()
    assert request(milestone).state == "submitted"


def test_it_can_be_done_today_but_not_tomorrow(milestone):
    assert problems_of(milestone, completed_on=TOMORROW) == {"completed_on"}
    assert request(milestone, completed_on=TODAY).completed_on == TODAY


def test_a_completion_needs_a_file_unless_the_plan_says_otherwise(milestone, plan):
    Evidence.objects.all().delete()
    assert problems_of(milestone) == {"evidence"}
    plan.needs_evidence = False
    plan.save()
    request(milestone)


def test_a_file_that_a_colleague_has_not_sent_proves_nothing(milestone):
    Evidence.objects.update(uploaded_by=make_user(role="liaison", unit=milestone.liaison.unit))
    assert problems_of(milestone) == {"evidence"}


def test_files_that_were_sent_before_prove_it_too(milestone):
    Evidence.objects.update(request=make_request(milestone, state="returned", decided_on=TODAY))
    assert request(milestone).evidence.count() == 0


def test_what_supervisors_saw_proves_nothing_for_a_unit(milestone):
    visit, before = make_visit(milestone, milestone.liaison.unit), {"uploaded_by": make_user()}
    Evidence.objects.all().delete()
    make_evidence(milestone, inspection=visit.inspection, action="inspect", **before)
    for action in ("close-inspection", "send-back-rectification"):
        make_evidence(milestone, visit=visit, action=action, **before)
    assert problems_of(milestone) == {"evidence"}
    make_evidence(milestone, visit=visit, action="rectify")
    request(milestone)


def test_participating_units_confirm_or_the_lead_unit_says_why_not(milestone):
    first, second = (make_assignment(milestone.task, role="participating") for _ in range(2))
    make_confirmation(milestone, first)
    with pytest.raises(ValidationError, match=second.unit.name) as refused:
        request(milestone, exception="  ")
    assert first.unit.name not in str(refused.value)
    assert request(milestone, exception=REASON).exception == REASON


def test_a_part_is_confirmed_for_one_milestone_at_a_time(milestone):
    part = make_assignment(milestone.task, role="participating")
    make_confirmation(make_milestone(task=milestone.task), part)
    assert problems_of(milestone) == {"exception"}


def test_all_parts_confirmed_need_no_explanation(milestone):
    make_confirmation(milestone, make_assignment(milestone.task, role="participating"))
    request(milestone)


def test_a_claim_makes_a_later_date_needless(milestone):
    extension = make_extension(milestone, unit=milestone.liaison.unit)
    request(milestone)
    extension.refresh_from_db()
    assert (extension.decision, extension.decided_on) == ("withdrawn", TODAY)


def test_what_the_head_signs_is_submitted_that_day(milestone):
    made = request(milestone)
    head = make_user(role="head", unit=milestone.liaison.unit)
    completion.sign(milestone, by=head, on=TOMORROW, seen=1)
    made.refresh_from_db()
    assert (made.state, made.submitted_on) == ("submitted", TOMORROW)


def test_what_the_head_sends_back_keeps_his_reason(milestone):
    made = request(milestone)
    head = make_user(role="head", unit=milestone.liaison.unit)
    completion.send_back(milestone, by=head, on=TODAY, seen=1, reason="数字有误。")
    made.refresh_from_db()
    assert (made.state, made.decision_note) == ("sent-back", "数字有误。")


def test_what_is_taken_back_waits_no_more(milestone):
    made = request(milestone)
    completion.withdraw(milestone, by=milestone.liaison, on=TODAY, seen=1)
    made.refresh_from_db()
    assert (made.state, made.decided_on) == ("withdrawn", TODAY)


def submitted(milestone):
    make_request(milestone, unit=milestone.liaison.unit, completed_on=YESTERDAY)
    return make_user(role="supervisor")


def test_approving_closes_it_on_the_day_the_unit_named(milestone):
    completion.approve(milestone, by=submitted(milestone), on=TODAY, seen=0)
    milestone.refresh_from_db()
    assert (milestone.stage, milestone.completed_on) == ("done", YESTERDAY)
    made = CompletionRequest.objects.get()
    assert (made.state, made.decided_on, made.corrected_on) == ("approved", TODAY, None)


def test_what_was_done_today_is_approved_today(milestone):
    supervisor = submitted(milestone)
    CompletionRequest.objects.update(completed_on=TODAY)
    completion.approve(milestone, by=supervisor, on=TODAY, seen=0)
    assert Milestone.objects.get().completed_on == TODAY


def test_a_corrected_day_needs_a_reason_and_cannot_lie_ahead(milestone):
    supervisor = submitted(milestone)
    day = date(2015, 6, 10)
    for bad in ({"completed_on": day}, {"completed_on": TOMORROW, "reason": "改"}):
        with pytest.raises(ValidationError):
            completion.approve(milestone, by=supervisor, on=TODAY, seen=0, **bad)
    assert Milestone.objects.get().stage == "submitted"
    completion.approve(
        milestone, by=supervisor, on=TODAY, seen=0, completed_on=day, reason="以印发日为准"
    )
    assert Milestone.objects.get().completed_on == day
    made = CompletionRequest.objects.get()
    assert (made.completed_on, made.corrected_on) == (YESTERDAY, day)
    assert milestone.events.get().note == "2015年6月17日 → 2015年6月10日。以印发日为准"
    assert made.decision_note == "以印发日为准"


def test_a_returned_request_keeps_the_reason(milestone):
    completion.return_request(
        milestone, by=submitted(milestone), on=TODAY, seen=0, reason="缺印发稿。"
    )
    made = CompletionRequest.objects.get()
    assert (made.state, made.decision_note) == ("returned", "缺印发稿。")
    assert Milestone.objects.get().stage == "open"


def light_on(milestone, day):
    return Milestone.objects.of(milestone.task.plan, day).get(pk=milestone.pk).light


def test_what_was_done_stays_done_on_earlier_days(milestone):
    supervisor = submitted(milestone)
    completion.approve(milestone, by=supervisor, on=TODAY, seen=0)
    milestone.refresh_from_db()
    completion.reopen(milestone, by=supervisor, on=date(2015, 7, 10), seen=1, reason="复查")
    days = [date(2015, 6, 16), TODAY, date(2015, 7, 9), date(2015, 7, 10)]
    lights = [light_on(milestone, day) for day in days]
    assert lights == [Light.AMBER, Light.DONE, Light.DONE, Light.RED]


def test_what_was_stopped_stays_stopped_on_earlier_days(milestone):
    supervisor = make_user(role="supervisor")
    completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="上级取消")
    milestone.refresh_from_db()
    completion.resume(milestone, by=supervisor, on=date(2015, 7, 10), seen=1, reason="恢复")
    days = [YESTERDAY, TODAY, date(2015, 7, 9), date(2015, 7, 10)]
    lights = [light_on(milestone, day) for day in days]
    assert lights == [Light.AMBER, Light.STOPPED, Light.STOPPED, Light.RED]
