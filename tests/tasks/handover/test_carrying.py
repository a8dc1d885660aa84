"""A task that moves 转办 takes its open duties along: docs/workflow.md."""

import pytest

from tasks.desk.duties import Desk
from tasks.handover.acts import move_part
from tasks.models import Event
from tasks.plan.actors import Actor
from tasks.plan.recording import Conflict
from tasks.workflow.acts import completion, extensions
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_assignment,
    make_extension,
    make_milestone,
    make_request,
    make_unit,
    make_user,
)
from tests.supervising import make_instruction, make_slip, make_visit, overdue

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(task, unit):
    return task.assignments.get(unit=unit)


@pytest.fixture
def new(part):
    """The liaison officer of the unit to which the part moves."""
    return make_user(role="liaison", unit=make_unit(name="区司法局"))


def move(part, unit, supervisor):
    """Move it; the unit acknowledges at once, so that the desk shows what else it owes."""
    move_part(part, by=supervisor, on=TODAY, unit=unit, reason="职能调整。")
    make_acknowledgement(part, unit=unit)


def papers(person, plan):
    """What the person has to answer."""
    duties = Desk(plan, Actor.of(person, TODAY), TODAY).duties()
    return [(duty.action, duty.paper) for duty in duties if duty.paper]


def test_what_is_owed_goes_to_the_new_unit_and_the_event_names_it(
    part, task, unit, liaison, new, supervisor, plan
):
    slip = make_slip(overdue(task), unit, number=5)
    slip.receipts.update(received_on=TODAY, received_by=liaison)
    make_instruction(task, unit, text="请抓紧办理")
    visit = make_visit(make_milestone(task=task), unit, rectify_by=TODAY)
    move(part, new.unit, supervisor)
    assert papers(liaison, plan) == []
    owed = [("receive-slip", slip.receipts.get()), ("rectify", visit.inspection.visits.get())]
    assert set(papers(new, plan)) == {*owed, ("reply", task.instructions.get().replies.get())}
    note = Event.objects.get().note
    assert note.startswith("区水务局 → 区司法局。职能调整。一并移交：")
    for words in ("督办〔2015〕5号", "请抓紧办理", str(visit.inspection)[:10]):
        assert words in note


def test_what_was_answered_lifted_or_is_of_another_task_stays(
    part, task, unit, new, supervisor, liaison, plan
):
    said = {"received_on": TODAY, "replied_on": TODAY, "text": "已办。"}
    make_slip(overdue(task), unit).receipts.update(**said)
    make_slip(overdue(task), unit, lifted_on=TODAY, lifted_because="done")
    make_instruction(task, unit).replies.update(state="answered", text="已办", replied_on=TODAY)
    make_visit(make_milestone(task=task), unit, rectify_by=TODAY, closed_on=TODAY)
    elsewhere = make_slip(make_milestone(), unit)
    move(part, new.unit, supervisor)
    assert papers(new, plan) == []
    assert elsewhere.receipts.get().unit == unit
    assert unit.slip_receipts.count() == 3
    assert "一并移交" not in Event.objects.get().note


def test_a_line_that_the_new_unit_has_already_is_the_one(part, task, unit, new, supervisor, plan):
    slip = make_slip(overdue(task), unit, new.unit)
    said = {"received_on": TODAY, "replied_on": TODAY, "text": "已办。"}
    slip.receipts.filter(unit=new.unit).update(**said)
    given = make_instruction(task, unit, new.unit)
    move(part, new.unit, supervisor)
    assert slip.receipts.get().text == "已办。"
    assert [action for action, _paper in papers(new, plan)] == ["reply"]
    assert given.replies.get().unit == new.unit


def test_words_that_were_sent_back_stay_in_the_old_units_name(
    part, task, unit, new, liaison, supervisor, plan
):
    given = make_instruction(task, unit)
    given.replies.update(state="sent-back", text="已办", replied_on=TODAY, sent_back_note="太略")
    move(part, new.unit, supervisor)
    rows = given.replies.order_by("id").values_list("unit__name", "state", "text")
    assert list(rows) == [("区水务局", "answered", "已办"), ("区司法局", "open", "")]
    assert papers(liaison, plan) == []


def test_the_members_lines_go_along_with_their_groups_part(group, task, new, supervisor, plan):
    one = group.people[0].unit
    slip = make_slip(overdue(task))
    slip.receipts.all().delete()
    for person in group.people:
        slip.receipts.create(unit=person.unit, group=group)
    alone = make_slip(overdue(task), one)
    move(group.part, new.unit, supervisor)
    assert [(row.unit, row.group) for row in slip.receipts.all()] == [(new.unit, None)]
    assert alone.receipts.get().unit == one


def test_a_member_keeps_its_groups_line_when_its_own_part_moves(group, task, new, supervisor):
    units = [person.unit for person in group.people]
    slip = make_slip(overdue(task))
    slip.receipts.all().delete()
    for unit in units:
        slip.receipts.create(unit=unit, group=group)
    move(make_assignment(task, units[0]), new.unit, supervisor)
    assert [row.unit for row in slip.receipts.all()] == units


def test_a_group_that_takes_over_answers_by_its_members(part, group, task, unit, supervisor):
    slip = make_slip(overdue(task), unit)
    group.part.delete()
    move(part, group, supervisor)
    rows = [(row.unit, row.group) for row in slip.receipts.all()]
    assert rows == [(person.unit, group) for person in group.people]


def test_a_request_that_waits_can_still_be_signed_and_decided(
    part, milestone, unit, new, supervisor
):
    head = make_user(role="head", unit=new.unit)
    asked = make_request(milestone, unit=unit, state="signing")
    other = make_milestone(task=milestone.task)
    wish = make_extension(other, unit=unit)
    move(part, new.unit, supervisor)
    assert "办结申请" in Event.objects.get().note
    completion.sign(milestone, by=head, on=TODAY, seen=1)
    completion.approve(milestone, by=supervisor, on=TODAY, seen=2)
    extensions.grant(other, by=supervisor, on=TODAY, seen=1)
    for one, state in ((asked, "approved"), (wish, "granted")):
        one.refresh_from_db()
        assert (one.unit, getattr(one, "state", "") or one.decision) == (new.unit, state)


def test_a_page_that_showed_the_request_as_the_other_units_is_stale(
    part, milestone, unit, new, supervisor
):
    make_request(milestone, unit=unit)
    other, quiet = make_milestone(task=milestone.task), make_milestone(task=milestone.task)
    make_extension(other, unit=unit)
    move(part, new.unit, supervisor)
    for decide, one in ((completion.approve, milestone), (extensions.grant, other)):
        with pytest.raises(Conflict):
            decide(one, by=supervisor, on=TODAY, seen=0)
    quiet.refresh_from_db()
    assert quiet.version == 0
