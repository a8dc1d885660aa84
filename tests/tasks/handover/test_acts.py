from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.evidence.keeping import staged
from tasks.ground.days import FOREVER
from tasks.handover import acts as handover
from tasks.models import Draft, Event, Milestone, Task
from tasks.plan.actors import host_of
from tasks.plan.models.responsibility import owner_names
from tasks.plan.recording import Conflict
from tasks.workflow.acts.reports import report
from tests.factories import (
    TODAY,
    make_acknowledgement,
    make_assignment,
    make_deputy,
    make_evidence,
    make_milestone,
    make_plan,
    make_relief,
    make_report,
    make_task,
    make_unit,
    make_user,
)
from units.models import Deputy

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def part():
    """A unit's part in a task, acknowledged."""
    task = make_task(plan=make_plan())
    unit = make_unit()
    person = make_user(role="liaison", unit=unit)
    part = make_assignment(task, unit)
    make_acknowledgement(part, acknowledged_by=person)
    part.liaison = person
    return part


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", unit=make_unit())


class TestHost:
    @pytest.fixture
    def other(self, part):
        return make_assignment(part.task)

    def test_the_first_of_several_hosts_until_another_is_named(self, part, other, supervisor):
        assert host_of(part.task) == part
        handover.name_host(other, by=supervisor, on=TODAY, reason="区领导批示")
        assert host_of(part.task) == other
        event = Event.objects.get()
        assert (event.action, event.note) == (
            "name-host",
            f"{part.unit} → {other.unit}。区领导批示",
        )
        handover.name_host(part, by=supervisor, on=TODAY, reason="恢复")
        assert host_of(part.task) == part

    def test_who_leads_alone_or_takes_part_is_no_host(self, part, supervisor):
        helper = make_assignment(part.task, role="participating")
        assert host_of(part.task) is None
        with pytest.raises(ValidationError):
            handover.name_host(part, by=supervisor, on=TODAY, reason="独家")
        make_assignment(part.task)
        for one in (helper, part):
            with pytest.raises(ValidationError):
                handover.name_host(one, by=supervisor, on=TODAY, reason="不符")
        assert not Event.objects.exists()

    def test_nobody_else_names_it(self, part, other):
        for role in ("liaison", "head", "leader"):
            with pytest.raises(PermissionDenied):
                person = make_user(role=role, unit=other.unit)
                handover.name_host(other, by=person, on=TODAY, reason="自荐")


class TestRelief:
    def test_a_unit_asks_once(self, part):
        asked = handover.ask_relief(part, by=part.liaison, on=TODAY, reason="不属职责")
        assert (asked.unit, asked.reason, asked.state) == (part.unit, "不属职责", "pending")
        with pytest.raises(Conflict):
            handover.ask_relief(part, by=part.liaison, on=TODAY, reason="再问")
        assert [event.action for event in Event.objects.all()] == ["ask-relief"]

    def test_nobody_asks_for_others(self, part, supervisor):
        for person in (supervisor, make_user(role="liaison", unit=make_unit())):
            with pytest.raises(PermissionDenied):
                handover.ask_relief(part, by=person, on=TODAY, reason="不属职责")

    def test_moving_gives_the_task_to_the_other_unit_to_acknowledge(self, part, supervisor):
        asked, new = make_relief(part), make_unit()
        milestone = make_milestone(task=part.task, answering_unit=part.unit, named_on=TODAY)
        old_liaison, old = part.liaison, part.unit
        handover.move_part(part, by=supervisor, on=TODAY, unit=new, reason="职能调整")
        part.refresh_from_db()
        asked.refresh_from_db()
        milestone.refresh_from_db()
        assert part.unit == new
        assert not part.acknowledgements.filter(unit=new).exists()
        assert (asked.state, asked.decision_note) == ("moved", "职能调整")
        assert milestone.answering_unit == new
        event = Event.objects.get()
        assert (event.action, event.note) == ("move-task", f"{old} → {new}。职能调整")
        with pytest.raises(PermissionDenied):
            report(milestone, by=old_liaison, on=TODAY, done="已办2件")

    def test_days_before_the_move_keep_the_other_unit(self, part, supervisor):
        make_milestone(task=part.task)
        plan, old, new = part.task.plan, part.unit, make_unit()
        handover.move_part(part, by=supervisor, on=TODAY, unit=new, reason="职能调整")
        for day, unit, other in ((TODAY - DAY, old, new), (TODAY, new, old)):
            milestones = Milestone.objects.of(plan, day)
            assert milestones.of_unit(unit, "lead").count() == 1
            assert not milestones.of_unit(other).exists()
            assert owner_names([part.task_id], day)[part.task_id]["units"] == [unit.name]
            assert Task.objects.of_unit(unit, day).get() == part.task

    def test_a_part_that_moves_twice_on_a_day_was_the_last_units(self, part, supervisor):
        units = make_unit(), make_unit()
        for unit in units:
            part.refresh_from_db()
            handover.move_part(part, by=supervisor, on=TODAY, unit=unit, reason="职能调整")
        spans = part.tenures.values_list("unit", "until")
        assert list(spans) == [(part.tenures.first().unit_id, TODAY), (units[1].pk, FOREVER)]

    def test_a_corrected_unit_was_it_all_along(self, part):
        make_milestone(task=part.task)
        part.unit = make_unit()
        part.save()
        milestones = Milestone.objects.of(part.task.plan, TODAY - 90 * DAY)
        assert milestones.of_unit(part.unit, "lead").count() == 1

    def test_a_unit_that_is_there_already_cannot_get_it_twice(self, part, supervisor):
        there = make_assignment(part.task, role="participating").unit
        with pytest.raises(ValidationError):
            handover.move_part(part, by=supervisor, on=TODAY, unit=there, reason="职能调整")

    def test_two_supervisors_do_not_move_it_twice(self, part, supervisor):
        stale = type(part).objects.get(pk=part.pk)
        handover.move_part(part, by=supervisor, on=TODAY, unit=make_unit(), reason="一")
        with pytest.raises(Conflict):
            handover.move_part(stale, by=supervisor, on=TODAY, unit=make_unit(), reason="二")

    def test_refusing_leaves_it_where_it_is(self, part, supervisor):
        asked = make_relief(part)
        handover.refuse_relief(part, by=supervisor, on=TODAY, reason="职责明确")
        asked.refresh_from_db()
        assert (asked.state, asked.decided_on) == ("refused", TODAY)
        with pytest.raises(Conflict):
            handover.refuse_relief(part, by=supervisor, on=TODAY, reason="再拒")
        handover.ask_relief(part, by=part.liaison, on=TODAY, reason="职能已调整")

    def test_only_supervisors_decide(self, part):
        for act in (handover.move_part, handover.refuse_relief):
            words = {"unit": make_unit()} if act is handover.move_part else {}
            with pytest.raises(PermissionDenied):
                act(part, by=part.liaison, on=TODAY, reason="自行转办", **words)


