import pytest

from tasks.models import HollowPhrase, ProgressReport
from tasks.templatetags.ledger import is_hollow
from tasks.workflow.hints import hollow_phrases, is_checkable


@pytest.mark.parametrize(
    "text",
    [
        "已培训412家企业。",
        "6月25日前印发",
        "已培训４１２家企业。",
        "完成三项制度",
        "《裁量标准》已印发",
        "宝府办〔2015〕9号",
    ],
)
def test_numbers_dates_and_documents_can_be_checked(text):
    assert is_checkable(text)


@pytest.mark.parametrize("text", ["高度重视，积极推进。", "一定抓紧落实", "正在研究有关事宜"])
def test_fine_words_cannot(text):
    assert not is_checkable(text)


def test_the_phrases_are_the_administrators(db):
    assert hollow_phrases("我局高度重视，正在研究。") == ["正在研究", "高度重视"]
    HollowPhrase.objects.create(text="狠抓")
    assert hollow_phrases("狠抓落实") == ["狠抓"]


@pytest.mark.parametrize(("is_hidden", "is_marked"), [(True, False), (False, True)])
def test_of_what_one_may_not_read_nothing_is_said(is_hidden, is_marked):
    report = ProgressReport(kind="report", done="高度重视。")
    report.is_hidden = is_hidden
    assert is_hollow(report) is is_marked
