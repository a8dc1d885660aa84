"""Every rule that the database holds, and an attempt to break it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tasks.models import Carried, Draft, HollowPhrase, Restriction, Wording
from tasks.plan.models.restriction import THINGS
from tests.factories import (
    TODAY,
    make_absence,
    make_acknowledgement,
    make_acting_head,
    make_admission,
    make_answer,
    make_api_client,
    make_appeal,
    make_assignment,
    make_batch,
    make_code,
    make_confirmation,
    make_date_setting,
    make_deputy,
    make_desk_visit,
    make_earlier_document,
    make_evaluation,
    make_event,
    make_evidence,
    make_extension,
    make_follow,
    make_implementation,
    make_leader,
    make_line,
    make_milestone,
    make_people_sheet,
    make_plan,
    make_plan_correction,
    make_practice,
    make_project,
    make_proposal,
    make_proposed_correction,
    make_rating,
    make_relief,
    make_reopening,
    make_report,
    make_request,
    make_restriction,
    make_rhythm,
    make_round,
    make_score_sheet,
    make_search_row,
    make_standing,
    make_step,
    make_task,
    make_task_change,
    make_task_leader,
    make_tenure,
    make_unit,
    make_unit_change,
    make_user,
    make_view,
    make_weights,
)
from tests.meetings import make_change, make_decision, make_item, make_meeting
from tests.supervising import (
    NOW,
    make_ask,
    make_bulletin,
    make_delivery,
    make_flag,
    make_inspection,
    make_instruction,
    make_mail,
    make_run,
    make_slip,
    make_urge,
    make_visit,
)
from tests.tasks.forecast.cases import make_forecast
from units.models import Unit, UnitAlias

pytestmark = pytest.mark.django_db


def an_item():
    milestone = make_milestone()
    return {"meeting": make_meeting(milestone.task.plan), "milestone": milestone}


def twice(make, **fields):
    make(**fields)
    make(**fields)


def mail_under_another_id():
    mail = make_mail()
    mail.pk = uuid4()
    mail.save(force_insert=True)


def own_parent():
    unit = make_unit()
    Unit.objects.filter(pk=unit.pk).update(parent=unit)


def two_leads(**fields):
    task, unit = make_task(), make_unit()
    make_assignment(task, unit, order=1)
    make_assignment(task, fields.get("unit", unit), order=fields.get("order", 2))


def two_leaders(leaders, orders):
    task = make_task()
    people = [make_leader(), make_leader()]
    for leader, order in zip(leaders, orders, strict=True):
        make_task_leader(task, people[leader], order=order)


def two_pending():
    milestone = make_milestone()
    make_extension(milestone)
    make_extension(milestone)


def two_confirmations():
    milestone = make_milestone()
    part = make_assignment(milestone.task, role="participating")
    for _time in range(2):
        make_confirmation(milestone, part)


def evidence_of_two_things():
    milestone = make_milestone()
    make_evidence(milestone, report=make_report(milestone), request=make_request(milestone))


def restriction_of_nothing():
    event = make_event(make_milestone())
    Restriction.objects.create(task=event.task, marked=event)


def referral_for_everybody():
    slip = make_slip(level=3, referred_on=TODAY, referral="请核查。")
    make_restriction(slip, lifted=make_event(slip.milestone))


def restricted_twice(name):
    """A thing of each kind is restricted again before that was lifted."""

    def broken():
        milestone = make_milestone()
        thing = {
            "report": make_report,
            "request": make_request,
            "extension": make_extension,
            "note": make_event,
            "file": make_evidence,
            "slip": make_slip,
            "reply": lambda one: make_instruction(one.task, make_unit()).replies.get(),
        }[name](milestone)
        for _time in range(2):
            make_restriction(thing, milestone=milestone)

    return broken


def admitted_twice():
    leader, row = make_leader(), make_restriction(make_report(make_milestone()))
    for _time in range(2):
        make_admission(row, leader=leader)


def acting_head_of_no_day():
    make_acting_head(make_user(role="liaison", unit=make_unit()), until_on=date(2015, 5, 31))


def his_own_deputy():
    person = make_user()
    make_deputy(person=person, deputy=person)


def two_of_a_number(make, **fields):
    """In two plans: all count together."""
    for _time in range(2):
        make(**fields, plan=make_plan(), year=2015, number=1)


def two_rhythms_of_a_task():
    task = make_task()
    twice(make_rhythm, plan=task.plan, task=task)


def carried_to_itself():
    milestone = make_milestone()
    Carried.objects.create(source=milestone, milestone=milestone)


LATER = date(2015, 9, 30)
REFUSED = {"decision": "refused", "decided_on": TODAY}


def numbered_twice(**other):
    """Two bulletins of a plan with the number and issue 1, but for what is ``other`` of the second."""
    first = {"plan": make_plan(), "issued_on": TODAY, "number": 1, "issue": 1}
    make_bulletin(**first)
    make_bulletin(**first | other)


def write_section(bulletin=None, **fields):
    person = make_user(role="supervisor")
    written = {"part": "done", "version": 1, "person": person, "on": TODAY}
    Wording.objects.create(bulletin=bulletin or make_bulletin(), **written | fields)


def decided():
    return {"decided_by": make_user(role="supervisor"), "decided_on": TODAY}


def refused_by_himself():
    own = make_user(role="supervisor")
    make_proposal(
        state="refused", note="暂缓", **decided() | {"proposed_by": own, "decided_by": own}
    )


def his_own_stand_in():
    leader = make_leader()
    make_absence(leader, stand_in=leader)


def into_the_same_task():
    task = make_task()
    make_task_change(task, kind="merged", into=task)


def merged_into_itself():
    unit = make_unit(dissolved_on=TODAY)
    Unit.objects.filter(pk=unit.pk).update(merged_into=unit)


def proposed_by_himself(**fields):
    person = make_user(role="admin")
    make_proposed_correction(proposed_by=person, decided_by=person, decided_on=TODAY, **fields)


def of_a_milestone_without_task():
    milestone = make_milestone()
    make_proposed_correction(milestone, task=None)


BREAKERS = {
    "unit_kind_known": lambda: make_unit(kind="club"),
    "unit_has_a_name": lambda: make_unit(name=""),
    "unit_not_its_own_parent": own_parent,
    "user_acts_for_a_unit": lambda: make_user(role="head"),
    "user_role_known": lambda: make_user(role="king"),
    "user_language_known": lambda: make_user(language="tlh"),
    "user_has_a_user_name": lambda: make_user(username=""),
    "forecast_once_a_monday": lambda: twice(make_forecast, milestone=make_milestone()),
    "forecast_part_of_cases": lambda: make_forecast(depth=1, cases=20, came=21),
    "forecast_silent_below_20": lambda: make_forecast(depth=1, cases=19, came=3),
    "forecast_known_on_a_day": lambda: make_forecast(in_time=True),
    "forecast_of_what_is_to_come": lambda: make_forecast(due=date(2015, 3, 1)),
    "ask_kind_known": lambda: make_ask(kind="wish"),
    "plan_asks_at_least_once": lambda: make_plan(asks_a_month=0),
    "follow_a_task_once": lambda: twice(make_follow, person=make_user(), task=make_task()),
    "follow_a_unit_once": lambda: twice(make_follow, person=make_user(), unit=make_unit()),
    "follow_a_leader_once": lambda: twice(make_follow, person=make_user(), leader=make_leader()),
    "follow_is_about_one_thing": lambda: make_follow(task=make_task(), unit=make_unit()),
    "code_once_per_batch": lambda: twice(make_code, person=make_user(), batch=uuid4()),
    "code_lasts_a_while": lambda: make_code(valid_until=datetime(2015, 6, 18, 9, tzinfo=UTC)),
    "code_ends_one_way": lambda: make_code(used_at=NOW, replaced_at=NOW),
    "unit_that_is_merged_is_dissolved": lambda: make_unit(merged_into=make_unit()),
    "unit_not_merged_into_itself": merged_into_itself,
    "alias_of_one_unit": lambda: [
        UnitAlias.objects.create(unit=make_unit(), name="别称") for _ in range(2)
    ],
    "name_ends_once": lambda: twice(
        UnitAlias.objects.create, unit=make_unit(), name="旧称", until=TODAY
    ),
    "leadership_lasts_a_day": lambda: make_task_leader(make_task(), since=TODAY, until=TODAY),
    "absence_ends_after_it_began": lambda: make_absence(until_on=date(2015, 6, 17)),
    "api_client_revoked_by_somebody": lambda: make_api_client(revoked_on=TODAY),
    "absence_has_somebody_else": his_own_stand_in,
    "absence_has_a_reason": lambda: make_absence(reason=""),
    "extra_says_what_and_why": lambda: make_proposal(source_words=""),
    "extra_decided_iff_decided": lambda: make_proposal(state="refused", note="暂缓"),
    "extra_decided_by_another_person": refused_by_himself,
    "extra_withdrawn_by_whoever_proposed": lambda: make_proposal(
        state="withdrawn", note="另议", **decided()
    ),
    "extra_has_a_task_iff_approved": lambda: make_proposal(state="approved", **decided()),
    "extra_ends_with_a_reason": lambda: make_proposal(state="refused", **decided()),
    "bulletin_number_once_a_year": lambda: numbered_twice(plan=None),
    "bulletin_issue_once_a_plan": lambda: numbered_twice(number=2),
    "bulletin_numbered_iff_issued": lambda: make_bulletin(issued_on=TODAY, number=None),
    "bulletin_ends_after_it_begins": lambda: make_bulletin(last_on=date(2015, 4, 30)),
    "bulletin_issued_after_its_period": lambda: make_bulletin(issued_on=date(2015, 5, 30)),
    "bulletin_layout_known": lambda: make_bulletin(layout="poster"),
    "bulletin_has_a_head": lambda: make_bulletin(title=""),
    "bulletin_reader_once": lambda: make_bulletin(issued_on=TODAY, roles=["head", "head"]),
    "wording_version_once": lambda: twice(write_section, bulletin=make_bulletin()),
    "wording_part_known": lambda: write_section(part="weather"),
    "wording_generated_has_no_words": lambda: write_section(generated=True, text="另拟。"),
    "task_change_has_a_reason": lambda: make_task_change(make_task(), reason=""),
    "task_change_kind_known": lambda: make_task_change(make_task(), kind="gone"),
    "task_change_merged_into_a_task": lambda: make_task_change(make_task(), kind="merged"),
    "task_change_not_into_itself": into_the_same_task,
    "unit_change_has_a_reason": lambda: make_unit_change(note=""),
    "unit_change_between_two_units": lambda: make_unit_change(action="merge"),
    "alias_has_a_name": lambda: UnitAlias.objects.create(unit=make_unit(), name=""),
    "leader_has_a_name": lambda: make_leader(name=""),
    "plan_one_is_active": lambda: [make_plan(is_active=True) for _ in range(2)],
    "plan_reports_are_due_after_a_day": lambda: make_plan(report_every_days=0),
    "plan_has_a_title": lambda: make_plan(title=""),
    "project_has_a_title": lambda: make_project(title=""),
    "project_number_unique": lambda: twice(make_project, plan=make_plan(), number=1),
    "project_one_is_extra": lambda: twice(make_project, plan=make_plan(), is_extra=True),
    "project_number_positive": lambda: make_project(number=0),
    "task_number_unique": lambda: twice(make_task, project=make_project(), number=1),
    "task_number_positive": lambda: make_task(number=0),
    "task_has_a_title": lambda: make_task(title=""),
    "task_stands_in_the_text_or_was_added": lambda: make_task(source_start=5, source_end=5),
    "leader_once_per_task": lambda: two_leaders((0, 0), (1, 2)),
    "leader_order_unique": lambda: two_leaders((0, 1), (1, 1)),
    "unit_once_per_task": two_leads,
    "host_once_per_task": lambda: twice(make_assignment, task=make_task(), is_host=True),
    "unit_order_unique": lambda: two_leads(unit=make_unit(), order=1),
    "assignment_role_known": lambda: make_assignment(make_task(), role="watching"),
    "milestone_order_unique": lambda: twice(make_milestone, task=make_task(), order=1),
    "milestone_order_positive": lambda: make_milestone(order=0),
    "milestone_has_a_text": lambda: make_milestone(text=""),
    "milestone_kind_known": lambda: make_milestone(kind="someday"),
    "milestone_stage_known": lambda: make_milestone(stage="lost"),
    "milestone_date_note_known": lambda: make_milestone(date_note="guess"),
    "milestone_noted_without_date_has_none": lambda: make_milestone(date_note="no_date"),
    "milestone_completed_on_iff_done": lambda: make_milestone(stage="done"),
    "milestone_stopped_on_iff_stopped": lambda: make_milestone(stage="stopped"),
    "milestone_original_date_keeps_a_due_date": lambda: make_milestone(
        due_on=None, original_due_on=TODAY
    ),
    "milestone_confirms_noted_dates_only": lambda: make_milestone(date_confirmed_on=TODAY),
    "milestone_part_was_added": lambda: make_milestone(split_from=make_milestone()),
    "milestone_span_not_empty": lambda: make_milestone(source_start=5, source_end=5),
    "tenure_ends_once": lambda: make_tenure(since=TODAY),
    "tenure_lasts_a_day": lambda: make_tenure(since=TODAY, until=TODAY),
    "standing_one_a_day": lambda: twice(make_standing, milestone=make_milestone(), since=TODAY),
    "standing_ends_once": lambda: twice(make_standing, milestone=make_milestone(), until=TODAY),
    "standing_lasts_a_day": lambda: make_standing(since=TODAY, until=TODAY),
    "date_setting_changes_something": lambda: make_date_setting(
        make_milestone(), old_due_on=TODAY, due_on=TODAY
    ),
    "report_says_something": lambda: make_report(make_milestone(), done=""),
    "extension_moves_the_date_later": lambda: make_extension(
        make_milestone(due_on=LATER), new_due_on=LATER
    ),
    "extension_decided_on_iff_decided": lambda: make_extension(
        make_milestone(), decision="granted"
    ),
    "extension_decided_after_request": lambda: make_extension(
        make_milestone(), decision="refused", decided_on=date(2015, 5, 31)
    ),
    "extension_one_request_at_a_time": two_pending,
    "extension_number_once_a_year": lambda: two_of_a_number(
        make_extension, milestone=make_milestone(), **REFUSED
    ),
    "extension_number_is_whole": lambda: make_extension(make_milestone(), number=1),
    "extension_has_a_reason": lambda: make_extension(make_milestone(), reason=""),
    "extension_entered_is_granted": lambda: make_extension(make_milestone(), batch=make_batch()),
    "completion_entered_is_approved": lambda: make_request(make_milestone(), batch=make_batch()),
    "past_batch_enters_something": lambda: make_batch(number=0),
    "rating_known": lambda: make_rating(make_milestone(), "sure"),
    "rating_has_words": lambda: make_rating(make_milestone(), note=""),
    "report_rating_known": lambda: make_report(make_milestone(), rating="sure"),
    "report_worry_has_a_cause": lambda: make_report(make_milestone(), rating="at-risk"),
    "rhythm_one_a_day": lambda: twice(make_rhythm, plan=make_plan()),
    "rhythm_of_a_task_one_a_day": two_rhythms_of_a_task,
    "rhythm_has_one_scope": lambda: make_rhythm(make_plan(), task=make_task(), kind="start"),
    "rhythm_of_the_plan_is_one": lambda: make_rhythm(make_plan(), "inherit", None),
    "rhythm_day_fits": lambda: make_rhythm(make_plan(), "weekly", 6),
    "rhythm_grace_is_short": lambda: make_rhythm(make_plan(), grace=11),
    "evaluation_once_a_period": lambda: twice(make_evaluation, plan=make_plan()),
    "evaluation_ends_after_it_begins": lambda: make_evaluation(begins=LATER, ends=TODAY),
    "evaluation_frozen_by_somebody_when_it_is_over": lambda: make_evaluation(frozen_on=TODAY),
    "manual_line_changes_something": lambda: make_line(points=0),
    "manual_line_has_a_reason": lambda: make_line(reason=""),
    "appeal_one_open_per_unit": lambda: twice(
        make_appeal, evaluation=make_evaluation(), unit=make_unit()
    ),
    "appeal_says_something": lambda: make_appeal(text=""),
    "appeal_answered_iff_answered": lambda: make_appeal(answer="已核减"),
    "score_sheet_once_per_unit": lambda: twice(
        make_score_sheet, evaluation=make_evaluation(), unit=make_unit()
    ),
    "weights_version_once": lambda: twice(make_weights, plan=make_plan()),
    "weights_were_set_for_a_reason": lambda: make_weights(make_plan(), version=1),
    "weights_early_by_a_day": lambda: make_weights(make_plan(), early_days=0),
    "weights_rank_something": lambda: make_weights(make_plan(), least=0),
    "past_batch_undone_for_a_reason": lambda: make_batch(undone_on=TODAY),
    "plan_reviews_take_a_day": lambda: make_plan(review_days=0),
    "plan_closes_after_it_began": lambda: make_plan(closing_from=date(2014, 12, 31)),
    "plan_is_archived_after_it_closed": lambda: make_plan(archived_from=TODAY),
    "plan_reminds_after_a_day": lambda: make_plan(reminds_after_every=0),
    "plan_idle_after_a_day": lambda: make_plan(idle_days=0),
    "acknowledgement_once_per_unit": lambda: twice(
        make_acknowledgement, part=make_assignment(make_task())
    ),
    "completion_one_request_at_a_time": lambda: twice(make_request, milestone=make_milestone()),
    "completion_decided_on_iff_decided": lambda: make_request(make_milestone(), state="approved"),
    "completion_submitted_has_a_day": lambda: make_request(make_milestone(), submitted_on=None),
    "completion_says_something": lambda: make_request(make_milestone(), statement=""),
    "confirmation_once_per_unit": two_confirmations,
    "reopening_of_something_ended": lambda: make_reopening(make_milestone(), ended_as="open"),
    "restriction_of_one_thing": restriction_of_nothing,
    "restriction_of_a_referral_stays": referral_for_everybody,
    **{f"restriction_once_per_{name}": restricted_twice(name) for name in THINGS},
    "admission_once_per_leader": admitted_twice,
    "evidence_proves_one_thing": evidence_of_two_things,
    "evidence_is_not_empty": lambda: make_evidence(make_milestone(), size=0),
    "draft_once_per_form": lambda: twice(
        Draft.objects.create, person=make_user(), milestone=make_milestone(), action="report"
    ),
    "phrase_not_empty": lambda: HollowPhrase.objects.create(text=""),
    "relief_one_request_at_a_time": lambda: twice(make_relief, part=make_assignment(make_task())),
    "relief_decided_on_iff_decided": lambda: make_relief(
        make_assignment(make_task()), state="moved"
    ),
    "relief_has_a_reason": lambda: make_relief(make_assignment(make_task()), reason=""),
    "plan_correction_has_a_reason": lambda: make_plan_correction(reason=""),
    "proposed_one_at_a_time_of_a_plan": lambda: twice(make_proposed_correction, about=make_plan()),
    "proposed_one_at_a_time_of_a_task": lambda: twice(make_proposed_correction, about=make_task()),
    "proposed_one_at_a_time_of_a_milestone": lambda: twice(
        make_proposed_correction, about=make_milestone()
    ),
    "proposed_of_a_milestone_names_its_task": of_a_milestone_without_task,
    "proposed_has_a_reason": lambda: make_proposed_correction(reason=""),
    "proposed_is_decided_by_somebody": lambda: make_proposed_correction(
        state="agreed", decided_on=TODAY
    ),
    "proposed_is_decided_by_another": lambda: proposed_by_himself(state="agreed"),
    "proposed_is_refused_with_words": lambda: make_proposed_correction(
        state="refused", decided_on=TODAY, decided_by=make_user()
    ),
    "practice_has_a_title": lambda: make_practice(make_report(make_milestone()), title=""),
    "implementation_names_somebody": lambda: make_implementation(phone=""),
    "implementation_ends_once": lambda: twice(
        make_implementation, part=make_assignment(make_task())
    ),
    "implementation_lasts_a_day": lambda: make_implementation(until=date(2015, 3, 1)),
    "implementation_document_has_bytes": lambda: make_implementation(document_name="方案.pdf"),
    "earlier_document_has_bytes": lambda: make_earlier_document(sha256=""),
    "step_order_unique": lambda: twice(make_step, plan=make_implementation(), order=1),
    "step_has_a_text": lambda: make_step(text=""),
    "round_ends_after_it_began": lambda: make_round(until_on=date(2014, 12, 31)),
    "round_deadline_not_before_it_opened": lambda: make_round(deadline_on=date(2015, 5, 31)),
    "round_asks_something": lambda: make_round(questions=""),
    "assessment_once_per_round": lambda: twice(
        make_answer, asked=make_round(), part=make_assignment(make_task())
    ),
    "assessment_says_something": lambda: make_answer(
        make_round(), make_assignment(make_task()), progress=""
    ),
    "assessment_scores_up_to_100": lambda: make_answer(
        make_round(), make_assignment(make_task()), own_score=101
    ),
    "inspection_one_recheck_a_month": lambda: twice(
        make_inspection,
        milestone=make_milestone(),
        kind="recheck",
        month=date(2015, 6, 1),
    ),
    "inspection_number_once_a_year": lambda: two_of_a_number(make_inspection),
    "inspection_number_is_whole": lambda: make_inspection(number=1),
    "inspection_finds_something": lambda: make_inspection(findings=""),
    "inspection_rechecks_have_a_month": lambda: make_inspection(kind="recheck"),
    "inspection_written_down_after_the_visit": lambda: make_inspection(
        visited_on=date(2015, 6, 19)
    ),
    "visit_once_per_unit": lambda: make_inspection(None, *[make_unit()] * 2),
    "visit_that_asks_for_something_did_not_pass": lambda: make_visit(passed=True, rectify_by=TODAY),
    "visit_rectified_with_words": lambda: make_visit(rectified_on=TODAY),
    "visit_looked_at_with_words": lambda: make_visit(looked_on=TODAY),
    "urge_says_something": lambda: make_urge(text=""),
    "slip_number_once_a_year": lambda: two_of_a_number(make_slip),
    "slip_one_open_per_milestone": lambda: twice(make_slip, milestone=make_milestone()),
    "slip_level_known": lambda: make_slip(level=4),
    "slip_replied_after_it_was_issued": lambda: make_slip(reply_by=date(2015, 6, 17)),
    "slip_lifted_for_a_cause": lambda: make_slip(lifted_on=TODAY),
    "slip_only_red_is_referred": lambda: make_slip(referred_on=TODAY, referral="请核查。"),
    "carried_to_another_milestone": carried_to_itself,
    "receipt_once_per_unit": lambda: make_slip(None, *[make_unit()] * 2),
    "receipt_replied_with_words": lambda: make_slip().receipts.update(
        received_on=TODAY, replied_on=TODAY
    ),
    "mail_once_per_occasion_and_person": mail_under_another_id,
    "mail_has_a_subject": lambda: make_mail(subject=""),
    "delivery_once_per_channel": lambda: twice(make_delivery, mail=make_mail()),
    "delivery_sent_at_some_time": lambda: make_delivery(state="sent"),
    "job_run_once_per_period": lambda: twice(make_run),
    "job_run_ends": lambda: make_run(state="done"),
    "flag_one_open_per_milestone": lambda: twice(make_flag, milestone=make_milestone()),
    "flag_overdue_after_its_date": lambda: make_flag(make_milestone(), first_on=date(2015, 5, 31)),
    "flag_closed_with_a_cause": lambda: make_flag(make_milestone(), closed_on=TODAY),
    "meeting_has_a_title": lambda: make_meeting(title=""),
    "meeting_is_chaired_by_somebody": lambda: make_meeting(chair_words=""),
    "meeting_is_prepared_before_it_is_held": lambda: make_meeting(prepared_on=date(2015, 6, 19)),
    "meeting_is_closed_by_somebody": lambda: make_meeting(closed_on=TODAY),
    "agenda_item_once_a_task": lambda: twice(make_item, **an_item()),
    "agenda_item_left_out_after_it_was_added": lambda: make_item(
        **an_item(), left_out_on=date(2015, 6, 1)
    ),
    "meeting_decision_is_its_act": lambda: make_decision(make_item(**an_item()), kind="grant"),
    "meeting_decision_says_something": lambda: make_decision(make_item(**an_item()), text=""),
    "meeting_decision_note_is_closed_by_somebody": lambda: make_decision(
        make_item(**an_item()), closed_on=TODAY
    ),
    "meeting_change_version_once": lambda: twice(make_change, meeting=make_meeting()),
    "meeting_change_says_something": lambda: make_change(make_meeting(), text=""),
    "instruction_number_once_a_year": lambda: two_of_a_number(make_instruction, task=make_task()),
    "instruction_number_is_whole": lambda: make_instruction(make_task(), number=1),
    "instruction_entered_at_an_occasion": lambda: make_instruction(make_task(), occasion="会"),
    "instruction_says_something": lambda: make_instruction(make_task(), text=""),
    "instruction_replied_after_it_was_given": lambda: make_instruction(
        make_task(), reply_by=date(2015, 6, 9)
    ),
    "search_row_once": lambda: twice(make_search_row, plan=make_plan()),
    "search_row_of_a_plan": lambda: make_search_row(plan=None),
    "view_once_per_name": lambda: twice(
        make_view, person=make_user(), plan=make_plan(), name="逾期"
    ),
    "view_has_a_name": lambda: make_view(name=""),
    "view_asks_something": lambda: make_view(query=""),
    "view_of_a_known_list": lambda: make_view(page="desk"),
    "reply_once_per_unit": lambda: make_instruction(make_task(), *[make_unit()] * 2),
    "reply_answered_with_words": lambda: make_instruction(make_task(), make_unit()).replies.update(
        state="answered"
    ),
    "deputy_ends_after_it_began": lambda: make_deputy(until_on=date(2015, 5, 31)),
    "acting_head_ends_after_it_began": acting_head_of_no_day,
    "deputy_is_somebody_else": his_own_deputy,
}
# The other half of a rule that has two.
OTHER_HALVES = {
    "proposal decided but waiting": lambda: make_proposed_correction(decided_on=TODAY),
    "proposal withdrawn by another": lambda: make_proposed_correction(
        state="withdrawn", decided_on=TODAY, decided_by=make_user()
    ),
    "proposal outdated without words": lambda: make_proposed_correction(
        state="outdated", decided_on=TODAY, decided_by=make_user()
    ),
    "report that despairs without a cause": lambda: make_report(make_milestone(), rating="unable"),
    "rhythm without a day": lambda: make_rhythm(make_plan(), "monthly", None),
    "rhythm by no day of the month": lambda: make_rhythm(make_plan(), "quarterly", 32),
    "no rhythm, by a day": lambda: make_rhythm(make_plan(), "none", 5),
    "no rhythm, with grace": lambda: make_rhythm(make_plan(), "none", None, grace=1),
    "visit of a month": lambda: make_inspection(month=date(2015, 6, 1)),
    "rectified at no time": lambda: make_visit(rectification="已补齐。"),
    "looked at at no time": lambda: make_visit(opinion="属实。"),
    "slip lifted before it was issued": lambda: make_slip(
        lifted_on=date(2015, 6, 17), lifted_because="done"
    ),
    "slip open for a cause": lambda: make_slip(lifted_because="done"),
    "slip referred without words": lambda: make_slip(level=3, referred_on=TODAY),
    "slip answered but never received": lambda: make_slip().receipts.update(
        replied_on=TODAY, text="已整改。"
    ),
    "slip answered at no time": lambda: make_slip().receipts.update(text="已整改。"),
    "delivery unsent at some time": lambda: make_delivery(sent_at=NOW),
    "job run going on though ended": lambda: make_run(ended_at=NOW),
    "completed but open": lambda: make_milestone(completed_on=TODAY),
    "stopped but open": lambda: make_milestone(stopped_on=TODAY),
    "decided but pending": lambda: make_extension(make_milestone(), decided_on=TODAY),
    "forecast that came out on a day and how nobody knows": lambda: make_forecast(known_on=TODAY),
    "forecast known on its own Monday": lambda: make_forecast(
        in_time=True, known_on=date(2015, 3, 2)
    ),
    "forecast of more in time than there were": lambda: make_forecast(all_came=1),
    "api client revoked on no day": lambda: make_api_client(revoked_by=make_user()),
    "follow of nothing": lambda: make_follow(task=None),
    "follow of a unit and a leader": lambda: make_follow(unit=make_unit(), leader=make_leader()),
    "search row of a unit in a plan": lambda: make_search_row(kind="unit"),
    "two visits of one desk": lambda: twice(make_desk_visit, person=make_user()),
    "two units of one name": lambda: twice(make_unit, name="区法院"),
    "two people of one user name": lambda: [make_user(username=n) for n in ("anna", "Anna")],
    "two sheets of people of one person": lambda: twice(make_people_sheet, person=make_user()),
    "two leaders of one name": lambda: twice(make_leader, name="某某"),
    "two plans of one slug": lambda: twice(make_plan, slug="one"),
}


def our_constraints():
    return {
        constraint.name
        for app in ("units", "leaders", "tasks")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_has_its_attempt():
    assert set(BREAKERS) == our_constraints()


@pytest.mark.parametrize("name", BREAKERS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKERS[name]()
    if connection.vendor == "postgresql" or "CHECK" in str(refused.value):
        assert name in str(refused.value)


@pytest.mark.parametrize("name", OTHER_HALVES)
def test_the_database_refuses_the_other_half(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        OTHER_HALVES[name]()
