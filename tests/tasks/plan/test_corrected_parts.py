"""Units and leaders of a task are corrected: what hangs on a unit's part neither moves nor falls."""

import pytest

from tasks.models import Assignment, Confirmation, Correction, Event
from tests.correcting import save
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_assignment,
    make_confirmation,
    make_extension,
    make_implementation,
    make_leader,
    make_milestone,
    make_naming,
    make_relief,
    make_report,
    make_request,
    make_task,
    make_task_leader,
    make_unit,
)
from tests.supervising import make_inspection, make_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REMOVED = {"assignments-0-DELETE": "on"}


@pytest.fixture
def admin(client_as):
    return client_as("admin")


@pytest.fixture
def task():
    return make_task()


@pytest.fixture
def justice(task):
    part = make_assignment(task, make_unit(name="区司法局"), order=1)
    make_acknowledgement(part)
    return part


@pytest.fixture
def finance(task):
    return make_assignment(task, make_unit(name="区财政局"), order=2, role="participating")


@pytest.fixture
def milestone(task):
    return make_milestone(task=task, order=1, text="制定办法")


def parts(task):
    """``(unit, role, order, is acknowledged)`` of each, in the document's order."""
    return [
        (str(one.unit), one.role, one.order, one.acknowledgements.filter(unit=one.unit).exists())
        for one in task.assignments.select_related("unit")
    ]


def test_a_unit_that_was_put_right_has_not_acknowledged(admin, task, justice):
    assert (
        save(admin, task, **{"assignments-0-unit": make_unit(name="区法制办").pk}).status_code
        == 302
    )
    assert parts(task) == [("区法制办", "lead", 1, False)]
    assert justice.tenures.get().unit.name == "区法制办"


def test_a_part_that_keeps_its_unit_keeps_its_receipt(admin, task, justice):
    save(admin, task, **{"assignments-0-written_as": "司法局"})
    assert parts(task) == [("区司法局", "lead", 1, True)]


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_the_unit_that_answers_for_a_milestone_stays(admin, task, justice, milestone, how):
    make_naming(milestone, justice.unit, TODAY)
    sent = REMOVED if how == "removed" else {"assignments-0-unit": make_unit().pk}
    (refusal,) = save(admin, task, **sent).context["errors"]
    assert refusal == "区司法局是节点“制定办法”的承办单位，请先另行指定承办单位，或办理转办。"
    assert parts(task) == [("区司法局", "lead", 1, True)]
    assert not Event.objects.exists()


def paper(kind, part, milestone):
    mine = {"unit": part.unit}
    if kind == "落实方案":
        make_implementation(part)
    elif kind == "配合确认":
        make_confirmation(milestone, part)
    elif kind == "转办申请":
        make_relief(part)
    elif kind == "进展填报":
        make_report(milestone, **mine)
    elif kind == "办结申请":
        make_request(milestone, **mine)
    elif kind == "延期":
        make_extension(milestone, **mine)
    else:
        make_slip(milestone, part.unit)


PAPERS = ["落实方案", "配合确认", "转办申请", "进展填报", "办结申请", "延期", "签收记录"]


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_unit_with_papers_is_moved_not_corrected_away(admin, task, justice, milestone, how, kind):
    paper(kind, justice, milestone)
    sent = REMOVED if how == "removed" else {"assignments-0-unit": make_unit().pk}
    (refusal,) = save(admin, task, **sent).context["errors"]
    assert refusal == f"区司法局在本任务中已有办理材料（{kind}），请在任务页办理转办，不作更正。"
    assert task.assignments.get().unit == justice.unit


@pytest.mark.parametrize("make", [make_slip, make_inspection])
def test_a_group_with_papers_of_its_members_is_held_too(make, admin, task, justice, milestone):
    group, member = make_unit(name="各街道", kind="group"), make_unit(name="新安街道")
    group.members.add(member)
    sent = {"assignments-0-unit": group.pk}
    assert save(admin, task, **sent).status_code == 302
    row = make(milestone, member)
    getattr(row, "receipts" if make is make_slip else "visits").update(group=group)
    (refusal,) = save(admin, task, **REMOVED).context["errors"]
    assert refusal.startswith("各街道在本任务中已有办理材料（")


