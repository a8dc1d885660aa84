"""One way to write history, and conflicts that say what happened."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from tasks.models import (
    AssessmentRound,
    Event,
    Inspection,
    Instruction,
    Meeting,
    PastBatch,
    Slip,
)
from tasks.plan import recording
from tasks.plan.acting import act
from tasks.plan.recording import PAPERS, Conflict, deny_unless, history, sentence
from tests.factories import TODAY, make_milestone, make_unit, make_user
from tests.supervising import make_inspection, make_slip

pytestmark = pytest.mark.django_db
record = act(recording.record)


@pytest.fixture
def milestone(task):
    return make_milestone(task=task)


def test_an_event_names_milestone_task_unit_and_paper(milestone, liaison):
    slip = make_slip(milestone)
    event = record("answer-slip", milestone, by=liaison, on=TODAY, note="已整改。", paper=slip)
    event.refresh_from_db()
    assert (event.task, event.milestone, event.slip) == (milestone.task, milestone, slip)
    assert (event.person, event.unit, event.on, event.note) == (
        liaison,
        liaison.unit,
        TODAY,
        "已整改。",
    )
    assert (event.instruction, event.inspection, event.round) == (None, None, None)


def test_an_event_about_a_task_has_no_milestone(task, supervisor):
    event = record("move-task", task, by=supervisor, on=TODAY, unit=(other := make_unit()))
    assert (event.task, event.milestone, event.unit) == (task, None, other)


def test_every_paper_has_a_column_of_its_own():
    models = (Slip, Instruction, Inspection, AssessmentRound, Meeting, PastBatch)
    assert {model._meta.model_name for model in models} == set(PAPERS)
    assert {Event._meta.get_field(name).related_model for name in PAPERS.values()} == set(models)


def test_a_paper_lists_only_its_own_events(milestone, supervisor):
    earlier = make_slip(milestone, lifted_on=TODAY, lifted_because="done")
    slip = make_slip(milestone)
    record("lift-slip", milestone, by=supervisor, on=TODAY, paper=earlier)
    mine = record("issue-slip", milestone, by=supervisor, on=TODAY, paper=slip)
    record("inspect", milestone, by=supervisor, on=TODAY, paper=make_inspection(milestone))
    assert list(history(slip)) == [mine]


def test_who_comes_second_is_told_what_he_had_not_seen(milestone, supervisor, liaison):
    first = record("report", milestone, by=liaison, on=TODAY)
    second = record("grant", milestone, by=supervisor, on=TODAY)
    conflict = Conflict(milestone.events.all())
    assert conflict.events == [second, first]
    assert conflict.since(0) == [second, first]
    assert conflict.since(first.at.timestamp()) == [second]
    # Recorded by a transaction that began before the page was opened and ended after it.
    assert conflict.since(second.at.timestamp()) == [second]


def test_a_sentence_says_who_did_what_when(milestone, supervisor):
    supervisor.name = "王督查"
    event = Event(
        task=milestone.task,
        action="grant",
        person=supervisor,
        unit=supervisor.unit,
        on=TODAY,
        at=datetime(2015, 6, 18, 7, 4, tzinfo=UTC),
        note="同意" * 100,
    )
    assert sentence(event).startswith("2015-06-18 15:04 区委督查室 王督查 批准延期：同意同意")
    assert len(sentence(event)) < 170
    event.on, event.unit, event.note = date(2015, 6, 17), None, ""
    assert sentence(event) == "2015-06-17 王督查 批准延期"


def test_a_right_is_denied_unless_the_role_has_it(supervisor, liaison):
    deny_unless(supervisor, "supervise")
    with pytest.raises(PermissionDenied):
        deny_unless(liaison, "supervise")
    with pytest.raises(PermissionDenied):
        deny_unless(make_user(role="supervisor", is_active=False), "supervise")
