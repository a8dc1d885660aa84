"""Reviewing, returning and splitting: what supervisors do on the pages of the workflow."""

import pytest

from tasks.models import Milestone
from tasks.workflow.review import wording_of
from tests.factories import (
    TODAY,
    make_assignment,
    make_confirmation,
    make_event,
    make_evidence,
    make_extension,
    make_extra_task,
    make_milestone,
    make_report,
    make_request,
    make_unit,
    make_user,
)
from tests.pages import act, address
from tests.supervising import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestDeciding:
    def test_the_reviewer_sees_claim_proof_and_history(self, as_supervisor, milestone):
        make_request(milestone, state="returned", decided_on=TODAY, decision_note="缺附件")
        asked = make_request(milestone, statement="三项制度已印发。")
        make_evidence(milestone, request=asked, name="印发稿.pdf")
        page = as_supervisor.get(act("approve", milestone)).text
        for words in ("三项制度已印发。", "印发稿.pdf", "缺附件", 'value="2015-06-12"'):
            assert words in page

    @pytest.mark.parametrize("page", ["approve", "review"])
    def test_the_reviewer_sees_the_files_that_were_sent_before(
        self, page, as_supervisor, milestone
    ):
        report = make_report(milestone, unit=milestone.lead)
        make_evidence(milestone, report=report, name="五月纪要.pdf")
        visit = make_visit(milestone, rectified_on=TODAY, rectification="已补。")
        make_evidence(milestone, visit=visit, action="rectify", name="整改.pdf")
        make_evidence(milestone, visit=visit, action="close-inspection", name="复核.pdf")
        make_evidence(milestone, name="未提交.pdf")
        make_evidence(make_milestone(task=milestone.task), report=report, name="别的节点.pdf")
        asked = make_request(milestone)
        make_evidence(milestone, request=asked, name="印发稿.pdf")
        plan = milestone.task.plan
        target = act("approve", milestone) if page == "approve" else address("review", plan)
        text = as_supervisor.get(target).text
        assert text.index("印发稿.pdf") < text.index("此前提交的材料") < text.index("五月纪要.pdf")
        assert text.count("印发稿.pdf") == 1
        assert "未提交.pdf" not in text
        assert "别的节点.pdf" not in text
        assert "整改.pdf" in text
        assert "复核.pdf" not in text

    def test_a_correction_without_a_reason_is_asked_for_it(self, as_supervisor, milestone):
        make_request(milestone)
        target = act("approve", milestone)
        words = {"seen": 0, "decision": "approve", "completed_on": "2015-06-10"}
        assert "更正办结日期的理由" in as_supervisor.post(target, words).text
        assert Milestone.objects.get().stage == "submitted"
        as_supervisor.post(target, words | {"reason": "以印发日为准"})
        assert str(Milestone.objects.get().completed_on) == "2015-06-10"

    def test_the_record_of_the_unit_stands_beside_its_wish_for_more_time(
        self, as_supervisor, milestone
    ):
        unit = milestone.lead
        earlier = make_milestone(task=milestone.task, text="去年的事")
        fields = {"unit": unit, "decision": "granted", "decided_on": TODAY}
        make_extension(earlier, reason="机构改革", **fields)
        make_extension(earlier, reason="撤回的事", **fields | {"decision": "withdrawn"})
        make_extension(make_milestone(), reason="别的方案", **fields)
        make_extension(milestone, unit=unit, reason="等文件", progress="过半", measures="调度")
        page = as_supervisor.get(act("grant", milestone)).text
        for words in ("等文件", "过半", "调度", "机构改革", "92天"):
            assert words in page
        assert "撤回的事" not in page
        assert "别的方案" not in page
        answer = as_supervisor.post(
            act("grant", milestone), {"seen": 0, "decision": "grant"}, follow=True
        )
        assert "时限已调整" in answer.text

    @pytest.mark.parametrize(
        ("page", "title"), [("approve", "审核"), ("grant", "审核"), ("sign", "审签")]
    )
    def test_the_page_has_the_word_of_its_button_and_both_outcomes(
        self, page, title, client, milestone
    ):
        client.force_login(
            make_user(role="head", unit=milestone.lead)
            if page == "sign"
            else make_user(role="supervisor")
        )
        state = {"sign": "signing"}.get(page, "submitted")
        if page == "grant":
            make_extension(milestone, unit=milestone.lead)
        else:
            make_request(milestone, unit=milestone.lead, state=state)
        task = client.get(address("task", milestone.task.plan, 11)).text
        button = task.partition(f'href="{act(page, milestone)}"')[2].partition("<span")[0]
        assert button.split(">")[-1] == title
        assert task.count(act(page, milestone)) == 1
        text = client.get(act(page, milestone)).text
        assert f"<h1>{title}</h1>" in text
        assert text.count('type="radio"') == 2
        assert "checked" not in text
        assert milestone.task.title in text

    def test_nothing_chosen_is_asked_for_and_the_link_leads_to_the_choice(
        self, as_supervisor, milestone
    ):
        make_request(milestone)
        text = as_supervisor.post(act("approve", milestone), {"seen": 0}).text
        assert '<a href="#id_decision_0">' in text
        assert 'id="id_decision_0"' in text
        assert "请在两项中选择一项" in text
        assert Milestone.objects.get().stage == "submitted"

    @pytest.mark.parametrize("kind", ["completion", "extension"])
    def test_a_refusal_needs_its_reason(self, kind, as_supervisor, milestone):
        make = {"completion": make_request, "extension": make_extension}[kind]
        asked = make(milestone, unit=milestone.lead)
        no = {"completion": "return", "extension": "refuse"}[kind]
        words = {"seen": 0, "decision": no}
        assert "请写明不批准或退回的理由" in as_supervisor.post(act(no, milestone), words).text
        asked.refresh_from_db()
        assert asked.decided_on is None
        # A day that stood in the form of the other choice is no correction.
        words |= {"reason": "缺印发稿", "completed_on": "2015-06-01"}
        assert as_supervisor.post(act(no, milestone), words).status_code == 302
        asked.refresh_from_db()
        assert (asked.decided_on, asked.decision_note) == (TODAY, "缺印发稿")

    def test_the_head_may_say_something_when_he_signs(self, client, milestone):
        head = make_user(role="head", unit=milestone.lead)
        client.force_login(head)
        make_request(milestone, unit=milestone.lead, state="signing")
        client.post(act("sign", milestone), {"seen": 0, "decision": "sign", "reason": "属实"})
        event = milestone.events.get()
        assert (event.action, event.note) == ("sign", "属实")

    def test_who_confirmed_who_did_not_and_what_the_unit_says_do_not_contradict(
        self, as_supervisor, milestone
    ):
        first, second = (
            make_assignment(milestone.task, make_unit(name=name), role="participating")
            for name in ("区财政局", "区教育局")
        )
        make_confirmation(milestone, first, note="经费已落实")
        make_request(milestone, unit=milestone.lead, exception="参与单位已会签。")
        make_report(milestone, done="已印发3项。")
        text = " ".join(as_supervisor.get(act("approve", milestone)).text.split())
        assert "经费已落实" in text
        assert f'未在系统内会签：<span lang="zh-hans">{second.unit}</span>' in text
        assert "<dt>申请单位的说明</dt>" in text
        assert "未确认" not in text.partition("<h1>")[2].partition("<aside")[0]
        assert "已印发3项。" in text

    def test_a_task_outside_the_plan_says_its_own_words(self, milestone):
        extra = make_extra_task(milestone.task.plan, description="全面排查隐患。")
        assert wording_of(extra.milestones.get()) == ("全面排查隐患。", "", "")

    def test_the_official_wording_marks_the_clause(self, as_supervisor, milestone):
        milestone.task.plan.source_text = "第一行\n1. 题目。内容。6月底前，完成。\n"
        milestone.task.plan.save()
        task = milestone.task
        task.source_start, task.source_end = 4, 22
        task.save()
        Milestone.objects.update(source_start=13, source_end=21)
        make_request(milestone)
        text = as_supervisor.get(act("approve", milestone)).text
        assert "<mark>6月底前，完成。</mark>" in text
        assert "1. 题目。内容。" in text
        Milestone.objects.update(added_on=TODAY)
        assert "<mark>" not in as_supervisor.get(act("approve", milestone)).text

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
    def test_a_date_that_is_none_is_answered_with_a_sentence(self, as_liaison, milestone, day):
        words = {"seen": 0, "completed_on": day, "statement": "办结。"}
        answer = as_liaison.post(act("request-completion", milestone), words)
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

    def test_a_statement_with_a_number_gets_no_hint(self, as_supervisor, milestone):
        make_request(milestone, statement="3项制度已印发。")
        assert "没有写明数量" not in as_supervisor.get(act("return", milestone)).text

    def test_reports_without_anything_to_check_are_marked(self, as_supervisor, milestone):
        make_report(milestone, done="高度重视。")
        make_report(milestone, done="无变化", kind="no-change")
        page = as_supervisor.get(address("task", milestone.task.plan, 11)).text
        assert page.count("无可核查内容") == 1


