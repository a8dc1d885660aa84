"""The duty calendar of a leader: reds and promises by week, replies due to him, decisions owed."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from tests.factories import (
    TODAY,
    make_done,
    make_extension,
    make_leader,
    make_milestone,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.meetings import make_item, make_meeting
from tests.pages import address, rows_of
from tests.supervising import make_instruction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
MONDAY, LAST = date(2015, 6, 15), date(2015, 9, 13)  # of the week of TODAY; of the quarter


@pytest.fixture
def leader():
    return make_leader(name="某区长", user=make_user(role="leader"))


@pytest.fixture
def task(plan, leader):
    task = make_task(plan=plan, number=11)
    make_task_leader(task, leader)
    return task


@pytest.fixture
def reader(client):
    client.force_login(make_user(language="en"))
    return client


def card(reader, plan, leader, day="2015-06-18"):
    page = reader.get(address("leader", plan, leader.pk, as_of=day)).text
    return page.partition('aria-labelledby="duties"')[2].partition("</section>")[0]


def weeks_of(text):
    """``[(week, lines)]`` in words."""
    found = []
    for row in text.split('<div class="coming-row">')[1:]:
        first, _mark, rest = row.partition("</p><div>")
        lines = re.findall("<p>(.*?)</p>", rest)
        found.append((plain(first), [plain(line) for line in lines]))
    return found


def plain(text):
    return " ".join(re.sub("<.+?>", " ", text).split())


def test_what_is_overdue_and_what_falls_due_stand_in_their_weeks(reader, plan, leader, task):
    for due_on in (date(2015, 5, 31), MONDAY, TODAY - DAY, TODAY, LAST, LAST + DAY):
        make_milestone(task=task, due_on=due_on)
    make_done(MONDAY, task=task, due_on=TODAY)
    make_milestone(task=make_task(plan=plan), due_on=TODAY)
    assert weeks_of(card(reader, plan, leader)) == [
        ("25–31 May has passed", ["Overdue : 1"]),
        ("15–21 June this week", ["Overdue : 2", "Falls due: 1"]),
        ("7–13 September", ["Falls due: 1"]),
    ]


def test_each_number_leads_to_its_list(reader, plan, leader, task):
    for due_on in (date(2015, 5, 31), MONDAY, TODAY - DAY, TODAY, LAST):
        make_milestone(task=task, due_on=due_on)
    links = re.findall(r'<a class="count[^"]*" href="([^"]+)">(\d+)', card(reader, plan, leader))
    assert [int(number) for _link, number in links] == [1, 2, 1, 1]
    for link, number in links:
        assert len(rows_of(reader.get(unescape(link)))) == int(number)


def test_replies_are_due_to_him_until_every_unit_has_answered(reader, plan, leader, task):
    given = make_instruction(task, make_unit(), given_by=leader.user, reply_by=date(2015, 6, 20))
    make_instruction(task, make_unit(), reply_by=date(2015, 6, 20))  # another leader's
    make_instruction(task, make_unit(), given_by=leader.user, reply_by=None)
    expected = [
        ("15–21 June this week", ["Reply due to the leader: Task 11 20 June · 2 days left"])
    ]
    assert weeks_of(card(reader, plan, leader)) == expected
    given.replies.update(state="answered", text="已办", replied_by=make_user(), replied_on=TODAY)
    assert weeks_of(card(reader, plan, leader)) == []
    assert len(weeks_of(card(reader, plan, leader, "2015-06-17"))) == 1
    assert weeks_of(card(reader, plan, leader, "2015-06-09")) == []


def test_decisions_in_his_tasks_are_owed_by_the_end_of_their_limit(reader, plan, leader, task):
    """Five working days; Monday 22 June was a holiday."""
    done = make_milestone(task=task, order=1, due_on=None)
    make_request(done, state="submitted", requested_on=MONDAY, submitted_on=MONDAY)
    moved = make_milestone(task=task, order=2, due_on=LAST + DAY)
    make_extension(moved, requested_on=MONDAY, submitted_on=TODAY)
    make_request(make_milestone(task=make_task(plan=plan)), state="submitted")
    found = card(reader, plan, leader)
    assert weeks_of(found) == [
        (
            "22–28 June",
            [
                "Decision owed: completion: Task 11 23 June · 5 days left",
                "Decision owed: extension: Task 11 26 June · 8 days left",
            ],
        )
    ]
    assert ["/11/#m1" in found, "/11/#m2" in found] == [True, True]
    assert weeks_of(card(reader, plan, leader, "2015-06-14")) == []


def test_nothing_ahead_says_so(reader, plan, leader, task):
    assert "Nothing is overdue, and nothing falls due" in card(reader, plan, leader)


def test_a_leader_without_an_account_has_a_calendar_too(reader, plan):
    leader = make_leader()
    task = make_task(plan=plan)
    make_task_leader(task, leader)
    make_milestone(task=task)
    make_instruction(task, make_unit(), reply_by=date(2015, 6, 20))
    assert weeks_of(card(reader, plan, leader)) == [("29 June – 5 July", ["Falls due: 1"])]


def test_stocktakes_stand_in_their_week(reader, plan, leader, task):
    """Those that he chairs, that are named for him, or on whose agenda a task of his stands."""
    held_on = TODAY + 5 * DAY
    chaired = make_meeting(plan, title="一会", chair=leader, held_on=held_on)
    make_meeting(plan, title="二会", held_on=held_on).leaders.add(leader)
    about = make_meeting(plan, title="三会", held_on=held_on)
    make_item(make_meeting(plan, title="四会", held_on=held_on))
    make_item(about, make_milestone(task=task, kind="ongoing", due_on=None))
    left = make_meeting(plan, title="五会", held_on=held_on)
    make_item(left, make_milestone(task=task, kind="ongoing", due_on=None), left_out_on=TODAY)
    make_meeting(plan, title="六会", chair=leader, held_on=TODAY - DAY)
    make_meeting(title="七会", chair=leader, held_on=held_on)
    text = card(reader, plan, leader)
    ((_week, lines),) = weeks_of(text)
    assert lines == [
        f"Stocktake: {name} 23 June · 5 days left" for name in ("一会", "二会", "三会")
    ]
    assert f'href="{address("meeting", plan, chaired.pk)}"' in text


def test_a_stocktake_is_in_nobodys_calendar_before_it_was_set_down(reader, plan, leader):
    meeting = make_meeting(plan, chair=leader, held_on=TODAY + DAY)
    day = str(meeting.prepared_on - DAY)
    assert weeks_of(card(reader, plan, leader, day)) == []
    assert len(weeks_of(card(reader, plan, leader, str(meeting.prepared_on)))) == 1
