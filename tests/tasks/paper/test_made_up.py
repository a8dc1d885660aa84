"""Papers from before papers kept their words are made up (补制) when somebody first opens them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from tasks.inspections.sheets import sheet_of
from tasks.models import Extension, Inspection
from tasks.paper.issuing import make_up
from tasks.workflow.acts import extensions
from tests.factories import TODAY, make_extension, make_unit, make_user
from tests.pages import address
from tests.supervising import make_inspection, make_instruction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LONG_AGO, LATER = date(2015, 6, 1), TODAY + timedelta(days=3)


def order(milestone, unit, _supervisor):
    given = {"given_on": LONG_AGO, "given_by": make_user(role="leader", name="张三")}
    return "instruction", make_instruction(milestone.task, unit, **given)


def visit(milestone, unit, supervisor):
    found = {"inspected_on": LONG_AGO, "inspected_by": supervisor, "rectify_by": TODAY}
    return "inspection", make_inspection(milestone, unit, **found)


def decision(milestone, unit, supervisor):
    make_extension(milestone, unit=unit, decision="pending", submitted_on=LONG_AGO)
    extensions.refuse(milestone, by=supervisor, on=LONG_AGO, seen=0, reason="情况不实。")
    return "decision", Extension.objects.get()


def former(paper):
    """``paper`` as it was before papers kept their words and were numbered; and those words."""
    paper.refresh_from_db()
    numbers = {"plan": None, "year": None, "number": None}
    type(paper).objects.filter(pk=paper.pk).update(sheet={}, **numbers)
    return {key: value for key, value in paper.sheet.items() if key not in ("number", "form")}


@pytest.mark.parametrize("write", [order, visit, decision])
def test_it_is_made_once_and_says_on_which_day(
    write, milestone, unit, supervisor, client, settings
):
    name, paper = write(milestone, unit, supervisor)
    words, to = former(paper), address(f"{name}-word", milestone.task.plan, paper.pk)
    client.force_login(supervisor)
    first = client.get(to)
    assert first.status_code == 200
    paper.refresh_from_db()
    assert paper.sheet["made_up_on"] == "2015-06-18"
    assert {key: paper.sheet[key] for key in words} == words | {"made_up_on": "2015-06-18"}
    unit.name, settings.PLAN_TODAY = "新局", LATER
    unit.save()
    again = client.get(to)
    said = ["\n".join(one.text for one in document(answer).paragraphs) for answer in (first, again)]
    assert said[0] == said[1]
    assert "（本件根据系统记录于2015年6月18日补制）" in said[0]
    assert "\t2015年6月18日补制\n" in f"{said[0]}\n"
    assert "印发" not in said[0]


def document(answer):
    return Document(BytesIO(b"".join(answer.streaming_content)))


def test_who_may_not_take_it_makes_none(milestone, unit, supervisor, client):
    name, paper = order(milestone, unit, supervisor)
    former(paper)
    client.force_login(make_user(role="liaison", unit=make_unit()))
    assert client.get(address(f"{name}-word", milestone.task.plan, paper.pk)).status_code == 403
    paper.refresh_from_db()
    assert paper.sheet == {}


@pytest.mark.parametrize("ended", ["withdrawn", "sent-back"])
def test_what_supervisors_never_answered_has_no_paper(ended, milestone, unit, supervisor, client):
    row = make_extension(milestone, unit=unit, decision=ended, decided_on=LONG_AGO)
    to = address("decision-word", milestone.task.plan, row.pk)
    client.force_login(supervisor)
    assert to not in client.get(address("task", milestone.task.plan, milestone.task.number)).text
    assert client.get(to).status_code == 404


def test_a_decision_that_no_event_tells_of_is_the_plan_s_issuer_s(milestone, unit, as_supervisor):
    plan = milestone.task.plan
    row = make_extension(milestone, unit=unit, decision="granted", decided_on=LONG_AGO)
    assert as_supervisor.get(address("decision-word", plan, row.pk)).status_code == 200
    row.refresh_from_db()
    assert row.sheet["office"] == plan.issuer


def test_a_group_is_addressed_as_on_the_day(group, milestone, as_supervisor):
    given = make_instruction(milestone.task, *group.members.all())
    given.replies.update(group=group)
    former(given)
    as_supervisor.get(address("instruction-word", milestone.task.plan, given.pk))
    given.refresh_from_db()
    assert given.sheet["addressees"] == ["各街道"]


def test_who_opens_it_at_the_same_time_reads_what_the_first_one_made(milestone, unit, supervisor):
    _name, first = visit(milestone, unit, supervisor)
    former(first)
    second = Inspection.objects.get()
    for paper, day in ((first, TODAY), (second, LATER)):
        make_up(paper, sheet_of(paper), day)
        assert paper.sheet["made_up_on"] == "2015-06-18"
