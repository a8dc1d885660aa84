"""A plan, its projects and names are corrected, and which editions that raises."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from leaders.models import Leader
from tasks.models import Edition, PlanCorrection
from tasks.plan.correcting import Change, correct_plan
from tests.correcting import save
from tests.factories import (
    TODAY,
    make_assignment,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
JULY_31 = date(2015, 7, 31)


@pytest.fixture
def admin(client_as):
    return client_as("admin")


@pytest.fixture
def task():
    task = make_task(title="旧题目")
    make_assignment(task, make_unit(name="区司法局"), order=1)
    make_task_leader(task, make_leader(name="某书记"), order=1)
    make_milestone(task=task, order=1, text="制定办法", date_confirmed_on=None)
    return task


@pytest.mark.parametrize(
    "change", ["unit", "alias", "leader", "person", "member", "member gone", "gone"]
)
def test_a_name_that_is_edited_raises_every_plans_edition_once(change, task):
    unit, group = make_unit(), make_unit(kind="group")
    if change == "member gone":
        group.members.add(unit)
    Edition.objects.all().delete()
    if change == "unit":
        unit.save()
    elif change == "alias":
        unit.aliases.create(name="别名")
    elif change == "leader":
        Leader.objects.get().save()
    elif change == "person":
        make_user()
    elif change == "member":
        group.members.add(unit)
    elif change == "member gone":
        group.members.remove(unit)
    else:
        unit.delete()
    assert Edition.objects.get().number == 1


def test_signing_in_raises_none(client, task):
    person = make_user()
    Edition.objects.all().delete()
    client.force_login(person)
    assert not Edition.objects.exists()


def test_a_title_of_the_plan_or_a_project_is_corrected_for_a_reason(admin, task, viewer):
    plan, old = task.plan, task.project.title
    sent = {"title": "关于两件事的工作方案", "projects-0-title": "新专项"}
    assert save(admin, plan, **sent, reason=" ").status_code == 200
    assert not PlanCorrection.objects.exists()
    save(admin, plan, **sent)
    lines = PlanCorrection.objects.values_list("before", "after", "reason", "on")
    assert set(lines) == {
        ("关于一件事的工作方案", "关于两件事的工作方案", "校对原文", TODAY),
        (old, "新专项", "校对原文", TODAY),
    }
    page = viewer.get(address("document", plan)).text
    for words in ("方案更正", "关于一件事的工作方案", "新专项", "校对原文"):
        assert words in page
    assert "方案更正" not in viewer.get(address("document", plan, as_of="2015-06-17")).text


def test_nobody_but_an_administrator_corrects_the_plan(plan):
    words = {"by": make_user(role="supervisor"), "on": TODAY, "reason": "校对原文"}
    with pytest.raises(PermissionDenied):
        correct_plan(plan, [Change("标题", "旧", "新")], **words)
    assert not PlanCorrection.objects.exists()


def test_a_plan_where_nothing_changed_is_not_corrected(admin, plan):
    assert save(admin, plan).status_code == 302
    assert not PlanCorrection.objects.exists()


def test_the_plans_own_page_raises_its_edition(admin, task):
    before = Edition.objects.get().number
    save(admin, task.plan, amber_days=20)
    task.plan.refresh_from_db()
    assert (task.plan.amber_days, task.plan.edition.number) == (20, before + 1)
