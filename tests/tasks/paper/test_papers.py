"""Papers beside slips: instructions, inspections, decisions on extensions."""

from datetime import timedelta

import pytest

from tasks.inspections import acts as inspections
from tasks.instructions import acts as instructions
from tasks.models import Event, Extension, Inspection
from tasks.paper.sheet import Sheet
from tasks.workflow.acts import extensions
from tests.factories import TODAY, make_extension, make_milestone, make_unit, make_user
from tests.pages import address
from tests.supervising import make_inspection, make_instruction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)


@pytest.fixture
def leader():
    return make_user(role="leader", name="张三")


def words(sheet):
    """Title, addressees and paragraphs."""
    return [sheet["title"], sheet["addressees"], *sheet["parts"][0][1]]


def test_an_instruction_has_a_paper_with_a_form_for_the_reply(task, unit, leader):
    order = {"by": leader, "on": TODAY, "units": [unit], "text": "请抓紧。"}
    sheet = instructions.instruct(task, reply_by=TODAY + DAY, **order).sheet
    given = f"2015年6月18日，张三同志对《关于一件事的工作方案》第11项任务“{task.title}”作出批示：“请抓紧”。"
    assert words(sheet) == [
        f"关于“{task.title}”的领导批示办理单",
        ["区水务局"],
        given,
        "请认真抓好落实，于2015年6月19日前书面回复办理情况。",
    ]
    assert [tuple(row) for row in sheet["form"]][1:3] == [
        ("批示", "请抓紧。"),
        ("承办单位", "区水务局"),
    ]
    sheet = instructions.instruct(task, reply_by=None, **order).sheet
    assert words(sheet)[-1] == "请认真抓好落实，及时书面回复办理情况。"


@pytest.mark.parametrize(
    ("rectify_by", "title", "last", "form"),
    [
        (TODAY + DAY, "整改通知", "请于2015年6月19日前完成整改，并书面报告整改情况。", "整改回执"),
        (None, "督查情况通报", "特此通报。", ""),
    ],
)
def test_an_inspection_has_a_paper(rectify_by, title, last, form, task, unit, supervisor):
    milestone = make_milestone(task=task, text="完成清单")
    found = {"kind": "covert", "unit": unit, "findings": "台账不全。\n无人值守。"}
    one = inspections.inspect(milestone, by=supervisor, on=TODAY, rectify_by=rectify_by, **found)
    begin = (
        f"2015年6月18日，我单位就《关于一件事的工作方案》第11项任务“{task.title}”中“完成清单”"
        "对你单位进行了明察暗访，情况如下："
    )
    assert words(one.sheet) == [
        f"关于“{task.title}”的{title}", ["区水务局"], begin, "台账不全。", "无人值守。", last,
    ]  # fmt: skip
    assert one.sheet["form_title"] == form


@pytest.mark.parametrize(("passed", "last"), [(True, "属实"), (False, "重启办理")])
def test_a_re_check_says_its_outcome(passed, last):
    row = make_inspection(kind="recheck", month=TODAY.replace(day=1), passed=passed)
    assert last in row.sheet["parts"][0][1][-1]


@pytest.mark.parametrize(
    ("act", "decision"),
    [
        (extensions.grant, "经研究，同意延期至2015年7月31日。请倒排工期，确保按期办结。"),
        (extensions.refuse, "经研究，不同意延期。请仍按2015年6月30日的时限抓紧办理。"),
    ],
)
def test_a_decision_on_an_extension_answers_the_unit(act, decision, task, unit, supervisor):
    milestone = make_milestone(task=task, text="完成清单")
    days = {"new_due_on": TODAY.replace(month=7, day=31), "requested_on": TODAY - DAY}
    make_extension(milestone, unit=unit, decision="pending", submitted_on=TODAY - DAY, **days)
    act(milestone, by=supervisor, on=TODAY, seen=0, reason="情况属实。")
    sheet = Extension.objects.get().sheet
    assert words(sheet) == [
        f"关于“{task.title}”延期申请的批复",
        ["区水务局"],
        f"你单位2015年6月17日关于将《关于一件事的工作方案》第11项任务“{task.title}”中“完成清单”的时限"
        "由2015年6月30日延至2015年7月31日的申请收悉。",
        decision,
        "意见：情况属实。",
    ]
    assert Sheet.of(sheet).office == "区委督查室"


def test_of_nobody_s_old_request_the_paper_says_so(task, supervisor):
    milestone = make_milestone(task=task)
    make_extension(milestone, unit=None, decision="pending", submitted_on=TODAY)
    extensions.grant(milestone, by=supervisor, on=TODAY, seen=0)
    sheet = Extension.objects.get().sheet
    assert (sheet["addressees"], len(sheet["parts"][0][1])) == (["有关单位"], 2)


def papers(task, unit, leader, supervisor):
    """``{page: paper}`` of TODAY to ``unit``."""
    milestone = make_milestone(task=task)
    visit = make_inspection(milestone, unit, rectify_by=TODAY)
    order = make_instruction(task, unit, given_by=leader, given_on=TODAY)
    make_extension(milestone, unit=unit, decision="pending", submitted_on=TODAY)
    extensions.grant(milestone, by=supervisor, on=TODAY, seen=0)
    decided = Extension.objects.get()
    return {"inspection-word": visit, "instruction-word": order, "decision-word": decided}


def test_each_is_linked_where_it_stands_for_those_concerned(
    plan, task, unit, leader, supervisor, liaison, client
):
    stranger = make_user(role="liaison", unit=make_unit())
    found = papers(task, unit, leader, supervisor)
    for person, is_linked in (
        (liaison, True),
        (leader, True),
        (supervisor, True),
        (stranger, False),
    ):
        client.force_login(person)
        for name, paper in found.items():
            page = address("task", plan, task.number)
            if name == "inspection-word":
                page = address("inspection", plan, paper.pk)
            to = address(name, plan, paper.pk)
            assert (to in client.get(page).text) is is_linked, name
            answer = client.get(to)
            assert answer.status_code == (200 if is_linked else 403)
            if is_linked:
                assert b"".join(answer.streaming_content).startswith(b"PK")


def test_none_is_there_before_its_day(plan, task, unit, leader, supervisor, client):
    client.force_login(supervisor)
    for name, paper in papers(task, unit, leader, supervisor).items():
        before = address(name, plan, paper.pk, as_of="2015-06-17")
        assert client.get(before).status_code == 404


def test_a_visit_written_down_keeps_its_words(task, unit, supervisor):
    milestone = make_milestone(task=task)
    one = inspections.inspect(
        milestone, by=supervisor, on=TODAY, kind="site", unit=unit, findings="台账不全。"
    )
    task.title, unit.name = "新题", "新局"
    task.save()
    unit.save()
    kept = Inspection.objects.get(pk=one.pk).sheet
    assert (kept["addressees"], "新题" in kept["title"]) == (["区水务局"], False)
    assert Event.objects.get().inspection == one
