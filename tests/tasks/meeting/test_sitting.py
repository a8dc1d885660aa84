"""The meeting full screen: page after page, and what is decided on them."""

import re
from datetime import date, timedelta

import pytest

from tasks.models import AgendaItem, Instruction, Meeting, MeetingDecision, Urge
from tests.factories import (
    TODAY,
    make_extension,
    make_milestone,
    make_report,
    make_restriction,
    make_unit,
)
from tests.meetings import decided, make_decision, make_item, make_meeting
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
NOTE = {"kind": "note", "text": "另行研究。", "owner": "王某", "reply_by": "2015-06-30"}


def at(item, **query):
    return address("meeting-item", item.meeting.plan, item.pk, **query)


def next_of(page):
    return re.search(r'rel="next" href="([^"]*)"', page)[1]


def kinds_of(page):
    return re.findall(r'name="kind" value="(\w+)"', page)


def test_one_goes_from_what_became_of_the_last_decisions_to_the_end(viewer, plan, item):
    before = make_meeting(plan, title="第2次调度会", held_on=TODAY - 7 * DAY)
    make_decision(make_item(before, item.milestone), text="先行研究。")
    second = make_item(item.meeting)
    first_page = viewer.get(address("meeting-run", plan, item.meeting_id)).text
    assert "先行研究。" in first_page
    assert 'rel="prev"' not in first_page
    seen, page = [], first_page
    while 'rel="next"' in page:
        seen.append(next_of(page))
        page = viewer.get(seen[-1]).text
    assert seen == [at(item), at(second), address("meeting-end", plan, item.meeting_id)]


def test_an_item_says_what_was_promised_and_how_it_stands(viewer, item, unit):
    make_report(item.milestone, unit=unit, done="43家已完成。")
    AgendaItem.objects.update(asked="是否再延一月？")
    page = viewer.get(at(item)).text
    words = ("完成专题教育", "43家已完成。", "是否再延一月？", unit.name, "<mark>")
    assert [one for one in words if one not in page] == []
    assert "138" in page  # days overdue


def test_what_is_restricted_is_shown_to_no_room(client_as, item, unit):
    """Whoever opens the page may read it; the others in the room may not."""
    report = make_report(item.milestone, unit=unit, done="涉密进展。")
    make_restriction(report, unit)
    noted = make_decision(item, text="涉密决定。")
    make_restriction(noted.event, unit)
    supervisor = client_as("supervisor")
    plan, meeting = item.meeting.plan, item.meeting_id
    for name in ("meeting-run", "meeting-end", "meeting-pack"):
        page = supervisor.get(address(name, plan, meeting)).text
        assert ("涉密进展。" in page, "涉密决定。" in page) == (False, False)
    page = supervisor.get(at(item)).text
    assert ("涉密进展。" in page, "涉密决定。" in page) == (False, False)
    assert "涉密决定。" in supervisor.get(address("meeting", plan, meeting)).text


def test_only_supervisors_decide_and_only_from_the_day_on(viewer, client_as, item):
    assert kinds_of(viewer.get(at(item)).text) == []
    assert viewer.post(at(item), {}).status_code == 403
    supervisor = client_as("supervisor")
    assert kinds_of(supervisor.get(at(item)).text) == ["instruction", "urge", "note"]
    assert kinds_of(supervisor.get(at(item, as_of="2015-06-17")).text) == []
    Meeting.objects.update(held_on=TODAY + DAY)
    assert kinds_of(supervisor.get(at(item)).text) == []
    refused = supervisor.post(at(item), NOTE | {"looked": "1"})
    assert (refused.status_code, MeetingDecision.objects.count()) == (200, 0)


def test_only_what_can_be_carried_out_is_offered(as_supervisor, item, unit):
    Meeting.objects.update(chair=None, chair_words="区委书记")
    make_extension(item.milestone, unit=unit, decision="pending")
    assert kinds_of(as_supervisor.get(at(item)).text) == ["urge", "grant", "refuse", "note"]
    done = make_item(
        make_meeting(item.meeting.plan),
        make_milestone(task=item.task, order=2, stage="done", completed_on=TODAY, due_on=TODAY),
    )
    assert kinds_of(as_supervisor.get(at(done)).text) == ["note"]


def test_a_note_is_written_down_and_the_page_stays(as_supervisor, item):
    answer = as_supervisor.post(at(item), NOTE | {"looked": "1"}, follow=True)
    made = MeetingDecision.objects.get()
    assert (made.text, made.owner, made.due_on) == ("另行研究。", "王某", date(2015, 6, 30))
    assert answer.redirect_chain == [(at(item), 302)]
    assert "另行研究。" in answer.text


def test_an_order_and_an_urge_reach_their_rooms(as_supervisor, item, unit):
    words = NOTE | {"units": unit.pk, "owner": ""}
    as_supervisor.post(at(item), words | {"kind": "instruction", "looked": "1"})
    seen = MeetingDecision.objects.get().event_id
    as_supervisor.post(at(item), words | {"kind": "urge", "seen": seen, "looked": "2"})
    assert (Instruction.objects.get().reply_by, Urge.objects.get().unit) == (
        date(2015, 6, 30),
        unit,
    )


def test_an_extension_is_granted_on_the_page(as_supervisor, item, unit):
    make_extension(item.milestone, unit=unit, decision="pending")
    page = as_supervisor.get(at(item)).text
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    words = {"kind": "grant", "text": "", "reply_by": "", "version": version}
    as_supervisor.post(at(item), words | {"looked": "1"})
    item.milestone.refresh_from_db()
    assert item.milestone.due_on == date(2015, 9, 30)


@pytest.mark.parametrize(
    "missing", [{"kind": ""}, {"text": ""}, {"owner": ""}, {"reply_by": ""}], ids=str
)
def test_what_is_missing_is_said_and_the_rest_kept(as_supervisor, item, missing):
    answer = as_supervisor.post(at(item), NOTE | missing | {"looked": "1"})
    assert (answer.status_code, MeetingDecision.objects.count()) == (200, 0)
    assert "error-summary" in answer.text
    assert "另行研究。" in answer.text or "王某" in answer.text


def test_units_beside_the_task_cannot_be_named(as_supervisor, item):
    words = NOTE | {"units": make_unit().pk, "looked": "1"}
    assert as_supervisor.post(at(item), words).status_code == 200
    assert not MeetingDecision.objects.exists()


def test_whoever_decides_second_is_told_and_keeps_his_words(as_supervisor, item, supervisor):
    decided(item, "note", supervisor, owner="李某")
    answer = as_supervisor.post(at(item), NOTE | {"seen": 0, "looked": "1"})
    assert (answer.status_code, "另行研究。" in answer.text) == (409, True)
    assert MeetingDecision.objects.count() == 1


def test_what_was_taken_off_meanwhile_is_not_decided(as_supervisor, item):
    AgendaItem.objects.update(left_out_on=TODAY)
    assert as_supervisor.get(at(item)).status_code == 404
    answer = as_supervisor.post(at(item), NOTE | {"looked": "1"})
    assert (answer.status_code, "另行研究。" in answer.text) == (200, True)
    assert not MeetingDecision.objects.exists()


def test_an_item_of_another_plan_is_not_found(as_supervisor, plan, item):
    other = make_item(make_meeting())
    assert as_supervisor.get(address("meeting-item", plan, other.pk)).status_code == 404
