"""The pages of the workflow: what is typed and chosen stays, and nobody overwrites anybody."""

import pytest
from django.core.files.storage import default_storage

from tasks.acts import completion
from tasks.models import Draft, Event, Evidence, Milestone, ProgressReport
from tasks.workflow import MOVES
from tests import files
from tests.factories import (
    TODAY,
    make_assignment,
    make_event,
    make_evidence,
    make_extension,
    make_milestone,
    make_plan,
    make_report,
    make_request,
    make_task,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def milestone(plan):
    milestone = make_milestone(task=make_task(plan=plan, number=11), order=3, text="完成建章立制")
    milestone.lead = make_assignment(milestone.task).unit
    return milestone


@pytest.fixture
def liaison(milestone):
    return make_user(role="liaison", unit=milestone.lead)


@pytest.fixture
def unit(client, liaison):
    """The lead unit's liaison officer, signed in."""
    client.force_login(liaison)
    return client


@pytest.fixture
def supervisor(client_as):
    return client_as("supervisor")


def act(action, milestone, **query):
    return address(f"act-{action}", milestone.task.plan, milestone.pk, **query)


def task_page(milestone):
    return f"{address('task', milestone.task.plan, 11)}#m3"


class TestReporting:
    words = {"seen": 0, "done": "已培训412家企业。", "difficulties": "人手不足"}

    def test_the_form_shows_the_milestone_and_the_report_is_saved(self, unit, milestone, liaison):
        page = unit.get(act("report", milestone)).text
        assert "完成建章立制" in page
        answer = unit.post(act("report", milestone), self.words, follow=True)
        assert answer.redirect_chain == [(task_page(milestone), 302)]
        assert "进展已保存" in answer.text
        report = ProgressReport.objects.get()
        assert (report.done, report.difficulties) == ("已培训412家企业。", "人手不足")
        assert (report.reported_by, report.reported_on) == (liaison, TODAY)

    def test_files_survive_a_form_that_is_not_ready(self, unit, milestone):
        target = act("report", milestone)
        answer = unit.post(target, self.words | {"done": "", "files": files.upload("纪要.pdf")})
        assert "错误：" in answer.text
        assert "人手不足" in answer.text
        assert "纪要.pdf" in answer.text
        unit.post(target, self.words)
        assert ProgressReport.objects.get().evidence.get().name == "纪要.pdf"

    def test_a_refused_file_is_named_and_the_words_stay(self, unit, milestone):
        bad = files.upload("页.pdf", b"<html>")
        answer = unit.post(act("report", milestone), self.words | {"files": [bad]})
        assert "“页.pdf”的内容与扩展名不符" in answer.text
        assert "已培训412家企业。" in answer.text
        assert not ProgressReport.objects.exists()

    def test_fifty_one_megabytes_are_refused_with_a_sentence(self, unit, milestone):
        large = files.upload("大.pdf", files.PDF + b"\0" * (51 * 1024 * 1024))
        answer = unit.post(act("report", milestone), self.words | {"files": large})
        assert "“大.pdf”超过50" in answer.text
        assert "人手不足" in answer.text
        assert not default_storage.exists("evidence")

    def test_a_file_can_be_removed_before_it_is_sent(self, unit, milestone):
        target = act("report", milestone)
        unit.post(target, self.words | {"files": files.upload(), "upload": "1"})
        file = Evidence.objects.get()
        answer = unit.post(target, self.words | {"remove": file.pk})
        assert "已培训412家企业。" in answer.text
        assert not Evidence.objects.exists()

    @pytest.mark.parametrize("number", ["x", "-1", "99999"])
    def test_a_file_that_is_not_there_is_not_removed(self, unit, milestone, number):
        assert unit.post(act("report", milestone), {"remove": number}).status_code == 200

    def test_nobody_removes_the_files_of_others(self, unit, milestone):
        others = make_evidence(milestone)
        unit.post(act("report", milestone), {"remove": others.pk})
        assert Evidence.objects.get() == others

    def test_a_script_gets_only_the_list_of_files(self, unit, milestone):
        answer = unit.post(
            act("report", milestone), {"files": files.upload("甲.pdf"), "upload": "1"}, **FETCH
        )
        assert "甲.pdf" in answer.text
        assert "<html" not in answer.text

    def test_what_is_typed_is_kept_until_it_is_sent(self, unit, milestone):
        target = act("report", milestone)
        unit.post(target, {"draft": "1", "done": "已培训"}, **FETCH)
        unit.post(target, {"draft": "1", "done": "已培训412家"}, **FETCH)
        assert Draft.objects.get().fields["done"] == "已培训412家"
        assert "已培训412家" in unit.get(target).text
        unit.post(target, self.words)
        assert not Draft.objects.exists()

    def test_drafts_are_nobody_elses(self, unit, milestone, client_as):
        unit.post(act("report", milestone), {"draft": "1", "done": "未定稿"}, **FETCH)
        colleague = make_user(role="head", unit=milestone.lead)
        unit.force_login(colleague)
        assert "未定稿" not in unit.get(act("report", milestone)).text

    def test_a_report_without_anything_to_check_gets_a_hint_and_is_saved(self, unit, milestone):
        target, empty = act("report", milestone), "高度重视，积极推进。"
        line = unit.post(target, {"draft": "1", "done": empty}, **FETCH).text
        assert "积极推进、高度重视" in line
        answer = unit.post(target, {"seen": 0, "done": empty}, follow=True)
        assert "没有可核查的内容" in answer.text
        assert ProgressReport.objects.get().done == empty
        fine = unit.post(target, {"draft": "1", "done": "已培训412家"}, **FETCH).text
        assert "可核查" not in fine

    def test_no_change_is_one_click_and_refused_the_third_time(self, unit, milestone):
        for page in ("task", "desk"):
            args = [11] if page == "task" else []
            shown = unit.get(address(page, milestone.task.plan, *args)).text
            assert f'action="{act("no-change", milestone)}"' in shown
        for _time in range(2):
            unit.post(act("no-change", milestone), {"seen": 0})
        answer = unit.post(act("no-change", milestone), {"seen": 0})
        assert "已连续两次" in answer.text
        assert ProgressReport.objects.count() == 2


class TestConflicts:
    """Somebody else was first: status 409, what happened, and the words are still there."""

    words = {"seen": 0, "reason": "缺少印发稿，请补。"}

    @pytest.fixture
    def asked(self, milestone, liaison):
        make_request(milestone, unit=milestone.lead, requested_by=liaison)
        return milestone

    def test_who_comes_second_loses_nothing(self, supervisor, asked):
        first = make_user(role="supervisor", name="林先到")
        completion.approve(asked, by=first, on=TODAY, seen=0)
        answer = supervisor.post(act("return", asked), self.words)
        assert answer.status_code == 409
        assert "林先到" in answer.text
        assert "缺少印发稿，请补。" in answer.text
        assert Milestone.objects.get().stage == "done"

    def test_a_new_request_has_to_be_looked_at_and_sent_again(self, supervisor, asked, liaison):
        completion.withdraw(asked, by=liaison, on=TODAY, seen=0)
        head = make_user(role="head", unit=asked.lead)
        make_evidence(asked, uploaded_by=head, action="request-completion")
        again = {"completed_on": TODAY, "statement": "补充后重报。"}
        completion.request_completion(asked, by=head, on=TODAY, seen=1, **again)
        answer = supervisor.post(act("return", asked), self.words)
        assert answer.status_code == 409
        assert "缺少印发稿，请补。" in answer.text
        assert 'name="seen" value="2"' in answer.text
        assert supervisor.post(act("return", asked), self.words | {"seen": 2}).status_code == 302
        assert Milestone.objects.get().stage == "open"

    def test_the_page_of_what_cannot_be_done_any_more_says_so(self, supervisor, milestone):
        answer = supervisor.get(act("approve", milestone))
        assert answer.status_code == 409
        assert "办理中" in answer.text

    def test_uploads_and_reports_of_others_are_no_conflict(self, unit, milestone):
        make_evidence(milestone)
        make_report(milestone)
        unit.post(act("report", milestone), TestReporting.words)
        words = {"completed_on": "2015-06-18", "statement": "全部办结。", "files": files.upload()}
        answer = unit.post(act("request-completion", milestone), {"seen": 0} | words)
        assert answer.status_code == 302
        assert Milestone.objects.get().stage == "signing"


class TestDeciding:
    def test_the_reviewer_sees_claim_proof_and_history(self, supervisor, milestone):
        make_request(milestone, state="returned", decided_on=TODAY, decision_note="缺附件")
        asked = make_request(milestone, statement="三项制度已印发。")
        make_evidence(milestone, request=asked, name="印发稿.pdf")
        page = supervisor.get(act("approve", milestone)).text
        for words in ("三项制度已印发。", "印发稿.pdf", "缺附件", 'value="2015-06-12"'):
            assert words in page

    def test_a_correction_without_a_reason_is_asked_for_it(self, supervisor, milestone):
        make_request(milestone)
        target = act("approve", milestone)
        answer = supervisor.post(target, {"seen": 0, "completed_on": "2015-06-10"})
        assert "更正办结日期的理由" in answer.text
        assert Milestone.objects.get().stage == "submitted"
        supervisor.post(target, {"seen": 0, "completed_on": "2015-06-10", "reason": "以印发日为准"})
        assert str(Milestone.objects.get().completed_on) == "2015-06-10"

    def test_the_record_of_the_unit_stands_beside_its_wish_for_more_time(
        self, supervisor, milestone
    ):
        unit = milestone.lead
        earlier = make_milestone(task=milestone.task, text="去年的事")
        fields = {"unit": unit, "decision": "granted", "decided_on": TODAY}
        make_extension(earlier, reason="机构改革", **fields)
        make_extension(milestone, unit=unit, reason="等文件", progress="过半", measures="调度")
        page = supervisor.get(act("grant", milestone)).text
        for words in ("等文件", "过半", "调度", "机构改革", "92天"):
            assert words in page
        answer = supervisor.post(act("grant", milestone), {"seen": 0}, follow=True)
        assert "时限已调整" in answer.text

    def test_asking_says_who_answers_by_when(self, client, milestone):
        client.force_login(make_user(role="head", unit=milestone.lead))
        words = {
            "seen": 0,
            "new_due_on": "2015-09-30",
            "reason": "等文件",
            "progress": "过半",
            "measures": "调度",
        }
        answer = client.post(act("request-extension", milestone), words, follow=True)
        assert "2015-06-26" in answer.text  # five working days, with the Dragon Boat Festival

    @pytest.mark.parametrize("day", ["2015-02-30", "", "morgen"])
    def test_a_date_that_is_none_is_answered_with_a_sentence(self, unit, milestone, day):
        words = {"seen": 0, "completed_on": day, "statement": "办结。"}
        answer = unit.post(act("request-completion", milestone), words)
        assert "errorlist" in answer.text or "invalid-feedback" in answer.text
        assert "办结。" in answer.text
        assert Milestone.objects.get().stage == "open"


class TestReasonsToReuse:
    def test_the_hint_and_the_latest_reasons_are_offered(self, client, milestone):
        supervisor = make_user(role="supervisor")
        client.force_login(supervisor)
        make_event(milestone, action="return", person=supervisor, note="缺印发稿")
        make_event(milestone, action="return", note="别人的理由")
        make_request(milestone, statement="高度重视，已经完成。")
        page = client.get(act("return", milestone)).text
        said = ["没有写明数量" in page, "缺印发稿" in page, "别人的理由" in page]
        assert said == [True, True, False]

    def test_a_statement_with_a_number_gets_no_hint(self, supervisor, milestone):
        make_request(milestone, statement="3项制度已印发。")
        assert "没有写明数量" not in supervisor.get(act("return", milestone)).text

    def test_reports_without_anything_to_check_are_marked(self, supervisor, milestone):
        make_report(milestone, done="高度重视。")
        make_report(milestone, done="无变化", kind="no-change")
        page = supervisor.get(address("task", milestone.task.plan, 11)).text
        assert page.count("无可核查内容") == 1


class TestWaysBack:
    def test_the_end_leads_to_where_one_came_from(self, unit, milestone):
        back = "/plans/x/milestones/?light=red"
        page = unit.get(act("report", milestone, next=back)).text
        assert back in page
        answer = unit.post(act("report", milestone), TestReporting.words | {"next": back})
        assert answer.url == back

    @pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/", "javascript:1"])
    def test_it_never_leads_to_another_house(self, unit, milestone, evil):
        answer = unit.post(act("report", milestone), TestReporting.words | {"next": evil})
        assert answer.url == task_page(milestone)


class TestRefusals:
    @pytest.mark.parametrize("action", MOVES)
    def test_who_has_no_part_changes_nothing(self, action, client_as, milestone):
        client = client_as("liaison")
        for method in (client.get, client.post):
            assert method(act(action, milestone)).status_code == 403
        assert not Event.objects.exists()

    def test_unknown_fields_change_nothing(self, unit, milestone):
        evil = {"stage": "done", "completed_on": "2015-06-01", "unit": 1, "__class__": "x"}
        unit.post(act("report", milestone), TestReporting.words | evil)
        row = Milestone.objects.get()
        assert (row.stage, row.completed_on) == ("open", None)
        assert ProgressReport.objects.get().unit == milestone.lead

    def test_the_milestone_of_another_plan_is_not_found(self, unit, milestone):
        target = address("act-report", make_plan(), milestone.pk)
        assert unit.post(target, TestReporting.words).status_code == 404

    def test_the_past_offers_no_actions(self, unit, milestone):
        page = unit.get(address("task", milestone.task.plan, 11)).text
        past = unit.get(address("task", milestone.task.plan, 11, as_of="2015-06-01")).text
        assert act("report", milestone) in page
        assert act("report", milestone) not in past


class TestFiles:
    @pytest.fixture
    def staged(self, unit, milestone):
        unit.post(act("report", milestone), {"files": files.upload("会议纪要.pdf"), "upload": "1"})
        return Evidence.objects.get()

    @pytest.fixture
    def sent(self, unit, milestone, staged):
        unit.post(act("report", milestone), TestReporting.words)
        staged.refresh_from_db()
        return staged

    def fetch(self, client, file, plan=None):
        return client.get(address("file", plan or file.milestone.task.plan, file.pk))

    def test_it_comes_as_an_attachment_that_runs_nothing(self, client_as, sent):
        answer = self.fetch(client_as("viewer"), sent)
        assert b"".join(answer.streaming_content) == files.PDF
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E4%BC%9A")
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]

    def test_what_is_not_sent_only_the_own_unit_reads(self, unit, client_as, staged):
        assert self.fetch(unit, staged).status_code == 200
        for role in ("viewer", "liaison", "leader", "supervisor", "admin"):
            assert self.fetch(client_as(role), staged).status_code == 403

    def test_another_plans_address_finds_nothing(self, unit, sent):
        assert self.fetch(unit, sent, make_plan()).status_code == 404

    def test_without_signing_in_there_is_nothing(self, client, sent):
        client.logout()
        assert self.fetch(client, sent).status_code == 302

    def test_no_address_reaches_the_folder(self, client, sent):
        assert default_storage.exists(f"evidence/{sent.sha256[:2]}/{sent.sha256}")
        for path in (
            f"/media/evidence/{sent.sha256[:2]}/{sent.sha256}",
            f"/static/../media/evidence/{sent.sha256}",
            f"/plans/x/files/{sent.sha256}/",
            "/plans/x/files/..%2f..%2fsecret_key/",
        ):
            assert client.get(path).status_code == 404

    def test_the_task_lists_it_with_who_when_size_and_fingerprint(self, unit, sent):
        page = unit.get(address("task", sent.milestone.task.plan, 11)).text
        for words in ("会议纪要.pdf", sent.uploaded_by.name, "字节", sent.sha256):
            assert words in page


