"""The pages of the workflow: what is typed and chosen stays, and nobody overwrites anybody."""

import pytest
from django.core.files.storage import default_storage

from tasks.models import Draft, Event, Evidence, Milestone, ProgressReport, Standing
from tasks.workflow.acts import completion
from tasks.workflow.moves import MOVES
from tests import files
from tests.factories import (
    TODAY,
    make_event,
    make_evidence,
    make_milestone,
    make_plan,
    make_report,
    make_request,
    make_user,
)
from tests.pages import act, address, task_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


class TestReporting:
    words = {
        "seen": 0,
        "rating": "confident",
        "done": "已培训412家企业。",
        "difficulties": "人手不足",
    }

    def test_the_form_shows_the_milestone_and_the_report_is_saved(
        self, as_liaison, milestone, liaison
    ):
        page = as_liaison.get(act("report", milestone)).text
        assert "完成建章立制" in page
        answer = as_liaison.post(act("report", milestone), self.words, follow=True)
        assert answer.redirect_chain == [(task_page(milestone), 302)]
        assert "进展已保存" in answer.text
        assert "没有可核查的内容" not in answer.text
        report = ProgressReport.objects.get()
        assert (report.done, report.difficulties) == ("已培训412家企业。", "人手不足")
        assert (report.reported_by, report.reported_on) == (liaison, TODAY)

    def test_stray_characters_are_left_out_of_words_and_draft(self, as_liaison, milestone, liaison):
        stray = {
            "seen": 0,
            "rating": "confident",
            "done": "\x00完成第1号文\x08\n\t二\x1b",
            "difficulties": "\x02",
        }
        as_liaison.post(act("report", milestone), stray | {"draft": ""})
        assert Draft.objects.get().fields["done"] == "完成第1号文\n\t二"
        as_liaison.post(act("report", milestone), stray)
        report = ProgressReport.objects.get()
        assert (report.done, report.difficulties) == ("完成第1号文\n\t二", "")

    def test_words_of_nothing_but_stray_characters_are_none(self, as_liaison, milestone):
        as_liaison.post(
            act("report", milestone), {"seen": 0, "rating": "confident", "done": "\x08 \x1f"}
        )
        assert not ProgressReport.objects.exists()

    def test_files_survive_a_form_that_is_not_ready(self, as_liaison, milestone):
        target = act("report", milestone)
        answer = as_liaison.post(
            target, self.words | {"done": "", "files": files.upload("纪要.pdf")}
        )
        assert "错误：" in answer.text
        assert "人手不足" in answer.text
        assert "纪要.pdf" in answer.text
        as_liaison.post(target, self.words)
        assert ProgressReport.objects.get().evidence.get().name == "纪要.pdf"

    def test_a_refused_file_is_named_and_the_words_stay(self, as_liaison, milestone):
        bad = files.upload("页.pdf", b"<html>")
        answer = as_liaison.post(act("report", milestone), self.words | {"files": [bad]})
        assert "“页.pdf”的内容与扩展名不符" in answer.text
        assert "已培训412家企业。" in answer.text
        assert not ProgressReport.objects.exists()

    def test_fifty_one_megabytes_are_refused_with_a_sentence(self, as_liaison, milestone):
        large = files.upload("大.pdf", files.PDF + b"\0" * (51 * 1024 * 1024))
        answer = as_liaison.post(act("report", milestone), self.words | {"files": large})
        assert "“大.pdf”超过50" in answer.text
        assert "人手不足" in answer.text
        assert not default_storage.exists("evidence")

    def test_a_file_can_be_removed_before_it_is_sent(self, as_liaison, milestone):
        target = act("report", milestone)
        as_liaison.post(target, self.words | {"files": files.upload(), "upload": "1"})
        file = Evidence.objects.get()
        answer = as_liaison.post(target, self.words | {"remove": file.pk})
        assert "已培训412家企业。" in answer.text
        assert not Evidence.objects.exists()

    @pytest.mark.parametrize("number", ["x", "-1", "99999"])
    def test_a_file_that_is_not_there_is_not_removed(self, as_liaison, milestone, number):
        assert as_liaison.post(act("report", milestone), {"remove": number}).status_code == 200

    def test_nobody_removes_the_files_of_others(self, as_liaison, milestone):
        others = make_evidence(milestone)
        as_liaison.post(act("report", milestone), {"remove": others.pk})
        assert Evidence.objects.get() == others

    def test_a_script_gets_only_the_list_of_files(self, as_liaison, milestone):
        answer = as_liaison.post(
            act("report", milestone), {"files": files.upload("甲.pdf"), "upload": "1"}, **FETCH
        )
        assert "甲.pdf" in answer.text
        assert "<html" not in answer.text

    def test_what_is_typed_is_kept_until_it_is_sent(self, as_liaison, milestone):
        target = act("report", milestone)
        as_liaison.post(target, {"draft": "1", "done": "已培训"}, **FETCH)
        as_liaison.post(target, {"draft": "1", "done": "已培训412家"}, **FETCH)
        assert Draft.objects.get().fields["done"] == "已培训412家"
        assert "已培训412家" in as_liaison.get(target).text
        as_liaison.post(target, self.words)
        assert not Draft.objects.exists()

    def test_drafts_are_nobody_elses(self, as_liaison, milestone, client_as):
        as_liaison.post(act("report", milestone), {"draft": "1", "done": "未定稿"}, **FETCH)
        colleague = make_user(role="head", unit=milestone.lead)
        as_liaison.force_login(colleague)
        assert "未定稿" not in as_liaison.get(act("report", milestone)).text

    def test_a_report_without_anything_to_check_gets_a_hint_and_is_saved(
        self, as_liaison, milestone
    ):
        target, empty = act("report", milestone), "高度重视，积极推进。"
        line = as_liaison.post(target, {"draft": "1", "done": empty}, **FETCH).text
        assert "积极推进、高度重视" in line
        answer = as_liaison.post(
            target, {"seen": 0, "rating": "confident", "done": empty}, follow=True
        )
        assert "没有可核查的内容" in answer.text
        assert ProgressReport.objects.get().done == empty
        fine = as_liaison.post(target, {"draft": "1", "done": "已培训412家"}, **FETCH).text
        assert "可核查" not in fine

    def test_no_change_is_one_click_and_refused_the_third_time(self, as_liaison, milestone):
        for page in ("task", "desk"):
            args = [11] if page == "task" else []
            shown = as_liaison.get(address(page, milestone.task.plan, *args)).text
            assert f'action="{act("no-change", milestone)}"' in shown
        for _time in range(2):
            as_liaison.post(act("no-change", milestone), {"seen": 0})
        answer = as_liaison.post(act("no-change", milestone), {"seen": 0})
        assert "已连续两次" in answer.text
        assert ProgressReport.objects.count() == 2