class TestSplitting:
    def test_a_supervisor_names_the_unit_that_answers(self, as_supervisor, milestone):
        words = {"seen": 0, "unit": milestone.lead.pk, "reason": "按职能分工"}
        answer = as_supervisor.post(act("name-unit", milestone), words, follow=True)
        assert f'<span lang="zh-hans">{milestone.lead}</span>' in answer.text
        assert Milestone.objects.get().answering_unit == milestone.lead

    def test_two_filled_rows_make_two_parts(self, as_supervisor, milestone):
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
        page = as_supervisor.get(act("split", milestone)).text
        assert page.count('<th scope="row">') == 4
        assert page.count('name="due_on2"') == page.count('name="reason"') == 1
        answer = as_supervisor.post(act("split", milestone), words, follow=True)
        for said in ("起草", "论证", "节点3的分项", "中止"):
            assert said in answer.text

    def test_what_is_wrong_with_a_part_stands_beside_it(self, as_supervisor, milestone):
        words = {"seen": 0, "reason": "分工", "text2": "起草", "due_on2": "2015-07-01"}
        words |= {"unit4": milestone.lead.pk, "due_on4": "2015-06-30"}
        answer = as_supervisor.post(act("split", milestone), words)
        assert set(answer.context["form"].errors) == {"unit2", "due_on2", "text4"}
        assert "起草" in answer.text

    def test_one_part_is_none(self, as_supervisor, milestone):
        words = {"seen": 0, "reason": "分工", "text1": "起草", "unit1": milestone.lead.pk}
        answer = as_supervisor.post(act("split", milestone), words | {"due_on1": "2015-06-30"})
        assert "请至少填写两个分项" in answer.text
        assert Milestone.objects.get().stage == "open"

    def test_a_question_comes_before_what_the_act_refuses(self, as_supervisor, milestone):
        words = {"seen": 0, "reason": "分工", "due_on1": "2015-06-17"}
        answer = as_supervisor.post(act("split", milestone), words)
        assert set(answer.context["form"].errors) == {"due_on1"}
        words |= {"due_on1_asked": "2015-06-17", "due_on1_answer": "on"}
        answer = as_supervisor.post(act("split", milestone), words)
        assert set(answer.context["form"].errors) == {"__all__", "text1", "unit1"}

    def test_a_supervisor_adds_what_the_document_does_not_have(self, as_supervisor, milestone):
        target = address("add-milestone", milestone.task.plan, 11)
        words = {
            "text": "补充培训",
            "kind": "deadline",
            "unit": milestone.lead.pk,
            "reason": "批示",
        }
        assert "增加节点" in as_supervisor.get(target).text
        answer = as_supervisor.post(target, words | {"due_on": "2015-02-30"})
        assert "补充培训" in answer.text
        answer = as_supervisor.post(target, words | {"due_on": "2015-08-31"}, follow=True)
        assert "节点已增加" in answer.text
        assert "督查员增加" in answer.text
