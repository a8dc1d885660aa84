"""The page of one task, and the dates a supervisor confirms there."""

from datetime import date

import pytest

from tests.factories import (
    TODAY,
    changed,
    grant,
    make_assignment,
    make_event,
    make_implementation,
    make_leader,
    make_milestone,
    make_plan,
    make_report,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
)
from tests.pages import address
from tests.supervising import make_instruction, make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLY, LATE = date(2015, 1, 31), date(2015, 12, 31)


class TestTaskPage:
    @pytest.fixture
    def task(self, plan):
        return make_task(plan=plan, number=11, title="加大执法力度")

    def test_it_shows_milestones_wording_and_who_answers(self, viewer, plan, task):
        make_assignment(task, make_unit(name="区卫计局"))
        make_assignment(task, make_unit(name="区财政局"), role="participating")
        make_task_leader(task, make_leader(name="某领导"))
        make_milestone(task=task, text="完成", source_start=24, source_end=26)
        page = viewer.get(address("task", plan, 11)).text
        for words in ("加大执法力度", "区卫计局", "区财政局", "某领导", 'id="c11-', 'id="m'):
            assert words in page

    def test_reports_and_extensions_tell_their_story(self, viewer, plan, task):
        milestone = make_milestone(task=task, due_on=date(2015, 5, 31))
        make_report(milestone, done="培训3场", difficulties="人手不足", next_steps="补训",
                    forecast_on=date(2015, 7, 2))  # fmt: skip
        grant(milestone, new_due_on=date(2015, 7, 31), decided_on=date(2015, 6, 10),
              requested_on=date(2015, 6, 1))  # fmt: skip
        page = viewer.get(address("task", plan, 11)).text
        for words in ("培训3场", "人手不足", "补训", "7月2日", "5月31日 → 7月31日", "已批准"):
            assert words in page
        before = viewer.get(address("task", plan, 11, as_of="2015-06-05")).text
        assert "待批" in before
        assert "已批准" not in before

    @pytest.mark.parametrize(("day", "is_told"), [("2015-02-04", False), ("2015-02-05", True)])
    def test_a_day_before_the_plan_tells_no_progress(self, viewer, plan, task, day, is_told):
        milestone = make_milestone(task=task, due_on=EARLY)
        make_report(milestone, done="培训3场", reported_on=date(2015, 1, 20))
        make_event(milestone, action="stop", on=date(2015, 1, 20), note="先行部署")
        make_slip(milestone, issued_on=date(2015, 1, 30), number=7)
        make_instruction(task, given_on=date(2015, 1, 30), text="抓紧办")
        own = {"responsible": "某经办人", "saved_on": date(2015, 1, 30)}
        make_implementation(make_assignment(task), **own)
        page = viewer.get(address("task", plan, 11, as_of=day)).text
        main = page.partition("<main")[2].partition("</main>")[0]
        words = ("培训3场", "先行部署", "督办〔2015〕7号", "抓紧办", "某经办人", "逾期", "办理已")
        assert {word: word in main for word in words} == dict.fromkeys(words, is_told)
        assert "完成工作" in page

    @pytest.mark.parametrize(
        ("day", "words"), [("2015-06-11", []), ("2015-06-12", ["6月12日", "6月17日"])]
    )
    def test_what_was_approved_later_says_so(self, viewer, plan, task, day, words):
        milestone = make_milestone(task=task)
        approved = {"state": "approved", "decided_on": date(2015, 6, 17)}
        make_request(
            milestone, completed_on=date(2015, 6, 8), corrected_on=date(2015, 6, 12), **approved
        )
        make_request(milestone, completed_on=date(2015, 6, 9), state="returned", decided_on=TODAY)
        changed(milestone, stage="done", completed_on=date(2015, 6, 12))
        page = viewer.get(address("task", plan, 11, as_of=day)).text
        body = page.partition('class="milestone-body"')[2].partition("</p>")[0]
        assert [word for word in ("6月12日", "6月17日", "6月18日") if word in body] == words

    def test_the_way_on_follows_the_filter(self, viewer, plan):
        for number, due_on in [(1, EARLY), (2, LATE), (3, EARLY)]:
            make_milestone(task=make_task(plan=plan, number=number), due_on=due_on)
        plain = viewer.get(address("task", plan, 1)).context
        filtered = viewer.get(address("task", plan, 1, light="red")).context
        last = viewer.get(address("task", plan, 3, light="red"))
        assert (plain["earlier"], plain["later"], filtered["later"]) == (None, 2, 3)
        assert (last.context["earlier"], last.context["later"]) == (1, None)
        assert address("task", plan, 1, light="red") in last.text

    def test_a_filter_that_cannot_be_read_does_not_break_the_page(self, viewer, plan, task):
        assert viewer.get(address("task", plan, 11, due_from="x", kind="y")).status_code == 200

    def test_an_unknown_number_is_not_found(self, viewer, plan):
        assert viewer.get(address("task", plan, 99)).status_code == 404


class TestConfirmingDates:
    @pytest.fixture
    def milestone(self, plan):
        return make_milestone(task=make_task(plan=plan), date_note="before_month")

    def page(self, client, milestone, **query):
        plan = milestone.task.plan
        return client.get(address("task", plan, milestone.task.number, **query)).text

    def test_only_supervisors_see_the_mark(self, client_as, milestone):
        assert "请核对时限" in self.page(client_as("supervisor"), milestone)
        assert "请核对时限" not in self.page(client_as("liaison"), milestone)

    def test_confirming_takes_the_mark_away(self, client_as, milestone):
        supervisor = client_as("supervisor")
        target = address("confirm-date", milestone.task.plan, milestone.pk)
        assert target in self.page(supervisor, milestone)
        answer = supervisor.post(target, follow=True)
        assert "时限已确认" in answer.text
        assert "请核对时限" not in answer.text
        milestone.refresh_from_db()
        assert milestone.date_confirmed_on == TODAY

    def test_the_past_has_no_buttons(self, client_as, milestone):
        page = self.page(client_as("supervisor"), milestone, as_of="2015-06-01")
        assert "请核对时限" in page
        assert address("confirm-date", milestone.task.plan, milestone.pk) not in page

    def test_another_plans_milestone_is_not_found(self, client_as, milestone):
        target = address("confirm-date", make_plan(), milestone.pk)
        assert client_as("supervisor").post(target).status_code == 404

    def test_others_change_nothing(self, client_as, milestone):
        target = address("confirm-date", milestone.task.plan, milestone.pk)
        assert client_as("head").post(target).status_code == 403
        milestone.refresh_from_db()
        assert milestone.date_confirmed_on is None
