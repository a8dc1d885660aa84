"""What an act leaves behind: standings as the facts tell them, and one higher edition."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tasks.handover.acts import move_part
from tasks.models import Edition, Milestone, Plan, Standing
from tasks.plan import keeping
from tasks.plan.acting import act, touch, touch_plan
from tasks.plan.keeping import differences, keep
from tasks.plan.recording import Conflict
from tasks.workflow.acts import completion, dates, extensions, reports, splitting
from tests.factories import (
    TODAY,
    make_assignment,
    make_milestone,
    make_plan,
    make_standing,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = date(2015, 9, 30)


@pytest.fixture
def plan(db):
    return make_plan(needs_evidence=False)


@pytest.fixture
def head(unit):
    return make_user(role="head", unit=unit)


def false_standings():
    return list(differences(Milestone.objects.values_list("pk", flat=True)))


def edition(plan):
    return Plan.objects.for_page().get(pk=plan.pk).edition_number


def stages(milestone):
    """``(since, stage)`` of the milestone, equal neighbours merged."""
    rows = list(milestone.standings.order_by("since").values_list("since", "stage"))
    changes = [new for old, new in zip(rows, rows[1:], strict=False) if old[1] != new[1]]
    return [("always", rows[0][1]), *changes]


class Play:
    """Acts on one milestone, one a day; after each all standings are as its facts say."""

    def __init__(self, milestone, day):
        self.milestone, self.day = milestone, day

    def __call__(self, deed, by, seen=None, **words):
        """Take the act; return what it gives. ``seen=True``: on the version of now."""
        if seen:
            words["seen"] = Milestone.objects.get(pk=self.milestone.pk).version
        self.milestone.refresh_from_db()
        self.day += timedelta(1)
        result = deed(self.milestone, by=by, on=self.day, **words)
        assert false_standings() == [], deed.__name__
        return result


@pytest.fixture
def play(milestone):
    return Play(milestone, date(2015, 6, 1))


def june(day):
    return date(2015, 6, day)


def test_from_report_to_reopening_each_act_tells_it_anew(
    play, milestone, liaison, head, supervisor
):
    play(reports.report, liaison, done="已完成3项。")
    words = {"completed_on": june(3), "statement": "办结。"}
    play(completion.request_completion, liaison, seen=True, **words)
    play(completion.sign, head, seen=True)
    approval = {"completed_on": june(2), "reason": "以印发之日为准"}
    play(completion.approve, supervisor, seen=True, **approval)
    assert stages(milestone) == [("always", "open"), (june(2), "done")]
    play(completion.reopen, supervisor, seen=True, reason="未见成效")
    assert stages(milestone) == [("always", "open"), (june(2), "done"), (june(6), "open")]


def test_stops_dates_and_names_tell_it_anew(play, milestone, unit, liaison, head, supervisor):
    other = make_assignment(milestone.task).unit
    for named in (other, unit):
        play(splitting.name_unit, supervisor, seen=True, unit=named, reason="定")
    play(dates.set_date, supervisor, seen=True, due_on=date(2015, 7, 31), reason="商定")
    later = {"new_due_on": LATER, "reason": "等", "progress": "半", "measures": "赶"}
    play(extensions.request_extension, liaison, seen=True, **later)
    play(extensions.sign_extension, head, seen=True)
    play(extensions.grant, supervisor, seen=True)
    play(completion.stop, supervisor, seen=True, reason="停")
    play(completion.resume, supervisor, seen=True, reason="续")
    spans = milestone.standings.values_list("since", "due", "answering", "stage", "holder")
    assert [row[1:] for row in spans.order_by("since")] == [
        (june(30), None, "open", "unit"),
        (june(30), other.pk, "open", "unit"),
        (june(30), unit.pk, "open", "unit"),
        (date(2015, 7, 31), unit.pk, "open", "unit"),
        (date(2015, 7, 31), unit.pk, "open", "head"),
        (date(2015, 7, 31), unit.pk, "open", "supervisor"),
        (LATER, unit.pk, "open", "unit"),
        (LATER, unit.pk, "stopped", "unit"),
        (LATER, unit.pk, "open", "unit"),
    ]


def test_parts_stand_from_their_day_and_follow_the_task(play, milestone, unit, supervisor):
    parts = [{"text": text, "unit": unit, "due_on": june(30)} for text in ("建章", "立制")]
    made = play(splitting.split, supervisor, seen=True, parts=parts, reason="分")
    assert stages(milestone) == [("always", "open"), (june(2), "stopped")]
    new = make_unit()
    assignment = milestone.task.assignments.get()
    play(lambda _milestone, **who: move_part(assignment, unit=new, reason="转", **who), supervisor)
    for part in made:
        assert list(part.standings.values_list("since", "answering")) == [
            (june(2), unit.pk),
            (june(3), new.pk),
        ]


def test_a_milestone_is_born_with_its_standing():
    milestone = make_milestone()
    assert (milestone.standings.count(), false_standings()) == (1, [])


def test_a_difference_is_missing_stray_or_torn():
    """Torn is a row that begins on the right day and says something else."""
    missing, torn, stray = (make_milestone() for _number in range(3))
    missing.standings.all().delete()
    torn.standings.update(due=LATER)
    make_standing(milestone=stray)
    assert [(kind, pk) for kind, pk, _span in false_standings()] == [
        ("missing", missing.pk),
        ("torn", torn.pk),
        ("stray", stray.pk),
    ]
    assert keep([missing.pk, torn.pk, stray.pk]) == 2
    assert false_standings() == []


def test_more_than_the_databases_take_at_a_time_are_told(monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    ids = [make_milestone().pk for _number in range(5)]
    Standing.objects.all().delete()
    assert [kind for kind, _pk, _span in differences(ids)] == 5 * ["missing"]
    assert keep(ids) == 5
    assert false_standings() == []


@pytest.mark.parametrize("announce", [touch, touch_plan])
def test_nothing_is_touched_outside_of_an_act(announce):
    with pytest.raises(RuntimeError):
        announce(1)
    act(lambda: None)()
    with pytest.raises(RuntimeError):
        announce(1)


def test_an_act_that_fails_leaves_standings_and_edition(milestone, supervisor):
    plan = milestone.task.plan
    completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="停")
    milestone.refresh_from_db()
    before = edition(plan), list(Standing.objects.values_list())

    @act
    def fails():
        completion.resume(milestone, by=supervisor, on=TODAY, seen=1, reason="续")
        completion.resume(milestone, by=supervisor, on=TODAY, seen=1, reason="续")

    with pytest.raises(Conflict):
        fails()
    assert (edition(plan), list(Standing.objects.values_list())) == before
    with pytest.raises(RuntimeError):
        touch(milestone.pk)


def test_an_act_that_refuses_part_of_itself_keeps_the_rest(milestone, supervisor):
    """What was refused inside of it raises nothing; what was done is told."""

    @act
    def tries():
        completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="停")
        with pytest.raises(Conflict):
            completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="停")

    before = edition(milestone.task.plan)
    tries()
    assert (edition(milestone.task.plan), false_standings()) == (before + 1, [])


def test_acts_inside_an_act_raise_the_edition_once(milestone, supervisor):
    plan, other = milestone.task.plan, make_milestone(task=milestone.task)
    before = edition(plan)

    @act
    def both():
        for one in (milestone, other):
            completion.stop(one, by=supervisor, on=TODAY, seen=0, reason="停")
            assert edition(plan) == before

    both()
    assert edition(plan) == before + 1
    assert [stages(one) for one in (milestone, other)] == 2 * [
        [("always", "open"), (TODAY, "stopped")]
    ]


def test_an_inner_act_reads_what_it_left(milestone, supervisor):
    """Each act tells its own milestones at once, so the next one in the same act sees it."""

    @act
    def stops_and_reads():
        completion.stop(milestone, by=supervisor, on=TODAY, seen=0, reason="停")
        return Milestone.objects.of(milestone.task.plan, TODAY).get(pk=milestone.pk).stage_then

    assert stops_and_reads() == "stopped"


def test_several_plans_are_raised_in_one_order_as_the_last_statements():
    plans = [make_plan(), make_plan(), make_plan()]
    Edition.objects.bulk_create(Edition(plan=plan, number=4) for plan in plans)
    milestone = make_milestone()

    @act
    def touches():
        touch(milestone.pk)
        for plan in reversed(plans):
            touch_plan(plan.pk)

    with CaptureQueriesContext(connection) as asked:
        touches()
    raised = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]][-3:]
    assert {sql.partition(" SET ")[0] for sql in raised} == {'UPDATE "tasks_edition"'}
    assert [int(sql.split()[-1].strip("()")) for sql in raised] == [plan.pk for plan in plans]
    assert [edition(plan) for plan in plans] == [5, 5, 5]
