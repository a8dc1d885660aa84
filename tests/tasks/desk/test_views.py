"""The desk, the review page and the extension ledger as people see them."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    TODAY,
    grant,
    make_acknowledgement,
    make_appeal,
    make_assignment,
    make_evaluation,
    make_event,
    make_extension,
    make_leader,
    make_milestone,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of
from tests.supervising import make_inspection, make_instruction, make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def task(plan):
    return make_task(plan=plan, number=11)


@pytest.fixture
def liaison(task):
    part = make_assignment(task)
    return make_user(role="liaison", unit=part.unit)


class TestDesk:
    def test_unit_staff_begin_there(self, client, plan, liaison):
        type(plan).objects.update(is_active=True)
        client.force_login(liaison)
        assert client.get("/").url == address("desk", plan)
        client.force_login(make_user(role="viewer"))
        assert client.get("/").url == address("overview", plan)

    def test_two_clicks_lead_to_a_saved_report(self, client, plan, task, liaison):
        milestone = make_milestone(task=task, due_on=date(2015, 6, 17), text="建立机制")
        client.force_login(liaison)
        desk = client.get(address("desk", plan))
        assert "今天有1件必须处理" in desk.text
        form = address("act-report", plan, milestone.pk, next=address("desk", plan))
        assert form.replace("&", "&amp;") in desk.text
        said = {"seen": 0, "rating": "confident", "done": "已办3件。"}
        said |= {"next": address("desk", plan)}
        answer = client.post(form, said, follow=True)
        assert answer.redirect_chain == [(address("desk", plan), 302)]
        assert "进展已保存" in answer.text
        assert "今天有0件必须处理" in answer.text
        assert "还有" not in answer.text
        assert "已填报，等待办结" in answer.text

    def test_a_message_says_what_is_left_for_today(self, client, plan, task, liaison):
        first, _second, _third = (make_milestone(task=task, due_on=TODAY) for _number in "123")
        client.force_login(liaison)
        said = {"seen": 0, "rating": "confident", "done": "已办3件。"}
        said |= {"next": address("desk", plan)}
        answer = client.post(address("act-report", plan, first.pk), said, follow=True)
        assert "还有2件今天必须处理。" in answer.text
        assert "还有2件今天必须处理。" not in client.get(address("desk", plan)).text

    def test_acknowledging_comes_back_to_the_desk(self, client, plan, task, liaison):
        client.force_login(liaison)
        target = address("acknowledge", plan, task.assignments.get().pk)
        assert target in client.get(address("desk", plan)).text
        answer = client.post(target, {"next": address("desk", plan)}, follow=True)
        assert target not in answer.text

    def test_drafts_and_what_waits_for_others_are_listed(self, client, plan, task, liaison):
        first, second = (make_milestone(task=task, text=text) for text in ("甲事", "乙事"))
        make_request(second, unit=liaison.unit)
        make_event(second, action="sign", holder="supervisor", on=date(2015, 6, 16))
        client.force_login(liaison)
        client.post(address("act-report", plan, first.pk), {"draft": "1", "done": "写到一半"})
        page = client.get(address("desk", plan)).text
        for words in ("继续填写", "等待他人办理", "乙事", "等待督查员审核，自6月16日起"):
            assert words in page

    def test_supervisors_see_what_they_owe(self, client_as, plan, task):
        make_request(make_milestone(task=task, text="甲事"), submitted_on=date(2015, 6, 1))
        make_extension(make_milestone(task=task, text="乙事"))
        make_milestone(task=task, text="丙事", date_note="inherited")
        page = client_as("supervisor").get(address("desk", plan)).text
        for words in ("甲事", "乙事", "丙事", "逾期未审核", "已等13个工作日"):
            assert words in page

    def test_supervisors_see_what_came_back_and_what_did_not(self, client_as, plan, task):
        late = {"issued_on": date(2015, 6, 1), "reply_by": date(2015, 6, 17)}
        slip = make_slip(make_milestone(task=task), **late)
        make_slip(make_milestone(task=task), reply_by=TODAY)
        fixed = {"rectify_by": TODAY, "rectified_on": TODAY, "rectification": "已补齐台账。"}
        make_inspection(make_milestone(task=task), **fixed)
        page = client_as("supervisor").get(address("desk", plan))
        assert [late for late, _units in page.context["parts"][0]["unanswered"].rows] == [slip]
        assert "已补齐台账。" in page.text

    def test_an_appeal_leads_to_its_answer_until_it_has_one(self, client_as, plan):
        appeal = make_appeal(plan)
        supervisor, place = client_as("supervisor"), address("answer-appeal", plan, appeal.pk)
        page = supervisor.get(address("desk", plan)).text
        for words in (place, str(appeal.unit), "2015-01-01 – 2015-03-31", "材料当日已送达"):
            assert words in page
        supervisor.post(place, {"text": "已核减"})
        assert place not in supervisor.get(address("desk", plan)).text

    def test_papers_stand_in_the_one_list_of_what_must_be_done(self, client, plan, task, liaison):
        unit = liaison.unit
        slip = make_slip(make_milestone(task=task), unit)
        make_instruction(task, unit, text="抓紧办", reply_by=TODAY)
        make_inspection(make_milestone(task=task), unit, rectify_by=TODAY, findings="台账不全")
        client.force_login(liaison)
        page = client.get(address("desk", plan)).text
        assert "今天有2件必须处理" in page
        for words in (slip.reference, "抓紧办", "台账不全"):
            assert words in page

    def test_leaders_see_their_tasks(self, client, plan, task):
        leader = make_leader(user=make_user(role="leader"))
        make_task_leader(task, leader)
        client.force_login(leader.user)
        assert task.title in client.get(address("desk", plan)).text

    def test_who_only_reads_is_told_so(self, client_as, plan):
        assert "没有待办" in client_as("viewer").get(address("desk", plan)).text

    def test_it_is_always_of_today(self, client_as, plan):
        answer = client_as("viewer").get(address("desk", plan, as_of="2015-03-31"))
        assert answer.context["as_of"] == TODAY

    def test_a_date_to_confirm_is_the_documents(self, as_supervisor, plan, task):
        noted = make_milestone(task=task, date_note="before_month", due_on=date(2015, 5, 31))
        grant(noted, new_due_on=date(2015, 7, 31), decided_on=TODAY)
        page = as_supervisor.get(address("desk", plan)).text
        assert "→ 2015-05-31" in page
        assert "2015-07-31" not in page

    def test_twenty_of_a_group_are_shown_and_all_are_counted(self, client, plan, task, liaison):
        make_acknowledgement(task.assignments.get())
        days = [TODAY - timedelta(days=days) for days in range(25, 0, -1)]
        rows = [make_milestone(task=task, due_on=day) for day in days]
        client.force_login(liaison)
        page = client.get(address("desk", plan))
        assert "今天有25件必须处理" in page.text
        assert '<span class="quiet">25</span>' in page.text
        (_label, now, shown), *_rest = page.context["parts"][0]["groups"]
        assert [duty.milestone for duty, _template in shown] == rows[:20]
        overdue = address("milestone-list", plan, unit=liaison.unit_id, role="lead", light="red")
        assert page.text.count(f'href="{overdue}"'.replace("&", "&amp;")) == 2  # and the numbers

    def test_supervisors_see_twenty_of_a_list_and_how_many_there_are(
        self, as_supervisor, plan, task
    ):
        for _number in range(25):
            make_milestone(task=task, date_note="inherited")
            make_milestone(task=task, due_on=date(2015, 6, 1))
        page = as_supervisor.get(address("desk", plan))
        lists = {name: page.context["parts"][0][name] for name in ("dates", "proposed")}
        assert {name: len(one.rows) for name, one in lists.items()} == {"dates": 20, "proposed": 5}
        assert {name: one.number for name, one in lists.items()} == {"dates": 25, "proposed": 50}

    def test_a_reading_is_confirmed_in_its_row_which_is_gone_then(self, as_supervisor, plan, task):
        milestone = make_milestone(task=task, date_note="inherited")
        target, desk = address("confirm-date", plan, milestone.pk), address("desk", plan)
        assert f'action="{target}"' in as_supervisor.get(desk).text
        answer = as_supervisor.post(target, {"next": f"{desk}#dates"}, follow=True)
        assert answer.redirect_chain == [(f"{desk}#dates", 302)]
        assert "时限已确认" in answer.text
        assert f'action="{target}"' not in answer.text

    @pytest.mark.parametrize("number", [1, 3, 20])
    def test_it_asks_as_often_for_many_as_for_one(
        self, number, client, client_as, plan, task, liaison, django_assert_num_queries
    ):
        evaluation = make_evaluation(plan)
        for _time in range(number):
            make_milestone(task=task)
            make_request(make_milestone(task=task), unit=liaison.unit)
            make_extension(make_milestone(task=task), unit=liaison.unit)
            make_appeal(evaluation=evaluation)
        client.force_login(liaison)
        with django_assert_num_queries(27):
            client.get(address("desk", plan))
        supervisor = client_as("supervisor")
        with django_assert_num_queries(40):
            supervisor.get(address("desk", plan))
        with django_assert_num_queries(11):
            supervisor.get(address("review", plan))
        with django_assert_num_queries(8):
            supervisor.get(address("extension-list", plan))


class TestExtensionLedger:
    def test_it_adds_up_what_was_granted(self, client_as, plan, task):
        unit, other = make_unit(), make_unit()
        given = {"decision": "granted", "decided_on": TODAY}
        refused = {"decision": "refused", "decided_on": TODAY}
        for owner, fields in [(unit, given), (unit, given), (unit, refused), (other, refused)]:
            make_extension(make_milestone(task=task), unit=owner, **fields)
        answer = client_as("viewer").get(address("extension-list", plan))
        sums = [
            (row["unit"], row["granted"], row["days"], row["refused"])
            for row in answer.context["sums"]
        ]
        assert sums == [(unit, 2, 184, 1), (other, 0, 0, 1)]

    def test_a_request_stands_in_it_from_its_day_on(self, client_as, plan, task):
        asked = make_extension(make_milestone(task=task), requested_on=date(2015, 6, 10))
        client = client_as("viewer")
        for day, found in (("2015-06-09", []), ("2015-06-10", [asked])):
            assert rows_of(client.get(address("extension-list", plan, as_of=day))) == found

    def test_it_can_be_narrowed_to_a_unit_or_task(self, client_as, plan, task):
        unit = make_assignment(task).unit
        mine = make_extension(make_milestone(task=task), unit=unit)
        make_extension(make_milestone(task=make_task(project=task.project)))
        client = client_as("viewer")
        for query in ({"unit": unit.pk}, {"task": 11}):
            assert rows_of(client.get(address("extension-list", plan, **query))) == [mine]
        assert "没有符合" in client.get(address("extension-list", plan, task=99)).text

    def test_the_past_does_not_know_later_decisions(self, client_as, plan, task):
        make_extension(make_milestone(task=task), decision="granted", decided_on=date(2015, 6, 10))
        page = client_as("viewer").get(address("extension-list", plan, as_of="2015-06-05")).text
        assert "待批" in page
        assert "已批准" not in page.split("<tbody")[1]
