"""Where the demonstration is not loaded: without a plan, beside real work, over real accounts."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tasks.models import (
    Milestone,
    Plan,
    ProgressReport,
)
from tests.factories import TODAY, make_extension, make_report, make_user
from tests.tasks.demo.test_play import load, seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return load()


def refused():
    with pytest.raises(CommandError) as reason:
        seed()
    assert not ProgressReport.objects.filter(is_demo=True).exists()
    assert not Plan.objects.filter(is_demo=True).exists()
    return str(reason.value)


def test_it_needs_the_plan(db):
    assert "请先导入方案" in refused()


def test_it_is_refused_where_the_demonstration_is_off(plan, settings):
    settings.DEMO = False
    assert "演示已关闭" in refused()


def test_nor_is_anything_copied_there(plan, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="演示已关闭"):
        call_command("seed_demo", copies=1)
    assert plan.tasks.count() == 44


@pytest.mark.parametrize("real", ["report", "extension", "completion"])
def test_it_is_refused_where_real_work_was_done(plan, real):
    milestone = Milestone.objects.filter(due_on=date(2015, 6, 30)).first()
    if real == "report":
        make_report(milestone)
    elif real == "extension":
        make_extension(milestone)
    else:
        Milestone.objects.filter(pk=milestone.pk).update(stage="done", completed_on=TODAY)
    assert "真实进展" in refused()


def test_it_never_takes_over_a_real_account(plan):
    make_user(username="supervisor")
    assert "正式账号" in refused()
