"""In a group every member acknowledges and confirms in its own line: docs/workflow.md."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tasks.desk.duties import Desk
from tasks.models import Acknowledgement, Confirmation, Event
from tasks.plan.actors import Actor
from tasks.plan.lines import lines_of
from tasks.plan.recording import Conflict
from tasks.workflow.acts import cosigning, reports
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_confirmation,
    make_deputy,
    make_task,
    make_unit,
    make_user,
)
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def missing(milestone):
    """Whom the lead unit has to wait for before it claims the milestone done."""
    milestone.refresh_from_db()
    lines = cosigning.cosigners(milestone, "request-completion", milestone.lead, TODAY)
    return lines.missing


def duties(person, plan):
    """The actions that wait for the person."""
    return [duty.action for duty in Desk(plan, Actor.of(person, TODAY), TODAY).duties()]


def test_a_group_answers_by_its_members_and_an_empty_one_itself(group):
    empty, unit = make_unit(kind="group"), make_unit()
    lines = lines_of([group, empty, unit])
    assert lines == {group.pk: list(group.members.all()), empty.pk: [empty], unit.pk: [unit]}


def test_each_member_acknowledges_for_itself(group, plan):
    one, other = group.people
    reports.acknowledge(group.part, by=one, on=TODAY)
    assert Acknowledgement.objects.get().unit == Event.objects.get().unit == one.unit
    assert [duties(person, plan) for person in (one, other)] == [[], ["acknowledge"]]
    with pytest.raises(Conflict):
        reports.acknowledge(group.part, by=one, on=TODAY)
    reports.acknowledge(group.part, by=other, on=TODAY)
    assert duties(other, plan) == []


def test_who_stands_in_acknowledges_for_both(group):
    one, other = group.people
    make_deputy(person=other, deputy=one)
    reports.acknowledge(group.part, by=one, on=TODAY)
    said = Acknowledgement.objects.order_by("unit__position", "unit")
    assert [row.unit for row in said] == [one.unit, other.unit]
    assert Event.objects.count() == 2


def test_the_groups_own_people_have_no_line_once_it_has_members(group):
    clerk = make_user(role="liaison", unit=group)
    with pytest.raises(PermissionDenied):
        reports.acknowledge(group.part, by=clerk, on=TODAY)
    group.members.clear()
    reports.acknowledge(group.part, by=clerk, on=TODAY)
    assert Acknowledgement.objects.get().unit == group


def test_each_member_confirms_for_itself_and_the_claim_names_the_missing(group, milestone):
    one, other = group.people
    reports.confirm_part(milestone, by=one, on=TODAY)
    assert Confirmation.objects.get().unit == one.unit
    assert missing(milestone) == [other.unit]
    assert reports.confirm_part(milestone, by=other, on=TODAY) == 1
    assert missing(milestone) == []


def test_the_desk_asks_the_member_that_did_not_confirm(group, milestone, plan):
    for person in group.people:
        make_acknowledgement(group.part, unit=person.unit)
    make_confirmation(milestone, group.part, unit=group.people[0].unit)
    assert [duties(person, plan) for person in group.people] == [[], ["confirm"]]


def test_the_task_page_says_how_many_and_who_is_missing(group, milestone, plan, task, client):
    one, other = group.people
    make_acknowledgement(group.part, unit=one.unit)
    make_confirmation(milestone, group.part, unit=one.unit)
    page, button = address("task", plan, task.number), address("acknowledge", plan, group.part.pk)
    client.force_login(one)
    text = " ".join(client.get(page).text.split())
    assert '已签收 1/2 未完成：<span lang="zh-hans">西乡街道</span>' in text
    assert "已确认 1/2 未完成：" in text
    assert button not in text
    client.force_login(other)
    assert button in client.get(page).text
    assert "已签收 1/2" in " ".join(client.get(act("report", milestone)).text.split())


def test_a_past_day_does_not_know_of_it(group, plan, task, viewer):
    make_acknowledgement(group.part, unit=group.people[0].unit)
    yesterday = TODAY - timedelta(days=1)
    text = viewer.get(address("task", plan, task.number, as_of=yesterday)).text
    assert "已签收 0/2" in " ".join(text.split())


def test_a_member_that_left_counts_no_more(group, milestone, task):
    gone = make_unit()
    make_confirmation(milestone, group.part, unit=gone)
    make_task()
    assert len(missing(milestone)) == 2