class TestAcknowledging:
    def test_one_click_and_everybody_sees_it(self, unit, milestone):
        page = unit.get(address("task", milestone.task.plan, 11)).text
        target = address("acknowledge", milestone.task.plan, milestone.task.assignments.get().pk)
        assert target in page
        assert "已签收" in unit.post(target, follow=True).text
        again = unit.post(target, follow=True)
        assert target not in again.text
        assert Event.objects.get().action == "acknowledge"


class TestHistory:
    def test_it_tells_everything_and_can_be_filtered(self, unit, milestone):
        unit.post(act("report", milestone), TestReporting.words)
        unit.post(act("no-change", milestone), {"seen": 0})
        page = address("task", milestone.task.plan, 11)
        assert len(unit.get(page).context["history"].qs) == 2
        only = unit.get(f"{page}?history-action=report").context["history"].qs
        assert [event.note for event in only] == ["已培训412家企业。"]
        assert not unit.get(f"{page}?as_of=2015-06-17").context["history"].qs


class TestSplitting:
    def test_a_supervisor_names_the_unit_that_answers(self, supervisor, milestone):
        words = {"seen": 0, "unit": milestone.lead.pk, "reason": "按职能分工"}
        answer = supervisor.post(act("name-unit", milestone), words, follow=True)
        assert f'<span lang="zh-hans">{milestone.lead}</span>' in answer.text
        assert Milestone.objects.get().answering_unit == milestone.lead

    def test_two_filled_rows_make_two_parts(self, supervisor, milestone):
        other = make_assignment(milestone.task).unit
        words = {
            "seen": 0,
            "reason": "两家分工",
            "text1": "起草",
            "unit1": milestone.lead.pk,
            "due_on1": "2015-06-25",
            "text3": "论证",
            "unit3": other.pk,
            "due_on3": "2015-06-30",
        }
        answer = supervisor.post(act("split", milestone), words, follow=True)
        for said in ("起草", "论证", "节点3的分项", "中止"):
            assert said in answer.text

    def test_a_part_without_a_unit_is_asked_for_one(self, supervisor, milestone):
        words = {"seen": 0, "reason": "分工", "text1": "起草", "text2": "论证"}
        answer = supervisor.post(act("split", milestone), words)
        assert "请为每个分项指定单位" in answer.text
        assert "起草" in answer.text

    def test_a_supervisor_adds_what_the_document_does_not_have(self, supervisor, milestone):
        target = address("add-milestone", milestone.task.plan, 11)
        words = {
            "text": "补充培训",
            "kind": "deadline",
            "unit": milestone.lead.pk,
            "reason": "批示",
        }
        assert "增加节点" in supervisor.get(target).text
        answer = supervisor.post(target, words | {"due_on": "2015-02-30"})
        assert "补充培训" in answer.text
        answer = supervisor.post(target, words | {"due_on": "2015-08-31"}, follow=True)
        assert "节点已增加" in answer.text
        assert "督查员增加" in answer.text
