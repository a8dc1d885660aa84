"""Weights, lines by hand, appeals and publishing: who may, and of two at once one."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.evaluation import acts
from tasks.evaluation.models import Appeal, Evaluation, ManualLine, ScoreSheet, Weights
from tasks.evaluation.rules import ranked
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict
from tests.factories import TODAY, make_milestone, make_task, make_unit, make_user, told
from tests.tasks.evaluation.conftest import QUARTER, day

pytestmark = pytest.mark.django_db
JULY = day(7, 6)
DAY = timedelta(days=1)


@pytest.fixture
def weigh(plan, supervisor):
    def weighed(by=supervisor, seen=1, on=TODAY, **points):
        points = {name: getattr(Weights(), name) for name in acts.SETTABLE} | points
        return acts.set_weights(plan, by=by, on=on, seen=seen, reason="年度调整", **points)

    return weighed


@pytest.fixture
def add(plan, unit, supervisor):
    def added(by=supervisor, seen=0, on=JULY, points="-2.0", period=QUARTER):
        words = {"points": Decimal(points), "reason": "迟报材料"}
        return acts.add_line(plan, period, unit, by=by, on=on, seen=seen, **words)

    return added


@pytest.fixture
def appeal(plan, unit, liaison):
    def appealed(by=liaison, on=JULY, of=unit):
        return acts.appeal(plan, QUARTER, of, by=by, on=on, text="材料当日已送达")

    return appealed


@pytest.fixture
def publish(plan, supervisor):
    def published(by=supervisor, seen=0, on=JULY, period=QUARTER):
        return acts.freeze(plan, period, by=by, on=on, seen=seen)

    return published


def test_what_changes_makes_the_next_version(plan, weigh, supervisor):
    assert weigh(late=3).version == 2
    with pytest.raises(ValidationError):
        weigh(seen=2, late=3)
    third = weigh(seen=2, late=4, on=TODAY + DAY)
    assert (third.version, third.set_by, third.reason) == (3, supervisor, "年度调整")
    assert Weights.objects.of(plan, TODAY).late == 3


def test_of_two_who_set_weights_the_second_is_told(weigh, supervisor):
    weigh(late=3)
    with pytest.raises(Conflict) as conflict:
        weigh(late=5)
    [deed] = conflict.value.events
    assert (deed.person, deed.note, deed.on) == (supervisor, "年度调整", TODAY)
    assert deed.unit == supervisor.unit


def test_a_line_by_hand_stands_in_the_sheet_from_its_day_on(plan, unit, due, add):
    due(day(12, 31))
    evaluation = add().evaluation
    told_on = {
        on: [(row.code, row.points) for row in ranked_lines(plan, evaluation, on)]
        for on in (JULY - DAY, JULY)
    }
    assert told_on == {JULY - DAY: [], JULY: [("M", Decimal("-2.0"))]}


def ranked_lines(plan, evaluation, on):
    return ranked(plan, QUARTER, Weights(), evaluation, on)[0].score.lines


def test_of_two_who_add_a_line_the_second_is_told(add):
    add()
    with pytest.raises(Conflict) as conflict:
        add()
    assert [deed.note for deed in conflict.value.events] == ["区水务局 -2.0 迟报材料"]
    add(seen=1)
    assert ManualLine.objects.count() == 2


def test_a_unit_appeals_once_until_it_has_an_answer(appeal, supervisor):
    first = appeal()
    with pytest.raises(ValidationError):
        appeal()
    acts.answer(first, by=supervisor, on=JULY + DAY, text="已核减")
    with pytest.raises(Conflict) as conflict:
        acts.answer(first, by=supervisor, on=JULY + DAY, text="不予采纳")
    assert [deed.note for deed in conflict.value.events] == ["材料当日已送达", "已核减"]
    appeal()
    first.refresh_from_db()
    assert (first.answer, first.answered_by, first.answered_on) == (
        "已核减",
        supervisor,
        JULY + DAY,
    )


def test_published_sheets_keep_words_names_and_points(plan, unit, due, publish, weigh):
    due(day(6, 20))
    evaluation = publish()
    [sheet] = evaluation.sheets.all()
    assert sheet.words["unit"] == "区水务局"
    assert (sheet.words["points"], sheet.words["version"], sheet.words["rank"]) == ("99.0", 1, None)
    assert sheet.words["lines"][0]["about"] == "任务11“完成建章立制”"
    weigh(overdue=4)
    unit.name = "区环保水务局"
    unit.save()
    assert ScoreSheet.objects.get().words == sheet.words
    assert (evaluation.frozen_on, evaluation.is_frozen_on(JULY - DAY)) == (JULY, False)


def test_the_ranking_is_published_in_its_order(plan, due, task, publish):
    other = make_task(plan=plan)
    better = make_unit()
    other.assignments.create(unit=better, role="lead", order=1)
    for _n in range(3):
        due(day(6, 20))
        told(make_milestone(task=other, due_on=day(12, 31)))
    sheets = publish().sheets.all()
    assert [(one.unit.name, one.words["rank"]) for one in sheets] == [
        (better.name, 1),
        ("区水务局", 2),
    ]


def test_nothing_is_added_to_what_is_published(due, publish, add, appeal):
    publish()
    for act in (publish, add, appeal):
        with pytest.raises(Conflict) as conflict:
            act()
        assert len(conflict.value.events) == 1
    assert not Appeal.objects.exists()


def test_a_period_is_published_when_it_is_over_and_all_appeals_are_answered(
    publish, appeal, supervisor
):
    with pytest.raises(ValidationError):
        publish(on=day(6, 30))
    asked = appeal()
    with pytest.raises(ValidationError):
        publish(seen=1)
    acts.answer(asked, by=supervisor, on=JULY, text="已核")
    with pytest.raises(Conflict):
        publish(seen=1)
    assert publish(seen=2, on=day(7, 6)).frozen_by == supervisor
    assert Evaluation.objects.count() == 1


def test_it_can_be_published_on_the_day_after_its_end(publish):
    assert publish(on=day(7, 1)).frozen_on == day(7, 1)


@pytest.mark.parametrize("role", ["liaison", "head", "leader", "viewer", "admin"])
def test_only_supervisors_weigh_add_answer_and_publish(
    role, unit, weigh, add, publish, appeal, liaison
):
    asked = appeal()
    other = make_user(role=role, unit=unit if role in ("liaison", "head") else None)
    for act in (weigh, add, publish):
        with pytest.raises(PermissionDenied):
            act(by=other)
    with pytest.raises(PermissionDenied):
        acts.answer(asked, by=other, on=JULY, text="好")


def test_only_the_unit_itself_appeals(appeal, supervisor):
    for by in (supervisor, make_user(role="liaison", unit=make_unit())):
        with pytest.raises(PermissionDenied):
            appeal(by=by)


def test_an_archived_plan_is_only_read(plan, weigh, add, publish, appeal):
    plan.closing_from = plan.archived_from = TODAY
    plan.save()
    for act in (weigh, add, publish, appeal):
        with pytest.raises(OutOfPhase):
            act()


def test_a_period_that_cannot_be_evaluated_takes_nothing(add):
    with pytest.raises(ValidationError):
        add(period=QUARTER._replace(begins=JULY + DAY, ends=JULY + DAY))
    assert not Evaluation.objects.exists()
