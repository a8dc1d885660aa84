"""A paper names a group, and each of its members answers it in its own line."""

import pytest
from django.core.exceptions import PermissionDenied

from tasks.desk.duties import Desk
from tasks.instructions.acts import instruct, reply
from tasks.models import Assignment, Receipt, Reply, Slip
from tasks.plan.actors import Actor
from tasks.slips import acts as slips
from tests.factories import TODAY, make_unit, make_user
from tests.pages import address
from tests.supervising import issue, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def slip(task, group, supervisor):
    """A yellow slip to 各街道, which lead the task."""
    task.assignments.exclude(pk=group.part.pk).delete()
    Assignment.objects.filter(pk=group.part.pk).update(role="lead")
    group.part.tenures.update(role="lead")
    return issue(overdue(task), Slip.Level.YELLOW, supervisor)


def flat(answer):
    return " ".join(answer.text.split())


def test_each_member_has_a_receipt_and_the_paper_names_the_group(slip, group, plan, viewer):
    rows = [(row.unit, row.group) for row in slip.receipts.all()]
    assert rows == [(person.unit, group) for person in group.people]
    assert slip.addressees == [group]
    assert "<p>各街道：</p>" in viewer.get(address("slip", plan, slip.pk)).text


def test_a_group_without_members_has_a_line_of_its_own(task, group, supervisor):
    group.members.clear()
    task.assignments.exclude(pk=group.part.pk).delete()
    Assignment.objects.filter(pk=group.part.pk).update(role="lead")
    group.part.tenures.update(role="lead")
    receipt = issue(overdue(task), Slip.Level.YELLOW, supervisor).receipts.get()
    assert (receipt.unit, receipt.group) == (group, None)


def test_a_member_that_is_addressed_itself_has_one_line(slip, task, group, supervisor):
    one = group.people[0].unit
    Assignment.objects.create(task=task, unit=one, role="lead", order=9)
    both = issue(overdue(task), Slip.Level.YELLOW, supervisor)
    rows = {(row.unit, row.group) for row in both.receipts.all()}
    assert rows == {(one, None), (group.people[1].unit, group)}


def test_one_answers_and_the_other_owes_on(slip, group, plan, client):
    one, other = group.people
    mine, theirs = slip.receipts.all()
    slips.answer(mine, by=one, on=TODAY, text="已整改。")
    owed = [
        [duty.action for duty in Desk(plan, Actor.of(person, TODAY), TODAY).duties()]
        for person in (one, other)
    ]
    assert ["receive-slip" in actions for actions in owed] == [False, True]
    with pytest.raises(PermissionDenied):
        slips.answer(theirs, by=one, on=TODAY, text="代答。")
    client.force_login(one)
    assert '已回复 1/2 未完成：<span lang="zh-hans">西乡街道</span>' in flat(
        client.get(address("slip", plan, slip.pk))
    )
    assert "1/2" in flat(client.get(address("supervision", plan)))


def test_slips_are_found_by_the_member_and_by_the_group(slip, group, task, plan, viewer):
    other = Assignment.objects.create(task=task, unit=make_unit(), role="lead", order=9).unit
    for unit, count in ((group.people[0].unit, 1), (group, 1), (other, 0)):
        page = viewer.get(address("supervision", plan, unit=unit.pk))
        assert page.context["filter"].qs.count() == count


def test_an_instruction_is_answered_by_each_member(group, task, plan, client):
    leader = make_user(role="leader")
    given = instruct(task, by=leader, on=TODAY, text="请抓紧。", reply_by=None, units=[group])
    rows = [(row.unit, row.group) for row in Reply.objects.all()]
    assert rows == [(person.unit, group) for person in group.people]
    one, other = group.people
    mine = given.replies.get(unit=one.unit)
    reply(mine, by=one, on=TODAY, text="已办。")
    page = flat(login(client, other).get(address("task", plan, task.number)))
    assert '✓</span> <span lang="zh-hans">新安街道</span>' in page
    assert '<li class="tag"> <span lang="zh-hans">西乡街道</span> 待回复 </li>' in page
    theirs = address("reply", plan, given.replies.get(unit=other.unit).pk)
    assert theirs in client.get(address("task", plan, task.number)).text
    assert theirs not in login(client, one).get(address("task", plan, task.number)).text


def login(client, person):
    client.force_login(person)
    return client


def test_old_lines_of_a_group_are_still_answered(slip, group):
    Receipt.objects.all().delete()
    old = slip.receipts.create(unit=group)
    slips.answer(old, by=group.people[0], on=TODAY, text="已办。")
    assert slip.receipts.get().replied_on == TODAY