class TestConflicts:
    """Somebody else was first: status 409, what happened, and the words are still there."""

    words = {"seen": 0, "decision": "return", "reason": "缺少印发稿，请补。"}

    @pytest.fixture
    def asked(self, milestone, liaison):
        make_request(milestone, unit=milestone.lead, requested_by=liaison)
        return milestone

    def test_who_comes_second_loses_nothing(self, as_supervisor, asked):
        first = make_user(role="supervisor", name="林先到")
        completion.approve(asked, by=first, on=TODAY, seen=0)
        answer = as_supervisor.post(act("return", asked), self.words)
        assert answer.status_code == 409
        assert "林先到" in answer.text
        assert "缺少印发稿，请补。" in answer.text
        assert Milestone.objects.get().stage == "done"

    def test_a_new_request_has_to_be_looked_at_and_sent_again(self, as_supervisor, asked, liaison):
        completion.withdraw(asked, by=liaison, on=TODAY, seen=0)
        head = make_user(role="head", unit=asked.lead)
        make_evidence(asked, uploaded_by=head, action="request-completion")
        again = {"completed_on": TODAY, "statement": "补充后重报。"}
        completion.request_completion(asked, by=head, on=TODAY, seen=1, **again)
        answer = as_supervisor.post(act("return", asked), self.words)
        assert answer.status_code == 409
        assert "缺少印发稿，请补。" in answer.text
        assert 'name="seen" value="2"' in answer.text
        assert as_supervisor.post(act("return", asked), self.words | {"seen": 2}).status_code == 302
        assert Milestone.objects.get().stage == "open"

    def test_the_page_of_what_cannot_be_done_any_more_says_so(self, as_supervisor, milestone):
        answer = as_supervisor.get(act("approve", milestone))
        assert answer.status_code == 409
        assert "办理中" in answer.text

    def test_uploads_and_reports_of_others_are_no_conflict(self, as_liaison, milestone, liaison):
        make_user(role="head", unit=liaison.unit)
        make_evidence(milestone)
        make_report(milestone)
        as_liaison.post(
            act("report", milestone),
            {"seen": 0, "rating": "confident", "done": "已培训412家企业。"},
        )
        words = {"completed_on": "2015-06-18", "statement": "全部办结。", "files": files.upload()}
        answer = as_liaison.post(act("request-completion", milestone), {"seen": 0} | words)
        assert answer.status_code == 302
        assert Milestone.objects.get().stage == "signing"


