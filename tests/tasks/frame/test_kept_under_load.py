"""Many people act while others read: what was read under an edition is what the edition holds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from tasks.models import Event, Milestone, Plan, Slip
from tasks.plan.recording import Conflict
from tasks.slips import acts as slips
from tasks.workflow.acts import completion, reports
from tests.factories import (
    TODAY,
    make_assignment,
    make_plan,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import overdue

WRITERS, ACTS_EACH = 20, 10
READERS, READINGS_EACH = 4, 100
SHOWN = ("pk", "light", "due", "stage_then", "answering", "last_report_on", "version")


@pytest.fixture
def plan():
    return make_plan(issued_on=TODAY - timedelta(30), head_signoff=False)


@pytest.fixture
def liaison():
    return make_user(role="liaison", unit=make_unit())


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit())


@pytest.fixture
def milestones(plan, liaison):
    """Overdue ones of several tasks of one unit, as slips call for them."""
    tasks = [make_task(plan=plan) for _number in range(6)]
    for task in tasks:
        make_assignment(task, liaison.unit)
    return [overdue(task, days=9) for task in tasks for _number in range(4)]


def report(milestone, liaison, _supervisor):
    reports.report(milestone, by=liaison, on=TODAY, done="已办3件。")


def turn(milestone, _liaison, supervisor):
    """Stop what goes on, resume what is stopped."""
    deed = completion.resume if milestone.stage == "stopped" else completion.stop
    deed(milestone, by=supervisor, on=TODAY, seen=milestone.version, reason="另案")


def issue(milestone, _liaison, supervisor):
    words = {"requirement": "请说明原因。", "reply_by": TODAY + timedelta(7)}
    slips.issue(milestone, Slip.Level.YELLOW, by=supervisor, on=TODAY, **words)


DEEDS = (report, turn, issue, turn, report)


def read(plan):
    """``(number, number, contents)``: of the edition, first as a page asks, then in one snapshot.

    The second number and the contents are of one moment, after the first.
    """
    first = Plan.objects.for_page().get(pk=plan.pk).edition_number
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite knows no other
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        here = Plan.objects.for_page().get(pk=plan.pk)
        rows = Milestone.objects.of(here, TODAY).order_by("pk").values_list(*SHOWN)
        papers = Slip.objects.filter(plan=plan).order_by("pk").values_list("pk", "lifted_on")
        events = Event.objects.filter(task__plan=plan).count()
        return first, here.edition_number, (tuple(rows), tuple(papers), events)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("many_sessions")
def test_one_edition_has_one_content_while_twenty_people_act(plan, milestones, liaison, supervisor):
    barrier = Barrier(WRITERS + READERS)
    before = read(plan)[1]

    def write(writer):
        done, readings = 0, []
        barrier.wait()
        try:
            for number in range(ACTS_EACH):
                pk = milestones[(3 * writer + number) % len(milestones)].pk
                milestone = Milestone.objects.select_related("task__plan").get(pk=pk)
                try:
                    DEEDS[(writer + number) % len(DEEDS)](milestone, liaison, supervisor)
                    done += 1
                except Conflict:
                    pass
                readings.append(read(plan))
        finally:
            connection.close()
        return done, readings

    def look(_reader):
        barrier.wait()
        try:
            return 0, [read(plan) for _number in range(READINGS_EACH)]
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        writers = [pool.submit(write, number) for number in range(WRITERS)]
        readers = [pool.submit(look, number) for number in range(READERS)]
        results = [future.result() for future in (*writers, *readers)]
    acts = sum(done for done, _readings in results)
    readings = [reading for _done, some in results for reading in some]
    contents = {number: content for _first, number, content in readings}
    assert [row for row in readings if contents[row[1]] != row[2]] == []
    assert [row for row in readings if row[0] > row[1]] == []
    # Each act raised it by one, each is told in history, and what is there now is the last edition.
    last, content = read(plan)[1:]
    assert last - before == acts == content[2]
    assert contents.get(last, content) == content
    assert len(readings) == WRITERS * ACTS_EACH + READERS * READINGS_EACH
    assert Slip.objects.filter(plan=plan).count() > 10
    assert len(contents) > 50
