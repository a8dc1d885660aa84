"""Slips and referrals as Word files."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from tasks.models import Slip
from tasks.slips import acts as slips
from tasks.slips.word import referral_word, slip_word
from tests.factories import (
    TODAY,
    make_evidence,
    make_extension,
    make_milestone,
    make_report,
    make_unit,
)
from tests.supervising import issue, make_slip, overdue

pytestmark = pytest.mark.django_db
Level = Slip.Level
DAY = timedelta(days=1)


def text_of(stream):
    return "\n".join(paragraph.text for paragraph in Document(stream).paragraphs)


def test_the_word_file_is_laid_out_as_official_papers_are(task, unit):
    slip = make_slip(overdue(task), unit, number=17)
    stream = slip_word(slip)
    section = Document(stream).sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:linePitch")), grid.get(qn("w:type"))) == ("579", "linesAndChars")
    normal = Document(BytesIO(stream.getvalue())).styles["Normal"]
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert normal.font.size.pt == 16
    said = text_of(BytesIO(stream.getvalue()))
    for words in (
        "督办单",
        "督办〔2015〕17号",
        "区水务局：",
        "请说明原因。",
        "2015年6月18日",
        "逾期三十日",
    ):
        assert words in said


def test_a_referral_carries_the_whole_evidence(task, unit, supervisor, liaison):
    milestone = overdue(task, 40)
    told = {"reported_on": date(2015, 6, 1), "done": "完成一半。", "difficulties": "缺人。"}
    make_evidence(milestone, report=make_report(milestone, **told), name="半程报告.pdf")
    make_extension(milestone, decision="refused", decided_on=TODAY, reason="人手不足")
    first = make_slip(milestone, unit, issued_by=supervisor)
    slips.receive(first.receipts.get(), by=liaison, on=TODAY)
    make_receipt_of(first)
    slip = issue(milestone, Level.RED, supervisor)
    receipt = slip.receipts.get()
    chosen = {"action": "answer-slip", "answers": receipt.pk, "name": "加快方案.pdf"}
    make_evidence(milestone, uploaded_by=liaison, **chosen)
    slips.answer(receipt, by=liaison, on=TODAY, text="已加快。")
    slips.refer(slip, by=supervisor, on=TODAY, text="建议核查。")
    slip.refresh_from_db()
    said = text_of(referral_word(slip))
    for words in (
        "建议核查。", milestone.text, "完成一半。", "缺人。", "人手不足",
        first.reference, slip.reference, "已加快。", "签收，未回复", "未签收", "区委督查室",
        "半程报告.pdf", "加快方案.pdf",
    ):  # fmt: skip
        assert words in said


def make_receipt_of(slip):
    """Another unit that never confirmed the slip."""
    return slip.receipts.create(unit=make_unit())


def test_a_referral_without_history_says_so(task):
    milestone = make_milestone(task=task, due_on=None, original_due_on=None)
    slip = make_slip(milestone, level=Level.RED, referred_on=TODAY, referral="建议核查。")
    said = text_of(referral_word(slip))
    assert "无。" in said
    assert "待定" in said
    assert slip.plan.issuer in said
