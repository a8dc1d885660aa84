"""Ranks, ties, denominators, and who is listed apart; which weights hold on a day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from tasks.evaluation.models import Weights
from tasks.evaluation.rules import ranking, rules_of, scores_of
from tasks.evaluation.scoring import Counted, Line, Outcome, Score
from tests.factories import (
    TODAY,
    make_assignment,
    make_done,
    make_milestone,
    make_plan,
    make_rhythm,
    make_task,
    make_unit,
    make_weights,
    told,
)
from tests.tasks.evaluation.conftest import QUARTER, day, score_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LED = Counted(11, "完成建章立制", TODAY, Outcome.OPEN, leads=True, is_due=False)


def ranked(*units):
    """{name: (rank, why)} of ``(name, points deducted, dated milestones, kind)``."""
    scores = {}
    for name, cost, dated, kind in units:
        unit = make_unit(name=name, kind=kind)
        line = Line("D1", -Decimal(cost), "", "")
        scores[unit.pk] = Score(unit.pk, [line], [LED] * dated)
    with override("en"):
        rows = ranking(scores, Weights(), TODAY)
    return {row.unit.name: (row.rank, row.why) for row in rows}


def test_equal_points_share_a_rank_and_few_milestones_have_none():
    found = ranked(
        ("甲", 3, 3, "government"),
        ("乙", 1, 9, "party"),
        ("丙", 3, 4, "government"),
        ("丁", 7, 3, "government"),
        ("戊", 0, 2, "government"),
        ("各街道", 0, 9, "group"),
    )
    assert list(found.items()) == [
        ("乙", (1, "")),
        ("甲", (2, "")),
        ("丙", (2, "")),
        ("丁", (4, "")),
        ("戊", (None, "Fewer than 3 dated milestones led.")),
        ("各街道", (None, "A group answers through its members.")),
    ]


def test_a_sheet_begins_at_100_and_ends_at_0():
    assert Score(1).points == 100
    lines = [Line("D6", -Decimal(5), "", ""), Line("B2", Decimal("1.5"), "", "")]
    score = Score(1, lines)
    assert (score.points, score.deducted, score.earned) == (Decimal("96.5"), -5, Decimal("1.5"))
    assert Score(1, lines[:1] * 21).points == 0


def test_what_was_in_hand_in_the_period_is_counted(plan, due, task, unit, story):
    due(day(6, 30)), due(day(6, 29)), due(day(7, 1)), due(None)
    story(due(day(6, 30))).asks(day(6, 20)).approved(day(6, 22))
    story(due(day(6, 30))).asks(day(3, 20)).approved(day(3, 31))
    story(due(day(6, 30))).asks(day(6, 20)).approved(day(7, 1))
    score = score_of(plan, unit)
    assert (score.dated, score.due, score.done, score.red, score.parts) == (5, 4, 1, 1, 0)
    helper = make_unit()
    make_assignment(task, helper, role="participating")
    score = score_of(plan, helper)
    assert (score.dated, score.due, score.done, score.red, score.parts) == (0, 0, 0, 0, 5)


def test_units_that_had_a_part_in_the_period_are_told(plan):
    before, later, last = make_unit(), make_unit(), make_unit()
    task = make_task(plan=plan)
    told(make_milestone(task=task))
    for unit, since, until in (
        (before, day(1, 1), day(4, 1)),
        (last, day(4, 1), day(4, 2)),
        (later, day(7, 1), day(8, 1)),
    ):
        make_assignment(task, unit).tenures.update(since=since, until=until)
    assert scores_of(plan, QUARTER, Weights()).keys() == {last.pk}


def test_the_first_version_holds_until_another_is_set():
    plan, other = make_plan(), make_plan()
    make_weights(plan)
    make_weights(plan, version=3, late=4, set_on=TODAY + DAY)
    make_weights(other)
    of = Weights.objects.of
    told = [of(plan, TODAY + DAY * n) for n in (-1, 0, 1)]
    assert [(one.version, one.late) for one in told] == [(1, 1), (2, 2), (3, 4)]
    assert [one.version for one in Weights.objects.history(plan, TODAY + DAY)] == [3, 2]
    assert [one.version for one in Weights.objects.history(plan, TODAY)] == [2]


def test_each_rule_has_its_points_in_words():
    with override("en"):
        rules = rules_of(Weights(overdue_most=7, early_days=20))
    assert [(rule.code, rule.points) for rule in rules[:2] + rules[-3:]] == [
        ("D1", Decimal("-0.1")),
        ("D2", -1),
        ("B1", Decimal("0.5")),
        ("B2", 1),
        ("M", None),
    ]
    assert "at most 7 for one milestone" in rules[0].words
    assert "completed 20 days or more before" in rules[-3].words


def test_the_number_of_questions_does_not_grow(plan, django_assert_num_queries):
    def add(number):
        for _n in range(number):
            task = make_task(plan=plan)
            make_assignment(task)
            make_assignment(task, role="participating")
            told(make_milestone(task=task, due_on=day(6, 1)))
            told(make_done(day(6, 2), task=task, due_on=day(6, 1)))

    make_rhythm(plan)
    for number in (1, 2, 17):
        add(number)
        with django_assert_num_queries(14):
            scores_of(plan, QUARTER, Weights())
