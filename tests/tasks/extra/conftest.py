"""A plan with one task, and what is set up outside it."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches

from tasks.extra import acts
from tasks.extra.models import Piece
from tasks.models import Edition
from tests.factories import (
    TODAY,
    make_assignment,
    make_extra_task,
    make_leader,
    make_milestone,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address
from units.models import Unit

YESTERDAY = TODAY - timedelta(days=1)
JULY = date(2015, 7, 31)


@pytest.fixture
def unit():
    return make_unit(name="区水务局")


@pytest.fixture
def leader():
    return make_leader(name="张区长", user=make_user(role="leader"))


def owned(task, unit, leader, since=None):
    part, lead = make_assignment(task, unit), make_task_leader(task, leader)
    if since:
        part.tenures.update(since=since)
        type(lead).objects.filter(pk=lead.pk).update(since=since)
    return task


@pytest.fixture
def task(plan, unit, leader):
    """Of the document, with one milestone overdue and one that is in time."""
    task = owned(make_task(plan=plan, number=1), unit, leader)
    make_milestone(task=task, order=1, due_on=date(2015, 6, 1))
    make_milestone(task=task, order=2, due_on=date(2015, 12, 31))
    return task


def set_up_outside(task, unit, leader):
    """Since today, overdue since yesterday: so late is nothing that people set up."""
    extra = make_extra_task(task.plan, number=1001, title="防汛排查", due_on=YESTERDAY)
    owned(extra, unit, leader, since=TODAY)
    Edition.objects.rise([task.plan_id])
    return extra


def shown(client, name, plan, *args, **query):
    """The context of a page, drawn anew."""
    caches["pages"].clear()
    return client.get(address(name, plan, *args), query).context


@pytest.fixture
def proposer():
    return make_user(role="supervisor", name="张某")


@pytest.fixture
def other():
    """Another supervisor."""
    return make_user(role="supervisor", name="李某", unit=make_unit(name="区委督查室"))


def unit_named(name):
    return Unit.objects.filter(name=name).first() or make_unit(name=name)


def proposed(plan, by, unit, leader, **words):
    """The unit hosts, one more leads beside it and one takes part."""
    given = {
        "source": "meeting",
        "source_words": "区委常委会6月17日会议",
        "title": "防汛排查",
        "description": "全面排查隐患。",
        "leaders": [leader],
        "host": unit,
        "co_leads": [unit_named("区城管局")],
        "participating": [unit_named("区住建局")],
        "milestones": [Piece("完成排查", JULY), Piece("值班值守", None)],
        "reason": "汛期将至。",
    }
    return acts.propose(plan, by=by, on=TODAY, **given | words)


@pytest.fixture
def proposal(plan, proposer, unit, leader):
    return proposed(plan, proposer, unit, leader)


@pytest.fixture
def set_up(proposal, other):
    return acts.approve(proposal, by=other, note="同意。", on=TODAY)


def signed_in(client, person):
    client.force_login(person)
    return client
