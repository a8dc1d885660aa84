"""What the card 自上次登录以来 says, to whom."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tasks.following.rules import Since, news
from tasks.instructions import acts as instructions
from tasks.models import Assignment, Event, TaskLeader
from tasks.plan.actors import Actor
from tasks.slips import acts as slips
from tasks.workflow.acts import completion, extensions
from tests.factories import (
    TODAY,
    make_assignment,
    make_desk_visit,
    make_event,
    make_extension,
    make_follow,
    make_leader,
    make_milestone,
    make_plan,
    make_plan_of,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.supervising import issue, make_instruction, make_slip, make_visit, overdue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
YESTERDAY = TODAY - timedelta(days=1)
SINCE = Since(datetime(2015, 6, 17, 9, tzinfo=UTC), YESTERDAY)


def told(person, plan, since=SINCE):
    """``{label: (number, what happened in each line)}``."""
    kinds = news(Actor.of(person, TODAY), [plan], since, TODAY)
    return {
        str(kind.label): (kind.number, [str(line.what) for line in kind.lines]) for kind in kinds
    }


@pytest.fixture
def asked(milestone, unit, liaison):
    make_request(milestone, unit=unit, requested_by=liaison)
    milestone.refresh_from_db()
    return milestone


class TestDone:
    def approve(self, milestone, supervisor):
        completion.approve(
            milestone, by=supervisor, on=TODAY, seen=milestone.version, reason="已核。"
        )

    def test_the_unit_hears_of_it(self, asked, supervisor, liaison, plan):
        self.approve(asked, supervisor)
        assert told(liaison, plan) == {"办结": (1, ["审核通过"])}

    def test_who_did_it_does_not(self, asked, supervisor, plan):
        self.approve(asked, supervisor)
        assert told(supervisor, plan) == {}
        assert told(make_user(role="supervisor"), plan)["办结"][0] == 1
        assert told(make_user(role="viewer"), plan)["办结"][0] == 1

    def test_a_unit_without_a_part_does_not(self, asked, supervisor, plan):
        self.approve(asked, supervisor)
        assert told(make_user(role="liaison", unit=make_unit()), plan) == {}

    def test_only_the_leader_of_the_task_does(self, asked, supervisor, plan, task):
        self.approve(asked, supervisor)
        mine, other = (make_leader(user=make_user(role="leader")) for _who in "12")
        make_task_leader(task, mine)
        assert told(mine.user, plan)["办结"][0] == 1
        assert told(other.user, plan) == {}

    def test_who_led_or_had_a_part_does_not(self, asked, supervisor, liaison, plan, task):
        former = make_leader(user=make_user(role="leader"))
        make_task_leader(task, former)
        gone = make_assignment(task).unit
        self.approve(asked, supervisor)
        TaskLeader.objects.filter(leader=former).update(until=TODAY)
        Assignment.objects.filter(unit=gone).update(ended_on=TODAY)
        assert told(former.user, plan) == {}
        assert told(make_user(role="liaison", unit=gone), plan) == {}

    def test_other_plans_are_not_told_of(self, asked, supervisor, liaison):
        self.approve(asked, supervisor)
        assert told(liaison, make_plan()) == {}

    def test_what_was_before_is_not_new(self, asked, supervisor, liaison, plan):
        self.approve(asked, supervisor)
        last = Event.objects.latest("pk").at
        assert told(liaison, plan, Since(last, TODAY)) == {}
        just_before = Since(last - timedelta(microseconds=1), TODAY)
        assert told(liaison, plan, just_before)["办结"][0] == 1


class TestOverdue:
    def test_since_the_day_of_the_visit(self, task, liaison, plan):
        overdue(task, 2)
        new = overdue(task, 1)
        make_milestone(task=task, due_on=TODAY)
        kinds = news(Actor.of(liaison, TODAY), [plan], SINCE, TODAY)
        assert [(str(kind.label), kind.number) for kind in kinds] == [("新增逾期", 1)]
        assert [line.milestone for line in kinds[0].lines] == [new]
        assert kinds[0].lines[0].path.endswith(f"/tasks/11/#m{new.order}")

    def test_not_of_other_units(self, task, plan):
        overdue(task, 1)
        assert told(make_user(role="head", unit=make_unit()), plan) == {}

    def test_at_most_three_lines_of_all_plans_and_the_whole_number(self, task, plan, supervisor):
        other = make_task(plan=make_plan())
        for about in (task, task, other, other):
            overdue(about, 1)
        (kind,) = news(Actor.of(supervisor, TODAY), [plan, other.plan], SINCE, TODAY)
        assert (kind.number, len(kind.lines), kind.rest) == (4, 3, 1)


class TestSlips:
    def test_issued(self, task, supervisor, liaison, plan):
        slip = issue(overdue(task, 5), 2, supervisor)
        assert told(liaison, plan) == {"印发督办单": (1, [slip.reference])}

    def test_lifted_by_whatever_lifts_it(self, asked, supervisor, liaison, plan):
        slip = make_slip(asked, asked.lead, issued_on=date(2015, 6, 1), level=1)
        completion.approve(asked, by=supervisor, on=TODAY, seen=asked.version, reason="已核。")
        assert told(liaison, plan)["解除督办单"] == (1, [f"{slip.reference} 办结"])
        last = Event.objects.latest("pk").at
        assert told(liaison, plan, Since(last, TODAY)) == {}

    def test_withdrawn_is_told_once(self, task, supervisor, liaison, plan):
        slip = make_slip(overdue(task, 5), task.units.get(), issued_on=date(2015, 6, 1))
        make_follow(liaison, task=task)
        slips.withdraw(slip, by=supervisor, on=TODAY, text="误发。")
        assert told(liaison, plan) == {"解除督办单": (1, [f"{slip.reference} 督查员撤销"])}

    def test_not_those_of_other_tasks(self, task, supervisor, liaison, plan):
        other = make_task(plan=plan)
        make_assignment(other)
        slip = issue(overdue(other, 5), 2, supervisor)
        slips.withdraw(slip, by=supervisor, on=TODAY, text="误发。")
        assert told(liaison, plan) == {}


class TestDecisions:
    def test_what_was_asked_for(self, asked, supervisor, liaison, plan):
        completion.return_request(
            asked, by=supervisor, on=TODAY, seen=asked.version, reason="请补。"
        )
        assert told(liaison, plan) == {"涉及本人事项的决定": (1, ["退回"])}

    def test_not_what_another_lead_unit_asked_for(self, asked, task, supervisor, plan):
        other = make_user(role="liaison", unit=make_assignment(task).unit)
        completion.return_request(
            asked, by=supervisor, on=TODAY, seen=asked.version, reason="请补。"
        )
        assert told(other, plan) == {}

    def test_an_extension(self, milestone, unit, supervisor, liaison, plan):
        make_extension(milestone, unit=unit)
        extensions.refuse(milestone, by=supervisor, on=TODAY, seen=0, reason="理由不足。")
        assert told(liaison, plan) == {"涉及本人事项的决定": (1, ["不批准延期"])}

    @pytest.mark.parametrize("is_mine", [True, False])
    def test_papers(self, is_mine, milestone, unit, plan, liaison):
        to = unit if is_mine else make_unit()
        given = make_instruction(milestone.task, to)
        visit = make_visit(milestone, to, rectify_by=TODAY)
        make_event(milestone, action="send-back-reply", instruction=given, on=TODAY)
        make_event(milestone, action="close-inspection", inspection=visit.inspection, on=TODAY)
        expected = {"涉及本人事项的决定": (2, ["督查销号", "退回答复"])} if is_mine else {}
        assert told(liaison, plan).keys() == expected.keys()
        assert [number for number, _lines in told(liaison, plan).values()] == [2] * is_mine

    def test_the_part_of_ones_own_task(self, milestone, plan, liaison):
        make_event(milestone, action="set-date", on=TODAY)
        assert list(told(liaison, plan)) == ["涉及本人事项的决定"]

    def test_a_leader_hears_of_answers_to_his_instructions_only(self, task, unit, liaison, plan):
        leaders = [make_leader(user=make_user(role="leader")) for _who in "12"]
        for leader in leaders:
            make_task_leader(task, leader)
        given = make_instruction(task, unit, given_by=leaders[0].user)
        instructions.reply(given.replies.get(), by=liaison, on=TODAY, text="机密内容已办。")
        assert list(told(leaders[0].user, plan)) == ["涉及本人事项的决定"]
        assert told(leaders[1].user, plan) == {}


class TestFollowed:
    @pytest.fixture
    def follower(self):
        return make_user(role="liaison", unit=make_unit())

    def test_a_task(self, milestone, task, follower, plan):
        make_follow(follower, task=task)
        make_event(milestone, on=TODAY)
        make_event(make_milestone(task=make_task(plan=plan)), on=TODAY)
        assert told(follower, plan) == {"关注事项": (1, ["填报进展"])}

    def test_a_unit_in_its_name_and_in_the_tasks_that_it_leads(self, task, unit, follower, plan):
        make_follow(follower, unit=unit)
        elsewhere, taken_part = (make_task(plan=plan) for _which in "12")
        make_assignment(taken_part, unit, role="participating")
        make_event(make_milestone(task=task), on=TODAY)
        make_event(make_milestone(task=elsewhere), on=TODAY, unit=unit)
        make_event(make_milestone(task=taken_part), on=TODAY)
        assert told(follower, plan)["关注事项"][0] == 2

    def test_a_leader_himself_and_the_tasks_that_he_leads(self, task, follower, plan):
        leader = make_leader(user=make_user(role="leader"))
        make_follow(follower, leader=leader)
        make_task_leader(task, leader)
        make_event(make_milestone(task=task), on=TODAY)
        make_event(make_milestone(task=make_task(plan=plan)), on=TODAY, person=leader.user)
        make_event(make_milestone(task=make_task(plan=plan)), on=TODAY)
        assert told(follower, plan)["关注事项"][0] == 2

    def test_not_the_tasks_that_they_led_before(self, task, unit, follower, plan):
        leader = make_task_leader(task).leader
        make_follow(follower, leader=leader)
        make_follow(follower, unit=unit)
        TaskLeader.objects.update(until=TODAY)
        Assignment.objects.filter(unit=unit).update(ended_on=TODAY)
        make_event(make_milestone(task=task), on=TODAY)
        assert told(follower, plan) == {}

    def test_not_what_others_follow(self, milestone, task, follower, plan):
        make_follow(task=task)
        make_event(milestone, on=TODAY)
        assert told(follower, plan) == {}

    def test_not_what_stands_in_the_card_already(self, asked, supervisor, liaison, plan):
        make_follow(liaison, task=asked.task)
        completion.return_request(
            asked, by=supervisor, on=TODAY, seen=asked.version, reason="请补。"
        )
        assert list(told(liaison, plan)) == ["涉及本人事项的决定"]


class TestCard:
    def test_it_says_what_happened_and_no_words(self, client, task, supervisor, liaison, plan):
        slip = issue(overdue(task, 5), 2, supervisor, requirement="机密要求")
        make_desk_visit(liaison)
        client.force_login(liaison)
        card = client.get(address("desk", plan)).text.partition('id="news"')[2]
        card = card.partition('class="columns')[0]
        assert f'href="{address("slip", plan, slip.pk)}"' in card
        assert "机密要求" not in card

    def test_leaders_have_it_on_their_page(self, client, task, supervisor, plan):
        leader = make_leader(user=make_user(role="leader"))
        make_task_leader(task, leader)
        make_desk_visit(leader.user)
        slip = issue(overdue(task, 5), 2, supervisor)
        client.force_login(leader.user)
        assert slip.reference in client.get(address("desk", plan)).text.partition('id="news"')[2]

    def test_what_is_not_shown_is_counted(self, client, task, supervisor, liaison, plan):
        for _time in range(4):
            issue(overdue(task, 5), 2, supervisor)
        make_desk_visit(liaison)
        client.force_login(liaison)
        assert "另有1项" in client.get(address("desk", plan)).text

    @pytest.mark.parametrize("number", [1, 3, 20])
    @pytest.mark.parametrize(("role", "queries"), [("supervisor", 5), ("liaison", 6)])
    def test_it_asks_as_often_for_many(self, role, queries, number, django_assert_num_queries):
        plan = make_plan_of(number)
        task = plan.tasks.first()
        person = make_user(role=role, unit=task.units.first())
        for one in plan.tasks.all():
            make_follow(person, task=one)
            milestone = overdue(one, 1)
            for action in ("approve", "issue-slip", "report"):
                make_event(milestone, action=action, on=TODAY)
        actor = Actor.of(person, TODAY)
        with django_assert_num_queries(queries):
            assert news(actor, [plan], SINCE, TODAY)
