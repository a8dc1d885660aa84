"""The pages on which a stocktake is prepared, its agenda changed, and its minutes closed."""

import re
from datetime import date, timedelta

import pytest

from tasks.models import AgendaItem, Event, Meeting, MeetingDecision
from tests.factories import TODAY, make_unit, make_user
from tests.meetings import make_change, make_decision, make_item, make_meeting
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


@pytest.fixture
def later(meeting):
    """The meeting, which comes in five days."""
    Meeting.objects.filter(pk=meeting.pk).update(held_on=TODAY + 5 * DAY)
    meeting.refresh_from_db()
    return meeting


def plain(text):
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def section(page, slot):
    return page.partition(f'aria-labelledby="{slot}"')[2].partition("</section>")[0]


def test_the_list_has_what_comes_what_is_open_and_what_was_held(viewer, plan, later):
    held = make_meeting(plan, title="第2次调度会", held_on=TODAY - 9 * DAY)
    make_decision(make_item(held), text="另行研究。")
    make_meeting(title="别的方案的会")
    page = viewer.get(address("meeting-list", plan)).text
    assert "第3次调度会" in section(page, "coming")
    assert "第2次调度会" in section(page, "held")
    assert "另行研究。" in section(page, "open")
    assert "别的方案的会" not in page


def test_on_an_earlier_day_a_meeting_comes_and_has_decided_nothing(viewer, plan, meeting, item):
    make_decision(item, text="另行研究。")
    day = str(TODAY - DAY)
    page = viewer.get(address("meeting-list", plan, as_of=day)).text
    assert "第3次调度会" in section(page, "coming")
    assert "另行研究。" not in page
    before = str(meeting.prepared_on - DAY)
    assert "第3次调度会" not in viewer.get(address("meeting-list", plan, as_of=before)).text
    gone = viewer.get(address("meeting", plan, meeting.pk, as_of=before))
    assert gone.status_code == 404


def test_a_meeting_is_prepared_with_its_agenda(as_supervisor, plan, promise, chair):
    at = address("meeting-prepare", plan)
    assert 'value="第1次调度会"' in as_supervisor.get(at).text
    words = {"title": "专题调度会", "held_on": "2015-06-23", "chair": chair.pk, "place": "五楼"}
    words |= {"next": address("meeting-list", plan), "looked": "1"}
    answer = as_supervisor.post(at, words, follow=True)
    made = Meeting.objects.get()
    assert answer.redirect_chain[-1][0] == address("meeting", plan, made.pk)
    assert (made.title, made.held_on, made.chair) == ("专题调度会", date(2015, 6, 23), chair)
    assert made.items.get().milestone == promise
    assert "完成专题教育" in section(answer.text, "agenda")


@pytest.mark.parametrize(
    "wrong",
    [{"held_on": "2015-06-17"}, {"chair_words": "区委书记"}, {"chair": ""}, {"title": ""}],
    ids=str,
)
def test_what_makes_no_sense_is_said_beside_what_was_typed(as_supervisor, plan, chair, wrong):
    words = {"title": "专题调度会", "held_on": "2015-06-23", "chair": chair.pk, "place": "五楼"}
    answer = as_supervisor.post(address("meeting-prepare", plan), words | wrong)
    assert answer.status_code == 200
    assert 'value="五楼"' in answer.text
    assert not Meeting.objects.exists()


def test_only_supervisors_are_offered_what_changes_a_meeting(
    viewer, client_as, plan, later, promise
):
    make_item(later, promise)
    changing = ["meeting-change", "meeting-agenda", "meeting-pick", "meeting-refresh"]
    links = [address(name, plan, later.pk) for name in changing]
    assert [
        one for one in links if one in viewer.get(address("meeting", plan, later.pk)).text
    ] == []
    supervisor = client_as("supervisor")
    page = supervisor.get(address("meeting", plan, later.pk)).text
    assert [one for one in links if one in page] == links
    past = supervisor.get(address("meeting", plan, later.pk, as_of=str(TODAY - DAY))).text
    assert [one for one in links if one in past] == []


def test_a_meeting_is_changed_and_whoever_was_slower_is_told(as_supervisor, plan, later):
    at = address("meeting-change", plan, later.pk)
    words = {"title": "改期的会", "held_on": "2015-06-25", "chair_words": "区委书记", "seen": 0}
    assert as_supervisor.post(at, words | {"looked": "1"}).status_code == 302
    later.refresh_from_db()
    assert (later.title, later.held_on, later.chair) == ("改期的会", date(2015, 6, 25), None)
    late = as_supervisor.post(at, words | {"title": "别的会", "looked": "2"})
    assert (late.status_code, 'value="别的会"' in late.text) == (409, True)
    assert 'name="seen" value="1"' in late.text


def test_tasks_are_put_on_the_agenda_by_their_numbers(as_supervisor, plan, later, other):
    at = address("meeting-pick", plan, later.pk)
    wrong = as_supervisor.post(at, {"numbers": "12、99", "looked": "1"})
    assert (wrong.status_code, "12、99" in wrong.text) == (200, True)
    assert not later.items.exists()
    as_supervisor.post(at, {"numbers": "12", "looked": "2"})
    assert later.items.get().task == other