def test_papers_of_another_task_hold_nobody(admin, task, justice, milestone):
    other = make_milestone()
    make_report(other, unit=justice.unit)
    assert save(admin, task, **REMOVED).status_code == 302
    assert parts(task) == []


def test_two_units_change_places_in_one_save(admin, task, justice, finance, milestone):
    make_confirmation(milestone, finance)
    sent = {"assignments-0-unit": finance.unit.pk, "assignments-1-unit": justice.unit.pk}
    assert save(admin, task, **sent).status_code == 302
    assert parts(task) == [
        ("区财政局", "lead", 1, False),
        ("区司法局", "participating", 2, True),
    ]
    assert Confirmation.objects.get().assignment.unit == finance.unit
    assert {
        (row.tenures.get().unit, row.tenures.get().role) for row in Assignment.objects.all()
    } == {
        (finance.unit, "lead"),
        (justice.unit, "participating"),
    }
    assert set(Correction.objects.values_list("before", "after")) == {
        ("区司法局", "区财政局"),
        ("区财政局", "区司法局"),
    }


def test_a_unit_takes_the_place_of_one_that_goes(admin, task, justice, finance):
    sent = {"assignments-0-unit": finance.unit.pk, "assignments-1-DELETE": "on"}
    assert save(admin, task, **sent).status_code == 302
    assert parts(task) == [("区财政局", "lead", 1, False)]
    assert task.assignments.get() == finance


def test_two_parts_change_their_order_in_one_save(admin, task, justice):
    second = make_assignment(task, make_unit(name="区法院"), order=2)
    sent = {"assignments-0-order": 2, "assignments-1-order": 1}
    assert save(admin, task, **sent).status_code == 302
    assert list(task.assignments.all()) == [second, justice]


@pytest.mark.parametrize("what", ["leader", "order"])
def test_two_leaders_change_places_in_one_save(admin, task, what):
    first, second = (make_task_leader(task, make_leader(), order=order) for order in (1, 2))
    value = {"leader": (second.leader.pk, first.leader.pk), "order": (2, 1)}[what]
    sent = {f"lead_leaders-{row}-{what}": value[row] for row in (0, 1)}
    assert save(admin, task, **sent).status_code == 302
    assert [row.leader for row in task.lead_leaders.all()] == [second.leader, first.leader]


@pytest.mark.parametrize("what", ["leader", "order"])
def test_a_leader_and_a_place_are_there_once(admin, task, what):
    first, second = (make_task_leader(task, make_leader(), order=order) for order in (1, 2))
    value = {"leader": first.leader.pk, "order": 1}[what]
    assert save(admin, task, **{f"lead_leaders-1-{what}": value}).status_code == 200
    assert save(admin, task, **{f"lead_leaders-1-{what}": ""}).status_code == 200
    assert [row.leader for row in task.lead_leaders.all()] == [first.leader, second.leader]


def test_a_unit_has_one_part(admin, task, justice, finance):
    page = save(admin, task, **{"assignments-1-unit": justice.unit.pk})
    assert page.status_code == 200
    assert [unit for unit, *_part in parts(task)] == ["区司法局", "区财政局"]


def test_a_unit_whose_row_is_made_anew_must_hold_no_papers(admin, task, justice, milestone):
    make_report(milestone, unit=justice.unit)
    anew = {
        "assignments-TOTAL_FORMS": 2,
        "assignments-1-task": task.pk,
        "assignments-1-unit": justice.unit.pk,
        "assignments-1-role": "lead",
        "assignments-1-order": 2,
    }
    assert save(admin, task, **REMOVED | anew).status_code == 200
    assert task.assignments.get() == justice


def test_a_row_without_a_unit_is_said_before_anything_else(admin, task):
    part = make_assignment(task)
    page = save(admin, task, **{"assignments-0-unit": ""})
    assert page.status_code == 200
    assert Assignment.objects.get() == part