class TestWaysBack:
    def test_the_end_leads_to_where_one_came_from(self, as_liaison, milestone):
        back = "/plans/x/milestones/?light=red"
        page = as_liaison.get(act("report", milestone, next=back)).text
        assert back in page
        answer = as_liaison.post(
            act("report", milestone),
            {"seen": 0, "rating": "confident", "done": "已培训412家企业。"} | {"next": back},
        )
        assert answer.url == back

    @pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/", "javascript:1"])
    def test_it_never_leads_to_another_house(self, as_liaison, milestone, evil):
        answer = as_liaison.post(
            act("report", milestone),
            {"seen": 0, "rating": "confident", "done": "已培训412家企业。"} | {"next": evil},
        )
        assert answer.url == task_page(milestone)


class TestRefusals:
    @pytest.mark.parametrize("action", MOVES)
    def test_who_has_no_part_changes_nothing(self, action, client_as, milestone):
        client = client_as("liaison")
        for method in (client.get, client.post):
            assert method(act(action, milestone)).status_code == 403
        assert not Event.objects.exists()

    def test_unknown_fields_change_nothing(self, as_liaison, milestone):
        evil = {"stage": "done", "completed_on": "2015-06-01", "unit": 1, "__class__": "x"}
        as_liaison.post(
            act("report", milestone),
            {"seen": 0, "rating": "confident", "done": "已培训412家企业。"} | evil,
        )
        row = Milestone.objects.get()
        assert (row.stage, row.completed_on) == ("open", None)
        assert ProgressReport.objects.get().unit == milestone.lead

    def test_the_milestone_of_another_plan_is_not_found(self, as_liaison, milestone):
        target = address("act-report", make_plan(), milestone.pk)
        assert (
            as_liaison.post(
                target, {"seen": 0, "rating": "confident", "done": "已培训412家企业。"}
            ).status_code
            == 404
        )

    def test_the_past_offers_no_actions(self, as_liaison, milestone):
        page = as_liaison.get(address("task", milestone.task.plan, 11)).text
        past = as_liaison.get(address("task", milestone.task.plan, 11, as_of="2015-06-01")).text
        assert act("report", milestone) in page
        assert act("report", milestone) not in past


class TestAcknowledging:
    def test_one_click_and_everybody_sees_it(self, as_liaison, milestone):
        page = as_liaison.get(address("task", milestone.task.plan, 11)).text
        target = address("acknowledge", milestone.task.plan, milestone.task.assignments.get().pk)
        assert target in page
        past = as_liaison.get(address("task", milestone.task.plan, 11, as_of="2015-06-17")).text
        assert target not in past
        assert "已签收" in as_liaison.post(target, follow=True).text
        again = as_liaison.post(target, follow=True)
        assert target not in again.text
        assert Event.objects.get().action == "acknowledge"


class TestHistory:
    def history(self, client, milestone, **query):
        return client.get(address("task", milestone.task.plan, 11, **query)).context["history"]

    def test_reports_stand_with_their_milestone_and_here_when_asked_for(
        self, as_liaison, milestone
    ):
        as_liaison.post(
            act("report", milestone),
            {"seen": 0, "rating": "confident", "done": "已培训412家企业。"},
        )
        as_liaison.post(act("no-change", milestone), {"seen": 0})
        history = self.history(as_liaison, milestone)
        assert (history.events, history.leaves_out) == ([], True)
        assert [value for value, _label in history.fields[1].options] == ["report", "no-change"]
        only = self.history(as_liaison, milestone, **{"history-action": "report"})
        assert [words for _event, words in only.lines] == ["已培训412家企业。"]
        assert not only.leaves_out
        past = self.history(as_liaison, milestone, as_of="2015-06-17")
        assert (past.events, past.leaves_out) == ([], False)

    def test_a_request_is_a_line_without_the_words_that_stand_with_its_milestone(
        self, as_liaison, milestone
    ):
        make_event(milestone, action="request-completion", note="已印发。")
        make_event(milestone, action="return", note="缺少文号。")
        lines = self.history(as_liaison, milestone).lines
        assert [words for _event, words in lines] == ["缺少文号。", ""]

    def test_what_no_milestone_of_the_page_tells_is_told_here(self, as_liaison, milestone):
        make_event(milestone, action="report", note="已培训3家。", asked="问？——答")
        past = make_milestone(task=milestone.task, order=9)
        make_event(past, action="report", note="已培训5家。")
        Standing.objects.filter(milestone=past).delete()
        lines = self.history(as_liaison, milestone).lines
        assert [words for _event, words in lines] == ["已培训5家。", ""]


def test_what_was_left_empty_is_named_once(as_liaison, milestone):
    page = as_liaison.post(act("request-completion", milestone), {"seen": 0}).text
    assert "请填写办结情况。" in page
    assert "办结情况：请填写" not in page
    assert "办结日期：请填写此项。" in " ".join(page.split()).replace("： ", "：")
