"""The second quarter of a plan whose units need no files, and what people do in it through the acts."""

from datetime import date

import pytest
from django.utils.translation import override

from tasks.evaluation.models import Weights
from tasks.evaluation.period import Period
from tasks.evaluation.rules import scores_of
from tasks.workflow.acts import completion, extensions
from tests.factories import make_milestone, make_plan, make_user, told

QUARTER = Period(date(2015, 4, 1), date(2015, 6, 30))


def day(month, number):
    return date(2015, month, number)


@pytest.fixture
def plan():
    return make_plan(needs_evidence=False)


@pytest.fixture
def due(task, unit):
    """``due(day)`` is an open milestone of the task that is due then."""

    def made(on, **fields):
        milestone = told(make_milestone(task=task, due_on=on, text="完成建章立制", **fields))
        milestone.lead = unit
        return milestone

    return made


class Story:
    """What liaison officer, head and supervisors do about one milestone, day by day."""

    def __init__(self, milestone, liaison, head, supervisor):
        self.milestone, self.liaison = milestone, liaison
        self.head, self.supervisor = head, supervisor

    def done(self, act, by, on, **words):
        self.milestone.refresh_from_db()
        act(self.milestone, by=by, on=on, seen=self.milestone.version, **words)
        return self

    def asks(self, on, completed_on=None, by=None):
        words = {"completed_on": completed_on or on, "statement": "已完成。"}
        words["exception"] = "其他单位的部分另行办理，不影响本项完成"
        return self.done(completion.request_completion, by or self.liaison, on, **words)

    def signs(self, on):
        return self.done(completion.sign, self.head, on)

    def approved(self, on):
        return self.done(completion.approve, self.supervisor, on)

    def returned(self, on):
        return self.done(completion.return_request, self.supervisor, on, reason="材料不足")

    def reopened(self, on):
        return self.done(completion.reopen, self.supervisor, on, reason="未达标")

    def asks_for(self, new_due_on, on):
        words = {"new_due_on": new_due_on, "reason": "等上级文件", "progress": "过半"}
        words |= {"measures": "加快", "exception": "其他单位的部分另行办理，不影响本项完成"}
        return self.done(extensions.request_extension, self.liaison, on, **words)

    def refused(self, on):
        return self.done(extensions.refuse, self.supervisor, on, reason="理由不足")

    def granted(self, on):
        return self.done(extensions.grant, self.supervisor, on)


@pytest.fixture
def story(liaison, supervisor):
    return lambda milestone, head=None: Story(milestone, liaison, head, supervisor)


@pytest.fixture
def lines(plan, unit):
    """``lines()`` are ``{code: points}`` of the unit in the quarter, or in another period."""

    def found(period=QUARTER, of=unit, **weights):
        score = score_of(plan, of, period, **weights)
        return [(line.code, float(line.points)) for line in score.lines]

    return found


def score_of(plan, unit, period=QUARTER, **weights):
    """The Score of the unit, in English: asked alone it is the same as among all."""
    about = (plan, period, Weights(plan=plan, version=1, **weights))
    with override("en"):
        score = scores_of(*about)[unit.pk]
        assert scores_of(*about, unit.pk)[unit.pk] == score
    return score


@pytest.fixture
def head(unit):
    """Without one, what the liaison officer asks goes to the supervisors at once."""
    return make_user(role="head", unit=unit)
