"""The demonstration many times over: as many of everything, each hanging on its own copy."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import F

from tasks.demo.copies import COPIED
from tasks.machine.consistency import problems
from tasks.models import (
    AgendaItem,
    AssessmentRound,
    Carried,
    Event,
    Evidence,
    Follow,
    MeetingDecision,
    Milestone,
    Plan,
    ProgressReport,
)
from tests.factories import TODAY, make_report
from tests.tasks.demo.test_play import load, seed

pytestmark = pytest.mark.django_db


def multiply(copies):
    out = StringIO()
    call_command("seed_demo", copies=copies, stdout=out)
    return out.getvalue().strip()


def counts():
    """How many rows of each kind the plan of 2015 has."""
    return {
        model.__name__: model._base_manager.filter(**{f"{path}__slug": "baoan-2015"}).count()
        for model, path in COPIED.items()
    }


@pytest.fixture(scope="module")
def before_and_after(rows_of_this_file):
    """How many there are of everything, alone and with two copies."""
    load()
    seed()
    before = counts()
    assert "216条填报" in multiply(2)
    return before, counts()


@pytest.fixture
def plan(before_and_after, db):
    return Plan.objects.get(slug="baoan-2015")


def test_there_is_three_times_as_much_of_everything(before_and_after):
    before, after = before_and_after
    assert before["Task"] == 44
    assert after == {name: 3 * number for name, number in before.items()}


def test_numbers_go_on(plan):
    assert list(plan.tasks.values_list("number", flat=True)) == list(range(1, 133))
    assert sorted(plan.slips.values_list("number", flat=True)) == list(range(1, 16))


def test_each_copy_hangs_together(plan):
    assert not Event.objects.exclude(milestone__task=F("task")).exclude(milestone=None).exists()
    assert not Event.objects.exclude(slip__milestone=F("milestone")).exclude(slip=None).exists()
    assert not Evidence.objects.exclude(request__milestone=F("milestone")).exclude(request=None)
    third = plan.tasks.get(number=11 + 2 * 44)
    first = plan.tasks.get(number=11)
    assert list(third.units.all()) == list(first.units.all())
    assert third.milestones.count() == first.milestones.count()
    assert AssessmentRound.objects.get().answers.count() == 6


def test_every_light_counts_three_times(plan):
    tally = Milestone.objects.of(plan, TODAY).tally()
    assert (tally.dated, tally.done, tally.late, tally.red) == (3 * 78, 3 * 32, 3 * 6, 3 * 4)
    assert problems() == []


def test_people_go_on_working(plan):
    report = make_report(Milestone.objects.last())
    assert report.pk == max(ProgressReport.objects.values_list("pk", flat=True))


def test_copies_are_added_once(plan):
    before = counts()
    assert "未作改动" in multiply(1)
    assert counts() == before


def test_whatever_hangs_on_a_task_is_copied():
    hanging = {
        model
        for model in apps.get_app_config("tasks").get_models()
        if any(field.related_model in COPIED for field in model._meta.concrete_fields)
    }
    # What is carried over leads into another plan, of which there is no copy; what somebody follows
    # is his own; no copy is talked about at a meeting.
    assert hanging - set(COPIED) == {Carried, Follow, AgendaItem, MeetingDecision}
