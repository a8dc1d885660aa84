"""What was counted: the milestones behind the numbers of a sheet."""

from datetime import date

import pytest

from tasks.evaluation import acts
from tasks.evaluation.models import ScoreSheet
from tests.factories import (
    make_assignment,
    make_milestone,
    make_task,
    told,
)
from tests.tasks.evaluation.conftest import QUARTER, day, score_of

pytestmark = pytest.mark.django_db
FIRST = QUARTER._replace(begins=day(1, 1), ends=day(3, 31))
FAR = date(2015, 12, 31)


@pytest.fixture
def publish(plan, supervisor):
    return lambda: acts.freeze(plan, FIRST, by=supervisor, on=day(6, 1), seen=0)


@pytest.fixture
def helped(plan, unit):
    """A milestone in which the unit takes part."""
    task = make_task(plan=plan, number=12)
    make_assignment(task)
    make_assignment(task, unit, role="participating")
    return told(make_milestone(task=task, due_on=day(3, 10), text="开展宣传"))


def counted(plan, unit, period=QUARTER):
    return [
        (row.number, row.due, row.outcome.value, row.leads)
        for row in score_of(plan, unit, period).counted
    ]


def test_each_number_is_told_by_its_milestones(plan, unit, due, story, helped):
    due(day(6, 30)), due(day(6, 29)), due(FAR)
    story(due(day(6, 25))).asks(day(6, 20)).approved(day(6, 22))
    assert counted(plan, unit) == [
        (11, day(6, 29), "red", True),
        (11, day(6, 30), "open", True),
        (11, FAR, "open", True),
        (11, day(6, 25), "done", True),
        (12, day(3, 10), "red", False),
    ]
    score = score_of(plan, unit)
    assert (score.dated, score.due, score.done, score.red, score.parts) == (4, 3, 1, 1, 1)


def test_what_has_no_date_is_stopped_or_ended_before_is_not_told(plan, unit, due, story):
    due(None), due(FAR, stage="stopped", stopped_on=day(6, 1))
    story(due(FAR)).asks(day(3, 20)).approved(day(3, 31))
    assert counted(plan, unit) == []


def test_it_is_told_as_it_stood_at_the_end(plan, unit, due, story):
    late = story(due(day(6, 10)))
    before = counted(plan, unit)
    late.asks(day(7, 1)).approved(day(7, 2))
    assert counted(plan, unit) == before == [(11, day(6, 10), "red", True)]


def test_a_published_sheet_keeps_what_was_counted(plan, unit, due, publish):
    milestone = due(day(3, 10))
    publish()
    milestone.task.milestones.update(text="改写以后的文字")
    [words] = [sheet.words["counted"] for sheet in ScoreSheet.objects.filter(unit=unit)]
    assert words == [
        {"number": 11, "text": "完成建章立制", "due": "2015-03-10", "outcome": "red", "leads": True}
    ]