def test_the_agenda_is_put_together_anew_until_the_day(as_supervisor, plan, later, promise):
    at = address("meeting-refresh", plan, later.pk)
    answer = as_supervisor.post(at, {"looked": "1"}, follow=True)
    assert later.items.get().milestone == promise
    assert "notice-success" in answer.text
    Meeting.objects.filter(pk=later.pk).update(held_on=TODAY)
    answer = as_supervisor.post(at, {"looked": "2"}, follow=True)
    assert "notice-warning" in answer.text


class TestOrdering:
    @pytest.fixture
    def rows(self, later, promise, other):
        first, second = make_item(later, promise), make_item(later, other.milestones.get())
        words = {f"i{first.pk}-position": 2, f"i{first.pk}-is_kept": "on"}
        words |= {f"i{second.pk}-position": 1, f"i{second.pk}-asked": "是否延期？"}
        return first, second, words

    def test_items_move_are_left_out_and_get_their_question(self, as_supervisor, plan, later, rows):
        first, second, words = rows
        at = address("meeting-agenda", plan, later.pk)
        as_supervisor.post(at, words | {"seen": 0, "looked": "1"})
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.position, first.left_out_on) == (2, None)
        assert (second.position, second.left_out_on, second.asked) == (1, TODAY, "是否延期？")
        assert Event.objects.get().action == "leave-off-agenda"
        page = as_supervisor.get(address("meeting", plan, later.pk)).text
        assert str(second.task) in section(page, "left-out")

    def test_one_wrong_place_keeps_all_as_it_was(self, as_supervisor, plan, later, rows):
        first, _second, words = rows
        at = address("meeting-agenda", plan, later.pk)
        answer = as_supervisor.post(
            at, words | {"seen": 0, "looked": "1", f"i{first.pk}-position": 0}
        )
        assert (answer.status_code, "是否延期？" in answer.text) == (200, True)
        assert not AgendaItem.objects.exclude(left_out_on=None).exists()

    def test_an_item_that_came_meanwhile_is_not_left_out(self, as_supervisor, plan, later, rows):
        _first, _second, words = rows
        third = make_item(later)
        as_supervisor.post(
            address("meeting-agenda", plan, later.pk), words | {"seen": 0, "looked": "1"}
        )
        third.refresh_from_db()
        assert third.left_out_on is None


class TestMinutes:
    def test_they_follow_what_is_decided_until_they_are_closed(self, as_supervisor, plan, item):
        make_decision(item, text="另行研究。")
        at = address("meeting-minutes", plan, item.meeting_id)
        page = as_supervisor.get(at).text
        assert "第3次调度会纪要（草稿）" in page
        assert "另行研究" in page
        closing = address("meeting-close", plan, item.meeting_id)
        answer = as_supervisor.post(
            closing, {"attended": "区司法局", "seen": 0, "looked": "1"}, follow=True
        )
        assert answer.redirect_chain[-1][0] == at
        MeetingDecision.objects.update(text="改了。")
        page = as_supervisor.get(at).text
        assert "草稿" not in page
        assert "另行研究" in page
        assert "区司法局" in page

    def test_they_are_closed_on_the_day_or_after_it(self, as_supervisor, plan, later, promise):
        make_item(later, promise)
        answer = as_supervisor.post(
            address("meeting-close", plan, later.pk), {"attended": "", "seen": 0, "looked": "1"}
        )
        assert answer.status_code == 200
        later.refresh_from_db()
        assert later.closed_on is None

    def test_who_sees_to_something_gets_the_word_file(self, client, plan, item):
        unit = make_unit()
        make_decision(item, unit)
        at = address("meeting-minutes-word", plan, item.meeting_id)
        for staff, status in ((unit, 200), (make_unit(), 403)):
            client.force_login(make_user(role="liaison", unit=staff))
            assert client.get(at).status_code == status


def test_a_note_is_closed_with_words(as_supervisor, plan, item):
    decision = make_decision(item)
    at = address("meeting-close-note", plan, decision.pk)
    assert "由两家共同研究。" in as_supervisor.get(at).text
    as_supervisor.post(at, {"text": "两家已定。", "looked": "1"})
    decision.refresh_from_db()
    assert (decision.closed_on, decision.closed_event.note) == (TODAY, "两家已定。")


def test_what_became_an_act_is_closed_by_nobody(as_supervisor, plan, item):
    decision = make_decision(item, kind="urge")
    assert as_supervisor.get(address("meeting-close-note", plan, decision.pk)).status_code == 404


def test_a_leader_finds_his_next_meeting_on_his_desk(client, plan, later, chair):
    client.force_login(chair.user)
    assert address("meeting", plan, later.pk) in client.get(address("desk", plan)).text
    client.force_login(make_user(role="leader"))
    assert address("meeting", plan, later.pk) not in client.get(address("desk", plan)).text


@pytest.mark.parametrize("number", [1, 3, 20])
def test_pages_ask_as_often_for_a_long_agenda_as_for_a_short_one(
    number, viewer, plan, meeting, item, django_assert_num_queries
):
    for version in range(number):
        make_decision(make_item(meeting), make_unit())
        make_change(meeting, version=version)
    for name, args, queries in (
        ("meeting-list", [], 7),
        ("meeting", [meeting.pk], 13),
        ("meeting-pack", [meeting.pk], 18),
        ("meeting-run", [meeting.pk], 6),
        ("meeting-item", [item.pk], 18),
        ("meeting-end", [meeting.pk], 17),
        ("meeting-minutes", [meeting.pk], 12),
    ):
        with django_assert_num_queries(queries):
            assert viewer.get(address(name, plan, *args)).status_code == 200
