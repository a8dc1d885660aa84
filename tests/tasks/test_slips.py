"""Which slip a milestone calls for, and what happens to slips."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from docx import Document
from docx.oxml.ns import qn

from tasks.acts import completion, extensions, slips
from tasks.exports.slips import referral_document, slip_document
from tasks.models import Event, Mail, Slip
from tasks.slips import proposals
from tasks.workflow import Conflict
from tests.factories import (
    TODAY,
    make_assignment,
    make_extension,
    make_milestone,
    make_plan,
    make_report,
    make_request,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import make_slip
from tests.tasks.test_concurrency import at_once, needs_postgresql

pytestmark = pytest.mark.django_db
Level = Slip.Level
DAY = timedelta(days=1)


@pytest.fixture
def task(plan):
    task = make_task(plan=plan, number=11)
    make_assignment(task, make_unit(name="区水务局"))
    return task


@pytest.fixture
def unit(task):
    return task.units.get()


@pytest.fixture
def liaison(unit):
    return make_user(role="liaison", unit=unit, email="liaison@example.org")


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit(name="区委督查室"))


def overdue(task, days=1, **fields):
    return make_milestone(task=task, due_on=TODAY - days * DAY, **fields)


def levels(plan, on=TODAY):
    return [one.level for one in proposals(plan, on)]


def issue(milestone, level, by, on=TODAY, **words):
    begin = {"requirement": "请说明原因。", "reply_by": on + 7 * DAY}
    return slips.issue(milestone, level, by=by, on=on, **begin | words)


@pytest.mark.parametrize(
    ("due_in", "reported", "level"),
    [
        (15, None, Level.BLUE),
        (0, 7, Level.BLUE),
        (5, 6, None),
        (16, None, None),
        (-1, 0, Level.YELLOW),
        (-29, None, Level.YELLOW),
        (-30, 0, Level.RED),
    ],
)
def test_light_silence_and_days_decide_the_colour(due_in, reported, level, plan, task):
    milestone = make_milestone(task=task, due_on=TODAY + due_in * DAY)
    if reported is not None:
        make_report(milestone, reported_on=TODAY - reported * DAY)
    assert levels(plan) == ([level] if level else [])


def test_what_waits_for_the_supervisors_is_not_the_units_delay(plan, task):
    overdue(task, stage="submitted")
    assert levels(plan) == []


def test_what_an_open_slip_says_is_not_said_again(plan, task):
    milestone = overdue(task)
    slip = make_slip(milestone, level=Level.YELLOW, issued_on=TODAY - DAY)
    assert levels(plan) == []
    assert levels(plan, TODAY - 2 * DAY) == [Level.BLUE]  # the slip was not issued yet
    Slip.objects.filter(pk=slip.pk).update(level=Level.BLUE)
    assert levels(plan) == [Level.YELLOW]


def test_a_yellow_slip_without_an_answer_calls_for_a_red_one(plan, task, unit):
    milestone = overdue(task, 10)
    slip = make_slip(milestone, unit, issued_on=TODAY - 9 * DAY, reply_by=TODAY - DAY)
    assert levels(plan) == [Level.RED]
    assert "未回复" in proposals(plan, TODAY)[0].evidence
    slip.receipts.update(received_on=TODAY, replied_on=TODAY, text="已加快。")
    assert levels(plan) == []


def test_the_gravest_stand_first_and_the_lead_units_receive(plan, task, unit):
    make_assignment(task, role="participating")
    make_milestone(task=task)
    overdue(task, 40)
    found = proposals(plan, TODAY)
    assert [one.level for one in found] == [Level.RED, Level.BLUE]
    assert found[0].units == [unit]


def test_the_unit_that_was_named_receives_alone(plan, task):
    named = make_assignment(task).unit
    milestone = overdue(task, answering_unit=named, answering_on=date(2015, 5, 1))
    assert proposals(plan, TODAY)[0].units == [named]
    assert milestone.pk == proposals(plan, TODAY)[0].milestone.pk


def test_the_grounds_are_in_chinese_with_wording_dates_days_and_reports(plan, task):
    milestone = overdue(task, 3, text="完成河道整治")
    make_report(milestone, reported_on=date(2015, 6, 1))
    said = proposals(plan, TODAY)[0].evidence
    for words in ("完成河道整治", "2015年6月15日", "3", "2015年6月1日"):
        assert words in said
    assert "overdue" not in said


def test_an_issued_slip_has_the_next_number_its_units_and_a_mail(task, unit, liaison, supervisor):
    first = issue(overdue(task), Level.YELLOW, supervisor)
    second = issue(overdue(task, 31), Level.RED, supervisor)
    assert [first.reference, second.reference] == ["督办〔2015〕1号", "督办〔2015〕2号"]
    assert [receipt.unit for receipt in first.receipts.all()] == [unit]
    assert liaison.mails.filter(kind=Mail.Kind.SLIP).count() == 2
    event = Event.objects.filter(action="issue-slip").last()
    assert (event.note, event.unit, event.on) == ("督办〔2015〕1号", supervisor.unit, TODAY)


def test_a_blue_slip_waits_for_the_weekly_mail(task, liaison, supervisor):
    issue(make_milestone(task=task), Level.BLUE, supervisor)
    assert liaison.mails.count() == 0


def test_each_year_and_plan_counts_from_one(task, supervisor):
    make_slip(year=2014, plan=task.plan, number=9)
    make_slip(year=2015, number=7)
    assert issue(overdue(task), Level.YELLOW, supervisor).number == 1


def test_only_what_is_called_for_can_be_issued(task, supervisor):
    milestone = overdue(task)
    for level in (Level.BLUE, Level.RED):
        with pytest.raises(Conflict):
            issue(milestone, level, supervisor)
    issue(milestone, Level.YELLOW, supervisor)
    with pytest.raises(Conflict):
        issue(milestone, Level.YELLOW, supervisor)


def test_a_graver_slip_takes_the_place_of_the_first(task, unit, supervisor):
    milestone = overdue(task, 31)
    first = make_slip(milestone, unit)
    issue(milestone, Level.RED, supervisor)
    first.refresh_from_db()
    assert (first.lifted_on, first.lifted_because) == (TODAY, "raised")
    assert Slip.objects.open().get().level == Level.RED


def test_only_supervisors_act_for_the_supervision(task, liaison):
    milestone = overdue(task)
    slip = make_slip(overdue(task), level=Level.RED)
    for act in (
        lambda: issue(milestone, Level.YELLOW, liaison),
        lambda: slips.withdraw(slip, by=liaison, on=TODAY, reason="错"),
        lambda: slips.refer(slip, by=liaison, on=TODAY, text="请核查。"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_unit_confirms_and_answers_once(task, unit, liaison):
    receipt = make_slip(overdue(task), unit).receipts.get()
    slips.receive(receipt, by=liaison, on=TODAY)
    with pytest.raises(Conflict):
        slips.receive(receipt, by=liaison, on=TODAY)
    slips.answer(receipt, by=liaison, on=TODAY + DAY, text="已加快。")
    with pytest.raises(Conflict):
        slips.answer(receipt, by=liaison, on=TODAY + DAY, text="再说一次。")
    receipt.refresh_from_db()
    assert (receipt.received_on, receipt.replied_on, receipt.text) == (
        TODAY,
        TODAY + DAY,
        "已加快。",
    )
    assert not receipt.is_late(TODAY + 30 * DAY)


def test_an_answer_confirms_the_receipt(task, unit, liaison):
    receipt = make_slip(overdue(task), unit).receipts.get()
    assert receipt.is_late(TODAY + 8 * DAY)
    slips.answer(receipt, by=liaison, on=TODAY, text="已加快。")
    receipt.refresh_from_db()
    assert receipt.received_by == liaison


def test_other_units_confirm_and_answer_nothing(task, unit):
    stranger = make_user(role="liaison", unit=make_unit())
    receipt = make_slip(overdue(task), unit).receipts.get()
    for act in (slips.receive, lambda row, **who: slips.answer(row, text="我来。", **who)):
        with pytest.raises(PermissionDenied):
            act(receipt, by=stranger, on=TODAY)


def test_a_slip_is_withdrawn_with_a_reason_once(task, supervisor):
    slip = make_slip(overdue(task))
    slips.withdraw(slip, by=supervisor, on=TODAY, reason="日期有误。")
    slip.refresh_from_db()
    assert (slip.lifted_because, slip.lifted_note) == ("withdrawn", "日期有误。")
    with pytest.raises(Conflict):
        slips.withdraw(slip, by=supervisor, on=TODAY, reason="再撤。")


def test_a_milestone_that_is_done_or_stopped_lifts_its_slip(task, supervisor):
    done, stopped = overdue(task, stage="submitted"), overdue(task)
    for milestone in (done, stopped):
        make_slip(milestone)
    make_request(done)
    completion.approve(done, by=supervisor, on=TODAY, seen=done.version)
    completion.stop(stopped, by=supervisor, on=TODAY, seen=stopped.version, reason="另案办理。")
    causes = Slip.objects.order_by("pk").values_list("lifted_on", "lifted_because")
    assert list(causes) == [(TODAY, "done"), (TODAY, "stopped")]


def test_a_later_date_lifts_the_slip(task, supervisor):
    milestone = overdue(task)
    make_slip(milestone)
    make_extension(milestone, decision="pending", new_due_on=TODAY + 40 * DAY)
    extensions.grant(milestone, by=supervisor, on=TODAY, reason="属实。")
    assert Slip.objects.get().lifted_because == "extended"


def test_a_red_slip_is_referred_once_and_others_never(task, supervisor):
    red = make_slip(overdue(task), level=Level.RED)
    slips.refer(red, by=supervisor, on=TODAY, text="请核查。")
    for slip in (red, make_slip(overdue(task))):
        with pytest.raises(Conflict):
            slips.refer(slip, by=supervisor, on=TODAY, text="请核查。")
    assert Event.objects.filter(action="refer").count() == 1


def test_blue_slips_issue_themselves_where_the_plan_says_in_whose_name(task, supervisor):
    plan = task.plan
    make_milestone(task=task)
    overdue(task)
    assert slips.issue_blue(plan, TODAY) == 0
    plan.auto_blue = supervisor
    assert [slips.issue_blue(plan, TODAY) for _time in range(2)] == [1, 0]
    assert Slip.objects.get().level == Level.BLUE


@pytest.mark.parametrize("milestones", [2, 12])
def test_proposals_ask_as_often_for_many_as_for_few(milestones, task, django_assert_num_queries):
    for _number in range(milestones):
        make_slip(overdue(task), level=Level.BLUE)
    with django_assert_num_queries(5):
        assert len(proposals(task.plan, TODAY)) == milestones


def text_of(stream):
    return "\n".join(paragraph.text for paragraph in Document(stream).paragraphs)


def test_the_word_file_is_laid_out_as_official_papers_are(task, unit):
    slip = make_slip(overdue(task), unit, number=17)
    stream = slip_document(slip)
    section = Document(stream).sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:linePitch")), grid.get(qn("w:type"))) == ("579", "linesAndChars")
    normal = Document(BytesIO(stream.getvalue())).styles["Normal"]
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert normal.font.size.pt == 16
    said = text_of(BytesIO(stream.getvalue()))
    for words in ("督办单", "督办〔2015〕17号", "区水务局：", "请说明原因。", "2015年6月18日"):
        assert words in said


def test_a_referral_carries_the_whole_evidence(task, unit, supervisor, liaison):
    milestone = overdue(task, 40)
    make_report(milestone, reported_on=date(2015, 6, 1), done="完成一半。", difficulties="缺人。")
    make_extension(milestone, decision="refused", decided_on=TODAY, reason="人手不足")
    first = make_slip(milestone, unit, issued_by=supervisor)
    slips.receive(first.receipts.get(), by=liaison, on=TODAY)
    make_receipt_of(first)
    slip = issue(milestone, Level.RED, supervisor)
    slips.answer(slip.receipts.get(), by=liaison, on=TODAY, text="已加快。")
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    said = text_of(referral_document(slip))
    for words in (
        "建议核查。", milestone.text, "完成一半。", "缺人。", "人手不足",
        first.reference, slip.reference, "已加快。", "签收，未回复", "未签收", "区委督查室",
    ):  # fmt: skip
        assert words in said


def make_receipt_of(slip):
    """Another unit that never confirmed the slip."""
    return slip.receipts.create(unit=make_unit())


def test_a_referral_without_history_says_so(task):
    milestone = make_milestone(task=task, due_on=None, original_due_on=None)
    slip = make_slip(milestone, level=Level.RED, referred_on=TODAY, referral="建议核查。")
    said = text_of(referral_document(slip))
    assert "无。" in said
    assert "待定" in said
    assert slip.plan.issuer in said


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_double_when_many_issue_at_once():
    plan = make_plan()
    task = make_task(plan=plan)
    make_assignment(task)
    milestones = [overdue(task) for _number in range(20)]
    by = make_user(role="supervisor", unit=make_unit())
    acts = [lambda row=row: issue(row, Level.YELLOW, by) for row in milestones * 2]
    assert at_once(acts) == {"done": 20, "Conflict": 20}
    assert sorted(Slip.objects.values_list("number", flat=True)) == list(range(1, 21))
