"""The same period gives the same sheet on any later day: what happens after its end changes nothing."""

from datetime import date

import pytest

from tasks.handover.acts import move_part
from tasks.models import Slip
from tasks.slips.acts import issue_by_hand, withdraw
from tasks.workflow.acts.completion import stop
from tasks.workflow.acts.dates import set_date
from tasks.workflow.acts.reports import confirm_part
from tasks.workflow.acts.splitting import name_unit
from tests.factories import (
    make_assignment,
    make_practice,
    make_report,
    make_rhythm,
    make_unit,
)
from tests.tasks.evaluation.conftest import QUARTER, day, score_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def same(plan, unit):
    """``same()`` fails where the sheet is another one than when it was first asked."""
    first = []

    def asked():
        first.append(score_of(plan, unit))
        assert first[-1] == first[0]

    return asked


def test_an_approval_after_its_end_belongs_to_the_next_period(due, story, same, lines):
    waiting = story(due(day(6, 10))).asks(day(6, 20), completed_on=day(6, 15))
    same()
    assert lines() == [("D1", -0.9)]
    waiting.approved(day(7, 13))
    same()
    july = QUARTER._replace(begins=day(7, 1), ends=day(7, 31))
    assert lines(july) == [("D2", -1.0)]
    waiting.reopened(day(8, 3))
    same()
    assert lines(july) == [("D2", -1.0)]
    waiting.asks(day(8, 4), completed_on=day(6, 15)).approved(day(8, 5))
    same()
    assert lines(july) == [("D2", -1.0)]


def test_what_was_approved_twice_for_the_same_day_is_known_since_each(due, story, same, lines):
    done = story(due(day(6, 10))).asks(day(6, 15)).approved(day(6, 16)).reopened(day(6, 29))
    same()
    assert lines() == [("D1", -0.6)]  # 11 to 14, 29 and 30 June
    done.asks(day(7, 2), completed_on=day(6, 15)).approved(day(7, 6))
    same()


def test_no_later_act_on_a_milestone_changes_it(due, task, unit, story, same, supervisor, liaison):
    other, helper = make_unit(), make_unit()
    make_assignment(task, other)
    make_assignment(task, helper, role="participating")
    overdue = story(due(day(6, 10)))
    returned = story(due(day(6, 25))).asks(day(6, 12)).returned(day(6, 14))
    early = story(due(day(6, 28))).asks(day(6, 1)).approved(day(6, 2))
    named, stopped, dated = (due(day(6, 20)) for _n in range(3))
    same()
    overdue.asks_for(date(2015, 12, 1), on=day(7, 1))
    same()
    overdue.granted(day(7, 3))
    same()
    returned.asks(day(7, 2)).approved(day(7, 2))
    early.reopened(day(7, 4))
    same()
    confirm_part(named, by=liaison, on=day(7, 1))
    same()
    for act, milestone, words in (
        (name_unit, named, {"unit": other}),
        (stop, stopped, {}),
        (set_date, dated, {"due_on": date(2015, 12, 1)}),
    ):
        milestone.refresh_from_db()
        act(milestone, by=supervisor, on=day(7, 7), seen=milestone.version, reason="调整", **words)
        same()
    move_part(
        task.assignments.get(unit=unit), by=supervisor, on=day(7, 8), unit=make_unit(), reason="调"
    )
    same()


def test_no_later_paper_or_report_changes_it(plan, due, unit, same, supervisor):
    make_rhythm(plan, since=day(2, 5))
    milestone = due(date(2015, 12, 31))
    words = {"grounds": "停滞。", "requirement": "请说明。", "reply_by": day(5, 9)}
    slip = issue_by_hand(milestone, Slip.Level.RED, by=supervisor, on=day(5, 4), **words)
    report = make_report(milestone, unit=unit, reported_on=day(6, 1))
    practice = make_practice(report, published_on=None)
    same()
    withdraw(slip, by=supervisor, on=day(7, 1), text="发错")
    practice.published_on = day(7, 1)
    practice.save()
    make_report(milestone, unit=unit, reported_on=day(7, 1))
    make_rhythm(plan, every="weekly", day=1, since=day(7, 1))
    same()


def test_an_act_that_says_so_changes_it(due, same, supervisor):
    """A reading of the document says what was meant all the time."""
    milestone = due(day(6, 20), date_note="before_month")
    same()
    milestone.refresh_from_db()
    words = {"reason": "文件本意", "due_on": day(6, 10)}
    set_date(milestone, by=supervisor, on=day(7, 7), seen=milestone.version, **words)
    with pytest.raises(AssertionError):
        same()
