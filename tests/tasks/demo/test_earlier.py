"""The plan of the year before is history: whole, closed, and in nobody's way."""

from datetime import date

import pytest

from tasks.desk import duties as desk
from tasks.forecast.scores import record_of, scored
from tasks.machine.consistency import problems
from tasks.models import (
    Delivery,
    Event,
    Extension,
    Forecast,
    Mail,
    Milestone,
    Plan,
    ProgressReport,
    Slip,
)
from tasks.plan.actors import Actor
from tests.factories import TODAY
from tests.tasks.demo.test_play import load, seed
from units.models import Unit, User

pytestmark = pytest.mark.django_db
ENDED = date(2015, 1, 16)


@pytest.fixture(scope="module")
def seeded(rows_of_this_file):
    """How many units and plans there were before, and the units afterwards."""
    load()
    before = Unit.objects.count()
    seed()
    return before


@pytest.fixture
def earlier(seeded, db):
    return Plan.objects.get(slug="baoan-2014")


def counted(plan, on):
    tally = Milestone.objects.of(plan, on).tally()
    return tally.dated, tally.done, tally.late, tally.red, tally.ongoing


def test_it_is_archived_beside_the_plan_that_opens(earlier):
    assert [plan.slug for plan in Plan.objects.order_by("slug")] == ["baoan-2014", "baoan-2015"]
    assert (earlier.is_active, earlier.phase(TODAY)) == (False, Plan.Phase.ARCHIVED)
    assert earlier.full_name == "2014年推进平安法治宝安建设的工作方案"
    assert earlier.tasks.count() == 24
    turns = [row.after for row in earlier.corrections.order_by("pk") if row.field == "阶段"]
    assert turns == ["自2014-02-24起进行", "自2014-12-31起收官", "自2015-01-16起归档"]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2014, 6, 30), (73, 26, 9, 1, 1)),
        (date(2014, 12, 31), (73, 67, 21, 0, 1)),
        (ENDED, (73, 71, 22, 2, 1)),
        (TODAY, (73, 71, 22, 2, 1)),
    ],
)
def test_it_was_done_in_its_year_but_for_two_milestones(earlier, on, told):
    assert counted(earlier, on) == told


def test_it_has_something_of_everything_that_a_forecast_asks_for(earlier):
    mine = {"milestone__task__plan": earlier}
    assert Extension.objects.filter(**mine, decision="granted").count() == 5
    assert Extension.objects.filter(**mine, decision="refused").count() == 2
    assert Event.objects.filter(**mine, action="return").count() == 7
    assert ProgressReport.objects.filter(**mine).count() == 111
    assert Slip.objects.filter(plan=earlier).exclude(lifted_on=None).count() == 3


def test_it_went_through_the_workflow_and_breaks_no_rule(earlier):
    for milestone in Milestone.objects.filter(stage="done", task__plan=earlier):
        assert milestone.requests.get(state="approved").completed_on == milestone.completed_on
    assert not Event.objects.filter(task__plan=earlier).exclude(on__lte=ENDED).exists()
    assert problems() == []


def test_forecasts_speak_of_the_plan_of_2015_and_have_a_record(earlier):
    record = record_of(scored(TODAY))
    assert (record.number, record.said, record.came) == (775, 67, 73)
    assert record.is_better
    this_week = Forecast.objects.of_week(TODAY).spoken()
    assert set(this_week.values_list("milestone__task__plan__slug", flat=True)) == {"baoan-2015"}
    assert this_week.count() == 46


def test_nobody_and_nothing_is_new_but_the_plan(seeded, db):
    assert Unit.objects.count() == seeded
    assert User.objects.count() == 41


def test_it_sends_nothing_and_leaves_nothing_unread(earlier):
    old = Mail.objects.filter(written_at__date__lte=ENDED)
    assert old.exists()
    assert not old.filter(read_at=None).exists()
    assert not Delivery.objects.waiting().filter(mail__in=old).exists()


@pytest.mark.parametrize("name", ["liaison", "head", "supervisor"])
def test_no_desk_has_anything_of_it(earlier, name):
    actor = Actor.of(User.objects.get(username=name), TODAY)
    assert list(desk.Desk(earlier, actor, TODAY).duties()) == []


def test_the_switch_in_the_band_shows_both(earlier, today, client):
    client.force_login(User.objects.get(username="viewer"))
    band = client.get("/plans/baoan-2015/tasks/").text.partition("<main")[0]
    assert 'href="/plans/baoan-2014/tasks/"' in band
