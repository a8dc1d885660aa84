"""A day that is possible but unlikely comes back once as a question, with all that was typed."""

from datetime import date

import pytest
from django.utils.translation import override

from tasks.models import AssessmentRound, Event, Extension, Milestone
from tasks.plan.dated_forms import answered
from tasks.workflow.base_forms import ReasonForm
from tasks.workflow.forms import SetDateForm
from tests.factories import (
    TODAY,
    make_evidence,
    make_milestone,
    make_report,
    make_request,
    make_user,
)
from tests.pages import act, address

pytestmark = pytest.mark.django_db
TICK = '<input type="checkbox" name="{}_answer"'
WHY = '<input type="text" name="{}_answer"'


@pytest.fixture(autouse=True)
def of_today(today):
    pass


@pytest.fixture
def reported(milestone, liaison):
    """The milestone with a file that proves it and a first report of 10 June."""
    report = make_report(milestone, reported_on=date(2015, 6, 10))
    make_evidence(milestone, uploaded_by=liaison, report=report)
    return milestone


def claim(client, milestone, day, **more):
    typed = {"seen": milestone.version, "statement": "印发3号文件。", "completed_on": str(day)}
    return client.post(act("request-completion", milestone), typed | more)


class TestAsking:
    def test_an_odd_day_is_asked_about_with_the_words_kept(self, as_liaison, reported):
        page = claim(as_liaison, reported, "2015-06-09").text
        assert "该日期早于本节点首次填报进展之日（2015-06-10）。是否在填报前已办结？" in page
        assert TICK.format("completed_on") in page
        assert ("印发3号文件。" in page, 'value="2015-06-09"' in page) == (True, True)
        assert "请确认以下日期" in page
        assert not Event.objects.that("request-completion").exists()

    def test_what_is_usual_is_not_asked_about(self, as_liaison, reported):
        assert claim(as_liaison, reported, "2015-06-10").status_code == 302
        assert Event.objects.that("request-completion").get().asked == ""

    def test_a_tick_confirms_and_the_event_tells_both(self, as_liaison, reported):
        answer = {"completed_on_asked": "2015-06-09", "completed_on_answer": "on"}
        assert claim(as_liaison, reported, "2015-06-09", **answer).status_code == 302
        asked = Event.objects.that("request-completion").get().asked
        assert asked == (
            "办结日期 2015-06-09：该日期早于本节点首次填报进展之日（2015-06-10）。"
            "是否在填报前已办结？——确认，日期无误"
        )

    def test_a_tick_is_about_one_day(self, as_liaison, reported):
        answer = {"completed_on_asked": "2015-06-09", "completed_on_answer": "on"}
        page = claim(as_liaison, reported, "2015-06-08", **answer).text
        assert 'name="completed_on_asked" value="2015-06-08"' in page
        assert "checked" not in page
        assert claim(as_liaison, reported, "2015-06-10", **answer).status_code == 302

    def test_the_tick_stays_beside_another_error(self, as_liaison, reported):
        answer = {"completed_on_asked": "2015-06-09", "completed_on_answer": "on", "statement": ""}
        page = claim(as_liaison, reported, "2015-06-09", **answer).text
        assert "checked" in page
        assert "是否在填报前已办结" not in page
        assert "请更正以下内容" in page

    def test_long_before_the_first_report_a_tick_is_not_enough(self, as_liaison, reported):
        page = claim(as_liaison, reported, "2015-05-01").text
        assert WHY.format("completed_on") in page
        assert "该日期距今已超过30天（早于2015-05-19）。是否确定？" in page
        answer = {"completed_on_asked": "2015-05-01", "completed_on_answer": "  "}
        assert claim(as_liaison, reported, "2015-05-01", **answer).status_code == 200
        answer["completed_on_answer"] = "台账启用前已办结。"
        assert claim(as_liaison, reported, "2015-05-01", **answer).status_code == 302
        assert Event.objects.that("request-completion").get().asked.endswith("台账启用前已办结。")

    def test_it_is_asked_in_the_language_of_the_page_and_written_in_chinese(
        self, as_liaison, reported
    ):
        as_liaison.post("/accounts/language/", {"language": "en"})
        page = claim(as_liaison, reported, "2015-06-09").text
        assert "The first report on this milestone is of 2015-06-10." in page
        answer = {"completed_on_asked": "2015-06-09", "completed_on_answer": "on"}
        claim(as_liaison, reported, "2015-06-09", **answer)
        assert "首次填报进展" in Event.objects.that("request-completion").get().asked

    def test_answers_survive_a_file_that_is_chosen_afterwards(self, as_liaison, reported):
        answer = {"completed_on_asked": "2015-06-09", "completed_on_answer": "on", "upload": "1"}
        page = claim(as_liaison, reported, "2015-06-09", **answer).text
        assert "是否在填报前已办结" in page
        assert "checked" in page
        for other in ("2015-06-08", "gestern", ""):
            answer["completed_on_asked"] = other
            assert "_answer" not in claim(as_liaison, reported, "2015-06-09", **answer).text


