from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.models import Confirmation, Event, Evidence
from tasks.plan.recording import Conflict
from tasks.workflow.acts import reports
from tests.factories import (
    TODAY,
    make_assignment,
    make_deputy,
    make_evidence,
    make_milestone,
    make_report,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    milestone = make_milestone()
    milestone.part = make_assignment(milestone.task)
    milestone.liaison = make_user(role="liaison", unit=milestone.part.unit)
    return milestone


def test_a_task_is_acknowledged_once(milestone):
    reports.acknowledge(milestone.part, by=milestone.liaison, on=TODAY)
    said = milestone.part.acknowledgements.get()
    assert (said.unit, said.acknowledged_by) == (milestone.part.unit, milestone.liaison)
    assert said.acknowledged_on == TODAY
    with pytest.raises(Conflict):
        reports.acknowledge(milestone.part, by=milestone.liaison, on=TODAY)
    event = Event.objects.get()
    assert (event.action, event.unit) == ("acknowledge", milestone.part.unit)


@pytest.mark.parametrize("role", ["viewer", "liaison", "supervisor"])
def test_nobody_acknowledges_for_others(milestone, role):
    other = make_user(role=role, unit=make_unit())
    with pytest.raises(PermissionDenied):
        reports.acknowledge(milestone.part, by=other, on=TODAY)


def test_a_report_takes_the_files_that_were_chosen_for_it(milestone):
    mine = make_evidence(milestone, uploaded_by=milestone.liaison)
    others = [
        make_evidence(milestone),
        make_evidence(milestone, uploaded_by=milestone.liaison, action="request-completion"),
    ]
    made = reports.report(
        milestone,
        by=milestone.liaison,
        on=TODAY,
        done="已印发3份。",
        difficulties="缺人",
        next_steps="培训",
        forecast_on=date(2015, 6, 28),
    )
    assert [made.done, made.difficulties, made.next_steps] == ["已印发3份。", "缺人", "培训"]
    assert (made.unit, made.forecast_on) == (milestone.part.unit, date(2015, 6, 28))
    assert list(made.evidence.all()) == [mine]
    assert set(Evidence.objects.filter(report=None)) == set(others)


def test_no_change_is_said_twice_in_a_row_at_most(milestone):
    for _time in range(2):
        reports.report_no_change(milestone, by=milestone.liaison, on=TODAY)
    with pytest.raises(ValidationError):
        reports.report_no_change(milestone, by=milestone.liaison, on=TODAY)
    assert milestone.reports.count() == milestone.events.count() == 2
    make_report(milestone, reported_on=TODAY)
    reports.report_no_change(milestone, by=milestone.liaison, on=TODAY)
    assert reports.no_changes_in_a_row(milestone) == 1


def test_a_participating_unit_confirms_its_part_once(milestone):
    part = make_assignment(milestone.task, role="participating")
    liaison = make_user(role="liaison", unit=part.unit)
    assert reports.confirm_part(milestone, by=liaison, on=TODAY, note="已办") == 1
    said = Confirmation.objects.get()
    assert (said.assignment, said.confirmed_by, said.note) == (part, liaison, "已办")
    with pytest.raises(ValidationError):
        reports.confirm_part(milestone, by=liaison, on=TODAY)
    other = make_milestone(task=milestone.task)
    assert reports.confirm_part(other, by=liaison, on=TODAY) == 1


def test_who_acts_for_a_lead_unit_too_confirms_the_other_part(milestone):
    part = make_assignment(milestone.task, role="participating")
    make_deputy(person=make_user(role="liaison", unit=part.unit), deputy=milestone.liaison)
    assert reports.confirm_part(milestone, by=milestone.liaison, on=TODAY) == 1
    assert Confirmation.objects.get().assignment == part
