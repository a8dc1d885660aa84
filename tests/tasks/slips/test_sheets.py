"""The words of slips and referrals, and that they stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from tasks.models import Mail, Slip
from tasks.paper.sheet import Sheet
from tasks.slips import acts as slips
from tests.factories import (
    TODAY,
    make_evidence,
    make_extension,
    make_leader,
    make_milestone,
    make_report,
    make_unit,
    make_user,
)
from tests.supervising import (
    issue,
    make_inspection,
    make_instruction,
    make_slip,
    make_urge,
    overdue,
)

pytestmark = pytest.mark.django_db
Level = Slip.Level
DAY = timedelta(days=1)
AT = datetime(2015, 6, 18, tzinfo=UTC)


def lines_of(sheet):
    return [line for _heading, lines in sheet["parts"] for line in lines]


def word_of(sheet):
    document = Document(Sheet.of(sheet).word(AT))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(one.text for one in (*document.paragraphs, *cells))


def test_a_slip_reads_as_official_papers_do(plan, task, unit, supervisor):
    task.title, plan.title = "建设“法治宝安”", "关于《纲要》的工作方案"
    task.save()
    plan.save()
    milestone = overdue(task, 132, text="完成“三项”清单")
    sheet = issue(milestone, Level.RED, supervisor).sheet
    assert sheet["title"] == "关于加快办理“建设‘法治宝安’”的红色督办单"
    assert sheet["number"] == "督办〔2015〕1号"
    assert sheet["addressees"] == ["区水务局"]
    assert lines_of(sheet) == [
        "《关于〈纲要〉的工作方案》第11项任务“建设‘法治宝安’”中，“完成‘三项’清单”时限为2015年2月6日，"
        "截至6月18日已逾期132天。至今未填报进展。",
        "请说明原因。请于2015年6月25日前书面回复。",
    ]


def test_it_says_who_issues_it_whom_to_ask_and_who_gets_a_copy(plan, task, unit, supervisor):
    leader = make_leader(name="张三", title="区委副书记")
    task.lead_leaders.create(leader=leader, order=1)
    sheet = issue(overdue(task), Level.YELLOW, supervisor).sheet
    assert (sheet["office"], sheet["copies"]) == ("区委督查室", ["区委副书记张三同志"])
    assert sheet["notes"] == [Slip.RULE]
    plan.office, plan.contact, plan.contact_phone = "中共某区委督查室", "王某", "0755-1"
    plan.save()
    sheet = issue(overdue(task), Level.YELLOW, supervisor).sheet
    assert sheet["office"] == "中共某区委督查室"
    assert sheet["notes"] == ["联系人：王某，联系电话：0755-1", Slip.RULE]
    said = word_of(sheet)
    for words in (
        "督办单回执",
        "承办单位意见",
        "办理结果",
        "签字",
        "区委副书记张三同志。",
        "中共某区委督查室\t2015年6月18日印发",
    ):
        assert words in said


def test_somebody_without_a_unit_issues_in_the_name_of_the_plan_s_issuer(plan, task):
    slip = issue(overdue(task), Level.YELLOW, make_user(role="supervisor"))
    assert slip.sheet["office"] == plan.issuer


def test_what_is_renamed_or_corrected_later_changes_no_paper(plan, task, unit, supervisor):
    milestone = overdue(task, 40)
    slip = issue(milestone, Level.RED, supervisor)
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    before = word_of(slip.sheet), word_of(slip.referral_sheet)
    task.title, milestone.text, unit.name, supervisor.unit.name = "新题", "新节点", "新局", "新室"
    plan.title = "新方案"
    for row in (task, milestone, unit, supervisor.unit, plan):
        row.save()
    slip = Slip.objects.get()
    assert (word_of(slip.sheet), word_of(slip.referral_sheet)) == before


def test_a_referral_carries_the_whole_evidence(task, unit, supervisor, liaison):
    milestone = overdue(task, 40)
    told = {"reported_on": date(2015, 6, 1), "done": "完成一半。", "difficulties": "缺人。"}
    make_evidence(milestone, report=make_report(milestone, **told), name="半程报告.pdf")
    make_extension(milestone, decision="refused", decided_on=TODAY, reason="人手不足")
    first = make_slip(milestone, unit, issued_by=supervisor)
    slips.receive(first.receipts.get(), by=liaison, on=TODAY)
    other = first.receipts.create(unit=make_unit()).unit
    slip = issue(milestone, Level.RED, supervisor)
    receipt = slip.receipts.get()
    chosen = {"action": "answer-slip", "answers": receipt.pk, "name": "加快方案.pdf"}
    make_evidence(milestone, uploaded_by=liaison, **chosen)
    slips.answer(receipt, by=liaison, on=TODAY, text="已加快。")
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    said = word_of(slip.referral_sheet)
    assert slip.referral_sheet["addressees"] == ["区纪委〈监察局〉"]
    for words in (
        "建议核查。", milestone.text, "完成一半。困难：缺人。（附件2）", "人手不足", "附件：1. 加快方案.pdf", "2. 半程报告.pdf",
        "要求2015年6月25日前回复", f"{unit}：2015年6月18日签收，未回复（尚未到期）。",
        "2015年6月18日回复（按期）：已加快。（附件1）", f"{other}：未签收", "截至2015年6月18日，已逾期40天", "区委督查室",
    ):  # fmt: skip
        assert words in said, words


def test_the_discipline_inspection_does_not_judge_itself(task, supervisor):
    slip = make_slip(overdue(task), make_unit(name="区纪委〈监察局〉"), level=Slip.Level.RED)
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    assert slip.referral_sheet["addressees"] == [task.plan.issuer]


def test_a_referral_tells_of_urges_orders_returns_visits_and_extensions(task, unit, supervisor):
    milestone = overdue(task, 40)
    make_urge(milestone, unit, text="请抓紧办。", urged_by=supervisor)
    given = make_instruction(task, unit, make_unit(), text="月底见分晓。", reply_by=TODAY - DAY)
    answered = given.replies.get(unit=unit)
    given.replies.filter(pk=answered.pk).update(state="answered", text="照办。", replied_on=TODAY)
    milestone.events.create(
        task=task, action="return", person=supervisor, on=TODAY, note="材料不齐。"
    )
    make_inspection(milestone, unit, findings="台账缺页。", rectify_by=TODAY + DAY)
    visit = {"inspected_on": TODAY - 9 * DAY, "rectify_by": TODAY - DAY}
    done = {"rectified_on": TODAY - DAY, "rectification": "已补。"}
    make_inspection(milestone, unit, **visit, **done)
    seen = make_inspection(milestone, unit, findings="一切属实。")
    make_evidence(milestone, inspection=seen, action="inspect", name="门厅.jpg")
    looked = {"opinion": "属实。", "looked_on": TODAY, "closed_on": TODAY}
    again = make_inspection(milestone, unit, **visit, **done, **looked).visits.get()
    make_evidence(milestone, visit=again, action="rectify", name="整改.pdf")
    make_evidence(milestone, visit=again, action="close-inspection", name="复核.jpg")
    make_extension(milestone, decision="granted", decided_on=TODAY, decision_note="属实。")
    past = {"issued_on": TODAY - 9 * DAY, "reply_by": TODAY - 3 * DAY}
    slip = make_slip(milestone, unit, level=Level.RED, **past)
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    parts = dict(slip.referral_sheet["parts"])
    assert "请抓紧办。" in parts["三、催办"][0]
    order, *replies = parts["四、领导批示和回复"]
    assert "月底见分晓。（要求2015年6月17日前回复）" in order
    assert "回复（逾期1天）：照办。" in "".join(replies)
    assert "未回复（逾期1天）。" in "".join(replies)
    assert "材料不齐。" in parts["五、退回"][0]
    assert "未报告整改" in "".join(parts["六、督查和整改"])
    assert "".join(parts["六、督查和整改"]).count("要求2015年") == 3
    assert "（按期）。2015年6月17日报告整改：已补。" in "".join(parts["六、督查和整改"])
    told = "".join(parts["六、督查和整改"])
    assert "报告整改：已补。（附件1）2015年6月18日核查：属实。（附件2）" in told
    assert "督查区水务局：一切属实。（附件3）" in told
    names = [name.partition("（")[0] for name in slip.referral_sheet["attachments"]]
    assert names == ["整改.pdf", "复核.jpg", "门厅.jpg"]
    assert "意见：属实。" in parts["七、延期申请"][0]
    assert "未签收，未回复（逾期3天）。" in parts["二、督办单和回复"][1]
    assert parts["八、进展填报"] == ["无。"]


def test_a_referral_tells_nothing_of_later_days(task, unit, supervisor):
    milestone = overdue(task, 40)
    make_report(milestone, reported_on=TODAY + DAY, done="后来的话。")
    make_urge(milestone, unit, text="后来催。", urged_at=AT + 5 * DAY)
    slip = make_slip(milestone, unit, level=Level.RED)
    answer = {"received_on": TODAY + DAY, "replied_on": TODAY + DAY, "text": "后来答。"}
    slip.receipts.update(**answer)
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    said = word_of(slip.referral_sheet)
    assert "后来" not in said
    assert "未签收，未回复（尚未到期）。" in said


def test_a_referral_without_dates_or_history_says_so(task):
    milestone = make_milestone(task=task, due_on=None, original_due_on=None)
    slip = make_slip(milestone, level=Level.RED, referred_on=TODAY, referral="建议核查。")
    assert lines_of(slip.referral_sheet).count("无。") == 6
    assert "原定时限：待定。批准时限：待定。" in lines_of(slip.referral_sheet)


def test_a_referral_of_what_was_done_says_when(task):
    done = overdue(task, 40, stage="done", completed_on=date(2015, 6, 17))
    slip = make_slip(done, level=Level.RED, referred_on=TODAY, referral="建议核查。")
    assert "已于2015年6月17日办结。" in lines_of(slip.referral_sheet)


def test_the_mail_of_a_slip_says_whose_it_is_and_from_when(task, unit, supervisor):
    make_user(role="head", unit=unit)
    issue(overdue(task), Level.YELLOW, supervisor)
    line = Mail.objects.get().body["sections"][0]["lines"][0]
    assert f"2015-06-18印发，主送{unit}" in line["note"]