class TestWhereItStands:
    @pytest.fixture
    def asked(self, as_liaison, reported):
        answer = {"completed_on_asked": "2015-06-09", "completed_on_answer": "on"}
        claim(as_liaison, reported, "2015-06-09", **answer)
        return reported

    def test_the_history_of_the_task_tells_it(self, asked, client_as):
        page = client_as("viewer").get(address("task", asked.task.plan, asked.task.number)).text
        assert "是否在填报前已办结？——确认，日期无误" in page.split('id="history"')[1]

    def test_the_reviewer_reads_it_beside_the_request(self, asked, client_as):
        supervisor = client_as("supervisor")
        Milestone.objects.filter(pk=asked.pk).update(stage="submitted")
        asked.requests.update(state="submitted", submitted_on=TODAY)
        for page in (act("approve", asked), address("review", asked.task.plan)):
            assert "是否在填报前已办结？——确认，日期无误" in supervisor.get(page).text

    def test_a_later_request_does_not_answer_for_an_earlier_one(self, asked):
        asked.requests.update(state="withdrawn", decided_on=TODAY)
        make_request(asked, state="submitted", requested_by=make_user())
        assert asked.requests.undecided().with_asked().get().asked is None


def test_a_later_date_of_more_than_a_year_is_asked_about(as_liaison, milestone, client_as):
    typed = {
        "seen": 0,
        "new_due_on": "2016-12-31",
        "reason": "机构改革",
        "progress": "已办一半",
        "measures": "每周调度",
    }
    page = as_liaison.post(act("request-extension", milestone), typed).text
    assert "延期超过一年（满一年为2016-06-29）。是否确需延至该日？" in page
    answer = {"new_due_on_asked": "2016-12-31", "new_due_on_answer": "on"}
    as_liaison.post(act("request-extension", milestone), typed | answer)
    Extension.objects.update(decision="pending", submitted_on=TODAY)
    assert "延期超过一年" in client_as("supervisor").get(act("grant", milestone)).text


def test_a_forecast_after_the_due_date_is_asked_about(as_liaison, milestone):
    typed = {
        "seen": 0,
        "rating": "confident",
        "done": "完成3项。",
        "forecast_on": "2015-07-31",
    }
    page = as_liaison.post(act("report", milestone), typed).text
    assert "该日期晚于时限（2015-06-30），时限不因此顺延；如需延期，请同时申请。是否确定？" in page
    answer = {"forecast_on_asked": "2015-07-31", "forecast_on_answer": "on"}
    as_liaison.post(act("report", milestone), typed | answer)
    assert milestone.reports.get().forecast_on == date(2015, 7, 31)
    assert "日期无误" in Event.objects.that("report").get().asked


def test_the_draft_keeps_the_answer(as_liaison, milestone):
    typed = {
        "seen": 0,
        "rating": "confident",
        "done": "完成3项。",
        "forecast_on": "2015-07-31",
        "draft": "1",
    }
    answer = {"forecast_on_asked": "2015-07-31", "forecast_on_answer": "on"}
    as_liaison.post(act("report", milestone), typed | answer)
    page = as_liaison.get(act("report", milestone)).text
    assert ("checked" in page, "如需延期，请同时申请" in page) == (True, True)


def test_the_day_that_the_unit_named_is_not_asked_about_again(client_as, reported):
    make_request(reported, completed_on=date(2015, 5, 1))
    Milestone.objects.filter(pk=reported.pk).update(stage="submitted")
    typed = {"seen": 0, "decision": "approve", "completed_on": "2015-05-01"}
    supervisor = client_as("supervisor")
    assert supervisor.post(act("approve", reported), typed).status_code == 302


def test_a_step_after_its_milestone_is_asked_about_in_its_row(as_liaison, milestone):
    part = milestone.task.assignments.get()
    target = address("implementation", milestone.task.plan, part.pk)
    typed = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 0,
        "seen": 0,
        "responsible": "某某",
        "phone": "29991234",
        "form-0-text": "起草",
        "form-0-milestone": milestone.pk,
        "form-0-due_on": "2015-07-31",
    }
    page = as_liaison.post(target, typed).text
    assert "该日期晚于时限（2015-06-30）" in page
    assert TICK.format("form-0-due_on") in page
    answer = {"form-0-due_on_asked": "2015-07-31", "form-0-due_on_answer": "on"}
    assert as_liaison.post(target, typed | answer).status_code == 302
    assert "日期无误" in Event.objects.that("plan-work").get().asked
    again = typed | {"seen": 1, "form-INITIAL_FORMS": 1}
    assert as_liaison.post(target, again).status_code == 302
    assert Event.objects.that("plan-work").first().asked == ""


def test_a_round_keeps_what_was_asked_about_its_deadline(client_as, plan):
    supervisor, target = client_as("supervisor"), address("round-list", plan)
    typed = {
        "title": "上半年自查自评",
        "from_on": "2015-01-01",
        "until_on": "2015-06-30",
        "questions": "进展？",
        "deadline_on": "2015-06-27",
    }
    page = supervisor.post(target, typed).text
    assert "该日期不是工作日，此前最后一个工作日为2015-06-26。是否确定？" in page
    answer = {"deadline_on_asked": "2015-06-27", "deadline_on_answer": "on"}
    page = supervisor.post(target, typed | answer, follow=True).text
    assert AssessmentRound.objects.get().asked in page.replace("<br>", "\n")
    assert "此前最后一个工作日为2015-06-26" in page


def test_what_two_forms_asked_are_two_lines(milestone):
    sent = {"due_on": "2015-06-01", "due_on_asked": "2015-06-01", "due_on_answer": "on"}
    forms = [SetDateForm(sent, about=make_milestone(), on=TODAY) for _ in range(2)]
    assert not any(form.errors.get("due_on") for form in forms)
    plain = ReasonForm({}, about=milestone, on=TODAY)
    with override("zh-hans"):
        assert len(answered(*forms, plain).splitlines()) == 2