class TestLeaving:
    def test_everything_goes_to_the_successor_in_one_step(self, part):
        leaver, milestone = part.liaison, make_milestone(task=part.task)
        successor = make_user(role="head", unit=part.unit)
        Draft.objects.create(person=leaver, milestone=milestone, action="report")
        file = make_evidence(milestone, uploaded_by=leaver)
        sent = make_evidence(milestone, uploaded_by=leaver, report=make_report(milestone))
        last = {"from_on": date(2015, 6, 1), "until_on": TODAY}
        own, other = make_deputy(person=leaver, **last), make_deputy(deputy=leaver, **last)
        over = {"from_on": date(2015, 6, 1), "until_on": TODAY - timedelta(days=1)}
        past, past_other = make_deputy(person=leaver, **over), make_deputy(deputy=leaver, **over)
        handover.hand_over(leaver, to=successor, on=TODAY)
        assert Draft.objects.get().person == successor
        assert list(staged(milestone, "report", successor)) == [file]
        people = {row.pk: (row.person, row.deputy) for row in Deputy.objects.all()}
        assert people[own.pk][0] == successor
        assert people[other.pk][1] == successor
        assert people[past.pk][0] == people[past_other.pk][1] == leaver
        sent.refresh_from_db()
        assert sent.uploaded_by == leaver
        leaver.refresh_from_db()
        assert leaver.role == "viewer"

    def test_forms_that_both_began_stay_with_each(self, part):
        leaver, milestone = part.liaison, make_milestone(task=part.task)
        successor = make_user(role="liaison", unit=part.unit)
        for person in (leaver, successor):
            Draft.objects.create(person=person, milestone=milestone, action="report")
        handover.hand_over(leaver, to=successor, on=TODAY)
        assert Draft.objects.filter(person=leaver).count() == 1

    def test_only_own_colleagues_take_over(self, part):
        stranger = make_user(role="liaison", unit=make_unit())
        reader = make_user(role="viewer", unit=part.unit)
        for other in (stranger, reader, part.liaison):
            with pytest.raises(ValidationError):
                handover.hand_over(part.liaison, to=other, on=TODAY)
        viewer = make_user(role="viewer", unit=part.unit)
        with pytest.raises(ValidationError):
            handover.hand_over(viewer, to=part.liaison, on=TODAY)


class TestStandIns:
    @pytest.fixture(params=["deputy", "acting head"])
    def name(self, request, part):
        """``name(from_on, until_on)`` names the same person for the same again."""
        other, by = make_user(role="liaison", unit=part.unit), make_user(role="supervisor")

        def named(from_on, until_on):
            days = {"from_on": from_on, "until_on": until_on}
            if request.param == "deputy":
                return handover.name_deputy(part.liaison, deputy=other, **days)
            return handover.name_acting_head(part.unit, by=by, on=TODAY, person=other, **days)

        return named

    def test_nobody_is_named_twice_for_one_day(self, name):
        last = TODAY + timedelta(days=7)
        name(TODAY, last)
        for from_on in (TODAY, last):
            with pytest.raises(ValidationError, match="已有相同安排"):
                name(from_on, last + timedelta(days=9))
        name(last + timedelta(days=1), last + timedelta(days=9))

    def test_one_span_after_the_other_lasts_no_longer_than_one(self, name):
        def days(first, last):
            return TODAY + timedelta(days=first), TODAY + timedelta(days=last)

        name(*days(0, 29))
        name(*days(35, 59))
        for span in (days(60, 65), days(66, 71), days(-6, -1)):
            with pytest.raises(ValidationError):
                name(*span)
        name(*days(30, 34))
        name(*days(67, 126))
